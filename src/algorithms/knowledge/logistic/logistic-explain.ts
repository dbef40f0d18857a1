import { factorLogit } from './logistic-factor.js';
import { LOGISTIC_GROUPS, type LogisticGroup, NUMBERS, SHARED_GROUPS, SKILL_SLOPES, SLOPE_GROUPS, SLOPES } from './logistic-layout.js';
import { checkedParts, features, type LogisticQuestion, logitOf, probabilityOf } from './logistic-question.js';

/** An explanation of a prediction. */
export interface LogisticExplanation {
  /** As returned by {@link logisticPredict}. */
  readonly probability: number;
  /** The sum of the contributions. */
  readonly logit: number;
  /** The contribution of each group of features to the logit; above 0, it raises the probability of a right answer. */
  readonly contributions: { readonly [Group in LogisticGroup]: number };
}

/**
 * The contribution of each group of features to a prediction, on the logit scale. The contributions sum to the logit.
 *
 * @throws AdaptiveLearningError `invalid_input` when an argument is out of range
 *
 * @example
 * const learner = logisticInitialLearner();
 * const explained = logisticExplain({ learner, skill: logisticInitialSkill(), skillId: 'fractions' });
 * explained.contributions.learner_rates //=> 0
 * explained.logit //=> 0.68…
 */
export function logisticExplain(question: LogisticQuestion): LogisticExplanation {
  const parts = checkedParts(question);
  const logit = logitOf(question, parts);
  const shared = parts.population.weights;
  const own = parts.skillWeights.weights;
  const { numbers, skillStreak, learnerStreak, pattern, previous } = features;
  const sums = Object.fromEntries(LOGISTIC_GROUPS.map((group) => [group, 0])) as Record<LogisticGroup, number>;
  const add = (group: LogisticGroup, value: number): void => {
    sums[group] += value;
  };
  for (let i = 0; i < NUMBERS; i += 1) add(SHARED_GROUPS[i] as LogisticGroup, (shared[i] as number) * (numbers[i] as number));
  for (const place of [skillStreak, learnerStreak]) add('streaks', shared[place] as number);
  add('base', own[0] as number);
  for (const [i, place] of SLOPES.entries()) {
    add(SLOPE_GROUPS[i] as LogisticGroup, (own[SKILL_SLOPES + i] as number) * (numbers[place] as number));
  }
  add('skill_outcomes', own[pattern] as number);
  if (previous >= 0) add('sequence', own[previous] as number);
  add('item', parts.itemWeights.weight);
  add('factor', factorLogit(question.learner.factor, parts.skillWeights.factor, parts.itemWeights.factor));
  return { probability: probabilityOf(logit), logit, contributions: sums };
}
