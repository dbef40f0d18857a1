import type { ConceptRows } from './knowledge-log.js';
import type { AnswerCounts } from './why-not-fitted.js';

/** A concept without parameters of its own. */
export type UnfittedConcept<Reason extends string> = {
  readonly concept: number;
  readonly reason: Reason;
  readonly learners: number;
  readonly answers: number;
};

/** The result of fitting a knowledge model to each concept. */
export type KnowledgeFit<Params, Own extends Params, Report, Reason extends string> = {
  /** Parameters for concepts without parameters of their own, whether in the log or not. */
  readonly params: Params;
  /** By concept number. */
  readonly byConcept: ReadonlyMap<number, { readonly params: Own; readonly report: Report }>;
  readonly report: {
    readonly answers: number;
    readonly fittedConcepts: number;
    /** Natural logarithm of the likelihood of the answers to fitted concepts. */
    readonly logLikelihood: number;
    /** Where `params` come from: the medians of the fitted concepts, or the options. */
    readonly fallback: 'median_of_fitted_concepts' | 'given';
    readonly unfitted: readonly UnfittedConcept<Reason>[];
  };
};

/** What resulted for one concept: parameters, or why there are none. */
export type ConceptOutcome<Own, Report, Reason extends string> = {
  readonly counts: AnswerCounts;
  readonly outcome: Reason | { readonly params: Own; readonly report: Report };
};

/** What a concept costs beside its answers, in units of work as slices count it. */
const WORK_PER_CONCEPT = 512;

/** Fits one concept after the other and gathers what resulted; yields the work of each piece. */
export function* fitEachConcept<Params, Own extends Params, Report extends { readonly logLikelihood: number }, Reason extends string>(
  { concepts, from, rows }: ConceptRows,
  fitConcept: (rows: Int32Array, index: number) => Generator<number, ConceptOutcome<Own, Report, Reason>>,
  typical: (fitted: readonly Own[]) => Params | undefined,
  { params: given, onProgress }: { readonly params: Params; readonly onProgress?: ((share: number) => void) | undefined },
): Generator<number, KnowledgeFit<Params, Own, Report, Reason>> {
  const byConcept = new Map<number, { readonly params: Own; readonly report: Report }>();
  const unfitted: UnfittedConcept<Reason>[] = [];
  let logLikelihood = 0;
  for (const [index, concept] of concepts.entries()) {
    const end = from[index + 1] as number;
    const { counts, outcome } = yield* fitConcept(rows.subarray(from[index], end), index);
    if (typeof outcome === 'string') {
      unfitted.push({ concept, reason: outcome, learners: counts.learners, answers: counts.answers });
    } else {
      byConcept.set(concept, outcome);
      logLikelihood += outcome.report.logLikelihood;
    }
    onProgress?.(end / rows.length);
    yield WORK_PER_CONCEPT + end - (from[index] as number);
  }
  const found = typical(Array.from(byConcept.values(), ({ params }) => params));
  const fallback = found === undefined ? 'given' : 'median_of_fitted_concepts';
  const report = { answers: rows.length, fittedConcepts: byConcept.size, logLikelihood, fallback, unfitted } as const;
  return { params: found ?? given, byConcept, report };
}
