import { median, quantile } from './quantile.js';

/** One way of doing something that is measured against others. */
export interface Contestant {
  readonly name: string;
  /** Does it once; `worker` is one of those that do it side by side. */
  readonly run: (worker: number) => Promise<unknown>;
}

/** What a contestant came to, over all rounds. */
export interface Figures {
  readonly name: string;
  /** Operations a second of each round. */
  readonly rates: readonly number[];
  /** Median and 95th percentile of the time of one operation, in milliseconds. */
  readonly p50: number;
  readonly p95: number;
  /** Processor time of this process for one operation, in milliseconds: what the client side costs, whatever else the machine does. */
  readonly cpu: number;
}

export interface RoundOptions {
  readonly workers: number;
  readonly rounds: number;
  readonly seconds: number;
}

/** Measures contestants in turn, A B A B, so that what the machine does meanwhile falls on all of them. */
export async function runRounds(contestants: readonly Contestant[], { workers, rounds, seconds }: RoundOptions): Promise<Figures[]> {
  const rates = contestants.map((): number[] => []);
  const times = contestants.map((): number[] => []);
  const cpu = contestants.map((): number[] => []);
  for (const contestant of contestants) await runFor(contestant, workers, seconds, []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, contestant] of contestants.entries()) {
      const before = process.cpuUsage();
      const operations = times[index]?.length ?? 0;
      rates[index]?.push(await runFor(contestant, workers, seconds, times[index] ?? []));
      const { user, system } = process.cpuUsage(before);
      cpu[index]?.push((user + system) / 1000 / ((times[index]?.length ?? 0) - operations));
    }
  }
  return contestants.map(({ name }, index) => ({
    name,
    rates: rates[index] ?? [],
    p50: median(times[index] ?? []),
    p95: quantile(times[index] ?? [], 0.95),
    cpu: median(cpu[index] ?? []),
  }));
}

/** How far one is from another: the median over the rounds of the ratio of their rates, with the lowest and the highest. */
export function ratioOf(one: Figures, other: Figures): { readonly median: number; readonly low: number; readonly high: number } {
  const ratios = one.rates.map((rate, round) => rate / (other.rates[round] ?? Number.NaN));
  return { median: median(ratios), low: Math.min(...ratios), high: Math.max(...ratios) };
}

/** Operations a second; the time of each goes into `times`. */
async function runFor({ run }: Contestant, workers: number, seconds: number, times: number[]): Promise<number> {
  const startedAt = performance.now();
  const deadline = startedAt + 1000 * seconds;
  let done = 0;
  const work = async (worker: number) => {
    for (let now = performance.now(); now < deadline; ) {
      await run(worker);
      const then = performance.now();
      times.push(then - now);
      now = then;
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: workers }, (_, worker) => work(worker)));
  return done / ((performance.now() - startedAt) / 1000);
}
