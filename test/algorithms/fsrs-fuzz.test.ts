import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALGORITHMS, type FsrsReviewedState, fsrs, fsrsNextStates, fsrsParams, fsrsReview, personal } from '../../src/algorithms/index.js';
import { fuzzedDays } from '../../src/algorithms/memory/fsrs/fsrs-fuzz.js';
import { anyHistory, anyParams, anyRating, DAY_MS, statesOf } from './fsrs-arbitraries.js';

const anyDraw = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const LAST_DRAW = 1 - 2 ** -53;

/** A card in review whose next interval is some days when it is passed on time. */
function cardOf(interval: number, stability: number): FsrsReviewedState {
  return {
    phase: 'review',
    step: 0,
    stability,
    difficulty: 5,
    interval_days: interval,
    due: interval * DAY_MS,
    last_review: 0,
    last_day: 0,
  };
}

describe('fuzz', () => {
  it('keeps the 4 days that a card had, when good on time would give 4 again and the lowest draw 3', () => {
    const params = fsrsParams({ fuzz: true, grade_spacing: 'none' });
    // A memory that this answer makes no stronger: what a fit of hard material looks like.
    const weak = fsrsParams({ ...params, weights: params.weights.map((weight, at) => (at === 8 ? 0 : at === 10 ? 0.001 : weight)) });
    const review = { at: 4 * DAY_MS, rating: 3 } as const;
    expect(fsrsReview(cardOf(4, 4), review, { ...weak, fuzz: false }).interval_days).toBe(4);
    expect(fsrsReview(cardOf(4, 4), review, weak, () => 0).interval_days).toBe(4);
    expect(fsrsReview(cardOf(4, 4), review, weak, () => LAST_DRAW).interval_days).toBe(5);
  });

  it('never shortens by a pass the interval that an item had, while it is in reach', () => {
    fc.assert(
      fc.property(anyParams, anyHistory, fc.nat(400 * DAY_MS), anyRating, anyDraw, (choice, history, wait, rating, draw) => {
        const params = fsrsParams({ ...choice, fuzz: true });
        const state = statesOf(history, params).at(-1) ?? fsrs.initial(params);
        const review = { at: (state.last_review ?? 0) + wait, rating };
        const plain = fsrsReview(state, review, fsrsParams({ ...choice, fuzz: false }));
        // What fuzz itself reaches, without the day that a better grade adds.
        const longest = fsrsReview(state, review, { ...params, grade_spacing: 'none' }, () => LAST_DRAW).interval_days;
        fc.pre(rating > 1 && plain.phase === 'review' && plain.interval_days >= 3 && state.interval_days <= longest);
        expect(fsrsReview(state, review, params, () => draw).interval_days).toBeGreaterThanOrEqual(state.interval_days);
      }),
      { numRuns: 2000 },
    );
  });

  it('of every scheduler that has it, keeps a passed interval by the draws that the review itself decides', () => {
    const fuzzing = ALGORITHMS.filter((row) => row.kind === 'scheduler' && 'fuzz' in row.model.defaults);
    expect(fuzzing.map(({ name }) => name)).toEqual(['fsrs', 'personal']);
    const params = fsrsParams({ fuzz: true, learning_steps: [], relearning_steps: [] });
    for (let start = 0; start < 400; start += 1) {
      const model = start % 2 === 0 ? fsrs : personal;
      let state = model.update(model.initial(params), { at: start * 1_000, rating: 3, grade: 4 }, params);
      for (let review = 0; review < 12; review += 1) {
        const next = model.update(state, { at: model.dueAt(state, params), rating: 3, grade: 4 }, params);
        expect(model.intervalDays(next, params)).toBeGreaterThanOrEqual(model.intervalDays(state, params));
        state = next;
      }
    }
  });

  it('may shorten an interval by a failure', () => {
    const params = fsrsParams({ fuzz: true, relearning_steps: [] });
    const { again } = fsrsNextStates(cardOf(30, 30), { at: 30 * DAY_MS }, params, () => 0);
    expect(again.interval_days).toBeLessThan(30);
  });

  it('moves no draw further than it has to: the others fall where they fell without an interval to keep', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 3, max: 400 }),
        fc.integer({ min: 1, max: 400 }),
        fc.nat({ max: 400 }),
        anyDraw,
        (days, kept, elapsed, draw) => {
          const free = fuzzedDays(days, { elapsed, kept: 0, maximum: 36_500 }, draw);
          const latest = fuzzedDays(days, { elapsed, kept: 0, maximum: 36_500 }, LAST_DRAW);
          expect(fuzzedDays(days, { elapsed, kept, maximum: 36_500 }, draw)).toBe(kept <= latest ? Math.max(free, kept) : free);
        },
      ),
    );
  });

  it('has the mean of the interval itself, where the interval before is out of reach', () => {
    const draws = Array.from({ length: 10_000 }, (_, at) => at / 10_000);
    for (const days of [10, 40, 200]) {
      const mean = draws.reduce((sum, draw) => sum + fuzzedDays(days, { elapsed: 2, kept: 2, maximum: 36_500 }, draw), 0) / draws.length;
      expect(Math.abs(mean - days)).toBeLessThan(0.01);
    }
    // 4 days again: of 3, 4 and 5 the first becomes 4, a third of a day more in the mean.
    const kept = draws.reduce((sum, draw) => sum + fuzzedDays(4, { elapsed: 4, kept: 4, maximum: 36_500 }, draw), 0) / draws.length;
    expect(kept).toBeCloseTo(4 + 1 / 3, 2);
  });
});
