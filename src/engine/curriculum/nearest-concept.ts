import type { ConceptId } from '../../collections/index.js';
import { nearestName } from '../../schema/index.js';

/** Names that are compared at most: a comparison takes some microseconds, and others wait meanwhile. */
const MOST_COMPARED = 1_000;

/**
 * The concept that a misspelt one was probably meant to be: of the same name in another topic, or else of a like name, in its own topic first, then
 * in its subject, then anywhere; undefined when none is close.
 */
export function nearestConcept({ subject, topic, concept }: ConceptId, all: readonly ConceptId[]): ConceptId | undefined {
  const folded = concept.toLowerCase();
  const sameName = all.filter((id) => id.concept.toLowerCase() === folded);
  const near = [
    sameName.find((id) => id.subject === subject),
    sameName[0],
    likest(concept, all, (id) => id.subject === subject && id.topic === topic),
    likest(concept, all, (id) => id.subject === subject),
    likest(concept, all, () => true),
  ];
  return near.find((id) => id !== undefined);
}

function likest(name: string, all: readonly ConceptId[], isNear: (id: ConceptId) => boolean): ConceptId | undefined {
  const candidates = all.filter(isNear).slice(0, MOST_COMPARED);
  const found = nearestName(
    name,
    candidates.map(({ concept }) => concept),
  );
  return candidates.find(({ concept }) => concept === found);
}
