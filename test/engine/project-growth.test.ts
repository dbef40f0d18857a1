import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { projectGrowth } from '../../src/engine/health/project-growth.js';

const DAY = 86_400_000;
const on = (n: number) => new Date(n * DAY);
const samples = (...sizes: readonly number[]) => sizes.map((bytes, n) => ({ day: on(n), bytes }));

describe('by hand', () => {
  test('nothing from no day, and nothing from one', () => {
    expect(projectGrowth([], on(1))).toBeNull();
    expect(projectGrowth(samples(5), on(1))).toBeNull();
  });

  test('a line through two points, whose error nobody knows', () => {
    expect(projectGrowth(samples(100, 110), on(10))).toEqual({ bytes: 200, standardErrorBytes: null, bytesPerDay: 10, samples: 2 });
  });

  // x̄ = 1, ȳ = 2, Σ(x − x̄)² = 2, b = (−1 · −2 + 1 · 1) / 2 = 1.5; residuals −0.5, 1, −0.5 give s² = 1.5; at 3: 2 + 1.5 · 2 = 5
  test('three points beside a line', () => {
    const growth = projectGrowth(samples(0, 3, 3), on(3));
    expect(growth).toMatchObject({ bytes: 5, bytesPerDay: 1.5, samples: 3 });
    expect(growth?.standardErrorBytes).toBeCloseTo(Math.sqrt(1.5) * Math.sqrt(1 + 1 / 3 + 4 / 2), 12);
  });

  test('what shrinks does not come to less than nothing', () => {
    expect(projectGrowth(samples(10, 5), on(100))).toMatchObject({ bytes: 0, bytesPerDay: -5 });
  });
});

test('steady growth is found again, whichever days there are samples of, and without error', () => {
  const history = fc.record({
    days: fc.uniqueArray(fc.nat(400), { minLength: 3, maxLength: 60 }),
    start: fc.nat(1_000_000_000),
    perDay: fc.nat(10_000_000),
  });
  fc.assert(
    fc.property(history, ({ days, start, perDay }) => {
      const growth = projectGrowth(
        days.map((n) => ({ day: on(n), bytes: start + perDay * n })),
        on(600),
      );
      expect(growth?.bytesPerDay).toBeCloseTo(perDay, 2);
      expect((growth?.bytes ?? 0) / (start + perDay * 600 || 1)).toBeCloseTo(start + perDay === 0 ? 0 : 1, 6);
      expect(growth?.standardErrorBytes).toBeLessThanOrEqual(1e-6 * (start + perDay * 600) + 1e-6);
    }),
  );
});
