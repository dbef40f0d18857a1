import { checkCount, checkObject, checkPositive, checkUnit } from '../argument-checks.js';
import type { Grade, Rating } from '../model.js';
import { type AnswerScales, COMPLETE_FROM_SCORE, checkAnswerScales } from './answer-agreement.js';
import { gradeFromRating, ratingFromGrade } from './grades.js';

/** A right answer whose learner was less sure of it than this was half a guess: hard rather than good. */
const SURE_FROM_CONFIDENCE = 0.5;

/** What is known of an answer that no one rated. */
export type ScoredAnswer = {
  readonly correct: boolean;
  /** Share of the points, 0 to 1; leave it out when the answer is only right or wrong. */
  readonly score?: number;
};

/** What helped the learner, and how sure they were. */
export type AnswerHelp = {
  /** Hints that the learner took before the answer; 0 if left out. */
  readonly hints_used?: number | undefined;
  /** Tries at the question, with this one; 1 if left out. */
  readonly attempts?: number | undefined;
  /** How sure the learner said they were, 0 to 1. */
  readonly confidence?: number | undefined;
};

/** One answer on every scale, and how much of a success it is. */
export type JudgedAnswer = {
  readonly score: number;
  readonly rating: Rating;
  readonly grade: Grade;
  /** How much a right answer says of what the learner knows without help, 0.5 to 1. */
  readonly credit: number;
};

/**
 * What a right answer is worth after help: 1 for one without hints at the first try, and less with each hint and each further try, down to
 * one half.
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
 * Puts an answer on every scale, from those that the host gave.
 *
 * A hint or a second try makes a right answer less than a full success: its score is at most its {@link answerCredit}, and its rating hard at
 * most, also where the learner rated it better. A right answer that nobody rated is good, or hard below a score of 0.8 or below a confidence
 * of 0.5. Confidence changes nothing else; models get it with the answer. What comes out can go in again, and comes out the same.
 *
 * @param where - the call, as the beginning of the message
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
 * A rating (1–4) for an answer that the learner did not rate: wrong is again, correct is good, correct with less than 0.8 of the score is
 * hard.
 *
 * Never easy: a full score says that the answer was complete, not that it took no effort, and an easy that was none
 * stretches the next interval by far too much.
 *
 * @throws AdaptiveLearningError `invalid_input` when `correct` is no boolean, `score` is outside 0 to 1, or the two contradict each other:
 * {@link checkAnswerScales}
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
