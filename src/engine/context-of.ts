import { queryRegistry } from '../pipelines/index.js';
import { type CollectionSet, type Observe, openRepositories } from '../repositories/index.js';
import { type Calls, GroupCommit, KeyedQueue, type Log, NO_LOG, RecentStateCache } from '../runtime/index.js';
import { cacheOf } from './cache-setting.js';
import type { EngineContext } from './context.js';
import { StrictCurriculum } from './curriculum/strict-curriculum.js';
import { ActiveModels } from './models/active-models.js';
import { AutomaticTuning } from './models/automatic-tuning.js';
import { learnerModels } from './models/settings.js';
import { type ModuleSet, modulesOf } from './modules/modules-of.js';
import { Reactions } from './modules/reactions.js';
import type { EngineOptions } from './options/engine-options.js';
import { idleMsOf } from './options/session-settings.js';
import { gapMinutesOf } from './options/study-time-setting.js';
import { recompute } from './recording/record-event.js';
import type { Timings } from './telemetry/timings.js';

/** What the use cases of one engine work with, as its options say. */
export function contextOf(
  options: EngineOptions,
  collections: CollectionSet,
  timings: Timings,
  observe: Observe,
  calls: Calls,
  modules: ModuleSet = modulesOf({}),
  log: Log = NO_LOG,
): EngineContext {
  const { db } = collections;
  const { clock = () => new Date() } = options;
  const repositories = openRepositories(collections, observe, calls);
  const activeModels = new ActiveModels(learnerModels(options), repositories);
  return {
    db,
    client: db.client,
    collections,
    repositories,
    get models() {
      return activeModels.current;
    },
    activeModels,
    clock,
    random: Math.random,
    deadlineMs: calls.deadlineMs,
    idleMs: idleMsOf(options.sessions),
    studyGapMinutes: gapMinutesOf(options.studyTime),
    provenance: options.provenance ?? 'short',
    queries: queryRegistry(modules.pipelines),
    writes: new KeyedQueue(),
    groups: new GroupCommit({
      client: db.client,
      deadlineMs: calls.deadlineMs,
      // A transaction over several shards is committed in two phases, on all of them: to share it costs more than it saves.
      isOn: () => options.groupCommit ?? !collections.readiness.isSharded,
    }),
    strictCurriculum: options.curriculum?.strict === true ? new StrictCurriculum(repositories) : undefined,
    recentState: new RecentStateCache(),
    reactions: new Reactions(modules.wired),
    log,
    cache: cacheOf(options.cache, collections, clock, log),
    tuning: new AutomaticTuning(Math.random, log),
    timings,
    ensureTransactions: (where) => collections.readiness.ensureTransactions(where),
    recompute(userId) {
      return recompute(this, userId);
    },
  };
}
