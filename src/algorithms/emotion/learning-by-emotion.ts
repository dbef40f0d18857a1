import { invalidInput } from '../../errors.js';
import { checkBoolean, checkList, checkNotNegative, checkObject, checkUnit } from '../argument-checks.js';
import { groupBy } from '../group-by.js';
import { checkEmotion } from './emotion-role.js';
import { EMOTIONAL_STATES, type EmotionalState } from './emotional-states.js';
import { ROUNDING, rounded } from './rounding.js';

/** Answers that a state's score is held back by towards the learner's own mean, and that a best state must have; ours. */
const ANSWERS_FOR_HALF_TRUST = 5;
const MINUTES_AN_HOUR = 60;

/** An answer with the emotional state during it. */
export type FeltAnswer = {
  readonly emotion: EmotionalState;
  /** 1 for right, 0 for wrong, or the share of points. */
  readonly score: number;
  /** The kind of activity, with a name of your own such as `introduction`, `practice` or `assessment`. */
  readonly activity?: string | undefined;
  /** Whether the learner mastered the concept with this answer. */
  readonly mastered?: boolean | undefined;
  /** Time for the answer, in minutes. */
  readonly minutes?: number | undefined;
};

/** How a learner learns in one state. Fields have their stored names. */
export type EmotionLearning = {
  readonly emotion: EmotionalState;
  readonly answers: number;
  /** Success rate in this state, 0 to 1, shrunk towards the learner's mean if there are few answers. */
  readonly learning_effectiveness_score: number;
  /** How far the success rate in this state is below the learner's mean, as a share of that mean, 0 to 1. */
  readonly learning_hindrance_score: number;
  /** Concepts mastered per hour; null without times. */
  readonly concepts_mastered_rate: number | null;
};

/**
 * How well a learner learns in each emotional state, the best first.
 *
 *     effectiveness = (Σ score + 5·mean) / (n + 5)      mean over all answers
 *     hindrance     = max(0, mean − effectiveness) / mean
 *
 * Five pseudo-answers with the mean score keep a single lucky answer from looking like a pattern (shrinkage to the mean; B. Efron, C. Morris, Stein's
 * paradox in statistics, Scientific American 236, 1977; the number five is our own choice). A correlation does not prove that the state causes the
 * success.
 *
 * @param answers - in any order
 * @returns one row for each state that occurred, sorted by effectiveness; ties in the order of {@link EMOTIONAL_STATES}
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
  return learningOf(answerSums(answers));
}

/** Sums over the answers in one state and one activity. */
export type AnswerSum = {
  readonly emotion: EmotionalState;
  /** Empty if none was given. */
  readonly activity: string;
  readonly answers: number;
  readonly score: number;
  readonly minutes: number;
  readonly mastered: number;
};

/** In the order of {@link EMOTIONAL_STATES}, then of the activities' names. */
export function answerSums(answers: readonly FeltAnswer[]): readonly AnswerSum[] {
  const byEmotion = groupBy(answers, ({ emotion }) => emotion);
  return EMOTIONAL_STATES.flatMap((emotion) => {
    const byActivity = groupBy(byEmotion.get(emotion) ?? [], ({ activity }) => activity ?? '');
    return [...byActivity.keys()].sort().map((activity) => {
      const felt = byActivity.get(activity) ?? [];
      const minutes = sumInOrder(felt.map((answer) => answer.minutes ?? 0));
      const mastered = felt.filter((answer) => answer.mastered === true).length;
      return { emotion, activity, answers: felt.length, score: sumInOrder(felt.map(({ score }) => score)), minutes, mastered };
    });
  });
}

export function learningOf(sums: readonly AnswerSum[]): readonly EmotionLearning[] {
  const mean = meanScore(sums);
  const rows = EMOTIONAL_STATES.flatMap((emotion) => {
    const felt = sums.filter((sum) => sum.emotion === emotion);
    if (felt.length === 0) return [];
    const effectiveness = shrunken(felt, mean);
    const minutes = felt.reduce((sum, one) => sum + one.minutes, 0);
    const mastered = felt.reduce((sum, one) => sum + one.mastered, 0);
    const rate = mastered / (minutes / MINUTES_AN_HOUR);
    const lacking = mean - effectiveness;
    return {
      emotion,
      answers: felt.reduce((sum, one) => sum + one.answers, 0),
      learning_effectiveness_score: effectiveness,
      learning_hindrance_score: lacking < ROUNDING ? 0 : lacking / mean,
      concepts_mastered_rate: minutes > 0 && Number.isFinite(rate) ? rate : null,
    };
  });
  return rows.sort((a, b) => rounded(b.learning_effectiveness_score) - rounded(a.learning_effectiveness_score));
}

/**
 * The state in which a learner does best at one kind of activity, by the same shrunken success rate as in {@link learningByEmotion}.
 *
 * @param activity - as in the answers
 * @returns null if no state has five answers
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
  return bestOf(answerSums(answers), activity);
}

export function bestOf(sums: readonly AnswerSum[], activity: string): EmotionalState | null {
  const done = sums.filter((sum) => sum.activity === activity);
  const mean = meanScore(done);
  let best: { readonly emotion: EmotionalState; readonly score: number } | null = null;
  for (const emotion of EMOTIONAL_STATES) {
    const felt = done.filter((sum) => sum.emotion === emotion);
    if (felt.reduce((sum, one) => sum + one.answers, 0) < ANSWERS_FOR_HALF_TRUST) continue;
    const score = shrunken(felt, mean);
    if (best === null || score > best.score + ROUNDING) best = { emotion, score };
  }
  return best?.emotion ?? null;
}

function shrunken(felt: readonly AnswerSum[], mean: number): number {
  const answers = felt.reduce((sum, one) => sum + one.answers, 0);
  const score = felt.reduce((sum, one) => sum + one.score, 0);
  return Math.min(1, (score + ANSWERS_FOR_HALF_TRUST * mean) / (answers + ANSWERS_FOR_HALF_TRUST));
}

function meanScore(sums: readonly AnswerSum[]): number {
  const answers = sums.reduce((sum, one) => sum + one.answers, 0);
  return sums.reduce((sum, one) => sum + one.score, 0) / Math.max(1, answers);
}

/** In ascending order, so that the order of the answers does not show in the last digit. */
function sumInOrder(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b).reduce((sum, value) => sum + value, 0);
}

function checkAnswers(where: string, answers: readonly FeltAnswer[]): void {
  checkList(where, answers);
  for (const answer of answers) {
    checkObject(where, answer);
    checkEmotion(`${where}.emotion`, answer.emotion);
    checkUnit(`${where}.score`, answer.score);
    if (answer.activity !== undefined && typeof answer.activity !== 'string') {
      throw invalidInput(`${where}.activity`, 'a string', answer.activity);
    }
    if (answer.mastered !== undefined) checkBoolean(`${where}.mastered`, answer.mastered);
    if (answer.minutes !== undefined) checkNotNegative(`${where}.minutes`, answer.minutes);
  }
}
