import { invalidInput } from '../../errors.js';
import { checkKnownKeys, checkObject, checkSignedUnit, checkUnit } from '../argument-checks.js';
import { checkGraph, checkLevels, levelOf, type MasteryLevels } from './outer-fringe.js';
import type { PrerequisiteGraph } from './prerequisite-graph.js';

/** The numbers by which evidence spreads. */
export type CreditParams = {
  /** What is left of the evidence after each step to a neighbour of weight 1, 0 (nothing spreads) to 1. */
  readonly damping: number;
  /** Credit below it is left out, 0 to 1: a trace of evidence from far away says nothing. */
  readonly least_credit: number;
};

/** Half is left after each step, so that three steps away an answer counts an eighth; ours, not a measurement. */
export const creditDefaults: CreditParams = Object.freeze({ damping: 0.5, least_credit: 0.01 });

/** What answers on other concepts say of a concept. */
export type Credit = {
  /** How strongly success on what builds on it speaks for it, 0 to 1. */
  readonly support: number;
  /** How strongly failure on its prerequisites speaks against it, 0 to 1. */
  readonly doubt: number;
};

/**
 * What answers say of the concepts that were not asked: success on an advanced concept speaks for its prerequisites, and failure on a
 * prerequisite against what builds on it.
 *
 *     support(p) = max over what builds on p  of damping·weight·(own success, or support, of it)
 *     doubt(c)   = max over c's prerequisites of damping·weight·(own failure, or doubt, of it)
 *
 * The strongest line of evidence counts, not the sum: two paths from one answer are one answer. So the result depends neither on the order
 * of the evidence nor on that of the curriculum, and stays within 0 to 1. Takes O(V + E), without recursion.
 *
 * Sources: the surmise relation of J.-P. Doignon, J.-C. Falmagne, Spaces for the assessment of knowledge, International Journal of
 * Man-Machine Studies 23, 1985 (who knows a concept knows what it needs, and who lacks one lacks what needs it); credit that trickles down by
 * fractions, J. Skycak, The Math Academy Way, 2023 (fractional implicit repetition). Maximum and damping are ours.
 *
 * @param evidence - by concept id: 1 a full success, −1 a full failure, 0 nothing
 * @param params - see {@link CreditParams}
 * @returns by concept id in the graph's order, only concepts that credit reaches; a concept's own evidence is not in its credit, for its own
 * model has learnt from it. Hand it to {@link levelsWithCredit}
 * @throws AdaptiveLearningError `invalid_input` when the graph has no such concept or a number is out of range
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
 * Mastery with the credit of other concepts' answers included.
 *
 *     level' = level + support·(1 − level) − doubt·level
 *
 * A straight line between `support` at level 0 and 1 − `doubt` at level 1, so it never leaves 0 to 1, and it does not matter which of the two
 * comes first. Concepts without credit keep their level.
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
