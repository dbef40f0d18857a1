import { invalidInput } from '../../errors.js';
import { checkInstant, checkList, checkNotNegative, checkObject, checkPositive } from '../argument-checks.js';
import type { EmotionMoment, TimelineParams } from './emotion-timeline.js';
import { timelineDefaults } from './emotion-timeline.js';
import { emotionalRecovery, type HinderedEpisode } from './emotional-recovery.js';
import { EMOTIONAL_STATES, type EmotionalState } from './emotional-states.js';

const MINUTE_MS = 60_000;
const DEFAULT_WINDOW_MINUTES = 10;

/** That a tutor stepped in. */
export type AppliedIntervention = {
  /** ms since 1970. */
  readonly at: number;
  readonly intervention_type: string;
  readonly session?: string | undefined;
  /** What it was worth to the learner, on a scale of your own from 0. */
  readonly effectiveness_rating?: number | undefined;
};

/** What became of the interventions of one type; named as it is stored. */
export type InterventionEffect = {
  readonly intervention_type: string;
  readonly application_count: number;
  /** How many of them came while learning was held back: only those can be judged. */
  readonly judged: number;
  /** The share of the judged ones after which the learner recovered in time, 0 to 1; null when none was judged. */
  readonly success_rate: number | null;
  /** Null when none was rated. */
  readonly average_effectiveness_rating: number | null;
  /** The hindering states that learners came out of after it. */
  readonly applicable_emotions: readonly EmotionalState[];
};

/**
 * Whether interventions brought learners out of hindering states: a success is one after which the episode that it fell into
 * ({@link emotionalRecovery}) ended in recovery within a window. An application outside of any episode is counted but not judged.
 *
 * Nothing says that the learner would not have recovered without it: compare types with each other, and with
 * {@link EmotionalRecovery} of episodes without any.
 *
 * @param timeline - readings in any order
 * @param windowMinutes - how soon the recovery must come, above 0; 10 unless told, a choice of ours
 * @returns by success rate, the highest first and unjudged ones last, of equals the more often applied, then by name
 * @throws AdaptiveLearningError `invalid_input` when a field is out of range
 *
 * @example
 * const at = (minute) => 60000 * minute;
 * const timeline = [{ at: at(0), emotion: 'frustration' }, { at: at(6), emotion: 'engaged_concentration' }];
 * interventionEffects([{ at: at(2), intervention_type: 'hint', effectiveness_rating: 4 }], timeline)[0]
 * //=> { intervention_type: 'hint', application_count: 1, judged: 1, success_rate: 1, average_effectiveness_rating: 4, applicable_emotions: ['frustration'] }
 */
export function interventionEffects(
  interventions: readonly AppliedIntervention[],
  timeline: readonly EmotionMoment[],
  windowMinutes: number = DEFAULT_WINDOW_MINUTES,
  params: TimelineParams = timelineDefaults,
): readonly InterventionEffect[] {
  checkList('interventionEffects.interventions', interventions);
  for (const intervention of interventions) checkIntervention('interventionEffects.interventions', intervention);
  checkPositive('interventionEffects.windowMinutes', windowMinutes);
  const { episodes } = emotionalRecovery(timeline, params);
  const byType = new Map<string, AppliedIntervention[]>();
  for (const intervention of interventions) {
    byType.set(intervention.intervention_type, [...(byType.get(intervention.intervention_type) ?? []), intervention]);
  }
  const effects = [...byType].map(([type, applied]) => effectOf(type, applied, episodes, windowMinutes));
  return effects.sort(
    (a, b) =>
      (b.success_rate ?? -1) - (a.success_rate ?? -1) ||
      b.application_count - a.application_count ||
      (a.intervention_type < b.intervention_type ? -1 : 1),
  );
}

function effectOf(
  type: string,
  applied: readonly AppliedIntervention[],
  episodes: readonly HinderedEpisode[],
  windowMinutes: number,
): InterventionEffect {
  const judged = applied.flatMap((intervention) => {
    const during = episodes.find((episode) => contains(episode, intervention));
    return during === undefined ? [] : [{ during, recovered: recoversWithin(during, intervention.at, windowMinutes) }];
  });
  const successes = judged.filter(({ recovered }) => recovered).map(({ during }) => during.emotion);
  const ratings = applied.flatMap(({ effectiveness_rating: rating }) => (rating === undefined ? [] : [rating])).sort((a, b) => a - b);
  return {
    intervention_type: type,
    application_count: applied.length,
    judged: judged.length,
    success_rate: judged.length === 0 ? null : successes.length / judged.length,
    average_effectiveness_rating: ratings.length === 0 ? null : ratings.reduce((sum, rating) => sum + rating / ratings.length, 0),
    applicable_emotions: EMOTIONAL_STATES.filter((state) => successes.includes(state)),
  };
}

function contains({ at, until, session }: HinderedEpisode, intervention: AppliedIntervention): boolean {
  return session === intervention.session && intervention.at >= at && intervention.at < until;
}

function recoversWithin({ recovered, until }: HinderedEpisode, at: number, windowMinutes: number): boolean {
  return recovered && until - at <= windowMinutes * MINUTE_MS;
}

function checkIntervention(where: string, intervention: AppliedIntervention): void {
  checkObject(where, intervention);
  const { at, intervention_type: type, session, effectiveness_rating: rating } = intervention;
  checkInstant(`${where}.at`, at);
  if (typeof type !== 'string' || type === '') throw invalidInput(`${where}.intervention_type`, 'a text', type);
  if (session !== undefined && typeof session !== 'string') throw invalidInput(`${where}.session`, 'a text', session);
  if (rating !== undefined) checkNotNegative(`${where}.effectiveness_rating`, rating);
}
