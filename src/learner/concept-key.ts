import type { ConceptId } from '../collections/index.js';

/** Names a concept in a map; the separator cannot stand in a name. */
export function conceptKey({ subject, topic, concept }: ConceptId): string {
  return `${subject}\0${topic}\0${concept}`;
}
