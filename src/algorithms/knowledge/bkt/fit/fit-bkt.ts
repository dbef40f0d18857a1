import { runInSlices } from '../../../fitting/run-in-slices.js';
import { type ConceptOutcome, fitEachConcept, type KnowledgeFit } from '../../fit/fit-each-concept.js';
import { rowsByConcept } from '../../fit/knowledge-log.js';
import { whyNotFitted } from '../../fit/why-not-fitted.js';
import type { BktParams } from '../bkt.js';
import type { BktClassParams } from '../bkt-classes.js';
import { growTree, newWalk } from './answer-tree.js';
import { bestClimb } from './best-climb.js';
import { type BktFitOptions, type CheckedBktFitOptions, checkedBktFitOptions } from './bkt-fit-options.js';
import { type BktConceptReport, type BktFallback, conceptReport, countsOf, saysNothing } from './bkt-fit-report.js';
import { type BktLog, checkBktLog } from './bkt-log.js';
import { newWorkspace } from './expectation.js';
import { fittedParams, medianParams } from './fitted-params.js';

/** The result of {@link fitBkt}. */
export type BktFit = KnowledgeFit<BktParams, BktClassParams, BktConceptReport, BktFallback>;

/**
 * Estimates the parameters of {@link bkt} for each concept of a log of answers, by maximum likelihood.
 *
 * It uses expectation-maximization (Baum–Welch) for the two-state hidden Markov model from several starting points, because the likelihood has many
 * local maxima, especially with forgetting. Common prefixes of answer histories are computed once. guess + slip stays below 1. The result is exactly
 * the same for the same answers, options and seed, in any order of learners.
 *
 * A concept that cannot be fitted (too few answers or learners, only right or only wrong answers, or answers that do not identify the parameters) is
 * listed in `report.unfitted` with the reason, and gets `params`, the medians of the fitted concepts. The report flags implausible parameters and
 * parameters at a bound. If {@link bkt} predicts differently from the fitted model, `servedLogLikelihood` differs from `logLikelihood`.
 *
 * Source: A. T. Corbett, J. R. Anderson 1995; L. R. Rabiner, A tutorial on hidden Markov models, Proceedings of the IEEE 77, 1989, section III;
 * J. E. Beck, K. Chang, Identifiability, UM 2007, and R. Baker, A. Corbett, V. Aleven, ITS 2008, on degenerate parameters.
 *
 * @param log - see {@link BktLog}; with classes of learners, items or lessons, read the parameters with {@link bktParamsFor}
 * @throws AdaptiveLearningError `invalid_input` synchronously when an argument is out of range; the promise rejects with `aborted` when `signal` is
 * aborted
 *
 * @example
 * const log = { learner: new Int32Array([0, 0, 1]), concept: new Int32Array([7, 7, 7]), correct: new Uint8Array([0, 1, 1]) };
 * const fit = fitBkt(log).then(({ report }) => report.unfitted);
 * fit instanceof Promise //=> true
 * fitBkt({ ...log, correct: new Uint8Array([0, 1, 2]) }) //=> throws invalid_input
 */
export function fitBkt(log: BktLog, options: BktFitOptions = {}): Promise<BktFit> {
  checkBktLog('fitBkt.log', log);
  const checked = checkedBktFitOptions(options);
  return runInSlices('fitBkt.options.signal', fitConcepts(log, checked), checked.signal);
}

function fitConcepts(log: BktLog, options: CheckedBktFitOptions): Generator<number, BktFit> {
  const byConcept = rowsByConcept(log);
  const walk = newWalk(byConcept.learners);
  let space = newWorkspace(0);
  function* fitConcept(rows: Int32Array, index: number): Generator<number, ConceptOutcome<BktClassParams, BktConceptReport, BktFallback>> {
    const tree = growTree(log, rows, byConcept.learner, walk, index);
    const counts = countsOf(tree);
    const reason = whyNotFitted(counts, options.leastLearners, options.leastAnswers);
    if (reason !== undefined) return { counts, outcome: reason };
    if (space.knew.length < tree.nodes) space = newWorkspace(tree.nodes);
    const best = yield* bestClimb(tree, options, space);
    if (best.params.guess.every((_, at) => saysNothing(best.params, at))) return { counts, outcome: 'guess_and_slip_reach_one' };
    return { counts, outcome: { params: fittedParams(tree, best.params), report: conceptReport(tree, best, options.bounds) } };
  }
  return fitEachConcept(byConcept, fitConcept, (fitted) => medianParams(fitted, options.params), options);
}
