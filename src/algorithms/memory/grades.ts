import { checkGrade, checkRating } from '../argument-checks.js';
import type { Grade, Rating } from '../model.js';

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
