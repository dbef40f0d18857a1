import type { ConceptId } from '../../collections/index.js';
import { AdaptiveLearningError } from '../../errors.js';
import { conceptPath } from '../../learner/index.js';

/** The refusal of a concept that neither the curriculum nor any learner's documents have. */
export function unknownConcept(where: string): AdaptiveLearningError {
  return refused('not_found', where, 'a concept of the curriculum, or one that learners have met', 'a name that neither has');
}

/** The refusal of a former name of a renamed concept. */
export function formerName(where: string, now: ConceptId): AdaptiveLearningError {
  return refused('not_found', where, `the name that the concept has now, ${conceptPath(now)}`, 'a name that it had before');
}

/** The refusal of a new name that is another concept's, or was. */
export function takenName(where: string): AdaptiveLearningError {
  return refused(
    'already_exists',
    where,
    'a name that no other concept has or had; mergeConcepts makes two concepts one',
    'one that is taken',
  );
}

export function refused(code: 'not_found' | 'already_exists' | 'invalid_input', where: string, expected: string, received: string) {
  return new AdaptiveLearningError(code, `${where}: expected ${expected}, got ${received}`, { where, expected, received });
}
