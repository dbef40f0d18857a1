import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BoundedMinimum, boundedMinimum, type Evaluation } from '../../src/algorithms/fitting/bounded-minimum.js';

type Loss = (point: Float64Array) => Evaluation;

function minimumOf(
  loss: Loss,
  start: readonly number[],
  bounds: readonly [number, number] = [-1e6, 1e6],
  mostEvaluations = 2000,
): BoundedMinimum {
  const steps = boundedMinimum({
    start: Float64Array.from(start),
    lowest: new Float64Array(start.length).fill(bounds[0]),
    highest: new Float64Array(start.length).fill(bounds[1]),
    curvature: new Float64Array(start.length).fill(1),
    mostEvaluations,
    tolerance: 1e-15,
  });
  let next = steps.next();
  while (!next.done) next = steps.next(loss(next.value));
  return next.value;
}

/** Rosenbrock's valley, with its minimum of 0 at (1, 1). */
const valley: Loss = ([x = 0, y = 0]) => ({
  value: (1 - x) ** 2 + 100 * (y - x * x) ** 2,
  gradient: Float64Array.of(-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)),
});

describe('boundedMinimum', () => {
  it('finds the bottom of a bent valley from anywhere', () => {
    const coordinate = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(coordinate, coordinate, (x, y) => {
        const { point, converged } = minimumOf(valley, [x, y]);
        expect(converged).toBe(true);
        expect([...point].map((each) => Math.abs(each - 1) < 1e-3)).toEqual([true, true]);
      }),
      { numRuns: 50 },
    );
  });

  it('stops at the bound that lies before it', () => {
    const { point, converged } = minimumOf(valley, [0, 0], [-0.5, 0.5]);
    expect(converged).toBe(true);
    expect(point[0]).toBe(0.5);
    expect(point[1]).toBeCloseTo(0.25, 6);
  });

  it('finds the least of any bowl inside any box: where each coordinate has no reason to move', () => {
    const number = fc.double({ min: -2, max: 2, noNaN: true });
    const bowl = fc.record({
      centre: fc.tuple(number, number, number),
      slant: fc.tuple(number, number, number),
      start: fc.tuple(number, number, number),
    });
    fc.assert(
      fc.property(bowl, ({ centre, slant, start }) => {
        // ½|x − c|² + ½(s·(x − c))²: bent along one slanted direction.
        const loss: Loss = (point) => {
          const away = centre.map((each, index) => point[index]! - each);
          const along = away.reduce((sum, each, index) => sum + each * slant[index]!, 0);
          return {
            value: (away.reduce((sum, each) => sum + each * each, 0) + along * along) / 2,
            gradient: Float64Array.from(away, (each, index) => each + along * slant[index]!),
          };
        };
        const { point } = minimumOf(loss, start, [-1, 1]);
        const { gradient } = loss(point);
        for (const [index, at] of point.entries()) {
          const slope = gradient[index]!;
          expect(Math.abs(Math.min(1, Math.max(-1, at - slope)) - at)).toBeLessThan(1e-4);
        }
      }),
    );
  });

  it('asks no more often than it may, and says that it did not arrive', () => {
    let asked = 0;
    const counted: Loss = (point) => {
      asked += 1;
      return valley(point);
    };
    expect(minimumOf(counted, [-1, 2], [-5, 5], 7)).toMatchObject({ converged: false, evaluations: 7 });
    expect(asked).toBe(7);
  });

  it('goes nowhere from the best point there is', () => {
    expect(minimumOf(valley, [1, 1])).toMatchObject({ steps: 0, evaluations: 1, converged: true });
  });
});
