import { outerFringe, type PrerequisiteGraph, type PrerequisiteNode, prerequisiteGraphSteps, readiness } from '../algorithms/index.js';
import type { Concept } from '../collections/index.js';
import { conceptKey } from './concept-key.js';

/** A concept of the curriculum, with the fields that ranking needs. */
export type CurriculumNode = Pick<Concept, 'subject' | 'topic' | 'concept' | 'difficulty_level' | 'prerequisites'>;

/** What a learner's prerequisites say. */
export interface Prerequisites {
  /** What can be begun: never practised, and all that it needs is mastered as far as it must be. */
  readonly fringe: readonly CurriculumNode[];
  /** How far what a concept needs is known now, 0 to 1; 1 for a concept that the curriculum does not have. */
  readonly readinessOf: (key: string) => number;
  /** What waits for a concept: over those that need it, its share of what they need, times what is not mastered of them. */
  readonly unlocksOf: (key: string) => number;
}

/** What a learner knows, by {@link conceptKey}. */
export interface KnownLevels {
  /** Mastery, as the last practice left it: it opens concepts. */
  readonly levels: ReadonlyMap<string, number>;
  /** What is still known of it now; the level where that was not read. */
  readonly held: ReadonlyMap<string, number>;
  readonly masteredAbove: number;
}

/** What a curriculum says to a learner. A generator that yields from time to time, so that others may have their turn. */
export function* prerequisitesSteps(
  curriculum: readonly CurriculumNode[],
  { levels, held, masteredAbove }: KnownLevels,
): Generator<unknown, Prerequisites> {
  const byKey = new Map<string, CurriculumNode>();
  for (const node of curriculum) {
    byKey.set(conceptKey(node), node);
    yield;
  }
  const nodes: PrerequisiteNode[] = [];
  for (const [id, { prerequisites }] of byKey) {
    const named = prerequisites.map((needed) => [conceptKey(needed), needed] as const);
    nodes.push({
      id,
      // When one subject is asked for, what it needs of another is taken as given.
      prerequisites: named
        .filter(([key]) => byKey.has(key))
        .map(([key, needed]) => ({ id: key, weight: needed.importance_weight, masteryRequired: needed.mastery_required })),
    });
    yield;
  }
  const graph = yield* prerequisiteGraphSteps(nodes);
  return {
    // What was practised and is weak has a reason of its own.
    fringe: outerFringe(graph, levels, masteredAbove).flatMap(({ id }) => {
      const node = byKey.get(id);
      return node === undefined || levels.has(id) ? [] : [node];
    }),
    readinessOf: (key) => (byKey.has(key) ? readiness(graph, held, key) : 1),
    unlocksOf: (key) => unlocks(graph, levels, key),
  };
}

function unlocks(graph: PrerequisiteGraph, levels: ReadonlyMap<string, number>, key: string): number {
  // By name, so that the sum is the same to the last digit in whichever order the curriculum was read.
  return [...(graph.dependents.get(key) ?? [])].sort().reduce((sum, dependent) => {
    const needed = graph.prerequisites.get(dependent) ?? [];
    const total = needed.reduce((weights, { weight }) => weights + weight, 0);
    const own = needed.find(({ id }) => id === key)?.weight ?? 0;
    return total === 0 ? sum : sum + (own / total) * (1 - (levels.get(dependent) ?? 0));
  }, 0);
}
