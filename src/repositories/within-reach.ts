import { AdaptiveLearningError } from '../errors.js';
import type { AnyPipeline, Stage } from '../pipelines/index.js';
import type { AnyDeclaration } from '../schema/index.js';
import type { Reach } from '../security/index.js';

/** Stages that read other documents than those of the first `$match`, which nobody has narrowed. */
const JOINS = new Set(['$lookup', '$graphLookup', '$unionWith']);

/** A filter that finds nothing outside a reach. Documents that are nobody's are in every reach. */
export function filterWithin<Given extends object>({ owner }: AnyDeclaration, filter: Given, reach: Reach | undefined): Given | object {
  if (reach === undefined || reach === 'all' || owner === 'nobody') return filter;
  return { $and: [filter, { [owner]: { $in: reach } }] };
}

/**
 * A pipeline that counts nothing outside a reach: its first `$match` is narrowed.
 *
 * @throws AdaptiveLearningError `access_denied` for one that reads more than its first `$match` finds, or sums of all learners
 */
export function pipelineWithin<Pipeline extends AnyPipeline>(
  pipeline: Pipeline,
  { owner }: AnyDeclaration,
  reach: Reach | undefined,
  where: string,
): Pipeline {
  if (reach === undefined || reach === 'all') return pipeline;
  if (owner === 'nobody') throw beyondReach(where);
  const stages: AnyPipeline['stages'] = (params, ref, named) => {
    const [first, ...rest] = pipeline.stages(params, ref, named);
    const match = first?.['$match'];
    if (typeof match !== 'object' || match === null || rest.some(joins)) throw beyondReach(where);
    return [narrowed(match, owner, reach), ...rest];
  };
  return { ...pipeline, stages };
}

/** Beside what stands there: a `$text` has to stay where it is. */
function narrowed(match: object, owner: string, reach: readonly string[]): Stage {
  const { $and = [], ...rest } = match as { readonly $and?: readonly object[] };
  return { $match: { ...rest, $and: [...$and, { [owner]: { $in: reach } }] } };
}

function joins(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, below]) => JOINS.has(key) || joins(below));
}

function beyondReach(where: string): AdaptiveLearningError {
  const [expected, received] = ['a query whose documents belong to one learner each', 'one about all learners together'];
  return new AdaptiveLearningError('access_denied', `${where}: expected ${expected}, got ${received}`, { where, expected, received });
}
