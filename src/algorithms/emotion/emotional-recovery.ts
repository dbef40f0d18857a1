import { invalidInput } from '../../errors.js';
import { emotionRole } from './emotion-role.js';
import { bySession, type EmotionMoment, type EmotionSpell, spellsOf, type TimelineParams, timelineDefaults } from './emotion-timeline.js';
import { EMOTIONAL_STATES, type EmotionalState } from './emotional-states.js';

const MINUTE_MS = 60_000;
const DEFAULT_TRIGGERS = 10;

/** A period in which emotions hindered learning. */
export type HinderedEpisode = {
  /** Its first state. */
  readonly emotion: EmotionalState;
  /** ms since 1970. */
  readonly at: number;
  /** When a state that does not hinder was read, or when the session's readings ended; ms since 1970. */
  readonly until: number;
  readonly minutes: number;
  /** Whether the learner recovered before the session's readings ended. */
  readonly recovered: boolean;
  readonly session?: string | undefined;
};

export type EmotionalRecovery = {
  /** In chronological order. */
  readonly episodes: readonly HinderedEpisode[];
  /** By the first state of the episode; states without a recovery are left out. Fields have their stored names. */
  readonly average_recovery_time_minutes: { readonly [State in EmotionalState]?: number };
  /** Over all episodes; null without a recovery. */
  readonly meanMinutes: number | null;
};

/**
 * How long a learner takes to recover from a hindering state ({@link emotionRole}) to a productive or neutral one, within a session.
 *
 *     mean = minutes spent hindered / recoveries
 *
 * If the session ends during an episode, its minutes count but no recovery does: leaving it out would make learners who stay stuck look quick. This
 * is the maximum likelihood estimate for exponential times with censoring. The decay of states is about exponential (D'Mello and Graesser, The
 * half-life of cognitive-affective states during complex learning, Cognition and Emotion 25, 2011). A change from one hindering state to another does
 * not end the episode.
 *
 * @param timeline - readings in any order
 * @param params - see {@link TimelineParams}
 * @throws AdaptiveLearningError `invalid_input` when a reading or a number is out of range
 *
 * @example
 * const at = (minute) => 60000 * minute;
 * const recovery = emotionalRecovery([
 *   { at: at(0), emotion: 'frustration' },
 *   { at: at(4), emotion: 'boredom' },
 *   { at: at(6), emotion: 'neutral' },
 *   { at: at(9), emotion: 'frustration' },
 * ]);
 * recovery.episodes.map(({ minutes, recovered }) => [minutes, recovered]) //=> [[6, true], [1, false]]
 * recovery.average_recovery_time_minutes //=> { frustration: 7 }
 */
export function emotionalRecovery(timeline: readonly EmotionMoment[], params: TimelineParams = timelineDefaults): EmotionalRecovery {
  const spells = spellsOf('emotionalRecovery', timeline, params);
  const episodes = bySession(spells)
    .flatMap(episodesOf)
    .sort((a, b) => a.at - b.at);
  const sums = episodeSums(episodes);
  return { episodes, average_recovery_time_minutes: recoveryTimesOf(sums), meanMinutes: meanRecovery(sums) };
}

/** Sums over the episodes that began with one state. */
export type EpisodeSum = {
  readonly emotion: EmotionalState;
  readonly episodes: number;
  readonly recoveries: number;
  readonly minutes: number;
};

export function episodeSums(episodes: readonly HinderedEpisode[]): readonly EpisodeSum[] {
  return EMOTIONAL_STATES.flatMap((emotion) => {
    const own = episodes.filter((one) => one.emotion === emotion);
    if (own.length === 0) return [];
    const recoveries = own.filter(({ recovered }) => recovered).length;
    return { emotion, episodes: own.length, recoveries, minutes: own.reduce((sum, { minutes }) => sum + minutes, 0) };
  });
}

/** The mean time to recovery of each state that anybody recovered from. */
export function recoveryTimesOf(sums: readonly EpisodeSum[]): EmotionalRecovery['average_recovery_time_minutes'] {
  return Object.fromEntries(sums.flatMap((sum) => (sum.recoveries === 0 ? [] : [[sum.emotion, sum.minutes / sum.recoveries]])));
}

/**
 * The most frequent triggers of a state, as recorded with the readings: most frequent first, ties by name.
 *
 * @param timeline - readings in any order; those below the threshold of `params` are left out
 * @param limit - the maximum number of triggers, an integer ≥ 1; 10 by default
 * @throws AdaptiveLearningError `invalid_input` when a reading or a number is out of range
 *
 * @example
 * const read = (minute, trigger) => ({ at: 60000 * minute, emotion: 'frustration', trigger });
 * commonTriggers([read(0, 'fractions'), read(1, 'timer'), read(2, 'fractions')], 'frustration') //=> ['fractions', 'timer']
 */
export function commonTriggers(
  timeline: readonly EmotionMoment[],
  emotion: EmotionalState,
  limit: number = DEFAULT_TRIGGERS,
  params: TimelineParams = timelineDefaults,
): readonly string[] {
  emotionRole(emotion);
  if (!(Number.isSafeInteger(limit) && limit >= 1)) throw invalidInput('commonTriggers.limit', 'a whole number ≥ 1', limit);
  const sums = triggerSums(spellsOf('commonTriggers', timeline, params));
  return commonestOf(sums, emotion, limit).map(({ trigger }) => trigger);
}

/** How often a trigger was recorded with a state. */
export type TriggerSum = { readonly emotion: EmotionalState; readonly trigger: string; readonly readings: number };

export function triggerSums(spells: readonly EmotionSpell[]): readonly TriggerSum[] {
  const counts = new Map<string, TriggerSum>();
  for (const { emotion, trigger } of spells) {
    if (trigger === undefined) continue;
    const key = `${emotion} ${trigger}`;
    counts.set(key, { emotion, trigger, readings: (counts.get(key)?.readings ?? 0) + 1 });
  }
  return [...counts.values()];
}

/** The most frequent triggers of a state; ties by name. */
export function commonestOf(sums: readonly TriggerSum[], emotion: EmotionalState, limit: number): readonly TriggerSum[] {
  const own = sums.filter((sum) => sum.emotion === emotion);
  return own.sort((a, b) => b.readings - a.readings || (a.trigger < b.trigger ? -1 : 1)).slice(0, limit);
}

function episodesOf(session: readonly EmotionSpell[]): HinderedEpisode[] {
  const episodes: HinderedEpisode[] = [];
  let begun: EmotionSpell | null = null;
  for (const spell of session) {
    if (emotionRole(spell.emotion) !== 'hindering') {
      if (begun !== null) episodes.push(episode(begun, spell.at, true));
      begun = null;
      continue;
    }
    begun ??= spell;
    if (spell.continues) continue;
    episodes.push(episode(begun, spell.until, false));
    begun = null;
  }
  return episodes;
}

function episode(begun: EmotionSpell, until: number, recovered: boolean): HinderedEpisode {
  const { emotion, at, session } = begun;
  return { emotion, at, until, minutes: (until - at) / MINUTE_MS, recovered, ...(session === undefined ? {} : { session }) };
}

function meanRecovery(sums: readonly EpisodeSum[]): number | null {
  const recoveries = sums.reduce((sum, one) => sum + one.recoveries, 0);
  return recoveries === 0 ? null : sums.reduce((sum, { minutes }) => sum + minutes, 0) / recoveries;
}
