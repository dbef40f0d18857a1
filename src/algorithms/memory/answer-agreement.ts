import { AdaptiveLearningError, invalidInput } from '../../errors.js';
import { checkBoolean, checkGrade, checkObject, checkRating, checkUnit } from '../argument-checks.js';
import type { Grade, Rating } from '../model.js';
import { ratingFromGrade } from './grades.js';

/** From this score on, an answer was complete: it is good rather than hard, and it cannot be wrong. */
export const COMPLETE_FROM_SCORE = 0.8;
/** Below this score, less than half of the answer was there: it cannot be right. */
const RIGHT_FROM_SCORE = 0.5;

/** One answer on several scales. `correct` is the app's verdict. */
export type AnswerScales = {
  readonly correct: boolean;
  /** Share of points, 0 to 1. */
  readonly score?: number | undefined;
  /** 1 again, 2 hard, 3 good, 4 easy. */
  readonly rating?: Rating | undefined;
  /** SM-2 quality of recall, 0 to 5. */
  readonly grade?: Grade | undefined;
};

/**
 * Which values of each scale agree with a wrong and with a right answer. Scores from 0.5 to below 0.8 agree with both: where a pass begins
 * is the host's to say.
 */
const AGREES = {
  rating: {
    wrong: { expected: 'a rating of 1', holds: (rating: number) => rating === 1 },
    right: { expected: 'a rating of 2, 3 or 4', holds: (rating: number) => rating > 1 },
  },
  grade: {
    wrong: { expected: 'a grade of 0, 1 or 2', holds: (grade: number) => grade < 3 },
    right: { expected: 'a grade of 3, 4 or 5', holds: (grade: number) => grade >= 3 },
  },
  score: {
    wrong: { expected: `a score below ${COMPLETE_FROM_SCORE}`, holds: (score: number) => score < COMPLETE_FROM_SCORE },
    right: { expected: `a score of at least ${RIGHT_FROM_SCORE}`, holds: (score: number) => score >= RIGHT_FROM_SCORE },
  },
} as const;

const CHECKS = { rating: checkRating, grade: checkGrade, score: checkUnit } as const;

/**
 * Throws if the scales of an answer contradict each other or a value is out of range. A right answer has a rating of 2 to 4, a grade of 3 to 5 and a
 * score of at least 0.5. A wrong answer has a rating of 1, a grade of 0 to 2 and a score below 0.8. A rating and a grade must correspond by {@link
 * ratingFromGrade}.
 *
 * @param where - the start of the error message, such as the name of the call; the field follows it
 * @throws AdaptiveLearningError `invalid_input` naming both fields
 *
 * @example
 * checkAnswerScales('quiz', { correct: true, score: 0.6, rating: 2, grade: 3 }) //=> undefined
 * checkAnswerScales('quiz', { correct: false, rating: 4 }) //=> throws invalid_input
 */
export function checkAnswerScales(where: string, answer: AnswerScales): void {
  if (typeof where !== 'string') throw invalidInput('checkAnswerScales.where', 'a string', where);
  checkObject(where, answer);
  if (isPlainPair(answer)) return;
  const { correct, rating, grade } = answer;
  checkBoolean(`${where}.correct`, correct);
  for (const scale of ['rating', 'grade', 'score'] as const) {
    const value = answer[scale];
    if (value === undefined) continue;
    CHECKS[scale](`${where}.${scale}`, value as never);
    const { expected, holds } = AGREES[scale][correct ? 'right' : 'wrong'];
    if (!holds(value)) throw contradiction(`${where}.${scale}`, `${expected} beside correct: ${correct}`, value);
  }
  if (rating === undefined || grade === undefined || ratingFromGrade(grade) === rating) return;
  throw contradiction(`${where}.rating`, `a rating of ${ratingFromGrade(grade)} beside grade: ${grade}`, rating);
}

/** A whole log of outcomes with ratings goes through here: what agrees costs one comparison chain, and no message. */
function isPlainPair({ correct, rating, grade, score }: AnswerScales): boolean {
  if (grade !== undefined || score !== undefined) return false;
  return correct === true ? rating === 3 || rating === 4 || rating === 2 : correct === false && rating === 1;
}

function contradiction(where: string, expected: string, value: number): AdaptiveLearningError {
  const received = String(value);
  return new AdaptiveLearningError('invalid_input', `${where}: expected ${expected}, got ${received}`, { where, expected, received });
}
