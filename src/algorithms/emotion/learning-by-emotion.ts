import { checkBoolean, checkList, checkNotNegative, checkObject, checkUnit } from '../argument-checks.js';
import { checkEmotion } from './emotion-role.js';
import { EMOTIONAL_STATES, type EmotionalState } from './emotional-states.js';

/** Answers that a state's score is held back by towards the learner's own mean, and that a best state must have; ours. */
const ANSWERS_FOR_HALF_TRUST = 5;
const MINUTES_AN_HOUR = 60;

/** What a learner did while they felt something. */
export type FeltAnswer = {
  readonly emotion: EmotionalState;
  /** 1 right, 0 wrong, or the share of the points. */
  readonly score: number;
  /** What it was for, as a text of your own: `introduction`, `practice`, `assessment`. */
  readonly activity?: string | undefined;
  /** Whether the concept was mastered by it. */
  readonly mastered?: boolean | undefined;
  /** How long it took. */
  readonly minutes?: number | undefined;
};

/** How a learner learns in one state; named as it is stored. */
export type EmotionLearning = {
  readonly emotion: EmotionalState;
  readonly answers: number;
  /** Success in this state, 0 to 1, drawn towards the learner's mean where there are few answers. */
  readonly learning_effectiveness_score: number;
  /** The share of their usual success that a learner lacks in this state, 0 to 1; 0 where they lack none. */
  readonly learning_hindrance_score: number;
  /** Concepts mastered an hour; null where no time was noted. */
  readonly concepts_mastered_rate: number | null;
};

/**
 * How well a learner learns in each emotional state, the best first.
 *
 *     effectiveness = (Σ score + 5·mean) / (n + 5)      mean over all answers
 *     hindrance     = max(0, mean − effectiveness) / mean
 *
 * The five imagined answers of average success keep one lucky answer from looking like a pattern (shrinkage to the mean; B. Efron, C. Morris, Stein's paradox in
 * statistics, Scientific American 236, 1977; the number is ours). What a state goes with is no proof of what it does.
 *
 * @param answers - in any order
 * @returns one row for each state that occurred, by effectiveness, of equals in the order of {@link EMOTIONAL_STATES}
 * @throws AdaptiveLearningError `invalid_input` when a field is out of range
 *
 * @example
 * const felt = (emotion, score) => ({ emotion, score, minutes: 2, mastered: score === 1 });
 * const [best, worst] = learningByEmotion([1, 1, 1, 0].map((score, at) => felt(at < 2 ? 'curiosity' : 'boredom', score)));
 * best //=> { emotion: 'curiosity', answers: 2, learning_effectiveness_score: 0.8214…, learning_hindrance_score: 0, concepts_mastered_rate: 30 }
 * worst.learning_hindrance_score //=> 0.0952…
 */
export function learningByEmotion(answers: readonly FeltAnswer[]): readonly EmotionLearning[] {
  checkAnswers('learningByEmotion.answers', answers);
  const mean = meanScore(answers);
  const rows = EMOTIONAL_STATES.flatMap((emotion) => {
    const felt = answers.filter((answer) => answer.emotion === emotion);
    if (felt.length === 0) return [];
    const effectiveness = shrunken(felt, mean);
    const minutes = felt.reduce((sum, answer) => sum + (answer.minutes ?? 0), 0);
    const mastered = felt.filter((answer) => answer.mastered === true).length;
    const rate = mastered / (minutes / MINUTES_AN_HOUR);
    return {
      emotion,
      answers: felt.length,
      learning_effectiveness_score: effectiveness,
      learning_hindrance_score: mean === 0 ? 0 : Math.max(0, mean - effectiveness) / mean,
      concepts_mastered_rate: minutes > 0 && Number.isFinite(rate) ? rate : null,
    };
  });
  return rows.sort((a, b) => b.learning_effectiveness_score - a.learning_effectiveness_score);
}

/**
 * The state in which a learner does best at one kind of activity, by the same shrunken success as in {@link learningByEmotion}.
 *
 * @param activity - as in the answers
 * @returns null when no state has five answers in it
 * @throws AdaptiveLearningError `invalid_input` when a field is out of range
 *
 * @example
 * const practice = ['curiosity', 'anxiety'].flatMap((emotion) =>
 *   [1, 1, 1, 0, 1].map((score) => ({ emotion, activity: 'practice', score: emotion === 'anxiety' ? 1 - score : score })),
 * );
 * bestEmotionFor(practice, 'practice') //=> 'curiosity'
 * bestEmotionFor(practice, 'assessment') //=> null
 */
export function bestEmotionFor(answers: readonly FeltAnswer[], activity: string): EmotionalState | null {
  checkAnswers('bestEmotionFor.answers', answers);
  const done = answers.filter((answer) => answer.activity === activity);
  const mean = meanScore(done);
  let best: { readonly emotion: EmotionalState; readonly score: number } | null = null;
  for (const emotion of EMOTIONAL_STATES) {
    const felt = done.filter((answer) => answer.emotion === emotion);
    if (felt.length < ANSWERS_FOR_HALF_TRUST) continue;
    const score = shrunken(felt, mean);
    if (best === null || score > best.score) best = { emotion, score };
  }
  return best?.emotion ?? null;
}

function shrunken(felt: readonly FeltAnswer[], mean: number): number {
  return Math.min(1, (felt.length * meanScore(felt) + ANSWERS_FOR_HALF_TRUST * mean) / (felt.length + ANSWERS_FOR_HALF_TRUST));
}

/** Scores are added in ascending order, so that the order of the answers does not show in the last digit. */
function meanScore(answers: readonly FeltAnswer[]): number {
  const scores = answers.map(({ score }) => score).sort((a, b) => a - b);
  return scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length);
}

function checkAnswers(where: string, answers: readonly FeltAnswer[]): void {
  checkList(where, answers);
  for (const answer of answers) {
    checkObject(where, answer);
    checkEmotion(`${where}.emotion`, answer.emotion);
    checkUnit(`${where}.score`, answer.score);
    if (answer.mastered !== undefined) checkBoolean(`${where}.mastered`, answer.mastered);
    if (answer.minutes !== undefined) checkNotNegative(`${where}.minutes`, answer.minutes);
  }
}
