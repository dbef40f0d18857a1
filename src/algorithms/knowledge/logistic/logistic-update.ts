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

/** What there is after an answer. */
export interface LogisticUpdated {
  /** Store it once with the learner. */
  readonly learner: LogisticLearner;
  /** Store it with the learner's progress on the skill. */
  readonly skill: LogisticSkill;
  /** What was predicted before the outcome was looked at, as {@link logisticPredict} says it. */
  readonly predicted: number;
}

/**
 * Predicts an answer, then takes it into the learner's states; the weights stay as they are. The cost is the same after a million answers
 * as after one. Running abilities move as Elo ratings, by 0.4/(1 + 0.1·n) and 0.48/(1 + 0.2·n) of outcome minus expectation.
 *
 * @returns new states; an answer from before the last one counts as given with it
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
