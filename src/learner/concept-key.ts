import type { ConceptId } from '../collections/index.js';

/**
 * A unique key of a concept for maps, not for display. Names cannot contain the separator.
 *
 * @example
 * conceptKey({ subject: 'Algebra', topic: 'Lines', concept: 'Slope' }) //=> 'Algebra\u0000Lines\u0000Slope'
 */
export function conceptKey({ subject, topic, concept }: ConceptId): string {
  return `${subject}\0${topic}\0${concept}`;
}
