import type { Db, MongoClient } from 'mongodb';
import type { Cache } from '../cache/index.js';
import { invalidInput } from '../errors.js';
import type { LearnerModels } from '../learner/index.js';
import { type CollectionSet, type Repositories, retry } from '../repositories/index.js';
import type { Timings } from './health/timings.js';
import type { Lanes } from './lanes.js';
import type { ActiveModels } from './models/active-models.js';
import type { Remembered } from './recording/remembered.js';

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
  /** How long a write goes on trying while the database is away, in milliseconds. */
  readonly retryForMs: number;
  readonly lanes: Lanes;
  /** What was stored last of learners who are studying; whatever writes their documents otherwise has it forgotten. */
  readonly remembered: Remembered;
  /** Answers that are kept. Whatever writes what they are made of says so by `changing`, or by `cache.changed`. */
  readonly cache: Cache;
  /** What named queries, pipelines and verbs have taken. */
  readonly timings: Timings;
  /** Resolves once the server is known to have transactions. */
  readonly ensureTransactions: () => Promise<void>;
}

/** The same context, whose models stay what they are now. */
export function pinned(context: EngineContext): EngineContext {
  return { ...context };
}

/** What each call of the engine takes besides its input. */
export interface CallControl {
  /** Stops the call: before it has written anything, or not at all. */
  readonly signal?: AbortSignal | undefined;
}

/** @throws AdaptiveLearningError `invalid_input` when what came beside the input is not what a call takes */
export function checkControl<Control extends CallControl>(control: Control, where: string): Control {
  if (typeof control !== 'object' || control === null) throw invalidInput(`${where}.control`, 'an object such as { signal }', control);
  const { signal } = control;
  if (signal !== undefined && !(signal instanceof AbortSignal)) throw invalidInput(`${where}.control.signal`, 'an AbortSignal', signal);
  return control;
}

/** Does idempotent work, again from its reads while that is worth it: another writer was faster, or the database is away for a moment. */
export function patiently<Result>(
  context: EngineContext,
  where: string,
  { signal }: CallControl,
  work: () => Promise<Result>,
): Promise<Result> {
  return retry(work, where, { forMs: context.retryForMs, signal, random: context.random });
}
