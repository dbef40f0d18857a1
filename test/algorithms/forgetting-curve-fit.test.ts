import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomNumbers } from '../../bench/harness/random-numbers.js';
import {
  type CurveMeasure,
  type CurveShape,
  type ForgettingCurve,
  type ForgettingCurveFitOptions,
  fitForgettingCurve,
  type RecallObservation,
  retention,
} from '../../src/algorithms/index.js';
import { recallLoss } from '../../src/algorithms/memory/forgetting-curve/recall-loss.js';

/** Savings after relearning lists of nonsense syllables: H. Ebbinghaus, Über das Gedächtnis, 1885. */
const EBBINGHAUS: readonly RecallObservation[] = [
  [20 / 1440, 0.582],
  [1 / 24, 0.442],
  [8.8 / 24, 0.358],
  [1, 0.337],
  [2, 0.278],
  [6, 0.254],
  [31, 0.211],
].map(([elapsedDays = 0, recalled = 0]) => ({ elapsedDays, recalled }));

const DAYS = [0.01, 0.1, 0.5, 1, 2, 4, 8, 16, 32, 64, 128, 256];

function exactly(curve: ForgettingCurve, shape: CurveShape): RecallObservation[] {
  return DAYS.map((elapsedDays) => ({ elapsedDays, recalled: retention(curve, elapsedDays, { shape }) }));
}

function squaredError(observations: readonly RecallObservation[], curve: ForgettingCurve, shape: CurveShape): number {
  return observations.reduce((sum, { elapsedDays, recalled }) => sum + (recalled - retention(curve, elapsedDays, { shape })) ** 2, 0);
}

const shape = fc.constantFrom<CurveShape>('power', 'exponential');
const measure = fc.constantFrom<CurveMeasure>('likelihood', 'least_squares');
const anyCurve = fc.record({
  initial_strength: fc.double({ min: 0.4, max: 0.98, noNaN: true }),
  decay_rate: fc.double({ min: 0.1, max: 0.8, noNaN: true }),
  stability: fc.double({ min: 0.3, max: 40, noNaN: true }),
});

describe('fitForgettingCurve', () => {
  it('finds the curve that exact recalls lie on', () => {
    fc.assert(
      fc.property(anyCurve, shape, measure, (curve, chosen, by) => {
        const observations = exactly(curve, chosen);
        const { curve: found, report } = fitForgettingCurve(observations, { shape: chosen, measure: by });
        expect(Math.sqrt(squaredError(observations, found!, chosen) / DAYS.length)).toBeLessThan(1e-4);
        expect(found!.initial_strength).toBeCloseTo(curve.initial_strength, 2);
        expect(Math.log(found!.stability / curve.stability)).toBeCloseTo(0, 1);
        expect(report).toMatchObject({ fallback: null, held: [], converged: true });
      }),
      { numRuns: 60 },
    );
  });

  it('finds a curve that begins low and is flat, where a search from a higher one stays in another valley', () => {
    for (const stability of [8.12, 8.7, 9.7, 9.83]) {
      const observations = exactly({ initial_strength: 0.4, decay_rate: 0.1, stability }, 'power');
      const { curve } = fitForgettingCurve(observations, { shape: 'power' });
      expect(squaredError(observations, curve!, 'power')).toBeLessThan(1e-8);
    }
  });

  it.each(['power', 'exponential'] as const)('fits the savings of Ebbinghaus no worse than any %s of a fine grid', (chosen) => {
    const { curve } = fitForgettingCurve(EBBINGHAUS, { shape: chosen, measure: 'least_squares' });
    const best = squaredError(EBBINGHAUS, curve!, chosen);
    for (let initial_strength = 0.1; initial_strength <= 1; initial_strength += 0.05) {
      for (let stability = 1e-5; stability < 500; stability *= 1.25) {
        for (let decay_rate = 0.05; decay_rate < 2; decay_rate *= chosen === 'power' ? 1.1 : 100) {
          const other = squaredError(EBBINGHAUS, { initial_strength, stability, decay_rate }, chosen);
          expect(best).toBeLessThanOrEqual(other + 1e-12);
        }
      }
    }
  });

  it('explains the savings of Ebbinghaus by a power curve, and by no exponential', () => {
    const options: ForgettingCurveFitOptions = { measure: 'least_squares' };
    expect(fitForgettingCurve(EBBINGHAUS, options).report.explained).toBeGreaterThan(0.96);
    expect(fitForgettingCurve(EBBINGHAUS, { ...options, shape: 'exponential' }).report.explained).toBeLessThan(0.5);
  });

  it('finds the curve behind single recalls and lapses', () => {
    const truth: ForgettingCurve = { initial_strength: 0.95, decay_rate: 0.4, stability: 5 };
    const random = randomNumbers(11);
    const observations = Array.from({ length: 6000 }, () => {
      const elapsedDays = 60 * random() ** 2;
      return { elapsedDays, recalled: random() < retention(truth, elapsedDays) ? 1 : 0 };
    });
    const { curve, report } = fitForgettingCurve(observations);
    for (const days of [0, 1, 5, 20, 60]) expect(retention(curve!, days)).toBeCloseTo(retention(truth, days), 1);
    expect(report.meanLoss).toBeLessThanOrEqual(
      observations.reduce((sum, { elapsedDays, recalled }) => {
        const recall = retention(truth, elapsedDays);
        return sum - Math.log(recalled === 1 ? recall : 1 - recall) / observations.length;
      }, 0),
    );
  });

  it('takes a count for so many observations, and no heed of their order', () => {
    fc.assert(
      fc.property(
        shape,
        measure,
        fc.array(fc.record({ elapsedDays: fc.integer({ min: 0, max: 90 }), recalled: fc.constantFrom(0, 0.5, 1) }), { minLength: 4 }),
        (chosen, by, some) => {
          const options = { shape: chosen, measure: by };
          const once = fitForgettingCurve(some, options);
          expect(fitForgettingCurve([...some].reverse(), options)).toStrictEqual(once);
          const counted = fitForgettingCurve(
            some.map((each) => ({ ...each, count: 2 })),
            options,
          );
          const repeated = fitForgettingCurve([...some, ...some], options);
          expect(counted.report.trials).toBe(repeated.report.trials);
          expect(counted.report.meanLoss ?? 0).toBeCloseTo(repeated.report.meanLoss ?? 0, 5);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('gives a curve that `retention` takes, or none and the reason', () => {
    fc.assert(
      fc.property(
        shape,
        measure,
        fc.array(
          fc.record({ elapsedDays: fc.double({ min: 0, max: 1e9, noNaN: true }), recalled: fc.double({ min: 0, max: 1, noNaN: true }) }),
        ),
        (chosen, by, some) => {
          const { curve, report } = fitForgettingCurve(some, { shape: chosen, measure: by });
          if (curve === null) expect(report.fallback).toMatch(/no_observations|single_outcome/);
          else expect(retention(curve, 10, { shape: chosen })).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 100 },
    );
  });

  it.each<[string, RecallObservation[], ForgettingCurveFitOptions, object]>([
    ['nothing at all', [], {}, { fallback: 'no_observations', meanLoss: null }],
    ['recalls only', [1, 5, 9].map((elapsedDays) => ({ elapsedDays, recalled: 1 })), {}, { fallback: 'single_outcome', explained: null }],
    ['lapses only', [1, 5, 9].map((elapsedDays) => ({ elapsedDays, recalled: 0 })), {}, { fallback: 'single_outcome', converged: false }],
    ['one time', [{ elapsedDays: 4, recalled: 0.6 }], {}, { fallback: 'too_few_times', held: ['decay_rate', 'initial_strength'] }],
    [
      'two times',
      [1, 9].map((days) => ({ elapsedDays: days, recalled: 0.9 - days / 20 })),
      {},
      { fallback: 'too_few_times', held: ['decay_rate'] },
    ],
    [
      'two times of an exponential',
      [1, 9].map((days) => ({ elapsedDays: days, recalled: 0.9 - days / 20 })),
      { shape: 'exponential' },
      { fallback: null, held: [] },
    ],
  ])('says what it makes of %s', (_, observations, options, expected) => {
    expect(fitForgettingCurve(observations, options).report).toMatchObject(expected);
  });

  it('passes through the only time there is', () => {
    const { curve } = fitForgettingCurve([{ elapsedDays: 4, recalled: 0.6 }]);
    expect(curve).toMatchObject({ initial_strength: 1, decay_rate: 0.1542 });
    expect(retention(curve!, 4)).toBeCloseTo(0.6, 5);
  });

  it('names the bound where recall does not fall', () => {
    const { report } = fitForgettingCurve([1, 5, 25, 100].map((days) => ({ elapsedDays: days, recalled: 0.5 + days / 1000 })));
    expect(report.boundsHit).toContainEqual({ number: 'stability', bound: 'highest' });
  });

  it('has the derivatives that its differences show', () => {
    const trials = {
      elapsedDays: Float64Array.from(EBBINGHAUS, ({ elapsedDays }) => elapsedDays),
      recalled: Float64Array.from(EBBINGHAUS, ({ recalled }) => recalled),
      count: Float64Array.from(EBBINGHAUS, (_, index) => 1 + index),
    };
    const at = fc.tuple(
      fc.double({ min: 0.3, max: 0.95, noNaN: true }),
      fc.double({ min: -4, max: 4, noNaN: true }),
      fc.double({ min: -2, max: 1, noNaN: true }),
    );
    fc.assert(
      fc.property(at, shape, measure, (point, chosen, by) => {
        const { gradient } = recallLoss(trials, point, chosen, by);
        for (const index of [0, 1, 2]) {
          const moved = (by_: number): number => {
            const next: [number, number, number] = [...point];
            next[index]! += by_;
            return recallLoss(trials, next, chosen, by).value;
          };
          const slope = (moved(1e-6) - moved(-1e-6)) / 2e-6;
          expect(Math.abs(gradient[index]! - slope)).toBeLessThanOrEqual(1e-5 * Math.max(1, Math.abs(slope)));
        }
      }),
    );
  });

  it.each<[string, unknown, unknown]>([
    ['observations', {}, {}],
    ['observations.elapsedDays', [{ elapsedDays: -1, recalled: 1 }], {}],
    ['observations.recalled', [{ elapsedDays: 1, recalled: 2 }], {}],
    ['observations.count', [{ elapsedDays: 1, recalled: 1, count: 0 }], {}],
    ['options.shape', [], { shape: 'linear' }],
    ['options.measure', [], { measure: 'mean' }],
  ])('refuses wrong %s', (where, observations, options) => {
    expect(() => fitForgettingCurve(observations as RecallObservation[], options as object)).toThrow(
      expect.objectContaining({ code: 'invalid_input', where: `fitForgettingCurve.${where}` }),
    );
  });
});
