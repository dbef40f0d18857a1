import type { FsrsMemory } from '../../memory/fsrs/fsrs-core.js';
import type { ResidualCard } from '../../memory/residual/residual-card.js';
import { laterFeatures, type Moment, RESIDUAL_LATER_FEATURES } from '../../memory/residual/residual-features.js';

/**
 * The features of the memory part, in the order of its weights: those of {@link RESIDUAL_LATER_FEATURES} without six redundant ones. This halves a
 * learner's state and predicts no worse.
 */
export const MEMORY_FEATURES = [
  'constant',
  'elapsed_log',
  'elapsed_share',
  'difficulty',
  'last_rating',
  'card_success',
  'fast_success',
  'slow_success',
  'day_load',
  'later_lapses_log',
  'last_day_lapses_log',
] as const satisfies readonly (typeof RESIDUAL_LATER_FEATURES)[number][];

/** Where in the weights stand those of elapsed time, which are never above 0. */
export const MEMORY_ELAPSED: readonly number[] = [1, 2];

const PLACES = MEMORY_FEATURES.map((name) => RESIDUAL_LATER_FEATURES.indexOf(name));

/** The features of an answer on a later day than the last one on the concept, in the order of {@link MEMORY_FEATURES}. */
export function memoryFeatures(card: ResidualCard, memory: FsrsMemory, moment: Moment, elapsedDays: number): number[] {
  const all = laterFeatures(card, memory, moment, elapsedDays);
  return PLACES.map((place) => all[place] as number);
}
