import { type EmotionMoment, type EmotionSpell, spellsOf, type TimelineParams, timelineDefaults } from './emotion-timeline.js';
import { EMOTIONAL_STATES, type EmotionalState } from './emotional-states.js';
import { ROUNDING } from './rounding.js';

/** The share of time that a learner spent in one state. Fields have their stored names. */
export type EmotionShare = {
  /** Percentage of the time with readings, 0 to 100. */
  readonly percentage: number;
  readonly total_time_minutes: number;
  /** Number of sessions in which it occurred. */
  readonly session_count: number;
};

/** Shares by state, only for states that occurred. */
export type EmotionDistribution = { readonly [State in EmotionalState]?: EmotionShare };

export type EmotionalSummary = {
  /** The state with the most time; on a tie, the first one in {@link EMOTIONAL_STATES}. Null without readings. */
  readonly dominant_emotion: EmotionalState | null;
  readonly emotion_distribution: EmotionDistribution;
};

/**
 * How much time a learner spent in each emotional state. Each reading lasts until the next one in its session, within the limits of `params`.
 *
 * @param timeline - readings in any order
 * @param params - see {@link TimelineParams}
 * @throws AdaptiveLearningError `invalid_input` when a reading or a number is out of range
 *
 * @example
 * const timeline = [
 *   { at: 0, emotion: 'curiosity' },
 *   { at: 360000, emotion: 'boredom' },
 *   { at: 480000, emotion: 'curiosity' },
 * ];
 * emotionDistribution(timeline).dominant_emotion //=> 'curiosity'
 * emotionDistribution(timeline).emotion_distribution.boredom //=> { percentage: 22.2…, total_time_minutes: 2, session_count: 1 }
 */
export function emotionDistribution(timeline: readonly EmotionMoment[], params: TimelineParams = timelineDefaults): EmotionalSummary {
  return distributionOf(stateSums(spellsOf('emotionDistribution', timeline, params)));
}

/** Sums for one state. */
export type StateSum = {
  readonly emotion: EmotionalState;
  readonly readings: number;
  readonly minutes: number;
  /** Minutes times valence times intensity. */
  readonly value_minutes: number;
  /** Sessions in which it occurred. */
  readonly sessions: number;
};

/** States that occurred, in the order of {@link EMOTIONAL_STATES}. */
export function stateSums(spells: readonly EmotionSpell[]): readonly StateSum[] {
  return EMOTIONAL_STATES.flatMap((emotion) => {
    const own = spells.filter((spell) => spell.emotion === emotion);
    if (own.length === 0) return [];
    const minutes = own.reduce((sum, spell) => sum + spell.minutes, 0);
    const value = own.reduce((sum, spell) => sum + spell.minutes * spell.value, 0);
    const sessions = new Set(own.map(({ session }) => session ?? '')).size;
    return { emotion, readings: own.length, minutes, value_minutes: value + 0, sessions };
  });
}

export function distributionOf(states: readonly StateSum[]): EmotionalSummary {
  const total = states.reduce((sum, { minutes }) => sum + minutes, 0);
  const shares = states.map(({ emotion, minutes, sessions }) => {
    const percentage = total === 0 ? 0 : Math.min(100, (100 * minutes) / total);
    return [emotion, { percentage, total_time_minutes: minutes, session_count: sessions }] as const;
  });
  const dominant = states.reduce<StateSum | null>(
    (most, state) => (most === null || state.minutes > most.minutes + ROUNDING ? state : most),
    null,
  );
  return { dominant_emotion: dominant?.emotion ?? null, emotion_distribution: Object.fromEntries(shares) };
}
