import { checkCount, checkObject, checkPositive, checkUnit } from '../argument-checks.js';
import type { Grade, Rating } from '../model.js';
import { type AnswerScales, COMPLETE_FROM_SCORE, checkAnswerScales } from './answer-agreement.js';
import { gradeFromRating, ratingFromGrade } from './grades.js';

/** A right answer whose learner was less sure of it than this was half a guess: hard rather than good. */
const SURE_FROM_CONFIDENCE = 0.5;

/** An answer without a rating. */
export type ScoredAnswer = {
  readonly correct: boolean;
  /** Share of points, 0 to 1; leave it out if the answer is only right or wrong. */
  readonly score?: number;
};

/** The help that a learner had, and their confidence. */
export type AnswerHelp = {
  /** Number of hints used before the answer; 0 by default. */
  readonly hints_used?: number | undefined;
  /** Number of attempts at the question, including this one; 1 by default. */
  readonly attempts?: number | undefined;
  /** The learner's stated confidence, 0 to 1. */
  readonly confidence?: number | undefined;
};

/** One answer on every scale, with its credit. */
export type JudgedAnswer = {
  readonly score: number;
  readonly rating: Rating;
  readonly grade: Grade;
  /** How much a right answer counts as a success without help, 0.5 to 1. */
  readonly credit: number;
};

/**
 * The credit of a right answer: 1 without hints at the first attempt, and less with each hint and further attempt, down to 0.5.
 *
 *     credit = 0.5 + 0.5 / (1 + hints_used + attempts − 1)
 *
 * @throws AdaptiveLearningError `invalid_input` when a number is out of range
 *
 * @example
 * answerCredit({}) //=> 1
 * answerCredit({ hints_used: 1 }) //=> 0.75
 * answerCredit({ hints_used: 1, attempts: 2 }) //=> 0.6667…
 */
export function answerCredit(help: AnswerHelp): number {
  checkObject('answerCredit.help', help);
  const { hints_used = 0, attempts = 1 } = help;
  checkCount('answerCredit.hints_used', hints_used);
  checkCount('answerCredit.attempts', attempts);
  checkPositive('answerCredit.attempts', attempts);
  const helped = hints_used + attempts - 1;
  return helped === 0 ? 1 : 0.5 + 0.5 / (1 + helped);
}

/**
 * Completes an answer on every scale from the given ones.
 *
 * With a hint or a second attempt, a right answer is not a full success: its score is at most its {@link answerCredit}, and its rating is at most
 * hard, even if the learner rated it higher. A right answer without a rating is good, or hard if the score is below 0.8 or the confidence below 0.5.
 * Confidence has no other effect here; models receive it with the answer. The function is idempotent.
 *
 * @param where - the start of the error message, such as the name of the call
 * @throws AdaptiveLearningError `invalid_input` for values out of range and for scales that contradict each other: {@link checkAnswerScales}
 *
 * @example
 * judgeAnswer({ correct: true }) //=> { score: 1, rating: 3, grade: 4, credit: 1 }
 * judgeAnswer({ correct: true, rating: 4, hints_used: 1 }) //=> { score: 0.75, rating: 2, grade: 3, credit: 0.75 }
 * judgeAnswer({ correct: true, confidence: 0.2 }) //=> { score: 1, rating: 2, grade: 3, credit: 1 }
 * judgeAnswer({ correct: false, grade: 2 }) //=> { score: 0, rating: 1, grade: 2, credit: 1 }
 */
export function judgeAnswer(answer: AnswerScales & AnswerHelp, where = 'judgeAnswer'): JudgedAnswer {
  checkAnswerScales(where, answer);
  const { correct, grade, confidence } = answer;
  if (confidence !== undefined) checkUnit(`${where}.confidence`, confidence);
  const credit = answerCredit(answer);
  const score = correct ? Math.min(answer.score ?? 1, credit) : (answer.score ?? 0);
  const given = answer.rating ?? (grade === undefined ? ratingOf(correct, score, confidence ?? 1) : ratingFromGrade(grade));
  const rating = credit < 1 && given > 2 ? 2 : given;
  return { score, rating, grade: grade !== undefined && rating === given ? grade : gradeFromRating(rating), credit };
}

/**
 * The rating (1–4) of an answer without one: wrong is again, right is good, right with a score below 0.8 is hard.
 *
 * It never returns easy: a full score means that the answer was complete, not effortless, and a mistaken easy makes the next interval much too long.
 *
 * @throws AdaptiveLearningError `invalid_input` when `correct` is not a boolean, `score` is outside 0 to 1, or the two contradict each other: {@link
 * checkAnswerScales}
 *
 * @example
 * ratingFromAnswer({ correct: true }) //=> 3
 * ratingFromAnswer({ correct: true, score: 0.6 }) //=> 2
 * ratingFromAnswer({ correct: false, score: 0.6 }) //=> 1
 */
export function ratingFromAnswer(answer: ScoredAnswer): Rating {
  checkObject('ratingFromAnswer.answer', answer);
  checkAnswerScales('ratingFromAnswer', { correct: answer.correct, score: answer.score });
  return ratingOf(answer.correct, answer.score ?? 1, 1);
}

function ratingOf(correct: boolean, score: number, confidence: number): Rating {
  if (!correct) return 1;
  return score >= COMPLETE_FROM_SCORE && confidence >= SURE_FROM_CONFIDENCE ? 3 : 2;
}
