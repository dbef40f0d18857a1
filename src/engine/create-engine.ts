import {
  CollectionSet,
  DEFAULT_DEADLINE_MS,
  JobLeases,
  openRepositories,
  openShownRepositories,
  readsOf,
  within,
  writesOf,
} from '../repositories/index.js';
import { Calls, checkClosing, installVerbs, Jobs, onUnreachable, ReachGuard } from '../runtime/index.js';
import type { ManyCaller } from '../security/index.js';
import { asOf, type InstallModules } from './as.js';
import { connect, refuseUnfit } from './connect.js';
import { contextOf } from './context-of.js';
import type { Engine, EngineWith } from './engine.js';
import { ENGINE_VERBS } from './engine-verbs.js';
import type { EngineMethods } from './facade/engine-methods.js';
import { JOBS } from './jobs.js';
import { joiningOf } from './join-transaction.js';
import { learnersForModules } from './learners-for-modules.js';
import type { ModuleWiring } from './modules/context-for-module.js';
import { installModules, jobsOfModules } from './modules/install-modules.js';
import type { Modules } from './modules/module-methods.js';
import { modulesOf } from './modules/modules-of.js';
import { reachOfModules } from './modules/reach-of-modules.js';
import { encrypt } from './options/encryption-setting.js';
import { checkOptions, type EngineOptions } from './options/engine-options.js';
import type { OwnPipelines } from './queries/run-query.js';
import { shownIn } from './shown-in.js';
import { logPrimary } from './telemetry/log-primary.js';
import { logTo } from './telemetry/logger.js';
import { observerOf } from './telemetry/observer.js';
import { Timings } from './telemetry/timings.js';

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
export async function createEngine<const Own extends OwnPipelines = readonly [], const M extends Modules = readonly []>(
  options: EngineOptions & { readonly pipelines?: Own | undefined; readonly modules?: M | undefined },
): Promise<EngineWith<M, Own>> {
  checkOptions(options);
  const modules = modulesOf(options);
  const { clock = () => new Date(), deadlineMs = DEFAULT_DEADLINE_MS } = options;
  const log = logTo(options.logger);
  const connection = await connect({ ...options, deadlineMs, log });
  const { db } = connection;
  const timings = new Timings(clock());
  const observe = await observerOf(options.telemetry, timings, db.databaseName, log);
  const collections = new CollectionSet(db, {
    prefix: options.collections?.prefix,
    where: 'createEngine.collections.prefix',
    declarations: modules.declarations,
  });
  encrypt(collections, options.encryption, clock, log);
  await refuseUnfit(collections, connection);
  const calls = new Calls(deadlineMs, Math.random, log);
  const stopListening = [onUnreachable(db.client, (why) => calls.unreachable(why)), logPrimary(db.client, log)];
  const context = contextOf(options, collections, timings, observe, calls, modules, log);
  let closing: Promise<void> | undefined;
  const join = joiningOf(context, (joined) =>
    openRepositories(collections, observe, { deadlineMs: calls.deadlineMs, closing: calls.closing, joined }),
  );
  const shown = openShownRepositories(collections, observe, calls);
  const moduleWiring: ModuleWiring = {
    context,
    shown: shownIn(collections, observe, calls, shown),
    engine: () => engine,
    learner: (...of) => learnerForModule(...of),
  };
  const reach = options.reach ?? reachOfModules(modules.wired, moduleWiring);
  const wiring = { calls, readiness: collections.readiness, observe, reach: new ReachGuard(reach) };
  const learnerForModule = learnersForModules(context, wiring);
  const jobs = new Jobs(
    { ...JOBS, ...jobsOfModules(modules.wired, moduleWiring) },
    {
      context,
      calls,
      observe,
      log,
      onlyNamed: options.tuning === 'manual' ? ['tune'] : [],
      leases: new JobLeases(collections),
      ensureSetup: (where) => collections.readiness.ensureSetup(where),
    },
  );
  const installOn: InstallModules = (target, whose, callerOf) =>
    installModules(modules.wired, { ...moduleWiring, wiring, join }, { target, whose, callerOf });
  const own: Omit<Engine, keyof EngineMethods> = {
    repositories: readsOf(shown),
    unsafe: Object.freeze({ repositories: writesOf(shown) }),
    jobs,
    as: asOf({ context, join }, wiring, installOn),
    close: async (asked = {}) => {
      const timeoutMs = checkClosing(asked);
      context.tuning.stop();
      const stopped = jobs.stop();
      closing ??= calls.close(timeoutMs).then(async () => {
        await stopped;
        await within({ deadlineMs: GIVING_BACK_MS }, 'close', () => jobs.settled()).catch(() => undefined);
        for (const stop of stopListening) stop();
        collections.encryption?.close();
        return connection.close();
      });
      return closing;
    },
  };
  installVerbs(own, Object.values(ENGINE_VERBS), { whose: 'engine', context, join, callerOf: () => SYSTEM }, wiring);
  installOn(own, 'engine', () => SYSTEM);
  const engine = own as EngineWith<M, Own>;
  if (options.tuning !== 'manual') context.tuning.start(() => engine.tune());
  return engine;
}

/** How long the closing of an engine waits for the leases of its jobs to be given back, in milliseconds. */
const GIVING_BACK_MS = 2_000;

/** Who calls a verb of the engine: the host's own system. */
const SYSTEM: ManyCaller = Object.freeze({ role: 'system', reach: [] });
