/** One piece of work that several wait for. */
interface Flight<Result> {
  readonly owner: string;
  readonly key: string;
  readonly result: Promise<Result>;
  readonly abort: (reason: unknown) => void;
  waiting: number;
}

/** What a flight ends with. */
export interface FlightResult {
  /** Until this is over, those who ask for the same get it too. */
  readonly released?: Promise<unknown> | undefined;
}

/** Lets all who want the same at the same time wait for one piece of work. Who leaves does not disturb the others; when all have left, it ends. */
export class SingleFlight<Result extends FlightResult> {
  readonly #flights = new Map<string, Map<string, Flight<Result>>>();

  /** Waits for the work of this key that is under way, or begins it. Rejects with the signal's reason when that fires first. */
  async join(
    owner: string,
    key: string,
    signal: AbortSignal | undefined,
    begin: (signal: AbortSignal) => Promise<Result>,
  ): Promise<{ readonly result: Result; readonly joined: boolean }> {
    signal?.throwIfAborted();
    const known = this.#flights.get(owner)?.get(key);
    const flight = known ?? this.#begin(owner, key, begin);
    return { result: await this.#wait(flight, signal), joined: known !== undefined };
  }

  /** From now on nobody joins what an owner has under way; who waits already goes on waiting. */
  forget(owner: string): void {
    this.#flights.delete(owner);
  }

  #begin(owner: string, key: string, begin: (signal: AbortSignal) => Promise<Result>): Flight<Result> {
    const controller = new AbortController();
    const result = begin(controller.signal);
    const flight: Flight<Result> = { owner, key, result, abort: (reason) => controller.abort(reason), waiting: 0 };
    const ofOwner = this.#flights.get(owner) ?? new Map<string, Flight<Result>>();
    this.#flights.set(owner, ofOwner.set(key, flight));
    void result
      .then(({ released }) => released)
      .catch(() => undefined)
      .then(() => this.#remove(flight));
    return flight;
  }

  #remove({ owner, key, ...flight }: Flight<Result>): void {
    const ofOwner = this.#flights.get(owner);
    // Another one may have taken its place since.
    if (ofOwner?.get(key)?.result !== flight.result) return;
    ofOwner.delete(key);
    if (ofOwner.size === 0) this.#flights.delete(owner);
  }

  #wait(flight: Flight<Result>, shared: AbortSignal | undefined): Promise<Result> {
    flight.waiting += 1;
    if (shared === undefined) return flight.result;
    // A signal of its own: hundreds of calls may share the host's, and each listens to it.
    const signal = AbortSignal.any([shared]);
    return new Promise((resolve, reject) => {
      const leave = () => {
        flight.waiting -= 1;
        reject(signal.reason as Error);
        if (flight.waiting > 0) return;
        this.#remove(flight);
        flight.abort(signal.reason);
      };
      signal.addEventListener('abort', leave, { once: true });
      flight.result.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
    });
  }
}
