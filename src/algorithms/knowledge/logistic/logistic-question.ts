import { invalidInput } from '../../../errors.js';
import { checkBoolean, checkInstant, checkObject } from '../../argument-checks.js';
import { factorLogit } from './logistic-factor.js';
import type { LogisticFeatures } from './logistic-features.js';
import { writeFeatures } from './logistic-features.js';
import { NUMBERS, SKILL_SLOPES, SLOPES } from './logistic-layout.js';
import { checkLogisticLearner, checkLogisticSkill, type LogisticLearner, type LogisticSkill } from './logistic-states.js';
import {
  checkLogisticItemWeights,
  checkLogisticPopulation,
  checkLogisticSkillWeights,
  FRESH_ITEM_WEIGHTS,
  FRESH_SKILL_WEIGHTS,
  type LogisticItemWeights,
  type LogisticPopulation,
  type LogisticSkillWeights,
  lively,
  logisticDefaults,
} from './logistic-weights.js';

/** No prediction is surer than one in a million. */
const LARGEST_LOGIT = Math.log(1e6 - 1);
/** Pseudo-answers at the typical rate in how easy a skill is, and at the skill's rate in how easy an item is. */
const SKILL_PRIOR = 10;
const ITEM_PRIOR = 5;

/** A question to predict, with the states of the learner and the weights. */
export interface LogisticQuestion {
  readonly learner: LogisticLearner;
  readonly skill: LogisticSkill;
  /** The id of the skill; the same string each time. */
  readonly skillId: string;
  /** The instant, ms since 1970. Without it, features that depend on time are left out. */
  readonly at?: number | undefined;
  /** The shared weights; {@link logisticDefaults} by default. */
  readonly population?: LogisticPopulation | undefined;
  /** The weights of the skill; null or absent if unknown. */
  readonly skillWeights?: LogisticSkillWeights | null | undefined;
  /** The weights of the item; null or absent if unknown. */
  readonly itemWeights?: LogisticItemWeights | null | undefined;
}

/** A question with its outcome. */
export interface LogisticAnswer extends LogisticQuestion {
  readonly correct: boolean;
}

/** The parts of a question, with what was left out filled in. */
export interface LogisticParts {
  readonly population: LogisticPopulation;
  readonly skillWeights: LogisticSkillWeights;
  readonly itemWeights: LogisticItemWeights;
}

/** Filled again by each call and never handed out. */
export const features: LogisticFeatures = { numbers: new Float64Array(NUMBERS), skillStreak: 0, learnerStreak: 0, pattern: 0, previous: 0 };

export function checkedParts(question: LogisticQuestion): LogisticParts {
  checkObject('logistic.question', question);
  const { learner, skill, skillId, at, population = logisticDefaults } = question;
  const skillWeights = question.skillWeights ?? FRESH_SKILL_WEIGHTS;
  const itemWeights = question.itemWeights ?? FRESH_ITEM_WEIGHTS;
  checkLogisticLearner('logistic.learner', learner);
  checkLogisticSkill('logistic.skill', skill);
  if (typeof skillId !== 'string') throw invalidInput('logistic.skillId', 'a string', skillId);
  if (at !== undefined) checkInstant('logistic.at', at);
  checkLogisticPopulation('logistic.population', population);
  checkLogisticSkillWeights('logistic.skillWeights', skillWeights);
  checkLogisticItemWeights('logistic.itemWeights', itemWeights);
  return { population: lively(population), skillWeights, itemWeights };
}

export function checkCorrect(answer: LogisticAnswer): void {
  checkBoolean('logistic.correct', answer.correct);
}

/** Fills {@link features} and returns the logit of a right answer. */
export function logitOf(question: LogisticQuestion, { population, skillWeights, itemWeights }: LogisticParts): number {
  writeFeatures(features, question.learner, question.skill, question.skillId, question.at, population.base_rate);
  const { numbers, skillStreak, learnerStreak, pattern, previous } = features;
  const shared = population.weights;
  const own = skillWeights.weights;
  let logit = (shared[skillStreak] as number) + (shared[learnerStreak] as number) + (own[0] as number) + (own[pattern] as number);
  for (let i = 0; i < NUMBERS; i += 1) logit += (shared[i] as number) * (numbers[i] as number);
  for (let i = 0; i < SLOPES.length; i += 1) logit += (own[SKILL_SLOPES + i] as number) * (numbers[SLOPES[i] as number] as number);
  if (previous >= 0) logit += own[previous] as number;
  return logit + itemWeights.weight + factorLogit(question.learner.factor, skillWeights.factor, itemWeights.factor);
}

export function probabilityOf(logit: number): number {
  return 1 / (1 + Math.exp(-Math.max(-LARGEST_LOGIT, Math.min(LARGEST_LOGIT, logit))));
}

/** The logit of the share of right answers on the item, or on the skill where items are not known, drawn towards what is typical. */
export function easinessOf({ population, skillWeights, itemWeights }: LogisticParts): number {
  const { base_rate } = population;
  const onSkill = (skillWeights.right + SKILL_PRIOR * base_rate) / (skillWeights.answers + SKILL_PRIOR);
  const share = itemWeights.answers === 0 ? onSkill : (itemWeights.right + ITEM_PRIOR * onSkill) / (itemWeights.answers + ITEM_PRIOR);
  return Math.log(share / (1 - share));
}
