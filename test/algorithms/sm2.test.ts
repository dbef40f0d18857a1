import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Grade, type Sm2Params, type Sm2State, sm2, sm2Defaults, sm2Step } from '../../src/algorithms/index.js';

const grade = fc.constantFrom<Grade>(0, 1, 2, 3, 4, 5);

function history(grades: readonly number[], params: Sm2Params = sm2Defaults): Sm2State[] {
  const states: Sm2State[] = [];
  let state = sm2.initial(params);
  for (const given of grades) {
    state = sm2Step(state, given as Grade, 0, params);
    states.push(state);
  }
  return states;
}
const intervals = (grades: readonly number[], params?: Sm2Params): number[] => history(grades, params).map((s) => s.interval_days);
const eases = (grades: readonly number[], params?: Sm2Params): number[] =>
  history(grades, params).map((s) => Math.round(s.ease_factor * 100) / 100);

describe('SM-2 as published', () => {
  it('grows intervals by the ease, rounded up', () => {
    expect(intervals([4, 4, 4, 4, 4, 4, 4])).toEqual([1, 6, 15, 38, 95, 238, 595]);
    expect(intervals([5, 5, 5, 5, 5, 5])).toEqual([1, 6, 17, 50, 150, 465]);
    expect(intervals([3, 3, 3, 3, 3, 3, 3])).toEqual([1, 6, 13, 26, 47, 79, 121]);
  });

  it('moves the ease by the grade and holds it at 1.3', () => {
    expect(eases([5, 4, 3, 5])).toEqual([2.6, 2.6, 2.46, 2.56]);
    expect(eases([3, 3, 3, 3, 3, 3, 3, 3, 3, 3])).toEqual([2.36, 2.22, 2.08, 1.94, 1.8, 1.66, 1.52, 1.38, 1.3, 1.3]);
  });

  it('starts again after a failure and keeps the ease', () => {
    expect(intervals([4, 4, 4, 2, 4, 4, 4])).toEqual([1, 6, 15, 1, 1, 6, 15]);
    expect(eases([3, 2, 1, 0])).toEqual([2.36, 2.36, 2.36, 2.36]);
    expect(history([4, 4, 2]).map((state) => state.repetitions)).toEqual([1, 2, 0]);
  });

  it('is not a day too long where binary fractions lie a hair above a whole number', () => {
    const state = { repetitions: 2, ease_factor: 2.3600000000000003, interval_days: 50, last_review: 0 };
    expect(50 * 2.3600000000000003).toBeGreaterThan(118);
    expect(sm2Step(state, 4, 0).interval_days).toBe(118);
  });

  it('remembers when the review was, and whether it was late changes nothing else', () => {
    const state = { repetitions: 2, ease_factor: 2.5, interval_days: 6, last_review: 0 };
    expect(sm2Step(state, 4, 9e12)).toEqual({ ...sm2Step(state, 4, 1), last_review: 9e12 });
  });
});

describe('SM-2 as the npm package supermemo computes it', () => {
  const params: Sm2Params = { ...sm2Defaults, variant: 'supermemo-js' };

  it('grows by the old ease, rounded to nearest', () => {
    expect(intervals([5, 5, 5, 5, 5, 5], params)).toEqual([1, 6, 16, 45, 131, 393]);
    expect(intervals([3, 3, 3, 3, 3, 3, 3], params)).toEqual([1, 6, 13, 27, 52, 94, 156]);
  });

  it('lowers the ease on a failure', () => {
    expect(eases([4, 2, 1, 0], params)).toEqual([2.5, 2.18, 1.64, 1.3]);
    expect(intervals([4, 4, 4, 2, 4, 4, 4], params)).toEqual([1, 6, 15, 1, 1, 6, 13]);
  });
});

describe('SM-2', () => {
  it('takes its first intervals, eases and longest interval from the parameters', () => {
    const params: Sm2Params = {
      variant: 'wozniak',
      initial_ease: 3,
      minimum_ease: 2.9,
      first_interval_days: 2,
      second_interval_days: 5,
      maximum_interval_days: 40,
      early: 'count',
    };
    expect(intervals([4, 4, 4, 4, 4, 1], params)).toEqual([2, 5, 15, 40, 40, 2]);
    expect(eases([3, 3], params)).toEqual([2.9, 2.9]);
    expect(sm2.intervalDays({ repetitions: 9, ease_factor: 2, interval_days: 900, last_review: 0 }, params)).toBe(40);
  });

  it('never waits longer than a hundred years', () => {
    expect(intervals(Array.from({ length: 40 }, () => 5)).at(-1)).toBe(36_500);
  });

  it('gives whole days from 1 on, an ease of 1.3 or more, and counts successes in a row', () => {
    fc.assert(
      fc.property(
        fc.array(grade, { minLength: 1, maxLength: 40 }),
        fc.constantFrom<Sm2Params['variant']>('wozniak', 'supermemo-js'),
        (grades, variant) => {
          const states = history(grades, { ...sm2Defaults, variant });
          const { interval_days, ease_factor, repetitions } = states.at(-1) ?? sm2.initial(sm2Defaults);
          expect(Number.isInteger(interval_days) && interval_days >= 1).toBe(true);
          expect(ease_factor).toBeGreaterThanOrEqual(1.3);
          expect(repetitions).toBe(grades.length - 1 - grades.findLastIndex((given) => given < 3));
        },
      ),
    );
  });

  it('predicts even odds unseen, certainty at the review, 0.9 on the due date and 0.81 at twice that', () => {
    const state = { repetitions: 3, ease_factor: 2.5, interval_days: 15, last_review: 1_000 };
    expect(sm2.predict(sm2.initial(sm2Defaults), 0, sm2Defaults)).toBe(0.5);
    expect(sm2.predict(state, 1_000, sm2Defaults)).toBeCloseTo(1, 8);
    expect(sm2.predict(state, 0, sm2Defaults)).toBeCloseTo(1, 8);
    expect(sm2.predict(state, 1_000 + 15 * 86_400_000, sm2Defaults)).toBeCloseTo(0.9, 12);
    expect(sm2.predict(state, 1_000 + 30 * 86_400_000, sm2Defaults)).toBeCloseTo(0.81, 12);
  });

  it.each<[string, Partial<Record<keyof Sm2Params, unknown>>]>([
    ['variant', { variant: 'sm2' }],
    ['minimum_ease', { minimum_ease: 0.9 }],
    ['initial_ease', { initial_ease: 1.2 }],
    ['first_interval_days', { first_interval_days: 0 }],
    ['first_interval_days', { first_interval_days: 1.5 }],
    ['second_interval_days', { second_interval_days: 0 }],
    ['maximum_interval_days', { maximum_interval_days: 5 }],
    ['maximum_interval_days', { maximum_interval_days: 36_501 }],
  ])('refuses parameters whose %s is wrong: %o', (where, wrong) => {
    const params = { ...sm2Defaults, ...wrong } as Sm2Params;
    expect(() => sm2.initial(params)).toThrow(expect.objectContaining({ code: 'invalid_input', where: `sm2.params.${where}` }));
  });

  it('names what was expected and what it got', () => {
    expect(() => sm2Step(sm2.initial(sm2Defaults), 7 as Grade, 0)).toThrow('sm2.update.grade: expected a whole number from 0 to 5, got 7');
  });

  it('refuses repetitions that no review can have made', () => {
    const state = { repetitions: 1, ease_factor: 2.5, interval_days: 1, last_review: null };
    expect(() => sm2Step(state, 4, 0)).toThrow(expect.objectContaining({ where: 'sm2.state.last_review' }));
  });
});

describe('practice before the due date', () => {
  const day = 86_400_000;
  const review = (at: number, grade: Grade) => ({ at, rating: 3 as const, grade });
  const due: Sm2State = { repetitions: 2, ease_factor: 2.5, interval_days: 6, last_review: 0 };

  it('leaves the interval as it is when asked to, however often the learner passes', () => {
    const drilled = [1, 2, 3, 4, 5, 5.4].reduce(
      (state, days) => sm2.update(state, review(days * day, 5), { ...sm2.defaults, early: 'ignore' }),
      due,
    );
    expect(drilled).toEqual(due);
    expect(sm2.dueAt(drilled, sm2.defaults)).toBe(6 * day);
  });

  it('counts from half a day before, for nobody studies at the same hour each day', () => {
    expect(sm2.update(due, review(5.5 * day, 4), sm2.defaults).interval_days).toBe(15);
  });

  it('always counts a failure', () => {
    expect(sm2.update(due, review(60_000, 1), sm2.defaults)).toEqual({
      repetitions: 0,
      ease_factor: 2.5,
      interval_days: 1,
      last_review: 60_000,
    });
  });
});
