import type { Db, MongoClient } from 'mongodb';
import type { Cache } from '../cache/index.js';
import { invalidInput } from '../errors.js';
import type { LearnerModels, ProvenanceKind } from '../learner/index.js';
import { type CollectionSet, isAbortSignal, type Repositories, retry } from '../repositories/index.js';
import type { Questions } from './asking/questions.js';
import type { StrictCurriculum } from './curriculum/strict-curriculum.js';
import type { Timings } from './health/timings.js';
import type { Lanes } from './lanes.js';
import type { ActiveModels } from './models/active-models.js';
import type { Remembered } from './recording/remembered.js';
import type { AutomaticTuning } from './tuning/automatic-tuning.js';

/** What every use case works with. */
export interface EngineContext {
  readonly db: Db;
  readonly client: MongoClient;
  /** The library's collections, under the names that they have in the database. */
  readonly collections: CollectionSet;
  readonly repositories: Repositories;
  /** The models as they are just now. What reads them twice takes {@link pinned} first, since another fit may be activated in between. */
  readonly models: LearnerModels;
  readonly activeModels: ActiveModels;
  readonly clock: () => Date;
  readonly random: () => number;
  /** How long a call, or a step of a job, may take where it does not say itself, in milliseconds. */
  readonly deadlineMs: number;
  /** Of the call that is served; none in the engine's own context. */
  readonly signal?: AbortSignal | undefined;
  /** After so many milliseconds without an event, an event that names no session opens another. */
  readonly idleMs: number;
  /** What a longer gap between two events of a session counts as, in minutes of study; the fold's own if not given. */
  readonly studyGapMinutes: number | undefined;
  /** How much of what the models made of an answer is stored with it. */
  readonly provenance: ProvenanceKind;
  readonly lanes: Lanes;
  /** Refuses concepts that the curriculum does not have, where the host asked for that. */
  readonly strictCurriculum: StrictCurriculum | undefined;
  /** What can be asked by name: the library's questions and the host's own. */
  readonly questions: Questions;
  /** What was stored last of learners who are studying; whatever writes their documents otherwise has it forgotten. */
  readonly remembered: Remembered;
  /** Answers that are kept. Whatever writes what they are made of says so by `changing`, or by `cache.changed`. */
  readonly cache: Cache;
  /** Counts the answers that calls record, and tunes when enough is new. */
  readonly tuning: AutomaticTuning;
  /** What named queries, pipelines and verbs have taken. */
  readonly timings: Timings;
  /** Resolves once the server is known to have transactions. */
  readonly ensureTransactions: () => Promise<void>;
}

/** The same context for one call: its models stay what they are now, and its transactions end with the call. */
export function pinned(context: EngineContext, { signal }: CallControl): EngineContext {
  return { ...context, signal };
}

/** What each call of the engine takes besides its input. */
export interface CallControl {
  /** Stops the call within a quarter of a second. It has then written all or nothing: the same call with the same id tells. */
  readonly signal?: AbortSignal | undefined;
  /**
   * How long the call may take, in milliseconds, more than 0; the engine's `deadlineMs` if not given. It is kept within a quarter of a
   * second whatever the network does. Of a job, which is made of steps, each step may take so long; of a stream, its opening.
   */
  readonly deadlineMs?: number | undefined;
}

/** @throws AdaptiveLearningError `invalid_input` when what came beside the input is not what a call takes */
export function checkControl<Control extends CallControl>(control: Control, where: string): Control {
  if (typeof control !== 'object' || control === null) throw invalidInput(`${where}.control`, 'an object such as { signal }', control);
  const { signal, deadlineMs } = control;
  if (signal !== undefined && !isAbortSignal(signal)) throw invalidInput(`${where}.control.signal`, 'an AbortSignal', signal);
  if (deadlineMs !== undefined) checkDeadline(deadlineMs, `${where}.control.deadlineMs`);
  return control;
}

/** @throws AdaptiveLearningError `invalid_input` for what is no time to wait */
export function checkDeadline(deadlineMs: number, where: string): number {
  if (typeof deadlineMs === 'number' && Number.isFinite(deadlineMs) && deadlineMs > 0) return deadlineMs;
  throw invalidInput(where, 'a number of milliseconds > 0', deadlineMs);
}

/** Does idempotent work, again from its reads while that is worth it: another writer was faster, or the database is away for a moment. */
export function patiently<Result>(
  context: EngineContext,
  where: string,
  { signal, deadlineMs = context.deadlineMs }: CallControl,
  work: () => Promise<Result>,
): Promise<Result> {
  return retry(work, where, { forMs: deadlineMs, signal, random: context.random });
}
