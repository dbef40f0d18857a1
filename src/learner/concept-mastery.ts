import type { ListedMastery } from '../collections/index.js';
import type { LearnerNow } from './learner-now.js';
import { type MasteryAt, type MasteryEstimator, masteryAt } from './mastery-at.js';

/** How one answer turned out. */
export interface AnsweredBefore {
  readonly at: Date;
  readonly correct: boolean;
  /** 0 to 1: partial credit. */
  readonly score: number;
}

/** A concept's mastery as it stands at an instant, with how it was answered. */
export interface ConceptMastery extends MasteryAt {
  /** Share of right answers over all of them, 0 to 1; null for a concept that was never answered, such as an adopted card. */
  readonly accuracy: number | null;
  /** Mean time of an answer in seconds, over the answers that have one; null without any. */
  readonly mean_response_seconds: number | null;
  /** The last answers, newest first, ten at most. */
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
