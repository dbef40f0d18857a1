import { quantile } from '../../quantile.js';

/** How long some calls took, in milliseconds, and how many there were. */
export interface Latencies {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly most: number;
}

export function summarise(times: readonly number[]): Latencies {
  return {
    count: times.length,
    p50: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    p99: quantile(times, 0.99),
    most: quantile(times, 1),
  };
}
