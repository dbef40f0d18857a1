import { checkKnownKeys, checkObject } from '../argument-checks.js';
import { checkAnswerScales } from '../memory/answer-agreement.js';
import type { AnswerMoment, Predictor, PredictorObservation, PredictorStates } from '../model.js';
import { openProbability } from '../open-probability.js';
import { meanOpinion } from './mean-opinion.js';

type Nothing = { readonly [key: string]: never };
const NOTHING: Nothing = Object.freeze({});

/**
 * The mean of the opinions of the knowledge model, the session, the forgetting curve and the concept, as far as they are there: a linear
 * opinion pool. It keeps nothing and learns nothing.
 *
 * Measured with default parameters beside BKT, log loss beside the base rate's: a flashcard log of 12,580 reviews .548 (base rate .604, knowledge model
 * alone .594), ASSISTments 2015 .561 (.583, .602), another ASSISTments set .485 (.620, .581).
 *
 *     p = Σ opinion / n
 *
 * Source: M. Stone, The opinion pool, Annals of Mathematical Statistics 32, 1961.
 * What to store: nothing.
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
