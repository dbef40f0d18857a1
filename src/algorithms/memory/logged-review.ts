import { invalidInput } from '../../errors.js';
import { checkInstant, checkList, checkObject, checkRating } from '../argument-checks.js';
import type { Rating } from '../model.js';

const DAY_MS = 86_400_000;

/** Days either side of 1970 that a Date can hold, and one for a calendar that is ahead. */
const FARTHEST_DAY = 100_000_001;

/** One review of one card in a log. */
export type LoggedReview = {
  readonly card: string;
  /** The instant, in ms since 1970. */
  readonly at: number;
  readonly rating: Rating;
  /** The learner's day of the review, an integer counted from 1970-01-01; the UTC day by default. */
  readonly day?: number | undefined;
};

export function checkLoggedReviews(where: string, reviews: readonly LoggedReview[]): void {
  checkList(where, reviews);
  for (const review of reviews) {
    checkObject(where, review);
    const { card, at, rating, day } = review;
    if (typeof card !== 'string') throw invalidInput(`${where}.card`, 'a string', card);
    checkInstant(`${where}.at`, at);
    checkRating(`${where}.rating`, rating);
    if (day !== undefined && !(Number.isInteger(day) && Math.abs(day) <= FARTHEST_DAY)) {
      throw invalidInput(`${where}.day`, 'a whole number of days since 1970', day);
    }
  }
}

/** A card's reviews in chronological order; of simultaneous ones the worse comes first, so that their order in the log does not matter. */
export function inTime(reviews: readonly LoggedReview[]): readonly LoggedReview[] {
  return [...reviews].sort((a, b) => a.at - b.at || a.rating - b.rating);
}

/** Days of the calendar; never negative, though a learner who flies west can have a later review on an earlier day. */
export function calendarDaysBetween(before: LoggedReview, after: LoggedReview): number {
  return Math.max(0, dayOf(after) - dayOf(before));
}

function dayOf({ at, day }: LoggedReview): number {
  return day ?? Math.floor(at / DAY_MS);
}
