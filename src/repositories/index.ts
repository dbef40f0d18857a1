export { isAbortSignal } from './abort-signal.js';
export type { AnyRepository } from './any-repository.js';
export type { CallOptions } from './call-options.js';
export type { FeedPlace } from './change-feed.js';
export { ChangeFeed } from './change-feed.js';
export { CollectionSet } from './collection-set.js';
export { command } from './command.js';
export { mapCooperatively, runCooperatively, shouldYield, yieldToEventLoop } from './cooperative-work.js';
export type { CursorOptions } from './decoded-cursor.js';
export { DecodedCursor } from './decoded-cursor.js';
export { applyChange, type DocumentChange } from './document-change.js';
export { driverErrorOf } from './driver-error-link.js';
export { isDuplicateKey, isDuplicateOf, isRolledBack, translateCommandError, translateDriverError } from './driver-errors.js';
export type { EncryptionSetting } from './encryption.js';
export { checkEncryptionSetting, encryptWith } from './encryption-setting.js';
export type { FindOptions } from './find-options.js';
export type { LeftOut } from './fit-repository.js';
export { forFold } from './for-fold.js';
export type { GuardedReplacement } from './guarded-replacement.js';
export { checkDb, driverDb, type HostDb } from './host-db.js';
export {
  createRepositories,
  createUnsafeRepositories,
  type ReadRepositories,
  type RepositoriesOptions,
  readsOf,
  type UnsafeRepositories,
  writesOf,
} from './host-repositories.js';
export { type HostSession, HostTransaction, isHostSession } from './host-transaction.js';
export { JobLeases, type JobState, type RunEnd } from './job-leases.js';
export { aborted, DEFAULT_DEADLINE_MS, Ended, type Limits, stepDeadlineOf, within } from './limits.js';
export type { MasteryOrder, MasteryPlace } from './mastery-order.js';
export { MASTERY_ORDERS, masteryPlace } from './mastery-order.js';
export type { Observation, Observe, Observed } from './observe.js';
export { observed } from './observe.js';
export { countOutdated, documentsOf, type Rewrite, rewriteUnchanged } from './outdated-documents.js';
export { isEqual } from './patch.js';
export { type PlannedWrite, plannedInsert, plannedSave, sealPlanned, sendPlanned, sendTogether } from './planned-write.js';
export { Readiness } from './readiness.js';
export type { Repositories } from './repositories.js';
export { openRepositories, openShownRepositories, repositoryNamed } from './repositories.js';
export { Repository } from './repository.js';
export { retry, WriteConflict } from './retry.js';
export { roughBytes } from './rough-bytes.js';
export type { SchemaDrift } from './schema-drift.js';
export { verifySchema } from './schema-drift.js';
export { setupSchema } from './schema-setup.js';
export type { IndexUse } from './server-statistics.js';
export { collectionScans, collectionSize, indexUse } from './server-statistics.js';
export { SessionRepository } from './session-repository.js';
export type { TransactionControl, TransactionOptions } from './transaction.js';
export { inTransaction } from './transaction.js';
export type { Condition, Sort, TypedFilter, TypedUpdate } from './typed-filter.js';
export { unreachableServers } from './unreachable.js';
export type { Unreadable, UnreadableOptions } from './unreadable.js';
export { documentOf } from './unreadable.js';
export { type Admission, plannedAdmission, type SignInAccount } from './user-repository.js';
export type { Change, Removal } from './write-many.js';
export { insertMany, removeAll, saveAll } from './write-many.js';
