import { invalidInput } from '../../../errors.js';
import { checkBoolean, checkCount, checkInstant, checkKnownKeys, checkObject, checkUnit } from '../../argument-checks.js';
import type { KnowledgeModel, KnowledgeObservation } from '../../model.js';
import { openProbability } from '../../open-probability.js';
import { creditOf } from '../answer-credit.js';
import { decidedConfidence } from '../decided-confidence.js';

/** The largest number below 1 (IEEE 754, 64 bits). */
const JUST_BELOW_ONE = 1 - Number.EPSILON / 2;

/** The state of Bayesian knowledge tracing for a learner and a concept. */
export type BktState = {
  /** Probability that the concept is known after the answers so far. */
  readonly p_known: number;
  /** Number of answers so far. */
  readonly observations: number;
};

/** The five probabilities of Bayesian knowledge tracing, each 0 to 1, with guess + slip below 1. */
export type BktParams = {
  /** P(L0): the concept is known before the first answer. */
  readonly prior: number;
  /** P(T): the concept becomes known with one opportunity. */
  readonly learn: number;
  /** P(G): right answer although the concept is not known. */
  readonly guess: number;
  /** P(S): wrong answer although the concept is known. */
  readonly slip: number;
  /** P(F): the concept is forgotten between two opportunities; 0 in the original model. */
  readonly forget: number;
};

/** Typical values for a concept without a fit, within the bounds of Corbett and Anderson: guess at most 0.3, slip at most 0.1. */
export const bktDefaults: BktParams = Object.freeze({ prior: 0.4, learn: 0.1, guess: 0.2, slip: 0.1, forget: 0 });

/**
 * Bayesian knowledge tracing with forgetting: a concept is known or unknown, and each answer is evidence for one of the two.
 *
 *     P(correct)       = p·(1 − slip) + (1 − p)·guess
 *     p | correct      = p·(1 − slip) / P(correct)
 *     p | wrong        = p·slip / (1 − P(correct))
 *     p' (next answer) = (p | answer)·(1 − forget) + (1 − (p | answer))·learn
 *
 * A right answer after help counts as right with the weight `credit` and as wrong with the rest: p' is the weighted mean of both. An answer that is
 * impossible under the parameters (wrong, with p = 1 and slip = 0) has no posterior and leaves p unchanged. If p would round to 1, it stays at the
 * largest number below 1, because at 1 no wrong answer could change it again. So with forget = 0, after many right answers, a few wrong answers lower
 * p sooner than in exact arithmetic. With forget ≥ 1e-6, as {@link fitBkt} returns by default, p never gets that close. The model counts
 * opportunities, not days: `at` is validated but not used. guess + slip must be below 1; otherwise learners who know the concept would answer worse
 * (Beck and Chang 2007 on identifiability).
 *
 * `mastery` is p_known. `confidence` is (1 − H(p_known))·n / (n + 5), with H the entropy in bits and n the number of answers: how decided p is, times
 * the amount of evidence; 0 before the first answer.
 *
 * Source: A. T. Corbett, J. R. Anderson, Knowledge tracing, User Modeling and User-Adapted Interaction 4, 1995; the transition
 * with forgetting as in pyBKT (Badrinath, Wang and Pardos 2021). Every method throws AdaptiveLearningError `invalid_input`
 * on an argument out of range.
 *
 * @example
 * const fresh = bkt.initial(bkt.defaults) //=> { p_known: 0.4, observations: 0 }
 * bkt.predict(fresh, 0, bkt.defaults) //=> 0.48…
 * const right = bkt.update(fresh, { at: 0, correct: true }, bkt.defaults) //=> { p_known: 0.775…, observations: 1 }
 * bkt.mastery(right, bkt.defaults) //=> 0.775…
 * bkt.confidence(right, bkt.defaults) //=> 0.0385…
 */
export const bkt: KnowledgeModel<BktState, BktParams> = Object.freeze({
  name: 'bkt',
  version: '1',
  defaults: bktDefaults,
  checkParams,
  initial(params: BktParams): BktState {
    checkParams(params);
    return { p_known: params.prior + 0, observations: 0 };
  },
  update(state: BktState, observation: KnowledgeObservation, params: BktParams): BktState {
    checkState(state);
    checkObject('bkt.update.observation', observation);
    checkBoolean('bkt.update.correct', observation.correct);
    checkInstant('bkt.update.at', observation.at);
    const credit = creditOf('bkt.update.credit', observation);
    checkParams(params);
    const known = nextKnown(state.p_known, observation.correct, params);
    const p_known = credit === 1 ? known : credit * known + (1 - credit) * nextKnown(state.p_known, false, params);
    return { p_known, observations: state.observations + 1 };
  },
  predict(state: BktState, at: number, params: BktParams): number {
    checkState(state);
    checkInstant('bkt.predict.at', at);
    checkParams(params);
    return openProbability(state.p_known * (1 - params.slip) + (1 - state.p_known) * params.guess);
  },
  mastery(state: BktState, params: BktParams): number {
    checkState(state);
    checkParams(params);
    return state.p_known;
  },
  confidence(state: BktState, params: BktParams): number {
    checkState(state);
    checkParams(params);
    return decidedConfidence(state.p_known, state.observations);
  },
});

/** Bayes' rule, or the prior itself where the answer was impossible; then the step to the next opportunity. */
export function nextKnown(p: number, correct: boolean, { guess, slip, learn, forget }: Omit<BktParams, 'prior'>): number {
  const ifKnown = p * (correct ? 1 - slip : slip);
  const ifUnknown = (1 - p) * (correct ? guess : 1 - guess);
  const evidence = ifKnown + ifUnknown;
  const posterior = evidence === 0 ? p : ifKnown / evidence;
  const known = posterior * (1 - forget) + (1 - posterior) * learn;
  if (known < 1) return known;
  const doubt = evidence === 0 ? (1 - p) * (1 - learn) + p * forget : ifUnknown * (1 - learn) + ifKnown * forget;
  return doubt > 0 ? JUST_BELOW_ONE : 1;
}

function checkState(state: BktState): void {
  checkObject('bkt.state', state);
  checkUnit('bkt.state.p_known', state.p_known);
  checkCount('bkt.state.observations', state.observations);
}

function checkParams(params: BktParams): void {
  checkBktParams('bkt.params', params);
}

export function checkBktParams(where: string, params: BktParams): void {
  checkObject(where, params);
  checkKnownKeys(where, params, bktDefaults);
  const { prior, learn, guess, slip, forget } = params;
  // One comparison chain for what is nearly always right; the words for what is not are found after it.
  if (isUnit(prior) && isUnit(learn) && isUnit(guess) && isUnit(slip) && isUnit(forget) && guess + slip < 1) return;
  checkUnit(`${where}.prior`, prior);
  checkUnit(`${where}.learn`, learn);
  checkUnit(`${where}.guess`, guess);
  checkUnit(`${where}.slip`, slip);
  checkUnit(`${where}.forget`, forget);
  throw invalidInput(`${where}.guess`, 'guess + slip below 1', guess + slip);
}

function isUnit(value: number): boolean {
  return typeof value === 'number' && value >= 0 && value <= 1;
}
