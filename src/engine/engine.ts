import type { ReadRepositories, UnsafeRepositories } from '../repositories/index.js';
import type { CloseOptions, ScheduledJobs } from '../runtime/index.js';
import type { As } from './as.js';
import type { EngineMethods } from './facade/engine-methods.js';
import type { JOBS } from './jobs.js';
import type { ModuleJobs, Modules, WithEngineModules, WithModulePipelines, WithModuleRepositories } from './modules/module-methods.js';
import type { OwnPipelines } from './queries/run-query.js';

/** An adaptive learning engine on one database. */
export interface Engine<Own extends OwnPipelines = readonly [], M extends Modules = readonly []>
  extends EngineMethods<WithModulePipelines<Own, M>> {
  /** Calls in somebody's name: a handle for one learner, or for a person or process with a role. */
  readonly as: As<WithModulePipelines<Own, M>, M>;
  /** Scheduled jobs: `start()` runs them in this process; at any time only one process runs a given job. */
  readonly jobs: ScheduledJobs<typeof JOBS & ModuleJobs<M>>;
  /** Typed repositories, for reads that no verb offers. They leave out emotions of learners who do not allow their use. */
  readonly repositories: WithModuleRepositories<ReadRepositories, M>;
  /** What skips the checks of the verbs, for repairs and moves of data. */
  readonly unsafe: {
    /**
     * Typed repositories that also write. A write is checked against the declaration of its collection. It skips what the verbs do: it asks neither
     * the account nor the policy nor consent, records no event (so that `replay` and late events undo it), keeps no order with other writes of
     * the learner, leaves cached results as they are, and changes one document where a verb changes several in a transaction. The log
     * (`learning_events`) is append-only here too.
     */
    readonly repositories: UnsafeRepositories;
  };
  /**
   * Closes the engine: rejects new calls with `closed`, ends streams and jobs, waits up to `timeoutMs` (10,000 ms if not given) for running calls,
   * which then fail with `closed`, and closes the connection if the engine opened it. Further calls are safe.
   */
  close(options?: CloseOptions): Promise<void>;
}

/** An engine with the verbs of its modules, each module under its name. */
export type EngineWith<M extends Modules, Own extends OwnPipelines = readonly []> = WithEngineModules<Engine<Own, M>, M, 'system'>;
