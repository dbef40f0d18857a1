import type { Collection } from 'mongodb';
import { invalidInput } from '../errors.js';
import type { CallOptions } from './call-options.js';
import { command, type DriverOptions } from './command.js';
import type { Shown } from './consents.js';
import { type CursorOptions, DecodedCursor, type RawCursor } from './decoded-cursor.js';
import { translateCommandError } from './driver-errors.js';
import type { HostTransaction } from './host-transaction.js';
import { takeOptions } from './known-options.js';
import { aborted, DEFAULT_DEADLINE_MS, stepDeadlineOf } from './limits.js';

/** Whether the collections of a database are ready. */
interface Ready {
  readonly isSetUp: boolean;
  ensureSetup(where: string): Promise<void>;
}

/** Sends commands to a collection within the limits of a call, and converts errors to `AdaptiveLearningError`s. */
export class CommandSender {
  /** The driver's collection, for operations that this class does not offer. */
  readonly collection: Collection;
  /** The default time limit of a command, in milliseconds. */
  deadlineMs: number = DEFAULT_DEADLINE_MS;
  /** Aborted once the engine is closed; no more commands are sent then. */
  closing: AbortSignal | undefined;
  /** The host's transaction in which everything is sent; none where each call says in which, if in any. */
  joined: HostTransaction | undefined;
  readonly #readiness: Ready;

  /** @param readiness is waited for before the first command: without setup the first write would make a collection that nothing holds to its declaration */
  constructor(collection: Collection, readiness: Ready) {
    this.collection = collection;
    this.#readiness = readiness;
  }

  /**
   * Sends a command.
   *
   * @throws AdaptiveLearningError with any code; inside a transaction, the driver's own `TransientTransactionError`
   */
  async command<Result>(where: string, asked: CallOptions, run: (driver: DriverOptions) => Promise<Result>): Promise<Result> {
    checkName(where);
    checkFunction(run, where, 'run');
    const { joined } = this;
    const taken = takeOptions(asked, 'call', where);
    this.#refuseIfClosed(where);
    const readiness = this.#readiness;
    const send = readiness.isSetUp ? run : (driver: DriverOptions) => readiness.ensureSetup(where).then(() => run(driver));
    if (joined === undefined) return command(where, taken, send, this.deadlineMs);
    const options = { ...taken, session: joined.session };
    return command(where, options, (driver) => joined.next(where, () => send(driver)), this.deadlineMs);
  }

  /** Opens a cursor that waits within the limits of its call. */
  cursor<Row>(
    open: (driver: DriverOptions) => RawCursor,
    decode: (row: unknown) => Row,
    where: string,
    asked: CallOptions & CursorOptions,
    shown?: Shown,
  ): DecodedCursor<Row> {
    checkName(where);
    checkFunction(open, where, 'open');
    checkFunction(decode, where, 'decode');
    this.#refuseIfClosed(where);
    const { joined } = this;
    const options = { ...takeOptions(asked, 'cursor', where), ...(joined === undefined ? {} : { session: joined.session }) };
    const limited = { ...options, deadlineMs: options.deadlineMs ?? stepDeadlineOf(options.signal) ?? this.deadlineMs };
    const opened = (driver: DriverOptions) => {
      try {
        return joined === undefined ? open(driver) : inTurn(open(driver), joined, where);
      } catch (error) {
        throw translateCommandError(error, where);
      }
    };
    return new DecodedCursor(opened, decode, where, limited, () => this.#readiness.ensureSetup(where), shown as never);
  }

  #refuseIfClosed(where: string): void {
    if (this.closing?.aborted === true) throw aborted(where, this.closing.reason);
  }
}

/** A cursor whose every command is sent in its turn. */
function inTurn(cursor: RawCursor, joined: HostTransaction, where: string): RawCursor {
  return {
    next: () => joined.next(where, () => cursor.next()),
    readBufferedDocuments: (most) => cursor.readBufferedDocuments(most),
    close: () => joined.next(where, () => cursor.close()),
  };
}

function checkName(where: unknown): void {
  if (typeof where !== 'string') throw invalidInput('repository.where', 'a string', where);
}

function checkFunction(value: unknown, where: string, name: string): void {
  if (typeof value !== 'function') throw invalidInput(`${where}.${name}`, 'a function', value);
}
