import type { AnswerMoment, JsonObject, PredictorObservation, PredictorStates, Rating, RecallAfter } from '../algorithms/index.js';
import type { PredictorChoice } from './models.js';

/** An answer that was just predicted and learnt. */
export interface AnswerLearnt {
  /** Before it. */
  readonly states: PredictorStates;
  readonly moment: AnswerMoment;
  readonly observation: PredictorObservation;
  /** After it. */
  readonly learnt: PredictorStates;
}

/**
 * What the predictor says of the days after an answer, had it been rated as it was or otherwise; undefined where the predictor does not look
 * ahead. Nothing is computed before somebody asks.
 */
export function recallAhead(
  { model, params }: Pick<PredictorChoice, 'model' | 'params'>,
  { states, moment, observation, learnt }: AnswerLearnt,
): RecallAfter | undefined {
  const { recallAfter } = model;
  if (recallAfter === undefined) return undefined;
  const after = new Map<Rating, PredictorStates<JsonObject, JsonObject>>([[observation.rating, learnt]]);
  return (days, rating) => {
    const known = after.get(rating) ?? model.update(states, moment, { ...observation, correct: rating > 1, rating }, params);
    after.set(rating, known);
    return recallAfter.call(model, known, moment, days, params);
  };
}
