import type { RankedMastery } from '../collections/index.js';

/** How many answers the mastery level counts as when a concept's share of right answers is taken. Ours: as for the predictors' opinions. */
const LEVEL_COUNTS_AS = 1;

/** What a learner gets right of a concept while nothing is forgotten, 0 to 1: its answers of late, drawn to its mastery level by one answer. */
export function successShare({ evidence, mastery_tracking }: RankedMastery): number {
  const { rate, weight } = evidence.recent_success;
  return (rate * weight + LEVEL_COUNTS_AS * mastery_tracking.current_mastery_level) / (weight + LEVEL_COUNTS_AS);
}
