import { buildPrerequisiteGraph } from 'adaptive-learning-engine/algorithms';
import { describe, expect, it } from 'vitest';
import { correlation, meanDistance } from '../../examples/demo/simulate/belief-and-truth.js';
import { classOf } from '../../examples/demo/simulate/class-of.js';
import { COURSE } from '../../examples/demo/simulate/course.js';
import { Mind } from '../../examples/demo/simulate/mind.js';
import { Random } from '../../examples/demo/simulate/random.js';
import { termIn } from '../../examples/demo/simulate/term.js';

const DAY_MS = 86_400_000;

describe('the source of chance', () => {
  it('gives the same numbers for the same names, others for others, on every machine', () => {
    const first = (...names: string[]) => {
      const random = new Random(...names);
      return Array.from({ length: 3 }, () => random.wholeBetween(0, 999));
    };
    expect(first('a')).toEqual(first('a'));
    expect(first('a')).not.toEqual(first('b'));
    expect(first('golden')).toEqual(GOLDEN);
  });

  it('is even, and its bell is a bell', () => {
    const random = new Random('even');
    const shares = Array.from({ length: 20_000 }, () => random.share());
    expect(shares.every((share) => share >= 0 && share < 1)).toBe(true);
    expect(mean(shares)).toBeCloseTo(0.5, 1);
    const bell = Array.from({ length: 20_000 }, () => random.normal());
    expect(mean(bell)).toBeCloseTo(0, 1);
    expect(mean(bell.map((value) => value ** 2))).toBeCloseTo(1, 1);
  });
});

describe('a simulated mind', () => {
  const mind = () => new Mind(new Random('mind'));
  const practised = (days: readonly number[]) => {
    const one = mind();
    for (const day of days) one.practise('Fractions', day * DAY_MS, { correct: true, explained: false });
    return one;
  };

  it('knows more after practice, less after a while, and never as little as before', () => {
    const fresh = mind().knowledge('Fractions', 0);
    const one = practised([0]);
    expect(one.knowledge('Fractions', 0)).toBeGreaterThan(fresh);
    expect(one.knowledge('Fractions', 10 * DAY_MS)).toBeLessThan(one.knowledge('Fractions', 0));
    expect(one.knowledge('Fractions', 1000 * DAY_MS)).toBeGreaterThan(fresh);
  });

  it('keeps longer what it practised on several days', () => {
    const at = 30 * DAY_MS;
    expect(practised([0, 1, 2, 3]).knowledge('Fractions', at)).toBeGreaterThan(practised([0, 0, 0, 0]).knowledge('Fractions', at));
  });

  it('finds a concept easier when it knows what that builds on', () => {
    expect(practised([0, 1, 2]).knowledge('Percentages', 2 * DAY_MS)).toBeGreaterThan(mind().knowledge('Percentages', 2 * DAY_MS));
  });

  it('answers hard questions worse, and worse when distracted, between guessing and slipping', () => {
    const one = practised([0, 1]);
    const right = (difficulty: number, distracted: boolean) => one.rightAnswer('Fractions', difficulty, DAY_MS, distracted);
    expect(right(0.9, false)).toBeLessThan(right(0.1, false));
    expect(right(0.5, true)).toBeLessThan(right(0.5, false));
    expect(right(1, true)).toBeGreaterThan(0.15);
    expect(right(0, false)).toBeLessThan(0.95);
  });
});

describe('the simulated class', () => {
  it('is the same for the same seed', () => {
    const traits = (seed: number) => classOf(seed, 3).map(({ userId, mind }) => [userId, mind.traits]);
    expect(traits(1)).toEqual(traits(1));
    expect(traits(1)).not.toEqual(traits(2));
  });

  it('follows a course without circles, in an order that can be taught', () => {
    const names = COURSE.map(({ concept }) => concept);
    expect(new Set(names).size).toBe(names.length);
    for (const { concept, needs } of COURSE) {
      for (const needed of needs) expect(names, `${concept} needs ${needed}`).toContain(needed);
    }
    const needs = (id: string) => ({ id, weight: 1, masteryRequired: 0.6 });
    const graph = buildPrerequisiteGraph(COURSE.map((entry) => ({ id: entry.concept, prerequisites: entry.needs.map(needs) })));
    expect(graph.order).toHaveLength(COURSE.length);
  });

  it('studies by the clock on the wall, also after the clocks have changed', () => {
    const { days, eve, after } = termIn('Europe/Zurich', 10);
    expect(days).toHaveLength(50);
    expect(days.at(0)?.at(15, 0).toISOString()).toBe('2026-09-07T13:00:00.000Z');
    expect(days.at(-1)?.at(15, 0).toISOString()).toBe('2026-11-13T14:00:00.000Z');
    expect(eve < after).toBe(true);
  });
});

describe('belief beside truth', () => {
  it('is measured by distance and by correlation', () => {
    const pairs = [0.1, 0.5, 0.9].map((truth) => ({ truth, belief: truth / 2 + 0.25 }));
    expect(correlation(pairs)).toBeCloseTo(1);
    expect(meanDistance(pairs)).toBeCloseTo((0.2 + 0 + 0.2) / 3);
  });
});

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Of `new Random('golden')`: another machine that gives others plays another class. */
const GOLDEN = [241, 93, 295];
