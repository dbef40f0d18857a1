import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type FsrsObservation,
  type FsrsParams,
  type FsrsReviewedState,
  type FsrsState,
  fsrs,
  fsrsDefaults,
  fsrsInitialMemory,
  fsrsInterval,
  fsrsNextMemory,
  fsrsNextStates,
  fsrsParams,
  fsrsRetrievability,
  fsrsReview,
  fsrsTimeUntil,
  type Rating,
} from '../../src/algorithms/index.js';
import { anyHistory, anyParams, anyRating, DAY_MS, statesOf } from './fsrs-arbitraries.js';

const MINUTE_MS = 60_000;
const RATINGS: readonly Rating[] = [1, 2, 3, 4];

/** Each answer comes when it is due. */
function punctual(ratings: readonly number[], params: FsrsParams = fsrsDefaults): readonly FsrsReviewedState[] {
  let state: FsrsState = fsrs.initial(params);
  return ratings.map((rating) => {
    const next = fsrsReview(state, { at: state.due ?? 0, rating: rating as Rating }, params);
    state = next;
    return next;
  });
}
const days = (ratings: readonly number[], params?: FsrsParams): number[] =>
  punctual(ratings, params).map((state) => (state.phase === 'review' ? state.interval_days : 0));
const minutes = (ratings: readonly number[], params?: FsrsParams): number[] =>
  punctual(ratings, params).map((state) => (state.phase === 'review' ? 0 : (state.due - state.last_review) / MINUTE_MS));
const next = (state: FsrsState, at: number, rating: Rating, params?: FsrsParams): FsrsReviewedState =>
  fsrsReview(state, { at, rating }, params);

describe('histories of FSRS-6', () => {
  it('has the intervals that ts-fsrs publishes for its defaults', () => {
    expect(days([3, 3, 3, 3, 3, 3, 1, 1, 3, 3, 3, 3, 3])).toEqual([0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21]);
  });

  it('has the intervals that ts-fsrs computes', () => {
    expect(days([4, 3, 3, 2, 1, 3, 3])).toEqual([8, 39, 153, 367, 0, 6, 13]);
    expect(days([2, 2, 2, 3, 3, 3])).toEqual([0, 0, 0, 0, 1, 3]);
    expect(minutes([1, 2, 3, 1, 3, 3])).toEqual([1, 5.5, 10, 1, 10, 0]);
    expect(punctual([3, 3, 3, 1, 2, 3]).map((state) => state.phase)).toEqual([
      'learning',
      'review',
      'review',
      'relearning',
      'relearning',
      'review',
    ]);
  });

  it('reaches another retention by other intervals', () => {
    expect(days([3, 3, 3, 3, 3], fsrsParams({ desired_retention: 0.8 }))).toEqual([0, 8, 76, 525, 2781]);
    expect(days([3, 3, 3, 3, 3], fsrsParams({ desired_retention: 0.97 }))).toEqual([0, 1, 2, 4, 7]);
  });

  it('takes no steps without short term, and spaces all four grades', () => {
    const longTerm = fsrsParams({ short_term: false });
    expect(days([3, 3, 3, 1, 3], longTerm)).toEqual([3, 14, 57, 3, 8]);
    const first = fsrsNextStates(fsrs.initial(longTerm), { at: 0 }, longTerm);
    expect(Object.values(first).map((state) => state.interval_days)).toEqual([1, 2, 3, 8]);
  });

  it('takes the steps that the parameters name', () => {
    const params = fsrsParams({ learning_steps: [2, 20, 200], relearning_steps: [5, 30] });
    expect(minutes([3, 3, 3, 1, 3, 3], params)).toEqual([20, 200, 0, 5, 30, 0]);
    expect(minutes([2, 3, 2, 3, 2], params)).toEqual([11, 20, 20, 200, 200]);
    expect(minutes([2, 3, 2, 3, 2], fsrsParams({ ...params, hard_step: 'first' }))).toEqual([11, 20, 11, 200, 11]);
    expect(minutes([2, 1], fsrsParams({ learning_steps: [5] }))).toEqual([7.5, 5]);
    expect(minutes([2], fsrsParams({ learning_steps: [1000] }))).toEqual([1440]);
  });

  it('graduates an item that stands on a step that no longer is', () => {
    const [learning] = punctual([3], fsrsParams({ learning_steps: [1, 10, 60] }));
    const fewer = fsrsParams({ learning_steps: [1] });
    expect(RATINGS.map((rating) => next(learning as FsrsState, 0, rating, fewer).phase)).toEqual([
      'learning',
      'review',
      'review',
      'review',
    ]);
  });

  it('holds stability and intervals at a hundred years', () => {
    const last = punctual(Array.from({ length: 14 }, () => 4)).at(-1);
    expect([last?.stability, last?.interval_days]).toEqual([36_500, 36_500]);
    expect(days([4, 4, 4], fsrsParams({ maximum_interval_days: 30 }))).toEqual([8, 30, 30]);
  });
});

describe('days between reviews', () => {
  const evening = fsrsReview(fsrs.initial(fsrsDefaults), { at: 23 * 3_600_000, rating: 4 });
  const hours24 = fsrsParams({ day_count: 'hours24' });

  it('are days of the calendar: one from before midnight to after it, none within a day', () => {
    expect(next(evening, DAY_MS + MINUTE_MS, 3).stability).toBe(fsrsNextMemory(evening, 1, 3).stability);
    expect(next(evening, DAY_MS - MINUTE_MS, 3).stability).toBe(fsrsNextMemory(evening, 0, 3).stability);
  });

  it('are times of 24 hours when asked for', () => {
    expect(next(evening, DAY_MS + MINUTE_MS, 3, hours24).stability).toBe(fsrsNextMemory(evening, 0, 3).stability);
    expect(next(evening, 47 * 3_600_000, 3, hours24).stability).toBe(fsrsNextMemory(evening, 1, 3).stability);
  });

  it("are the learner's own where they are given", () => {
    const first = fsrsReview(fsrs.initial(fsrsDefaults), { at: 0, rating: 4, day: -1 });
    expect(first.last_day).toBe(-1);
    expect(fsrsReview(first, { at: 3_600_000, rating: 3, day: 0 }).stability).toBe(fsrsNextMemory(first, 1, 3).stability);
    expect(fsrs.predict(first, 3_600_000, fsrsDefaults, 2)).toBe(fsrsRetrievability(first, 3));
  });

  it('are none for a review before the last one, which is taken as one at the same time', () => {
    for (const earlier of [0, -2 * DAY_MS]) expect(next(evening, earlier, 3)).toEqual(next(evening, 23 * 3_600_000, 3));
    expect(fsrs.predict(evening, -5 * DAY_MS, fsrsDefaults)).toBeCloseTo(1, 8);
  });
});

describe('fuzz', () => {
  const state: FsrsState = {
    phase: 'review',
    step: 0,
    stability: 30,
    difficulty: 5,
    interval_days: 30,
    due: 30 * DAY_MS,
    last_review: 0,
    last_day: 0,
  };
  const params = fsrsParams({ fuzz: true });
  const review: FsrsObservation = { at: 30 * DAY_MS, rating: 3 };
  const fuzzed = (draw: number): number => fsrsReview(state, review, params, () => draw).interval_days;

  it('spreads an interval over the days in its reach, as Anki and ts-fsrs do', () => {
    expect(fsrsReview(state, review).interval_days).toBe(85);
    expect([0, 0.25, 0.5, 0.75, 0.999_999, 1 - 2 ** -53].map(fuzzed)).toEqual([79, 82, 85, 88, 91, 91]);
  });

  it('leaves short intervals and steps alone', () => {
    const first = fsrs.initial(params);
    for (const draw of [0, 0.99]) {
      expect(fsrsReview(first, { at: 0, rating: 3 }, params, () => draw).due).toBe(10 * MINUTE_MS);
      const second = fsrsReview(first, { at: 0, rating: 3 }, params);
      expect(fsrsReview(second, { at: 600_000, rating: 3 }, params, () => draw).interval_days).toBe(2);
    }
  });

  it('draws once for all four grades, and by the review itself without a generator', () => {
    let draws = 0;
    fsrsNextStates(state, review, params, () => {
      draws += 1;
      return 0.5;
    });
    expect(draws).toBe(1);
    expect(fsrsReview(state, review, params)).toEqual(fsrsReview(state, review, params));
    const seen = new Set(Array.from({ length: 300 }, (_, day) => next(state, 30 * DAY_MS + day * 1000, 3, params).interval_days));
    expect([seen.size, Math.min(...seen), Math.max(...seen)]).toEqual([13, 79, 91]);
  });

  it('refuses a generator that draws outside 0 to below 1', () => {
    for (const draw of [1, -0.1, Number.NaN]) {
      expect(() => fsrsReview(state, review, params, () => draw)).toThrow(expect.objectContaining({ where: 'fsrs.rng' }));
    }
  });
});

describe('laws of FSRS, under any parameters', () => {
  it('a better grade never gives a shorter interval, nor a weaker memory after the first answer, fuzzed by the same draw or not', () => {
    fc.assert(
      fc.property(
        anyParams,
        anyHistory,
        fc.nat(400 * DAY_MS),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (params, history, wait, draw) => {
          const state = statesOf(history, params).at(-1) ?? fsrs.initial(params);
          const states = Object.values(
            fsrsNextStates(state, { at: (state.last_review ?? 0) + wait }, params, () => draw),
          ) as FsrsReviewedState[];
          for (const [index, worse] of states.slice(0, -1).entries()) {
            const better = states[index + 1] as FsrsReviewedState;
            expect(better.due).toBeGreaterThanOrEqual(worse.due);
            expect(better.interval_days).toBeGreaterThanOrEqual(worse.interval_days);
            if (state.phase !== 'new') expect(better.stability).toBeGreaterThanOrEqual(worse.stability);
          }
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('each of the four next states is what a review with that rating gives', () => {
    fc.assert(
      fc.property(anyParams, anyHistory, fc.nat(400 * DAY_MS), (params, history, wait) => {
        const state = statesOf(history, params).at(-1) ?? fsrs.initial(params);
        const at = (state.last_review ?? 0) + wait;
        const { again, hard, good, easy } = fsrsNextStates(state, { at }, params);
        expect([again, hard, good, easy]).toEqual(RATINGS.map((rating) => next(state, at, rating, params)));
      }),
      { numRuns: 200 },
    );
  });

  it('keeps stability from 0.001 to 36,500, difficulty from 1 to 10, intervals above 0 up to the longest, and the due date an interval away', () => {
    fc.assert(
      fc.property(anyParams, anyHistory, (params, history) => {
        for (const state of statesOf(history, params) as readonly FsrsReviewedState[]) {
          expect(state.stability >= 0.001 && state.stability <= 36_500).toBe(true);
          expect(state.difficulty >= 1 && state.difficulty <= 10).toBe(true);
          expect(state.interval_days > 0 && state.interval_days <= Math.max(1, params.maximum_interval_days)).toBe(true);
          expect(Number.isInteger(state.interval_days) || state.phase !== 'review').toBe(true);
          expect(state.due).toBe(state.last_review + Math.round(state.interval_days * DAY_MS));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('a pass after a day never weakens a memory, and a lapse never strengthens it', () => {
    fc.assert(
      fc.property(anyParams, anyHistory, anyRating, fc.integer({ min: 1, max: 3000 }), (params, history, rating, elapsed) => {
        const memory = statesOf(history, params).at(-1) ?? fsrsInitialMemory(rating, params);
        const after = fsrsNextMemory(memory, elapsed, rating, params).stability;
        if (rating === 1) expect(after).toBeLessThanOrEqual(memory.stability);
        else expect(after).toBeGreaterThanOrEqual(memory.stability);
      }),
      { numRuns: 300 },
    );
  });

  it('recall falls with time, from 1 over 0.9 at the stability, and the time until a recall is its inverse', () => {
    fc.assert(
      fc.property(
        anyParams,
        anyRating,
        fc.double({ min: 0.2, max: 0.99, noNaN: true }),
        fc.nat(3000),
        fc.nat(3000),
        (params, rating, target, days, more) => {
          const memory = fsrsInitialMemory(rating, params);
          expect(fsrsRetrievability(memory, 0, params)).toBe(1);
          expect(fsrsRetrievability(memory, memory.stability, params)).toBeCloseTo(0.9, 12);
          expect(fsrsRetrievability(memory, days + more, params)).toBeLessThanOrEqual(fsrsRetrievability(memory, days, params));
          const until = fsrsTimeUntil(memory, target, params);
          if (until < 36_500) expect(fsrsRetrievability(memory, until, params)).toBeCloseTo(target, 12);
          expect(fsrsInterval(memory, target, params)).toBe(Math.min(params.maximum_interval_days, Math.max(1, Math.round(until))));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('gives the same for frozen parameters, which it remembers, as for others', () => {
    fc.assert(
      fc.property(anyParams, anyHistory, (params, history) => {
        const thawed: FsrsParams = { ...params, weights: [...params.weights] };
        expect(statesOf(history, thawed)).toEqual(statesOf(history, params));
      }),
      { numRuns: 100 },
    );
  });

  it('follows parameters that change, as long as they are not frozen', () => {
    const params = { ...fsrsDefaults, desired_retention: 0.9 };
    const memory = { stability: 10, difficulty: 5 };
    expect(fsrsInterval(memory, undefined, params)).toBe(10);
    params.desired_retention = 0.8;
    expect(fsrsInterval(memory, undefined, params)).toBe(33);
    const shallow = Object.freeze({ ...fsrsDefaults, weights: [...fsrsDefaults.weights] });
    expect(fsrsInitialMemory(3, shallow).stability).toBe(2.3065);
    shallow.weights[2] = 5;
    expect(fsrsInitialMemory(3, shallow).stability).toBe(5);
  });
});

describe('what FSRS refuses', () => {
  it.each<[string, Partial<Record<keyof FsrsParams, unknown>>]>([
    ['weights', { weights: [1, 2, 3] }],
    ['weights[7]', { weights: fsrsDefaults.weights.with(7, 2) }],
    ['weights[20]', { weights: fsrsDefaults.weights.with(20, Number.NaN) }],
    ['desired_retention', { desired_retention: 1 }],
    ['desired_retention', { desired_retention: 0 }],
    ['maximum_interval_days', { maximum_interval_days: 0 }],
    ['maximum_interval_days', { maximum_interval_days: 36_501 }],
    ['learning_steps', { learning_steps: 10 }],
    ['learning_steps[1]', { learning_steps: [10, 1] }],
    ['relearning_steps[0]', { relearning_steps: [1440] }],
    ['short_term', { short_term: 1 }],
    ['fuzz', { fuzz: undefined }],
    ['day_count', { day_count: 'days' }],
    ['hard_step', { hard_step: 'last' }],
    ['grade_spacing', { grade_spacing: 1 }],
  ])('parameters whose %s is wrong: %o', (where, wrong) => {
    const params = { ...fsrsDefaults, ...wrong } as FsrsParams;
    expect(() => fsrs.initial(params)).toThrow(expect.objectContaining({ code: 'invalid_input', where: `fsrs.params.${where}` }));
  });

  it.each<[string, Record<string, unknown>]>([
    ['phase', { phase: 'done' }],
    ['phase', { phase: 'new' }],
    ['stability', { stability: 0 }],
    ['difficulty', { difficulty: 11 }],
    ['step', { step: -1 }],
    ['interval_days', { interval_days: -1 }],
    ['due', { due: null }],
    ['last_review', { last_review: null }],
    ['last_day', { last_day: 0.5 }],
  ])('a state whose %s is wrong: %o', (where, wrong) => {
    const state = { ...fsrsReview(fsrs.initial(fsrsDefaults), { at: 0, rating: 3 }), ...wrong } as FsrsState;
    expect(() => next(state, 0, 3)).toThrow(expect.objectContaining({ code: 'invalid_input', where: `fsrs.state.${where}` }));
  });

  it("a learner's day that is no whole number, and a rating that is none", () => {
    const state = fsrs.initial(fsrsDefaults);
    expect(() => fsrsReview(state, { at: 0, rating: 3, day: 0.5 })).toThrow(expect.objectContaining({ where: 'fsrs.update.day' }));
    expect(() => fsrsReview(state, { at: 0, rating: 5 as Rating })).toThrow(
      'fsrs.update.rating: expected a whole number from 1 to 4, got 5',
    );
  });
});

describe('the scheduler', () => {
  it('predicts even odds unseen, certainty on the day of the review, the desired retention when it is due', () => {
    const state = fsrs.update(fsrs.initial(fsrsDefaults), { at: 0, rating: 4, grade: 5 }, fsrsDefaults);
    expect(fsrs.predict(fsrs.initial(fsrsDefaults), 0, fsrsDefaults)).toBe(0.5);
    expect(fsrs.predict(state, 3_600_000, fsrsDefaults)).toBeCloseTo(1, 8);
    expect(fsrs.predict(state, fsrs.dueAt(state, fsrsDefaults), fsrsDefaults)).toBeCloseTo(0.9, 2);
  });

  it('keeps to a longest interval that came after the review', () => {
    const [state] = punctual([4]);
    const shorter = fsrsParams({ maximum_interval_days: 5 });
    expect(fsrs.intervalDays(state as FsrsState, shorter)).toBe(5);
    expect(fsrs.dueAt(state as FsrsState, shorter)).toBe(5 * DAY_MS);
  });
});
