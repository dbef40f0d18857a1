import type { FittableRow, FittedModel } from '../../algorithms/index.js';
import type { ModelTuning } from '../../collections/index.js';
import { DEFAULT_PARAMS, engineParams } from '../../learner/index.js';
import { attemptWrite, defined, readWithRetry, transact } from '../../runtime/index.js';
import type { EngineContext } from '../context.js';
import type { FitModelControl } from '../fitting/fit-control.js';
import { judgeFit } from '../fitting/judge-fit.js';
import { readAnswerLog } from '../fitting/read-answer-log.js';
import { seenByServed } from '../fitting/seen-by-served.js';
import { storeFit } from '../fitting/store-fit.js';
import type { HeldLease } from './lease.js';
import { restingPause } from './resting-pause.js';
import type { Tuned, TuningReport } from './tuning-report.js';
import { whoseAnswers } from './whose-answers.js';
import { isWorthServing } from './worth-serving.js';

const WHERE = 'tune';

/** About so many answers judge a fit: more take longer, and tell no more of a difference that matters. */
const JUDGING_ANSWERS = 10_000;

/** What is tuned, by whom, and how large the log was when it began. */
export interface Tuning {
  readonly row: FittableRow;
  readonly held: HeldLease;
  readonly events: number;
}

/**
 * Tunes a model once, under its lease: reads the log, has a trial fit judged on the newest answers, and, where it is better than what is
 * served, fits to the whole log, stores that as a version, and has it served.
 */
export async function tuneOnce(context: EngineContext, { row, held, events }: Tuning, control: FitModelControl): Promise<TuningReport> {
  const { signal, onProgress } = control;
  await readWithRetry(context, WHERE, control, () => context.activeModels.renew(signal));
  const { models } = context;
  const served = models[row.kind].paramsVersion;
  const among = await whoseAnswers(context, events, control);
  const read = await readAnswerLog(context, { among }, { signal, onAnswers: (answers) => onProgress?.({ phase: 'reading', answers }) });
  const pause = restingPause();
  const inPhase = (phase: 'fitting' | 'judging') => {
    onProgress?.({ phase, share: 0 });
    return { start: engineParams(row), signal, pause, onProgress: (share: number) => onProgress?.({ phase, share }) };
  };
  const servedSawUntil = await readWithRetry(context, WHERE, control, () => seenByServed(context, models, row, control));
  const judged = await judgeFit(row, { ...read, servedSawUntil, most: JUDGING_ANSWERS }, models, inPhase('judging'));
  const ended = (end: Tuned['outcome'], params_version: string) => {
    const found = { answers: read.log.at.length, learners: read.log.learners, params_version, ...defined(judged) };
    const last: Last = { end, at: context.clock(), events, ...found };
    return { last, report: { outcome: end, model: held.model, ...found } };
  };
  const keep = async (end: 'not_better' | 'fell_back'): Promise<Tuned> => {
    const { last, report } = ended(end, served);
    await attemptWrite(context, { where: WHERE, control }, () => context.repositories.model_tunings.end(held, last, { signal }));
    return report;
  };
  if (!isWorthServing(judged)) return keep('not_better');
  // biome-ignore lint/nursery/useAwaitThenable: the rule does not see through the union of rows that a fit gives a promise
  const fitted: FittedModel = await row.fit(read.log, inPhase('fitting'));
  if (fitted.fellBack !== null) return keep('fell_back');
  const { params_version } = held;
  await storeFit(context, { row, read, found: { ...fitted, ...judged }, params_version }, control);
  const { last, report } = ended('activated', params_version);
  if (!(await serve(context, held, served, last, control))) return { outcome: 'busy', model: held.model, from: context.clock() };
  await context.activeModels.renew(signal);
  return report;
}

type Last = NonNullable<ModelTuning['last']>;

/** Has a version served, and ends the tuning with it: both or neither. Gives false where the lease was lost, or something else is served now. */
function serve(context: EngineContext, held: HeldLease, served: string, last: Last, control: FitModelControl): Promise<boolean> {
  const { model_fits, model_tunings } = context.repositories;
  const { model, params_version } = held;
  return attemptWrite(context, { where: WHERE, control }, (fixed) =>
    transact(fixed, async ({ options }) => {
      const [active] = await model_fits.active([model], options).toArray();
      if ((active?.params_version ?? DEFAULT_PARAMS) !== served) return false;
      if (!(await model_tunings.end(held, last, options))) return false;
      await model_fits.activate({ model, params_version }, context.clock(), options);
      return true;
    }),
  );
}
