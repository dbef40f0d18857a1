import type { Rating } from 'adaptive-learning-engine/algorithms';
import { quoted } from './review-log-faults.js';
import { parseReviewTime } from './review-time.js';

/** What a review log must have; other columns may stand beside them and are passed over. */
export const REVIEW_COLUMNS = ['card_id', 'review_rating', 'review_time', 'review_duration'] as const;

export type ReviewColumn = (typeof REVIEW_COLUMNS)[number];

/** One review of one card. */
export interface ReviewRow {
  readonly cardId: string;
  readonly rating: Rating;
  readonly reviewedAt: Date;
  readonly seconds: number;
}

/** Nobody reviewed flashcards with a computer that kept such a log before. */
const EARLIEST = new Date('2000-01-01T00:00:00Z');
const DAY_MS = 86_400_000;
const LONGEST_CARD_ID = 120;
const DURATION = /^\d{1,15}([.,]\d+)?$/;

/** What is odd about a row that can be read all the same. */
export type Oddity = 'manual' | 'decimal_rating' | 'no_duration';

export interface ReadRow {
  /** Nothing for a row that a program wrote of a change by hand, which is no review. */
  readonly review: ReviewRow | undefined;
  readonly oddities: readonly Oddity[];
}

/** A whole number, also as spreadsheets and data frames write it: 3.0. */
const RATING = /^(?<rating>[0-4])(?<decimals>[.,]0+)?$/;

/** Reads the fields of one row: the review and what is odd about it, or what is wrong with it, one message per field. */
export function readReviewRow(fields: Readonly<Record<ReviewColumn, string>>, now: Date): ReadRow | readonly string[] {
  const faults: string[] = [];
  const refuse = (column: ReviewColumn, expected: string) => {
    faults.push(`${column}: expected ${expected}, got ${quoted(fields[column])}`);
  };
  const { card_id: cardId, review_rating: rating, review_time: time, review_duration: duration } = fields;
  if (!isCardId(cardId)) refuse('card_id', `1 to ${LONGEST_CARD_ID} characters`);
  const rated = RATING.exec(rating)?.groups;
  if (rated === undefined) refuse('review_rating', '1, 2, 3 or 4');
  const reviewedAt = parseReviewTime(time);
  if (reviewedAt === undefined) refuse('review_time', 'a time that exists, with its offset, such as 2024-02-29T18:30:00Z');
  else if (reviewedAt < EARLIEST || reviewedAt.getTime() > now.getTime() + DAY_MS) refuse('review_time', 'a time from 2000 until today');
  const milliseconds = duration === '' ? 0 : DURATION.test(duration) ? Number(duration.replace(',', '.')) : Number.NaN;
  if (!(milliseconds <= DAY_MS)) refuse('review_duration', 'milliseconds, from 0 to those of a day');
  if (reviewedAt === undefined || rated === undefined || faults.length > 0) return faults;
  // Anki writes 0 where somebody moved a card by hand.
  if (rated['rating'] === '0') return { review: undefined, oddities: ['manual'] };
  const oddities: readonly Oddity[] = [
    ...(rated['decimals'] === undefined ? [] : (['decimal_rating'] as const)),
    ...(duration === '' ? (['no_duration'] as const) : []),
  ];
  return { review: { cardId, rating: Number(rated['rating']) as Rating, reviewedAt, seconds: milliseconds / 1000 }, oddities };
}

/** What the engine takes as the name of a concept. */
function isCardId(text: string): boolean {
  return text !== '' && text.length <= LONGEST_CARD_ID && text !== '__proto__' && !text.includes('\0') && !text.includes('\uFFFD');
}
