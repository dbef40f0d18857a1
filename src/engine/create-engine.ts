import { CollectionSet, DEFAULT_DEADLINE_MS, JobLeases, openShownRepositories, type Repositories, within } from '../repositories/index.js';
import { Calls, type CloseOptions, checkClosing, installVerbs, Jobs, onUnreachable, ReachGuard } from '../runtime/index.js';
import type { ManyCaller } from '../security/index.js';
import { type As, asOf } from './as.js';
import { connect, refuseUnfit } from './connect.js';
import { contextOf } from './context-of.js';
import { ENGINE_VERBS } from './engine-verbs.js';
import type { EngineMethods } from './facade/engine-methods.js';
import { Timings } from './health/timings.js';
import { checkMaterializers, type EngineJobs, JOBS } from './jobs.js';
import { checkOptions, type EngineOptions } from './options/engine-options.js';
import type { OwnPipelines } from './queries/run-query.js';
import { observerOf } from './telemetry/observer.js';

/** An adaptive learning engine on one database. */
export interface Engine<Own extends OwnPipelines = readonly []> extends EngineMethods<Own> {
  /** Calls in somebody's name: a handle for one learner, or for a person or process with a role. */
  readonly as: As<Own>;
  /** Scheduled jobs: `start()` runs them in this process; at any time only one process runs a given job. */
  readonly jobs: EngineJobs;
  /** Typed repositories, for reads that no verb offers. They leave out emotions of learners who do not allow their use. */
  readonly repositories: Repositories;
  /**
   * Closes the engine: rejects new calls with `closed`, ends streams and jobs, waits up to `timeoutMs` (10,000 ms if not given) for running calls,
   * which then fail with `closed`, and closes the connection if the engine opened it. Further calls are safe.
   */
  close(options?: CloseOptions): Promise<void>;
}

/**
 * Creates an engine on a database. Nothing is written until `setup()`.
 *
 * @throws AdaptiveLearningError `invalid_input` for invalid options; `authentication_failed` or `not_authorised` for the database user;
 * `database_unreachable` for a host that does not exist; `database_unavailable` or `deadline_exceeded` for a server that does not respond;
 * `replica_set_required` for a server without transactions
 *
 * @example
 * const engine = await createEngine({ db: client.db('tutor') });
 */
export async function createEngine<const Own extends OwnPipelines = readonly []>(
  options: EngineOptions & { readonly pipelines?: Own | undefined },
): Promise<Engine<Own>> {
  checkOptions(options);
  checkMaterializers(options.pipelines ?? [], JOBS, 'createEngine.pipelines');
  const { clock = () => new Date(), deadlineMs = DEFAULT_DEADLINE_MS } = options;
  const connection = await connect({ ...options, deadlineMs });
  const { db } = connection;
  const timings = new Timings(clock());
  const observe = await observerOf(options.telemetry, timings, db.databaseName);
  const collections = new CollectionSet(db, { prefix: options.collections?.prefix, where: 'createEngine.collections.prefix' });
  await refuseUnfit(collections, connection);
  const calls = new Calls(deadlineMs, Math.random);
  const stopListening = onUnreachable(db.client, (why) => calls.unreachable(why));
  const context = contextOf(options, collections, timings, observe, calls);
  let closing: Promise<void> | undefined;
  const wiring = { calls, readiness: collections.readiness, observe, reach: new ReachGuard(options.reach) };
  const jobs = new Jobs(JOBS, {
    context,
    calls,
    observe,
    onlyNamed: options.tuning === 'manual' ? ['tune'] : [],
    leases: new JobLeases(collections),
    ensureSetup: (where) => collections.readiness.ensureSetup(where),
  });
  const own: Omit<Engine<Own>, keyof EngineMethods> = {
    repositories: openShownRepositories(collections, observe, calls),
    jobs,
    as: asOf(context, wiring),
    close: async (asked = {}) => {
      const timeoutMs = checkClosing(asked);
      context.tuning.stop();
      const stopped = jobs.stop();
      closing ??= calls.close(timeoutMs).then(async () => {
        await stopped;
        await within({ deadlineMs: GIVING_BACK_MS }, 'close', () => jobs.settled()).catch(() => undefined);
        stopListening();
        return connection.close();
      });
      return closing;
    },
  };
  installVerbs(own, Object.values(ENGINE_VERBS), { whose: 'engine', context, callerOf: () => SYSTEM }, wiring);
  const engine = own as Engine<Own>;
  if (options.tuning !== 'manual') context.tuning.start(() => engine.tune());
  return engine;
}

/** How long the closing of an engine waits for the leases of its jobs to be given back, in milliseconds. */
const GIVING_BACK_MS = 2_000;

/** Who calls a verb of the engine: the host's own system. */
const SYSTEM: ManyCaller = Object.freeze({ role: 'system', reach: [] });
