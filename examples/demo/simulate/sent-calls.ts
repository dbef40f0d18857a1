/** Every call that a learner's device has made, to make it once more: as a phone does that never heard the answers. */
export class SentCalls {
  readonly #calls: (() => Promise<unknown>)[] = [];

  /** Makes a call and remembers it. */
  async send<Result>(call: () => Promise<Result>): Promise<Result> {
    const result = await call();
    this.#calls.push(call);
    return result;
  }

  async sendAgain(): Promise<void> {
    for (const call of this.#calls) await call();
  }
}
