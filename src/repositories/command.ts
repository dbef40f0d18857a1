import { type CallOptions, driverOptions } from './call-options.js';
import { translateSent } from './driver-errors.js';
import { aborted, DEFAULT_DEADLINE_MS, isOfOwn, stepDeadlineOf, within } from './limits.js';

/** The driver options of a command: the session, and a signal that includes the deadline. */
export type DriverOptions = ReturnType<typeof driverOptions>;

/**
 * The way of every command to the database: it is waited for until the call's signal or deadline and no longer, whatever the network does,
 * and its errors are this library's own. The driver gives up the connection of a command that was stopped, so that no later call meets it.
 *
 * @throws AdaptiveLearningError with any code; inside a transaction, the driver's own `TransientTransactionError`
 */
export async function command<Result>(
  where: string,
  options: CallOptions,
  run: (driver: DriverOptions) => Promise<Result>,
  deadlineMs: number = DEFAULT_DEADLINE_MS,
): Promise<Result> {
  const send = async (signal: AbortSignal) => {
    if (signal.aborted) throw aborted(where, signal.reason);
    try {
      return await run(driverOptions({ ...options, signal }));
    } catch (error) {
      throw translateSent(error, where, options, signal);
    }
  };
  // A transaction has limits of its own, by which all of it is left behind: no command of it is waited for longer.
  if (options.session !== undefined && options.deadlineMs === undefined && isOfOwn(options.signal)) return send(options.signal);
  const limits = { signal: options.signal, deadlineMs: options.deadlineMs ?? stepDeadlineOf(options.signal) ?? deadlineMs };
  return within(limits, where, send);
}
