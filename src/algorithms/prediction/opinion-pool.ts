import { checkObject, checkUnit } from '../argument-checks.js';
import type { AnswerMoment, Opinions, Predictor, PredictorStates } from '../model.js';
import { openProbability } from '../open-probability.js';

type Nothing = { readonly [key: string]: never };
const NOTHING: Nothing = Object.freeze({});

/**
 * The mean of the opinions of the knowledge model, the session, the forgetting curve and the concept, as far as they are there: a linear
 * opinion pool. It keeps nothing and learns nothing.
 *
 * Measured with default parameters, log loss beside the base rate's: a flashcard log of 12,580 reviews .548 (base rate .604, knowledge model
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
  initialLearner: () => NOTHING,
  initialConcept: () => NOTHING,
  predict(_states: PredictorStates<Nothing, Nothing>, moment: AnswerMoment) {
    checkObject('opinion_pool.predict.moment', moment);
    return mean(moment.opinions);
  },
  update: () => ({ learner: NOTHING, concept: NOTHING }),
});

/** Not the scheduler's: SM-2's is an assumption, and FSRS's says of the same memory what the forgetting curve says. */
const VOICES = ['knowledge', 'session', 'retention', 'concept'] as const satisfies readonly (keyof Opinions)[];

function mean(opinions: Opinions): number {
  checkObject('opinion_pool.moment.opinions', opinions);
  let sum = 0;
  let count = 0;
  for (const voice of VOICES) {
    const opinion = opinions[voice];
    if (opinion === undefined && voice !== 'knowledge') continue;
    checkUnit('opinion_pool.moment.opinions', opinion as number);
    sum += opinion as number;
    count += 1;
  }
  return openProbability(sum / count);
}
