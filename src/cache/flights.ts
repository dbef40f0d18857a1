/** One piece of work that several wait for. */
interface Flight<Landed> {
  readonly owner: string;
  readonly key: string;
  readonly landing: Promise<Landed>;
  readonly abort: (reason: unknown) => void;
  waiting: number;
}

/** What a flight ends with. */
export interface Landing {
  /** Until this is over, those who come for the same are given it too. */
  readonly released?: Promise<unknown> | undefined;
}

/** Lets all who want the same at the same time wait for one piece of work. Who leaves does not disturb the others; when all have left, it ends. */
export class Flights<Landed extends Landing> {
  readonly #flights = new Map<string, Map<string, Flight<Landed>>>();

  /** Waits for the work of this key that is under way, or begins it. Rejects with the signal's reason when that fires first. */
  async join(
    owner: string,
    key: string,
    signal: AbortSignal | undefined,
    begin: (signal: AbortSignal) => Promise<Landed>,
  ): Promise<{ readonly landed: Landed; readonly joined: boolean }> {
    signal?.throwIfAborted();
    const known = this.#flights.get(owner)?.get(key);
    const flight = known ?? this.#begin(owner, key, begin);
    return { landed: await this.#wait(flight, signal), joined: known !== undefined };
  }

  /** From now on nobody joins what an owner has under way; who waits already goes on waiting. */
  forget(owner: string): void {
    this.#flights.delete(owner);
  }

  #begin(owner: string, key: string, begin: (signal: AbortSignal) => Promise<Landed>): Flight<Landed> {
    const controller = new AbortController();
    const landing = begin(controller.signal);
    const flight: Flight<Landed> = { owner, key, landing, abort: (reason) => controller.abort(reason), waiting: 0 };
    const ofOwner = this.#flights.get(owner) ?? new Map<string, Flight<Landed>>();
    this.#flights.set(owner, ofOwner.set(key, flight));
    void landing
      .then(({ released }) => released)
      .catch(() => undefined)
      .then(() => this.#remove(flight));
    return flight;
  }

  #remove({ owner, key, ...flight }: Flight<Landed>): void {
    const ofOwner = this.#flights.get(owner);
    // Another one may have taken its place since.
    if (ofOwner?.get(key)?.landing !== flight.landing) return;
    ofOwner.delete(key);
    if (ofOwner.size === 0) this.#flights.delete(owner);
  }

  #wait(flight: Flight<Landed>, shared: AbortSignal | undefined): Promise<Landed> {
    flight.waiting += 1;
    if (shared === undefined) return flight.landing;
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
      flight.landing.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
    });
  }
}
