import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factorInPlace, solveInPlace } from '../../src/algorithms/fitting/cholesky.js';
import { limitedMemoryMinimum, type SteppedFunction } from '../../src/algorithms/fitting/limited-memory-minimum.js';

type Search = Parameters<typeof limitedMemoryMinimum>[1];

function minimumOf(of: SteppedFunction, start: readonly number[], options: Partial<Search> = {}) {
  const search = limitedMemoryMinimum(of, {
    start: Float64Array.from(start),
    divideByCurvature: () => undefined,
    tolerance: 1e-14,
    mostIterations: 500,
    onStep: () => undefined,
    ...options,
  });
  for (;;) {
    const step = search.next();
    if (step.done) return step.value;
  }
}

/** 1 + Σ s·(x − c)²/2, in one piece. */
const bowl = (centre: readonly number[], steepness: readonly number[]): SteppedFunction =>
  function* (point, gradient) {
    let value = 1;
    for (const [i, x] of point.entries()) {
      const off = x - (centre[i] as number);
      value += 0.5 * (steepness[i] as number) * off * off;
      gradient[i] = (steepness[i] as number) * off;
    }
    yield 1;
    return value;
  };

describe('the minimum found by limited memory', () => {
  it('is that of a bowl, however long and narrow', () => {
    const { point, value, converged } = minimumOf(bowl([3, -2, 0.5], [1, 1e4, 1e-2]), [0, 0, 0]);
    expect(converged).toBe(true);
    expect([...point]).toEqual([3, -2, 0.5].map((each) => expect.closeTo(each, 4)));
    expect(value).toBeCloseTo(1, 9);
  });

  it('takes one step where the curvature is known', () => {
    const steepness = [1, 1e4, 1e-2];
    const divideByCurvature = (vector: Float64Array): void => {
      for (const [i, each] of vector.entries()) vector[i] = each / (steepness[i] as number);
    };
    const values: number[] = [];
    minimumOf(bowl([3, -2, 0.5], steepness), [0, 0, 0], { divideByCurvature, onStep: (_, value) => values.push(value) });
    expect(values[0]).toBeCloseTo(1, 12);
  });

  it('is that of a curve that is steep on one side and flat on the other', () => {
    const targets = [0.01, 1, 50];
    const exponential: SteppedFunction = function* (point, gradient) {
      let value = 1_000;
      for (const [i, x] of point.entries()) {
        value += Math.exp(x) - (targets[i] as number) * x;
        gradient[i] = Math.exp(x) - (targets[i] as number);
      }
      yield 1;
      return value;
    };
    const { point } = minimumOf(exponential, [3, 3, 3]);
    expect([...point]).toEqual(targets.map((target) => expect.closeTo(Math.log(target), 2)));
  });

  it('says when it was given up', () => {
    expect(minimumOf(bowl([3, -2], [1, 1e3]), [0, 0], { mostIterations: 2 })).toMatchObject({ iterations: 2, converged: false });
  });
});

describe('a factor of Cholesky', () => {
  it('solves what it is the factor of', () => {
    const entry = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(fc.array(entry, { minLength: 16, maxLength: 16 }), fc.array(entry, { minLength: 4, maxLength: 4 }), (root, solution) => {
        // RᵀR + I is positive for any R.
        const at = (row: number, column: number): number =>
          [0, 1, 2, 3].reduce((sum, k) => sum + (root[4 * k + row] as number) * (root[4 * k + column] as number), row === column ? 1 : 0);
        const matrix = Float64Array.from({ length: 16 }, (_, i) => at(Math.floor(i / 4), i % 4));
        const vector = Float64Array.of(7, ...[0, 1, 2, 3].map((row) => solution.reduce((sum, x, column) => sum + at(row, column) * x, 0)));
        factorInPlace(matrix, 4, 1e-12);
        solveInPlace(matrix, 4, vector, 1);
        expect([...vector]).toEqual([7, ...solution.map((x) => expect.closeTo(x, 6))]);
      }),
    );
  });
});
