import type { FittedModel } from '../../fitting/fitter.js';
import type { JsonObject } from '../../model.js';
import type { KnowledgeFit } from './fit-each-concept.js';

/** How many concepts a stored report names of those without parameters of their own. */
const MOST_NAMED = 20;

/**
 * The outcome of a fit as `engine.fit` stores it. Concepts whose parameters are odd (a guess above a half, say) go by those of all:
 * they are the likeliest, and a mastery that rests on them would still say nothing.
 */
export function conceptFits<Params extends JsonObject, Report extends { readonly oddities: readonly string[] }>(
  fit: KnowledgeFit<Params, Params, Report, string>,
): FittedModel<Params> {
  const served = [...fit.byConcept].filter(([, { report }]) => report.oddities.length === 0);
  const { unfitted, ...figures } = fit.report;
  return {
    params: fit.params,
    byConcept: new Map(
      served.map(([concept, { params, report }]) => [concept, { params, report: JSON.parse(JSON.stringify(report)) as JsonObject }]),
    ),
    report: {
      ...figures,
      odd: fit.byConcept.size - served.length,
      unfittedConcepts: unfitted.length,
      unfitted: unfitted.slice(0, MOST_NAMED).map((each) => ({ ...each })),
    },
  };
}
