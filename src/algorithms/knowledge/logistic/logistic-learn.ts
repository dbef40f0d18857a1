import { NUMBERS, NUMBERS_WITHOUT_TIME, SKILL_SLOPES, SLOPES } from './logistic-layout.js';
import { checkCorrect, checkedParts, features, type LogisticAnswer, logitOf, probabilityOf } from './logistic-question.js';
import { type LogisticUpdated, statesAfter } from './logistic-update.js';
import {
  LARGEST_WEIGHT,
  type LogisticItemWeights,
  type LogisticPopulation,
  type LogisticSkillWeights,
  vouchFor,
} from './logistic-weights.js';

/** η of AdaGrad: of .015 to .05 for shared weights and .02 to .2 for those of skills, these did best on a held-out part of two logs. */
const SHARED_STEP = 0.03;
const SKILL_STEP = 0.08;
/** Items are answered seldom, so each answer has to say more. */
const ITEM_STEP = 0.15;
/** Squared gradients do not start from 0, so that the very first step is no jump; of a feature of 1, a gradient is at most 1. */
const FIRST_SQUARE = 1e-3;

/** What there is after an answer that the weights learnt from too. */
export interface LogisticLearned extends LogisticUpdated {
  /** Store it once for all learners. */
  readonly population: LogisticPopulation;
  /** Store it with the skill. */
  readonly skillWeights: LogisticSkillWeights;
  /** Store it with the item; null when no item was given. */
  readonly itemWeights: LogisticItemWeights | null;
}

/**
 * Predicts an answer, takes it into the learner's states, and moves the weights that took part by a step of AdaGrad.
 *
 *     g_i = (p − y)·x_i,   G_i ← G_i + g_i²,   w_i ← w_i − η·g_i / √(0.001 + G_i)
 *
 * η is 0.03 for shared weights, 0.08 for those of a skill, 0.15 for items. The more a weight has moved, the smaller its next step; a weight whose feature is 0 does not move.
 * To know an item from its first answer on, pass `itemWeights: { answers: 0, right: 0, weight: 0, square: 0 }`.
 *
 * Source: J. Duchi, E. Hazan, Y. Singer, Adaptive subgradient methods for online learning and stochastic optimization, 2011.
 *
 * @returns new states and new weights; nothing given is changed
 * @throws AdaptiveLearningError `invalid_input` when an argument is out of range
 *
 * @example
 * const skillId = 'fractions';
 * const learner = logisticInitialLearner();
 * const learned = logisticLearn({ learner, skill: logisticInitialSkill(), skillId, correct: true });
 * learned.skillWeights.answers //=> 1
 * learned.skillWeights.weights[0] //=> 0.080…
 */
export function logisticLearn(answer: LogisticAnswer): LogisticLearned {
  const parts = checkedParts(answer);
  checkCorrect(answer);
  const predicted = probabilityOf(logitOf(answer, parts));
  const error = predicted - (answer.correct ? 1 : 0);
  const { learner, skill } = statesAfter(answer, parts);
  return {
    learner,
    skill,
    predicted,
    population: populationAfter(parts.population, error, answer.at !== undefined),
    skillWeights: skillWeightsAfter(parts.skillWeights, error, answer.correct),
    itemWeights: answer.itemWeights ? itemWeightsAfter(answer.itemWeights, error, answer.correct) : null,
  };
}

function populationAfter({ base_rate, weights, squares }: LogisticPopulation, error: number, timed: boolean): LogisticPopulation {
  const next = weights.slice();
  const seen = squares.slice();
  const { numbers, skillStreak, learnerStreak } = features;
  const count = timed ? NUMBERS : NUMBERS_WITHOUT_TIME;
  for (let i = 0; i < count; i += 1) move(next, seen, i, error * (numbers[i] as number), SHARED_STEP);
  move(next, seen, skillStreak, error, SHARED_STEP);
  move(next, seen, learnerStreak, error, SHARED_STEP);
  return vouchFor({ base_rate, weights: next, squares: seen });
}

function skillWeightsAfter(
  { answers, right, weights, squares }: LogisticSkillWeights,
  error: number,
  correct: boolean,
): LogisticSkillWeights {
  const next = weights.slice();
  const seen = squares.slice();
  const { numbers, pattern, previous } = features;
  move(next, seen, 0, error, SKILL_STEP);
  for (let i = 0; i < SLOPES.length; i += 1)
    move(next, seen, SKILL_SLOPES + i, error * (numbers[SLOPES[i] as number] as number), SKILL_STEP);
  move(next, seen, pattern, error, SKILL_STEP);
  if (previous >= 0) move(next, seen, previous, error, SKILL_STEP);
  return { answers: answers + 1, right: right + (correct ? 1 : 0), weights: next, squares: seen };
}

function itemWeightsAfter({ answers, right, weight, square }: LogisticItemWeights, error: number, correct: boolean): LogisticItemWeights {
  const seen = square + error * error;
  return { answers: answers + 1, right: right + (correct ? 1 : 0), weight: moved(weight, error, seen, ITEM_STEP), square: seen };
}

function move(weights: number[], squares: number[], place: number, gradient: number, step: number): void {
  if (gradient === 0) return;
  const seen = (squares[place] as number) + gradient * gradient;
  squares[place] = seen;
  weights[place] = moved(weights[place] as number, gradient, seen, step);
}

function moved(weight: number, gradient: number, square: number, step: number): number {
  const next = weight - (step * gradient) / Math.sqrt(FIRST_SQUARE + square);
  return Math.max(-LARGEST_WEIGHT, Math.min(LARGEST_WEIGHT, next)) + 0;
}
