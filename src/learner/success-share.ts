import type { RankedMastery } from '../collections/index.js';
import { CONCEPT_DRAWN_BY, drawnRate } from './drawn-rate.js';

/** What a learner gets right of a concept while nothing is forgotten, 0 to 1: its answers of late, drawn to its mastery level by one answer. */
export function successShare({ evidence, mastery_tracking }: RankedMastery): number {
  return drawnRate(evidence.recent_success, mastery_tracking.current_mastery_level, CONCEPT_DRAWN_BY);
}
