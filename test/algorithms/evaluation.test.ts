import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auc, baseRateLogLoss, calibration, logLoss, type Prediction } from '../../src/algorithms/index.js';

const prediction: fc.Arbitrary<Prediction> = fc.record({
  // Few distinct values, so that there are ties.
  predicted: fc.oneof(fc.constantFrom(0, 0.1, 0.3, 0.5, 0.7, 1), fc.double({ min: 0, max: 1, noNaN: true })),
  actual: fc.boolean(),
});
const predictions = fc.array(prediction, { maxLength: 60 });
const yes = (predicted: number): Prediction => ({ predicted, actual: true });
const no = (predicted: number): Prediction => ({ predicted, actual: false });

describe('log loss', () => {
  it('is the mean surprise', () => {
    expect(logLoss([yes(0.8), no(0.4), yes(0.5)])).toBeCloseTo(-(Math.log(0.8) + Math.log(0.6) + Math.log(0.5)) / 3, 12);
  });

  it('costs a certain mistake 34.5, not infinity, and a certain hit nothing', () => {
    expect(logLoss([yes(0)])).toBeCloseTo(34.54, 2);
    expect(logLoss([no(1)])).toBeCloseTo(34.54, 2);
    expect(logLoss([yes(1), no(0)])).toBeCloseTo(0, 12);
  });

  it('is never below that of the base rate when one number is predicted for all', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1 }), fc.double({ min: 0, max: 1, noNaN: true }), (outcomes, predicted) => {
        const data = outcomes.map((actual) => ({ predicted, actual }));
        expect(logLoss(data)).toBeGreaterThanOrEqual((baseRateLogLoss(data) ?? Number.NaN) - 1e-12);
      }),
    );
  });
});

describe('the base rate', () => {
  it('costs its entropy', () => {
    expect(baseRateLogLoss([yes(0), no(0), yes(0), yes(0)])).toBeCloseTo(-0.75 * Math.log(0.75) - 0.25 * Math.log(0.25), 12);
    expect([baseRateLogLoss([yes(0.2)]), baseRateLogLoss([no(0.2)])]).toEqual([0, 0]);
  });
});

describe('the area under the curve', () => {
  it('is the share of pairs in the right order, ties half', () => {
    fc.assert(
      fc.property(predictions, (data) => {
        const pairs = data
          .filter(({ actual }) => actual)
          .flatMap((hit) => data.filter(({ actual }) => !actual).map((miss) => hit.predicted - miss.predicted));
        const won = pairs.reduce((sum, difference) => sum + (difference > 0 ? 1 : difference === 0 ? 0.5 : 0), 0);
        if (pairs.length === 0) expect(auc(data)).toBeNull();
        else expect(auc(data)).toBeCloseTo(won / pairs.length, 12);
      }),
    );
  });

  it('is 1 for a perfect order, 0 for its reverse, a half for one number', () => {
    expect([auc([yes(0.9), no(0.1)]), auc([yes(0.1), no(0.9)]), auc([yes(0.4), no(0.4), yes(0.4)])]).toEqual([1, 0, 0.5]);
  });

  it('sorts a copy', () => {
    const data = Object.freeze([yes(0.9), no(0.1)]);
    auc(data);
    expect(data[0]).toEqual(yes(0.9));
  });
});

describe('calibration', () => {
  it('puts every prediction into the bin that says so, and counts it once', () => {
    fc.assert(
      fc.property(predictions, fc.integer({ min: 1, max: 200 }), (data, binCount) => {
        const { bins } = calibration(data, binCount);
        expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(data.length);
        for (const { predicted } of data) {
          expect(bins.filter(({ from, to }) => predicted >= from && (predicted < to || (to === 1 && predicted === 1)))).toHaveLength(1);
        }
        for (const { from, to, meanPredicted } of bins) {
          expect(meanPredicted).toBeGreaterThanOrEqual(from - 1e-12);
          expect(meanPredicted).toBeLessThanOrEqual(to + 1e-12);
        }
      }),
    );
  });

  it('puts 0.29 into the bin from 0.29, whatever binary fractions say', () => {
    expect(Math.floor(0.29 * 100)).toBe(28);
    expect(calibration([yes(0.29)], 100).bins[0]).toMatchObject({ from: 0.29, to: 0.3 });
  });

  it('keeps what lies a hair below an edge out of the bin above', () => {
    for (let binCount = 2; binCount <= 100; binCount += 1) {
      for (let edge = 1; edge < binCount; edge += 1) {
        const below = (edge / binCount) * (1 - 2 ** -53);
        expect(calibration([yes(below)], binCount).bins[0]?.to).toBe(edge / binCount);
      }
    }
  });

  it('finds no error in predictions that come true as often as they say, and all of it in those that never do', () => {
    expect(calibration([yes(0.75), yes(0.75), yes(0.75), no(0.75)]).expectedCalibrationError).toBe(0);
    expect(calibration([no(1), yes(0)]).expectedCalibrationError).toBe(1);
  });

  it('weighs bins by what is in them', () => {
    expect(calibration([yes(0.9), yes(0.9), yes(0.9), no(0.2)]).expectedCalibrationError).toBeCloseTo((3 * 0.1 + 0.2) / 4, 12);
  });

  it('reports the bins in order, the empty ones left out', () => {
    expect(calibration([no(1), yes(0), no(0.05)], 4).bins).toEqual([
      { from: 0, to: 0.25, count: 2, meanPredicted: 0.025, observedRate: 0.5 },
      { from: 0.75, to: 1, count: 1, meanPredicted: 1, observedRate: 0 },
    ]);
  });
});

describe('measures of no data', () => {
  it('are null, not a number that means nothing', () => {
    expect([logLoss([]), baseRateLogLoss([]), auc([])]).toEqual([null, null, null]);
    expect(calibration([])).toEqual({ bins: [], expectedCalibrationError: null });
    expect([auc([yes(0.5)]), auc([no(0.5)])]).toEqual([null, null]);
  });
});
