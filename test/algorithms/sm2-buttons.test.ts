import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Rating,
  type Sm2ButtonsParams,
  type Sm2State,
  sm2Buttons,
  sm2ButtonsDefaults,
  sm2ButtonsStep,
} from '../../src/algorithms/index.js';

const DAY_MS = 86_400_000;
const anyRating = fc.constantFrom<Rating>(1, 2, 3, 4);

/** Each answer comes when it is due. */
function punctual(ratings: readonly number[], params: Sm2ButtonsParams = sm2ButtonsDefaults): readonly Sm2State[] {
  let state = sm2Buttons.initial(params);
  return ratings.map((rating) => {
    state = sm2ButtonsStep(state, rating as Rating, sm2Buttons.dueAt(state, params), params);
    return state;
  });
}
const intervals = (ratings: readonly number[], params?: Sm2ButtonsParams): number[] =>
  punctual(ratings, params).map((state) => state.interval_days);
const eases = (ratings: readonly number[]): number[] => punctual(ratings).map((state) => Math.round(state.ease_factor * 100) / 100);

describe('SM-2 with four buttons', () => {
  it('grows intervals by the ease with good, by 1.2 with hard, by 1.3 times the ease with easy', () => {
    expect(intervals([3, 3, 3, 3, 3, 3])).toEqual([1, 3, 8, 20, 50, 125]);
    expect(intervals([3, 2, 2, 2, 2, 2])).toEqual([1, 2, 3, 4, 5, 6]);
    expect(intervals([4, 4, 4, 4])).toEqual([4, 14, 51, 196]);
    expect(intervals([3, 3, 3, 1, 3, 3])).toEqual([1, 3, 8, 1, 1, 3]);
  });

  it('moves the ease by the button and holds it at 1.3', () => {
    expect(eases([3, 4, 3, 2, 1, 3])).toEqual([2.5, 2.65, 2.65, 2.5, 2.3, 2.3]);
    expect(eases([1, 1, 1, 1, 1, 1, 1])).toEqual([2.3, 2.1, 1.9, 1.7, 1.5, 1.3, 1.3]);
  });

  it('has the intervals of Anki for a card of one day and the lowest ease', () => {
    const card = { repetitions: 4, ease_factor: 1.3, interval_days: 1, last_review: 0 };
    expect([2, 3, 4].map((rating) => sm2ButtonsStep(card, rating as Rating, DAY_MS).interval_days)).toEqual([2, 3, 4]);
  });

  it('is not a day too short where binary fractions lie a hair below a half', () => {
    const ease_factor = 2.4499999999999997;
    expect(10 * ease_factor).toBeLessThan(24.5);
    expect(sm2ButtonsStep({ repetitions: 4, ease_factor, interval_days: 10, last_review: 0 }, 3, 10 * DAY_MS).interval_days).toBe(25);
  });

  it('credits a late answer: half of the days with good, all of them with easy, none with hard', () => {
    const card = { repetitions: 4, ease_factor: 2, interval_days: 10, last_review: 0 };
    const waits = (days: number): number[] =>
      ([2, 3, 4] as const).map((rating) => sm2ButtonsStep(card, rating, days * DAY_MS).interval_days);
    expect(waits(10)).toEqual([12, 20, 26]);
    expect(waits(18)).toEqual([12, 28, 47]);
    expect(waits(10.9)).toEqual(waits(10));
  });

  it('passes over a pass that comes early when asked to, and counts a failure', () => {
    const card = { repetitions: 4, ease_factor: 2, interval_days: 10, last_review: 0 };
    const update = (days: number, rating: Rating) =>
      sm2Buttons.update(card, { at: days * DAY_MS, rating, grade: 4 }, { ...sm2ButtonsDefaults, early: 'ignore' });
    expect(update(9.4, 4)).toEqual(card);
    expect(update(9.5, 3).interval_days).toBe(20);
    expect(update(1, 1)).toEqual({ repetitions: 0, ease_factor: 1.8, interval_days: 1, last_review: DAY_MS });
  });

  it('takes its numbers from the parameters', () => {
    const params: Sm2ButtonsParams = {
      initial_ease: 2,
      minimum_ease: 1.5,
      again_ease_loss: 0.4,
      hard_ease_loss: 0.1,
      easy_ease_gain: 0.25,
      hard_factor: 1.5,
      easy_factor: 2,
      first_interval_days: 3,
      first_easy_interval_days: 5,
      lapse_interval_days: 2,
      maximum_interval_days: 50,
      early: 'count',
    };
    expect(intervals([3, 2, 4, 1, 4, 3], params)).toEqual([3, 5, 19, 2, 5, 10]);
    expect(intervals([3, 4, 4, 4], params)).toEqual([3, 12, 50, 50]);
    expect(punctual([3, 2, 4, 1, 1], params).at(-1)?.ease_factor).toBe(1.5);
  });

  it('never gives a better button a shorter interval, whatever the card, and whole days up to the longest', () => {
    const anyState = fc.record({
      repetitions: fc.integer({ min: 1, max: 30 }),
      ease_factor: fc.double({ min: 1.3, max: 5, noNaN: true }),
      interval_days: fc.integer({ min: 1, max: 36_500 }),
      last_review: fc.constant(0),
    });
    fc.assert(
      fc.property(anyState, fc.nat(5000 * DAY_MS), (state, at) => {
        const days = ([1, 2, 3, 4] as const).map((rating) => sm2ButtonsStep(state, rating, at).interval_days);
        expect(days).toEqual([...days].sort((one, other) => one - other));
        for (const each of days) expect(Number.isInteger(each) && each >= 1 && each <= 36_500).toBe(true);
      }),
    );
  });

  it('counts the passes in a row', () => {
    fc.assert(
      fc.property(fc.array(anyRating, { minLength: 1, maxLength: 30 }), (ratings) => {
        expect(punctual(ratings).at(-1)?.repetitions).toBe(ratings.length - 1 - ratings.lastIndexOf(1));
      }),
    );
  });

  it.each<[string, Partial<Record<keyof Sm2ButtonsParams, unknown>>]>([
    ['minimum_ease', { minimum_ease: 0.9 }],
    ['initial_ease', { initial_ease: 1.2 }],
    ['again_ease_loss', { again_ease_loss: -0.1 }],
    ['hard_ease_loss', { hard_ease_loss: Number.NaN }],
    ['easy_ease_gain', { easy_ease_gain: '0' }],
    ['hard_factor', { hard_factor: 1.4 }],
    ['hard_factor', { hard_factor: 0.9 }],
    ['easy_factor', { easy_factor: 0.9 }],
    ['first_interval_days', { first_interval_days: 0 }],
    ['first_easy_interval_days', { first_easy_interval_days: 0.5 }],
    ['lapse_interval_days', { lapse_interval_days: 2 }],
    ['maximum_interval_days', { maximum_interval_days: 36_501 }],
  ])('refuses parameters whose %s is wrong: %o', (where, wrong) => {
    const params = { ...sm2ButtonsDefaults, ...wrong } as Sm2ButtonsParams;
    expect(() => sm2Buttons.initial(params)).toThrow(
      expect.objectContaining({ code: 'invalid_input', where: `sm2_buttons.params.${where}` }),
    );
  });

  it('names itself where it refuses a state', () => {
    const state = { repetitions: 1, ease_factor: 2.5, interval_days: 1, last_review: null };
    expect(() => sm2ButtonsStep(state, 3, 0)).toThrow(expect.objectContaining({ where: 'sm2_buttons.state.last_review' }));
  });
});
