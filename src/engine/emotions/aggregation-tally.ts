import type { AdaptiveLearningError } from '../../errors.js';
import { UNREADABLE_NAMED_AT_MOST } from '../../pipelines/index.js';
import { documentOf, type Unreadable } from '../../repositories/index.js';

/** What an aggregation has done so far, or in all. */
export interface EmotionAggregation {
  /** Learners with days that were looked at. */
  readonly learners: number;
  /** Learners who were passed over: they do not let their emotions be used, or have no account any more. */
  readonly withheld: number;
  /** Events that were read. */
  readonly events: number;
  /** Days that were summed from the log. */
  readonly days: number;
  /** Documents that were stored: of days, weeks and months that differ from what was stored. */
  readonly written: number;
  /** Documents that were taken away, since no reading of theirs counts any more. */
  readonly removed: number;
  /** Days whose document stays although the log no longer holds all that it was made of. */
  readonly kept: number;
  /** Stored documents that do not fit and were left out, a hundred at most; a session that is missing is named by its session_id. */
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
