import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { ALGORITHMS, type AlgorithmRow, type FittableRow, type FittedModel, type JsonObject } from '../../algorithms/index.js';
import { type ConceptId, type ModelFit, modelFitConcepts, modelFits, parseInput } from '../../collections/index.js';
import { invalidInput } from '../../errors.js';
import { conceptKey } from '../../learner/index.js';
import type { CallControl, EngineContext } from '../context.js';
import { judgeFit } from '../fitting/judge-fit.js';
import { type ReadAnswers, readAnswerLog } from '../fitting/read-answer-log.js';
import { fitModelInput } from '../inputs.js';
import { engineParams } from '../models/choose-model.js';
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

/**
 * Finds a model's parameters in the log and stores them with the report of the fit. Nothing changes for learners until they are activated.
 *
 * @throws AdaptiveLearningError `invalid_input` for a model that has no fit, `aborted`, `database_unavailable`
 */
export async function fitModel(context: EngineContext, value: FitModelInput, control: FitModelControl): Promise<ModelFit> {
  const input = parseInput(fitModelInput, value, 'fit');
  const row = fittable(input.model);
  const { signal, onProgress } = control;
  const { since, until, subject } = input;
  const read = await readAnswerLog(
    context,
    { since, until, subject },
    { signal, onAnswers: (answers) => onProgress?.({ phase: 'reading', answers }) },
  );
  const { seed } = input;
  const start = engineParams(row);
  // biome-ignore lint/nursery/useAwaitThenable: the rule does not see through the union of rows that a fit gives a promise
  const fitted = await row.fit(read.log, { start, seed, signal, onProgress: (share) => onProgress?.({ phase: 'fitting', share }) });
  const heldOut = await judgeFit(row, read.log, servedBy(context, row, read.concepts), {
    start,
    seed,
    signal,
    onProgress: (share) => onProgress?.({ phase: 'judging', share }),
  });
  return store(context, row, read, { ...fitted, heldOut }, control);
}

/** @throws AdaptiveLearningError `invalid_input` for a model that cannot be fitted */
export function fittable(model: string, where = 'fit'): FittableRow {
  const rows: readonly AlgorithmRow[] = ALGORITHMS;
  const row = rows.find(({ name }) => name === model);
  if (row?.fit !== undefined) return row as FittableRow;
  const known = rows.filter(({ fit }) => fit !== undefined).map(({ name }) => name);
  throw invalidInput(`${where}.model`, `a model that can be fitted: ${known.join(', ')}`, model);
}

/** The parameters that learners are served with now, by the concept's number in the log. */
function servedBy({ models }: EngineContext, row: FittableRow, concepts: readonly ConceptId[]): (concept: number) => JsonObject {
  const choice = [models.scheduler, models.knowledge, models.predictor].find((candidate) => candidate.model.name === row.name);
  if (choice === undefined) return () => engineParams(row);
  return (concept) => choice.paramsByConcept?.get(conceptKey(concepts[concept] as ConceptId)) ?? choice.params;
}

/** The concepts first, so that a fit is never seen without them. */
async function store(
  { repositories, clock }: EngineContext,
  { name, model: { version } }: FittableRow,
  { log, concepts }: ReadAnswers,
  { params, byConcept = new Map(), report, heldOut }: FittedModel & { readonly heldOut: ModelFit['held_out'] },
  control: CallControl,
): Promise<ModelFit> {
  const fittedAt = clock();
  const params_version = `${fittedAt.toISOString()}/${randomUUID().slice(0, 8)}`;
  const own = [...byConcept].map(([number, found]) => ({
    model: name,
    params_version,
    ...(concepts[number] as (typeof concepts)[number]),
    params: found.params,
    report: found.report,
    schema_version: modelFitConcepts.schemaVersion,
  }));
  for (let start = 0; start < own.length; start += CHUNK) {
    const swaps = own.slice(start, start + CHUNK).map((after) => ({ after, revision: null }));
    await repositories.model_fit_concepts.replaceAll(swaps, { signal: control.signal });
  }
  const fit: ModelFit = {
    model: name,
    model_version: version,
    params_version,
    status: 'fitted',
    params,
    concepts: own.length,
    answers: log.at.length,
    learners: log.learners,
    ...defined(span(log.at)),
    report,
    ...defined({ held_out: heldOut }),
    fitted_at: fittedAt,
    schema_version: modelFits.schemaVersion,
  };
  await repositories.model_fits.insertOne(fit, { signal: control.signal });
  return fit;
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
