import { invalidInput } from '../../errors.js';
import { checkUnit } from '../argument-checks.js';
import type { Prerequisite, PrerequisiteGraph } from './prerequisite-graph.js';

/** Mastery by concept id, 0 to 1; a missing concept counts as 0. */
export type MasteryLevels = ReadonlyMap<string, number>;

/** A concept that the learner is ready to learn. */
export type FringeConcept = {
  readonly id: string;
  /** How well the learner is prepared for it, 0 to 1: see {@link readiness}. */
  readonly readiness: number;
};

/** A prerequisite that is not yet mastered to the required level. */
export type Blocker = Prerequisite & {
  /** The learner's current mastery of it, 0 to 1. */
  readonly level: number;
};

/**
 * The concepts that a learner is ready to learn: not yet mastered, with every prerequisite at or above its required mastery. This is the outer fringe
 * of a knowledge state (J.-C. Falmagne, J.-P. Doignon, Learning spaces, 2011), with graded instead of binary mastery.
 *
 * @param masteredAt - the mastery at or above which a concept is mastered, above 0 and at most 1
 * @returns in the graph's teaching order. Runs in O(V + E)
 * @throws AdaptiveLearningError `invalid_input` when a level or `masteredAt` is out of range
 *
 * @example
 * const needs = (id) => ({ id, weight: 1, masteryRequired: 0.6 });
 * const graph = buildPrerequisiteGraph([
 *   { id: 'counting', prerequisites: [] },
 *   { id: 'adding', prerequisites: [needs('counting')] },
 *   { id: 'multiplying', prerequisites: [needs('adding')] },
 * ]);
 * outerFringe(graph, new Map([['counting', 0.9]]), 0.8) //=> [{ id: 'adding', readiness: 0.9 }]
 */
export function outerFringe(graph: PrerequisiteGraph, levels: MasteryLevels, masteredAt: number): readonly FringeConcept[] {
  checkGraph('outerFringe.graph', graph);
  checkLevels('outerFringe.levels', levels);
  checkUnit('outerFringe.masteredAt', masteredAt);
  const fringe: FringeConcept[] = [];
  for (const id of graph.order) {
    if (levelOf(levels, id) >= masteredAt) continue;
    const needed = graph.prerequisites.get(id) ?? [];
    if (needed.some((prerequisite) => blocks(prerequisite, levels))) continue;
    fringe.push({ id, readiness: weightedLevel(needed, levels) });
  }
  return fringe;
}

/**
 * How well a learner is prepared for a concept: the weighted mean mastery of its prerequisites, Σ weight·level / Σ weight. 1 without prerequisites,
 * or if all weights are 0.
 *
 * @returns 0 to 1
 * @throws AdaptiveLearningError `invalid_input` when the concept is not in the graph or a level is out of range
 *
 * @example
 * const graph = buildPrerequisiteGraph([
 *   { id: 'a', prerequisites: [] },
 *   { id: 'b', prerequisites: [] },
 *   { id: 'c', prerequisites: [{ id: 'a', weight: 0.75, masteryRequired: 1 }, { id: 'b', weight: 0.25, masteryRequired: 1 }] },
 * ]);
 * readiness(graph, new Map([['a', 1]]), 'c') //=> 0.75
 */
export function readiness(graph: PrerequisiteGraph, levels: MasteryLevels, id: string): number {
  checkLevels('readiness.levels', levels);
  return weightedLevel(prerequisitesOf('readiness', graph, id), levels);
}

/**
 * The prerequisites that block a concept, each with its current and required level, in the order of the curriculum. Empty if nothing blocks it.
 *
 * @throws AdaptiveLearningError `invalid_input` when the concept is not in the graph or a level is out of range
 *
 * @example
 * const graph = buildPrerequisiteGraph([
 *   { id: 'a', prerequisites: [] },
 *   { id: 'b', prerequisites: [{ id: 'a', weight: 1, masteryRequired: 0.8 }] },
 * ]);
 * blockedBy(graph, new Map([['a', 0.5]]), 'b') //=> [{ id: 'a', weight: 1, masteryRequired: 0.8, level: 0.5 }]
 * blockedBy(graph, new Map([['a', 0.8]]), 'b') //=> []
 */
export function blockedBy(graph: PrerequisiteGraph, levels: MasteryLevels, id: string): readonly Blocker[] {
  checkLevels('blockedBy.levels', levels);
  return prerequisitesOf('blockedBy', graph, id)
    .filter((prerequisite) => blocks(prerequisite, levels))
    .map((prerequisite) => ({ ...prerequisite, level: levelOf(levels, prerequisite.id) }));
}

function blocks(prerequisite: Prerequisite, levels: MasteryLevels): boolean {
  return levelOf(levels, prerequisite.id) < prerequisite.masteryRequired;
}

function weightedLevel(needed: readonly Prerequisite[], levels: MasteryLevels): number {
  let total = 0;
  let reached = 0;
  for (const { id, weight } of needed) {
    total += weight;
    reached += weight * levelOf(levels, id);
  }
  return total === 0 ? 1 : Math.min(1, reached / total);
}

export function levelOf(levels: MasteryLevels, id: string): number {
  const level = levels.get(id) ?? 0;
  checkUnit('levels', level);
  return level;
}

function prerequisitesOf(where: string, graph: PrerequisiteGraph, id: string): readonly Prerequisite[] {
  checkGraph(`${where}.graph`, graph);
  const needed = graph.prerequisites.get(id);
  if (needed === undefined) throw invalidInput(`${where}.id`, 'the id of a concept in the graph', id);
  return needed;
}

export function checkGraph(where: string, graph: PrerequisiteGraph): void {
  const built = graph?.prerequisites instanceof Map && Array.isArray(graph.order);
  if (!built) throw invalidInput(where, 'a graph from buildPrerequisiteGraph', graph);
}

export function checkLevels(where: string, levels: MasteryLevels): void {
  if (!(levels instanceof Map)) throw invalidInput(where, 'a Map from concept id to mastery', levels);
}
