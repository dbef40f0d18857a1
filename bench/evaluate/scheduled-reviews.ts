import type { Rating, ResidualBase } from 'adaptive-learning-engine/algorithms';
import { FSRSAlgorithm, type FSRSState, generatorParameters } from 'ts-fsrs';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** One review of one card, as a log has it. */
export interface LoggedReview {
  readonly card: string;
  readonly rating: Rating;
  /** ms since 1970. */
  readonly at: number;
}

/** The same with what FSRS-6 said before it. */
export interface ScheduledReview extends LoggedReview {
  readonly day: number;
  /** Since the card's last review; 0 at its first. */
  readonly elapsedDays: number;
  /** Null at a card's first review. */
  readonly base: ResidualBase | null;
}

/** How to count the days from one review to the next. */
export type DayCount = { readonly rolloverHour: number } | 'floor of 24 h' | 'fractions';

/** Days that end at four in the morning, UTC: how the reference figures of this log were measured. */
export const DAYS_OF_FIGURES: DayCount = { rolloverHour: 4 };

/** Runs FSRS-6 with its default weights, as of ts-fsrs, over reviews in chronological order. */
export function scheduledReviews(reviews: readonly LoggedReview[], count: DayCount = DAYS_OF_FIGURES): readonly ScheduledReview[] {
  const fsrs = new FSRSAlgorithm(generatorParameters());
  const cards = new Map<string, { at: number; state: FSRSState }>();
  return reviews.map((review) => {
    const before = cards.get(review.card);
    const elapsedDays = before === undefined ? 0 : daysBetween(before.at, review.at, count);
    const state = fsrs.next_state(before?.state ?? null, elapsedDays, review.rating);
    cards.set(review.card, { at: review.at, state });
    const base =
      before === undefined ? null : { ...before.state, retrievability: fsrs.forgetting_curve(elapsedDays, before.state.stability) };
    return { ...review, day: dayOf(review.at, typeof count === 'object' ? count.rolloverHour : 0), elapsedDays, base };
  });
}

function daysBetween(from: number, to: number, count: DayCount): number {
  if (count === 'fractions') return (to - from) / DAY_MS;
  if (count === 'floor of 24 h') return Math.floor((to - from) / DAY_MS);
  return dayOf(to, count.rolloverHour) - dayOf(from, count.rolloverHour);
}

function dayOf(at: number, rolloverHour: number): number {
  return Math.floor((at - rolloverHour * HOUR_MS) / DAY_MS);
}
