import { abilityEstimate, type ConceptAbility } from '../algorithms/index.js';
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

/** The same some days after the last answer, with what has been forgotten since: by the ability in it, and without one by what is retained. */
export function successNow(mastery: RankedMastery, elapsedDays: number, retained: number, estimator: MasteryEstimator): number {
  const able = conceptAbilityOf(mastery);
  if (able === undefined) return successShare(mastery, estimator) * retained;
  return abilityEstimate(toLearner(able, mastery.subject, estimator), elapsedDays, abilityOf(estimator.models).params).solves;
}

/** {@link successShare} by what is known of an ability. */
export function successOf(able: ConceptAbility, { models }: MasteryEstimator): number {
  const { model, params } = abilityOf(models);
  return model.mastery(able, params);
}
