import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  buildPrerequisiteGraph,
  creditDefaults,
  levelsWithCredit,
  type PrerequisiteNode,
  propagateCredit,
} from '../../src/algorithms/index.js';

const needs = (id: string, weight = 1) => ({ id, weight, masteryRequired: 0.6 });
const unit = fc.double({ min: 0, max: 1, noNaN: true });

/** Random curricula without circles, each concept needing some of the earlier ones, and evidence on some. */
const curriculum: fc.Arbitrary<readonly PrerequisiteNode[]> = fc
  .array(fc.array(fc.tuple(fc.nat(), unit), { maxLength: 4 }), { minLength: 1, maxLength: 15 })
  .map((rows) =>
    rows.map((row, at) => {
      const weights = new Map(at === 0 ? [] : row.map(([pick, weight]) => [String(pick % at), weight] as const));
      return { id: String(at), prerequisites: [...weights].map(([id, weight]) => needs(id, weight)) };
    }),
  );
const graphWithEvidence = curriculum.chain((nodes) =>
  fc.record({
    nodes: fc.constant(nodes),
    evidence: fc.array(fc.tuple(fc.constantFrom(...nodes.map(({ id }) => id)), fc.double({ min: -1, max: 1, noNaN: true })), {
      maxLength: 6,
    }),
    damping: unit,
  }),
);

describe('credit', () => {
  const graph = buildPrerequisiteGraph([
    { id: 'a', prerequisites: [] },
    { id: 'b', prerequisites: [needs('a', 0.5)] },
    { id: 'c', prerequisites: [needs('a'), needs('b')] },
    { id: 'd', prerequisites: [needs('c', 0.2)] },
  ]);

  it('goes down from a success, along the strongest path, and up from a failure', () => {
    expect([...propagateCredit(graph, new Map([['c', 1]]))]).toEqual([
      ['a', { support: 0.5, doubt: 0 }],
      ['b', { support: 0.5, doubt: 0 }],
    ]);
    expect([...propagateCredit(graph, new Map([['a', -0.8]]))]).toEqual([
      ['b', { support: 0, doubt: 0.2 }],
      ['c', { support: 0, doubt: 0.4 }],
      ['d', { support: 0, doubt: expect.closeTo(0.04, 12) }],
    ]);
  });

  it('is the best product of dampings and weights over all paths', () => {
    fc.assert(
      fc.property(graphWithEvidence, ({ nodes, evidence, damping }) => {
        const strengths = new Map(evidence);
        const credits = propagateCredit(buildPrerequisiteGraph(nodes), strengths, { damping, least_credit: 0 });
        const byId = new Map(nodes.map((node) => [node.id, node.prerequisites]));
        const along = (from: string, to: string): number =>
          Math.max(0, ...(byId.get(from) ?? []).map(({ id, weight }) => damping * weight * (id === to ? 1 : along(id, to))));
        for (const { id } of nodes) {
          const [up, down] = [0, 0].map((_, way) =>
            Math.max(
              0,
              ...[...strengths].map(([other, s]) => (way === 0 ? Math.max(0, s) * along(other, id) : Math.max(0, -s) * along(id, other))),
            ),
          );
          expect(credits.get(id)?.support ?? 0).toBeCloseTo(up as number, 12);
          expect(credits.get(id)?.doubt ?? 0).toBeCloseTo(down as number, 12);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('does not depend on the order of evidence or curriculum, to the bit, and leaves levels within 0 to 1', () => {
    fc.assert(
      fc.property(graphWithEvidence, fc.array(unit, { maxLength: 15 }), ({ nodes, evidence, damping }, values) => {
        const params = { damping, least_credit: 0.01 };
        const strengths = new Map(evidence);
        const once = propagateCredit(buildPrerequisiteGraph(nodes), strengths, params);
        const reversed = propagateCredit(buildPrerequisiteGraph([...nodes].reverse()), new Map([...strengths].reverse()), params);
        expect(new Map(reversed)).toEqual(new Map(once));
        const levels = new Map(values.map((value, at) => [String(at), value]));
        for (const level of levelsWithCredit(levels, once).values()) {
          expect(level).toBeGreaterThanOrEqual(0);
          expect(level).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('raises what is supported, lowers what is doubted, and touches nothing else', () => {
    const credits = new Map([
      ['a', { support: 0.5, doubt: 0 }],
      ['b', { support: 0, doubt: 0.5 }],
      ['c', { support: 1, doubt: 1 }],
    ]);
    const levels = new Map([...'abcd'].map((id) => [id, 0.4]));
    expect([...levelsWithCredit(levels, credits).values()]).toEqual([0.7, 0.2, expect.closeTo(0.6, 12), 0.4]);
    expect(levels.get('a')).toBe(0.4);
  });

  it('leaves out what is fainter than the least credit, and refuses evidence on what is not there', () => {
    expect([...propagateCredit(graph, new Map([['d', 0.05]]), creditDefaults).keys()]).toEqual([]);
    expect(() => propagateCredit(graph, new Map([['x', 1]]))).toThrow(expect.objectContaining({ where: 'propagateCredit.evidence' }));
  });

  it('goes through a chain of 100,000 concepts', () => {
    const chain = buildPrerequisiteGraph(
      Array.from({ length: 100_000 }, (_, at) => ({ id: String(at), prerequisites: at === 0 ? [] : [needs(String(at - 1))] })),
    );
    expect(propagateCredit(chain, new Map([['99999', 1]]), { damping: 1, least_credit: 0 }).size).toBe(99_999);
  });
});
