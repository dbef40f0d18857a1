import { inTransaction, isDuplicateKey, type TransactionOptions, WriteConflict } from '../repositories/index.js';
import type { RuntimeContext } from './runtime-context.js';

/** What one transaction stores: all of it or nothing. */
export interface UnitOfWork {
  /** What its reads and writes are sent with, so that they are part of it. */
  readonly options: TransactionOptions;
}

/**
 * Runs some writes as one transaction, once. A duplicate key says that another writer was faster: the attempt begins again from its reads,
 * unless `isRace` says that it means something else.
 */
export function transact<Result>(
  context: RuntimeContext,
  work: (unit: UnitOfWork) => Promise<Result>,
  isRace: (error: unknown) => boolean = isDuplicateKey,
): Promise<Result> {
  return inTransaction(context, (options) => work({ options })).catch((error: unknown) => {
    throw isDuplicateKey(error) && isRace(error) ? new WriteConflict('made by another writer', { cause: error }) : error;
  });
}
