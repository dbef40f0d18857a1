import { setTimeout as sleep } from 'node:timers/promises';
import { aborted, type JobLeases } from '../../repositories/index.js';
import type { CallControl } from '../call-control.js';
import type { RuntimeContext } from '../runtime-context.js';
import { readWithRetry } from '../write-path.js';
import type { JobProgress } from './job-progress.js';
import { thisRun } from './this-run.js';
import { underLease } from './under-lease.js';

/** How long a process waits before it asks again for a lease that another one holds, in milliseconds. */
const ASK_AGAIN_MS = 250;
/** How many times a lease is extended in its time. */
const EXTENSIONS = 4;

/** Work that one process does at a time. */
export interface LeasedWork<Result> {
  /** The name under which the lease is stored. */
  readonly name: string;
  /** If a process does not extend its lease for this long, another one takes it over. Milliseconds. */
  readonly leaseMs: number;
  /** @param tell stores the progress with the next extension of the lease */
  readonly work: (signal: AbortSignal, tell: (progress: JobProgress) => void) => Promise<Result>;
}

/** Waits until no other process does the work, and does it: the lease of a process that died ends by itself. */
export async function waitForLease<Result>(
  context: RuntimeContext,
  leases: JobLeases,
  { name, leaseMs, work }: LeasedWork<Result>,
  control: CallControl,
): Promise<Result> {
  const held = { job: name, holder: thisRun() };
  const { signal } = control;
  const begin = () => readWithRetry(context, name, control, () => leases.begin(held, { leaseMs, everyMs: undefined }, { signal }));
  while (!(await begin())) {
    await sleep(ASK_AGAIN_MS, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
    if (signal?.aborted === true) throw aborted(name, signal.reason);
  }
  let latest: JobProgress | undefined;
  const keeping = { where: name, extendEveryMs: leaseMs / EXTENSIONS, extend: () => leases.extend(held, leaseMs, latest) };
  const end = (how: Parameters<JobLeases['end']>[1]) => leases.end(held, how).catch(() => undefined);
  try {
    const result = await underLease(keeping, signal, (own) =>
      work(own, (progress) => {
        latest = progress;
      }),
    );
    await end('done');
    return result;
  } catch (error) {
    await end('stopped');
    throw error;
  }
}
