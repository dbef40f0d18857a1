import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Grade,
  gradeFromRating,
  type Rating,
  type Scheduler,
  type Sm2EarlyPass,
  type Sm2State,
  sm2,
  sm2Buttons,
} from '../../src/algorithms/index.js';

const DAY_MS = 86_400_000;
const POLICIES = ['scaled', 'ignore', 'count'] as const satisfies readonly Sm2EarlyPass[];

const models: readonly Scheduler<Sm2State>[] = [sm2, sm2Buttons];

const known: Sm2State = { repetitions: 3, ease_factor: 2.5, interval_days: 15, last_review: 0 };

function reviewed(days: number, grade: Grade, early: Sm2EarlyPass, state: Sm2State = known, due?: boolean): Sm2State {
  const observation = { at: days * DAY_MS, rating: 3 as const, grade, ...(due === undefined ? {} : { due }) };
  return sm2.update(state, observation, { ...sm2.defaults, early });
}

describe('a pass before the due date', () => {
  it('on day 14 of 15 is 14 · 2.5 = 35 days by its share, 15 ignored, and 15 · 2.5 rounded up, 38, counted', () => {
    expect(POLICIES.map((early) => reviewed(14, 4, early).interval_days)).toEqual([35, 15, 38]);
    expect(POLICIES.map((early) => reviewed(14, 4, early).repetitions)).toEqual([4, 3, 4]);
  });

  it('moves the ease by the share that had gone by: of the 0.1 of grade 5 two thirds on day 10 of 15', () => {
    expect(POLICIES.map((early) => reviewed(10, 5, early).ease_factor)).toEqual([2.5 + (10 / 15) * (2.6 - 2.5), 2.5, 2.6]);
    expect(reviewed(10, 5, 'scaled').interval_days).toBe(26);
  });

  it('never shortens the interval: 3 days gone by would give 8, and the 15 stay, from now on', () => {
    expect(reviewed(3, 4, 'scaled')).toEqual({ ...known, last_review: 3 * DAY_MS });
    expect(sm2.dueAt(reviewed(3, 4, 'scaled'), sm2.defaults)).toBe(18 * DAY_MS);
  });

  it('of the second interval is its share of 6 days', () => {
    const once: Sm2State = { repetitions: 1, ease_factor: 2.5, interval_days: 4, last_review: 0 };
    expect(reviewed(3, 4, 'scaled', once)).toEqual({ repetitions: 2, ease_factor: 2.5, interval_days: 5, last_review: 3 * DAY_MS });
    expect(reviewed(1, 4, 'scaled', once)).toEqual({ ...once, last_review: DAY_MS });
  });

  it('within the sitting counts for next to nothing, however often', () => {
    let state = sm2.update(sm2.initial(sm2.defaults), { at: 0, rating: 4, grade: 5 }, sm2.defaults);
    for (let minute = 1; minute <= 30; minute += 1) state = sm2.update(state, { at: minute * 60_000, rating: 4, grade: 5 }, sm2.defaults);
    expect(state).toMatchObject({ repetitions: 1, interval_days: 1 });
    expect(state.ease_factor).toBeLessThan(2.7);
  });

  it('is one on the morning of its day, where the engine says that it is due', () => {
    const evening: Sm2State = { repetitions: 1, ease_factor: 2.5, interval_days: 1, last_review: 0 };
    expect(reviewed(0.4, 4, 'scaled', evening, true).interval_days).toBe(6);
    expect(reviewed(0.4, 4, 'ignore', evening, true).interval_days).toBe(6);
    expect(reviewed(0.4, 4, 'ignore', evening)).toEqual(evening);
    expect(reviewed(14.6, 4, 'ignore').interval_days).toBe(38);
    expect(reviewed(14.6, 4, 'ignore', known, false)).toEqual(known);
  });

  it('with buttons: 14 days gone by times 1.2, 2.5 and 2.5 · 1.3', () => {
    const at = 14 * DAY_MS;
    const days = (early: Sm2EarlyPass) =>
      ([2, 3, 4] as const).map(
        (rating) =>
          sm2Buttons.update(known, { at, rating, grade: gradeFromRating(rating) }, { ...sm2Buttons.defaults, early }).interval_days,
      );
    expect(days('scaled')).toEqual([17, 35, 46]);
    expect(days('ignore')).toEqual([15, 15, 15]);
    expect(days('count')).toEqual([18, 38, 49]);
  });

  it('is a policy that the parameters name', () => {
    for (const model of models) {
      expect(() => model.initial({ ...model.defaults, early: 'never' })).toThrow(
        expect.objectContaining({ where: `${model.name}.params.early` }),
      );
    }
  });
});

describe.each(models.map((model) => [model.name, model] as const))('%s, whatever the policy', (_, model) => {
  const history = fc.array(fc.tuple(fc.nat(40 * DAY_MS), fc.constantFrom<Rating>(1, 2, 3, 4)), { maxLength: 15 });
  const policy = fc.constantFrom(...POLICIES);

  function stateAfter(answers: readonly (readonly [number, Rating])[], early: Sm2EarlyPass): Sm2State {
    const params = { ...model.defaults, early };
    let at = 0;
    return answers.reduce((state, [wait, rating]) => {
      at += wait;
      return model.update(state, { at, rating, grade: gradeFromRating(rating) }, params);
    }, model.initial(params));
  }

  it('gives a pass no shorter interval than the one before, and a better answer no shorter one than a worse', () => {
    fc.assert(
      fc.property(history, policy, fc.nat(60 * DAY_MS), (answers, early, wait) => {
        const params = { ...model.defaults, early };
        const state = stateAfter(answers, early);
        const at = (state.last_review ?? 0) + wait;
        const days = ([1, 2, 3, 4] as const).map((rating) =>
          model.intervalDays(model.update(state, { at, rating, grade: gradeFromRating(rating) }, params), params),
        );
        expect(days).toEqual([...days].sort((one, other) => one - other));
        for (const passed of days.slice(1)) expect(passed).toBeGreaterThanOrEqual(state.interval_days);
        for (const each of days) expect(Number.isInteger(each)).toBe(true);
      }),
    );
  });

  it('counts a pass by its share for no less than ignoring it, and for no more than counting it', () => {
    fc.assert(
      fc.property(history, fc.nat(60 * DAY_MS), fc.constantFrom<Rating>(2, 3, 4), (answers, wait, rating) => {
        const state = stateAfter(answers, 'scaled');
        const observation = { at: (state.last_review ?? 0) + wait, rating, grade: gradeFromRating(rating) };
        const [scaled, ignored, counted] = POLICIES.map((early) =>
          model.intervalDays(model.update(state, observation, { ...model.defaults, early }), model.defaults),
        );
        expect(scaled).toBeGreaterThanOrEqual(ignored as number);
        expect(scaled).toBeLessThanOrEqual(counted as number);
      }),
    );
  });
});
