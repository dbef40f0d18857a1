import { describe, isProxy, printable, shownKey } from './describe.js';

/**
 * All error codes. A `code` is part of the public contract: branch on it, never on the message.
 */
export const ERROR_CODES = [
  /** An argument is not what the call takes; nothing was sent to the database. */
  'invalid_input',
  /** The learner, session, concept or intervention that the call names does not exist for this caller. */
  'not_found',
  /** The caller's role may not do this, or the learner's account is not open to it. */
  'access_denied',
  /** The host's `reach` failed, or gave what is no answer, so that the call was refused. */
  'reach_unresolved',
  /** The event lies outside its session: after its end or before its start. */
  'outside_session',
  /** This event_id was already used with another body. */
  'event_conflict',
  /** The fit predicts worse than what was served, or fell back to the model's own parameters: `force: true` activates it all the same. */
  'fit_refused',
  /** A verb that writes was called inside a unit of work of a module, such as a reaction: it would wait for itself. */
  'nested_write',
  /** A value that must be unique (an email, a user_id) is taken. */
  'already_exists',
  /** The prerequisites of a curriculum lead back to themselves; the message names the circle. */
  'prerequisite_cycle',
  /** A stored document does not fit its declaration. */
  'corrupt_document',
  /** An encrypted value does not open: it was changed, moved to another place, or belongs to another key. */
  'decryption_failed',
  /** A key cannot be used: the key file or the key service refused or failed; the message says how to mend it. */
  'key_unavailable',
  /** The database lacks a collection or an index that the engine relies on: `engine.setup()` makes it. */
  'setup_required',
  /** A collection of the name that `setup` needs exists, and the library did not make it; nothing was changed. */
  'foreign_collection',
  /** An index of the host's, or values stored twice, are in the way of an index that `setup` needs; nothing was changed. */
  'setup_conflict',
  /** The server has no transactions: it is not a member of a replica set. */
  'replica_set_required',
  /** The database could not be reached, or kept failing, for as long as the call may take. Trying later may help. */
  'database_unavailable',
  /** No host of the database's address can be reached as it is written: its name is unknown, or its TLS certificate is refused. */
  'database_unreachable',
  /** The database refused the user name, the password or the certificate that the connection uses. */
  'authentication_failed',
  /** The database user lacks the privilege that the call needs. */
  'not_authorised',
  /** The database refused the command for a reason that trying again does not mend: no disk space, a limit of size or memory, an unknown option. */
  'database_refused',
  /** The call did not end within its deadline. A write may still have happened: the same call with the same id tells. */
  'deadline_exceeded',
  /** The engine, or the host's own MongoClient, was closed before the call ended or before it began. */
  'closed',
  /** The call was stopped through its AbortSignal. */
  'aborted',
  /** No MongoDB server could be found, fetched or started on this machine. */
  'embedded_unavailable',
  /** The call needs an optional package that is not installed; the message says which. */
  'package_missing',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** A fault in an input. */
export interface InputIssue {
  /** The invalid field, as a path from the call: `recordAnswer.response_time_seconds`. */
  readonly path: string;
  readonly expected: string;
  /** A description of the received value; never a learner's text. */
  readonly received: string;
}

/** A stored document. */
export interface DocumentReference {
  readonly collection: string;
  /** Its `_id` as text. */
  readonly id: string;
}

export interface ErrorDetails {
  /** The invalid argument or field, as a path from the call: `recordAnswer.session_id`. */
  readonly where?: string;
  /** What was expected. */
  readonly expected?: string;
  /** A description of what was received; never a learner's text or a secret. */
  readonly received?: string;
  /** For `invalid_input`: all faults of the input, that of the message first. */
  readonly issues?: readonly InputIssue[];
  /** For `corrupt_document`: the document. */
  readonly document?: DocumentReference;
  /**
   * The cause, for logs. For a driver error, it is a copy with name, code, labels and stack, without the message and documents, which may contain
   * learners' texts. The reason of an AbortSignal is passed on unchanged.
   */
  readonly cause?: unknown;
}

/**
 * The error class of this library.
 *
 * @example
 * try {
 *   await learner.recordAnswer(answer);
 * } catch (error) {
 *   if (error instanceof AdaptiveLearningError && error.code === 'event_conflict') return reply.code(409).send();
 *   throw error;
 * }
 */
export class AdaptiveLearningError extends Error {
  override readonly name = 'AdaptiveLearningError';
  readonly code: ErrorCode;
  readonly where: string | undefined;
  readonly expected: string | undefined;
  readonly received: string | undefined;
  /** All faults of the input, that of the message first; undefined unless the code is `invalid_input`. */
  readonly issues: readonly InputIssue[] | undefined;
  /** The invalid stored document; undefined unless the code is `corrupt_document`. */
  readonly document: DocumentReference | undefined;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(shownMessage(code, message), details.cause === undefined ? undefined : { cause: safeCause(code, details.cause) });
    this.code = code;
    this.where = details.where === undefined ? undefined : printable(details.where);
    this.expected = details.expected === undefined ? undefined : printable(details.expected);
    this.received = details.received === undefined ? undefined : printable(details.received);
    this.issues = code === 'invalid_input' ? issuesOf(details) : undefined;
    this.document = details.document;
  }
}

function issuesOf({
  where = '',
  expected = '',
  received = '',
  issues = [{ path: where, expected, received }],
}: ErrorDetails): readonly InputIssue[] {
  return issues.map((issue) => ({
    path: printable(issue.path),
    expected: printable(issue.expected),
    received: printable(issue.received),
  }));
}

/** A message is one line; that of a server that could not be had lists the places that were tried, one in each line. */
function shownMessage(code: ErrorCode, message: string): string {
  return code === 'embedded_unavailable' ? message.split('\n').map(printable).join('\n') : printable(message);
}

/** An argument that is not what was asked for: `sm2.grade: expected a whole number from 0 to 5, got 7`. */
export function invalidInput(where: string, expected: string, value: unknown): AdaptiveLearningError {
  const received = describe(value);
  return new AdaptiveLearningError('invalid_input', `${where}: expected ${expected}, got ${received}`, { where, expected, received });
}

/** Errors of the network tell of hosts and ports, and of nothing that was sent. */
const OF_NETWORK = /^Mongo(Network|ServerSelection|PoolCleared|PoolClosed|WaitQueueTimeout)/;
const CAUSES_DEEP = 5;

function safeCause(code: ErrorCode, cause: unknown, depth = 0): unknown {
  if (code === 'aborted' || cause instanceof AdaptiveLearningError || depth > CAUSES_DEEP) return depth > CAUSES_DEEP ? undefined : cause;
  if (isProxy(cause) || !(cause instanceof Error)) return describe(cause);
  const { name, message, stack } = cause;
  const { code: number, codeName, syscall, errorLabels } = cause as Error & Readonly<Record<string, unknown>>;
  const isOfNetwork = OF_NETWORK.test(name) || typeof syscall === 'string';
  const shown = isOfNetwork ? printable(message) : `a message of ${message.length} characters`;
  const copy = new Error(shown, cause.cause === undefined ? undefined : { cause: safeCause(code, cause.cause, depth + 1) });
  copy.name = shownKey(name);
  // The stack begins with the message, and a message may look like a stack.
  const frames = stack?.includes(message) === true ? stack.slice(stack.indexOf(message) + message.length) : '';
  copy.stack = `${copy.name}: ${shown}${frames}`;
  const labels = Array.isArray(errorLabels) ? errorLabels.filter(isWord) : undefined;
  return Object.assign(copy, {
    ...(typeof number === 'number' || isWord(number) ? { code: number } : {}),
    ...(isWord(codeName) ? { codeName } : {}),
    ...(labels === undefined ? {} : { errorLabels: labels }),
  });
}

function isWord(value: unknown): boolean {
  return typeof value === 'string' && /^\w{1,60}$/.test(value);
}
