import { invalidInput } from '../../errors.js';
import type { KnowledgeObservation } from '../model.js';

/** How much of a success an answer is if it is right: 1 unless the learner had help. */
export function creditOf(where: string, { credit = 1 }: KnowledgeObservation): number {
  if (!(credit >= 0.5 && credit <= 1)) throw invalidInput(where, 'a number from 0.5 to 1', credit);
  return credit;
}
