import { AdaptiveLearningError } from '../errors.js';

const DUPLICATE_KEY = 11_000;
const VALIDATION_FAILED = 121;
const TRANSACTIONS_UNSUPPORTED = 20;
const BAD_VALUE = 2;
/** The server's own list of time zones is as old as the server, unless it was started with `--timeZoneInfo`. */
const UNKNOWN_TIME_ZONE = 40_485;

interface DriverError {
  readonly name: string;
  readonly code?: unknown;
  readonly message: string;
  readonly keyPattern?: object;
  readonly errorLabels?: readonly string[];
  readonly errorResponse?: unknown;
  hasErrorLabel?(label: string): boolean;
}

/** Drivers are told apart by shape, not by class: the host's mongodb may be another copy than ours. */
function asDriverError(error: unknown): DriverError | undefined {
  return error instanceof Error && error.name.startsWith('Mongo') ? (error as Error & DriverError) : undefined;
}

export function isDuplicateKey(error: unknown): boolean {
  return asDriverError(error)?.code === DUPLICATE_KEY;
}

/** True for a duplicate in an index over just these fields. */
export function isDuplicateOf(error: unknown, fields: readonly string[]): boolean {
  const pattern = asDriverError(error)?.keyPattern;
  return isDuplicateKey(error) && pattern !== undefined && Object.keys(pattern).join() === fields.join();
}

/**
 * True when the same work may succeed if it is done again from its reads: a write conflict, a primary that stepped down or died,
 * a connection that broke, a commit of which nobody knows the end. Safe only because event_id makes the work idempotent.
 */
export function isWorthRetrying(error: unknown): boolean {
  if (error instanceof AdaptiveLearningError) return error.code === 'database_unavailable';
  const driver = asDriverError(error);
  if (driver === undefined) return isSocketError(error);
  // A bulk write wraps whatever broke it, also a connection, and keeps neither its name nor its code.
  if (driver.name === 'MongoBulkWriteError' && driver.errorResponse instanceof Error) return isWorthRetrying(driver.errorResponse);
  const labels = ['TransientTransactionError', 'UnknownTransactionCommitResult', 'RetryableWriteError', 'ResetPool', 'RetryableError'];
  if (labels.some((label) => driver.hasErrorLabel?.(label) === true)) return true;
  if (/^Mongo(Network|ServerSelection|PoolCleared|PoolClosed|ServerClosed|Topology|ConnectionPool|WaitQueueTimeout)/.test(driver.name))
    return true;
  return typeof driver.code === 'number' && RETRYABLE_CODES.has(driver.code);
}

/**
 * A socket that ended between the driver's look at it and its write breaks with Node's own error, which the driver hands on as it is: seen
 * when the server was killed under load.
 */
function isSocketError(error: unknown): boolean {
  return error instanceof Error && SOCKET_CODES.has(String((error as NodeJS.ErrnoException).code));
}

const SOCKET_CODES = new Set(['EPIPE', 'ECONNRESET', 'ECONNREFUSED', 'ECONNABORTED', 'ENOTCONN', 'ETIMEDOUT', 'ERR_STREAM_DESTROYED']);

/** Codes of the retryable-writes and SDAM specifications, with WriteConflict and the states of a member that is going or coming. */
const RETRYABLE_CODES = new Set([
  6, 7, 89, 91, 112, 134, 189, 234, 262, 317, 358, 9001, 10107, 11600, 11602, 13435, 13436,
  // NoSuchTransaction, LockTimeout, SnapshotUnavailable
  251, 24, 246,
]);

/**
 * What a driver's error says in this library's own terms; anything else is handed on as it is.
 *
 * @param signal of the call: the driver ends a call with the signal's own reason, which may be any value
 */
export function translateDriverError(error: unknown, where: string, signal?: AbortSignal): unknown {
  if (signal?.aborted === true) return aborted(where, signal.reason);
  const driver = asDriverError(error);
  if (driver === undefined) {
    if (error instanceof Error && error.name === 'AbortError') return aborted(where, error);
    return isSocketError(error) ? unavailable(where, error) : error;
  }
  if (driver.code === DUPLICATE_KEY) {
    const fields = Object.keys(driver.keyPattern ?? {}).join(', ') || 'a unique field';
    return new AdaptiveLearningError('already_exists', `${where}: expected a new ${fields}, got one that is taken`, {
      where,
      cause: error,
    });
  }
  if (driver.code === UNKNOWN_TIME_ZONE) {
    const details = { where, expected: 'time zones that the database knows', received: 'one that it does not' };
    const text = `${where}: expected ${details.expected}, got ${details.received}; a newer server knows more, and so does one started with --timeZoneInfo`;
    return new AdaptiveLearningError('invalid_input', text, { ...details, cause: error });
  }
  if (driver.code === VALIDATION_FAILED) {
    return new AdaptiveLearningError('invalid_input', `${where}: the server's validator refused the document`, { where, cause: error });
  }
  if (driver.code === BAD_VALUE && driver.message.includes('hint')) {
    const message = `${where}: expected the indexes that are declared, got a database without one of them; run engine.setup() first`;
    return new AdaptiveLearningError('setup_required', message, { where, cause: error });
  }
  if (driver.code === TRANSACTIONS_UNSUPPORTED) return replicaSetRequired(where, error);
  return isWorthRetrying(error) ? unavailable(where, error) : error;
}

function unavailable(where: string, cause: unknown): AdaptiveLearningError {
  return new AdaptiveLearningError('database_unavailable', `${where}: the database could not be reached or kept failing`, { where, cause });
}

export function aborted(where: string, cause?: unknown): AdaptiveLearningError {
  return new AdaptiveLearningError('aborted', `${where}: stopped by its AbortSignal`, { where, cause });
}

export function replicaSetRequired(where: string, cause?: unknown): AdaptiveLearningError {
  return new AdaptiveLearningError(
    'replica_set_required',
    `${where}: expected a replica set, got a standalone server, which has no transactions. ` +
      'Start it with `mongod --replSet rs0`, run `rs.initiate()` once in mongosh, and connect with `?replicaSet=rs0`',
    { where, expected: 'a member of a replica set, or mongos', received: 'a standalone server', cause },
  );
}
