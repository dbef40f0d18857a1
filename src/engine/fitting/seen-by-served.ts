import type { FittableRow } from '../../algorithms/index.js';
import { DEFAULT_PARAMS, type LearnerModels } from '../../learner/index.js';
import type { CallControl } from '../../runtime/index.js';
import type { EngineContext } from '../context.js';

/** The newest answer that the parameters served in the place of a model were fitted to; nothing where they were not fitted here. */
export async function seenByServed(
  { repositories }: EngineContext,
  models: LearnerModels,
  { kind }: FittableRow,
  { signal }: CallControl,
): Promise<Date | undefined> {
  const { model, paramsVersion } = models[kind];
  if (paramsVersion === DEFAULT_PARAMS) return undefined;
  const fit = await repositories.model_fits.findOne({ model: model.name, params_version: paramsVersion }, { signal });
  return fit?.last_answer_at;
}
