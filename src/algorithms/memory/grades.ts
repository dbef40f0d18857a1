import { checkBoolean, checkGrade, checkObject, checkRating, checkUnit } from '../argument-checks.js';
import type { Grade, Rating } from '../model.js';

/** A correct answer with less of the score than this was incomplete or needed help: hard rather than good. */
const GOOD_FROM_SCORE = 0.8;

/** What is known of an answer that no one rated. */
export type ScoredAnswer = {
  readonly correct: boolean;
  /** Share of the points, 0 to 1; leave it out when the answer is only right or wrong. */
  readonly score?: number;
};

/**
 * The SM-2 grade (0–5) that a four-button rating (1–4) stands for: again 1, hard 3, good 4, easy 5.
 *
 * Again becomes 1, the middle of SM-2's three failing grades, because the button does not say how complete the failure was.
 * Hard becomes 3 since it is a pass ("correct with serious difficulty"), good 4 ("after a hesitation": the ease stays), easy 5.
 *
 * @throws AdaptiveLearningError `invalid_input` when the rating is not 1, 2, 3 or 4
 *
 * @example
 * [1, 2, 3, 4].map((rating) => gradeFromRating(rating)) //=> [1, 3, 4, 5]
 */
export function gradeFromRating(rating: Rating): Grade {
  checkRating('gradeFromRating.rating', rating);
  return rating === 1 ? 1 : rating === 2 ? 3 : rating === 3 ? 4 : 5;
}

/**
 * The four-button rating (1–4) that an SM-2 grade (0–5) stands for: every failing grade is again, then 3 hard, 4 good, 5 easy.
 * The inverse of {@link gradeFromRating} on the grades that it gives; 0, 1 and 2 fall together, for FSRS knows one kind of lapse.
 *
 * @throws AdaptiveLearningError `invalid_input` when the grade is not a whole number from 0 to 5
 *
 * @example
 * [0, 1, 2, 3, 4, 5].map((grade) => ratingFromGrade(grade)) //=> [1, 1, 1, 2, 3, 4]
 */
export function ratingFromGrade(grade: Grade): Rating {
  checkGrade('ratingFromGrade.grade', grade);
  return grade < 3 ? 1 : grade === 3 ? 2 : grade === 4 ? 3 : 4;
}

/**
 * A rating (1–4) for an answer that the learner did not rate: wrong is again whatever the score, correct is good,
 * correct with less than 0.8 of the score is hard.
 *
 * Never easy: a full score says that the answer was complete, not that it took no effort, and an easy that was none
 * stretches the next interval by far too much.
 *
 * @throws AdaptiveLearningError `invalid_input` when `correct` is no boolean or `score` is outside 0 to 1
 *
 * @example
 * ratingFromAnswer({ correct: true }) //=> 3
 * ratingFromAnswer({ correct: true, score: 0.6 }) //=> 2
 * ratingFromAnswer({ correct: false, score: 0.6 }) //=> 1
 */
export function ratingFromAnswer(answer: ScoredAnswer): Rating {
  checkObject('ratingFromAnswer.answer', answer);
  checkBoolean('ratingFromAnswer.correct', answer.correct);
  if (answer.score !== undefined) checkUnit('ratingFromAnswer.score', answer.score);
  if (!answer.correct) return 1;
  return answer.score === undefined || answer.score >= GOOD_FROM_SCORE ? 3 : 2;
}
