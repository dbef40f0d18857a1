import { Ended, stepDeadlineOf, within } from '../../repositories/index.js';

/** A lease that this process holds. */
export interface LeaseKeeping {
  /** What an error calls the work. */
  readonly where: string;
  /** How often it is kept for longer, in milliseconds. */
  readonly extendEveryMs: number;
  /** Keeps it for longer; gives false where another process has it. */
  extend(): Promise<boolean>;
}

/** Does work under a lease, which is kept for as long as the work goes on; the work's signal says when it was lost. */
export async function underLease<Result>(
  { where, extendEveryMs, extend }: LeaseKeeping,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const lost = new AbortController();
  const keep = async () => {
    if (!(await extend())) lost.abort(new Ended('aborted', 'expected to have the lease until the end, got another process that has it'));
  };
  // A database that cannot be reached now may be there before the lease is over.
  const timer = setInterval(() => void keep().catch(() => undefined), extendEveryMs).unref();
  try {
    const either = signal === undefined ? lost.signal : AbortSignal.any([signal, lost.signal]);
    return await within({ signal: either, stepMs: stepDeadlineOf(signal) }, where, work);
  } finally {
    clearInterval(timer);
  }
}
