import { buildPrerequisiteGraph } from '../../algorithms/index.js';
import type { Concept, ConceptId } from '../../collections/index.js';

/**
 * Holds the prerequisites of a curriculum to having no circle.
 *
 * @throws AdaptiveLearningError `prerequisite_cycle` naming the circle
 */
export function checkGraph(curriculum: Iterable<Pick<Concept, keyof ConceptId | 'prerequisites'>>): void {
  buildPrerequisiteGraph(
    Array.from(curriculum, (entry) => ({
      id: labelOf(entry),
      prerequisites: entry.prerequisites.map((needed) => ({
        id: labelOf(needed),
        weight: needed.importance_weight,
        masteryRequired: needed.mastery_required,
      })),
    })),
  );
}

/** A concept as messages show it. */
function labelOf({ subject, topic, concept }: ConceptId): string {
  return `${subject} / ${topic} / ${concept}`;
}
