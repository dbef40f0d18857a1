import type { FSRSBindingItem } from '@open-spaced-repetition/binding';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { simulatedReviewLog } from '../../bench/evaluate/simulated-review-log.js';
import { randomNumbers } from '../../bench/harness/random-numbers.js';
import { runAtOnce } from '../../src/algorithms/fitting/run-in-slices.js';
import {
  AdaptiveLearningError,
  FSRS_WEIGHTS,
  type FsrsFitProgress,
  type FsrsParams,
  fitFsrs,
  fitFsrsInSlices,
  fsrsDefaults,
  fsrsDefaultWeights,
  fsrsInitialMemory,
  fsrsNextMemory,
  fsrsParams,
  fsrsRetrievability,
  type LoggedReview,
  type Rating,
} from '../../src/algorithms/index.js';
import { cardHistories } from '../../src/algorithms/memory/fsrs-fit/card-histories.js';
import { fsrsWeightSpread } from '../../src/algorithms/memory/fsrs-fit/fit-coordinates.js';
import { buildReviewTree } from '../../src/algorithms/memory/fsrs-fit/review-tree.js';
import { lossAndGradient, lossOf, treeLossOf } from '../../src/algorithms/memory/fsrs-fit/tree-loss.js';
import { isInstalled } from '../support/installed.js';

/** fsrs-rs, compiled for this machine; not every registry has it for every machine. */
const binding = await import('@open-spaced-repetition/binding').catch(() => null);
const hasBinding = isInstalled({
  name: '@open-spaced-repetition/binding',
  found: binding !== null,
  install: 'npm ci, on a machine that it is compiled for',
});

const DAY_MS = 86_400_000;

const TRUTH = fsrsParams({
  weights: fsrsDefaultWeights.map((weight, index) =>
    clamp(weight + (fsrsWeightSpread[index]! / 3) * [0.3, 0.1, -0.05, 0.1, 1, -1, 0.8][index % 7]!, index),
  ),
});
const LOG = simulatedReviewLog({ truth: TRUTH, cards: 300, cardsPerDay: 5, days: 150, seed: 3 });
const CUT = Math.floor(LOG.length * 0.7);
const PAST = LOG.slice(0, CUT);

/** The plain way: each card through the public formulas, each prediction by the public curve. */
function predictionsOf(reviews: readonly LoggedReview[], params: FsrsParams): { at: number; loss: number }[] {
  const memories = new Map<string, { stability: number; difficulty: number; day: number }>();
  return reviews.flatMap(({ card, at, rating, day = Math.floor(at / DAY_MS) }) => {
    const known = memories.get(card);
    const elapsed = known === undefined ? 0 : day - known.day;
    const memory = known === undefined ? fsrsInitialMemory(rating, params) : fsrsNextMemory(known, elapsed, rating, params);
    memories.set(card, { ...memory, day });
    if (known === undefined || elapsed === 0) return [];
    const recall = fsrsRetrievability(known, elapsed, params);
    return [{ at, loss: -Math.log(rating > 1 ? recall : 1 - recall) }];
  });
}

function lossOn(reviews: readonly LoggedReview[], params: FsrsParams, from = 0): number {
  const losses = predictionsOf(reviews, params).filter(({ at }) => at >= from);
  return losses.reduce((sum, { loss }) => sum + loss, 0) / losses.length;
}

function clamp(value: number, index: number): number {
  const { lowest, highest } = FSRS_WEIGHTS[index]!;
  return Math.min(highest, Math.max(lowest, value));
}

function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const random = randomNumbers(seed);
  return items
    .map((item) => [random(), item] as const)
    .sort((a, b) => a[0] - b[0])
    .map(([, item]) => item);
}

function workOf(reviews: readonly LoggedReview[], params: FsrsParams = fsrsDefaults) {
  const cards = runAtOnce(cardHistories(reviews, params.day_count, 'none'));
  return treeLossOf(runAtOnce(buildReviewTree(cards, params.short_term)));
}

/** Any weights in their bounds, a little inside so that a difference can be taken on both sides. */
const anyWeights = fc
  .tuple(...FSRS_WEIGHTS.map(() => fc.double({ min: 0.02, max: 0.98, noNaN: true })))
  .map((shares) =>
    shares.map((share, index) => FSRS_WEIGHTS[index]!.lowest + share * (FSRS_WEIGHTS[index]!.highest - FSRS_WEIGHTS[index]!.lowest)),
  );
/** Half way from the defaults to any: where fits really go. */
const likelyWeights = anyWeights.map((weights) =>
  weights.map((weight, index) => (weight + 3 * clamp(fsrsDefaultWeights[index]!, index)) / 4),
);

describe('the loss of a fit', () => {
  it.each([true, false])('is what the formulas of FSRS give review by review, short term %s', (short_term) => {
    const reviews = LOG.slice(0, 900);
    const work = workOf(reviews, fsrsParams({ short_term }));
    fc.assert(
      fc.property(anyWeights, (weights) => {
        const params = fsrsParams({ short_term, weights });
        const plain = predictionsOf(reviews, params).reduce((sum, { loss }) => sum + loss, 0);
        const fused = runAtOnce(lossOf(work, Float64Array.from(weights)));
        expect(Math.abs(fused - plain)).toBeLessThanOrEqual(1e-8 * plain);
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    ['typical', true],
    ['typical', false],
    // Short first stabilities and long ones after a lapse: the cap that a lapse never strengthens nearly always holds.
    ['capped', true],
    ['capped', false],
  ])('has the derivatives that its differences show, by each of the 21 weights, %s, short term %s', (kind, short_term) => {
    const work = workOf(LOG.slice(0, 600), fsrsParams({ short_term }));
    const lossAt = (weights: Float64Array): number => runAtOnce(lossOf(work, weights));
    const disagreements = new Float64Array(21);
    fc.assert(
      fc.property(likelyWeights, (given) => {
        const weights = Float64Array.from(given, (weight, index) => (kind === 'typical' || index > 3 ? weight : weight / 50));
        if (kind === 'capped') weights[11] = 4.5;
        const gradient = new Float64Array(21);
        const loss = runAtOnce(lossAndGradient(work, weights, gradient));
        expect(loss).toBe(lossAt(weights));
        for (const index of weights.keys()) {
          const slopes = [1e-5, 1e-6, 1e-7].map((share) => {
            const step = share * Math.max(0.1, weights[index]!);
            return (lossAt(weights.with(index, weights[index]! + step)) - lossAt(weights.with(index, weights[index]! - step))) / (2 * step);
          });
          const nearest = Math.min(...slopes.map((slope) => Math.abs(slope - gradient[index]!)));
          if (nearest > 1e-4 * Math.max(1, Math.abs(gradient[index]!))) disagreements[index]! += 1;
        }
      }),
      { numRuns: 25 },
    );
    // A cap or a clamp that begins to hold within the difference itself may spoil one from time to time, never the same each time.
    for (const [weight, times] of disagreements.entries()) expect({ weight, often: times > 5 }).toEqual({ weight, often: false });
  });

  it('merges equal beginnings and keeps every prediction', () => {
    const { tree } = workOf(LOG);
    expect(tree.size).toBeLessThan(LOG.length * 0.7);
    expect(tree.count.reduce((sum, each) => sum + each, 0)).toBe(predictionsOf(LOG, fsrsDefaults).length);
  });
});

describe('fitFsrs', () => {
  const fit = fitFsrs(PAST);

  it('finds weights that predict what came later almost as well as the truth does', () => {
    const from = LOG[CUT]!.at;
    const [fitted, given, true_] = [fit.params, fsrsDefaults, TRUTH].map((params) => lossOn(LOG, params, from));
    expect(fitted! - true_!).toBeLessThan((given! - true_!) / 3);
  });

  it('predicts its own log better than the truth and than the weights it started from', () => {
    expect(fit.report.logLossAfter).toBeCloseTo(lossOn(PAST, fit.params), 10);
    expect(fit.report.logLossBefore).toBeCloseTo(lossOn(PAST, fsrsDefaults), 10);
    expect(fit.report.logLossAfter!).toBeLessThan(lossOn(PAST, TRUTH));
    expect(fit.report.logLossAfter!).toBeLessThan(fit.report.logLossBefore!);
  });

  it.runIf(hasBinding)('predicts its own log no worse than the weights that fsrs-rs finds', async () => {
    const { computeParameters, FSRSBindingItem, FSRSBindingReview } = binding as typeof import('@open-spaced-repetition/binding');
    const items: FSRSBindingItem[] = [];
    const histories = new Map<string, { rating: Rating; day: number; elapsed: number }[]>();
    for (const { card, rating, day = 0 } of PAST) {
      const history = histories.get(card) ?? [];
      histories.set(card, history);
      history.push({ rating, day, elapsed: day - (history.at(-1)?.day ?? day) });
      if (history.at(-1)!.elapsed === 0) continue;
      items.push(new FSRSBindingItem(history.map((each) => new FSRSBindingReview(each.rating, each.elapsed))));
    }
    const native = await computeParameters(items, { enableShortTerm: true });
    const params = { ...fsrsDefaults, weights: native.map(clamp) };
    expect(fit.report.logLossAfter!).toBeLessThanOrEqual(lossOn(PAST, params));
  });

  it('gives the same to the bit, in whatever order the rows and the cards come', () => {
    for (const recencyWeighting of ['none', 'cubic'] as const) {
      const options = { recencyWeighting, mostEvaluations: 12 };
      const once = fitFsrs(PAST, options);
      expect(fitFsrs(shuffled(PAST, 7), options)).toStrictEqual(once);
      expect(
        fitFsrs(
          [...PAST].reverse().map((review) => ({ ...review, card: `${review.card}!` })),
          options,
        ),
      ).toStrictEqual(once);
    }
  });

  it('reports what it had and did', () => {
    expect(fit.report).toMatchObject({
      reviews: PAST.length,
      cards: new Set(PAST.map(({ card }) => card)).size,
      predictions: predictionsOf(PAST, fsrsDefaults).length,
      fitted: 'all_weights',
      fallback: null,
      converged: true,
      unseenRatings: [],
    });
    expect(JSON.parse(JSON.stringify(fit))).toStrictEqual(fit);
    expect(Object.isFrozen(fit.params)).toBe(true);
  });

  it('keeps weights in their bounds and first stabilities in order, whatever the log', () => {
    const review = fc.record({
      card: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      at: fc.oneof(
        fc.integer({ min: 0, max: 300 }).map((days) => days * DAY_MS),
        fc.constantFrom(-8.64e15, 8.64e15, 0),
      ),
      rating: fc.constantFrom<Rating>(1, 2, 3, 4),
    });
    fc.assert(
      fc.property(
        fc.array(review, { minLength: 80, maxLength: 140 }),
        fc.constantFrom(0, 2),
        fc.boolean(),
        (reviews, shrinkage, short_term) => {
          const { params, report } = fitFsrs(reviews, { shrinkage, params: fsrsParams({ short_term }), mostEvaluations: 60 });
          expect(fsrsParams(params)).toEqual(params);
          expect([...params.weights.slice(0, 4)].sort((a, b) => a - b)).toEqual(params.weights.slice(0, 4));
          expect(report.logLossAfter!).toBeLessThanOrEqual(report.logLossBefore!);
          for (const { weight, bound } of report.boundsHit) {
            const held = bound === 'order' ? params.weights[weight - 1] : FSRS_WEIGHTS[weight]![bound];
            expect(params.weights[weight]).toBe(held);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('moves less, the more it is held to the weights that were given', () => {
    const distances = [0.5, 5, 50, 5000].map((shrinkage) => {
      const { params } = fitFsrs(PAST, { shrinkage });
      return params.weights.reduce(
        (sum, weight, index) => sum + ((weight - fsrsDefaultWeights[index]!) / fsrsWeightSpread[index]!) ** 2,
        0,
      );
    });
    expect(distances).toEqual([...distances].sort((a, b) => b - a));
    expect(distances.at(-1)).toBeLessThan(0.01);
  });

  it('starts from the weights of the given parameters and leaves all else as it is', () => {
    const given = fsrsParams({ weights: fit.params.weights, desired_retention: 0.8, day_count: 'calendar', learning_steps: [5] });
    const again = fitFsrs(PAST, { params: given });
    expect(again.report.logLossBefore).toBeCloseTo(fit.report.logLossAfter!, 12);
    expect(again.report.logLossAfter!).toBeLessThanOrEqual(again.report.logLossBefore!);
    expect({ ...again.params, weights: [] }).toEqual({ ...given, weights: [] });
  });

  it('leans to the newest reviews when it is told to', () => {
    const forgetful = simulatedReviewLog({ truth: withStability(0.3), cards: 120, cardsPerDay: 6, days: 40, seed: 1 });
    const retentive = simulatedReviewLog({ truth: withStability(3), cards: 120, cardsPerDay: 6, days: 40, seed: 2 });
    const later = retentive.map(({ card, at, day = 0, rating }) => ({ card: `new ${card}`, at: at + 60 * DAY_MS, day: day + 60, rating }));
    const [even, leaning] = (['none', 'cubic'] as const).map(
      (recencyWeighting) => fitFsrs([...forgetful, ...later], { recencyWeighting }).params,
    );
    expect(lossOn(later, leaning!)).toBeLessThan(lossOn(later, even!));
    expect(lossOn(forgetful, leaning!)).toBeGreaterThan(lossOn(forgetful, even!));
  });

  it('counts days as the parameters say', () => {
    const reviews = LOG.slice(0, 700).map(({ card, at, rating }) => ({ card, at: at + 20 * 3_600_000, rating }));
    const days = fitFsrs(reviews);
    const hours = fitFsrs(reviews, { params: fsrsParams({ day_count: 'hours24' }) });
    const utc = fitFsrs(reviews.map((review) => ({ ...review, day: Math.floor(review.at / DAY_MS) })));
    expect(utc).toStrictEqual(days);
    expect(hours.report.predictions).toBeLessThan(days.report.predictions);
  });

  it('never takes a later review on an earlier day for a gap of less than none', () => {
    const reviews = PAST.slice(0, 300).flatMap((review) => [review, { ...review, at: review.at + 1, day: review.day! - 3 }]);
    expect(fitFsrs(reviews).report.predictions).toBeGreaterThan(0);
  });
});

describe('a fit on too little', () => {
  const passing = (count: number): LoggedReview[] =>
    Array.from({ length: count }, (_, index) => ({ card: 'a', at: index * DAY_MS, rating: 3 }));

  it.each<[string, LoggedReview[], string, string]>([
    ['no review', [], 'nothing', 'too_few_reviews'],
    ['500 cards that were seen once', someCards(500, 1), 'nothing', 'no_second_reviews'],
    ['cards seen twice on one day', passing(2).map((review) => ({ ...review, at: 0 })), 'nothing', 'no_later_day'],
    ['seven predictions', passing(8), 'nothing', 'too_few_reviews'],
    ['recalls only', passing(200), 'nothing', 'single_outcome'],
    ['lapses only', passing(200).map((review) => ({ ...review, rating: 1 })), 'nothing', 'single_outcome'],
    ['63 predictions', someCards(21, 4), 'initial_stability', 'too_few_reviews'],
    ['one prediction of each card', someCards(100, 2), 'initial_stability', 'first_intervals_only'],
  ])('of %s says so', (_, reviews, fitted, fallback) => {
    const { params, report } = fitFsrs(reviews);
    expect([report.fitted, report.fallback]).toEqual([fitted, fallback]);
    expect(params.weights.slice(4)).toEqual(fsrsDefaultWeights.slice(4));
    if (fitted === 'nothing') expect(params).toEqual(fsrsDefaults);
    else expect(report.logLossAfter!).toBeLessThan(report.logLossBefore!);
  });

  it('has no loss to speak of without a prediction', () => {
    expect(fitFsrs([]).report).toMatchObject({ logLossBefore: null, logLossAfter: null, predictions: 0, converged: false });
  });

  it('places the stabilities of first answers never given where they lie among learners, and names them', () => {
    const { params, report } = fitFsrs(
      simulatedReviewLog({ truth: TRUTH, cards: 90, cardsPerDay: 9, days: 40, seed: 5, passes: [0, 1, 0] }),
    );
    const [again, hard, good, easy] = params.weights.map(Math.log) as [number, number, number, number];
    expect(report.unseenRatings).toEqual([2, 4]);
    expect((hard - again) / (good - again)).toBeCloseTo(0.59, 10);
    expect((easy - again) / (good - again)).toBeCloseTo((1 - 0.46 * 0.59) / 0.54, 10);
  });

  it('scales all first stabilities by the only one that was seen', () => {
    const { params } = fitFsrs(someCards(30, 2));
    const factors = params.weights.slice(0, 4).map((days, index) => days / fsrsDefaultWeights[index]!);
    for (const factor of factors) expect(factor).toBeCloseTo(factors[2]!, 12);
  });

  it('says when it ran out of evaluations', () => {
    expect(fitFsrs(PAST, { mostEvaluations: 9 }).report).toMatchObject({ converged: false, evaluations: expect.toSatisfy((n) => n <= 10) });
  });

  it('keeps what was given when nothing better is found', () => {
    const { params, report } = fitFsrs(PAST, { mostEvaluations: 0 });
    expect(params).toEqual(fsrsDefaults);
    expect(report).toMatchObject({ fitted: 'nothing', fallback: 'no_improvement' });
  });
});

describe('a fit in slices', () => {
  // Enough that other work has its turn.
  const many = simulatedReviewLog({ truth: TRUTH, cards: 2500, cardsPerDay: 50, days: 120, seed: 8 });

  it('gives what a fit at once gives, and tells how far it is', async () => {
    const seen: FsrsFitProgress[] = [];
    const sliced = await fitFsrsInSlices(PAST, { onProgress: (progress) => seen.push(progress) });
    expect(sliced).toStrictEqual(fitFsrs(PAST));
    expect(seen.map(({ evaluations }) => evaluations)).toEqual(seen.map((_, index) => index + 1));
    expect(seen.at(-1)!.evaluations).toBe(sliced.report.evaluations);
    expect(seen.every(({ mostEvaluations }) => mostEvaluations === 300)).toBe(true);
    expect(seen.at(-1)!.logLoss).toBeLessThan(seen[0]!.logLoss);
  });

  it('lets timers have their turn, and stops soon after its signal', async () => {
    const stop = new AbortController();
    let evaluations = 0;
    const running = fitFsrsInSlices(many, { signal: stop.signal, onProgress: () => (evaluations += 1) });
    setTimeout(() => stop.abort(new Error('enough')), 0);
    await expect(running).rejects.toMatchObject({ code: 'aborted', where: 'fitFsrsInSlices', cause: new Error('enough') });
    const stoppedAfter = evaluations;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(evaluations).toBe(stoppedAfter);
  });

  it('does not begin when it is stopped already', async () => {
    let evaluations = 0;
    const running = fitFsrsInSlices(PAST, { signal: AbortSignal.abort(), onProgress: () => (evaluations += 1) });
    await expect(running).rejects.toBeInstanceOf(AdaptiveLearningError);
    expect(evaluations).toBe(0);
  });

  it('is rejected with what onProgress throws', async () => {
    const onProgress = (): void => {
      throw new Error('no more paper');
    };
    await expect(fitFsrsInSlices(PAST, { onProgress })).rejects.toThrow('no more paper');
  });
});

describe('what a fit refuses', () => {
  it.each<[string, unknown, unknown]>([
    ['reviews', {}, {}],
    ['reviews.card', [{ card: 1, at: 0, rating: 3 }], {}],
    ['reviews.at', [{ card: 'a', at: Number.NaN, rating: 3 }], {}],
    ['reviews.rating', [{ card: 'a', at: 0, rating: 0 }], {}],
    ['reviews.day', [{ card: 'a', at: 0, rating: 3, day: 0.5 }], {}],
    ['options', [], null],
    ['options.recencyWeighting', [], { recencyWeighting: 'all' }],
    ['options.shrinkage', [], { shrinkage: -1 }],
    ['options.mostEvaluations', [], { mostEvaluations: 1.5 }],
    ['options.onProgress', [], { onProgress: 1 }],
  ])('names %s', (where, reviews, options) => {
    const refusal = expect.objectContaining({ code: 'invalid_input', where: `fitFsrs.${where}` });
    expect(() => fitFsrs(reviews as LoggedReview[], options as object)).toThrow(refusal);
    expect(() => fitFsrsInSlices(reviews as LoggedReview[], options as object)).toThrow(refusal);
  });

  it('names a signal that is none', () => {
    const refusal = expect.objectContaining({ code: 'invalid_input', where: 'fitFsrsInSlices.options.signal' });
    expect(() => fitFsrsInSlices([], { signal: {} as AbortSignal })).toThrow(refusal);
  });
});

function someCards(cards: number, each: number): LoggedReview[] {
  return Array.from({ length: cards * each }, (_, index) => ({
    card: `card ${Math.floor(index / each)}`,
    at: (index % each) * 4 * DAY_MS,
    rating: index % each > 0 && index % 5 === 0 ? 1 : 3,
  }));
}

function withStability(factor: number): FsrsParams {
  return fsrsParams({ weights: fsrsDefaultWeights.map((weight, index) => (index < 4 ? weight * factor : weight)) });
}
