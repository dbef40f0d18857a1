import { setTimeout as sleep } from 'node:timers/promises';

/** The share of the event loop's time that a tuning takes at most while it computes. */
const SHARE = 0.5;
/** What lasts longer was no slice of work but a wait for the database, in milliseconds. */
const LONGEST_SLICE_MS = 20;

/** A pause after each slice of work as long as the slice was, so that calls find the event loop free half of the time. */
export function restingPause(): () => Promise<void> {
  let resumed = performance.now();
  return async () => {
    const worked = Math.min(LONGEST_SLICE_MS, performance.now() - resumed);
    await sleep(worked * (1 / SHARE - 1), undefined, { ref: false });
    resumed = performance.now();
  };
}
