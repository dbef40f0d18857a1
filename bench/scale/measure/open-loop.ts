/** One thing that is due at a time. */
export interface Arrival<Kind> {
  /** Milliseconds from the beginning. */
  readonly at: number;
  readonly kind: Kind;
}

export interface OpenLoop<Kind> {
  /** In chronological order; without end, or until it is over. */
  readonly arrivals: Iterable<Arrival<Kind>>;
  readonly seconds: number;
  readonly send: (kind: Kind) => Promise<unknown>;
  /** How long it took from the moment at which it was due, in milliseconds: waiting for its turn counts. */
  readonly took: (kind: Kind, milliseconds: number) => void;
}

/**
 * Sends what is due when it is due, whether or not what was sent before has been answered; resolves when everything has been.
 *
 * @returns how many were under way at once at most
 */
export async function runOpenLoop<Kind>({ arrivals, seconds, send, took }: OpenLoop<Kind>): Promise<number> {
  const begun = performance.now();
  const underWay = new Set<Promise<void>>();
  let most = 0;
  for (const { at, kind } of arrivals) {
    if (at >= seconds * 1000) break;
    const due = begun + at;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const sent = send(kind).then(() => took(kind, performance.now() - due));
    const tracked = sent.finally(() => underWay.delete(tracked));
    underWay.add(tracked);
    most = Math.max(most, underWay.size);
  }
  await Promise.all(underWay);
  return most;
}

/** Arrivals by chance, so many a second on average: Poisson's law. */
export function* poissonArrivals<Kind>(rate: number, random: () => number, kind: () => Kind): Generator<Arrival<Kind>> {
  for (let at = 0; ; ) {
    at += (-Math.log(1 - random()) / rate) * 1000;
    yield { at, kind: kind() };
  }
}

/** Arrivals like the ticking of a clock. */
export function* steadyArrivals<Kind>(rate: number, kind: () => Kind): Generator<Arrival<Kind>> {
  for (let n = 0; ; n += 1) yield { at: (1000 * n) / rate, kind: kind() };
}
