import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  auc,
  brierScore,
  calibration,
  compareMeasures,
  estimateMeasures,
  foldsByLearner,
  fsrsBin,
  logLoss,
  type Prediction,
  type PredictionColumns,
  rmse,
  rmseBins,
  seededRandom,
  splitByLearner,
  splitByTime,
} from '../../src/algorithms/index.js';

const prediction: fc.Arbitrary<Prediction> = fc.record({
  // Few distinct values, so that there are ties.
  predicted: fc.oneof(fc.constantFrom(0, -0, 0.1, 0.3, 0.5, 0.95, 1), fc.double({ min: 0, max: 1, noNaN: true })),
  actual: fc.boolean(),
});
const predictions = fc.array(prediction, { maxLength: 60 });
const inColumns = (data: readonly Prediction[]): PredictionColumns => ({
  predicted: Float64Array.from(data, (each) => each.predicted),
  actual: Uint8Array.from(data, (each) => (each.actual ? 1 : 0)),
});
const simulated = (n: number, seed: number): Prediction[] => {
  const random = seededRandom(seed);
  return Array.from({ length: n }, () => {
    const predicted = 0.2 + 0.75 * random();
    return { predicted, actual: random() < predicted };
  });
};

describe('the measures', () => {
  it('are the same of a list and of columns, one by one and all at once', () => {
    fc.assert(
      fc.property(predictions, (data) => {
        const columns = inColumns(data);
        const { measures } = { measures: estimateMeasures(columns, { replicates: 0 }) };
        const each = {
          logLoss: logLoss(data),
          auc: auc(data),
          rmse: rmse(data),
          calibrationError: calibration(data).expectedCalibrationError,
          rmseBins: rmseBins(data),
        };
        expect([logLoss(columns), auc(columns), rmse(columns)]).toEqual([each.logLoss, each.auc, each.rmse]);
        for (const [name, value] of Object.entries(each)) {
          const estimate = measures[name as keyof typeof each];
          expect(estimate.interval).toBeNull();
          if (value === null) expect(estimate.value).toBeNull();
          else expect(estimate.value).toBeCloseTo(value, 10);
        }
      }),
    );
  });

  it('square what the predictions miss', () => {
    const data = [0.9, 0.4].map((predicted, at) => ({ predicted, actual: at === 0 }));
    expect(brierScore(data)).toBeCloseTo((0.01 + 0.16) / 2, 12);
    expect(rmse(data)).toBeCloseTo(Math.sqrt(0.085), 12);
    expect([brierScore([]), rmse([]), rmseBins([])]).toEqual([null, null, null]);
  });

  it('weigh bins by what is in them', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(prediction, fc.nat(3)), { minLength: 1, maxLength: 40 }), (pairs) => {
        const data = pairs.map(([each]) => each);
        let total = 0;
        for (const bin of new Set(pairs.map(([, its]) => its))) {
          const inside = pairs.filter(([, its]) => its === bin).map(([each]) => each);
          const mean = inside.reduce((sum, { predicted }) => sum + predicted, 0) / inside.length;
          const rate = inside.filter(({ actual }) => actual).length / inside.length;
          total += (inside.length / data.length) * (mean - rate) ** 2;
        }
        expect(rmseBins(data, pairs.map(([, bin]) => bin))).toBeCloseTo(Math.sqrt(total), 10); // biome-ignore format: one thought
      }),
    );
  });

  it('put reviews of one order into one bin of the FSRS benchmark', () => {
    const bin = (elapsedDays: number, review: number, lapses: number) => fsrsBin({ elapsedDays, review, lapses });
    // 3.62² = 13.1, 1.89³ = 6.75, 1.73² = 2.99
    expect([bin(13, 6, 2), bin(14, 7, 3)]).toEqual(['1/2/1', '2/3/2']);
    expect(bin(1, 1, 0)).toBe('0/0/-');
    expect(bin(1, 1, 1)).toBe('0/0/0');
  });

  it('rank a million predictions', () => {
    const random = seededRandom(5);
    const columns = {
      predicted: Float64Array.from({ length: 1e6 }, () => random()),
      actual: Uint8Array.from({ length: 1e6 }, () => (random() < 0.5 ? 1 : 0)),
    };
    expect(auc(columns)).toBeCloseTo(0.5, 2);
  });

  it.each<[string, unknown]>([
    ['predicted', { predicted: [0.5], actual: Uint8Array.of(1) }],
    ['predicted', { predicted: Float64Array.of(Number.NaN), actual: Uint8Array.of(1) }],
    ['actual', { predicted: Float64Array.of(0.5), actual: Uint8Array.of(2) }],
    ['actual', { predicted: Float64Array.of(0.5), actual: Uint8Array.of(1, 0) }],
  ])('refuse columns with a wrong %s', (column, columns) => {
    const where = `logLoss.predictions.${column}`;
    expect(() => logLoss(columns as PredictionColumns)).toThrow(expect.objectContaining({ code: 'invalid_input', where }));
  });
});

describe('bootstrap intervals', () => {
  it('are the same for the same data and seed', () => {
    const data = simulated(300, 1);
    expect(estimateMeasures(data)).toEqual(estimateMeasures(inColumns(data)));
    expect(estimateMeasures(data, { random: seededRandom(7) })).not.toEqual(estimateMeasures(data));
  });

  it('hold the true log loss about as often as they say', () => {
    // Of a calibrated model over 0.2 … 0.95 it is the mean entropy.
    const steps = Array.from({ length: 10_000 }, (_, at) => 0.2 + (0.75 * (at + 0.5)) / 10_000);
    const truth = steps.reduce((sum, p) => sum - p * Math.log(p) - (1 - p) * Math.log1p(-p), 0) / steps.length;
    let held = 0;
    for (let seed = 0; seed < 200; seed += 1) {
      const { interval } = estimateMeasures(simulated(200, seed), { replicates: 100, random: seededRandom(seed + 1000) }).logLoss;
      if (interval !== null && interval.low <= truth && truth <= interval.high) held += 1;
    }
    expect(held / 200).toBeGreaterThan(0.89);
    expect(held / 200).toBeLessThan(0.99);
  });

  it('are wider when learners are drawn and their answers are alike', () => {
    const random = seededRandom(3);
    const clusters = Array.from({ length: 600 }, (_, at) => `learner ${Math.floor(at / 20)}`);
    const luck = Array.from({ length: 30 }, () => (random() < 0.5 ? 0.95 : 0.3));
    const data = clusters.map((_, at) => ({ predicted: 0.6, actual: random() < (luck[Math.floor(at / 20)] as number) }));
    const width = (options: object) => {
      const { interval } = estimateMeasures(data, options).logLoss;
      return interval!.high - interval!.low;
    };
    expect(width({ clusters })).toBeGreaterThan(2 * width({}));
  });

  it('draw what was drawn by hand', () => {
    // A source that draws 0, 0, 1, 1 of four: the replicate holds the first two predictions twice each.
    const data = [0.9, 0.2, 0.6, 0.5].map((predicted, at) => ({ predicted, actual: at !== 1 }));
    const places = [0, 0, 0.25, 0.25];
    let at = 0;
    const random = () => places[at++ % 4] as number;
    const { interval } = estimateMeasures(data, { replicates: 1, random }).logLoss;
    const twice = logLoss([0, 0, 1, 1].map((row) => data[row] as Prediction)) as number;
    expect(interval).toEqual({ low: expect.closeTo(twice, 12), high: expect.closeTo(twice, 12) });
  });
});

describe('a comparison of two models', () => {
  it('finds the better one, and nothing between a model and itself', () => {
    const sure = simulated(400, 2);
    const dull = sure.map(({ actual }) => ({ predicted: 0.575, actual }));
    const { logLoss: loss, auc: rank } = compareMeasures(sure, dull);
    expect(loss.difference).toBeCloseTo((logLoss(sure) as number) - (logLoss(dull) as number), 12);
    expect(loss.interval!.high).toBeLessThan(0);
    expect([loss.firstBetter, rank.firstBetter]).toEqual([1, 1]);
    expect(compareMeasures(sure, sure).logLoss).toEqual({ difference: 0, interval: { low: 0, high: 0 }, firstBetter: 0.5 });
  });

  it('is of the same answers', () => {
    const wrong = () => compareMeasures(simulated(9, 1), simulated(9, 2));
    expect(wrong).toThrow(expect.objectContaining({ where: 'compareMeasures.second' }));
  });
});

describe('splits', () => {
  const log = fc.array(fc.constantFrom(...'abcdefghij'), { minLength: 1, maxLength: 60 });
  const seed = fc.integer();

  it('by learner put every row on one side and no learner on both, whatever the order of the log', () => {
    fc.assert(
      fc.property(log, fc.double({ min: 0.05, max: 0.95, noNaN: true }), seed, (learners, share, its) => {
        fc.pre(new Set(learners).size >= 2);
        const { train, test } = splitByLearner(learners, share, its);
        expect([...train, ...test].sort((a, b) => a - b)).toEqual(learners.map((_, row) => row));
        const tested = new Set(Array.from(test, (row) => learners[row]));
        expect(Array.from(train, (row) => learners[row]).filter((learner) => tested.has(learner))).toEqual([]);
        expect(tested.size).toBeGreaterThan(0);
        const backwards = [...learners].reverse();
        expect(new Set(Array.from(splitByLearner(backwards, share, its).test, (row) => backwards[row]))).toEqual(tested);
      }),
    );
  });

  it('by learner differ with the seed, and take their share', () => {
    const learners = Array.from({ length: 1000 }, (_, at) => `learner-${at}`);
    const [one, other] = [splitByLearner(learners, 0.2, 1), splitByLearner(learners, 0.2, 2)];
    expect([one.test.length, other.test.length]).toEqual([200, 200]);
    const both = Array.from(one.test).filter((row) => other.test.includes(row)).length;
    expect(both).toBeGreaterThan(15);
    expect(both).toBeLessThan(70);
  });

  it('in folds test every learner once', () => {
    fc.assert(
      fc.property(log, fc.integer({ min: 2, max: 10 }), seed, (learners, folds, its) => {
        fc.pre(new Set(learners).size >= folds);
        const parts = foldsByLearner(learners, folds, its);
        expect(parts.flatMap(({ test }) => [...test]).sort((a, b) => a - b)).toEqual(learners.map((_, row) => row));
        const sizes = parts.map(({ test }) => new Set(Array.from(test, (row) => learners[row])).size);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        for (const { train, test } of parts) expect(train.length + test.length).toBe(learners.length);
      }),
    );
  });

  it('by time put everything in the test after everything in the training', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { minLength: 1 }), fc.double({ min: 0.05, max: 0.95, noNaN: true }), (at, share) => {
        const { train, test } = splitByTime(at, share);
        expect(train.length + test.length).toBe(at.length);
        expect(test.length).toBeGreaterThan(0);
        const first = Math.min(...Array.from(test, (row) => at[row] as number));
        for (const row of train) expect(at[row]).toBeLessThan(first);
      }),
    );
  });

  it('need somebody to split', () => {
    expect(() => splitByLearner(['a', 'a'])).toThrow(expect.objectContaining({ where: 'splitByLearner.learners' }));
    expect(() => foldsByLearner(['a', 'b'], 3)).toThrow(expect.objectContaining({ where: 'foldsByLearner.folds' }));
    expect(splitByTime([])).toEqual({ train: new Int32Array(0), test: new Int32Array(0) });
  });
});
