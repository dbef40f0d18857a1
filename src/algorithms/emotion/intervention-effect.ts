import { invalidInput } from '../../errors.js';
import { checkInstant, checkList, checkNotNegative, checkObject, checkPositive } from '../argument-checks.js';
import { groupBy } from '../group-by.js';
import type { EmotionMoment, TimelineParams } from './emotion-timeline.js';
import { timelineDefaults } from './emotion-timeline.js';
import { emotionalRecovery, type HinderedEpisode } from './emotional-recovery.js';
import { EMOTIONAL_STATES, type EmotionalState } from './emotional-states.js';

const MINUTE_MS = 60_000;
const DEFAULT_WINDOW_MINUTES = 10;

/** An intervention by the tutor. */
export type AppliedIntervention = {
  /** ms since 1970. */
  readonly at: number;
  readonly intervention_type: string;
  readonly session?: string | undefined;
  /** The learner's rating of it, on your own scale, ≥ 0. */
  readonly effectiveness_rating?: number | undefined;
};

/** The effect of the interventions of one type. Fields have their stored names. */
export type InterventionEffect = {
  readonly intervention_type: string;
  readonly application_count: number;
  /** The number that were applied during a hindering episode; only these can be judged. */
  readonly judged: number;
  /** Share of the judged interventions that were followed by a recovery in time, 0 to 1; null if none was judged. */
  readonly success_rate: number | null;
  /** Null if none was rated. */
  readonly average_effectiveness_rating: number | null;
  /** The hindering states that were followed by a recovery. */
  readonly applicable_emotions: readonly EmotionalState[];
};

/**
 * How often a learner recovered from a hindering state after an intervention. An intervention succeeds if it was applied during an episode ({@link
 * emotionalRecovery}) that ended in recovery within the window. Interventions outside an episode are counted but not judged.
 *
 * The learner might have recovered without the intervention: compare types with each other, and with {@link EmotionalRecovery} for episodes without
 * an intervention.
 *
 * @param timeline - readings in any order
 * @param windowMinutes - the longest time to the recovery in minutes, above 0; 10 by default, our own choice
 * @returns sorted by success rate, highest first and unjudged last; ties by number of applications, then by name
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
  return effectsOf(interventionSums(interventions, episodes, windowMinutes));
}

/** Sums for the interventions of one type. */
export type InterventionSum = {
  readonly intervention_type: string;
  readonly applied: number;
  readonly judged: number;
  readonly rated: number;
  readonly rating: number;
};

/** How often a type of intervention was followed by recovery from a state. */
export type RescueSum = { readonly intervention_type: string; readonly emotion: EmotionalState; readonly recoveries: number };

export type InterventionSums = { readonly interventions: readonly InterventionSum[]; readonly rescues: readonly RescueSum[] };

/** Each type, by name. */
export function interventionSums(
  interventions: readonly AppliedIntervention[],
  episodes: readonly HinderedEpisode[],
  windowMinutes: number = DEFAULT_WINDOW_MINUTES,
): InterventionSums {
  const byType = groupBy(interventions, ({ intervention_type }) => intervention_type);
  const bySession = groupBy(
    [...episodes].sort((a, b) => a.at - b.at),
    ({ session }) => session,
  );
  const sums = [...byType.keys()].sort().map((type) => sumsOf(type, byType.get(type) ?? [], bySession, windowMinutes));
  return { interventions: sums.map(({ sum }) => sum), rescues: sums.flatMap(({ rescues }) => rescues) };
}

export function effectsOf({ interventions, rescues }: InterventionSums): readonly InterventionEffect[] {
  const byType = groupBy(rescues, ({ intervention_type }) => intervention_type);
  const effects = interventions.map(({ intervention_type, applied, judged, rated, rating }) => {
    const own = byType.get(intervention_type) ?? [];
    const successes = own.reduce((sum, { recoveries }) => sum + recoveries, 0);
    return {
      intervention_type,
      application_count: applied,
      judged,
      success_rate: judged === 0 ? null : Math.min(1, successes / judged),
      average_effectiveness_rating: rated === 0 ? null : rating / rated,
      applicable_emotions: EMOTIONAL_STATES.filter((state) => own.some(({ emotion }) => emotion === state)),
    };
  });
  return effects.sort(
    (a, b) =>
      (b.success_rate ?? -1) - (a.success_rate ?? -1) ||
      b.application_count - a.application_count ||
      (a.intervention_type < b.intervention_type ? -1 : 1),
  );
}

type EpisodesBySession = ReadonlyMap<string | undefined, readonly HinderedEpisode[]>;

function sumsOf(type: string, applied: readonly AppliedIntervention[], episodes: EpisodesBySession, windowMinutes: number) {
  const judged = applied.flatMap((intervention) => {
    const during = episodeAt(episodes.get(intervention.session) ?? [], intervention.at);
    return during === undefined ? [] : [{ during, recovered: recoversWithin(during, intervention.at, windowMinutes) }];
  });
  const successes = judged.filter(({ recovered }) => recovered).map(({ during }) => during.emotion);
  const ratings = applied.flatMap(({ effectiveness_rating: rating }) => (rating === undefined ? [] : [rating])).sort((a, b) => a - b);
  const rating = ratings.reduce((sum, one) => sum + one, 0);
  return {
    sum: { intervention_type: type, applied: applied.length, judged: judged.length, rated: ratings.length, rating },
    rescues: EMOTIONAL_STATES.flatMap((emotion) => {
      const recoveries = successes.filter((state) => state === emotion).length;
      return recoveries === 0 ? [] : { intervention_type: type, emotion, recoveries };
    }),
  };
}

/** The episode of a session that an instant falls into: none overlaps another, so the last that began before it is the only candidate. */
function episodeAt(episodes: readonly HinderedEpisode[], at: number): HinderedEpisode | undefined {
  let [from, to] = [0, episodes.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((episodes[middle] as HinderedEpisode).at <= at) from = middle + 1;
    else to = middle;
  }
  const last = episodes[from - 1];
  return last !== undefined && at < last.until ? last : undefined;
}

function recoversWithin({ recovered, until }: HinderedEpisode, at: number, windowMinutes: number): boolean {
  return recovered && until - at <= windowMinutes * MINUTE_MS;
}

function checkIntervention(where: string, intervention: AppliedIntervention): void {
  checkObject(where, intervention);
  const { at, intervention_type: type, session, effectiveness_rating: rating } = intervention;
  checkInstant(`${where}.at`, at);
  if (typeof type !== 'string' || type === '') throw invalidInput(`${where}.intervention_type`, 'a string', type);
  if (session !== undefined && typeof session !== 'string') throw invalidInput(`${where}.session`, 'a string', session);
  if (rating !== undefined) checkNotNegative(`${where}.effectiveness_rating`, rating);
}
