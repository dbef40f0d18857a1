import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Rating,
  RESIDUAL_LATER_FEATURES,
  RESIDUAL_SAME_DAY_FEATURES,
  type ResidualBase,
  type ResidualCard,
  type ResidualCurve,
  type ResidualLearner,
  type ResidualParams,
  residualDefaults,
  residualForecast,
  residualInitialCard,
  residualInitialLearner,
  residualInterval,
  residualPopulation,
  residualPredict,
  residualUpdate,
} from '../../src/algorithms/index.js';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const BASE: ResidualBase = { retrievability: 0.85, stability: 6, difficulty: 5.5 };

interface Answer {
  readonly card: number;
  readonly at: number;
  readonly rating: Rating;
  readonly base?: ResidualBase;
}

interface Played {
  readonly learner: ResidualLearner;
  readonly cards: ReadonlyMap<number, ResidualCard>;
  /** What was predicted of each answer that was not a card's first, with the scheduler's word and what came. */
  readonly predictions: readonly { readonly predicted: number; readonly scheduler: number; readonly right: boolean }[];
}

function play(answers: readonly Answer[], params: ResidualParams = residualDefaults): Played {
  let learner = residualInitialLearner(params);
  const cards = new Map<number, ResidualCard>();
  const predictions: { predicted: number; scheduler: number; right: boolean }[] = [];
  for (const { card: name, at, rating, base = BASE } of answers) {
    const before = cards.get(name);
    const updated = residualUpdate(
      deepFrozen({ card: before ?? residualInitialCard(), learner, base: before ? base : null, at, rating }),
      params,
    );
    cards.set(name, updated.card);
    learner = updated.learner;
    if (updated.predicted !== null) predictions.push({ predicted: updated.predicted, scheduler: base.retrievability, right: rating > 1 });
  }
  return { learner, cards, predictions };
}

/** One answer a day to each of some cards, right as `right` says. */
function daily(days: number, cards: number, right: (answer: number) => boolean): Answer[] {
  return Array.from({ length: days * cards }, (_, answer) => ({
    card: answer % cards,
    at: Math.floor(answer / cards) * DAY_MS + (answer % cards) * MINUTE_MS,
    rating: right(answer) ? 3 : 1,
  }));
}

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const rating = fc.constantFrom<Rating>(1, 2, 3, 4);
const base: fc.Arbitrary<ResidualBase> = fc.record({
  retrievability: fc.double({ min: 0, max: 1, noNaN: true }),
  stability: fc.double({ min: 0, max: 50_000, noNaN: true }),
  difficulty: fc.double({ min: 0, max: 12, noNaN: true }),
});
/** From the same instant to a thousand years, a day in most cases. */
const gap = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 0, max: 3 * DAY_MS }),
  fc.integer({ min: 0, max: 400 * DAY_MS }),
  fc.constant(3.65e5 * DAY_MS),
);
const history: fc.Arbitrary<Answer[]> = fc
  .array(fc.record({ card: fc.integer({ min: 0, max: 4 }), gap, rating, base }), { minLength: 1, maxLength: 60 })
  .map((steps) => {
    let at = 0;
    return steps.map(({ gap: wait, ...answer }) => {
      at = Math.min(8.64e15, at + wait);
      return { ...answer, at };
    });
  });
const curve: fc.Arbitrary<ResidualCurve> = fc
  .record({
    stability: fc.double({ min: 0.01, max: 5_000, noNaN: true }),
    difficulty: fc.double({ min: 1, max: 10, noNaN: true }),
    decay: fc.double({ min: 0.1, max: 0.8, noNaN: true }),
  })
  .map(({ stability, difficulty, decay }) => ({
    stability,
    difficulty,
    retrievabilityAfter: (days) => (1 + ((0.9 ** (-1 / decay) - 1) * days) / stability) ** -decay,
  }));
const params: fc.Arbitrary<ResidualParams> = fc.record({
  card_decay: fc.double({ min: 0, max: 1, noNaN: true }),
  fast_decay: fc.double({ min: 0, max: 1, noNaN: true }),
  slow_decay: fc.double({ min: 0, max: 1, noNaN: true }),
  drift: fc.double({ min: 0, max: 0.1, noNaN: true }),
  switch_rate: fc.double({ min: 0, max: 1, noNaN: true }),
  start: fc.constant(residualDefaults.start),
});

describe('the residual model', () => {
  it('says what the scheduler says until it has learnt', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.02, max: 0.98, noNaN: true }), gap, (retrievability, wait) => {
        const { card } = residualUpdate({ card: residualInitialCard(), learner: residualInitialLearner(), base: null, at: 0, rating: 3 });
        const question = { card, learner: residualInitialLearner(), base: { ...BASE, retrievability }, at: wait };
        expect(residualPredict(question)).toBeCloseTo(retrievability, 12);
      }),
    );
  });

  it('predicts this golden history', () => {
    const ratings: Rating[] = [3, 3, 1, 3, 4, 2, 3, 1, 3, 3];
    const { predictions } = play(ratings.map((given, day) => ({ card: 0, at: day * DAY_MS, rating: given })));
    expect(predictions.map(({ predicted }) => Math.round(predicted * 1e4) / 1e4)).toEqual([
      0.85, 0.8572, 0.8272, 0.8335, 0.8388, 0.8447, 0.8492, 0.8364, 0.8355,
    ]);
  });

  it('predicts in an update what it predicts when asked, before it looks at the rating', () => {
    fc.assert(
      fc.property(history, rating, rating, base, gap, (answers, one, other, now, wait) => {
        const { learner, cards } = play(answers);
        const card = cards.get(answers[0]!.card)!;
        const question = { card, learner, base: now, at: Math.min(8.64e15, answers.at(-1)!.at + wait) };
        const predicted = residualPredict(question);
        expect(residualUpdate({ ...question, rating: one }).predicted).toBe(predicted);
        expect(residualUpdate({ ...question, rating: other }).predicted).toBe(predicted);
      }),
    );
  });

  it('stays within its bounds and carries through JSON, whatever the history and the parameters', () => {
    fc.assert(
      fc.property(history, params, (answers, given) => {
        const { learner, cards, predictions } = play(answers, given);
        for (const { predicted } of predictions) expect(predicted >= 0.001 && predicted <= 0.999).toBe(true);
        for (const head of [learner.later, learner.same_day]) {
          for (const weight of head.weights) expect(Math.abs(weight)).toBeLessThanOrEqual(10);
          expect(head.trust > 0 && head.trust < 1).toBe(true);
        }
        expect([learner.later.weights[1]! <= 0, learner.later.weights[2]! <= 0, learner.same_day.weights[1]! <= 0]).toEqual([
          true,
          true,
          true,
        ]);
        expect(JSON.parse(JSON.stringify(learner))).toStrictEqual(learner);
        for (const card of cards.values()) expect(JSON.parse(JSON.stringify(card))).toStrictEqual(card);
        expect(play(answers, given)).toStrictEqual({ learner, cards, predictions });
      }),
    );
  });

  it.each([
    ['is always right', () => true],
    ['is always wrong', () => false],
  ])('learns of a learner who %s, and stays within its bounds', (_, right) => {
    const { predictions, learner } = play(daily(300, 10, right));
    const last = predictions.at(-1)!;
    expect(right() ? last.predicted : 1 - last.predicted).toBeGreaterThan(0.97);
    expect(last.predicted >= 0.001 && last.predicted <= 0.999).toBe(true);
    expect(Math.max(...learner.later.weights.map(Math.abs))).toBeLessThan(10);
  });

  it('holds every weight within −10 … 10, however wrong and unsure the start', () => {
    const { later } = residualDefaults.start;
    const sure = { weights: [10, ...later.weights.slice(1)], covariance: [100, ...later.covariance.slice(1)], trust: 0.5 };
    const { learner } = play(
      daily(2, 1, () => false),
      { ...residualDefaults, start: { ...residualDefaults.start, later: sure } },
    );
    expect(learner.later.weights[0]).toBe(-10);
  });

  it('learns that a learner recalls less than the scheduler says', () => {
    const chance = random(11);
    const { predictions } = play(daily(60, 20, () => chance() < 0.6));
    const lossOf = (of: (each: (typeof predictions)[number]) => number): number =>
      predictions.slice(200).reduce((sum, each) => sum - Math.log(each.right ? of(each) : 1 - of(each)), 0) / (predictions.length - 200);
    const best = -(0.6 * Math.log(0.6) + 0.4 * Math.log(0.4));
    expect(lossOf((each) => each.scheduler)).toBeGreaterThan(best + 0.1);
    expect(lossOf((each) => each.predicted)).toBeLessThan(best + 0.03);
  });

  it('follows a learner who changes', () => {
    const chance = random(5);
    const { predictions } = play(daily(100, 20, (answer) => chance() < (answer < 1_000 ? 0.95 : 0.5)));
    const meanOf = (from: number, to: number): number =>
      predictions.slice(from, to).reduce((sum, { predicted }) => sum + predicted, 0) / (to - from);
    expect(meanOf(800, 980)).toBeGreaterThan(0.9);
    expect(meanOf(1_100, 1_200)).toBeLessThan(0.65);
  });

  it('costs no more than twice ln 2 against the scheduler alone, in total, when trust is never shared again', () => {
    fc.assert(
      fc.property(history, (answers) => {
        const inRange = answers.map((answer) => ({
          ...answer,
          base: { ...BASE, retrievability: Math.min(0.999, Math.max(0.001, answer.base?.retrievability ?? 0.5)) },
        }));
        const { predictions } = play(inRange, { ...residualDefaults, switch_rate: 0 });
        const cost = predictions.reduce(
          (sum, { predicted, scheduler, right }) =>
            sum + Math.log((right ? scheduler : 1 - scheduler) / (right ? predicted : 1 - predicted)),
          0,
        );
        expect(cost).toBeLessThanOrEqual(2 * Math.LN2 + 1e-3);
      }),
    );
  });

  it('has a weight for each feature it names', () => {
    const { later, same_day } = residualInitialLearner();
    expect([later.weights.length, same_day.weights.length]).toEqual([RESIDUAL_LATER_FEATURES.length, RESIDUAL_SAME_DAY_FEATURES.length]);
    expect([RESIDUAL_LATER_FEATURES[1], RESIDUAL_LATER_FEATURES[2], RESIDUAL_SAME_DAY_FEATURES[1]]).toEqual([
      'elapsed_log',
      'elapsed_share',
      'elapsed_log',
    ]);
  });
});

describe('the counters of a card and a learner', () => {
  it('tell answers on a later day from those on the same day', () => {
    const { learner, cards } = play([
      { card: 0, at: 0, rating: 1 },
      { card: 0, at: MINUTE_MS, rating: 3 },
      { card: 1, at: 2 * MINUTE_MS, rating: 3 },
      { card: 0, at: 3 * DAY_MS, rating: 1 },
      { card: 0, at: 3 * DAY_MS + MINUTE_MS, rating: 1 },
      { card: 0, at: 3 * DAY_MS + 2 * MINUTE_MS, rating: 4 },
    ]);
    expect(cards.get(0)).toEqual({
      reviews: 5,
      lapses: 3,
      later_reviews: 1,
      later_lapses: 1,
      later_success: { rate: 0, weight: 1 },
      streak: 1,
      last_rating: 4,
      last_review: 3 * DAY_MS + 2 * MINUTE_MS,
      last_day: 3,
      day_reviews: 3,
      day_lapses: 2,
    });
    expect([learner.day, learner.day_reviews, learner.fast]).toEqual([3, 3, { rate: 0, weight: 1 }]);
  });

  it("take the learner's day where it is given", () => {
    const first = residualUpdate({ card: residualInitialCard(), learner: residualInitialLearner(), base: null, at: 0, day: 7, rating: 3 });
    const sameDay = residualUpdate({ ...first, base: BASE, at: DAY_MS, day: 7, rating: 3 });
    const laterDay = residualUpdate({ ...first, base: BASE, at: MINUTE_MS, day: 8, rating: 3 });
    expect([sameDay.card.later_reviews, sameDay.card.day_reviews, sameDay.learner.later]).toEqual([0, 2, first.learner.later]);
    expect([laterDay.card.later_reviews, laterDay.card.day_reviews, laterDay.learner.same_day]).toEqual([1, 1, first.learner.same_day]);
  });

  it('count an answer that comes late, from before the last one, as given with it', () => {
    const { cards, learner } = play([
      { card: 0, at: 5 * DAY_MS, rating: 3 },
      { card: 0, at: 2 * DAY_MS, rating: 3 },
    ]);
    expect(cards.get(0)).toMatchObject({ reviews: 2, later_reviews: 0, last_review: 5 * DAY_MS, last_day: 5, day_reviews: 2 });
    expect([learner.day, learner.day_reviews]).toEqual([5, 2]);
    const late = residualUpdate({ card: cards.get(0)!, learner, base: BASE, at: 4 * DAY_MS, day: 6, rating: 3 });
    expect([late.card.later_reviews, late.card.day_reviews]).toEqual([0, 3]);
  });

  it('keep the mean of how busy the days are', () => {
    const { learner } = play(
      daily(6, 4, () => true),
      { ...residualDefaults, slow_decay: 1 },
    );
    expect(learner.typical_load_log).toBeCloseTo((Math.log(1) + Math.log(2) + Math.log(3) + Math.log(4)) / 4, 12);
  });

  it('take a day before the last one for the last one', () => {
    const { card } = residualUpdate({ card: residualInitialCard(), learner: residualInitialLearner(), base: null, at: 0, rating: 3 });
    const learner = { ...withWeights({ day_load: 1 }), day: 5, day_reviews: 9 };
    const on = (day: number): number => residualPredict({ card, learner, base: BASE, at: 5 * DAY_MS, day });
    expect(on(4)).toBe(on(5));
    expect(on(6)).toBeLessThan(on(5));
  });
});

describe('the step by which the residual model learns', () => {
  it('is that of a Kalman filter with full matrices, its bound on elapsed time and its drift', () => {
    const chance = random(3);
    const answers = daily(40, 5, () => chance() < 0.75);
    const seen: { x: number[]; y: number }[] = [];
    let learner = residualInitialLearner();
    const cards = new Map<number, ResidualCard>();
    for (const { card: name, at, rating: given } of answers) {
      const card = cards.get(name) ?? residualInitialCard();
      if (card.reviews > 0) {
        seen.push({ x: laterFeaturesByHand(card, learner, at), y: given > 1 ? 1 : 0 });
      }
      const updated = residualUpdate({ card, learner, base: card.reviews > 0 ? BASE : null, at, rating: given });
      cards.set(name, updated.card);
      learner = updated.learner;
    }
    const { weights, covariance, boundsMet } = fullKalman(seen);
    expect(seen).toHaveLength(195);
    expect(boundsMet).toBeGreaterThan(0);
    for (const [i, weight] of learner.later.weights.entries()) expect(weight).toBeCloseTo(weights[i]!, 9);
    const triangle = covariance.flatMap((row, i) => row.slice(i));
    for (const [i, value] of learner.later.covariance.entries()) expect(value).toBeCloseTo(triangle[i]!, 9);
  });
});

describe('the residual forecast', () => {
  it('expects the typical day, and of the fast rate what the slow one is', () => {
    const { card } = residualUpdate({ card: residualInitialCard(), learner: residualInitialLearner(), base: null, at: 0, rating: 3 });
    const typical = { fast: { rate: 0.2, weight: 20 }, slow: { rate: 0.7, weight: 180 }, day: 3, day_reviews: 40, typical_load_log: 2.5 };
    const learner = { ...withWeights({ fast_success: 0.5, day_load: -0.2 }), ...typical };
    const slow = (180 * 0.7 + 5 * 0.8) / 185;
    const logit = Math.log(0.8 / 0.2) + 0.5 * 4 * (slow - 0.8) - 0.2 * (2.5 / 3 - 1);
    const forecast = residualForecast({ card, learner, curve: { ...BASE, retrievabilityAfter: () => 0.8 } }, 12);
    expect(forecast).toBeCloseTo(1 / (1 + Math.exp(-logit)) / 2 + 0.8 / 2, 12);
  });

  it('never rises with time, whatever was learnt', () => {
    const days = fc.double({ min: 0, max: 40_000, noNaN: true });
    fc.assert(
      fc.property(history, curve, days, days, (answers, memory, one, other) => {
        const { learner, cards } = play(answers);
        const outlook = { card: cards.get(answers[0]!.card)!, learner, curve: memory };
        const [soon, late] = [Math.min(one, other), Math.max(one, other)];
        expect(residualForecast(outlook, late)).toBeLessThanOrEqual(residualForecast(outlook, soon) + 1e-12);
      }),
      { numRuns: 300 },
    );
  });

  it('has fallen to the retention at the interval, and not before', () => {
    fc.assert(
      fc.property(history, curve, fc.double({ min: 0.02, max: 0.98, noNaN: true }), (answers, memory, retention) => {
        const { learner, cards } = play(answers);
        const outlook = { card: cards.get(answers[0]!.card)!, learner, curve: memory };
        const interval = residualInterval(outlook, retention);
        expect(interval >= 1 && interval <= 36_500).toBe(true);
        if (interval < 36_500) expect(residualForecast(outlook, interval)).toBeLessThanOrEqual(retention);
        if (interval > 1) expect(residualForecast(outlook, interval * (1 - 1e-9))).toBeGreaterThanOrEqual(retention);
      }),
    );
  });

  it('gives no longer interval for a higher retention', () => {
    const retention = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(history, curve, retention, retention, (answers, memory, one, other) => {
        const { learner, cards } = play(answers);
        const outlook = { card: cards.get(answers[0]!.card)!, learner, curve: memory };
        expect(residualInterval(outlook, Math.max(one, other))).toBeLessThanOrEqual(residualInterval(outlook, Math.min(one, other)));
      }),
    );
  });

  it('shortens the intervals of a learner who forgets more than the scheduler says, and keeps to the longest', () => {
    const memory: ResidualCurve = { stability: 10, difficulty: 5, retrievabilityAfter: (days) => 0.9 ** (days / 10) };
    const chance = random(17);
    const forgetful = play(daily(60, 20, () => chance() < 0.6));
    const unknown = { card: forgetful.cards.get(0)!, learner: residualInitialLearner(), curve: memory };
    expect(residualInterval(unknown, 0.9)).toBeCloseTo(10, 9);
    expect(residualInterval(unknown, 0.9, 7)).toBe(7);
    expect(residualInterval({ ...unknown, learner: forgetful.learner }, 0.9)).toBeLessThan(3);
  });
});

describe('a start from the population', () => {
  const learners = [1, 2, 3].map((seed) => {
    const chance = random(seed);
    return play(daily(50, 10, () => chance() < 0.6)).learner;
  });

  it('is the mean of the weights, and of what each is unsure of plus how they differ', () => {
    const { later } = residualPopulation(learners);
    const mean = learners.reduce((sum, learner) => sum + learner.later.weights[0]!, 0) / 3;
    const variance = learners.reduce((sum, learner) => sum + learner.later.covariance[0]! + (learner.later.weights[0]! - mean) ** 2, 0) / 3;
    expect(later.weights[0]).toBeCloseTo(mean, 12);
    expect(later.covariance[0]).toBeCloseTo(variance, 12);
  });

  it('predicts a new learner of that kind better than the default start does', () => {
    const chance = random(9);
    const answers = daily(8, 10, () => chance() < 0.6);
    const lossFrom = (given: ResidualParams): number =>
      play(answers, given).predictions.reduce((sum, { predicted, right }) => sum - Math.log(right ? predicted : 1 - predicted), 0);
    expect(lossFrom({ ...residualDefaults, start: residualPopulation(learners) })).toBeLessThan(lossFrom(residualDefaults));
  });

  it('refuses an empty population', () => {
    expect(() => residualPopulation([])).toThrow('residualPopulation.learners: expected one learner or more, got a list of 0');
  });
});

describe('bad input of the residual model', () => {
  const learner = residualInitialLearner();
  const { card } = residualUpdate({ card: residualInitialCard(), learner, base: null, at: 0, rating: 3 });
  const answer = { card, learner, base: BASE, at: DAY_MS, rating: 3 as Rating };
  const withWeight = (elapsed_log: number): ResidualLearner => withWeights({ elapsed_log });

  it.each<[string, object]>([
    ['residualUpdate.base', { base: null }],
    ['residualUpdate.base.retrievability', { base: { ...BASE, retrievability: 1.1 } }],
    ['residualUpdate.base.stability', { base: { ...BASE, stability: -1 } }],
    ['residualUpdate.base.difficulty', { base: { ...BASE, difficulty: Number.NaN } }],
    ['residualUpdate.rating', { rating: 0 }],
    ['residualUpdate.at', { at: Number.NaN }],
    ['residualUpdate.day', { day: 1.5 }],
    ['residualUpdate.card.reviews', { card: { ...card, reviews: 0 } }],
    ['residualUpdate.learner.later.weights', { learner: withWeight(Number.NaN) }],
    ['residualUpdate.learner.later.weights', { learner: withWeight(-11) }],
    ['residualUpdate.learner.later.weights', { learner: withWeight(0.1) }],
    ['residualUpdate.learner.later.covariance', { learner: { ...learner, later: { ...learner.later, covariance: [1] } } }],
    ['residualUpdate.learner.same_day.trust', { learner: { ...learner, same_day: { ...learner.same_day, trust: 1 } } }],
  ])('is refused by its name, %s', (where, wrong) => {
    expect(() => residualUpdate({ ...answer, ...wrong })).toThrow(expect.objectContaining({ code: 'invalid_input', where }));
  });

  it.each<[string, object]>([
    ['card_decay', { card_decay: 1.1 }],
    ['fast_decay', { fast_decay: -0.1 }],
    ['slow_decay', { slow_decay: Number.NaN }],
    ['drift', { drift: 0.2 }],
    ['switch_rate', { switch_rate: 2 }],
    ['start', { start: null }],
  ])('is refused among the parameters: %s', (where, wrong) => {
    const given = { ...residualDefaults, ...wrong } as ResidualParams;
    expect(() => residualInitialLearner(given)).toThrow(expect.objectContaining({ where: `residual.params.${where}` }));
    expect(() => residualUpdate(answer, given)).toThrow(expect.objectContaining({ where: `residual.params.${where}` }));
  });

  it('is refused when a curve gives no probability', () => {
    const broken = { stability: 1, difficulty: 5, retrievabilityAfter: () => Number.NaN };
    expect(() => residualInterval({ card, learner, curve: broken }, 0.9)).toThrow('residualInterval.curve.retrievabilityAfter');
  });
});

/** The features of an answer on a later day, after their documentation. */
function laterFeaturesByHand(card: ResidualCard, learner: ResidualLearner, at: number): number[] {
  const t = (at - card.last_review!) / DAY_MS;
  const rate = (recent: { rate: number; weight: number } | null, prior: number): number =>
    ((recent?.rate ?? 0) * (recent?.weight ?? 0) + 0.8 * prior) / ((recent?.weight ?? 0) + prior) - 0.8;
  const load = Math.floor(at / DAY_MS) === learner.day ? learner.day_reviews : 0;
  return [
    1,
    Math.log(1 + t) - 1,
    (2 * t) / (1 + t) - 1.5,
    Math.log(BASE.stability),
    (BASE.difficulty - 5) / 2,
    Math.log(1 + card.reviews) - 2,
    Math.log(1 + card.lapses) - 1,
    (card.last_rating! - 3) / 2,
    Math.log(1 + card.streak) - 1,
    2 * rate(card.later_success, 2),
    4 * rate(learner.fast, 5),
    4 * rate(learner.slow, 20),
    Math.log(1 + load) / 3 - 1,
    Math.log(1 + card.later_reviews) - 1,
    Math.log(1 + card.later_lapses) - 0.5,
    Math.log(card.day_reviews) - 0.5,
    Math.log(1 + card.day_lapses) - 0.5,
  ];
}

/** The filter in full matrices: P⁻¹ + v·x·xᵀ by the lemma of Sherman and Morrison, then drift, then the bound. */
function fullKalman(seen: readonly { readonly x: readonly number[]; readonly y: number }[]): {
  weights: number[];
  covariance: number[][];
  boundsMet: number;
} {
  let boundsMet = 0;
  const size = RESIDUAL_LATER_FEATURES.length;
  const variance = 0.1;
  let weights: number[] = Array.from({ length: size }, () => 0);
  let covariance: number[][] = Array.from({ length: size }, (_, i) => Array.from({ length: size }, (__, j) => (i === j ? variance : 0)));
  for (const { x, y } of seen) {
    const offset = Math.log(BASE.retrievability / (1 - BASE.retrievability));
    const p = 1 / (1 + Math.exp(-x.reduce((sum, feature, i) => sum + feature * weights[i]!, offset)));
    const v = p * (1 - p);
    const px = covariance.map((row) => row.reduce((sum, value, i) => sum + value * x[i]!, 0));
    const s = px.reduce((sum, value, i) => sum + value * x[i]!, 0);
    covariance = covariance.map((row, i) => row.map((value, j) => value - (v * px[i]! * px[j]!) / (1 + v * s)));
    // The gain is the new covariance times the feature: the same number by another way.
    weights = weights.map((weight, i) => weight + covariance[i]!.reduce((sum, value, j) => sum + value * x[j]!, 0) * (y - p));
    const lost = covariance.map((row, i) => Math.sqrt(Math.max(0, 1 - row[i]! / variance)));
    covariance = covariance.map((row, i) => row.map((value, j) => value * (1 + 3e-4 * lost[i]! * lost[j]!)));
    for (const place of [1, 2]) {
      const above = weights[place]!;
      if (above <= 0) continue;
      boundsMet += 1;
      weights = weights.map((weight, i) => weight - (covariance[i]![place]! / covariance[place]![place]!) * above);
    }
    weights = weights.map((weight, i) => (i === 1 || i === 2 ? Math.min(0, weight) : weight));
  }
  return { weights, covariance, boundsMet };
}

/** A new learner with some weights set by hand, and the trust even. */
function withWeights(named: Partial<Record<(typeof RESIDUAL_LATER_FEATURES)[number], number>>): ResidualLearner {
  const learner = residualInitialLearner();
  return { ...learner, later: { ...learner.later, weights: RESIDUAL_LATER_FEATURES.map((name) => named[name] ?? 0) } };
}

function deepFrozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFrozen);
  }
  return value;
}
