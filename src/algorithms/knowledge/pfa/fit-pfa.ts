import { checkNotNegative, checkObject } from '../../argument-checks.js';
import { runInSlices } from '../../fitting/run-in-slices.js';
import { type ConceptOutcome, fitEachConcept, type KnowledgeFit } from '../fit/fit-each-concept.js';
import { checkedFitLimits, type KnowledgeFitOptions } from '../fit/fit-limits.js';
import { checkKnowledgeLog, type KnowledgeLog, rowsByConcept } from '../fit/knowledge-log.js';
import { median } from '../fit/median.js';
import { baseRateLogLikelihood, type FitFallback, whyNotFitted } from '../fit/why-not-fitted.js';
import { climbLogistic } from './climb-logistic.js';
import { checkPfaCounts, checkPfaParams, type PfaCounts, type PfaParams, pfaDefaults } from './pfa.js';
import { newPracticeWalk, type PracticeTally, tallyPractice } from './practice-tally.js';

/** Options of {@link fitPfa}. */
export type PfaFitOptions = KnowledgeFitOptions & {
  /** The kind of counts, `raw` or `log`; `log` by default, which predicted better in all our comparisons. */
  readonly counts?: PfaCounts | undefined;
  /** λ of the penalty λ/2·(β² + γ² + ρ²), which keeps weights finite; 0.1 by default, 0 for none. */
  readonly ridge?: number | undefined;
  /** Parameters for concepts without a fit, if no concept could be fitted; {@link pfaDefaults} by default. */
  readonly params?: PfaParams | undefined;
};

/** Flags for implausible fitted weights. */
export const PFA_ODDITIES = [
  /** γ is below 0: practice that goes well makes the next success less likely. */
  'success_lowers',
  /** ρ is above γ: a wrong answer says more for the learner than a right one. */
  'failure_outweighs_success',
] as const;
export type PfaOddity = (typeof PFA_ODDITIES)[number];

/** The report of the fit of one concept. */
export type PfaConceptReport = {
  readonly learners: number;
  readonly answers: number;
  /** Natural logarithm of the likelihood of all answers, without the penalty. */
  readonly logLikelihood: number;
  /** The log-likelihood of always predicting the share of right answers. */
  readonly baseRateLogLikelihood: number;
  readonly iterations: number;
  readonly converged: boolean;
  readonly oddities: readonly PfaOddity[];
};

/** The result of {@link fitPfa}. */
export type PfaFit = KnowledgeFit<PfaParams, PfaParams, PfaConceptReport, FitFallback>;

/**
 * Fits the weights of {@link pfa} for each concept of a log of answers: a logistic regression on ln(1 + n) of the learner's earlier right and wrong
 * answers (with `counts: 'raw'`, on n), by Newton's method with a small ridge penalty. `counts` of the fitted parameters says which.
 *
 * The penalized likelihood has a single maximum, so the result does not depend on the order of learners. A concept that cannot be fitted is listed in
 * `report.unfitted` with the reason, and gets `params`, the medians of the fitted concepts.
 *
 * Source: P. I. Pavlik, H. Cen, K. R. Koedinger, Performance factors analysis, AIED 2009; logarithms of counts as in {@link pfa}; the ridge after S. le Cessie, J. C. van Houwelingen,
 * Applied Statistics 41, 1992.
 *
 * @throws AdaptiveLearningError `invalid_input` synchronously when an argument is out of range; the promise rejects with `aborted` when `signal` is
 * aborted
 *
 * @example
 * const log = { learner: new Int32Array([0, 0, 1]), concept: new Int32Array([7, 7, 7]), correct: new Uint8Array([0, 1, 1]) };
 * const fit = fitPfa(log).then(({ report }) => report.unfitted);
 * fit instanceof Promise //=> true
 * fitPfa({ ...log, correct: new Uint8Array([0, 1, 2]) }) //=> throws invalid_input
 */
export function fitPfa(log: KnowledgeLog, options: PfaFitOptions = {}): Promise<PfaFit> {
  checkKnowledgeLog('fitPfa.log', log);
  checkObject('fitPfa.options', options);
  const { counts = 'log', ridge = 0.1, params = pfaDefaults } = options;
  checkPfaCounts('fitPfa.options.counts', counts);
  checkNotNegative('fitPfa.options.ridge', ridge);
  checkPfaParams('fitPfa.options.params', params);
  const limits = checkedFitLimits('fitPfa.options', options);
  const { leastLearners, leastAnswers, signal } = limits;
  const byConcept = rowsByConcept(log);
  const walk = newPracticeWalk(byConcept.learners);
  function* fitConcept(rows: Int32Array, index: number): Generator<number, ConceptOutcome<PfaParams, PfaConceptReport, FitFallback>> {
    const tally = tallyPractice(log.correct, rows, byConcept.learner, walk, index);
    yield rows.length;
    const reason = whyNotFitted(tally, leastLearners, leastAnswers);
    if (reason !== undefined) return { counts: tally, outcome: reason };
    const { weights, logLikelihood, iterations, converged } = yield* climbLogistic(counts === 'log' ? inLogarithms(tally) : tally, ridge);
    const [easiness, success_weight, failure_weight] = weights;
    const oddities: PfaOddity[] = [];
    if (success_weight < 0) oddities.push('success_lowers');
    if (failure_weight > success_weight) oddities.push('failure_outweighs_success');
    const { learners, answers } = tally;
    const report = {
      learners,
      answers,
      logLikelihood,
      baseRateLogLikelihood: baseRateLogLikelihood(tally),
      iterations,
      converged,
      oddities,
    };
    return { counts: tally, outcome: { params: { easiness, success_weight, failure_weight, counts }, report } };
  }
  const fit = fitEachConcept(byConcept, fitConcept, (fitted) => medianWeights(fitted, counts), {
    params: { ...params },
    onProgress: limits.onProgress,
  });
  return runInSlices('fitPfa.options.signal', fit, signal);
}

function inLogarithms(tally: PracticeTally): PracticeTally {
  return { ...tally, successes: tally.successes.map((n) => Math.log1p(n)), failures: tally.failures.map((n) => Math.log1p(n)) };
}

function medianWeights(fitted: readonly PfaParams[], counts: PfaCounts): PfaParams | undefined {
  if (fitted.length === 0) return undefined;
  const middle = (name: 'easiness' | 'success_weight' | 'failure_weight'): number => median(fitted.map((params) => params[name]));
  return { easiness: middle('easiness'), success_weight: middle('success_weight'), failure_weight: middle('failure_weight'), counts };
}
