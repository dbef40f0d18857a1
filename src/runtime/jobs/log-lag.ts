/** How long the server lets a transaction live and half of that again, by its default. Milliseconds. */
const COMMIT_MS = 90_000;
/** How far the clocks of the processes that record may be apart. Milliseconds. */
const CLOCKS_APART_MS = 300_000;

/**
 * Before which instant everything that was ever recorded stands in the log by now. An event carries the time at which its call began; it shows
 * in the log once its transaction is committed: after all the time that a call may take, that of a last commit, and what clocks differ.
 *
 * @param deadlineMs how long a call may take
 */
export function wholeBefore(now: Date, deadlineMs: number): Date {
  return new Date(Math.max(0, now.getTime() - deadlineMs - COMMIT_MS - CLOCKS_APART_MS));
}
