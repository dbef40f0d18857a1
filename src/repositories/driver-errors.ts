import { AdaptiveLearningError, type ErrorCode } from '../errors.js';
import { driverErrorOf, linkDriverError } from './driver-error-link.js';
import { aborted } from './limits.js';
import { unreachableBecause } from './unreachable.js';

const DUPLICATE_KEY = 11_000;
const VALIDATION_FAILED = 121;
const TRANSACTIONS_UNSUPPORTED = 20;
const BAD_VALUE = 2;
/** MongoDB Atlas's own refusals, of users and of whatever else its proxies do not let through. */
const ATLAS = 8_000;

interface DriverError {
  readonly name: string;
  readonly code?: unknown;
  readonly message: string;
  readonly keyPattern?: object;
  readonly errorLabels?: readonly string[];
  readonly errorResponse?: unknown;
  hasErrorLabel?(label: string): boolean;
}

/** Drivers are distinguished by shape, not by class: the host's mongodb may be another copy than ours. */
function asDriverError(given: unknown): DriverError | undefined {
  const error = driverErrorOf(given);
  return error instanceof Error && /^(Mongo|BSON)/.test(error.name) ? (error as Error & DriverError) : undefined;
}

export function isDuplicateKey(error: unknown): boolean {
  return asDriverError(error)?.code === DUPLICATE_KEY;
}

/** True for a duplicate in an index over just these fields. */
export function isDuplicateOf(error: unknown, fields: readonly string[]): boolean {
  const pattern = asDriverError(error)?.keyPattern;
  return isDuplicateKey(error) && pattern !== undefined && Object.keys(pattern).join() === fields.join();
}

/** True for an error that ended a transaction that stored nothing, so that it may be begun again. */
export function isRolledBack(error: unknown): boolean {
  return asDriverError(error)?.hasErrorLabel?.('TransientTransactionError') === true;
}

/**
 * True when the same work may succeed if it is done again from its reads: a write conflict, a primary that stepped down or died,
 * a connection that broke, a commit whose outcome nobody knows. Safe only because event_id makes the work idempotent.
 */
export function isWorthRetrying(given: unknown): boolean {
  const error = driverErrorOf(given);
  if (error instanceof AdaptiveLearningError) return error.code === 'database_unavailable';
  const driver = asDriverError(error);
  if (driver === undefined) return isSocketError(error);
  // Labels do not tell: the driver marks a refused password as worth another try.
  if (finalCode(driver) !== undefined || unreachableBecause(error) !== undefined) return false;
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
  // NoSuchTransaction, LockTimeout, SnapshotUnavailable, TransactionExceededLifetimeLimitSeconds
  251, 24, 246, 290,
  // Azure Cosmos DB: more requests than were paid for
  16_500,
]);

/** Refusals that a new try does not change, by the code that the server gives. */
const FINAL: readonly { readonly code: ErrorCode; readonly says: string; readonly codes: readonly number[] }[] = [
  // UserNotFound, AuthenticationFailed, MechanismUnavailable, ReauthenticationRequired
  { code: 'authentication_failed', says: 'the database refused the credentials of the connection', codes: [11, 18, 334, 391] },
  // Unauthorized, AuthSchemaIncompatible
  { code: 'not_authorised', says: 'the database user lacks the privilege that this needs', codes: [13, 69] },
  // MaxTimeMSExpired
  { code: 'deadline_exceeded', says: 'the server stopped the command at its maxTimeMS', codes: [50] },
  // BSONObjectTooLarge, and the same of a document that an update makes too large
  { code: 'invalid_input', says: 'expected documents of at most 16 MB, got a larger one', codes: [10_334, 17_419, 17_420] },
  // OutOfDiskSpace
  { code: 'database_refused', says: 'the database has no disk space left', codes: [14_031] },
  // ExceededMemoryLimit, QueryExceededMemoryLimitNoDiskUseAllowed
  { code: 'database_refused', says: 'the query needs more memory than the database allows', codes: [146, 292] },
];

/** Refusals of MongoDB Atlas's proxies, which have one number for all of them. */
function atlasCode(message: string): ErrorCode {
  if (/auth(entication)?\b.*fail|bad auth/i.test(message)) return 'authentication_failed';
  return /not (allowed|authori[sz]ed)/i.test(message) ? 'not_authorised' : 'database_refused';
}

/**
 * What the driver says once its client was closed. A topology is also closed when the first connecting fails, for all calls that wait for it:
 * a new try tells which of the two it was.
 */
const CLOSED: ReadonlySet<string> = new Set(['MongoClientClosedError', 'MongoNotConnectedError']);

function finalCode({ code, name, message }: DriverError): { readonly code: ErrorCode; readonly says: string } | undefined {
  if (name === 'MongoMissingCredentialsError') return FINAL[0];
  if (CLOSED.has(name)) return { code: 'closed', says: 'the MongoClient was closed' };
  if (code === ATLAS) {
    const refusal = atlasCode(message);
    return FINAL.find((row) => row.code === refusal) ?? { code: refusal, says: 'the database refused the command' };
  }
  return FINAL.find(({ codes }) => codes.includes(code as number));
}

/**
 * What a driver's error says in this library's own terms; what the driver did not throw is handed on as it is.
 *
 * @param signal of the call: the driver ends a call with the signal's own reason, which may be any value
 */
export function translateDriverError(given: unknown, where: string, signal?: AbortSignal): unknown {
  const error = driverErrorOf(given);
  if (signal?.aborted === true) return aborted(where, signal.reason);
  const driver = asDriverError(error);
  const unreachable = unreachableBecause(error);
  if (unreachable !== undefined) {
    const message = `${where}: expected a host that can be reached, got ${unreachable}`;
    return new AdaptiveLearningError('database_unreachable', message, { where, received: unreachable, cause: error });
  }
  if (driver === undefined) {
    if (error instanceof Error && error.name === 'AbortError') return aborted(where, error);
    return isSocketError(error) ? unavailable(where, error) : error;
  }
  if (driver.code === DUPLICATE_KEY) {
    // The driver hands the key on for one document, and not for a batch.
    const fields = Object.keys(driver.keyPattern ?? {}).join(', ') || 'value of a unique field';
    return new AdaptiveLearningError('already_exists', `${where}: expected a new ${fields}, got one that is taken`, {
      where,
      cause: error,
    });
  }
  if (driver.code === VALIDATION_FAILED) {
    return new AdaptiveLearningError('invalid_input', `${where}: the server's validator refused the document`, { where, cause: error });
  }
  if (driver.code === BAD_VALUE && driver.message.includes('hint')) {
    const message = `${where}: expected the indexes that are declared, got a database without one of them; run engine.setup() first`;
    return new AdaptiveLearningError('setup_required', message, { where, cause: error });
  }
  if (driver.code === TRANSACTIONS_UNSUPPORTED) return replicaSetRequired(where, error);
  const final = finalCode(driver);
  if (final !== undefined) return new AdaptiveLearningError(final.code, `${where}: ${final.says}`, { where, cause: error });
  return isWorthRetrying(error) ? unavailable(where, error) : refused(where, driver, error);
}

/**
 * As {@link translateDriverError}, of what a call of the driver threw: nothing else than this library's own errors comes out, since also
 * its TypeErrors are the driver's.
 */
export function translateCommandError(error: unknown, where: string, signal?: AbortSignal): AdaptiveLearningError {
  const translated = translateDriverError(error, where, signal);
  if (translated instanceof AdaptiveLearningError) return translated;
  const name = error instanceof Error ? error.name : typeof error;
  const message = `${where}: expected arguments that the driver accepts, got its ${name}`;
  return new AdaptiveLearningError('invalid_input', message, { where, cause: error });
}

/**
 * The same of what was sent, perhaps in the transaction of `session`. What callers decide by stays behind the error: the labels in a
 * transaction, and a duplicate key anywhere. One that was rolled back and may be begun again comes out as the driver's own, since its
 * `withTransaction` looks for its own class.
 */
export function translateSent(error: unknown, where: string, { session }: { readonly session?: unknown }, signal: AbortSignal): unknown {
  const isDecidedBy = session !== undefined || isDuplicateKey(error);
  if (signal.aborted || !isDecidedBy) return translateCommandError(error, where, signal);
  return session !== undefined && isRolledBack(error) ? error : linkDriverError(translateCommandError(error, where), error);
}

/** A refusal that has no meaning of its own here: the driver's, of arguments; or the server's, by the name that it gives it. */
function refused(where: string, { name, code, message: text }: DriverError, cause: unknown): AdaptiveLearningError {
  if (OF_ARGUMENTS.has(name)) {
    const message = `${where}: expected arguments that the driver accepts, got its ${name}`;
    return new AdaptiveLearningError('invalid_input', message, { where, cause });
  }
  const { codeName } = cause as { readonly codeName?: unknown };
  const known = typeof codeName === 'string' && /^\w{1,60}$/.test(codeName) ? codeName : name;
  const received = typeof code === 'number' ? `${known} (${code})` : known;
  // The server's own text may repeat what a learner wrote, so that only its length is told.
  const message = `${where}: the database refused the command with ${received} and a string of ${text.length} characters`;
  return new AdaptiveLearningError('database_refused', message, { where, received, cause });
}

/** Also what the driver cannot write as BSON. */
const OF_ARGUMENTS: ReadonlySet<string> = new Set([
  'MongoInvalidArgumentError',
  'MongoAPIError',
  'MongoParseError',
  'MongoExpiredSessionError',
  'BSONError',
  'BSONVersionError',
  'BSONRuntimeError',
  'BSONOffsetError',
]);

function unavailable(where: string, cause: unknown): AdaptiveLearningError {
  return new AdaptiveLearningError('database_unavailable', `${where}: the database could not be reached or kept failing`, { where, cause });
}

export function replicaSetRequired(where: string, cause?: unknown): AdaptiveLearningError {
  return new AdaptiveLearningError(
    'replica_set_required',
    `${where}: expected a replica set, got a standalone server, which has no transactions. ` +
      'Start it with `mongod --replSet rs0`, run `rs.initiate()` once in mongosh, and connect with `?replicaSet=rs0`',
    { where, expected: 'a member of a replica set, or mongos', received: 'a standalone server', cause },
  );
}
