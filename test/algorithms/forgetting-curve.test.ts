import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CurveShape,
  type ForgettingCurve,
  type ForgettingCurveParams,
  forgettingCurveDefaults,
  type Rating,
  retention,
  timeUntilRetention,
  updateForgettingCurve,
} from '../../src/algorithms/index.js';

const SHAPES: readonly CurveShape[] = ['power', 'exponential'];
const shape = fc.constantFrom(...SHAPES);
const curve: fc.Arbitrary<ForgettingCurve> = fc.record({
  initial_strength: fc.double({ min: 0.01, max: 1, noNaN: true }),
  decay_rate: fc.double({ min: 0.05, max: 2, noNaN: true }),
  stability: fc.double({ min: 0.01, max: 30_000, noNaN: true }),
});
const anyCurve: fc.Arbitrary<ForgettingCurve> = fc.record({
  initial_strength: fc.double({ min: 5e-324, max: 1, noNaN: true }),
  decay_rate: fc.double({ min: 5e-324, noNaN: true, noDefaultInfinity: true }),
  stability: fc.double({ min: 5e-324, noNaN: true, noDefaultInfinity: true }),
});
const days = fc.double({ min: 0, max: 40_000, noNaN: true });
const later = fc.double({ min: 1, max: 4_000, noNaN: true });

describe.each(SHAPES)('the %s forgetting curve', (name) => {
  const params = { shape: name };

  it('starts at its strength and has lost a tenth of it when the time equals its stability', () => {
    fc.assert(
      fc.property(curve, (memory) => {
        expect(retention(memory, 0, params)).toBe(memory.initial_strength);
        expect(retention(memory, memory.stability, params)).toBeCloseTo(0.9 * memory.initial_strength, 9);
      }),
    );
  });

  it('never rises', () => {
    fc.assert(
      fc.property(anyCurve, days, days, (memory, one, other) => {
        const [soon, late] = [Math.min(one, other), Math.max(one, other)];
        expect(retention(memory, late, params)).toBeLessThanOrEqual(retention(memory, soon, params) * (1 + 1e-12));
      }),
    );
  });

  it('is undone by the time until a retention', () => {
    fc.assert(
      fc.property(curve, fc.double({ min: 0.05, max: 1, noNaN: true }), (memory, share) => {
        const target = share * memory.initial_strength;
        const wait = timeUntilRetention(memory, target, params);
        fc.pre(wait < 36_500);
        expect(retention(memory, wait, params)).toBeCloseTo(target, 6);
      }),
    );
  });
});

describe('forgetting curves', () => {
  it('follow their formulas', () => {
    const memory = { initial_strength: 0.95, decay_rate: 0.5, stability: 20 };
    expect(retention(memory, 70)).toBeCloseTo(0.95 * (1 + ((19 / 81) * 70) / 20) ** -0.5, 12);
    expect(retention(memory, 70, { shape: 'exponential' })).toBeCloseTo(0.95 * 0.9 ** 3.5, 12);
  });

  it('meet where the decay rate grows without end', () => {
    const memory = { initial_strength: 1, decay_rate: 1e6, stability: 20 };
    expect(retention(memory, 70)).toBeCloseTo(retention(memory, 70, { shape: 'exponential' }), 6);
  });

  it('are continuous where the power curve changes to its limit', () => {
    const change = -Math.log(0.9) / 700;
    const at = (decay: number): number => retention({ initial_strength: 1, decay_rate: decay, stability: 1 }, 30);
    expect(at(change * (1 - 1e-9))).toBeCloseTo(at(change * (1 + 1e-9)), 9);
    const until = (decay: number): number => timeUntilRetention({ initial_strength: 1, decay_rate: decay, stability: 1 }, 0.8999);
    expect(until(change * (1 - 1e-9))).toBeCloseTo(until(change * (1 + 1e-9)), 4);
  });

  it('never leave 0 to the strength, nor wait longer than 36,500 days, for any curve whatever', () => {
    fc.assert(
      fc.property(
        anyCurve,
        fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        shape,
        (memory, elapsed, target, name) => {
          const recalled = retention(memory, elapsed, { shape: name });
          expect(recalled >= 0 && recalled <= memory.initial_strength).toBe(true);
          const wait = timeUntilRetention(memory, target, { shape: name });
          expect(wait >= 0 && wait <= 36_500).toBe(true);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('go through 0.9 of their strength however small the decay rate, and never begin above their strength', () => {
    for (const decay_rate of [1e-3, 1.05e-4, 1e-5, 1e-300, 5e-324]) {
      expect(retention({ initial_strength: 1, decay_rate, stability: 10 }, 10)).toBeCloseTo(0.9, 9);
      expect(timeUntilRetention({ initial_strength: 1, decay_rate, stability: 10 }, 0.9)).toBeCloseTo(10, 6);
    }
    expect(retention({ initial_strength: 1, decay_rate: 1.45e-4, stability: 1 }, 5e-324)).toBe(1);
  });

  it('are there at once when recall is at the target from the start', () => {
    const memory = { initial_strength: 0.8, decay_rate: 0.2, stability: 5 };
    expect([timeUntilRetention(memory, 0.8), timeUntilRetention(memory, 0.9), timeUntilRetention(memory, 1)]).toEqual([0, 0, 0]);
  });
});

/** FSRS-6 without what is ours: full strength after every review, and (all but) one decay for every difficulty. */
const likeFsrs: ForgettingCurveParams = {
  ...forgettingCurveDefaults,
  strength_after_success: 1,
  strength_after_lapse: 1,
  decay_rate_easiest: 0.1542,
  decay_rate_hardest: 0.1542 + 1e-6,
};

describe('learning a forgetting curve', () => {
  it('gives the published golden history of FSRS-6', () => {
    let memory: ForgettingCurve | null = null;
    let elapsedDays = 0;
    const stabilities: number[] = [];
    // The same-day steps are those of FSRS: one after the first answer, one after each "again".
    for (const [rating, sameDay] of [[3, true], [3], [3], [3], [3], [3], [1, true], [1, true], [3], [3], [3], [3], [3]] as const) {
      memory = updateForgettingCurve(memory, { elapsedDays, rating }, likeFsrs);
      elapsedDays = sameDay ? 0 : Math.max(1, Math.round(memory.stability));
      stabilities.push(elapsedDays);
    }
    expect(stabilities).toEqual([0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]);
  });

  it('takes the first stability from the rating', () => {
    const first = ([1, 2, 3, 4] as const).map((rating) => updateForgettingCurve(null, { elapsedDays: 0, rating }));
    expect(first.map(({ stability }) => stability)).toEqual([0.212, 1.2931, 2.3065, 8.2956]);
    expect(first.map(({ initial_strength }) => initial_strength)).toEqual([0.7, 0.99, 0.99, 0.99]);
    expect(first.map(({ decay_rate }) => Math.round(decay_rate * 1e4) / 1e4)).toEqual([0.1601, 0.1457, 0.1124, 0.1]);
  });

  it('strengthens a success the more, the longer the wait (the spacing effect), and the better the rating', () => {
    fc.assert(
      fc.property(curve, later, later, (memory, one, other) => {
        const reviewed = (elapsedDays: number, rating: Rating): number => updateForgettingCurve(memory, { elapsedDays, rating }).stability;
        expect(reviewed(Math.min(one, other), 3)).toBeLessThanOrEqual(reviewed(Math.max(one, other), 3) * (1 + 1e-12));
        expect(reviewed(one, 2)).toBeLessThanOrEqual(reviewed(one, 3));
        expect(reviewed(one, 3)).toBeLessThanOrEqual(reviewed(one, 4));
        expect(reviewed(one, 2)).toBeGreaterThanOrEqual(Math.min(36_500, memory.stability));
      }),
    );
  });

  it('multiplies the gain of a success by the factors for hard and easy', () => {
    const memory = { initial_strength: 0.99, decay_rate: 0.15, stability: 10 };
    const gain = (rating: Rating): number => updateForgettingCurve(memory, { elapsedDays: 12, rating }).stability - 10;
    expect(gain(2) / gain(3)).toBeCloseTo(0.6014, 9);
    expect(gain(4) / gain(3)).toBeCloseTo(1.8729, 9);
  });

  it('leaves a lapsed memory a little less stable than it was, at the most', () => {
    const memory = { initial_strength: 0.99, decay_rate: 0.15, stability: 0.01 };
    expect(updateForgettingCurve(memory, { elapsedDays: 100, rating: 1 }).stability).toBeCloseTo(0.01 / Math.exp(0.5425 * 0.0912), 9);
    const generous = { ...forgettingCurveDefaults, same_day_offset: 10 };
    expect(updateForgettingCurve(memory, { elapsedDays: 0, rating: 1 }, generous).stability).toBe(0.01);
  });

  it('adds the less to a memory, in proportion, the more stable it is', () => {
    const growth = [1, 10, 100, 1_000].map((stability) => {
      const memory = { initial_strength: 1, decay_rate: 0.15, stability };
      return updateForgettingCurve(memory, { elapsedDays: stability, rating: 3 }).stability / stability;
    });
    expect(growth).toEqual([...growth].sort((a, b) => b - a));
    expect(growth[0]).toBeGreaterThan((growth[3] ?? 0) * 1.5);
  });

  it('never leaves a memory more stable by a lapse, on the same day or another', () => {
    fc.assert(
      fc.property(curve, fc.double({ min: 0, max: 4_000, noNaN: true }), (memory, elapsedDays) => {
        const reviewed = updateForgettingCurve(memory, { elapsedDays, rating: 1 });
        expect(reviewed.stability).toBeLessThanOrEqual(memory.stability);
        expect(reviewed.decay_rate).toBeGreaterThanOrEqual(Math.min(0.2, memory.decay_rate) - 0.0002);
      }),
    );
  });

  it('does not weaken by a success on the same day, hard too, nor count the hours', () => {
    fc.assert(
      fc.property(
        curve,
        fc.constantFrom<Rating>(2, 3, 4),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (memory, rating, elapsedDays) => {
          const reviewed = updateForgettingCurve(memory, { elapsedDays, rating });
          expect(reviewed.stability).toBeGreaterThanOrEqual(memory.stability);
          expect(reviewed).toEqual(updateForgettingCurve(memory, { elapsedDays: 0, rating }));
        },
      ),
    );
  });

  it('lets decay_rate say how difficult a concept is: more after "again", less after "easy", and what is difficult grows less', () => {
    const memory = { initial_strength: 0.99, decay_rate: 0.15, stability: 10 };
    const reviewed = (rating: Rating, from = memory): ForgettingCurve => updateForgettingCurve(from, { elapsedDays: 10, rating });
    const [again = 0, hard = 0, good = 0, easy = 0] = ([1, 2, 3, 4] as const).map((rating) => reviewed(rating).decay_rate);
    expect([again > hard, hard > 0.15, Math.abs(good - 0.15) < 1e-3, easy < 0.149]).toEqual([true, true, true, true]);
    expect(reviewed(3, { ...memory, decay_rate: 0.19 }).stability).toBeLessThan(reviewed(3).stability);
    expect(reviewed(1, { ...memory, decay_rate: 0.19 }).stability).toBeLessThan(reviewed(1).stability);
  });

  it('keeps its numbers in their ranges for any curve and any history', () => {
    const review = fc.record({
      elapsedDays: fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
      rating: fc.constantFrom<Rating>(1, 2, 3, 4),
    });
    fc.assert(
      fc.property(fc.option(anyCurve), fc.array(review, { minLength: 1, maxLength: 20 }), shape, (start, reviews, name) => {
        let memory = start;
        for (const each of reviews) memory = updateForgettingCurve(memory, each, { ...forgettingCurveDefaults, shape: name });
        expect(memory?.initial_strength === 0.7 || memory?.initial_strength === 0.99).toBe(true);
        expect(memory?.decay_rate).toBeGreaterThanOrEqual(0.1);
        expect(memory?.decay_rate).toBeLessThanOrEqual(0.2);
        expect(memory?.stability).toBeGreaterThanOrEqual(0.001);
        expect(memory?.stability).toBeLessThanOrEqual(36_500);
      }),
    );
  });

  it('judges a review by the curve that it was told to follow', () => {
    const memory = { initial_strength: 1, decay_rate: 0.15, stability: 10 };
    const reviewed = (name: CurveShape): number =>
      updateForgettingCurve(memory, { elapsedDays: 100, rating: 3 }, { ...forgettingCurveDefaults, shape: name }).stability;
    expect(reviewed('exponential')).toBeGreaterThan(reviewed('power'));
  });

  it('cannot have its defaults changed', () => {
    expect(Object.isFrozen(forgettingCurveDefaults) && Object.isFrozen(forgettingCurveDefaults.first_stability)).toBe(true);
  });

  it.each<[string, Partial<Record<keyof ForgettingCurveParams, unknown>>]>([
    ['shape', { shape: 'linear' }],
    ['strength_after_success', { strength_after_success: 0 }],
    ['strength_after_lapse', { strength_after_lapse: 1.1 }],
    ['decay_rate_easiest', { decay_rate_easiest: 0 }],
    ['decay_rate_easiest', { decay_rate_hardest: 0.1 }],
    ['decay_rate_hardest', { decay_rate_hardest: 11 }],
    ['first_stability', { first_stability: [1, 2, 3] }],
    ['first_stability', { first_stability: [0, 1, 2, 3] }],
    ['growth', { growth: -1 }],
    ['difficulty_reversion', { difficulty_reversion: Number.NaN }],
    ['same_day_scale', { same_day_scale: 11 }],
  ])('refuses parameters whose %s is wrong: %o', (where, wrong) => {
    const params = { ...forgettingCurveDefaults, ...wrong } as ForgettingCurveParams;
    expect(() => updateForgettingCurve(null, { elapsedDays: 0, rating: 3 }, params)).toThrow(
      expect.objectContaining({ code: 'invalid_input', where: `forgettingCurve.params.${where}` }),
    );
  });
});
