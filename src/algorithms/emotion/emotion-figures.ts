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

/** All figures that can be computed from {@link EmotionSums}. */
export type EmotionFigures = EmotionalSummary & {
  /** As in {@link affectDynamics}. */
  readonly emotional_stability_score: number | null;
  readonly overall_emotional_wellness: number | null;
  /** As returned by {@link learningByEmotion}. */
  readonly learning: readonly EmotionLearning[];
  /** The best state for each activity, as returned by {@link bestEmotionFor}; activities without one are left out. */
  readonly best: ReadonlyMap<string, EmotionalState>;
  /** As returned by {@link interventionEffects}. */
  readonly effects: readonly InterventionEffect[];
  /** As in {@link emotionalRecovery}. */
  readonly average_recovery_time_minutes: { readonly [State in EmotionalState]?: number };
  /** As returned by {@link commonTriggers}, at most ten per state; states without triggers are left out. */
  readonly triggers: ReadonlyMap<EmotionalState, readonly string[]>;
  /** As returned by {@link emotionalHours}. */
  readonly hours: EmotionalHours;
};

/**
 * The figures of a set of sessions, computed from their sums. Apart from rounding, they equal what the function named at each figure computes from
 * the readings.
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
