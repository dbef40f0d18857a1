import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  blockedBy,
  buildPrerequisiteGraph,
  outerFringe,
  type Prerequisite,
  type PrerequisiteNode,
  readiness,
} from '../../src/algorithms/index.js';

const needs = (id: string, masteryRequired = 0.8, weight = 1): Prerequisite => ({ id, weight, masteryRequired });
const node = (id: string, ...prerequisites: (string | Prerequisite)[]): PrerequisiteNode => ({
  id,
  prerequisites: prerequisites.map((each) => (typeof each === 'string' ? needs(each) : each)),
});
const chain = (length: number): PrerequisiteNode[] =>
  Array.from({ length }, (_, at) => (at === 0 ? node('0') : node(String(at), String(at - 1))));

/** Random curricula without circles: each concept needs some of the earlier ones; then shuffled. */
const curriculum: fc.Arbitrary<PrerequisiteNode[]> = fc
  .array(fc.array(fc.nat(), { maxLength: 4 }), { minLength: 1, maxLength: 25 })
  .map((rows) => rows.map((row, at) => node(String(at), ...new Set(at === 0 ? [] : row.map((pick) => String(pick % at))))))
  .chain((nodes) => fc.shuffledSubarray(nodes, { minLength: nodes.length }));

describe('a prerequisite graph', () => {
  it('orders every concept after its prerequisites', () => {
    fc.assert(
      fc.property(curriculum, (nodes) => {
        const { order } = buildPrerequisiteGraph(nodes);
        expect([...order].sort()).toEqual(nodes.map(({ id }) => id).sort());
        for (const { id, prerequisites } of nodes) {
          for (const needed of prerequisites) expect(order.indexOf(needed.id)).toBeLessThan(order.indexOf(id));
        }
      }),
    );
  });

  it('leaves an order that can be taught as it was', () => {
    fc.assert(
      fc.property(curriculum, (nodes) => {
        const { order } = buildPrerequisiteGraph(nodes);
        const sorted = order.map((id) => nodes.find((each) => each.id === id) ?? node(id));
        expect(buildPrerequisiteGraph(sorted).order).toEqual(order);
      }),
    );
  });

  it('keeps to the order given where prerequisites leave a choice', () => {
    expect(buildPrerequisiteGraph([node('z'), node('c', 'b', 'a'), node('a'), node('b'), node('y')]).order).toEqual([
      'z',
      'b',
      'a',
      'c',
      'y',
    ]);
  });

  it('knows what depends on what, in the order given', () => {
    const { dependents, prerequisites } = buildPrerequisiteGraph([node('c', 'a'), node('a'), node('b', 'a')]);
    expect([...dependents]).toEqual([
      ['c', []],
      ['a', ['c', 'b']],
      ['b', []],
    ]);
    expect(prerequisites.get('c')).toEqual([needs('a')]);
  });

  it('is not changed by what happens to the objects that it was built from', () => {
    const mutable = { id: 'b', prerequisites: [{ id: 'a', weight: 1, masteryRequired: 0.5 }] };
    const graph = buildPrerequisiteGraph([node('a'), mutable]);
    mutable.prerequisites[0] = { id: 'x', weight: 9, masteryRequired: 9 };
    expect(graph.prerequisites.get('b')).toEqual([needs('a', 0.5)]);
  });

  it.each([
    ['a → a', [node('a', 'a')]],
    ['a → b → a', [node('a', 'b'), node('b', 'a')]],
    ['b → c → d → b', [node('a', 'b'), node('b', 'c'), node('c', 'd'), node('d', 'b')]],
  ])('names the circle %s', (named, nodes) => {
    expect(() => buildPrerequisiteGraph(nodes)).toThrow(
      expect.objectContaining({
        code: 'prerequisite_cycle',
        message: `buildPrerequisiteGraph: the prerequisites form a cycle, each needing the next: ${named}`,
      }),
    );
  });

  it('names a long circle by its beginning and length', () => {
    const [, ...rest] = chain(50_000);
    expect(() => buildPrerequisiteGraph([node('0', '49999'), ...rest])).toThrow(/next: 0 → 49999 → 49998 → .* → … \(50000 in all\) → 0$/);
  });

  it('finds a circle if and only if there is one', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 15 }), (edges) => {
        const ids = Array.from({ length: 10 }, (_, at) => at);
        const neededBy = (id: number): number[] => [...new Set(edges.filter(([from]) => from === id).map(([, to]) => to))];
        const nodes = ids.map((id) => node(String(id), ...neededBy(id).map(String)));
        const build = (): unknown => buildPrerequisiteGraph(nodes);
        if (ids.some((id) => reaches(id, id, neededBy))) expect(build).toThrow(expect.objectContaining({ code: 'prerequisite_cycle' }));
        else expect(build).not.toThrow();
      }),
    );
  });

  it.each<[string, PrerequisiteNode[]]>([
    ['buildPrerequisiteGraph.nodes[0].prerequisites[0].id', [node('a', 'unknown')]],
    ['buildPrerequisiteGraph.nodes[1].id', [node('a'), node('a')]],
    ['buildPrerequisiteGraph.nodes[1].prerequisites[1].id', [node('a'), node('b', 'a', 'a')]],
    ['buildPrerequisiteGraph.nodes[0].id', [node('')]],
    ['buildPrerequisiteGraph.nodes[1].prerequisites[0].weight', [node('a'), node('b', needs('a', 0.5, 2))]],
    ['buildPrerequisiteGraph.nodes[1].prerequisites[0].masteryRequired', [node('a'), node('b', needs('a', -0.1))]],
  ])('refuses what is wrong at %s', (where, nodes) => {
    expect(() => buildPrerequisiteGraph(nodes)).toThrow(expect.objectContaining({ code: 'invalid_input', where }));
  });

  it('takes ids that are the names of object members', () => {
    expect(buildPrerequisiteGraph([node('constructor', '__proto__'), node('__proto__')]).order).toEqual(['__proto__', 'constructor']);
  });

  it('takes a chain of 100,000 concepts, given from its end', () => {
    const graph = buildPrerequisiteGraph(chain(100_000).reverse());
    expect([graph.order[0], graph.order.at(-1)]).toEqual(['0', '99999']);
    const known = new Map(Array.from({ length: 50_000 }, (_, at) => [String(at), 1]));
    expect(outerFringe(graph, known, 0.8)).toEqual([{ id: '50000', readiness: 1 }]);
  });
});

describe('the outer fringe', () => {
  const graph = buildPrerequisiteGraph([
    node('a'),
    node('b'),
    node('c', needs('a', 0.5, 0.75), needs('b', 0.5, 0.25)),
    node('d', needs('c')),
  ]);

  it('is what is unlocked and not mastered, in teachable order', () => {
    const fringe = (levels: Record<string, number>): string[] =>
      outerFringe(graph, new Map(Object.entries(levels)), 0.8).map(({ id }) => id);
    expect(fringe({})).toEqual(['a', 'b']);
    expect(fringe({ a: 0.8 })).toEqual(['b']);
    expect(fringe({ a: 0.8, b: 0.49 })).toEqual(['b']);
    expect(fringe({ a: 0.8, b: 0.5 })).toEqual(['b', 'c']);
    expect(fringe({ a: 0.5, b: 0.5 })).toEqual(['a', 'b', 'c']);
    expect(fringe({ a: 1, b: 1, c: 0.8 })).toEqual(['d']);
    expect(fringe({ a: 1, b: 1, c: 1, d: 1 })).toEqual([]);
  });

  it('agrees with what blocks a concept', () => {
    const level = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(curriculum, fc.array(level, { minLength: 25, maxLength: 25 }), (nodes, given) => {
        const built = buildPrerequisiteGraph(nodes);
        const levels = new Map(given.map((each, at) => [String(at), each]));
        const open = built.order.filter((id) => blockedBy(built, levels, id).length === 0 && (levels.get(id) ?? 0) < 0.8);
        expect(outerFringe(built, levels, 0.8)).toEqual(open.map((id) => ({ id, readiness: readiness(built, levels, id) })));
      }),
    );
  });

  it('weighs readiness by importance', () => {
    const ready = (levels: Record<string, number>): number => readiness(graph, new Map(Object.entries(levels)), 'c');
    expect([ready({}), ready({ a: 1 }), ready({ b: 1 }), ready({ a: 0.5, b: 0.5 })]).toEqual([0, 0.75, 0.25, 0.5]);
    expect(readiness(graph, new Map(), 'a')).toBe(1);
    const weightless = buildPrerequisiteGraph([node('a'), node('b', needs('a', 0.5, 0))]);
    expect(readiness(weightless, new Map(), 'b')).toBe(1);
  });

  it('says what blocks a concept, and how far it is', () => {
    expect(blockedBy(graph, new Map([['a', 0.25]]), 'c')).toEqual([
      { id: 'a', weight: 0.75, masteryRequired: 0.5, level: 0.25 },
      { id: 'b', weight: 0.25, masteryRequired: 0.5, level: 0 },
    ]);
    expect(
      blockedBy(
        graph,
        new Map([
          ['a', 0.5],
          ['b', 0.5],
        ]),
        'c',
      ),
    ).toEqual([]);
  });

  it('refuses an unknown concept and a level that is none', () => {
    expect(() => readiness(graph, new Map(), 'x')).toThrow(expect.objectContaining({ code: 'invalid_input', where: 'readiness.id' }));
    expect(() => blockedBy(graph, new Map(), 'x')).toThrow(expect.objectContaining({ code: 'invalid_input', where: 'blockedBy.id' }));
    expect(() => outerFringe(graph, new Map([['a', Number.NaN]]), 0.8)).toThrow(expect.objectContaining({ code: 'invalid_input' }));
    expect(() => readiness(graph, new Map([['a', 1.5]]), 'c')).toThrow(expect.objectContaining({ code: 'invalid_input' }));
  });
});

function reaches(from: number, goal: number, next: (id: number) => readonly number[]): boolean {
  const seen = new Set<number>();
  const open = [...next(from)];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === goal) return true;
    if (!seen.has(id)) open.push(...next(id));
    seen.add(id);
  }
  return false;
}
