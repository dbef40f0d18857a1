import {
  type Prediction,
  type ResidualCard,
  type ResidualParams,
  residualDefaults,
  residualInitialCard,
  residualInitialLearner,
  residualUpdate,
} from 'adaptive-learning-engine/algorithms';
import type { ScheduledReview } from './scheduled-reviews.js';

/** What scheduler and residual model said of one review before it was seen. */
export interface ComparedReview {
  readonly review: ScheduledReview;
  readonly scheduler: Prediction;
  readonly residual: Prediction;
}

/** Plays the reviews of one learner in chronological order, each predicted before it is learnt from; a card's first is not predicted. */
export function residualRun(reviews: readonly ScheduledReview[], params: ResidualParams = residualDefaults): readonly ComparedReview[] {
  const cards = new Map<string, ResidualCard>();
  const compared: ComparedReview[] = [];
  let learner = residualInitialLearner(params);
  for (const review of reviews) {
    const { base, at, day, rating } = review;
    const updated = residualUpdate({ card: cards.get(review.card) ?? residualInitialCard(), learner, base, at, day, rating }, params);
    cards.set(review.card, updated.card);
    learner = updated.learner;
    const actual = rating > 1;
    if (base === null || updated.predicted === null) continue;
    compared.push({
      review,
      scheduler: { predicted: base.retrievability, actual },
      residual: { predicted: updated.predicted, actual },
    });
  }
  return compared;
}
