import type { LearnerScope } from 'adaptive-learning-engine';
import { showDueReviews } from './due-reviews.js';
import { showForgettingCurve } from './forgetting-curve.js';
import { showProgress } from './progress-by-topic.js';
import { showRecommendations } from './recommendations.js';
import type { Sheet } from './sheet.js';

/** What a product would show of one learner at an instant. */
export async function showLearner(sheet: Sheet, learner: LearnerScope, at: Date, zone: string): Promise<void> {
  await showProgress(sheet, learner, at, zone);
  await showDueReviews(sheet, learner, at);
  await showRecommendations(sheet, learner, at);
  await showForgettingCurve(sheet, learner, at, zone);
}
