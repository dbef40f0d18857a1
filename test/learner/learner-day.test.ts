import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as days from '../../src/algorithms/index.js';
import { DEFAULT_ROLLOVER_HOUR, endOfLearnerDay, learnerDayNumber } from '../../src/learner/index.js';
import { naiveDayNumber, naiveElapsedDays } from './naive-learner-day.js';

/** Offsets of whole, half and three quarter hours; DST at 2 and at midnight, of an hour and of half an hour. */
const ZONES = [
  'UTC',
  'Europe/Zurich',
  'America/New_York',
  'America/Sao_Paulo',
  'America/Havana',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Australia/Eucla',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
  'Africa/Cairo',
] as const;

const elapsedLearnerDays = (from: Date, to: Date, where: string, rollover?: number) =>
  days.elapsedLearnerDays(from.getTime(), to.getTime(), where, rollover);

const MINUTE = 60_000;
const DAY = 86_400_000;

const zone = fc.constantFrom(...ZONES);
const hour = fc.integer({ min: 0, max: 23 });
const anyInstant = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2040, 0, 1) }).map((ms) => new Date(ms));

/** Turns of clocks, forward and back. */
const TURNS = [
  ['Europe/Zurich', '2025-03-30T01:00Z'],
  ['Europe/Zurich', '2025-10-26T01:00Z'],
  ['America/New_York', '2025-03-09T07:00Z'],
  ['America/New_York', '2025-11-02T06:00Z'],
  ['America/Sao_Paulo', '2018-11-04T03:00Z'],
  ['America/Sao_Paulo', '2018-02-18T02:00Z'],
  ['America/Havana', '2025-11-02T05:00Z'],
  ['Australia/Lord_Howe', '2025-04-05T15:00Z'],
  ['Pacific/Chatham', '2025-04-05T14:00Z'],
] as const;

/** A time in a zone, half of them within thirty hours of a turn of the clocks there. */
const place: fc.Arbitrary<readonly [Date, string]> = fc.oneof(
  fc.tuple(anyInstant, zone),
  fc
    .tuple(fc.constantFrom(...TURNS), fc.integer({ min: -30 * 60, max: 30 * 60 }))
    .map(([[where, turn], minutes]) => [new Date(Date.parse(turn) + minutes * MINUTE), where] as const),
);
const earlyHour = fc.oneof(fc.integer({ min: 0, max: 4 }), hour);

describe("the number of a learner's day", () => {
  it('is what a wall clock shows that is set back by the rollover hour', () => {
    fc.assert(
      fc.property(place, earlyHour, ([at, where], rollover) => {
        expect(learnerDayNumber(at, where, rollover)).toBe(naiveDayNumber(at, where, rollover));
      }),
      { numRuns: 500 },
    );
  });

  it('turns at 4 by default', () => {
    expect(DEFAULT_ROLLOVER_HOUR).toBe(4);
    const before = new Date('2025-06-10T03:59:59.999Z');
    const after = new Date('2025-06-10T04:00:00Z');
    expect(learnerDayNumber(after, 'UTC') - learnerDayNumber(before, 'UTC')).toBe(1);
    expect(learnerDayNumber(after, 'UTC')).toBe(Date.UTC(2025, 5, 10) / DAY);
    expect(endOfLearnerDay(before, 'UTC')).toEqual(after);
    expect(elapsedLearnerDays(before, after, 'UTC')).toBe(1);
  });

  it.each([
    // Kathmandu is 5:45 ahead: its midnight is 18:15 UTC.
    ['Asia/Kathmandu', 0, '2025-06-10T18:15:00Z'],
    // Eucla is 8:45 ahead, Chatham 12:45 in winter.
    ['Australia/Eucla', 4, '2025-06-10T19:15:00Z'],
    ['Pacific/Chatham', 4, '2025-06-10T15:15:00Z'],
    ['America/New_York', 4, '2025-06-10T08:00:00Z'],
  ])('turns to the minute in %s at %i', (where, rollover, turn) => {
    const at = new Date(turn);
    const justBefore = new Date(at.getTime() - 1);
    expect(learnerDayNumber(at, where, rollover) - learnerDayNumber(justBefore, where, rollover)).toBe(1);
    expect(endOfLearnerDay(justBefore, where, rollover)).toEqual(at);
  });

  it('never falls back as time goes on', () => {
    fc.assert(
      fc.property(place, fc.integer({ min: 0, max: 3 * DAY }), earlyHour, ([at, where], wait, rollover) => {
        const later = new Date(at.getTime() + wait);
        expect(learnerDayNumber(later, where, rollover)).toBeGreaterThanOrEqual(learnerDayNumber(at, where, rollover));
      }),
      { numRuns: 500 },
    );
  });
});

describe('the day that Samoa left out', () => {
  // At the end of 29 December 2011 the calendar went on to the 31st.
  const lastOfThe29th = new Date('2011-12-30T09:59:59Z');
  const firstOfThe31st = new Date('2011-12-30T10:00:00Z');

  it('has a number that no instant has', () => {
    expect(learnerDayNumber(firstOfThe31st, 'Pacific/Apia', 0) - learnerDayNumber(lastOfThe29th, 'Pacific/Apia', 0)).toBe(2);
  });

  it('does not count as a day without practice', () => {
    expect(elapsedLearnerDays(lastOfThe29th, firstOfThe31st, 'Pacific/Apia', 0)).toBe(1);
    expect(elapsedLearnerDays(new Date('2011-12-29T20:00:00Z'), new Date('2011-12-31T08:00:00Z'), 'Pacific/Apia', 4)).toBe(1.5);
  });
});

describe("the end of a learner's day", () => {
  it('is the first instant that has another number', () => {
    fc.assert(
      fc.property(place, earlyHour, ([at, where], rollover) => {
        // In Chatham the clock goes from 2:45 to 3:45 in spring, and so never shows 3: the day then ends at 4:00.
        fc.pre(where !== 'Pacific/Chatham' || rollover !== 3);
        const end = endOfLearnerDay(at, where, rollover);
        const today = learnerDayNumber(at, where, rollover);
        expect(end.getTime()).toBeGreaterThan(at.getTime());
        expect(learnerDayNumber(new Date(end.getTime() - 1), where, rollover)).toBe(today);
        expect(learnerDayNumber(end, where, rollover)).toBeGreaterThan(today);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['has 23 hours when clocks go forward', '2025-03-29T03:00:00Z', 'Europe/Zurich', 4, '2025-03-30T02:00:00Z'],
    ['has 25 hours when clocks go back', '2025-10-25T02:00:00Z', 'Europe/Zurich', 4, '2025-10-26T03:00:00Z'],
    ['comes at the gap when the clock jumps over the rollover hour', '2025-03-29T12:00:00Z', 'Europe/Zurich', 2, '2025-03-30T01:00:00Z'],
    ['comes at the first of two rollover hours', '2025-10-25T12:00:00Z', 'Europe/Zurich', 2, '2025-10-26T00:00:00Z'],
    ['comes a day later when the second of the two has begun', '2025-10-26T01:30:00Z', 'Europe/Zurich', 2, '2025-10-27T01:00:00Z'],
    ['comes at one o’clock where midnight is jumped over', '2018-11-03T12:00:00Z', 'America/Sao_Paulo', 0, '2018-11-04T03:00:00Z'],
    ['is not made a day longer by a day that never was', '2011-12-30T08:00:00Z', 'Pacific/Apia', 0, '2011-12-30T10:00:00Z'],
    ['comes in the morning after the day that never was', '2011-12-30T08:00:00Z', 'Pacific/Apia', 4, '2011-12-30T14:00:00Z'],
    ['comes at the first of two midnights', '2025-11-01T12:00:00Z', 'America/Havana', 0, '2025-11-02T04:00:00Z'],
    [
      'comes after both halves of half an hour that is shown twice',
      '2025-04-05T12:00:00Z',
      'Australia/Lord_Howe',
      2,
      '2025-04-05T15:30:00Z',
    ],
  ])('%s', (_, at, where, rollover, end) => {
    expect(endOfLearnerDay(new Date(at), where, rollover).toISOString()).toBe(new Date(end).toISOString());
  });
});

describe('elapsed days', () => {
  it('are what the nights and the hours between say', () => {
    fc.assert(
      fc.property(place, fc.integer({ min: -DAY, max: 40 * DAY }), earlyHour, ([from, where], wait, rollover) => {
        const to = new Date(from.getTime() + wait);
        expect(elapsedLearnerDays(from, to, where, rollover)).toBe(naiveElapsedDays(from, to, where, rollover));
      }),
      { numRuns: 500 },
    );
  });

  it('are 0 exactly within one day of the learner, and at least 1 once a night has passed', () => {
    fc.assert(
      fc.property(place, fc.integer({ min: 0, max: 3 * DAY }), earlyHour, ([from, where], wait, rollover) => {
        const to = new Date(from.getTime() + wait);
        const days = elapsedLearnerDays(from, to, where, rollover);
        const sameDay = learnerDayNumber(from, where, rollover) === learnerDayNumber(to, where, rollover);
        expect(days === 0).toBe(sameDay);
        if (!sameDay) expect(days).toBeGreaterThanOrEqual(1);
      }),
      { numRuns: 500 },
    );
  });

  it('never shrink as time goes on', () => {
    const waits = fc.tuple(fc.nat(3 * DAY), fc.nat(3 * DAY)).map((pair) => pair.sort((a, b) => a - b));
    fc.assert(
      fc.property(place, waits, earlyHour, ([from, where], [sooner, later], rollover) => {
        const days = (wait = 0) => elapsedLearnerDays(from, new Date(from.getTime() + wait), where, rollover);
        expect(days(later)).toBeGreaterThanOrEqual(days(sooner));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['ten minutes across the rollover are a day', '2025-06-10T03:55:00Z', '2025-06-10T04:05:00Z', 1],
    ['twenty-three hours within a day are none', '2025-06-10T04:05:00Z', '2025-06-11T03:05:00Z', 0],
    ['a day and a half are a day and a half', '2025-06-10T12:00:00Z', '2025-06-12T00:00:00Z', 1.5],
    ['an earlier instant is not a negative wait', '2025-06-12T12:00:00Z', '2025-06-10T12:00:00Z', 0],
  ])('%s', (_, from, to, days) => {
    expect(elapsedLearnerDays(new Date(from), new Date(to), 'UTC', 4)).toBe(days);
  });
});
