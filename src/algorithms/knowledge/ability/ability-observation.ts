import { checkBoolean, checkInstant, checkObject, checkUnit } from '../../argument-checks.js';
import { checkDay } from '../../days/check-day.js';
import type { KnowledgeObservation } from '../../model.js';
import { creditOf } from '../answer-credit.js';

export function checkAbilityObservation(where: string, observation: KnowledgeObservation): void {
  checkObject(where, observation);
  checkBoolean(`${where}.correct`, observation.correct);
  checkInstant(`${where}.at`, observation.at);
  if (observation.difficulty !== undefined) checkUnit(`${where}.difficulty`, observation.difficulty);
  if (observation.day !== undefined) checkDay(`${where}.day`, observation.day);
  if (observation.credit !== undefined) checkUnit(`${where}.credit`, observation.credit);
  creditOf(`${where}.credit`, observation);
}

/** How much of a success an answer is, 0 to 1. */
export function scoreOf({ correct, credit = 1 }: KnowledgeObservation): number {
  return correct ? credit : 0;
}
