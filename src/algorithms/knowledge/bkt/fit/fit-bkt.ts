import { runInSlices } from '../../../fitting/run-in-slices.js';
import { rowsByConcept } from '../../knowledge-log.js';
import type { BktParams } from '../bkt.js';
import type { BktClassParams } from '../bkt-classes.js';
import { type AnswerTree, growTree, newWalk } from './answer-tree.js';
import { bestClimb } from './best-climb.js';
import { type BktFitOptions, type CheckedBktFitOptions, checkedBktFitOptions } from './bkt-fit-options.js';
import { type BktConceptReport, type BktFallback, conceptReport, fallbackOf, saysNothing } from './bkt-fit-report.js';
import { type BktLog, checkBktLog } from './bkt-log.js';
import { newWorkspace, type Workspace } from './expectation.js';
import { fittedParams, medianParams } from './fitted-params.js';

/** A concept without parameters of its own. */
export type BktUnfitted = { readonly concept: number; readonly reason: BktFallback; readonly learners: number; readonly answers: number };

/** What {@link fitBkt} found. */
export type BktFit = {
  /** For a concept without parameters of its own, known to the log or not. */
  readonly params: BktParams;
  /** By the number of the concept. */
  readonly byConcept: ReadonlyMap<number, { readonly params: BktClassParams; readonly report: BktConceptReport }>;
  readonly report: {
    readonly answers: number;
    readonly fittedConcepts: number;
    /** Of the answers to fitted concepts. */
    readonly logLikelihood: number;
    /** What `params` are: each the median of the fitted concepts', or what the options gave. */
    readonly fallback: 'median_of_fitted_concepts' | 'given';
    readonly unfitted: readonly BktUnfitted[];
  };
};

/**
 * Finds the parameters of {@link bkt} in a log of answers, concept by concept, by maximum likelihood.
 *
 * Expectation-maximization (Baum–Welch) of the two-state hidden Markov model, from several points: the likelihood has many hills, with forgetting
 * more so. Answers that begin alike are told once, so that equal histories cost nothing. guess + slip stays below 1. The result is the same to the
 * bit for the same answers, options and seed, in whatever order the learners come.
 *
 * A concept that cannot be fitted (too few answers or learners, only right or only wrong ones, answers that do not tell who knows) is named in
 * `report.unfitted` with the reason, and gets `params`: each the median of the fitted concepts'. Fitted parameters that are odd, or lie on a bound,
 * say so in their report.
 *
 * Source: A. T. Corbett, J. R. Anderson 1995; L. R. Rabiner, A tutorial on hidden Markov models, Proceedings of the IEEE 77, 1989, section III;
 * J. E. Beck, K. Chang, Identifiability, UM 2007, and R. Baker, A. Corbett, V. Aleven, ITS 2008, on degenerate parameters.
 *
 * @param log - see {@link BktLog}; with classes of learners, items or lessons, each has parameters of its own: read them by {@link bktParamsFor}
 * @throws AdaptiveLearningError `invalid_input` at once when an argument is out of range; the promise rejects with `aborted` after `signal`
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

function* fitConcepts(log: BktLog, options: CheckedBktFitOptions): Generator<number, BktFit> {
  const { concepts, from, rows, learner, learners } = rowsByConcept(log);
  const walk = newWalk(learners);
  const byConcept = new Map<number, { readonly params: BktClassParams; readonly report: BktConceptReport }>();
  const unfitted: BktUnfitted[] = [];
  let space = newWorkspace(0);
  let logLikelihood = 0;
  for (const [at, concept] of concepts.entries()) {
    const end = from[at + 1] as number;
    const tree = growTree(log, rows.subarray(from[at], end), learner, walk, at);
    if (space.knew.length < tree.nodes) space = newWorkspace(tree.nodes);
    const fitted = yield* fitConcept(tree, options, space);
    if (typeof fitted === 'string') {
      const answers = end - (from[at] as number);
      unfitted.push({ concept, reason: fitted, learners: tree.learnersOfClass.reduce((sum, each) => sum + each, 0), answers });
    } else {
      byConcept.set(concept, fitted);
      logLikelihood += fitted.report.logLikelihood;
    }
    options.onProgress?.(end / rows.length);
  }
  const typical = medianParams(
    Array.from(byConcept.values(), ({ params }) => params),
    options.params,
  );
  const fallback = typical === null ? 'given' : 'median_of_fitted_concepts';
  const report = { answers: rows.length, fittedConcepts: byConcept.size, logLikelihood, fallback, unfitted } as const;
  return { params: typical ?? { ...options.params }, byConcept, report };
}

function* fitConcept(
  tree: AnswerTree,
  options: CheckedBktFitOptions,
  space: Workspace,
): Generator<number, BktFallback | { readonly params: BktClassParams; readonly report: BktConceptReport }> {
  const reason = fallbackOf(tree, options.leastLearners, options.leastAnswers);
  if (reason !== undefined) return reason;
  const best = yield* bestClimb(tree, options, space);
  if (best.params.guess.every((_, at) => saysNothing(best.params, at))) return 'guess_and_slip_reach_one';
  return { params: fittedParams(tree, best.params), report: conceptReport(tree, best, options.bounds) };
}
