import { type Profiler, Session } from 'node:inspector/promises';
import { builtInWork } from './built-in-work.js';

// As this module is imported, before the code to be counted is compiled: V8 puts its counters in as it compiles.
const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

/** The library's own code, and that which checks its arguments. */
const COUNTED = ['/src/', '/zod/'];

/**
 * How many operations some work takes: how often blocks of the library's code run, which V8 counts, and what built-in methods go through.
 * Not a time: the same at each run, however busy the machine is.
 */
export async function operationsOf(work: () => unknown): Promise<number> {
  await session.post('Profiler.takePreciseCoverage');
  const builtIn = await builtInWork(work);
  const { result } = await session.post('Profiler.takePreciseCoverage');
  const ours = result.filter(({ url }: Profiler.ScriptCoverage) => COUNTED.some((place) => url.includes(place)));
  return ours.flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges)).reduce((sum, { count }) => sum + count, builtIn);
}
