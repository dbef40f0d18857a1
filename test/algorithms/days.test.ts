import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  elapsedLearnerDays,
  endOfLearnerDay,
  learnerDayNumber,
  type StreakState,
  streakAt,
  streakOf,
  studyDay,
  updateStreak,
} from '../../src/algorithms/index.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const on = (text: string, zone: string, rollover?: number) => studyDay(Date.parse(text), zone, rollover);

describe('the end of a learner’s day', () => {
  it.each([
    // In Chatham the clock goes from 2:45 to 3:45 and never shows 3.
    ['comes at the gap that swallowed the rollover hour', '2025-09-27T10:00:00Z', 'Pacific/Chatham', 3, '2025-09-27T14:00:00Z'],
    // In Newfoundland clocks went back at one minute past midnight, to 23:01 of the day before.
    ['comes for a day that came back for an hour', '2010-11-07T03:00:00Z', 'America/St_Johns', 0, '2010-11-07T03:30:00Z'],
    ['comes a second midnight later for the minute before', '2010-11-07T02:30:30Z', 'America/St_Johns', 0, '2010-11-08T03:30:00Z'],
    ['comes in the morning after a day that never was', '2011-12-30T09:00:00Z', 'Pacific/Apia', 4, '2011-12-30T14:00:00Z'],
    ['comes that morning for the night before it, too', '2011-12-30T11:00:00Z', 'Pacific/Apia', 4, '2011-12-30T14:00:00Z'],
  ])('%s', (_, at, zone, rollover, end) => {
    expect(new Date(endOfLearnerDay(Date.parse(at), zone, rollover)).toISOString()).toBe(new Date(end).toISOString());
  });

  it('is the first instant with a later number, in zones that left days out or turn at odd times', () => {
    const turns = ['2011-12-30T10:00Z', '2010-11-07T02:31Z', '1994-12-31T10:00Z', '1993-08-21T12:00Z', '2025-09-27T14:00Z'].map(Date.parse);
    const zones = ['Pacific/Apia', 'America/St_Johns', 'Pacific/Kiritimati', 'Pacific/Kwajalein', 'Pacific/Chatham'];
    const near = fc.tuple(fc.constantFrom(...turns), fc.integer({ min: -40 * HOUR_MS, max: 40 * HOUR_MS })).map(([turn, ms]) => turn + ms);
    fc.assert(
      fc.property(near, fc.constantFrom(...zones), fc.integer({ min: 0, max: 23 }), (at, zone, rollover) => {
        const end = endOfLearnerDay(at, zone, rollover);
        const today = learnerDayNumber(at, zone, rollover);
        expect(end).toBeGreaterThan(at);
        expect(learnerDayNumber(end, zone, rollover)).toBeGreaterThan(today);
        expect(learnerDayNumber(end - 1, zone, rollover)).toBeLessThanOrEqual(today);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('Samoa’s missing 30 December 2011', () => {
  const evening29 = Date.parse('2011-12-30T05:00:00Z');
  const night = Date.parse('2011-12-30T11:00:00Z');
  const morning31 = Date.parse('2011-12-30T18:00:00Z');

  it('is no day of anybody: the night belongs to the 29th and the next day is the 31st', () => {
    const [before, during, after] = [evening29, night, morning31].map((at) => learnerDayNumber(at, 'Pacific/Apia'));
    expect([during, after]).toEqual([before, (before as number) + 2]);
    expect(elapsedLearnerDays(evening29, night, 'Pacific/Apia')).toBe(0);
    expect(elapsedLearnerDays(evening29, morning31, 'Pacific/Apia')).toBe(1);
  });

  it('breaks no streak, and a day missed beside it does', () => {
    const evenings = [evening29, morning31].map((at) => studyDay(at, 'Pacific/Apia'));
    expect(streakOf(evenings)).toMatchObject({ current: 2, longest: 2, study_days: 2 });
    expect(streakOf([studyDay(evening29 - DAY_MS, 'Pacific/Apia'), studyDay(morning31, 'Pacific/Apia')]).current).toBe(1);
  });
});

describe('a streak', () => {
  it.each([
    ['holds over the 23 hours of a spring day', ['2025-03-29T11:00Z', '2025-03-30T11:00Z', '2025-03-31T11:00Z'], 3],
    ['breaks over a missed day of 23 hours, though only 47 hours pass', ['2025-03-29T23:30Z', '2025-03-31T22:30Z'], 1],
    ['holds from the first minute of a day to the last of the next, in 49 hours', ['2025-10-25T02:00Z', '2025-10-27T02:59Z'], 2],
    ['turns at four in the morning', ['2025-06-10T21:00Z', '2025-06-11T01:59Z', '2025-06-11T02:00Z'], 2],
  ])('%s', (_, texts, current) => {
    expect(streakOf(texts.map((text) => on(text, 'Europe/Zurich'))).current).toBe(current);
  });

  it.each([
    // Los Angeles, evening of the 10th → Auckland, morning of the 12th: the 11th was five hours long.
    ['a flight west over the date line', [on('2025-06-11T03:00Z', 'America/Los_Angeles'), on('2025-06-11T20:00Z', 'Pacific/Auckland')], 2],
    // And a day missed on top of it.
    ['a day missed after one', [on('2025-06-11T03:00Z', 'America/Los_Angeles'), on('2025-06-12T20:00Z', 'Pacific/Auckland')], 1],
    // Auckland, morning of the 11th → Los Angeles, evening of the 10th, then the 11th again, then the 12th.
    [
      'a flight east that brings a day back',
      [
        on('2025-06-10T20:00Z', 'Pacific/Auckland'),
        on('2025-06-11T03:00Z', 'America/Los_Angeles'),
        on('2025-06-11T20:00Z', 'America/Los_Angeles'),
        on('2025-06-12T20:00Z', 'America/Los_Angeles'),
      ],
      2,
    ],
    [
      'a flight east without study on the way',
      [on('2025-06-10T20:00Z', 'Pacific/Auckland'), on('2025-06-12T20:00Z', 'America/Los_Angeles')],
      2,
    ],
    ['a move to a zone nearby', [on('2025-06-10T20:00Z', 'Europe/London'), on('2025-06-11T20:00Z', 'Europe/Athens')], 2],
    ['a day missed between two zones nearby', [on('2025-06-10T20:00Z', 'Europe/London'), on('2025-06-12T03:00Z', 'Europe/Athens')], 1],
  ])('is right over %s', (_, moments, current) => {
    expect(streakOf(moments).current).toBe(current);
    expect(moments.reduce<StreakState | null>((state, moment) => updateStreak(state, moment), null)?.current).toBe(current);
  });

  it('is what the list of days says, whichever way and in whatever order it is counted', () => {
    const days = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(days, fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 8 }), (studied, frozen) => {
        const inOrder = [...studied].sort((a, b) => a - b);
        const updated = inOrder.reduce<StreakState | null>((state, day) => updateStreak(state, day, frozen), null);
        const { runs, distinct } = naiveRuns(inOrder, frozen);
        expect(updated).toMatchObject({ current: runs.at(-1), longest: Math.max(...runs), study_days: distinct });
        expect(streakOf(studied, frozen)).toEqual(updated);
        expect(JSON.parse(JSON.stringify(updated))).toEqual(updated);
      }),
    );
  });

  it('takes a late moment on a day that it counted, and refuses one that it cannot place', () => {
    const state = streakOf([10, 11, 12, 14, 15]);
    expect(updateStreak(state, 14)).toEqual(state);
    for (const late of [13, 12, 9])
      expect(() => updateStreak(state, late)).toThrow(expect.objectContaining({ where: 'updateStreak.moment' }));
    const bridged = streakOf([14, 16], [15]);
    expect(() => updateStreak(bridged, 15)).not.toThrow(TypeError);
    expect(() => updateStreak(bridged, 15)).toThrow(expect.objectContaining({ code: 'invalid_input' }));
  });

  it('stands until the end of the day after, and is over then', () => {
    const state = streakOf([on('2025-06-09T18:00Z', 'UTC'), on('2025-06-10T18:00Z', 'UTC')]);
    const now = (text: string) => streakAt(state, on(text, 'UTC'));
    expect(now('2025-06-11T03:59Z')).toEqual({ current: 2, longest: 2, studyDays: 2, studiedToday: true });
    expect(now('2025-06-12T03:59Z')).toMatchObject({ current: 2, studiedToday: false });
    expect(now('2025-06-12T04:00Z')).toMatchObject({ current: 0, longest: 2 });
    expect(streakAt(state, on('2025-06-12T04:00Z', 'UTC'), [state.last!.day + 1]).current).toBe(2);
    expect(streakAt(null, 5)).toEqual({ current: 0, longest: 0, studyDays: 0, studiedToday: false });
  });

  it('stays small', () => {
    const state = streakOf(Array.from({ length: 5000 }, (_, day) => day));
    expect(state.current).toBe(5000);
    expect(JSON.stringify(state).length).toBeLessThan(160);
  });
});

function naiveRuns(days: readonly number[], frozen: readonly number[]): { readonly runs: readonly number[]; readonly distinct: number } {
  const studied = new Set(days);
  const runs: number[] = [];
  let length = 0;
  for (let day = Math.min(...days); day <= Math.max(...days); day += 1) {
    if (studied.has(day)) length += 1;
    else if (!frozen.includes(day)) {
      if (length > 0) runs.push(length);
      length = 0;
    }
  }
  return { runs: [...runs, length], distinct: studied.size };
}
