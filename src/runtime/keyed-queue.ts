import { type Limits, within } from '../repositories/index.js';

/** How long work may go on after its signal so that it ends by itself and says why, in milliseconds. */
const GRACE_MS = 50;

/**
 * Lets the writes of one learner follow each other within this process. Writers in other processes are met by revision guards in the
 * database; queueing our own saves both sides the conflicts. The same guards make it safe to go on after work that was left behind: what
 * it may still store, the next work finds stored, or finds its documents changed.
 */
export class KeyedQueue {
  readonly #tails = new Map<string, Promise<unknown>>();

  /**
   * Runs work after all earlier work of the same key, whatever became of that. At the signal or the deadline it ends, whether it still
   * waits for its turn or not, and those behind it have theirs.
   *
   * @throws AdaptiveLearningError `aborted`, `deadline_exceeded`, `closed`; and what the work fails with
   */
  run<Result>(key: string, where: string, limits: Limits, work: () => Promise<Result>): Promise<Result> {
    return this.runAll([key], where, limits, work);
  }

  /** Runs work after all earlier work of each of its keys. The places are taken at once, so that no two can wait for each other. */
  runAll<Result>(keys: Iterable<string>, where: string, { signal, deadlineMs }: Limits, work: () => Promise<Result>): Promise<Result> {
    const own = [...keys];
    const earlier = Promise.all(own.map((key) => this.#tails.get(key)));
    const turn = within({ signal, deadlineMs, graceMs: GRACE_MS }, where, async (ending) => {
      await earlier;
      ending.throwIfAborted();
      return work();
    });
    // Who gave up waiting lets nobody pass those before.
    const tail = Promise.all([earlier, turn.catch(() => undefined)]);
    for (const key of own) this.#tails.set(key, tail);
    void tail.then(() => {
      for (const key of own) if (this.#tails.get(key) === tail) this.#tails.delete(key);
    });
    return turn;
  }
}
