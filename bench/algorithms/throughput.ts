import { median } from '../quantile.js';

/** A piece of work that is done many times a call, so that the clock is read seldom. */
export interface Work {
  readonly name: string;
  /** Does it `operations` times; returns something computed, so that no compiler can leave the work out. */
  readonly run: () => unknown;
  readonly operations: number;
}

/** Operations a second of each, the median of some rounds taken in turn, A B A B, so that what the machine does meanwhile falls on all. */
export function throughput(works: readonly Work[], { rounds = 7, roundMs = 200 } = {}): readonly number[] {
  const rates = works.map((): number[] => []);
  for (const work of works) rateOf(work, roundMs);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, work] of works.entries()) rates[index]?.push(rateOf(work, roundMs));
  }
  return rates.map(median);
}

let sink: unknown;

function rateOf({ run, operations }: Work, roundMs: number): number {
  const startedAt = performance.now();
  let calls = 0;
  let elapsed = 0;
  while (elapsed < roundMs) {
    sink = run();
    calls += 1;
    elapsed = performance.now() - startedAt;
  }
  if (sink === rateOf) throw new Error('Unreachable: keeps the result alive');
  return (calls * operations * 1000) / elapsed;
}
