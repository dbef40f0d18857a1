/**
 * Lets the writes of one learner follow each other within this process. Writers in other processes are met by revision guards in the
 * database; queueing our own saves both sides the conflicts.
 */
export class Lanes {
  readonly #tails = new Map<string, Promise<unknown>>();

  /** Runs work after all earlier work of the same key, whatever became of that. */
  run<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    return this.runAll([key], work);
  }

  /** Runs work after all earlier work of each of its keys. The places are taken at once, so that no two can wait for each other. */
  runAll<Result>(keys: Iterable<string>, work: () => Promise<Result>): Promise<Result> {
    const own = [...keys];
    const turn = Promise.all(own.map((key) => this.#tails.get(key))).then(work);
    const tail = turn.catch(() => undefined);
    for (const key of own) this.#tails.set(key, tail);
    void tail.then(() => {
      for (const key of own) if (this.#tails.get(key) === tail) this.#tails.delete(key);
    });
    return turn;
  }
}
