import { list, type Walk } from '../../support/complexity.js';
import { algorithms } from './counted.js';

const { buildPrerequisiteGraph } = algorithms;

const needs = (...places: readonly number[]) => places.map((at) => ({ id: `c${at}`, weight: 1, masteryRequired: 0.5 }));
/** Each concept needs the one before it. */
const chain = (size: number) => list(size, (at) => ({ id: `c${at}`, prerequisites: at === 0 ? [] : needs(at - 1) }));
/** The last concept needs all others. */
const star = (size: number) =>
  list(size, (at) => ({ id: `c${at}`, prerequisites: at < size - 1 ? [] : needs(...list(size - 1, (each) => each)) }));
const levels = (size: number) => new Map(list(size, (at) => [`c${at}`, at % 2]));

export const GRAPH: Walk = {
  buildPrerequisiteGraph: (size) => () => buildPrerequisiteGraph(chain(size)),
  'buildPrerequisiteGraph, a star': (size) => () => buildPrerequisiteGraph(star(size)),
  'buildPrerequisiteGraph, a circle': (size) => () => {
    const [, ...others] = chain(size);
    try {
      buildPrerequisiteGraph([{ id: 'c0', prerequisites: needs(size - 1) }, ...others]);
    } catch {
      return;
    }
    throw new Error('A circle was let pass.');
  },
  prerequisiteGraphSteps: (size) => () => [...algorithms.prerequisiteGraphSteps(chain(size))],
  outerFringe: (size) => {
    const graph = buildPrerequisiteGraph(chain(size));
    return () => algorithms.outerFringe(graph, levels(size), 0.8);
  },
  readiness: (size) => {
    const graph = buildPrerequisiteGraph(star(size));
    return () => algorithms.readiness(graph, levels(size), `c${size - 1}`);
  },
  blockedBy: (size) => {
    const graph = buildPrerequisiteGraph(star(size));
    return () => algorithms.blockedBy(graph, levels(size), `c${size - 1}`);
  },
  propagateCredit: (size) => {
    const graph = buildPrerequisiteGraph(chain(size));
    return () => algorithms.propagateCredit(graph, levels(size), { damping: 1, least_credit: 0 });
  },
  'propagateCredit, in a star': (size) => {
    const graph = buildPrerequisiteGraph(star(size));
    return () => algorithms.propagateCredit(graph, levels(size));
  },
  levelsWithCredit: (size) => () =>
    algorithms.levelsWithCredit(levels(size), new Map(list(size, (at) => [`c${at}`, { support: 0.5, doubt: 0 }]))),
};
