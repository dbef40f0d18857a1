import { seededRandom } from '../../../src/algorithms/index.js';
import { Asker } from './ask-mix.js';
import { type Latencies, summarise } from './latencies.js';
import type { Measured } from './measured.js';
import { busyProcessors, type ProcessorTime, processorTime } from './processor-time.js';

export interface ClosedFigures extends Latencies {
  readonly readers: number;
  readonly perSecond: number;
  readonly busy: ProcessorTime;
}

/** Throughput of the same mix with so many readers, each of whom asks again as soon as the answer is there; nobody writes. */
export async function measureClosed(measured: Measured, readers: number, seconds: number): Promise<ClosedFigures> {
  const asker = new Asker(measured, seededRandom(measured.seed + readers));
  const times: number[] = [];
  const read = async (until: number, into: number[]) => {
    for (let now = performance.now(); now < until; ) {
      await asker.ask(asker.draw());
      const then = performance.now();
      into.push(then - now);
      now = then;
    }
  };
  const readAll = (forSeconds: number, into: number[]) => {
    const until = performance.now() + 1000 * forSeconds;
    return Promise.all(Array.from({ length: readers }, () => read(until, into)));
  };
  await readAll(Math.min(2, seconds), []);
  const before = await processorTime(measured.db);
  const begun = performance.now();
  await readAll(seconds, times);
  const took = (performance.now() - begun) / 1000;
  return {
    ...summarise(times),
    readers,
    perSecond: times.length / took,
    busy: busyProcessors(before, await processorTime(measured.db), took),
  };
}
