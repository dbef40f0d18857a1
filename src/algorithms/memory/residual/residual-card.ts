import { invalidInput } from '../../../errors.js';
import { checkCount, checkInstant, checkObject, checkRating } from '../../argument-checks.js';
import { checkRecentSuccess, type RecentSuccess, updateRecentSuccess } from '../../difficulty/recent-success.js';
import type { Rating } from '../../model.js';

const DAY_MS = 86_400_000;

/** The state of the residual model for a card; store it with the scheduler's state. */
export type ResidualCard = {
  /** Number of answers so far. */
  readonly reviews: number;
  /** Number of wrong answers (again) among them. */
  readonly lapses: number;
  /** Number of answers on a later day than the previous one. */
  readonly later_reviews: number;
  readonly later_lapses: number;
  /** The decayed success rate of those answers; null before the first. */
  readonly later_success: RecentSuccess | null;
  /** Number of consecutive right answers. */
  readonly streak: number;
  readonly last_rating: Rating | null;
  /** ms since 1970; null before the first answer. */
  readonly last_review: number | null;
  /** The learner's day of the last answer, an integer counted from 1970-01-01. */
  readonly last_day: number | null;
  /** Number of answers on that day. */
  readonly day_reviews: number;
  readonly day_lapses: number;
};

/**
 * The state of a card without answers, for {@link residualUpdate} and {@link residualPredict}.
 *
 * @example
 * residualInitialCard().reviews //=> 0
 */
export function residualInitialCard(): ResidualCard {
  return {
    reviews: 0,
    lapses: 0,
    later_reviews: 0,
    later_lapses: 0,
    later_success: null,
    streak: 0,
    last_rating: null,
    last_review: null,
    last_day: null,
    day_reviews: 0,
    day_lapses: 0,
  };
}

/** When an answer comes, as a card sees it. */
export interface CardTime {
  readonly at: number;
  readonly day: number;
  /** On a later day than the last answer. */
  readonly later: boolean;
  /** Days since the last answer, fractions counted; 0 for an instant before it. */
  readonly elapsedDays: number;
}

/**
 * Null for a card that was never answered. Without a day of the learner's, it is UTC's; an answer from before the last one comes with
 * that one.
 */
export function cardTime({ last_review, last_day }: ResidualCard, at: number, day: number | undefined): CardTime | null {
  if (last_review === null || last_day === null) return null;
  const today = dayOf(at, day);
  const later = today > last_day && at > last_review;
  return { at, day: today, later, elapsedDays: Math.max(0, at - last_review) / DAY_MS };
}

export function dayOf(at: number, day: number | undefined): number {
  return day ?? Math.floor(at / DAY_MS);
}

export function cardAfter(card: ResidualCard, at: number, day: number, rating: Rating, cardDecay: number): ResidualCard {
  const lapse = rating === 1 ? 1 : 0;
  const later = cardTime(card, at, day)?.later === true;
  const sameDay = card.last_day !== null && !later;
  return {
    reviews: card.reviews + 1,
    lapses: card.lapses + lapse,
    later_reviews: card.later_reviews + (later ? 1 : 0),
    later_lapses: card.later_lapses + (later ? lapse : 0),
    later_success: later ? updateRecentSuccess(card.later_success, 1 - lapse, cardDecay) : card.later_success,
    streak: lapse === 1 ? 0 : card.streak + 1,
    last_rating: rating,
    last_review: Math.max(at, card.last_review ?? at),
    last_day: sameDay ? card.last_day : day,
    day_reviews: sameDay ? card.day_reviews + 1 : 1,
    day_lapses: sameDay ? card.day_lapses + lapse : lapse,
  };
}

export function checkCard(where: string, card: ResidualCard): void {
  checkObject(where, card);
  checkCount(`${where}.reviews`, card.reviews);
  checkCount(`${where}.lapses`, card.lapses);
  checkCount(`${where}.later_reviews`, card.later_reviews);
  checkCount(`${where}.later_lapses`, card.later_lapses);
  checkCount(`${where}.streak`, card.streak);
  checkCount(`${where}.day_reviews`, card.day_reviews);
  checkCount(`${where}.day_lapses`, card.day_lapses);
  if (card.later_success !== null) checkRecentSuccess(`${where}.later_success`, card.later_success);
  if (card.reviews === 0) {
    if (card.last_review !== null || card.last_day !== null)
      throw invalidInput(`${where}.reviews`, 'one answer or more, since there was a last one', 0);
    return;
  }
  checkRating(`${where}.last_rating`, card.last_rating as Rating);
  checkInstant(`${where}.last_review`, card.last_review as number);
  checkDay(`${where}.last_day`, card.last_day as number);
}

export function checkDay(where: string, day: number): void {
  if (!Number.isSafeInteger(day)) throw invalidInput(where, 'a whole number of days since 1970', day);
}
