import {
  type FsrsMemory,
  type FsrsParams,
  fsrsInitialMemory,
  fsrsNextMemory,
  fsrsRetrievability,
  type LoggedReview,
  type Prediction,
} from 'adaptive-learning-engine/algorithms';

export interface ReviewPrediction extends Prediction {
  /** When the review was, ms since 1970. */
  readonly at: number;
}

/** Each review on a later day than the card's one before, predicted by FSRS before it is seen; reviews in chronological order, with their days. */
export function predictReviews(reviews: readonly LoggedReview[], params: FsrsParams): readonly ReviewPrediction[] {
  const cards = new Map<string, FsrsMemory & { readonly day: number }>();
  return reviews.flatMap(({ card, at, rating, day = 0 }) => {
    const known = cards.get(card);
    const elapsed = known === undefined ? 0 : day - known.day;
    const memory = known === undefined ? fsrsInitialMemory(rating, params) : fsrsNextMemory(known, elapsed, rating, params);
    cards.set(card, { ...memory, day });
    return known === undefined || elapsed <= 0 ? [] : [{ at, predicted: fsrsRetrievability(known, elapsed, params), actual: rating > 1 }];
  });
}
