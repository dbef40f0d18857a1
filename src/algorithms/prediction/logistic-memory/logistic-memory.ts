import { checkCount, checkInstant, checkObject, checkPositive } from '../../argument-checks.js';
import type { CardMemory } from '../../card-memory.js';
import { checkAnswerScales } from '../../memory/answer-agreement.js';
import { checkDay, residualInitialCard } from '../../memory/residual/residual-card.js';
import { NO_RATES } from '../../memory/residual/residual-learner.js';
import type { AnswerMoment, Predictor, PredictorObservation, PredictorStates } from '../../model.js';
import { copyOfHead } from '../../online-logistic/logistic-head.js';
import { logisticPredictor } from '../logistic-predictor.js';
import { checkLogisticMemoryParams, type LogisticMemoryParams, logisticMemoryDefaults, startsOf } from './logistic-memory-params.js';
import {
  checkLogisticMemoryConcept,
  checkLogisticMemoryLearner,
  type LogisticMemoryConcept,
  type LogisticMemoryLearner,
} from './logistic-memory-states.js';
import { opinionsOf, statesAfter } from './logistic-memory-step.js';
import { adoptedMemory } from './memory-half.js';

type States = PredictorStates<LogisticMemoryLearner, LogisticMemoryConcept>;

const DAY_MS = 86_400_000;
/** No instant of JavaScript is later. */
const LATEST_INSTANT = 8.64e15;
/** What the predictor does not read of a moment. */
const UNREAD = { elapsedDays: null, difficulty: 0.5, opinions: { knowledge: 0.5, session: 0.5 } } as const;

/**
 * The default predictor: logistic tracing for practice within a day, and for concepts practised on an earlier day a trust-weighted mean of it and a
 * personal memory model. It ignores the predictions of other models, so its predictions do not depend on the scheduler.
 *
 *     practice = σ(w₀·x + w·x)      x: see {@link PRACTICE_FEATURES}; w₀ shared by all learners, w this learner's own
 *     memory   = σ(logit(R) + v·z)  z: see {@link MEMORY_FEATURES}; R the recall by FSRS-6, v this learner's own
 *     p = practice, or on a later day trust·memory + (1 − trust)·practice
 *
 * After the answer, w and v are updated by a Kalman step on the logit and the trust by Bayes' rule: compared with the better one of the two parts, it
 * costs at most ln 2 of log loss in total, plus about `switch_rate` per answer. `recallAfter` predicts a later day, for a question without an item.
 *
 * Store a {@link LogisticMemoryLearner} per learner and a {@link LogisticMemoryConcept} per concept.
 * Sources: P. I. Pavlik, L. G. Eglington, L. M. Harrell-Williams, Logistic knowledge tracing, 2021; J. Ye and others, FSRS-6, 2025;
 * W. D. Penny, S. J. Roberts, Dynamic logistic regression, IJCNN 1999; M. Herbster, M. K. Warmuth, Tracking the best expert, 1998. Every
 * method throws AdaptiveLearningError `invalid_input` on an argument out of range.
 *
 * @example
 * const { defaults } = logisticMemory;
 * const unseen = { learner: logisticMemory.initialLearner(defaults), concept: logisticMemory.initialConcept(defaults) };
 * const moment = { concept: 'fractions', at: 0, day: 0, elapsedDays: null, difficulty: 0.5, opinions: { knowledge: 0.4, session: 0.6 } };
 * const after = logisticMemory.update(unseen, moment, { correct: true, rating: 3 }, defaults);
 * const nextWeek = { ...moment, at: 7 * 86400000, day: 7, elapsedDays: 7 };
 * const nextYear = { ...moment, at: 365 * 86400000, day: 365, elapsedDays: 365 };
 * logisticMemory.predict(after, nextWeek, defaults) > logisticMemory.predict(after, nextYear, defaults) //=> true
 */
export const logisticMemory: Predictor<LogisticMemoryLearner, LogisticMemoryConcept, LogisticMemoryParams> = Object.freeze({
  name: 'logistic_memory',
  version: '1',
  defaults: logisticMemoryDefaults,
  checkParams: checkLogisticMemoryParams,
  initialLearner(params: LogisticMemoryParams): LogisticMemoryLearner {
    const { practice } = startsOf(params);
    return {
      logistic: logisticPredictor.initialLearner(params.logistic),
      fitted: params.practice.fitted,
      practice: copyOfHead(practice),
      rates: NO_RATES,
      memory: null,
      memory_trust: params.memory.trust,
    };
  },
  initialConcept(params: LogisticMemoryParams): LogisticMemoryConcept {
    startsOf(params);
    return { logistic: logisticPredictor.initialConcept(params.logistic), card: residualInitialCard(), memory: null };
  },
  adopt(card: CardMemory, params: LogisticMemoryParams): LogisticMemoryConcept {
    startsOf(params);
    return { logistic: logisticPredictor.initialConcept(params.logistic), ...adoptedMemory(card) };
  },
  predict(states: States, moment: AnswerMoment, params: LogisticMemoryParams): number {
    const starts = startsOf(params);
    check(states, moment);
    return opinionsOf(states, moment, params, starts).predicted;
  },
  recallAfter(states: States, moment: Pick<AnswerMoment, 'concept' | 'at' | 'day'>, days: number, params: LogisticMemoryParams): number {
    checkMoment(moment);
    checkCount('logistic_memory.recallAfter.days', days);
    checkPositive('logistic_memory.recallAfter.days', days);
    const { concept, at, day } = moment;
    const then = { concept, at: Math.min(LATEST_INSTANT, at + days * DAY_MS), day: day + days };
    return logisticMemory.predict(states, { ...then, ...UNREAD }, params);
  },
  update(states: States, moment: AnswerMoment, observation: PredictorObservation, params: LogisticMemoryParams): States {
    checkObject('logistic_memory.observation', observation);
    checkAnswerScales('logistic_memory.observation', observation);
    const starts = startsOf(params);
    check(states, moment);
    return statesAfter(states, moment, observation, params, starts);
  },
});

function check(states: States, moment: AnswerMoment): void {
  checkObject('logistic_memory.states', states);
  checkLogisticMemoryLearner('logistic_memory.states.learner', states.learner);
  checkLogisticMemoryConcept('logistic_memory.states.concept', states.concept);
  checkMoment(moment);
}

function checkMoment(moment: Pick<AnswerMoment, 'at' | 'day'>): void {
  checkObject('logistic_memory.moment', moment);
  checkInstant('logistic_memory.moment.at', moment.at);
  checkDay('logistic_memory.moment.day', moment.day);
}
