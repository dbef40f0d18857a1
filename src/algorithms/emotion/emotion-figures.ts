import { groupBy } from '../group-by.js';
import { affectOf } from './affect-dynamics.js';
import { checkSums } from './check-sums.js';
import { distributionOf, type EmotionalSummary } from './emotion-distribution.js';
import type { EmotionSums } from './emotion-sums.js';
import { type EmotionalHours, hoursOf } from './emotional-hours.js';
import { commonestOf, recoveryTimesOf } from './emotional-recovery.js';
import type { EmotionalState } from './emotional-states.js';
import { effectsOf, type InterventionEffect } from './intervention-effect.js';
import { bestOf, type EmotionLearning, learningOf } from './learning-by-emotion.js';

const TRIGGERS_NAMED = 10;

/** Every figure that {@link EmotionSums} hold. */
export type EmotionFigures = EmotionalSummary & {
  /** As in {@link affectDynamics}. */
  readonly emotional_stability_score: number | null;
  readonly overall_emotional_wellness: number | null;
  /** As {@link learningByEmotion} gives it. */
  readonly learning: readonly EmotionLearning[];
  /** The state in which each activity goes best, as {@link bestEmotionFor} finds it; activities without one are left out. */
  readonly best: ReadonlyMap<string, EmotionalState>;
  /** As {@link interventionEffects} gives it. */
  readonly effects: readonly InterventionEffect[];
  /** As in {@link emotionalRecovery}. */
  readonly average_recovery_time_minutes: { readonly [State in EmotionalState]?: number };
  /** As {@link commonTriggers} gives them, at most ten; states without one are left out. */
  readonly triggers: ReadonlyMap<EmotionalState, readonly string[]>;
  /** As {@link emotionalHours} gives them. */
  readonly hours: EmotionalHours;
};

/**
 * The figures of some sittings from their sums: the same as the functions named at each figure work out from the readings, except for rounding.
 *
 * @param sums - from {@link sumEmotions} or {@link addEmotionSums}
 * @throws AdaptiveLearningError `invalid_input` when a field is out of range
 *
 * @example
 * const timeline = [{ at: 0, emotion: 'delight' }, { at: 300000, emotion: 'frustration' }, { at: 600000, emotion: 'delight' }];
 * const figures = emotionFigures(sumEmotions({ timeline, answers: [], interventions: [], zone: 'UTC' }));
 * [figures.dominant_emotion, figures.emotional_stability_score] //=> ['delight', 0.25]
 * figures.overall_emotional_wellness //=> 0.6091…
 */
export function emotionFigures(sums: EmotionSums): EmotionFigures {
  checkSums('emotionFigures.sums', [sums]);
  const { mean_valence, ...scores } = affectOf(sums.states, sums.swings);
  const byActivity = groupBy(sums.answers, ({ activity }) => activity);
  const triggered = [...new Set(sums.triggers.map(({ emotion }) => emotion))];
  return {
    ...distributionOf(sums.states),
    ...scores,
    learning: learningOf(sums.answers),
    best: new Map([...byActivity].flatMap(([activity, answers]) => pairWith(activity, bestOf(answers, activity)))),
    effects: effectsOf(sums),
    average_recovery_time_minutes: recoveryTimesOf(sums.episodes),
    triggers: new Map(
      triggered.map((emotion) => [emotion, commonestOf(sums.triggers, emotion, TRIGGERS_NAMED).map(({ trigger }) => trigger)]),
    ),
    hours: hoursOf(sums.hours),
  };
}

function pairWith(activity: string, state: EmotionalState | null): readonly (readonly [string, EmotionalState])[] {
  return state === null ? [] : [[activity, state]];
}
