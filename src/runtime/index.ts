export { bodyHash } from './body-hash.js';
export { type CallControl, checkControl, checkDeadline } from './call-control.js';
export { Calls, type Closable } from './calls.js';
export { type CloseOptions, checkClosing } from './close-options.js';
export { defined } from './defined.js';
export { errorLabel } from './error-label.js';
export type { EventReactions } from './event-reactions.js';
export { GroupCommit } from './group-commit.js';
export { inParallel } from './in-parallel.js';
export { insideUnit, refuseInsideUnit } from './inside-unit.js';
export { checkJobs } from './jobs/check-jobs.js';
export { defineFollower, type FollowerJob, type FollowerRun } from './jobs/define-follower.js';
export { defineJob, type Job } from './jobs/define-job.js';
export type { LogPage } from './jobs/follow-log.js';
export type { JobProgress, RunControl } from './jobs/job-progress.js';
export type { JobStatus, ListedJob } from './jobs/job-status.js';
export { type JobControl, type JobRun, Jobs } from './jobs/jobs.js';
export type { JobsOptions } from './jobs/jobs-runner.js';
export type { ScheduledJobs } from './jobs/scheduled-jobs.js';
export { underLease } from './jobs/under-lease.js';
export { type LeasedWork, waitForLease } from './jobs/wait-for-lease.js';
export { JoinedTransaction } from './joined-transaction.js';
export { KeyedQueue } from './keyed-queue.js';
export { LOG_EVENTS, type Log, type LogEventName, type LogLevel, NO_LOG } from './log-events.js';
export { type PlannedUnit, storePlanned } from './planned-unit.js';
export { onUnreachable } from './reachability.js';
export { RecentStateCache } from './recent-state-cache.js';
export type { RuntimeContext } from './runtime-context.js';
export { Sent } from './sent.js';
export { type JoinedWrites, transact, type UnitOfWork, type UnitOptions } from './unit-of-work.js';
export { type AccountUse, accountRefusal, requireOpenAccount } from './verbs/account-use.js';
export { aBoolean, aFunction, type ControlOption, type ControlOptions, type OptionsOf } from './verbs/control-options.js';
export {
  type AnyVerb,
  type DefineVerb,
  NOTHING,
  optionsOf,
  type UnparsedInput,
  type Verb,
  type VerbInput,
  type VerbKind,
  verbDefiner,
} from './verbs/define-verb.js';
export { described, inputSchema } from './verbs/described.js';
export { type Facade, installVerbs, type Joined, type Wiring } from './verbs/install-verbs.js';
export { ReachGuard } from './verbs/reach-guard.js';
export { unknownLearner } from './verbs/unknown-learner.js';
export type { WriteControl } from './write-control.js';
export { attemptTogether, attemptWrite, inTurn, readWithRetry, StaleDocuments, withModelSnapshot, write } from './write-path.js';
