import { ALGEBRA, beliefFigures, FAMILIES, PracticeMind, Random } from 'adaptive-learning-engine/simulator';
import { describe, expect, it } from 'vitest';

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

describe('a mind of practice', () => {
  const mind = () => PracticeMind.drawn(ALGEBRA, new Random('mind'));
  const place = (concept: string) => ALGEBRA.placeOf(concept) as number;
  const knowledge = (one: PracticeMind, concept: string, at: number) => one.knowledge(at)[place(concept)] as number;
  const practised = (days: readonly number[]) => {
    const one = mind();
    for (const day of days) one.practise(place('Fractions'), day * DAY_MS, { correct: true, explained: false });
    return one;
  };

  it('knows more after practice, less after a while, and never as little as before', () => {
    const fresh = knowledge(mind(), 'Fractions', 0);
    const one = practised([0]);
    expect(knowledge(one, 'Fractions', 0)).toBeGreaterThan(fresh);
    expect(knowledge(one, 'Fractions', 10 * DAY_MS)).toBeLessThan(knowledge(one, 'Fractions', 0));
    expect(knowledge(one, 'Fractions', 1000 * DAY_MS)).toBeGreaterThan(fresh);
  });

  it('keeps longer what it practised on several days', () => {
    const at = 30 * DAY_MS;
    expect(knowledge(practised([0, 1, 2, 3]), 'Fractions', at)).toBeGreaterThan(knowledge(practised([0, 0, 0, 0]), 'Fractions', at));
  });

  it('finds a concept easier when it knows what that builds on', () => {
    expect(knowledge(practised([0, 1, 2]), 'Percentages', 2 * DAY_MS)).toBeGreaterThan(knowledge(mind(), 'Percentages', 2 * DAY_MS));
  });

  it('answers hard questions worse, and worse when distracted, between guessing and slipping', () => {
    const one = practised([0, 1]);
    const right = (difficulty: number, distracted: boolean) => one.rightAnswer(place('Fractions'), difficulty, DAY_MS, distracted);
    expect(right(0.9, false)).toBeLessThan(right(0.1, false));
    expect(right(0.5, true)).toBeLessThan(right(0.5, false));
    expect(right(1, true)).toBeGreaterThan(0.15);
    expect(right(0, false)).toBeLessThan(0.95);
  });
});

describe.each(FAMILIES)('a mind of the family $name', ({ course, mind }) => {
  const drawn = () => mind(new Random('any'), 0);
  const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
  const lesson = { correct: true, explained: false };
  const start = Date.UTC(2026, 8, 7);

  /** A fortnight of the whole course, in an order that can be taught. */
  function studied() {
    const one = drawn();
    for (let day = 0; day < 14; day += 1) for (const place of course.teachable) one.practise(place, start + day * DAY_MS, lesson);
    return one;
  }

  it('has probabilities and times that can be, before and after study', () => {
    for (const one of [drawn(), studied()]) {
      const at = start + 20 * DAY_MS;
      const right = course.concepts.map((_, place) => [0, 0.5, 1].map((difficulty) => one.rightAnswer(place, difficulty, at)));
      expect([...one.knowledge(at), ...right.flat()].filter((value) => !(value >= 0 && value <= 1))).toEqual([]);
      expect(right.filter(([easy = 0, average = 0, hard = 0]) => !(easy >= average && average >= hard))).toEqual([]);
      expect(course.concepts.map((_, place) => one.seconds(place, at)).filter((seconds) => !(seconds > 1 && seconds < 300))).toEqual([]);
    }
  });

  it('knows more after study, and forgets a part of it', () => {
    const one = studied();
    const after = total(one.knowledge(start + 14 * DAY_MS));
    expect(after).toBeGreaterThan(total(drawn().knowledge(start + 14 * DAY_MS)) + 3);
    expect(total(one.knowledge(start + 100 * DAY_MS))).toBeLessThan(after);
  });

  it('is left as it was by what its fork does', () => {
    const one = studied();
    const at = start + 14 * DAY_MS;
    const before = [...one.knowledge(at)];
    one.fork().practise(0, at, { correct: false, explained: false });
    expect([...one.knowledge(at)]).toEqual(before);
  });
});

describe('belief beside truth', () => {
  it('is measured by distance and by correlation', () => {
    const pairs = [0.1, 0.5, 0.9].map((truth) => ({ truth, belief: truth / 2 + 0.25 }));
    expect(beliefFigures(pairs).correlation).toBeCloseTo(1);
    expect(beliefFigures(pairs).distance).toBeCloseTo((0.2 + 0 + 0.2) / 3);
  });
});

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Of `new Random('golden')`: another machine that gives others plays another class. */
const GOLDEN = [420, 421, 958];
