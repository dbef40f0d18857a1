import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { ALGORITHMS, type AlgorithmRow, type FittableRow, type FittedModel } from '../../algorithms/index.js';
import { type ConceptId, type ModelFit, modelFitConcepts, modelFits, parseInput } from '../../collections/index.js';
import { invalidInput } from '../../errors.js';
import { DEFAULT_PARAMS, engineParams, type LearnerModels } from '../../learner/index.js';
import type { LeftOut, Unreadable } from '../../repositories/index.js';
import { type CallControl, type EngineContext, patiently } from '../context.js';
import { type Judgement, judgeFit } from '../fitting/judge-fit.js';
import { type ReadAnswers, readAnswerLog } from '../fitting/read-answer-log.js';
import { withoutSmallCounts } from '../fitting/small-counts.js';
import { fitModelInput } from '../inputs.js';
import { defined } from '../recording/new-event.js';

export type FitModelInput = z.input<typeof fitModelInput>;

/** How far a fit has come. */
export type FitProgress =
  | { readonly phase: 'reading'; readonly answers: number }
  | { readonly phase: 'fitting' | 'judging'; readonly share: number };

export interface FitModelControl extends CallControl {
  readonly onProgress?: ((progress: FitProgress) => void) | undefined;
}

/** Concepts stored with one command. */
const CHUNK = 500;

/** A fit as it was stored, and what it left out. */
export interface FitResult extends ModelFit {
  /** Every concept that goes by the parameters of all, with the reasons; `repositories.model_fit_concepts.leftOut` reads them later. */
  readonly left_out_concepts: readonly LeftOut[];
  /** Stored answers that could not be read and were not; the first hundred of `unreadable_answers`. */
  readonly unreadable: readonly Unreadable[];
}

/**
 * Finds a model's parameters in the log and stores them with the report of the fit. Nothing changes for learners until they are activated.
 *
 * @throws AdaptiveLearningError `invalid_input` for a model that has no fit, `aborted`, `database_unavailable`
 */
export async function fitModel(context: EngineContext, value: FitModelInput, control: FitModelControl): Promise<FitResult> {
  const input = parseInput(fitModelInput, value, 'fit');
  const row = fittable(input.model);
  await patiently(context, 'fit', control, () => context.activeModels.refresh(control.signal));
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
  const servedSawUntil = await patiently(context, 'fit', control, () => seenByServed(context, models, row, control));
  const judged = await judgeFit(row, { ...read, servedSawUntil }, models, inPhase('judging'));
  return store(context, row, read, { ...fitted, ...judged }, control);
}

/** @throws AdaptiveLearningError `invalid_input` for a model that cannot be fitted */
export function fittable(model: string, where = 'fit'): FittableRow {
  const rows: readonly AlgorithmRow[] = ALGORITHMS;
  const row = rows.find(({ name }) => name === model);
  if (row?.fit !== undefined) return row as FittableRow;
  const known = rows.filter(({ fit }) => fit !== undefined).map(({ name }) => name);
  throw invalidInput(`${where}.model`, `a model that can be fitted: ${known.join(', ')}`, model);
}

/** The newest answer that the parameters served in the place of a model were fitted to; nothing where they were not fitted here. */
async function seenByServed(
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

/** The concepts first, so that a fit is never seen without them. */
async function store(
  { repositories, clock }: EngineContext,
  { name, model: { version } }: FittableRow,
  { log, concepts, unreadable }: ReadAnswers,
  { params, byConcept = new Map(), leftOut = new Map(), fellBack, report, verdict, held_out }: FittedModel & Judgement,
  control: CallControl,
): Promise<FitResult> {
  const fittedAt = clock();
  const params_version = `${fittedAt.toISOString()}/${randomUUID().slice(0, 8)}`;
  const idOf = (number: number) => concepts[number] as ConceptId;
  const leftOutConcepts = [...leftOut].map(([number, { reasons, ...counts }]) => ({
    ...idOf(number),
    reasons: [...reasons],
    ...withoutSmallCounts(counts),
  }));
  const common = { model: name, params_version, schema_version: modelFitConcepts.schemaVersion };
  const own = [...byConcept].map(([number, found]) => ({
    ...common,
    ...idOf(number),
    params: found.params,
    report: withoutSmallCounts(found.report),
  }));
  const without = leftOutConcepts.map(({ subject, topic, concept, ...left_out }) => ({ ...common, subject, topic, concept, left_out }));
  const rows = [...own, ...without];
  for (let start = 0; start < rows.length; start += CHUNK) {
    const swaps = rows.slice(start, start + CHUNK).map((after) => ({ after, revision: null }));
    await repositories.model_fit_concepts.replaceAll(swaps, { signal: control.signal });
  }
  const fit: ModelFit = {
    model: name,
    model_version: version,
    params_version,
    status: 'fitted',
    params,
    concepts: own.length,
    left_out: without.length,
    ...(fellBack === null ? {} : { fell_back: fellBack }),
    answers: log.at.length,
    unreadable_answers: unreadable.count,
    learners: log.learners,
    ...defined(span(log.at)),
    report,
    verdict,
    ...defined({ held_out }),
    fitted_at: fittedAt,
    schema_version: modelFits.schemaVersion,
  };
  await repositories.model_fits.insertOne(fit, { signal: control.signal });
  return { ...fit, left_out_concepts: leftOutConcepts, unreadable: unreadable.named };
}

function span(instants: Float64Array): { readonly first_answer_at?: Date; readonly last_answer_at?: Date } {
  if (instants.length === 0) return {};
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const at of instants) {
    first = Math.min(first, at);
    last = Math.max(last, at);
  }
  return { first_answer_at: new Date(first), last_answer_at: new Date(last) };
}
