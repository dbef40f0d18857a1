import { type Profiler, Session } from 'node:inspector/promises';
import { builtInWork } from './built-in-work.js';

/** The library's own code, and that which checks its arguments. */
const COUNTED = ['/src/', '/zod/'];

const session = new Session();
session.connect();
await session.post('Profiler.enable');
// V8 puts its counters into code as it compiles it, so what is counted must not have run before. A counter once in slows the process for good.
const { result: ranBefore } = await session.post('Profiler.getBestEffortCoverage');
if (counted(ranBefore).length > 0)
  throw new Error(
    'Expected a process in which no library code has run: only files that COUNTED in vitest.config.ts names may count operations',
  );
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

/**
 * How many operations some work takes: how often blocks of the library's code run, which V8 counts, and what built-in methods go through.
 * Not a time: the same at each run, however busy the machine is.
 */
export async function operationsOf(work: () => unknown): Promise<number> {
  await session.post('Profiler.takePreciseCoverage');
  const builtIn = await builtInWork(work);
  const { result } = await session.post('Profiler.takePreciseCoverage');
  const ranges = counted(result).flatMap(({ functions }) => functions.flatMap((each) => each.ranges));
  return ranges.reduce((sum, { count }) => sum + count, builtIn);
}

function counted(scripts: readonly Profiler.ScriptCoverage[]): readonly Profiler.ScriptCoverage[] {
  return scripts.filter(({ url }) => COUNTED.some((place) => url.includes(place)));
}
