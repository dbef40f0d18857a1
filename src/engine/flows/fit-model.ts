import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { ALGORITHMS, type AlgorithmRow, type FittableRow } from '../../algorithms/index.js';
import { parseInput } from '../../collections/index.js';
import { invalidInput } from '../../errors.js';
import { engineParams } from '../../learner/index.js';
import { type CallControl, readWithRetry } from '../../runtime/index.js';
import type { EngineContext } from '../context.js';
import { judgeFit } from '../fitting/judge-fit.js';
import { readAnswerLog } from '../fitting/read-answer-log.js';
import { seenByServed } from '../fitting/seen-by-served.js';
import { type FitResult, storeFit } from '../fitting/store-fit.js';
import { fitModelInput } from '../inputs.js';

export type FitModelInput = z.input<typeof fitModelInput>;

/** How far a fit has come. */
export type FitProgress =
  | { readonly phase: 'reading'; readonly answers: number }
  | { readonly phase: 'fitting' | 'judging'; readonly share: number };

export interface FitModelControl extends CallControl {
  readonly onProgress?: ((progress: FitProgress) => void) | undefined;
}

/**
 * Finds a model's parameters in the log and stores them with the report of the fit. Nothing changes for learners until they are activated.
 *
 * @throws AdaptiveLearningError `invalid_input` for a model that has no fit, `aborted`, `database_unavailable`
 */
export async function fitModel(context: EngineContext, value: FitModelInput, control: FitModelControl): Promise<FitResult> {
  const input = parseInput(fitModelInput, value, 'fit');
  const row = fittable(input.model);
  await readWithRetry(context, 'fit', control, () => context.activeModels.renew(control.signal));
  const { models } = context;
  const { signal, onProgress } = control;
  const { since, until, subject, seed } = input;
  const read = await readAnswerLog(
    context,
    { since, until, subject },
    { signal, onAnswers: (answers) => onProgress?.({ phase: 'reading', answers }) },
  );
  const ownParams = engineParams(row);
  const inPhase = (phase: 'fitting' | 'judging') => ({
    start: ownParams,
    seed,
    signal,
    onProgress: (share: number) => onProgress?.({ phase, share }),
  });
  // biome-ignore lint/nursery/useAwaitThenable: the rule does not see through the union of rows that a fit gives a promise
  const fitted = await row.fit(read.log, inPhase('fitting'));
  const servedSawUntil = await readWithRetry(context, 'fit', control, () => seenByServed(context, models, row, control));
  const judged = await judgeFit(row, { ...read, servedSawUntil }, models, inPhase('judging'));
  const params_version = `${context.clock().toISOString()}/${randomUUID().slice(0, 8)}`;
  return storeFit(context, { row, read, found: { ...fitted, ...judged }, params_version }, control);
}

/** @throws AdaptiveLearningError `invalid_input` for a model that cannot be fitted */
export function fittable(model: string, where = 'fit'): FittableRow {
  const rows: readonly AlgorithmRow[] = ALGORITHMS;
  const row = rows.find(({ name }) => name === model);
  if (row?.fit !== undefined) return row as FittableRow;
  const known = rows.filter(({ fit }) => fit !== undefined).map(({ name }) => name);
  throw invalidInput(`${where}.model`, `a model that can be fitted: ${known.join(', ')}`, model);
}
