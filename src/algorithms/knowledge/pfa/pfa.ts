import { invalidInput } from '../../../errors.js';
import { checkBoolean, checkInstant, checkKnownKeys, checkList, checkNotNegative, checkObject } from '../../argument-checks.js';
import type { KnowledgeModel, KnowledgeObservation } from '../../model.js';
import { openProbability } from '../../open-probability.js';
import { creditOf } from '../answer-credit.js';
import { decidedConfidence } from '../decided-confidence.js';
import { probabilityAt } from '../log-odds.js';

/** The state of performance factors analysis for a learner and a concept. */
export type PfaState = {
  /** The numbers of right and wrong answers so far; a right answer after help is split between both by its credit. */
  readonly successes: number;
  readonly failures: number;
};

/** How counts of answers enter the log-odds: `raw` as n, `log` as ln(1 + n), so that the tenth answer adds less than the first. */
export const PFA_COUNTS = ['raw', 'log'] as const;
export type PfaCounts = (typeof PFA_COUNTS)[number];

/** The weights of performance factors analysis for one concept, on the log-odds scale; −1e6 to 1e6. */
export type PfaParams = {
  /** β: log-odds of a right answer without practice. */
  readonly easiness: number;
  /** γ: the weight of each right answer, or with `log` of ln(1 + right answers). */
  readonly success_weight: number;
  /**
   * ρ: the weight of each wrong answer, or with `log` of ln(1 + wrong answers). If learners learn from failures, it is positive and usually a little
   * below γ.
   */
  readonly failure_weight: number;
  /**
   * The kind of counts that γ and ρ apply to; `raw` by default. The weights of the two kinds are not interchangeable. {@link fitPfa} uses `log` by
   * default.
   */
  readonly counts?: PfaCounts;
};

/** Typical values for a concept without a fit: between the medians of fits to the skills of two public logs of school mathematics (ASSISTments). */
export const pfaDefaults: PfaParams = Object.freeze({ easiness: 0.75, success_weight: 0.15, failure_weight: -0.12 });

/** `counts` is known, and no default: parameters without it have meant raw counts all along. */
const KNOWN: Required<PfaParams> = { ...pfaDefaults, counts: 'raw' };

/**
 * Performance factors analysis: the log-odds of a right answer are linear in the numbers of earlier right and wrong answers.
 *
 *     m = β + γ·f(successes) + ρ·f(failures), with f(n) = n, or with the parameter counts = 'log': f(n) = ln(1 + n)
 *     P(correct) = 1 / (1 + e^−m)
 *
 * The model uses neither days nor the order of answers: `at` is validated but not used. `mastery` is P(correct). `confidence` is (1 − H(P))·n / (n +
 * 5) as for {@link bkt}, with n the number of answers. A right answer raises mastery if γ > 0. It gives at least the mastery of a wrong answer if γ ≥
 * ρ (with `log`: if ρ ≤ 0 ≤ γ).
 *
 * Source: P. I. Pavlik, H. Cen, K. R. Koedinger, Performance factors analysis, AIED 2009; the logarithm of counts as in T. Gervet, K. Koedinger,
 * J. Schneider, T. Mitchell, When is deep learning the best approach to knowledge tracing?, Journal of Educational Data Mining 12, 2020, and
 * P. I. Pavlik, L. G. Eglington, L. M. Harrell-Williams, Logistic knowledge tracing, IEEE Transactions on Learning Technologies 14, 2021. Every method throws AdaptiveLearningError
 * `invalid_input` on an argument out of range.
 *
 * @example
 * const fresh = pfa.initial(pfa.defaults) //=> { successes: 0, failures: 0 }
 * pfa.predict(fresh, 0, pfa.defaults) //=> 0.6792…
 * const right = pfa.update(fresh, { at: 0, correct: true }, pfa.defaults) //=> { successes: 1, failures: 0 }
 * pfa.mastery(right, pfa.defaults) //=> 0.711…
 * pfa.mastery(right, { easiness: 0.75, success_weight: 0.5, failure_weight: -0.4, counts: 'log' }) //=> 0.7496…
 */
export const pfa: KnowledgeModel<PfaState, PfaParams> = Object.freeze({
  name: 'pfa',
  version: '1',
  defaults: pfaDefaults,
  checkParams: (params: PfaParams) => checkPfaParams('pfa.params', params),
  initial(params: PfaParams): PfaState {
    checkPfaParams('pfa.params', params);
    return { successes: 0, failures: 0 };
  },
  update(state: PfaState, observation: KnowledgeObservation, params: PfaParams): PfaState {
    checkPfaState('pfa.state', state);
    checkObject('pfa.update.observation', observation);
    checkBoolean('pfa.update.correct', observation.correct);
    checkInstant('pfa.update.at', observation.at);
    checkPfaParams('pfa.params', params);
    const { successes, failures } = state;
    const success = observation.correct ? creditOf('pfa.update.credit', observation) : 0;
    return { successes: successes + success, failures: failures + (1 - success) };
  },
  predict(state: PfaState, at: number, params: PfaParams): number {
    checkInstant('pfa.predict.at', at);
    return openProbability(probabilityOf(state, params));
  },
  mastery: probabilityOf,
  confidence(state: PfaState, params: PfaParams): number {
    return decidedConfidence(probabilityOf(state, params), state.successes + state.failures);
  },
});

/**
 * The probability of a right answer to a question that involves several concepts: their log-odds add up.
 *
 * @param concepts - the state and the weights of each concept; at least one
 * @returns above 0 and below 1
 * @throws AdaptiveLearningError `invalid_input` when an argument is out of range
 *
 * @example
 * const params = { easiness: -0.5, success_weight: 0.2, failure_weight: 0 };
 * pfaProbability([{ state: { successes: 5, failures: 1 }, params }, { state: { successes: 0, failures: 0 }, params }]) //=> 0.5
 */
export function pfaProbability(concepts: readonly { readonly state: PfaState; readonly params: PfaParams }[]): number {
  checkList('pfaProbability.concepts', concepts);
  if (concepts.length === 0) throw invalidInput('pfaProbability.concepts', 'at least one concept', concepts);
  let logOdds = 0;
  for (const concept of concepts) {
    checkObject('pfaProbability.concepts', concept);
    checkPfaState('pfaProbability.concepts.state', concept.state);
    checkPfaParams('pfaProbability.concepts.params', concept.params);
    logOdds += logOddsOf(concept.state, concept.params);
  }
  return probabilityAt(logOdds);
}

function probabilityOf(state: PfaState, params: PfaParams): number {
  checkPfaState('pfa.state', state);
  checkPfaParams('pfa.params', params);
  return probabilityAt(logOddsOf(state, params));
}

function logOddsOf({ successes, failures }: PfaState, params: PfaParams): number {
  const { easiness, success_weight, failure_weight } = params;
  if (params.counts !== 'log') return easiness + success_weight * successes + failure_weight * failures;
  return easiness + success_weight * Math.log1p(successes) + failure_weight * Math.log1p(failures);
}

function checkPfaState(where: string, state: PfaState): void {
  checkObject(where, state);
  const { successes, failures } = state;
  checkNotNegative(`${where}.successes`, successes);
  checkNotNegative(`${where}.failures`, failures);
}

/** Of no greater size than 1e6, so that the sum of two products is never infinity minus infinity. */
const LARGEST_WEIGHT = 1e6;

export function checkPfaParams(where: string, params: PfaParams): void {
  checkObject(where, params);
  checkKnownKeys(where, params, KNOWN);
  const { easiness, success_weight, failure_weight } = params;
  checkPfaCounts(`${where}.counts`, params.counts);
  if (isWeight(easiness) && isWeight(success_weight) && isWeight(failure_weight)) return;
  for (const [name, value] of Object.entries({ easiness, success_weight, failure_weight })) {
    if (!isWeight(value)) throw invalidInput(`${where}.${name}`, 'a number from -1e6 to 1e6', value);
  }
}

export function checkPfaCounts(where: string, counts: PfaCounts | undefined): void {
  if (counts !== undefined && !PFA_COUNTS.includes(counts)) throw invalidInput(where, 'raw or log', counts);
}

function isWeight(value: number): boolean {
  return typeof value === 'number' && value >= -LARGEST_WEIGHT && value <= LARGEST_WEIGHT;
}
