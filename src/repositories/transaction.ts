import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientSession, MongoClient } from 'mongodb';
import { linkDriverError } from './driver-error-link.js';
import { isRolledBack, translateCommandError } from './driver-errors.js';
import { DEFAULT_DEADLINE_MS, stepDeadlineOf, within } from './limits.js';

/** Pause before a commit whose reply was lost is sent again; it doubles up to the longest. Milliseconds. */
const FIRST_PAUSE = 5;
const LONGEST_PAUSE = 500;

/** What an error calls it where no call of a longer name says so. */
const WHERE = 'transaction';

/** Where a transaction runs, and what ends it. */
export interface TransactionControl {
  readonly client: MongoClient;
  /** Of the call that it serves. */
  readonly signal?: AbortSignal | undefined;
  /** How long it may take, in milliseconds. */
  readonly deadlineMs?: number | undefined;
}

/** What everything that is sent within a transaction takes. */
export interface TransactionOptions {
  readonly session: ClientSession;
  readonly signal: AbortSignal;
}

/**
 * Runs some writes as one: all of them are on the majority's disks when this returns, or none ever shows.
 * It tries once; the caller knows how to begin again from the reads. Its errors are this library's own, with the driver's behind them.
 *
 * At its signal or deadline it is left behind. Nothing is committed then, except for a commit that was on its way: a caller who sends the same
 * again finds out. What a later call writes to the same documents waits for that on the server, so that the two never mix.
 */
export function inTransaction<Result>(
  { client, signal, deadlineMs = DEFAULT_DEADLINE_MS }: TransactionControl,
  work: (options: TransactionOptions) => Promise<Result>,
): Promise<Result> {
  return within({ signal, deadlineMs: stepDeadlineOf(signal) ?? deadlineMs }, WHERE, async (ending) => {
    const session = await ofDriver(ending, async () => client.startSession());
    try {
      await ofDriver(ending, async () =>
        session.startTransaction({
          // What a kill -9 or a failover must not take back: w:1 was measured to lose acknowledged writes.
          writeConcern: { w: 'majority', journal: true },
          readConcern: { level: 'local' },
          readPreference: 'primary',
        }),
      );
      const result = await work({ session, signal: ending });
      ending.throwIfAborted();
      await ofDriver(ending, () => commit(session, ending));
      return result;
    } catch (error) {
      // What was sent says everything else in this library's terms already; what is neither is a fault of the work, and its own to tell.
      throw isRolledBack(error) ? linkDriverError(translateCommandError(error, WHERE), error) : error;
    } finally {
      // Ends an open transaction on the way: a server that cannot be reached forgets it by itself.
      await session.endSession().catch(() => undefined);
    }
  });
}

/** Does what only the driver can fail at. */
async function ofDriver<Result>(ending: AbortSignal, run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    const told = translateCommandError(error, WHERE, ending);
    throw ending.aborted ? told : linkDriverError(told, error);
  }
}

/** Commits, and asks again while the reply is lost: to start over would be to wait for one's own transaction, which may still be open. */
async function commit(session: ClientSession, ending: AbortSignal): Promise<void> {
  for (let pause = FIRST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
    try {
      return await session.commitTransaction();
    } catch (error) {
      if (ending.aborted || !isOfUnknownResult(error)) throw error;
    }
    await sleep(pause, undefined, { signal: ending });
  }
}

function isOfUnknownResult(error: unknown): boolean {
  return (error as { hasErrorLabel?(label: string): boolean }).hasErrorLabel?.('UnknownTransactionCommitResult') === true;
}
