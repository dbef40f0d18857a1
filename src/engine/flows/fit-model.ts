import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { ALGORITHMS, type AlgorithmRow, type FittableRow } from '../../algorithms/index.js';
import { invalidInput } from '../../errors.js';
import { engineParams } from '../../learner/index.js';
import { aFunction, inputSchema, type OptionsOf, readWithRetry } from '../../runtime/index.js';
import { fields } from '../../schema/index.js';
import type { Actor } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { engineVerb } from '../define-verb.js';
import type { FitModelControl } from '../fitting/fit-control.js';
import { judgeFit } from '../fitting/judge-fit.js';
import { readAnswerLog } from '../fitting/read-answer-log.js';
import { seenByServed } from '../fitting/seen-by-served.js';
import { type FitResult, storeFit } from '../fitting/store-fit.js';

const fitModelInput = inputSchema(
  'FitModelInput',
  {
    model: fields.name,
    since: fields.instant.optional(),
    until: fields.instant.optional(),
    subject: fields.name.optional(),
    seed: z.int().min(0).default(0),
  },
  {
    model: 'The name of a model with a fit.',
    since: 'Only answers from this instant on; all if not given.',
    until: 'Only answers before this instant; all if not given.',
    subject: 'Only answers in this subject.',
    seed: 'The seed of random choices, an integer ≥ 0; 0 if not given. The same log and seed give the same parameters.',
  },
);

export const FIT_OPTIONS: OptionsOf<FitModelControl> = {
  onProgress: {
    check: aFunction,
    sentence: 'Called with the progress: the number of answers read, then the completed shares of fitting and evaluating.',
  },
};

export const fit = engineVerb({
  name: 'fit',
  action: 'manage_models',
  kind: 'job',
  input: fitModelInput,
  control: FIT_OPTIONS,
  cannotJoin: 'a fit takes longer than a transaction may',
  summary: "Estimates a model's parameters from the answers of all learners and stores them with a report and a verdict.",
  details:
    'The verdict compares their predictions on held-out answers with those of the active parameters. The parameters are not used until they are activated.',
  result: 'The parameters, their version, the report and the verdict.',
  errors: {
    invalid_input: 'a model that has no fit',
  },
  example: `const { params_version, verdict } = await engine.fit({ model: 'bkt' });`,
  run,
});

async function run(context: EngineContext, _: Actor, input: z.output<typeof fitModelInput>, control: FitModelControl): Promise<FitResult> {
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
