import { invalidInput } from '../../../errors.js';
import { checkKnownKeys, checkObject } from '../../argument-checks.js';

/** No ability, hardness or variance is larger, so that sums and products stay finite. */
const LARGEST = 100;

/** Parameters of {@link ability}; abilities and hardness are on the logit scale, where 0 means a success rate of 50 %. */
export type AbilityModelParams = {
  /** The prior mean ability of a new learner, for an average question of an average concept. */
  readonly ability: number;
  /** The variance between learners, and the variance that each answer adds because learners change. */
  readonly ability_variance: number;
  readonly ability_drift: number;
  /** The variance between a learner's subjects, and the variance that each answer adds. */
  readonly subject_variance: number;
  readonly subject_drift: number;
  /** The same for the concepts within a subject. */
  readonly concept_variance: number;
  readonly concept_drift: number;
  /** The difference in log-odds between the hardest (1) and the easiest (0) question of a concept, and its variance between apps and learners. */
  readonly question_hardness: number;
  readonly question_hardness_variance: number;
  /** The difference in log-odds between the hardest (1) and the easiest (0) concept of a curriculum, and its variance. */
  readonly concept_hardness: number;
  readonly concept_hardness_variance: number;
  /** How much easier than average the concept is for all learners, from a fit. Null without a fit; the curriculum's difficulty is used then. */
  readonly concept_ease: number | null;
  /** The gain from a right answer to a concept that is not known at all; the gain shrinks as mastery grows. */
  readonly learning: number;
  /** The variance between learners of a factor (mean 1) on that gain. */
  readonly learning_variance: number;
  /** The share of these gains that is left t days after the last of n days of practice: (1 + t / (days·n))^−power. */
  readonly forgetting_days: number;
  readonly forgetting_power: number;
};

/**
 * Our own choice, by prequential prediction of simulated classes and of two public logs of answers (ASSISTments as distributed with pyBKT, Algebra
 * 2005–2006 of the KDD Cup 2010). They contain no learner's data.
 */
export const abilityModelDefaults: AbilityModelParams = Object.freeze({
  ability: 0.3,
  ability_variance: 0.3,
  ability_drift: 0.0013,
  subject_variance: 0.1,
  subject_drift: 0.0005,
  concept_variance: 0.15,
  concept_drift: 0.022,
  question_hardness: 2.5,
  question_hardness_variance: 0.75,
  concept_hardness: 3.7,
  concept_hardness_variance: 0.8,
  concept_ease: null,
  learning: 0.3,
  learning_variance: 1.6,
  forgetting_days: 1,
  forgetting_power: 1.2,
});

export function checkAbilityModelParams(where: string, params: AbilityModelParams): void {
  checkObject(where, params);
  checkKnownKeys(where, params, abilityModelDefaults);
  for (const name of Object.keys(abilityModelDefaults) as (keyof AbilityModelParams)[]) {
    const value = params[name];
    if (name === 'concept_ease' && value === null) continue;
    const least = name === 'ability' || name === 'concept_ease' ? -LARGEST : 0;
    if (typeof value === 'number' && value >= least && value <= LARGEST) continue;
    throw invalidInput(`${where}.${name}`, `a number from ${least} to ${LARGEST}`, value);
  }
  if (!(params.forgetting_days > 0)) throw invalidInput(`${where}.forgetting_days`, 'a number > 0 and ≤ 100', params.forgetting_days);
}
