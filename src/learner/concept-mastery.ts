import type { ListedMastery } from '../collections/index.js';
import type { LearnerNow } from './learner-now.js';
import { type MasteryAt, type MasteryEstimator, masteryAt } from './mastery-at.js';

/** A past answer. */
export interface AnsweredBefore {
  readonly at: Date;
  readonly correct: boolean;
  /** The score, 0 to 1. */
  readonly score: number;
}

/** A concept's mastery at an instant, with statistics of its answers. */
export interface ConceptMastery extends MasteryAt {
  /** The share of right answers, 0 to 1; null for a concept without answers, such as an imported card. */
  readonly accuracy: number | null;
  /** The mean response time in seconds, over answers with a time; null without any. */
  readonly mean_response_seconds: number | null;
  /** The last answers, newest first, at most ten. */
  readonly last_answers: readonly AnsweredBefore[];
}

/** As {@link masteryAt}, with accuracy, times and the last answers. */
export function conceptMasteryAt(mastery: ListedMastery, now: LearnerNow, judge: MasteryEstimator): ConceptMastery {
  const { answers, correct, response_time: timed } = mastery.evidence;
  return {
    ...masteryAt(mastery, now, judge),
    accuracy: answers === 0 ? null : correct / answers,
    mean_response_seconds: timed === undefined || timed.answers === 0 ? null : timed.seconds / timed.answers,
    last_answers: mastery.learning_history.toReversed().map(answeredBefore),
  };
}

/** An entry from before `correct` was kept tells it by its score: a right answer has at least 0.5. */
function answeredBefore({
  date,
  performance_score: score,
  correct = score >= 0.5,
}: ListedMastery['learning_history'][number]): AnsweredBefore {
  return { at: date, correct, score };
}
