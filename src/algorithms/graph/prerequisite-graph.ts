import { AdaptiveLearningError, invalidInput } from '../../errors.js';
import { checkList, checkObject, checkUnit } from '../argument-checks.js';
import { runAtOnce } from '../fitting/run-in-slices.js';

/** A circle longer than this is named by its first ids only. */
const LONGEST_NAMED_CIRCLE = 12;

/** Nodes gone through between two pauses, about a millisecond of work. */
const NODES_A_STEP = 128;

/** A concept that must be known first. */
export type Prerequisite = {
  readonly id: string;
  /** Its weight in `readiness`, 0 to 1. It does not affect whether the prerequisite blocks. */
  readonly weight: number;
  /** The mastery at or above which it no longer blocks, 0 to 1. */
  readonly masteryRequired: number;
};

/** A concept with its prerequisites. Ids are opaque strings. */
export type PrerequisiteNode = {
  readonly id: string;
  /** The name for error messages; the id by default. */
  readonly label?: string;
  readonly prerequisites: readonly Prerequisite[];
};

/** A validated curriculum without unknown ids, duplicates or cycles. Build it with {@link buildPrerequisiteGraph}. */
export type PrerequisiteGraph = {
  /** All ids, each after all of its prerequisites. */
  readonly order: readonly string[];
  /** By id, in the order of the input. */
  readonly prerequisites: ReadonlyMap<string, readonly Prerequisite[]>;
  /** By id: the concepts that have it as a prerequisite, in the order of the input. */
  readonly dependents: ReadonlyMap<string, readonly string[]>;
};

/**
 * Validates a curriculum and sorts it into a teaching order.
 *
 * `order` is a stable topological order: a concept moves back from its position in the input only as far as its prerequisites require. A list that is
 * already in a valid order stays unchanged. Runs in O(V + E), without recursion.
 *
 * @throws AdaptiveLearningError `prerequisite_cycle` when prerequisites form a cycle; the message names the concepts of the cycle. `invalid_input` on
 * an empty or repeated id, an unknown or repeated prerequisite, a number outside 0 to 1
 *
 * @example
 * const needs = (id) => ({ id, weight: 1, masteryRequired: 0.8 });
 * const graph = buildPrerequisiteGraph([
 *   { id: 'fractions', prerequisites: [needs('division')] },
 *   { id: 'division', prerequisites: [] },
 * ]);
 * graph.order //=> ['division', 'fractions']
 * graph.dependents.get('division') //=> ['fractions']
 * buildPrerequisiteGraph([{ id: 'a', prerequisites: [needs('a')] }]) //=> throws prerequisite_cycle
 */
export function buildPrerequisiteGraph(nodes: readonly PrerequisiteNode[]): PrerequisiteGraph {
  return runAtOnce(prerequisiteGraphSteps(nodes));
}

/**
 * {@link buildPrerequisiteGraph} as a generator, for programs that must not block: yields the number of visited nodes after every few hundred nodes
 * (about a millisecond of work) and returns the graph. Each node is visited four times.
 *
 * @throws AdaptiveLearningError `prerequisite_cycle` or `invalid_input` as for {@link buildPrerequisiteGraph}, from `next()`
 *
 * @example
 * const steps = prerequisiteGraphSteps([{ id: 'counting', prerequisites: [] }]);
 * steps.next().value.order //=> ['counting']
 */
export function prerequisiteGraphSteps(nodes: readonly PrerequisiteNode[]): Generator<number, PrerequisiteGraph> {
  return graphSteps(nodes);
}

function* graphSteps(nodes: readonly PrerequisiteNode[]): Generator<number, PrerequisiteGraph> {
  const prerequisites = yield* collect(nodes);
  const dependents = new Map<string, string[]>();
  for (const id of prerequisites.keys()) dependents.set(id, []);
  let done = 0;
  for (const [id, needed] of prerequisites) {
    for (const prerequisite of needed) dependents.get(prerequisite.id)?.push(id);
    done += 1;
    if (done % NODES_A_STEP === 0) yield NODES_A_STEP;
  }
  const labels = new Map(nodes.map(({ id, label = id }) => [id, label]));
  return Object.freeze({ order: Object.freeze(yield* teachableOrder(prerequisites, labels)), prerequisites, dependents });
}

/** The nodes by id, checked and copied, so that a later change to the caller's objects does not reach the graph. */
function* collect(nodes: readonly PrerequisiteNode[]): Generator<number, Map<string, readonly Prerequisite[]>> {
  const byId = new Map<string, readonly Prerequisite[]>();
  checkList('buildPrerequisiteGraph.nodes', nodes);
  for (const [index, node] of nodes.entries()) {
    const where = `buildPrerequisiteGraph.nodes[${index}]`;
    checkObject(where, node);
    checkId(`${where}.id`, node.id);
    if (node.label !== undefined) checkId(`${where}.label`, node.label);
    if (byId.has(node.id)) throw invalidInput(`${where}.id`, 'an id that no earlier node has', node.id);
    checkList(`${where}.prerequisites`, node.prerequisites);
    byId.set(node.id, Object.freeze(Array.from(node.prerequisites, (given, at) => copyOf(given, `${where}.prerequisites[${at}]`))));
    if ((index + 1) % NODES_A_STEP === 0) yield NODES_A_STEP;
  }
  for (const [index, node] of nodes.entries()) {
    const seen = new Set<string>();
    for (const [at, { id }] of (byId.get(node.id) ?? []).entries()) {
      const where = `buildPrerequisiteGraph.nodes[${index}].prerequisites[${at}].id`;
      if (!byId.has(id)) throw invalidInput(where, 'the id of one of the nodes', id);
      if (seen.has(id)) throw invalidInput(where, 'an id that the same node does not name twice', id);
      seen.add(id);
    }
    if ((index + 1) % NODES_A_STEP === 0) yield NODES_A_STEP;
  }
  return byId;
}

function copyOf(given: Prerequisite, where: string): Prerequisite {
  checkObject(where, given);
  const { id, weight, masteryRequired } = given;
  checkId(`${where}.id`, id);
  checkUnit(`${where}.weight`, weight);
  checkUnit(`${where}.masteryRequired`, masteryRequired);
  return Object.freeze({ id, weight, masteryRequired });
}

function checkId(where: string, id: string): void {
  if (typeof id !== 'string' || id === '') throw invalidInput(where, 'a string that is not empty', id);
}

/** Depth first from each node as given, each after its prerequisites; `path` is the way from the start to the node at hand. */
function* teachableOrder(
  prerequisites: ReadonlyMap<string, readonly Prerequisite[]>,
  labels: ReadonlyMap<string, string>,
): Generator<number, string[]> {
  const order: string[] = [];
  const state = new Map<string, 'on the path' | 'done'>();
  for (const start of prerequisites.keys()) {
    if (state.has(start)) continue;
    const path = [{ id: start, next: 0 }];
    state.set(start, 'on the path');
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const needed = prerequisites.get(top.id)?.[top.next++];
      if (needed === undefined) {
        path.pop();
        state.set(top.id, 'done');
        order.push(top.id);
        if (order.length % NODES_A_STEP === 0) yield NODES_A_STEP;
      } else if (state.get(needed.id) === 'on the path') {
        throw circle(
          path.map((step) => step.id),
          needed.id,
          labels,
        );
      } else if (!state.has(needed.id)) {
        state.set(needed.id, 'on the path');
        path.push({ id: needed.id, next: 0 });
      }
    }
  }
  return order;
}

function circle(path: readonly string[], backTo: string, labels: ReadonlyMap<string, string>): AdaptiveLearningError {
  const ids = path.slice(path.indexOf(backTo));
  const named = ids
    .slice(0, LONGEST_NAMED_CIRCLE)
    .map((id) => labels.get(id))
    .join(' → ');
  const more = ids.length > LONGEST_NAMED_CIRCLE ? ` → … (${ids.length} in all)` : '';
  const message = `buildPrerequisiteGraph: the prerequisites form a cycle, each needing the next: ${named}${more} → ${labels.get(backTo)}`;
  return new AdaptiveLearningError('prerequisite_cycle', message, { where: 'buildPrerequisiteGraph.nodes' });
}
