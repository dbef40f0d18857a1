/**
 * Lets the writes of one learner follow each other within this process. Writers in other processes are met by revision guards in the
 * database; queueing our own saves both sides the conflicts.
 */
export class Lanes {
  readonly #tails = new Map<string, Promise<unknown>>();

  /** Runs work after all earlier work of the same key, whatever became of that. */
  run<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const turn = (this.#tails.get(key) ?? Promise.resolve()).then(work, work);
    const tail = turn.catch(() => undefined);
    this.#tails.set(key, tail);
    void tail.then(() => {
      if (this.#tails.get(key) === tail) this.#tails.delete(key);
    });
    return turn;
  }
}
