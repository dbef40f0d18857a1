import type { AdaptiveLearningError } from '../../errors.js';
import { UNREADABLE_NAMED_AT_MOST } from '../../pipelines/index.js';
import { documentOf, type Unreadable } from '../../repositories/index.js';

/** The counts of an aggregation, so far or in total. */
export interface EmotionAggregation {
  /** Learners whose days were processed. */
  readonly learners: number;
  /** Learners who were skipped because they do not allow the use of emotions or have no account any more. */
  readonly withheld: number;
  /** Events read. */
  readonly events: number;
  /** Days aggregated from the log. */
  readonly days: number;
  /** Changed documents of days, weeks and months that were stored. */
  readonly written: number;
  /** Documents that were removed because they no longer have any readings. */
  readonly removed: number;
  /** Days whose document was kept because the log no longer contains all of their events. */
  readonly kept: number;
  /** Stored documents that do not match the schema and were left out, at most 100; a missing session is listed by its `session_id`. */
  readonly unreadable: readonly Unreadable[];
}

type Count = Exclude<keyof EmotionAggregation, 'unreadable'>;

/** Counts what an aggregation does and reports its progress. */
export class AggregationTally {
  readonly #counts: Record<Count, number> = { learners: 0, withheld: 0, events: 0, days: 0, written: 0, removed: 0, kept: 0 };
  readonly #unreadable = new Map<string, Unreadable>();
  readonly #onProgress: ((soFar: EmotionAggregation) => void) | undefined;

  constructor(onProgress: ((soFar: EmotionAggregation) => void) | undefined) {
    this.#onProgress = onProgress;
  }

  add(counts: { readonly [Name in Count]?: number }): void {
    for (const [name, count] of Object.entries(counts)) this.#counts[name as Count] += count;
  }

  /** Tells how far it has come. */
  report(): void {
    this.#onProgress?.(this.soFar());
  }

  soFar(): EmotionAggregation {
    return { ...this.#counts, unreadable: [...this.#unreadable.values()] };
  }

  name(unreadable: Unreadable): void {
    const key = `${unreadable.collection} ${unreadable.id}`;
    if (this.#unreadable.has(key) || this.#unreadable.size < UNREADABLE_NAMED_AT_MOST) this.#unreadable.set(key, unreadable);
  }

  /** For a cursor's `onUnreadable`. */
  readonly onUnreadable = (error: AdaptiveLearningError): void => this.name(documentOf(error));
}
