import type { z } from 'zod';
import { ALGORITHMS, type AlgorithmRow } from '../../algorithms/index.js';
import { type ModelFit, parseInput } from '../../collections/index.js';
import { AdaptiveLearningError, describe, invalidInput } from '../../errors.js';
import { DEFAULT_PARAMS } from '../../learner/index.js';
import { attemptWrite, type CallControl, transact } from '../../runtime/index.js';
import type { EngineContext } from '../context.js';
import { activateFitInput, fitsInput } from '../inputs.js';
import { firstOf, type Listing } from '../listing.js';
import { fittable } from './fit-model.js';

export type ActivateFitInput = z.input<typeof activateFitInput>;
export type FitsInput = z.input<typeof fitsInput>;

/**
 * Lets engines learn and predict with the parameters of a fit, or with the model's defaults again (`params_version: 'default'`).
 * This engine does so at once, others within half a minute. What was recorded keeps the version that it was scored with. A fit of the
 * predictor changes no document: the predictor goes on from what it kept. Of a scheduler or a knowledge model a learner's documents are
 * remade at their next answer, or by `replay`.
 *
 * @throws AdaptiveLearningError `not_found` for a fit that is not there, `invalid_input` for one of another version of the model,
 * `fit_refused` for one that predicts worse than what was served or that fell back to the model's own parameters, unless `force` is true
 */
export async function activateFit(context: EngineContext, value: ActivateFitInput, control: CallControl): Promise<void> {
  const where = 'activate';
  const { model, params_version, force } = parseInput(activateFitInput, value, where);
  const { model_fits } = context.repositories;
  if (params_version !== DEFAULT_PARAMS) {
    const fit = await model_fits.findOne({ model, params_version }, { signal: control.signal });
    if (fit === null) throw unknownFit(where, params_version);
    refuseOtherVersion(fit, where);
    if (!force) refuseNoGain(fit, where);
  }
  await attemptWrite(context, { where, control }, (fixed) =>
    transact(fixed, ({ options }) => model_fits.activate({ model, params_version }, context.clock(), options)),
  );
  await context.activeModels.renew(control.signal);
}

/** The fits of a model, newest first, with their reports. */
export async function readFits(
  { repositories, models }: EngineContext,
  value: FitsInput,
  { signal }: CallControl,
): Promise<Listing<ModelFit>> {
  const { model, limit } = parseInput(fitsInput, value, 'fits');
  // A model of the host's own may have fits that the host made.
  const served = [models.scheduler, models.knowledge, models.forgetting, models.predictor].some((choice) => choice.model.name === model);
  if (!served) fittable(model, 'fits');
  return firstOf(limit, (most) => repositories.model_fits.ofModel(model, { limit: most, signal }));
}

/** Parameters of another version of a model may mean something else. A model of the host's own is the host's business. */
function refuseOtherVersion({ model, model_version }: ModelFit, where: string): void {
  const rows: readonly AlgorithmRow[] = ALGORITHMS;
  const now = rows.find(({ name }) => name === model)?.model.version;
  if (now === undefined || now === model_version) return;
  throw invalidInput(`${where}.params_version`, `a fit of version ${now} of ${model}`, `one of version ${model_version}`);
}

function refuseNoGain({ verdict, fell_back }: ModelFit, where: string): void {
  if (verdict !== 'worse' && fell_back === undefined) return;
  const received =
    verdict === 'worse'
      ? 'one whose verdict is worse: on answers that it had not seen it predicts worse than what was served'
      : `one whose verdict is ${verdict}: it fell back to the model's own parameters (${fell_back})`;
  const expected = 'a fit that predicts no worse than what was served, or force: true';
  throw new AdaptiveLearningError('fit_refused', `${where}.params_version: expected ${expected}, got ${received}`, {
    where: `${where}.params_version`,
    expected,
    received,
  });
}

function unknownFit(where: string, version: string): AdaptiveLearningError {
  const expected = 'a fit that fits({ model }) lists, or default';
  const received = describe(version);
  return new AdaptiveLearningError('not_found', `${where}.params_version: expected ${expected}, got ${received}`, {
    where: `${where}.params_version`,
    expected,
    received,
  });
}
