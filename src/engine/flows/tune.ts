import { ALGORITHMS, type AlgorithmRow, type FittableRow } from '../../algorithms/index.js';
import { DEFAULT_PARAMS } from '../../learner/index.js';
import { command } from '../../repositories/index.js';
import { attemptWrite, type CallControl, NOTHING, readWithRetry } from '../../runtime/index.js';
import type { Actor } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { engineVerb } from '../define-verb.js';
import type { FitModelControl } from '../fitting/fit-control.js';
import { eventsNeeded } from '../tuning/enough-new.js';
import { freeFrom, takeLease, whileHeld } from '../tuning/lease.js';
import { tuneOnce } from '../tuning/tune-once.js';
import type { TuningReport } from '../tuning/tuning-report.js';
import { FIT_OPTIONS } from './fit-model.js';

const WHERE = 'tune';

export const tune = engineVerb({
  name: 'tune',
  action: 'manage_models',
  kind: 'job',
  input: NOTHING,
  control: FIT_OPTIONS,
  cannotJoin: 'a tuning takes longer than a transaction may',
  summary: 'Fits the predictor to the log and activates the fit if it predicts better.',
  details:
    'The engine does this by itself unless `tuning` of `createEngine` is `manual`. It waits until the log has 300 events, and then each time until the log has grown by 30 % (20 % after a fit that was not activated), from 20,000 events on by 60 % (25 %), or after a week by 10 %. Several processes may call it at once: only one does the work. If it is interrupted, the active parameters do not change.',
  result: 'What was done, or why nothing was done.',
  example: 'await engine.tune();',
  run,
});

async function run(context: EngineContext, _: Actor, __: undefined, control: FitModelControl): Promise<TuningReport> {
  const { model: chosen, paramsVersion } = context.activeModels.chosen.predictor;
  const model = chosen.name;
  const row = rowOf(chosen);
  if (paramsVersion !== DEFAULT_PARAMS) return { outcome: 'own_parameters', model };
  if (row === undefined) return { outcome: 'no_fit', model };
  const now = context.clock();
  const { signal } = control;
  const [events, state] = await readWithRetry(context, WHERE, control, () =>
    Promise.all([sizeOfLog(context, control), context.repositories.model_tunings.of(model, { signal })]),
  );
  const needed = eventsNeeded(state?.last, now);
  if (events < needed) return { outcome: 'not_enough_new', model, events, needed };
  const from = state === null ? new Date(0) : freeFrom(state);
  if (from > now) return { outcome: 'busy', model, from };
  const held = await attemptWrite(context, { where: WHERE, control }, () => takeLease(context, model, state?.begun ?? 0, control));
  if (held === undefined) return { outcome: 'busy', model, from: now };
  return whileHeld(context, held, control, async (own) => {
    const leftBy = state?.lease?.params_version;
    if (leftBy !== undefined) await clearUp(context, model, leftBy, { signal: own });
    const tuned = await tuneOnce(context, { row, held, events }, { ...control, signal: own });
    context.log('tuned', { model, outcome: tuned.outcome });
    return tuned;
  });
}

/** The library's row of a model that has a fit; a model of the host's own may have the same name. */
function rowOf(model: object): FittableRow | undefined {
  const rows: readonly AlgorithmRow[] = ALGORITHMS;
  const row = rows.find((candidate) => candidate.model === model);
  return row?.fit === undefined ? undefined : (row as FittableRow);
}

/** About how many events there are; the server knows it without counting. */
function sizeOfLog({ collections }: EngineContext, control: CallControl): Promise<number> {
  return command(WHERE, control, (driver) => collections.collection('learning_events').estimatedDocumentCount(driver));
}

/** Deletes what a tuning that did not end has left of its version, unless it had stored the whole of it. */
async function clearUp({ repositories }: EngineContext, model: string, params_version: string, { signal }: CallControl): Promise<void> {
  const whole = await repositories.model_fits.findOne({ model, params_version }, { signal, fields: ['model'] });
  if (whole === null) await repositories.model_fit_concepts.remove({ model, params_version }, { signal });
}
