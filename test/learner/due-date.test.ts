import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fsrs, hlr, type Scheduler, sm2, sm2Buttons } from '../../src/algorithms/index.js';
import { dueDateNow, dueDateOf } from '../../src/learner/due-date.js';
import { dueOn, dueWithin, History, isDue, type LearnerModels, learnerNow } from '../../src/learner/index.js';
import { DAY, make } from './event-maker.js';
import { models } from './models.js';
import { naiveDayBeginning, naiveDayNumber } from './naive-learner-day.js';

const HOUR = DAY / 24;
const ZONES = ['UTC', 'Europe/Zurich', 'America/Mexico_City', 'Asia/Kathmandu', 'America/Los_Angeles', 'Australia/Lord_Howe'] as const;
const rule = fc.record({ timezone: fc.constantFrom(...ZONES), day_rollover_hour: fc.integer({ min: 0, max: 23 }) });
const instant = fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2028, 0) });

describe('an interval of days', () => {
  it('ends when the learner’s day + n begins, whatever hour the review had', () => {
    fc.assert(
      fc.property(rule, instant, fc.integer({ min: 1, max: 400 }), (where, reviewed, days) => {
        const due = dueDateOf(reviewed + days * DAY, days, where);
        const day = naiveDayNumber(new Date(reviewed), where.timezone, where.day_rollover_hour) + days;
        expect(due).toEqual({ next_review_day: day, next_review_date: naiveDayBeginning(day, where.timezone, where.day_rollover_hour) });
      }),
      { numRuns: 200 },
    );
  });

  it('is rounded to whole days, and is none below one', () => {
    const where = { timezone: 'UTC', day_rollover_hour: 4 };
    const reviewed = Date.UTC(2026, 2, 2, 9);
    const daysOf = (days: number) => (dueDateOf(reviewed + days * DAY, days, where).next_review_day ?? 0) - reviewed / DAY;
    expect([1, 1.4, 1.6, 2.5].map((days) => Math.ceil(daysOf(days)))).toEqual([1, 1, 2, 3]);
    expect(dueDateOf(reviewed + HOUR, 1 / 24, where)).toEqual({ next_review_date: new Date(reviewed + HOUR) });
  });

  it('moves with the learner', () => {
    fc.assert(
      fc.property(rule, rule, fc.integer({ min: 20_000, max: 21_000 }), fc.integer({ min: -60, max: 60 }), (then, now, day, hours) => {
        const due = dueOn(day, then);
        const begins = dueDateNow(due, now);
        expect(begins).toEqual(naiveDayBeginning(day, now.timezone, now.day_rollover_hour));
        const at = new Date(begins.getTime() + hours * HOUR);
        expect(isDue(due, dueWithin(learnerNow(at, now), 'now'))).toBe(at >= begins);
      }),
      { numRuns: 200 },
    );
  });
});

describe('an interval of less than a day', () => {
  const where = { timezone: 'Europe/Zurich', day_rollover_hour: 4 };
  const at = new Date('2026-03-02T20:00:00Z');
  const now = learnerNow(at, where);
  const end = Date.parse('2026-03-03T03:00:00Z');
  const due = (time: number) => ({ next_review_date: new Date(time) });

  it('is due at its instant', () => {
    expect([at.getTime(), at.getTime() + 1].map((time) => isDue(due(time), dueWithin(now, 'now')))).toEqual([true, false]);
  });

  it('is due today up to the end of the day, and not at it: that is tomorrow', () => {
    expect([end - 1, end, end + 1].map((time) => isDue(due(time), dueWithin(now, 'today')))).toEqual([true, false, false]);
  });
});

describe.each([
  ['sm2', sm2],
  ['sm2_buttons', sm2Buttons],
  ['fsrs', fsrs],
  ['hlr', hlr],
] as const)('by %s', (_, model) => {
  const scheduler = { model: model as unknown as Scheduler, params: model.defaults, paramsVersion: 'default' };
  const under = { ...models, scheduler } as LearnerModels;

  it('a review counts on the morning of the day that it is for, and no review comes due on the day of its answer', () => {
    const answered = fc.record({
      gap: fc.integer({ min: 1, max: 30 * 24 }),
      rating: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const),
    });
    fc.assert(
      fc.property(rule, fc.array(answered, { minLength: 1, maxLength: 12 }), (where, answers) => {
        const history = new History(under);
        history.add(make.started(0, 's', 0, where));
        let hours = 0;
        for (const [n, { gap, rating }] of answers.entries()) {
          hours += gap;
          const correct = rating > 1;
          const { mastery, eventDay } = history.add(make.answer(0, `a${n}`, hours * 60, { rating, correct, score: correct ? 1 : 0 }));
          const repetition = mastery?.spaced_repetition_data;
          if (repetition === undefined || eventDay === undefined) return expect.unreachable();
          const days = repetition.repetition_interval_days;
          if (days < 1) {
            expect(repetition.next_review_day).toBeUndefined();
          } else {
            // An interval counts from the last review that counted, which may lie before this answer.
            expect(repetition.next_review_day).toBeLessThanOrEqual(eventDay.day + Math.round(days));
            expect(repetition.next_review_day).toBeGreaterThan(eventDay.day);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

it('a right answer late in the night of Zurich comes due on the next day, and a pass on its morning counts', () => {
  const at = (text: string) => (Date.parse(text) - Date.parse('2025-03-03T09:00:00Z')) / 60_000;
  const history = new History({
    ...models,
    scheduler: { model: sm2 as unknown as Scheduler, params: sm2.defaults, paramsVersion: 'default' },
  });
  history.add(make.started(0, 's', at('2026-10-24T02:00:00Z'), { timezone: 'Europe/Zurich', day_rollover_hour: 4 }));
  const first = history.add(make.answer(0, 'a', at('2026-10-24T02:30:00Z'))).mastery?.spaced_repetition_data;
  // 04:30 on 24 October; the clocks go back in the next night, so that the 25th begins 24.5 hours later.
  expect(first).toMatchObject({ next_review_date: new Date('2026-10-25T03:00:00Z'), repetition_interval_days: 1 });
  const evening = new History({
    ...models,
    scheduler: { model: sm2 as unknown as Scheduler, params: sm2.defaults, paramsVersion: 'default' },
  });
  evening.add(make.started(0, 's', at('2026-03-02T19:00:00Z'), { timezone: 'Europe/Zurich', day_rollover_hour: 4 }));
  evening.add(make.answer(0, 'a', at('2026-03-02T20:00:00Z')));
  const morning = evening.add(make.answer(0, 'b', at('2026-03-03T06:00:00Z'))).mastery?.spaced_repetition_data;
  expect(morning?.repetition_interval_days).toBe(6);
});
