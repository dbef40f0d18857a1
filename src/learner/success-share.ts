import type { ConceptAbility } from '../algorithms/index.js';
import type { RankedMastery } from '../collections/index.js';
import { abilityOf, conceptAbilityOf, toLearner } from './ability.js';
import { CONCEPT_DRAWN_BY, drawnRate } from './drawn-rate.js';
import type { MasteryEstimator } from './mastery-at.js';

/**
 * The probability that a learner solves an average question of a practised concept while nothing is forgotten, 0 to 1, by their ability in it. Of
 * a document from before abilities were kept: its answers of late, drawn to its mastery level by one answer.
 */
export function successShare(mastery: RankedMastery, estimator: MasteryEstimator): number {
  const able = conceptAbilityOf(mastery);
  if (able !== undefined) return successOf(toLearner(able, mastery.subject, estimator), estimator);
  const { evidence, mastery_tracking } = mastery;
  return drawnRate(evidence.recent_success, mastery_tracking.current_mastery_level, CONCEPT_DRAWN_BY);
}

/** The same by what is known of an ability. */
export function successOf(able: ConceptAbility, { models }: MasteryEstimator): number {
  const { model, params } = abilityOf(models);
  return model.mastery(able, params);
}
