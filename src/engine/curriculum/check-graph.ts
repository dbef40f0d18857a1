import { buildPrerequisiteGraph, type PrerequisiteGraph } from '../../algorithms/index.js';
import type { Concept, ConceptId } from '../../collections/index.js';
import { conceptKey, conceptPath } from '../../learner/index.js';

/**
 * Holds the prerequisites of a curriculum to having no circle, and gives their graph.
 *
 * @throws AdaptiveLearningError `prerequisite_cycle` naming the circle
 */
export function checkGraph(curriculum: Iterable<Pick<Concept, keyof ConceptId | 'prerequisites'>>): PrerequisiteGraph {
  return buildPrerequisiteGraph(
    Array.from(curriculum, (entry) => ({
      id: conceptKey(entry),
      label: conceptPath(entry),
      prerequisites: entry.prerequisites.map((needed) => ({
        id: conceptKey(needed),
        weight: needed.importance_weight,
        masteryRequired: needed.mastery_required,
      })),
    })),
  );
}
