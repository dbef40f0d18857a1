import { type PrerequisiteGraph, type PrerequisiteNode, prerequisiteGraphSteps } from '../../algorithms/index.js';
import type { Concept, ConceptId } from '../../collections/index.js';
import { conceptKey, conceptPath } from '../../learner/index.js';

/**
 * Holds the prerequisites of a curriculum to having no circle, and gives their graph, piece by piece: `runInTurns` runs it.
 *
 * @throws AdaptiveLearningError `prerequisite_cycle` naming the circle
 */
export function* graphCheck(curriculum: Iterable<Pick<Concept, keyof ConceptId | 'prerequisites'>>): Generator<unknown, PrerequisiteGraph> {
  const nodes: PrerequisiteNode[] = [];
  for (const entry of curriculum) {
    const prerequisites = entry.prerequisites.map((needed) => ({
      id: conceptKey(needed),
      weight: needed.importance_weight,
      masteryRequired: needed.mastery_required,
    }));
    nodes.push({ id: conceptKey(entry), label: conceptPath(entry), prerequisites });
    yield;
  }
  return yield* prerequisiteGraphSteps(nodes);
}
