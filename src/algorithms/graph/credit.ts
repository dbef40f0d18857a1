import { invalidInput } from '../../errors.js';
import { checkKnownKeys, checkObject, checkSignedUnit, checkUnit } from '../argument-checks.js';
import { checkGraph, checkLevels, levelOf, type MasteryLevels } from './outer-fringe.js';
import type { PrerequisiteGraph } from './prerequisite-graph.js';

/** Parameters of the spread of evidence. */
export type CreditParams = {
  /** The factor on evidence for each step to a neighbour with weight 1; 0 (nothing spreads) to 1. */
  readonly damping: number;
  /** Credit below this value is dropped; 0 to 1. */
  readonly least_credit: number;
};

/** Each step halves the evidence, so an answer counts an eighth three steps away. Our own choice, not a measurement. */
export const creditDefaults: CreditParams = Object.freeze({ damping: 0.5, least_credit: 0.01 });

/** Evidence about a concept from answers to other concepts. */
export type Credit = {
  /** Positive evidence from successes on concepts that build on it, 0 to 1. */
  readonly support: number;
  /** Negative evidence from failures on its prerequisites, 0 to 1. */
  readonly doubt: number;
};

/**
 * Spreads evidence to related concepts: a success on an advanced concept is evidence that its prerequisites are known, and a failure on a
 * prerequisite is evidence that the concepts that build on it are not.
 *
 *     support(p) = max over concepts that build on p of damping·weight·(their own success or support)
 *     doubt(c)   = max over c's prerequisites of damping·weight·(their own failure or doubt)
 *
 * Only the strongest path counts, not the sum, because two paths from one answer are one piece of evidence. So the result does not depend on the
 * order of the evidence or of the curriculum, and stays within 0 to 1. Runs in O(V + E), without recursion.
 *
 * Sources: the surmise relation of J.-P. Doignon, J.-C. Falmagne, Spaces for the assessment of knowledge, International Journal of Man-Machine
 * Studies 23, 1985 (a learner who knows a concept knows its prerequisites, and one who lacks a concept lacks everything that builds on it); credit by
 * fractions, J. Skycak, The Math Academy Way, 2023 (fractional implicit repetition). The maximum and the damping are our own choice.
 *
 * @param evidence - by concept id: from −1 (full failure) through 0 (no evidence) to 1 (full success)
 * @param params - see {@link CreditParams}
 * @returns by concept id in the graph's order, only for concepts that receive credit. A concept's own evidence is not part of its credit, because its
 * own model has already learnt from it. Pass the result to {@link levelsWithCredit}
 * @throws AdaptiveLearningError `invalid_input` when a concept is not in the graph or a number is out of range
 *
 * @example
 * const needs = (id, weight) => ({ id, weight, masteryRequired: 0.6 });
 * const graph = buildPrerequisiteGraph([
 *   { id: 'counting', prerequisites: [] },
 *   { id: 'adding', prerequisites: [needs('counting', 1)] },
 *   { id: 'multiplying', prerequisites: [needs('adding', 0.8)] },
 * ]);
 * [...propagateCredit(graph, new Map([['multiplying', 1]]))]
 * //=> [['counting', { support: 0.2, doubt: 0 }], ['adding', { support: 0.4, doubt: 0 }]]
 * [...propagateCredit(graph, new Map([['adding', -1]]))] //=> [['multiplying', { support: 0, doubt: 0.4 }]]
 */
export function propagateCredit(
  graph: PrerequisiteGraph,
  evidence: ReadonlyMap<string, number>,
  params: CreditParams = creditDefaults,
): ReadonlyMap<string, Credit> {
  checkGraph('propagateCredit.graph', graph);
  checkEvidence(graph, evidence);
  checkParams(params);
  const support = supportOf(graph, evidence, params.damping);
  const doubt = doubtOf(graph, evidence, params.damping);
  const credits = new Map<string, Credit>();
  for (const id of graph.order) {
    const credit = { support: atLeast(params.least_credit, support.get(id)), doubt: atLeast(params.least_credit, doubt.get(id)) };
    if (credit.support > 0 || credit.doubt > 0) credits.set(id, credit);
  }
  return credits;
}

/**
 * Mastery including the credit from answers to other concepts.
 *
 *     level' = level + support·(1 − level) − doubt·level
 *
 * This is linear in the level, from `support` at level 0 to 1 − `doubt` at level 1, so the result stays within 0 to 1. Concepts without credit keep
 * their level.
 *
 * @param credits - from {@link propagateCredit}
 * @returns a new map, 0 to 1
 * @throws AdaptiveLearningError `invalid_input` when a number is out of range
 *
 * @example
 * const credits = new Map([['adding', { support: 0.4, doubt: 0 }]]);
 * levelsWithCredit(new Map([['adding', 0.5], ['counting', 0.9]]), credits) //=> new Map([['adding', 0.7], ['counting', 0.9]])
 */
export function levelsWithCredit(levels: MasteryLevels, credits: ReadonlyMap<string, Credit>): ReadonlyMap<string, number> {
  checkLevels('levelsWithCredit.levels', levels);
  if (!(credits instanceof Map)) throw invalidInput('levelsWithCredit.credits', 'a Map from propagateCredit', credits);
  const changed = new Map<string, number>();
  for (const id of levels.keys()) changed.set(id, levelOf(levels, id));
  for (const [id, credit] of credits) {
    checkObject('levelsWithCredit.credits', credit);
    checkUnit('levelsWithCredit.credits.support', credit.support);
    checkUnit('levelsWithCredit.credits.doubt', credit.doubt);
    const level = levelOf(levels, id);
    changed.set(id, Math.min(1, Math.max(0, level + credit.support * (1 - level) - credit.doubt * level)));
  }
  return changed;
}

/** From the most advanced concept down: each hands the stronger of its own success and its support on to its prerequisites. */
function supportOf(graph: PrerequisiteGraph, evidence: ReadonlyMap<string, number>, damping: number): Map<string, number> {
  const support = new Map<string, number>();
  for (let at = graph.order.length - 1; at >= 0; at -= 1) {
    const id = graph.order[at] as string;
    const held = Math.max(support.get(id) ?? 0, evidence.get(id) ?? 0);
    if (held === 0) continue;
    for (const { id: needed, weight } of graph.prerequisites.get(id) ?? []) {
      support.set(needed, Math.max(support.get(needed) ?? 0, damping * weight * held));
    }
  }
  return support;
}

/** From the simplest concept up: each takes the strongest of what its prerequisites have against it. */
function doubtOf(graph: PrerequisiteGraph, evidence: ReadonlyMap<string, number>, damping: number): Map<string, number> {
  const doubt = new Map<string, number>();
  for (const id of graph.order) {
    let strongest = 0;
    for (const { id: needed, weight } of graph.prerequisites.get(id) ?? []) {
      const held = Math.max(doubt.get(needed) ?? 0, -(evidence.get(needed) ?? 0));
      strongest = Math.max(strongest, damping * weight * held);
    }
    if (strongest > 0) doubt.set(id, strongest);
  }
  return doubt;
}

function atLeast(least: number, credit: number | undefined): number {
  return credit === undefined || credit < least ? 0 : credit;
}

function checkEvidence(graph: PrerequisiteGraph, evidence: ReadonlyMap<string, number>): void {
  if (!(evidence instanceof Map)) throw invalidInput('propagateCredit.evidence', 'a Map from concept id to -1 … 1', evidence);
  for (const [id, strength] of evidence) {
    if (!graph.prerequisites.has(id)) throw invalidInput('propagateCredit.evidence', 'ids of concepts in the graph', id);
    checkSignedUnit('propagateCredit.evidence', strength);
  }
}

function checkParams(params: CreditParams): void {
  checkObject('propagateCredit.params', params);
  checkKnownKeys('propagateCredit.params', params, creditDefaults);
  checkUnit('propagateCredit.params.damping', params.damping);
  checkUnit('propagateCredit.params.least_credit', params.least_credit);
}
