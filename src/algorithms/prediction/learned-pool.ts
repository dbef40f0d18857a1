import { checkInstant, checkNotNegative, checkObject, checkUnit } from '../argument-checks.js';
import { checkAnswerScales } from '../memory/answer-agreement.js';
import type { AnswerMoment, Predictor, PredictorObservation, PredictorStates } from '../model.js';
import { checkHead, copyOfHead } from '../online-logistic/logistic-head.js';
import { learned, mixed, predictionsOf } from '../online-logistic/online-logistic.js';
import { featuresOf, LEARNED_POOL_FEATURES } from './learned-pool-features.js';
import { checkLearnedPoolParams, type LearnedPoolParams, learnedPoolDefaults } from './learned-pool-params.js';
import { checkConcept, checkLearner, type LearnedPoolConcept, type LearnedPoolLearner } from './learned-pool-state.js';

/** Where a learner's rates of success begin. */
const TYPICAL_SUCCESS = 0.7;

const OPINIONS = ['knowledge', 'session', 'retention', 'concept', 'memory'] as const;

type States = PredictorStates<LearnedPoolLearner, LearnedPoolConcept>;

/**
 * A pool of predictions that learns its weights from each answer. It starts as the mean of the opinions, and adjusts the weights of each opinion and
 * of the learner's recent success.
 *
 *     pool = mean of knowledge, session, retention, concept
 *     model = σ(logit(pool) + w·x)      x: see {@link LEARNED_POOL_FEATURES}; for opinions, the difference of their logit from the pool's
 *     p = trust·model + (1 − trust)·pool
 *
 * After the answer, w is updated by a Kalman step on the logit and trust by Bayes' rule: if the weights do not help for a learner, the plain pool is
 * used. It needs no training, and runs in constant time and space.
 *
 * Log loss with default parameters, FSRS and BKT, in parentheses that of the plain pool and of the base rate: a flashcard log of 12,580 reviews .498
 * (.548, .604), its reviews on a later day .452 (.477, .527); ASSISTments 2015 .560 (.564, .583), another ASSISTments set .434 (.481, .620).
 *
 * Store a {@link LearnedPoolLearner} per learner and a {@link LearnedPoolConcept} per concept. Sources: W. D. Penny, S. J. Roberts, Dynamic logistic
 * regression, IJCNN 1999; R. Ranjan, T. Gneiting, Combining probability forecasts, J. R. Statist. Soc. B 72, 2010; M. Herbster, M. K. Warmuth,
 * Tracking the best expert, 1998. Every method throws AdaptiveLearningError `invalid_input` on an argument out of range.
 *
 * @example
 * const { defaults } = learnedPool;
 * const unseen = { learner: learnedPool.initialLearner(defaults), concept: learnedPool.initialConcept(defaults) };
 * const moment = { concept: 'fractions', at: 0, day: 0, elapsedDays: null, difficulty: 0.5, opinions: { knowledge: 0.4, session: 0.6 } };
 * learnedPool.predict(unseen, moment, defaults) //=> 0.5
 * const wiser = learnedPool.update(unseen, moment, { correct: true, rating: 3 }, defaults);
 * wiser.concept //=> { answers: 1, last: 1 }
 * learnedPool.predict({ ...wiser, concept: unseen.concept }, moment, defaults) //=> 0.514…
 */
export const learnedPool: Predictor<LearnedPoolLearner, LearnedPoolConcept, LearnedPoolParams> = Object.freeze({
  name: 'learned_pool',
  version: '1',
  defaults: learnedPoolDefaults,
  checkParams: checkLearnedPoolParams,
  initialLearner(params: LearnedPoolParams): LearnedPoolLearner {
    checkLearnedPoolParams(params);
    return { ...copyOfHead(params.start), fast: TYPICAL_SUCCESS, slow: TYPICAL_SUCCESS };
  },
  initialConcept(params: LearnedPoolParams): LearnedPoolConcept {
    checkLearnedPoolParams(params);
    return { answers: 0, last: 0 };
  },
  predict(states: States, moment: AnswerMoment, params: LearnedPoolParams): number {
    check(states, moment, params);
    const { features, pool } = featuresOf(moment, states.learner, states.concept);
    return mixed(states.learner.trust, predictionsOf(states.learner, features, pool));
  },
  update(states: States, moment: AnswerMoment, observation: PredictorObservation, params: LearnedPoolParams): States {
    check(states, moment, params);
    checkObject('learned_pool.observation', observation);
    checkAnswerScales('learned_pool.observation', observation);
    const { correct } = observation;
    const { learner, concept } = states;
    const { features, pool } = featuresOf(moment, learner, concept);
    const head = learned(learner, features, predictionsOf(learner, features, pool), correct, {
      start: params.start,
      elapsed: [],
      drift: params.drift,
      switchRate: params.switch_rate,
    });
    const outcome = correct ? 1 : 0;
    return {
      learner: {
        ...head,
        fast: towards(outcome, learner.fast, params.fast_decay),
        slow: towards(outcome, learner.slow, params.slow_decay),
      },
      concept: { answers: concept.answers + 1, last: correct ? 1 : -1 },
    };
  },
});

function towards(outcome: number, rate: number, decay: number): number {
  return Math.min(1, decay * rate + (1 - decay) * outcome);
}

function check(states: States, moment: AnswerMoment, params: LearnedPoolParams): void {
  checkLearnedPoolParams(params);
  checkObject('learned_pool.states', states);
  const { learner, concept } = states;
  checkLearner('learned_pool.states.learner', learner);
  checkHead('learned_pool.states.learner', learner, LEARNED_POOL_FEATURES.length, []);
  checkConcept('learned_pool.states.concept', concept);
  checkObject('learned_pool.moment', moment);
  checkInstant('learned_pool.moment.at', moment.at);
  if (moment.elapsedDays !== null) checkNotNegative('learned_pool.moment.elapsedDays', moment.elapsedDays);
  checkObject('learned_pool.moment.opinions', moment.opinions);
  for (const name of OPINIONS) {
    const opinion = moment.opinions[name];
    if (opinion !== undefined || name === 'knowledge' || name === 'session') {
      checkUnit(`learned_pool.moment.opinions.${name}`, opinion as number);
    }
  }
}
