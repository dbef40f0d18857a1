import { digestOf } from '../deterministic-id.js';
import type { ReviewRow } from './review-row.js';

/** A pause as long as this ends a sitting. */
const PAUSE_MS = 30 * 60_000;

export interface Review extends ReviewRow {
  /** The same for the same row of the same log, whenever it is imported. */
  readonly eventId: string;
}

/** Reviews that follow each other without a long pause. */
export type Sitting = readonly [Review, ...Review[]];

/** Cuts a log, in chronological order, into sittings. */
export function sittingsOf(rows: readonly ReviewRow[]): readonly Sitting[] {
  const sittings: [Review, ...Review[]][] = [];
  let previous: Review | undefined;
  for (const review of reviewsOf(rows)) {
    const goesOn = previous !== undefined && review.reviewedAt.getTime() - previous.reviewedAt.getTime() < PAUSE_MS;
    const current = sittings.at(-1);
    if (goesOn && current !== undefined) current.push(review);
    else sittings.push([review]);
    previous = review;
  }
  return sittings;
}

/** The reviews of a log in chronological order, each row with its id: card, time, and how often this card was already met at this time. Rows of one instant come in the order of their ids, as in the engine's own history. */
export function reviewsOf(rows: readonly ReviewRow[]): readonly Review[] {
  const met = new Map<string, number>();
  const reviews = rows.map((row) => {
    const time = row.reviewedAt.toISOString();
    const key = `${row.cardId}\0${time}`;
    const occurrence = met.get(key) ?? 0;
    met.set(key, occurrence + 1);
    return { ...row, eventId: `review:${digestOf(row.cardId, time, String(occurrence))}` };
  });
  return reviews.sort((a, b) => a.reviewedAt.getTime() - b.reviewedAt.getTime() || (a.eventId < b.eventId ? -1 : 1));
}
