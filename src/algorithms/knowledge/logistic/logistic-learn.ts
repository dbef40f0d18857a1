import { NUMBERS, NUMBERS_WITHOUT_TIME, SKILL_SLOPES, SLOPES } from './logistic-layout.js';
import {
  checkCorrect,
  checkedParts,
  features,
  type LogisticAnswer,
  type LogisticParts,
  logitOf,
  probabilityOf,
} from './logistic-question.js';
import { type LogisticUpdated, statesAfter } from './logistic-update.js';
import {
  LARGEST_WEIGHT,
  type LogisticItemWeights,
  type LogisticPopulation,
  type LogisticSkillWeights,
  PRIOR_PRECISION,
  vouchFor,
} from './logistic-weights.js';

/** Information beyond these is forgotten: a weight never settles for good, so that it follows a population that changes. Drift, in a Kalman filter's words. */
const MOST_INFORMATION = { shared: 30_000, skill: 3_000, item: 300 } as const;

/** The new states and weights after an answer. */
export interface LogisticLearned extends LogisticUpdated {
  /** Store it once for all learners. */
  readonly population: LogisticPopulation;
  /** Store it with the skill. */
  readonly skillWeights: LogisticSkillWeights;
  /** Store it with the item; null when no item was given. */
  readonly itemWeights: LogisticItemWeights | null;
}

/**
 * Predicts an answer, updates the learner's states with it, and updates the weights that contributed: a Kalman filter for the logistic model with a
 * diagonal covariance.
 *
 *     v_i = 1 / (λ_i + I_i),   w_i ← w_i + v_i·x_i·(y − p) / (1 + p·(1 − p)·Σ v_j·x_j²),   I_i ← I_i + p·(1 − p)·x_i²
 *
 * v is the variance of a weight: λ is the precision of its prior (10 for shared weights, 8 for skills, 1.2 for items), and I its accumulated
 * information, `squares`. The weights continue from the fit of {@link fitLogistic}; the more certain the fit was about a weight, the more slowly it
 * changes. I is capped at 30,000, 3,000 and 300, so that weights follow a changing population. A weight whose feature is 0 does not change. To learn
 * an item from its first answer on, pass `itemWeights: { answers: 0, right: 0, weight: 0, square: 0 }`.
 *
 * Source: L. Fahrmeir, Posterior mode estimation by extended Kalman filtering for multivariate dynamic generalized linear models, 1992; here with
 * variances only.
 *
 * @returns new states and new weights; the arguments are not modified
 * @throws AdaptiveLearningError `invalid_input` when an argument is out of range
 *
 * @example
 * const skillId = 'fractions';
 * const learner = logisticInitialLearner();
 * const learned = logisticLearn({ learner, skill: logisticInitialSkill(), skillId, correct: true });
 * learned.skillWeights.answers //=> 1
 * learned.skillWeights.weights[0] //=> 0.036…
 */
export function logisticLearn(answer: LogisticAnswer): LogisticLearned {
  const parts = checkedParts(answer);
  checkCorrect(answer);
  const predicted = probabilityOf(logitOf(answer, parts));
  const { learner, skill } = statesAfter(answer, parts, predicted);
  const doubt = predicted * (1 - predicted);
  const timed = answer.at !== undefined;
  const known = answer.itemWeights ?? null;
  const spread = spreadOfLogit(parts, timed) + (known === null ? 0 : varianceOf('item', known.square));
  const step = { push: ((answer.correct ? 1 : 0) - predicted) / (1 + doubt * spread), doubt };
  return {
    learner,
    skill,
    predicted,
    population: populationAfter(parts.population, step, timed),
    skillWeights: skillWeightsAfter(parts.skillWeights, step, answer.correct),
    itemWeights: known === null ? null : itemWeightsAfter(known, step, answer.correct),
  };
}

type Kind = keyof typeof PRIOR_PRECISION;

/** What an answer says: how far it pushes the logit, and how much it tells of a weight whose feature is 1. */
interface Step {
  readonly push: number;
  readonly doubt: number;
}

function varianceOf(kind: Kind, square: number): number {
  return 1 / (PRIOR_PRECISION[kind] + Math.min(MOST_INFORMATION[kind], square));
}

/** The variance of the logit that the weights' uncertainty makes, without the item's. */
function spreadOfLogit({ population, skillWeights }: LogisticParts, timed: boolean): number {
  const { numbers, skillStreak, learnerStreak, pattern, previous } = features;
  const count = timed ? NUMBERS : NUMBERS_WITHOUT_TIME;
  const shared = population.squares;
  const own = skillWeights.squares;
  let spread = varianceOf('shared', shared[skillStreak] as number) + varianceOf('shared', shared[learnerStreak] as number);
  for (let i = 0; i < count; i += 1) spread += varianceOf('shared', shared[i] as number) * (numbers[i] as number) ** 2;
  spread += varianceOf('skill', own[0] as number) + varianceOf('skill', own[pattern] as number);
  for (let i = 0; i < SLOPES.length; i += 1)
    spread += varianceOf('skill', own[SKILL_SLOPES + i] as number) * (numbers[SLOPES[i] as number] as number) ** 2;
  return previous >= 0 ? spread + varianceOf('skill', own[previous] as number) : spread;
}

function populationAfter({ base_rate, weights, squares, ...rest }: LogisticPopulation, step: Step, timed: boolean): LogisticPopulation {
  const next = weights.slice();
  const seen = squares.slice();
  const { numbers, skillStreak, learnerStreak } = features;
  const count = timed ? NUMBERS : NUMBERS_WITHOUT_TIME;
  for (let i = 0; i < count; i += 1) move('shared', next, seen, i, numbers[i] as number, step);
  move('shared', next, seen, skillStreak, 1, step);
  move('shared', next, seen, learnerStreak, 1, step);
  return vouchFor({ ...rest, base_rate, weights: next, squares: seen });
}

function skillWeightsAfter(
  { answers, right, weights, squares, ...rest }: LogisticSkillWeights,
  step: Step,
  correct: boolean,
): LogisticSkillWeights {
  const next = weights.slice();
  const seen = squares.slice();
  const { numbers, pattern, previous } = features;
  move('skill', next, seen, 0, 1, step);
  for (let i = 0; i < SLOPES.length; i += 1) move('skill', next, seen, SKILL_SLOPES + i, numbers[SLOPES[i] as number] as number, step);
  move('skill', next, seen, pattern, 1, step);
  if (previous >= 0) move('skill', next, seen, previous, 1, step);
  return { ...rest, answers: answers + 1, right: right + (correct ? 1 : 0), weights: next, squares: seen };
}

function itemWeightsAfter(
  { answers, right, weight, square, ...rest }: LogisticItemWeights,
  step: Step,
  correct: boolean,
): LogisticItemWeights {
  return {
    ...rest,
    answers: answers + 1,
    right: right + (correct ? 1 : 0),
    weight: bounded(weight + varianceOf('item', square) * step.push),
    square: told('item', square, step.doubt),
  };
}

function move(kind: Kind, weights: number[], squares: number[], place: number, feature: number, { push, doubt }: Step): void {
  if (feature === 0) return;
  const square = squares[place] as number;
  weights[place] = bounded((weights[place] as number) + varianceOf(kind, square) * feature * push);
  squares[place] = told(kind, square, doubt * feature * feature);
}

function told(kind: Kind, square: number, information: number): number {
  return Math.min(MOST_INFORMATION[kind], square + information);
}

function bounded(weight: number): number {
  return Math.max(-LARGEST_WEIGHT, Math.min(LARGEST_WEIGHT, weight)) + 0;
}
