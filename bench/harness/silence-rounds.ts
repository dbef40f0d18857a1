import type { CallControl } from 'adaptive-learning-engine';

/** A call of a verb, and the limit that it ran into. */
export interface Overrun {
  readonly verb: string;
  /** How long the call went on after its signal or its deadline, in milliseconds. */
  readonly ms: number;
}

type Call = (control: CallControl) => Promise<unknown>;
/** What a call may be ended by. */
export type Limit = 'signal' | 'deadline';

/**
 * Has all calls run into their limit at once, and measures how long each goes on after it. A call that ended before, since the network went
 * silent only later, is left out.
 *
 * @param afterMs when the limit is reached, in milliseconds
 */
export async function overrunsOf(calls: ReadonlyMap<string, Call>, limit: Limit, afterMs: number): Promise<readonly Overrun[]> {
  const measured = await Promise.all(Array.from(calls, ([verb, call]) => overrunOf(verb, call, limit, afterMs)));
  return measured.filter((overrun) => overrun !== undefined);
}

async function overrunOf(verb: string, call: Call, limit: Limit, afterMs: number): Promise<Overrun | undefined> {
  const stopping = new AbortController();
  let limitAt = performance.now() + afterMs;
  const timer = setTimeout(() => {
    // A timer may be late itself: it is the signal from which on the call is late.
    if (limit === 'signal') limitAt = performance.now();
    stopping.abort();
  }, afterMs);
  // However it ends: also what succeeds after its limit is late.
  await call(limit === 'signal' ? { signal: stopping.signal } : { deadlineMs: afterMs }).catch(() => undefined);
  const ms = performance.now() - limitAt;
  clearTimeout(timer);
  return ms < 0 ? undefined : { verb, ms };
}

/** The value that so large a share of sorted numbers does not exceed. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
