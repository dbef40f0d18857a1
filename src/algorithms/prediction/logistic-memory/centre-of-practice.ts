import { AT } from '../../knowledge/logistic/logistic-layout.js';
import { LARGEST_WEIGHT, type LogisticPopulation } from '../../knowledge/logistic/logistic-weights.js';
import type { LogisticMemoryParams } from './logistic-memory-params.js';
import { PRACTICE_FEATURES } from './practice-features.js';

/** Logistic tracing has ln(1 + answers) where the practice half has half of it. */
const HALF = 0.5;

/** Which feature of logistic tracing a feature of the practice half is, and by how much it is smaller there. It has none of a later day. */
const SAME_FEATURES: readonly (readonly [(typeof PRACTICE_FEATURES)[number], number, number?])[] = [
  ['constant', AT.base],
  ['first_exposure', AT.sequence],
  ['concept_ability', AT.ability + 1],
  ['learner_ability', AT.ability],
  ['concept_rate', AT.skill_rates + 1],
  ['concept_slow_rate', AT.skill_rates + 2],
  ['learner_rate', AT.learner_rates + 1],
  ['last_answer', AT.skill_outcomes],
  ['answers_log', AT.skill_totals + 2, HALF],
];

/**
 * The shared weights by which logistic tracing alone says what the practice half says, except for later days: towards them a fit of few answers is
 * drawn, so that it begins from the best word that there is.
 */
export function centreOfPractice({ logistic, practice }: Pick<LogisticMemoryParams, 'logistic' | 'practice'>): LogisticPopulation {
  const of = (name: (typeof PRACTICE_FEATURES)[number]): number => practice.weights[PRACTICE_FEATURES.indexOf(name)] as number;
  const tracing = of('tracing');
  const weights = logistic.population.weights.map((weight) => tracing * weight);
  for (const [name, place, share = 1] of SAME_FEATURES) weights[place] = (weights[place] as number) + share * of(name);
  return { ...logistic.population, weights: weights.map((weight) => Math.max(-LARGEST_WEIGHT, Math.min(LARGEST_WEIGHT, weight)) + 0) };
}
