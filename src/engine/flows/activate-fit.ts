import { z } from 'zod';
import { ALGORITHMS, type AlgorithmRow } from '../../algorithms/index.js';
import type { ModelFit } from '../../collections/index.js';
import { AdaptiveLearningError, describe, invalidInput } from '../../errors.js';
import { DEFAULT_PARAMS } from '../../learner/index.js';
import { attemptWrite, type CallControl, inputSchema, type Log, transact } from '../../runtime/index.js';
import { fields } from '../../schema/index.js';
import type { Actor } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { engineVerb } from '../define-verb.js';
import { firstOf, type Listing } from '../listing.js';
import { fittable } from './fit-model.js';

const activateFitInput = inputSchema(
  'ActivateFitInput',
  {
    model: fields.name,
    params_version: fields.name,
    force: z.boolean().default(false),
  },
  {
    model: 'The name of the model.',
    params_version: "The `params_version` of a fit, or `default` for the model's default parameters.",
    force: 'Whether to activate a fit even if its verdict is `worse` or it fell back to the default parameters; false if not given.',
  },
);

export const activate = engineVerb({
  name: 'activate',
  action: 'manage_models',
  kind: 'call',
  input: activateFitInput,
  cannotJoin: 'the engine uses what is committed, for all its callers',
  summary: "Makes engines use the parameters of a fit, or the model's default parameters again.",
  details:
    "This engine uses them at once, others within 30 seconds. Recorded answers keep their versions. Activating a fit of the predictor changes no documents. After a fit of a scheduler or a knowledge model, a learner's documents are recomputed at their next answer or by `replay`.",
  result: 'Nothing.',
  errors: {
    not_found: 'a fit that does not exist',
    invalid_input: 'a fit of another version of the model',
    fit_refused:
      "a fit that predicts worse than the active parameters or that fell back to the model's default parameters, unless `force` is true",
  },
  example: `await engine.activate({ model: 'bkt', params_version: 'default' });`,
  run: activateFit,
});

async function activateFit(
  context: EngineContext,
  _: Actor,
  { model, params_version, force }: z.output<typeof activateFitInput>,
  control: CallControl,
): Promise<void> {
  const where = 'activate';
  const { model_fits } = context.repositories;
  if (params_version !== DEFAULT_PARAMS) {
    const fit = await model_fits.findOne({ model, params_version }, { signal: control.signal });
    if (fit === null) throw unknownFit(where, params_version);
    refuseOtherVersion(fit, where);
    if (!force) refuseNoGain(fit, where, context.log);
  }
  await attemptWrite(context, { where, control }, (fixed) =>
    transact(fixed, ({ options }) => model_fits.activate({ model, params_version }, context.clock(), options)),
  );
  await context.activeModels.renew(control.signal);
}

const fitsInput = inputSchema(
  'FitsInput',
  {
    model: fields.name,
    limit: z.int().min(1).max(100).default(10),
  },
  {
    model: 'The name of the model.',
    limit: 'The maximum number of results, 1 to 100; 10 if not given.',
  },
);

export const fits = engineVerb({
  name: 'fits',
  action: 'manage_models',
  kind: 'read',
  input: fitsInput,
  summary: 'Lists the fits of a model with their reports, newest first.',
  result: 'The fits.',
  errors: {
    invalid_input: 'a model that has no fit',
  },
  example: `const { rows } = await engine.fits({ model: 'bkt' });`,
  run: readFits,
});

async function readFits(
  { repositories, models }: EngineContext,
  _: Actor,
  { model, limit }: z.output<typeof fitsInput>,
  { signal }: CallControl,
): Promise<Listing<ModelFit>> {
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

function refuseNoGain({ model, params_version, verdict, fell_back }: ModelFit, where: string, log: Log): void {
  if (verdict !== 'worse' && fell_back === undefined) return;
  log('fit_refused', { model, params_version, verdict });
  const received =
    verdict === 'worse'
      ? 'one whose verdict is worse: on answers that it had not seen it predicts worse than what was served'
      : `one whose verdict is ${verdict}: it fell back to the model's own parameters (${fell_back})`;
  const expected = 'a fit that predicts no worse than the active parameters, or force: true';
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
