import { factorAfter } from './logistic-factor.js';
import {
  checkCorrect,
  checkedParts,
  easinessOf,
  type LogisticAnswer,
  type LogisticParts,
  logitOf,
  probabilityOf,
} from './logistic-question.js';
import type { LogisticLearner, LogisticSkill } from './logistic-states.js';
import { learnerAfter, skillAfter, surprise } from './logistic-step.js';

/** The new states after an answer. */
export interface LogisticUpdated {
  /** Store it with the learner. */
  readonly learner: LogisticLearner;
  /** Store it with the learner's progress on the skill. */
  readonly skill: LogisticSkill;
  /** The prediction before the outcome was known, as by {@link logisticPredict}. */
  readonly predicted: number;
}

/**
 * Predicts an answer, then updates the learner's states with it; the weights do not change. Runs in constant time. Running abilities are updated like
 * Elo ratings, with the steps 0.4/(1 + 0.1·n) and 0.48/(1 + 0.2·n).
 *
 * @returns new states; an answer with an earlier time than the last one counts as simultaneous with it
 * @throws AdaptiveLearningError `invalid_input` when an argument is out of range
 *
 * @example
 * const skillId = 'fractions';
 * const first = logisticUpdate({ learner: logisticInitialLearner(), skill: logisticInitialSkill(), skillId, correct: true });
 * first.skill.rates[0] //=> 0.88…
 * logisticPredict({ ...first, skillId }) > first.predicted //=> true
 */
export function logisticUpdate(answer: LogisticAnswer): LogisticUpdated {
  const parts = checkedParts(answer);
  checkCorrect(answer);
  const predicted = probabilityOf(logitOf(answer, parts));
  const { learner, skill } = statesAfter(answer, parts, predicted);
  return { learner, skill, predicted };
}

/** The states after an answer whose arguments are checked. */
export function statesAfter(
  answer: LogisticAnswer,
  parts: LogisticParts,
  predicted: number,
): { learner: LogisticLearner; skill: LogisticSkill } {
  const { skillId, correct, at } = answer;
  const surprised = surprise(answer.learner, answer.skill, easinessOf(parts), correct);
  const factor = factorAfter(answer.learner.factor, (correct ? 1 : 0) - predicted, parts.skillWeights.factor, parts.itemWeights.factor);
  const learner = learnerAfter(answer.learner, answer.skill, skillId, correct, at, surprised, factor);
  return { learner, skill: skillAfter(answer.skill, learner.runs, correct, at, surprised) };
}
