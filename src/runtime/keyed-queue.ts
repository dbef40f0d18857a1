import { type Limits, within } from '../repositories/index.js';

/** How long work may go on after its signal so that it ends by itself and says why, in milliseconds. */
const GRACE_MS = 50;

/**
 * Serialises the writes of each learner within this process, to avoid conflicts. Revision guards in the database protect against writers in other
 * processes, and against abandoned work that still completes.
 */
export class KeyedQueue {
  readonly #tails = new Map<string, Promise<unknown>>();

  /**
   * Runs work after all earlier work with the same key, even if that failed. The signal or deadline ends it, also while it waits for its turn, and
   * later work then continues.
   *
   * @throws AdaptiveLearningError `aborted`, `deadline_exceeded`, `closed`; and the errors of the work
   */
  run<Result>(key: string, where: string, limits: Limits, work: () => Promise<Result>): Promise<Result> {
    return this.runAll([key], where, limits, work);
  }

  /** Runs work after all earlier work with each of its keys. It joins all queues at once, so there are no deadlocks. */
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
