import type { ConceptId } from '../collections/index.js';

/**
 * Names a concept in a map, and is not to be shown: no two concepts have the same, since the separator cannot stand in a name.
 *
 * @example
 * conceptKey({ subject: 'Algebra', topic: 'Lines', concept: 'Slope' }) //=> 'Algebra\u0000Lines\u0000Slope'
 */
export function conceptKey({ subject, topic, concept }: ConceptId): string {
  return `${subject}\0${topic}\0${concept}`;
}
