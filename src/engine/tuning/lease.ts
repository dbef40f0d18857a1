import { randomUUID } from 'node:crypto';
import type { ModelTuning } from '../../collections/index.js';
import { type CallControl, underLease } from '../../runtime/index.js';
import type { EngineContext } from '../context.js';

/** A process that says nothing for so long has lost the lease, by the engine's clock. Milliseconds. */
const LEASE_MS = 120_000;
/** How often the lease is kept for longer, in milliseconds. */
const EXTEND_EVERY_MS = LEASE_MS / 4;
/** The longest wait after tunings that failed or whose process died, in milliseconds: what ends a process each time must not do so all day. */
const LONGEST_WAIT_MS = 86_400_000;

/** A model's lease in this process. */
export interface HeldLease {
  readonly model: string;
  readonly holder: string;
  /** What the tuning names its version by. */
  readonly params_version: string;
}

/** From when on another tuning may begin where one is under way, or did not end. */
export function freeFrom({ lease, unended }: Pick<ModelTuning, 'lease' | 'unended'>): Date {
  if (lease === undefined) return new Date(0);
  const wait = LEASE_MS * (2 ** Math.max(0, unended - 1) - 1);
  return new Date(lease.until.getTime() + Math.min(wait, LONGEST_WAIT_MS));
}

/** Takes a model's lease; gives nothing where another process is faster. Versions are numbered, so that they sort as they were made. */
export async function takeLease(
  { repositories, clock }: EngineContext,
  model: string,
  begun: number,
  { signal }: CallControl,
): Promise<HeldLease | undefined> {
  const now = clock();
  const holder = randomUUID();
  const params_version = `tuned-${String(begun + 1).padStart(4, '0')}/${now.toISOString().slice(0, 10)}`;
  const lease = { holder, params_version, until: new Date(now.getTime() + LEASE_MS) };
  const isTaken = await repositories.model_tunings.begin({ model, begun, lease }, { signal });
  return isTaken ? { model, holder, params_version } : undefined;
}

/**
 * Does work under a lease, which is kept for as long as the work goes on; the work's signal says when it was lost. Work that fails leaves the
 * lease to the next process.
 */
export async function whileHeld<Result>(
  { repositories, clock }: EngineContext,
  held: HeldLease,
  { signal }: CallControl,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const extend = () => repositories.model_tunings.extend(held, new Date(clock().getTime() + LEASE_MS));
  try {
    return await underLease({ where: 'tune', extendEveryMs: EXTEND_EVERY_MS, extend }, signal, work);
  } catch (error) {
    await repositories.model_tunings.leave(held, { now: clock(), stopped: signal?.aborted === true }).catch(() => undefined);
    throw error;
  }
}
