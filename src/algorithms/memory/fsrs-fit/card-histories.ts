import type { Rating } from '../../model.js';
import type { FsrsDayCount } from '../fsrs/fsrs-params.js';
import { calendarDaysBetween, inTime, type LoggedReview } from '../logged-review.js';
import type { FsrsRecencyWeighting } from './fsrs-fit-options.js';

const DAY_MS = 86_400_000;

/** fsrs-rs, `recency_weighted_fsrs_items`: the oldest prediction counts a quarter of the newest. */
const OLDEST_WEIGHT = 0.25;

/** Work is counted in passes over a node of the tree: to sort a review into its place takes as long as about eight of them. */
export const WORK_PER_REVIEW = 8;

/** Reviews sorted between two reports of work. */
const SLICE = 4096;

/** One card's reviews in chronological order. */
export interface CardHistory {
  readonly ratings: readonly Rating[];
  /** Whole days since the review before; 0 for the first and for one on the same day. */
  readonly elapsedDays: readonly number[];
  /** How much the prediction of each counts; 0 for the first review and for one on the same day, which are not predicted. */
  readonly weights: number[];
}

/** Sorts a log into cards; yields how much work that was. */
export function* cardHistories(
  reviews: readonly LoggedReview[],
  dayCount: FsrsDayCount,
  recency: FsrsRecencyWeighting,
): Generator<number, readonly CardHistory[]> {
  const cards = new Map<string, LoggedReview[]>();
  for (const [index, review] of reviews.entries()) {
    const card = cards.get(review.card);
    if (card === undefined) cards.set(review.card, [review]);
    else card.push(review);
    if (index % SLICE === SLICE - 1) yield SLICE;
  }
  const histories: CardHistory[] = [];
  const predicted: Predicted[] = [];
  let done = 0;
  for (const card of cards.values()) {
    const history = historyOf(card, dayCount, predicted);
    histories.push(history);
    done += card.length;
    if (done < SLICE) continue;
    yield done * WORK_PER_REVIEW;
    done = 0;
  }
  if (recency === 'cubic') weighByRecency(predicted);
  return histories;
}

/** Where one prediction's weight stands, and when the review was. */
interface Predicted {
  readonly at: number;
  readonly weights: number[];
  readonly index: number;
}

function historyOf(reviews: readonly LoggedReview[], dayCount: FsrsDayCount, predicted: Predicted[]): CardHistory {
  const ratings: Rating[] = [];
  const elapsedDays: number[] = [];
  const weights: number[] = [];
  let before: LoggedReview | undefined;
  for (const review of inTime(reviews)) {
    const days = before === undefined ? 0 : daysBetween(before, review, dayCount);
    if (days > 0) predicted.push({ at: review.at, weights, index: ratings.length });
    ratings.push(review.rating);
    elapsedDays.push(days);
    weights.push(days > 0 ? 1 : 0);
    before = review;
  }
  return { ratings, elapsedDays, weights };
}

function daysBetween(before: LoggedReview, after: LoggedReview, dayCount: FsrsDayCount): number {
  return dayCount === 'hours24' ? Math.floor((after.at - before.at) / DAY_MS) : calendarDaysBetween(before, after);
}

/** Predictions of one instant share the mean of their places, so that their order in the log does not matter. */
function weighByRecency(predicted: Predicted[]): void {
  predicted.sort((a, b) => a.at - b.at);
  const last = Math.max(1, predicted.length - 1);
  let total = 0;
  for (let start = 0, end = 0; start < predicted.length; start = end) {
    while (end < predicted.length && predicted[end]?.at === predicted[start]?.at) end += 1;
    const place = (start + end - 1) / 2 / last;
    const weight = OLDEST_WEIGHT + (1 - OLDEST_WEIGHT) * place ** 3;
    for (const { weights, index } of predicted.slice(start, end)) weights[index] = weight;
    total += weight * (end - start);
  }
  for (const { weights, index } of predicted) weights[index] = ((weights[index] as number) * predicted.length) / total;
}
