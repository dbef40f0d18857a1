import { checkGrade, checkRating } from '../argument-checks.js';
import type { Grade, Rating } from '../model.js';

/**
 * Converts a four-button rating (1–4) to an SM-2 grade (0–5): again 1, hard 3, good 4, easy 5.
 *
 * Again becomes 1, the middle of SM-2's three failing grades, because the button does not say how complete the failure was. Hard becomes 3 because it
 * is a pass ("correct with serious difficulty"), good becomes 4 ("after a hesitation"; the ease stays), and easy becomes 5.
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
 * Converts an SM-2 grade (0–5) to a four-button rating (1–4): 0 to 2 again, 3 hard, 4 good, 5 easy. It inverts {@link gradeFromRating}. Grades 0, 1
 * and 2 are not distinguished, because FSRS has one kind of lapse.
 *
 * @throws AdaptiveLearningError `invalid_input` when the grade is not an integer from 0 to 5
 *
 * @example
 * [0, 1, 2, 3, 4, 5].map((grade) => ratingFromGrade(grade)) //=> [1, 1, 1, 2, 3, 4]
 */
export function ratingFromGrade(grade: Grade): Rating {
  checkGrade('ratingFromGrade.grade', grade);
  return grade < 3 ? 1 : grade === 3 ? 2 : grade === 4 ? 3 : 4;
}
