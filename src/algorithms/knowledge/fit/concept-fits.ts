import type { FittedModel, LeftOutConcept } from '../../fitting/fitter.js';
import type { JsonObject } from '../../model.js';
import type { KnowledgeFit } from './fit-each-concept.js';

interface ConceptReport {
  readonly oddities: readonly string[];
  readonly learners: number;
  readonly answers: number;
}

/**
 * The outcome of a fit as `engine.fit` stores it. Concepts whose parameters are odd (a guess above a half, say) go by those of all:
 * they are the likeliest, and a mastery that rests on them would still say nothing.
 */
export function conceptFits<Params extends JsonObject, Report extends ConceptReport>(
  fit: KnowledgeFit<Params, Params, Report, string>,
): FittedModel<Params> {
  const served = [...fit.byConcept].filter(([, { report }]) => report.oddities.length === 0);
  const odd = [...fit.byConcept].filter(([, { report }]) => report.oddities.length > 0);
  const { unfitted, ...figures } = fit.report;
  const leftOut = new Map<number, LeftOutConcept>([
    ...unfitted.map(({ concept, reason, ...counts }) => [concept, { reasons: [reason], ...counts }] as const),
    ...odd.map(
      ([
        concept,
        {
          report: { oddities, learners, answers },
        },
      ]) => [concept, { reasons: [...oddities], learners, answers }] as const,
    ),
  ]);
  return {
    params: fit.params,
    byConcept: new Map(
      served.map(([concept, { params, report }]) => [concept, { params, report: JSON.parse(JSON.stringify(report)) as JsonObject }]),
    ),
    leftOut,
    fellBack: figures.fallback === 'given' ? 'no_concept_fitted' : null,
    report: { ...figures, odd: odd.length, unfitted: unfitted.length },
  };
}
