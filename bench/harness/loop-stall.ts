import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

/** How often the event loop is looked at, in milliseconds. */
const RESOLUTION_MS = 1;
/** What is left of the work before, a collection of garbage among it, ends within this time. Milliseconds. */
const SETTLING_MS = 50;

/** How long a call took, and for how long at most nothing else in the process had its turn meanwhile. */
export interface Stall {
  readonly ms: number;
  readonly cpuMs: number;
  /** The longest that the event loop stood still. On a machine that is busy with other things it also waits for the processor. */
  readonly longestMs: number;
  /** The most that the processor worked between two looks at the event loop: what the call itself is to blame for. */
  readonly longestCpuMs: number;
}

/** Does a call, and measures for how long it holds the event loop. */
export async function stallOf(call: () => Promise<unknown>): Promise<Stall> {
  await sleep(SETTLING_MS);
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  await sleep(2 * RESOLUTION_MS);
  const [start, before] = [performance.now(), process.cpuUsage()];
  let longestCpuMs = 0;
  let last = before;
  const look = () => {
    longestCpuMs = Math.max(longestCpuMs, cpuMsOf(process.cpuUsage(last)));
    last = process.cpuUsage();
  };
  const looks = setInterval(look, RESOLUTION_MS);
  await call();
  const [ms, used] = [performance.now() - start, process.cpuUsage(before)];
  // A loop that is held to the end of the call is seen by the tick after it.
  await sleep(2 * RESOLUTION_MS);
  clearInterval(looks);
  delay.disable();
  return { ms, cpuMs: cpuMsOf(used), longestMs: Math.max(0, delay.max / 1e6 - RESOLUTION_MS), longestCpuMs };
}

function cpuMsOf({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1_000;
}
