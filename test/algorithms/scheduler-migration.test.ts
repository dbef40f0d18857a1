import fc from 'fast-check';
import { supermemo } from 'supermemo';
import { describe, expect, it } from 'vitest';
import {
  type FsrsReviewedState,
  fsrs,
  fsrsDefaults,
  fsrsFromHistory,
  fsrsFromSm2,
  fsrsNextMemory,
  fsrsParams,
  fsrsRetrievability,
  fsrsReview,
  type Grade,
  ratingFromGrade,
  type Sm2Params,
  type Sm2State,
  sm2,
  sm2Defaults,
  sm2FromFsrs,
  sm2FromHistory,
  sm2NextItem,
  sm2Step,
} from '../../src/algorithms/index.js';

const DAY_MS = 86_400_000;
const anyGrade = fc.constantFrom<Grade>(0, 1, 2, 3, 4, 5);
const anyGrades = fc.array(anyGrade, { maxLength: 30 });
const anyVariant = fc.constantFrom<Sm2Params['variant']>('wozniak', 'supermemo-js');

describe('SM-2 from a history', () => {
  it('is the state after each of its steps', () => {
    fc.assert(
      fc.property(anyGrades, anyVariant, (grades, variant) => {
        const params = { ...sm2Defaults, variant };
        const reviews = grades.map((grade, day) => ({ at: day * DAY_MS, grade }));
        const stepped = reviews.reduce((state, { at, grade }) => sm2Step(state, grade, at, params), sm2.initial(params));
        expect(sm2FromHistory(reviews, params)).toEqual(stepped);
      }),
    );
  });

  it('refuses answers that are not in chronological order', () => {
    const reviews = [
      { at: 1, grade: 4 as const },
      { at: 0, grade: 4 as const },
    ];
    expect(() => sm2FromHistory(reviews)).toThrow('sm2FromHistory.reviews: expected answers in chronological order, got 0');
  });
});

describe('SM-2 as the npm package computes it', () => {
  it('is what the package gives, to the bit', () => {
    const params: Sm2Params = { ...sm2Defaults, variant: 'supermemo-js' };
    fc.assert(
      fc.property(anyGrades, (grades) => {
        let item = { interval: 0, repetition: 0, efactor: 2.5 };
        let own = { repetitions: 0, ease_factor: 2.5, interval_days: 0 };
        for (const grade of grades) {
          item = supermemo(item, grade);
          own = sm2NextItem(own, grade, params);
          // The package knows no longest interval.
          if (item.interval > 36_500) return;
          expect(own).toEqual({ repetitions: item.repetition, ease_factor: item.efactor, interval_days: item.interval });
        }
      }),
    );
  });
});

describe('FSRS from a history', () => {
  it('is the state after each of its reviews', () => {
    const reviews = [3, 3, 1, 3, 4].map((rating, index) => ({ at: index * 5 * DAY_MS, rating: rating as 1 | 3 | 4 }));
    expect(fsrsFromHistory(reviews)).toEqual(reviews.reduce((state, review) => fsrsReview(state, review), fsrs.initial(fsrsDefaults)));
    expect(fsrsFromHistory([])).toEqual(fsrs.initial(fsrsDefaults));
  });

  it('takes the grades of SM-2 as ratings', () => {
    const grades: readonly Grade[] = [4, 4, 2, 5];
    const state = fsrsFromHistory(grades.map((grade, day) => ({ at: day * DAY_MS, rating: ratingFromGrade(grade) })));
    expect(state).toMatchObject({ phase: 'review', last_review: 3 * DAY_MS });
  });
});

describe('FSRS from a state of SM-2', () => {
  const card: Sm2State = { repetitions: 3, ease_factor: 2.2, interval_days: 20, last_review: 5 * DAY_MS };

  it('holds the recall on the due date to be what SM-2 left, and lets good lengthen stability by the ease there', () => {
    for (const retention of [0.85, 0.9, 0.95]) {
      const state = fsrsFromSm2(card, fsrsDefaults, retention) as FsrsReviewedState;
      expect(state).toMatchObject({ phase: 'review', interval_days: 20, due: 25 * DAY_MS, last_review: 5 * DAY_MS, last_day: 5 });
      expect(fsrsRetrievability(state, 20)).toBeCloseTo(retention, 12);
    }
    const state = fsrsFromSm2(card) as FsrsReviewedState;
    expect(fsrsNextMemory(state, 20, 3).stability / state.stability).toBeCloseTo(2.2, 9);
  });

  it('leaves a card new that was never reviewed', () => {
    expect(fsrsFromSm2(sm2.initial(sm2Defaults))).toEqual(fsrs.initial(fsrsDefaults));
    expect(sm2FromFsrs(fsrs.initial(fsrsDefaults))).toEqual(sm2.initial(sm2Defaults));
  });

  it('holds difficulty from 1 to 10 and stability within its bounds, for any card and any weights', () => {
    const anyCard = fc.record({
      repetitions: fc.nat(20),
      ease_factor: fc.double({ min: 1.3, max: 20, noNaN: true }),
      interval_days: fc.double({ min: 0, max: 1e6, noNaN: true }),
      last_review: fc.integer({ min: 0, max: 4e12 }),
    });
    fc.assert(
      fc.property(anyCard, fc.double({ min: 0.01, max: 0.999, noNaN: true }), (each, retention) => {
        const state = fsrsFromSm2(each, fsrsDefaults, retention);
        expect(() => fsrsReview(state, { at: each.last_review, rating: 3 })).not.toThrow();
        expect(() => sm2Step(sm2FromFsrs(state), 4, each.last_review)).not.toThrow();
      }),
    );
  });

  it('comes back with the same interval and ease, where a difficulty from 1 to 10 can tell them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), fc.double({ min: 1.3, max: 2.5, noNaN: true }), (interval_days, ease_factor) => {
        const state = fsrsFromSm2({ ...card, interval_days, ease_factor }) as FsrsReviewedState;
        const back = sm2FromFsrs(state);
        expect(back.interval_days).toBe(interval_days);
        expect(back.last_review).toBe(card.last_review);
        expect(back.repetitions).toBe(interval_days < 6 ? 1 : 2);
        if (state.difficulty > 1 && state.difficulty < 10) expect(back.ease_factor).toBeCloseTo(ease_factor, 9);
      }),
    );
  });

  it('brings an item that is being learned back as one to start again with, and no ease beyond the first', () => {
    const learning = fsrsReview(fsrs.initial(fsrsDefaults), { at: 0, rating: 3 });
    expect(sm2FromFsrs(learning)).toEqual({ repetitions: 0, ease_factor: 2.5, interval_days: 1, last_review: 0 });
    const params = fsrsParams({ desired_retention: 0.8 });
    const review = fsrsReview(learning, { at: 600_000, rating: 4 }, params);
    expect(sm2FromFsrs(review, params).interval_days).toBe(Math.round(review.stability));
  });
});
