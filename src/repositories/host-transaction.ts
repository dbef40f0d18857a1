import type { ClientSession, MongoClient } from 'mongodb';
import { AdaptiveLearningError, isProxy } from '../errors.js';
import { isRolledBack } from './driver-errors.js';
import { within } from './limits.js';

/** How long it may take to end a transaction that must not be committed, in milliseconds. */
const ENDING_MS = 2_000;

/**
 * A session of the host's own driver: the `ClientSession` of mongodb 6 or 7, also of another copy than the one that this library finds, such as
 * the copy that mongoose brings.
 */
export interface HostSession {
  readonly hasEnded: boolean;
  inTransaction(): boolean;
}

/** What the driver keeps of a transaction. */
interface DriverTransaction {
  readonly isStarting?: boolean;
  readonly options?: { readonly writeConcern?: { readonly w?: unknown } | undefined };
}

/** True for what can be a session of a driver: none of its code is run, except by Node for a getter that it inherits. */
export function isHostSession(value: unknown): value is HostSession {
  try {
    return typeof value === 'object' && value !== null && !isProxy(value) && typeof Reflect.get(value, 'inTransaction') === 'function';
  } catch {
    return false;
  }
}

/** The transaction of a host's session, for what is sent in it: one command after the other, and nothing once it is over. */
export class HostTransaction {
  readonly session: ClientSession;
  readonly #transaction: DriverTransaction;
  #last: Promise<unknown> = Promise.resolve();

  /**
   * @throws AdaptiveLearningError `invalid_input` for a session that has ended, is of another client, has no transaction under way, or one
   * that a failover could take back
   */
  constructor(given: HostSession, client: MongoClient, where: string) {
    const session = given as ClientSession;
    if (session.hasEnded) throw unfit(where, 'one that has ended');
    if (Reflect.get(session, 'client') !== client) throw unfit(where, 'one of another MongoClient');
    if (!session.inTransaction()) throw unfit(where, 'one without a transaction');
    this.session = session;
    this.#transaction = transactionOf(session);
    const w = this.#transaction.options?.writeConcern?.w;
    if (w !== undefined && w !== 'majority') throw unfit(where, 'one whose write concern is not majority');
  }

  /** True once it was committed or aborted, or its session has ended. */
  get isOver(): boolean {
    const { session } = this;
    return session.hasEnded || !session.inTransaction() || transactionOf(session) !== this.#transaction;
  }

  /**
   * Sends a command after those before it: the driver takes one at a time in a transaction. Behind the end of the transaction the driver
   * would store by itself what it is sent.
   */
  next<Result>(where: string, send: () => Promise<Result>): Promise<Result> {
    const turn = this.#last.then(() => {
      if (this.isOver) throw unfit(where, 'one whose transaction has ended before the call');
      return send();
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /**
   * Has the server forget the transaction, since a part of a call was written that must not be committed without the rest. The driver is not told:
   * it would store by itself what the host sends next. A server that cannot be reached may still have it: the driver then refuses the commit.
   */
  async spoil(): Promise<void> {
    const { session } = this;
    if (this.isOver || this.#transaction.isStarting === true) return;
    const admin = (Reflect.get(session, 'client') as MongoClient).db('admin');
    const end = () => this.next('transaction', () => admin.command({ abortTransaction: 1 }, { session }));
    await within({ deadlineMs: ENDING_MS }, 'transaction', end).catch(async (error: unknown) => {
      // The server has ended it already.
      if (isRolledBack(error) && (error as { readonly code?: unknown }).code === NO_SUCH_TRANSACTION) return;
      await within({ deadlineMs: ENDING_MS }, 'transaction', () => session.abortTransaction()).catch(() => undefined);
    });
  }

  /**
   * The error after which the host runs its whole transaction again. `withTransaction` does that for an error of its own driver's class with
   * this label; the class of this copy of the driver would not be known to another.
   */
  conflict(where: string, reason: string): Error {
    if (this.isOver) return unfit(where, 'one whose transaction has ended before the call');
    const message = `${where}: expected documents that no other writer changes, got a conflict (${reason}); abort the transaction and run it again`;
    const error = new (driverErrorClass(this.session))(message);
    error.addErrorLabel('TransientTransactionError');
    return error;
  }
}

/** The server has forgotten a transaction, or never knew it. */
const NO_SUCH_TRANSACTION = 251;

type DriverErrorClass = new (message: string) => Error & { addErrorLabel(label: string): void };

/** The class of the errors of the driver that a session belongs to, by having it refuse a transaction within a transaction. */
function driverErrorClass(session: ClientSession): DriverErrorClass {
  try {
    session.startTransaction();
  } catch (error) {
    return (error as Error).constructor as DriverErrorClass;
  }
  throw new TypeError('The driver refuses a transaction within a transaction');
}

function transactionOf(session: ClientSession): DriverTransaction {
  return Reflect.get(session, 'transaction') as DriverTransaction;
}

function unfit(where: string, received: string): AdaptiveLearningError {
  const place = `${where}.control.session`;
  const expected = "a session of the engine's MongoClient with a transaction under way, of write concern majority";
  const details = { where: place, expected, received };
  return new AdaptiveLearningError('invalid_input', `${place}: expected ${expected}, got ${received}`, details);
}
