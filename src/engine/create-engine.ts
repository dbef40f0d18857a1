import { z } from 'zod';
import { CollectionSet, DEFAULT_DEADLINE_MS, JobLeases, openShownRepositories, type Repositories, within } from '../repositories/index.js';
import { Calls, type CloseOptions, checkClosing, installVerbs, Jobs, onUnreachable } from '../runtime/index.js';
import { fields, parseInput } from '../schema/index.js';
import { type Actor, type Caller, ROLES } from '../security/index.js';
import { connect, refuseUnfit } from './connect.js';
import { contextOf } from './context-of.js';
import { ENGINE_VERBS } from './engine-verbs.js';
import type { EngineMethods } from './facade/engine-methods.js';
import { Timings } from './health/timings.js';
import { checkMaterializers, type EngineJobs, JOBS } from './jobs.js';
import { LearnerFacade, type LearnerScope } from './learner-scope.js';
import { LEARNER_VERBS } from './learner-verbs.js';
import { checkOptions, type EngineOptions } from './options/engine-options.js';
import type { OwnPipelines } from './queries/run-query.js';
import { observerOf } from './telemetry/observer.js';

/** Memory and mind of a tutor backend, over one database. */
export interface Engine<Own extends OwnPipelines = readonly []> extends EngineMethods<Own> {
  /** One learner's data and nobody else's. */
  as(caller: Caller): LearnerScope<Own>;
  /** Jobs that follow the log or run at times: `start()` runs them in this process, and each in one process at a time. */
  readonly jobs: EngineJobs;
  /** The typed repositories, for questions that have no verb of their own. What a learner withholds they read as if it were not there. */
  readonly repositories: Repositories;
  /**
   * Stops taking calls, which end with `closed` from now on, also with a host's own `db`; ends streams and jobs; waits for the calls that
   * run, for `timeoutMs` at most (10,000 if not given), after which they end with `closed`; and closes the connection, if the engine opened
   * it. It may be called again at any time.
   */
  close(options?: CloseOptions): Promise<void>;
}

/**
 * Opens an engine on a database. Nothing is written until `setup()`.
 *
 * @throws AdaptiveLearningError `invalid_input` for options that do not fit, `authentication_failed`, `not_authorised`,
 * `database_unreachable` for a host that does not exist, `database_unavailable` or `deadline_exceeded` for one that does not answer,
 * `replica_set_required`
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
  const wiring = { calls, readiness: collections.readiness, observe };
  // The learners of this engine: made once, so that `as` costs no more for it.
  const Learner = class extends LearnerFacade {};
  const callerOf = (self: unknown) => (self as LearnerFacade).caller;
  installVerbs(Learner.prototype, Object.values(LEARNER_VERBS), { whose: 'learner', context, callerOf }, wiring);
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
    as: (caller) => new Learner(parseInput(callerSchema, caller, 'as')) as object as LearnerScope<Own>,
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
const SYSTEM: Actor = Object.freeze({ role: 'system' });

const callerSchema = z.strictObject({ userId: fields.userId, role: z.enum(ROLES) });
