import type { FittableRow, FittedModel } from '../../algorithms/index.js';
import { type ConceptId, type ModelFit, modelFitConcepts, modelFits } from '../../collections/index.js';
import { AdaptiveLearningError } from '../../errors.js';
import type { LeftOut, Unreadable } from '../../repositories/index.js';
import type { CallControl } from '../../runtime/index.js';
import { defined } from '../../runtime/index.js';
import type { EngineContext } from '../context.js';
import type { Judgement } from './judge-fit.js';
import type { ReadAnswers } from './read-answer-log.js';
import { withoutSmallCounts } from './small-counts.js';

/** Concepts stored with one command. */
const CHUNK = 500;

/** A fit that is to be stored. */
export interface NewFit {
  readonly row: FittableRow;
  /** What it was fitted to. */
  readonly read: ReadAnswers;
  readonly found: FittedModel & Judgement;
  /** What provenance names it by. */
  readonly params_version: string;
}

/** A stored fit, with the concepts that have no parameters of their own. */
export interface FitResult extends ModelFit {
  /** Every concept that uses the shared parameters, with the reasons; `repositories.model_fit_concepts.leftOut` reads them later. */
  readonly left_out_concepts: readonly LeftOut[];
  /** Stored answers that could not be read; the first 100 of `unreadable_answers`. */
  readonly unreadable: readonly Unreadable[];
}

/** The concepts first and the fit last, so that a fit is never seen without them: what was half written is never served. */
export async function storeFit(
  { repositories, clock }: EngineContext,
  { row: { name, model }, read: { log, concepts, unreadable }, found, params_version }: NewFit,
  control: CallControl,
): Promise<FitResult> {
  const { params, byConcept = new Map(), leftOut = new Map(), fellBack, report, verdict, held_out } = found;
  const fittedAt = clock();
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
    const isStored = await repositories.model_fit_concepts.replaceAll(swaps, { signal: control.signal });
    if (!isStored) throw versionTaken(params_version);
  }
  const fit: ModelFit = {
    model: name,
    model_version: model.version,
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

function versionTaken(params_version: string): AdaptiveLearningError {
  const expected = 'a version that no fit has';
  const message = `fit.params_version: expected ${expected}, got ${params_version}`;
  return new AdaptiveLearningError('already_exists', message, { where: 'fit.params_version', expected, received: params_version });
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
