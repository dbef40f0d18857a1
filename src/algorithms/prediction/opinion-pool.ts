import { checkKnownKeys, checkObject } from '../argument-checks.js';
import { checkAnswerScales } from '../memory/answer-agreement.js';
import type { AnswerMoment, Predictor, PredictorObservation, PredictorStates } from '../model.js';
import { openProbability } from '../open-probability.js';
import { meanOpinion } from './mean-opinion.js';

type Nothing = { readonly [key: string]: never };
const NOTHING: Nothing = Object.freeze({});

/**
 * The mean of the available opinions of the knowledge model, the session, the forgetting curve and the concept: a linear opinion pool. It has no
 * state and does not learn.
 *
 * Log loss with default parameters and BKT, in parentheses that of the base rate and of the knowledge model alone: a flashcard log of 12,580 reviews
 * .548 (.604, .594), ASSISTments 2015 .561 (.583, .602), another ASSISTments set .485 (.620, .581).
 *
 *     p = Σ opinion / n
 *
 * Source: M. Stone, The opinion pool, Annals of Mathematical Statistics 32, 1961. There is nothing to store.
 *
 * @example
 * const moment = { concept: 'fractions', at: 0, day: 0, elapsedDays: null, difficulty: 0.5, opinions: { knowledge: 0.4, session: 0.6 } };
 * opinionPool.predict({ learner: {}, concept: {} }, moment, {}) //=> 0.5
 */
export const opinionPool: Predictor<Nothing, Nothing, Nothing> = Object.freeze({
  name: 'opinion_pool',
  version: '1',
  defaults: NOTHING,
  checkParams(params: Nothing) {
    checkObject('opinion_pool.params', params);
    checkKnownKeys('opinion_pool.params', params, NOTHING);
  },
  initialLearner: () => NOTHING,
  initialConcept: () => NOTHING,
  predict(_states: PredictorStates<Nothing, Nothing>, moment: AnswerMoment) {
    checkObject('opinion_pool.predict.moment', moment);
    checkObject('opinion_pool.moment.opinions', moment.opinions);
    return openProbability(meanOpinion('opinion_pool.moment.opinions', moment.opinions));
  },
  update(_states: PredictorStates<Nothing, Nothing>, _moment: AnswerMoment, observation: PredictorObservation) {
    checkObject('opinion_pool.observation', observation);
    checkAnswerScales('opinion_pool.observation', observation);
    return { learner: NOTHING, concept: NOTHING };
  },
});
