import { type EmotionMoment, spellsOf, type TimelineParams, timelineDefaults } from './emotion-timeline.js';
import { EMOTIONAL_STATES, type EmotionalState } from './emotional-states.js';

/** How much of some time a learner spent in one state; named as it is stored. */
export type EmotionShare = {
  /** Of the time with readings, 0 to 100. */
  readonly percentage: number;
  readonly total_time_minutes: number;
  /** In how many sittings it occurred. */
  readonly session_count: number;
};

/** By state; only states that occurred. */
export type EmotionDistribution = { readonly [State in EmotionalState]?: EmotionShare };

export type EmotionalSummary = {
  /** The state with the most time; of equals the one that {@link EMOTIONAL_STATES} names first; null without readings. */
  readonly dominant_emotion: EmotionalState | null;
  readonly emotion_distribution: EmotionDistribution;
};

/**
 * How a learner's time was spent among the emotional states: each reading lasts until the next one of its sitting, within the limits of `params`.
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
  const spells = spellsOf('emotionDistribution', timeline, params);
  const minutes = new Map<EmotionalState, number>();
  const sittings = new Map<EmotionalState, Set<string>>();
  let total = 0;
  for (const spell of spells) {
    total += spell.minutes;
    minutes.set(spell.emotion, (minutes.get(spell.emotion) ?? 0) + spell.minutes);
    sittings.set(spell.emotion, (sittings.get(spell.emotion) ?? new Set()).add(spell.session ?? ''));
  }
  const occurred = EMOTIONAL_STATES.filter((state) => minutes.has(state));
  const shares = occurred.map((state) => {
    const time = minutes.get(state) ?? 0;
    return [
      state,
      { percentage: Math.min(100, (100 * time) / total), total_time_minutes: time, session_count: sittings.get(state)?.size ?? 0 },
    ] as const;
  });
  const dominant = occurred.reduce<EmotionalState | null>(
    (most, state) => (most === null || (minutes.get(state) ?? 0) > (minutes.get(most) ?? 0) ? state : most),
    null,
  );
  return { dominant_emotion: dominant, emotion_distribution: Object.fromEntries(shares) };
}
