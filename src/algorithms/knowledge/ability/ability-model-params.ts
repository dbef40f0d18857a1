import { invalidInput } from '../../../errors.js';
import { checkKnownKeys, checkObject } from '../../argument-checks.js';

/** No ability, hardness or variance is larger, so that sums and products stay finite. */
const LARGEST = 100;

/** The numbers that {@link ability} is run with; abilities and hardness on the logit scale, where 0 is as often right as wrong. */
export type AbilityModelParams = {
  /** Of a learner of whom nothing is known: how they do at a middling question of a middling concept. */
  readonly ability: number;
  /** How much learners differ from it, as a variance; and what one answer adds again, because people change. */
  readonly ability_variance: number;
  readonly ability_drift: number;
  /** How much a learner's subjects differ from their mean, and what one answer adds again. */
  readonly subject_variance: number;
  readonly subject_drift: number;
  /** The same for the concepts of a subject. */
  readonly concept_variance: number;
  readonly concept_drift: number;
  /** How much harder the hardest question of a concept (1) is than the easiest (0), and how far that may differ between hosts and learners. */
  readonly question_hardness: number;
  readonly question_hardness_variance: number;
  /** How much harder the hardest concept of a curriculum (1) is than the easiest (0), and how far that may differ. */
  readonly concept_hardness: number;
  readonly concept_hardness_variance: number;
  /** How much easier the concept is to everybody than a middling one; a fit finds it, null where none did: the curriculum's difficulty speaks. */
  readonly concept_ease: number | null;
  /** What a right answer to a concept that is not known at all adds to it; less, the better it is known. */
  readonly learning: number;
  /** How much learners differ in it, as the variance of a factor about 1. */
  readonly learning_variance: number;
  /** What is left of all that was learnt so, t days after the last of n days of practice: (1 + t / (days·n))^−power. */
  readonly forgetting_days: number;
  readonly forgetting_power: number;
};

/**
 * Ours: chosen by what they predict of simulated classes and of two public logs of answers (ASSISTments as of pyBKT, Algebra 2005–2006 of the
 * KDD Cup 2010), each answer before it was seen; no learner's data is in them.
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
