import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomNumbers } from '../../bench/harness/random-numbers.js';
import { runAtOnce } from '../../src/algorithms/fitting/run-in-slices.js';
import {
  fitHalfLifeRegression,
  fitHlr,
  type HalfLifeFitOptions,
  type HalfLifeLearner,
  type HalfLifeObservation,
  type HlrState,
  halfLifeDays,
  halfLifeRecall,
  halfLifeStep,
  halfLifeStepDefaults,
  hlr,
  hlrDefaults,
  type LoggedReview,
  type Rating,
} from '../../src/algorithms/index.js';
import { halfLifeLoss, halfLifeTable } from '../../src/algorithms/memory/half-life/half-life-loss.js';

const DAY_MS = 86_400_000;

const practice = (right: number, wrong: number, elapsedDays: number, recalled: number): HalfLifeObservation => ({
  features: [Math.sqrt(1 + right), Math.sqrt(1 + wrong), 1],
  elapsedDays,
  recalled,
});

/** Practices of a memory that follows the model exactly, with half-lives inside the bounds. */
function exactPractices(weights: readonly number[], count: number, seed: number): HalfLifeObservation[] {
  const random = randomNumbers(seed);
  return Array.from({ length: count }, () => {
    const { features } = practice(Math.floor(8 * random()), Math.floor(4 * random()), 0, 1);
    const elapsedDays = 0.2 + 20 * random();
    return { features, elapsedDays, recalled: halfLifeRecall(halfLifeDays(features, weights), elapsedDays) };
  });
}

const single = (observations: readonly HalfLifeObservation[], seed: number): HalfLifeObservation[] => {
  const random = randomNumbers(seed);
  return observations.map((each) => ({ ...each, recalled: random() < each.recalled ? 1 : 0 }));
};

describe('half-life regression', () => {
  it('halves recall with each half-life', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.02, max: 274, noNaN: true }), fc.integer({ min: 0, max: 12 }), (days, times) => {
        expect(halfLifeRecall(days, days * times)).toBeCloseTo(times === 0 ? 0.9999 : 2 ** -times, 10);
      }),
    );
  });

  it('holds the half-life between 15 minutes and 274 days', () => {
    expect([-40, -6, 0, 3, 8, 9, 100].map((weight) => halfLifeDays([1], [weight]))).toEqual([15 / 1440, 0.015625, 1, 8, 256, 274, 274]);
  });
});

describe('halfLifeStep', () => {
  const start: HalfLifeLearner = { weights: [0, 0, 0], counts: [0, 0, 0] };
  const rows = [practice(0, 0, 0.5, 1), practice(1, 0, 2, 0.5), practice(2, 1, 1, 0), practice(2, 2, 8, 0.75), practice(5, 2, 30, 1)];

  // By a program of its own in Python, written after the published `train_update`, on these five rows.
  it.each([
    [0.05, [0.24110981877218934, 0.19994259300423906, 0.1555644441049542]],
    [0.001, [0.004003286507619564, 0.0034119679347570857, 0.0027902770708104975]],
  ])('moves as the published code does, with a rate of %d', (learning_rate, expected) => {
    const { weights, counts } = rows.reduce<HalfLifeLearner>(
      (learner, row) => halfLifeStep(learner, row, { ...halfLifeStepDefaults, learning_rate }),
      start,
    );
    for (const [index, weight] of expected.entries()) expect(weights[index]).toBeCloseTo(weight, 12);
    expect(counts).toEqual([5, 5, 5]);
  });

  it('comes near the weights that made the answers, with time', () => {
    const truth = [1.2, -0.5, 0.5];
    const lossOf = (weights: readonly number[]): number =>
      exactPractices(truth, 500, 2).reduce(
        (sum, { features, elapsedDays, recalled }) =>
          sum + (recalled - halfLifeRecall(halfLifeDays(features, weights), elapsedDays)) ** 2 / 500,
        0,
      );
    const params = { learning_rate: 1, half_life_weight: 0, shrinkage: 0 };
    const { weights } = single(exactPractices(truth, 20_000, 1), 3).reduce<HalfLifeLearner>(
      (learner, row) => halfLifeStep(learner, row, params),
      start,
    );
    expect(lossOf(weights)).toBeLessThan(lossOf(start.weights) / 5);
  });

  it('keeps weights that JSON carries, however wild the practice', () => {
    const wild = fc.record({
      features: fc.tuple(fc.constantFrom(-1e6, 0, 1, 1e6), fc.constantFrom(-1e6, 0, 1, 1e6)),
      elapsedDays: fc.constantFrom(0, 1e-9, 1, 1e9),
      recalled: fc.constantFrom(0, 0.5, 1),
    });
    fc.assert(
      fc.property(fc.array(wild, { maxLength: 20 }), (observations) => {
        const params = { learning_rate: 1, half_life_weight: 1, shrinkage: 1 };
        const learner = observations.reduce<HalfLifeLearner>((each, row) => halfLifeStep(each, row, params), {
          weights: [0, 0],
          counts: [0, 0],
        });
        expect(JSON.parse(JSON.stringify(learner))).toStrictEqual(learner);
        for (const weight of learner.weights) expect(Math.abs(weight)).toBeLessThanOrEqual(100);
      }),
    );
  });
});

describe('fitHalfLifeRegression', () => {
  it('finds the weights behind exact shares', () => {
    const truth = [1.5, -0.7, 0.4];
    const { weights, report } = fitHalfLifeRegression(exactPractices(truth, 400, 5), { shrinkage: 0 });
    for (const [index, weight] of truth.entries()) expect(weights[index]).toBeCloseTo(weight, 2);
    expect(report).toMatchObject({ fallback: null, converged: true, boundsHit: [], halfLifeWeight: 0.01, measure: 'squared' });
  });

  it.each(['squared', 'likelihood'] as const)('finds about those behind single answers, by %s', (measure) => {
    const truth = [1.5, -0.7, 0.4];
    const answers = single(exactPractices(truth, 8000, 6), 7);
    const { weights, report } = fitHalfLifeRegression(answers, { measure });
    for (const [index, weight] of truth.entries()) expect(Math.abs(weights[index]! - weight)).toBeLessThan(0.25);
    expect(report.halfLifeWeight).toBe(0);
    expect(report.lossAfter!).toBeLessThan(report.lossBefore!);
  });

  it('has the derivatives that its differences show', () => {
    const table = halfLifeTable(
      exactPractices([1, -0.5, 0.5], 40, 8).map((each, index) => ({ ...each, recalled: (index % 5) / 4 })),
      3,
    );
    const weight = fc.double({ min: -1.5, max: 1.5, noNaN: true });
    fc.assert(
      fc.property(
        fc.tuple(weight, weight, weight),
        fc.constantFrom<'squared' | 'likelihood'>('squared', 'likelihood'),
        fc.constantFrom(0, 0.01),
        (at, measure, alpha) => {
          const { gradient } = runAtOnce(halfLifeLoss(table, Float64Array.from(at), measure, alpha));
          const valueAt = (index: number, moved: number): number =>
            runAtOnce(
              halfLifeLoss(
                table,
                Float64Array.from(at, (each, other) => (other === index ? each + moved : each)),
                measure,
                alpha,
              ),
            ).value;
          for (const index of [0, 1, 2]) {
            const slope = (valueAt(index, 1e-6) - valueAt(index, -1e-6)) / 2e-6;
            expect(Math.abs(gradient[index]! - slope)).toBeLessThanOrEqual(1e-4 * Math.max(1, Math.abs(slope)));
          }
        },
      ),
    );
  });

  it('gives the same to the bit, in whatever order the practices come', () => {
    const practices = single(exactPractices([1.2, -0.3, 0], 300, 9), 10);
    expect(fitHalfLifeRegression([...practices].reverse())).toStrictEqual(fitHalfLifeRegression(practices));
  });

  it('shrinks towards 0 as it is told', () => {
    const practices = exactPractices([1.5, -0.7, 0.4], 300, 5);
    const sizes = [0, 1, 10, 1000].map((shrinkage) =>
      Math.hypot(...fitHalfLifeRegression(practices, { shrinkage, halfLifeWeight: 0 }).weights),
    );
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect(sizes.at(-1)).toBeLessThan(0.1);
  });

  it.each<[string, HalfLifeObservation[], string]>([
    ['nothing', [], 'too_few_observations'],
    ['29 practices for three weights', exactPractices([1, 0, 0], 29, 1), 'too_few_observations'],
    ['recalls only', exactPractices([1, 0, 0], 90, 1).map((each) => ({ ...each, recalled: 1 })), 'single_outcome'],
    ['lapses only', exactPractices([1, 0, 0], 90, 1).map((each) => ({ ...each, recalled: 0 })), 'single_outcome'],
  ])('keeps the weights it was given and says why, on %s', (_, observations, fallback) => {
    const weights = [0.5, -0.5, 1];
    const fit = fitHalfLifeRegression(observations, { weights });
    expect(fit.weights).toEqual(weights);
    expect(fit.report).toMatchObject({ fallback, converged: false, evaluations: 0 });
  });

  it.each<[string, unknown, unknown]>([
    ['observations', {}, {}],
    ['observations.features', [{ features: [], elapsedDays: 1, recalled: 1 }], {}],
    ['observations.features', [practice(1, 1, 1, 1), { features: [1], elapsedDays: 1, recalled: 1 }], {}],
    ['observations.elapsedDays', [practice(1, 1, -1, 1)], {}],
    ['observations.recalled', [practice(1, 1, 1, 1.5)], {}],
    ['options.measure', [], { measure: 'absolute' }],
    ['options.shrinkage', [], { shrinkage: -1 }],
    ['options.halfLifeWeight', [], { halfLifeWeight: Number.NaN }],
    ['options.weights', [], { weights: [] }],
    ['options.mostEvaluations', [], { mostEvaluations: -1 }],
  ])('refuses wrong %s', (where, observations, options) => {
    expect(() => fitHalfLifeRegression(observations as HalfLifeObservation[], options as HalfLifeFitOptions)).toThrow(
      expect.objectContaining({ code: 'invalid_input', where: `fitHalfLifeRegression.${where}` }),
    );
  });
});

describe('hlr', () => {
  const review = (at: number, rating: Rating) => ({ at, rating, grade: 4 as const });
  const stateAfter = (ratings: readonly number[]): HlrState =>
    ratings.reduce(
      (state, rating, index) => hlr.update(state, review(index * DAY_MS, rating as Rating), hlrDefaults),
      hlr.initial(hlrDefaults),
    );

  it('lengthens the half-life with each right answer and shortens it with each wrong one', () => {
    const halfLives = (ratings: readonly number[]): number[] =>
      ratings.map(
        (_, index) =>
          Math.round(hlr.intervalDays(stateAfter(ratings.slice(0, index + 1)), { ...hlrDefaults, desired_retention: 0.5 }) * 10) / 10,
      );
    expect(halfLives([3, 3, 3, 3])).toEqual([4, 9.9, 21.1, 41.3]);
    expect(halfLives([3, 3, 1, 1, 3])).toEqual([4, 9.9, 5.2, 3.2, 6.9]);
    expect(halfLives([1, 1])).toEqual([0.7, 0.4]);
  });

  it('is due when recall has fallen to what is desired', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(1, 2, 3, 4), { minLength: 1, maxLength: 12 }),
        fc.double({ min: 0.5, max: 0.99, noNaN: true }),
        (ratings, desired_retention) => {
          const params = { ...hlrDefaults, desired_retention };
          const state = stateAfter(ratings);
          expect(hlr.predict(state, hlr.dueAt(state, params), params)).toBeCloseTo(desired_retention, 6);
        },
      ),
    );
  });

  it('ends in the same state, in whatever order the answers arrive', () => {
    const reviews = [review(5, 3), review(9, 1), review(2, 4), review(7, 2)];
    const fold = (list: typeof reviews): HlrState =>
      list.reduce((state, each) => hlr.update(state, each, hlrDefaults), hlr.initial(hlrDefaults));
    expect(fold(reviews)).toEqual({ right: 3, wrong: 1, last_review: 9 });
    expect(fold([...reviews].reverse())).toEqual(fold(reviews));
  });

  it.each<[string, object]>([
    ['weight_right', { weight_right: -1 }],
    ['weight_wrong', { weight_wrong: 1 }],
    ['bias', { bias: 21 }],
    ['desired_retention', { desired_retention: 1 }],
    ['maximum_interval_days', { maximum_interval_days: 0 }],
  ])('refuses parameters whose %s is wrong', (where, wrong) => {
    expect(() => hlr.initial({ ...hlrDefaults, ...wrong })).toThrow(expect.objectContaining({ where: `hlr.params.${where}` }));
  });
});

describe('fitHlr', () => {
  /** Cards whose memory follows the model; two answers a sitting from time to time. */
  function logOf(truth: typeof hlrDefaults, cards: number, seed: number): LoggedReview[] {
    const random = randomNumbers(seed);
    return Array.from({ length: cards }, (_, number) => {
      let state = hlr.initial(truth);
      let at = Math.floor(random() * 20) * DAY_MS;
      return Array.from({ length: 8 }, (): LoggedReview => {
        const rating = random() < hlr.predict(state, at, truth) ? 3 : 1;
        const answered = { card: `card ${number}`, at, rating } as const;
        state = hlr.update(state, { ...answered, grade: 4 }, truth);
        at += random() < 0.2 ? 600_000 : Math.ceil(random() * 8) * DAY_MS;
        return answered;
      });
    }).flat();
  }
  const truth = { ...hlrDefaults, weight_right: 2.2, weight_wrong: -0.8, bias: -0.5 };

  it('finds about the weights that made the log, and keeps what else was given', () => {
    const log = logOf(truth, 800, 1);
    const { params, report } = fitHlr(log, { params: { ...hlrDefaults, desired_retention: 0.8 } });
    expect(Math.abs(params.weight_right - truth.weight_right)).toBeLessThan(0.25);
    expect(Math.abs(params.weight_wrong - truth.weight_wrong)).toBeLessThan(0.25);
    expect(params.desired_retention).toBe(0.8);
    expect(report).toMatchObject({ fallback: null, converged: true, measure: 'likelihood', halfLifeWeight: 0 });
    expect(report.observations).toBeLessThan(log.length - 800);
    expect(fitHlr([...log].reverse(), { params: { ...hlrDefaults, desired_retention: 0.8 } })).toStrictEqual({ params, report });
  });

  it('keeps the sign that each weight must have, and names the bound', () => {
    const log = logOf(truth, 200, 2).map((review, index) => ({ ...review, rating: (index % 8 < 4 ? 3 : 1) as Rating }));
    const { params, report } = fitHlr(log);
    expect(params.weight_right).toBe(0);
    expect(report.boundsHit).toContain(0);
    expect(hlr.initial(params)).toEqual(hlr.initial(hlrDefaults));
  });

  it('says when the log is too short', () => {
    expect(fitHlr(logOf(truth, 2, 3)).report.fallback).toBe('too_few_observations');
    const once = Array.from({ length: 500 }, (_, card) => ({ card: `${card}`, at: 0, rating: 3 as const }));
    expect(fitHlr(once).report.fallback).toBe('no_second_reviews');
    expect(fitHlr([...once, ...once]).report.fallback).toBe('no_later_day');
    expect(fitHlr([]).params).toEqual(hlrDefaults);
  });
});
