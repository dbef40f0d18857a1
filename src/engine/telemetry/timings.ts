import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import { AdaptiveLearningError } from '../../errors.js';
import type { Observation, Observe, Observed } from '../../repositories/index.js';
import { SERVICE_LEVELS } from './service-levels.js';

/** Times are kept in microseconds, up to an hour, to two figures: 26 kB for each name, however many calls. */
const MICROSECONDS = 1_000;
const RANGE = { lowest: 1, highest: 3_600_000_000, figures: 2 } as const;

/** Latency statistics of a query, pipeline or verb. */
export interface Timing {
  readonly name: string;
  readonly kind: Observed['kind'];
  /** The number of successful calls; only these are timed. */
  readonly count: number;
  /** The number of failed calls by error code; `other` for errors that are not from this library. */
  readonly errors: { readonly [code: string]: number };
  /** The number of calls that their signal stopped. */
  readonly aborted: number;
  /** Milliseconds; null before the first successful call. */
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly p99Ms: number | null;
  readonly maxMs: number | null;
  /** The exact number of calls within the target; null without a target. */
  readonly underTarget: number | null;
}

/** Latencies of all queries, pipelines and verbs of an engine, since it was created or last reset. */
export class Timings {
  readonly #tallies = new Map<string, Tally>();
  #since: Date;

  constructor(since: Date) {
    this.#since = since;
  }

  get since(): Date {
    return this.#since;
  }

  readonly observe: Observe = (what) => this.#tallyOf(what);

  read(): Timing[] {
    return [...this.#tallies.values()].map((tally) => tally.read()).sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  reset(since: Date): void {
    this.#since = since;
    this.#tallies.clear();
  }

  #tallyOf(what: Observed): Tally {
    const known = this.#tallies.get(what.name);
    if (known !== undefined) return known;
    const made = new Tally(what);
    this.#tallies.set(what.name, made);
    return made;
  }
}

/** Nothing of a call is kept between its beginning and its end, so that one tally serves for all calls that are under way. */
class Tally implements Observation {
  readonly #what: Observed;
  readonly #targetMs: number | undefined;
  #histogram: RecordableHistogram | undefined;
  #underTarget = 0;
  #aborted = 0;
  readonly #errors = new Map<string, number>();

  constructor(what: Observed) {
    this.#what = what;
    this.#targetMs = SERVICE_LEVELS.find(({ name }) => name === what.name)?.targetMs;
  }

  within<Result>(work: () => Result): Result {
    return work();
  }

  end(milliseconds: number, error?: unknown): void {
    if (error === undefined) this.#answered(milliseconds);
    else this.#fail(error);
  }

  #answered(milliseconds: number): void {
    this.#histogram ??= createHistogram(RANGE);
    this.#histogram.record(Math.min(RANGE.highest, Math.max(RANGE.lowest, Math.round(milliseconds * MICROSECONDS))));
    if (this.#targetMs !== undefined && milliseconds < this.#targetMs) this.#underTarget += 1;
  }

  #fail(error: unknown): void {
    const code = error instanceof AdaptiveLearningError ? error.code : 'other';
    if (code === 'aborted') this.#aborted += 1;
    else this.#errors.set(code, (this.#errors.get(code) ?? 0) + 1);
  }

  read(): Timing {
    const histogram = this.#histogram;
    const at = (percent: number) => (histogram === undefined ? null : histogram.percentile(percent) / MICROSECONDS);
    return {
      name: this.#what.name,
      kind: this.#what.kind,
      count: histogram?.count ?? 0,
      errors: Object.fromEntries(this.#errors),
      aborted: this.#aborted,
      p50Ms: at(50),
      p95Ms: at(95),
      p99Ms: at(99),
      maxMs: histogram === undefined ? null : histogram.max / MICROSECONDS,
      underTarget: this.#targetMs === undefined ? null : this.#underTarget,
    };
  }
}
