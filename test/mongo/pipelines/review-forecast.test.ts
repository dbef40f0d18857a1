import { endOfLearnerDay, learnerDayNumber } from 'adaptive-learning-engine/algorithms';
import fc from 'fast-check';
import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ContentMastery } from '../../../src/collections/index.js';
import { PIPELINES } from '../../../src/pipelines/index.js';
import { openDatabase } from '../../support/database.js';
import { rowsOn } from '../../support/pipeline-rows.js';
import { queryOn } from '../../support/query-on.js';
import { refusalOf } from '../../support/refusal.js';
import { MONDAY, type Some, storedMastery, USER } from '../../support/stored-documents.js';

const pipeline = PIPELINES.review_forecast;
const DAY = 86_400_000;
const HOUR = 3_600_000;
const hours = (n: number) => new Date(MONDAY.getTime() + n * HOUR);
const typical = { user_id: USER, at: MONDAY, days: 3, timezone: 'UTC', day_rollover_hour: 4 };

let database: Awaited<ReturnType<typeof openDatabase>>;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

const rows = (content_mastery: readonly object[], more: object = {}) =>
  rowsOn(database.db, { content_mastery }, pipeline, { ...typical, ...more });

const due = (at: Date | string, more: Some<ContentMastery> = {}) =>
  storedMastery({ spaced_repetition_data: { next_review_date: new Date(at) }, ...more });

describe('by hand', () => {
  // Monday the 3rd, nine in the morning; days turn at four.
  const CASES = [
    [
      'nothing seen',
      [],
      {},
      [
        ['2025-03-03', 0, 0],
        ['2025-03-04', 0, 0],
        ['2025-03-05', 0, 0],
      ],
    ],
    ['this very instant, and an hour ago', [due(MONDAY), due(hours(-1))], { days: 1 }, [['2025-03-03', 2, 0]]],
    ['before the day began, long ago', [due(hours(-6)), due(hours(-7_000)), due(hours(3))], { days: 1 }, [['2025-03-03', 3, 2]]],
    [
      'the last instant of today, the first of tomorrow',
      [due(new Date(hours(19).getTime() - 1)), due(hours(19))],
      { days: 2 },
      [
        ['2025-03-03', 1, 0],
        ['2025-03-04', 1, 0],
      ],
    ],
    [
      'beyond the last day',
      [due(hours(19 + 47)), due(hours(19 + 48))],
      {},
      [
        ['2025-03-03', 0, 0],
        ['2025-03-04', 0, 0],
        ['2025-03-05', 1, 0],
      ],
    ],
    ["somebody else's", [due(MONDAY, { user_id: USER.replaceAll('1', '3') })], { days: 1 }, [['2025-03-03', 0, 0]]],
    ['one subject', [due(MONDAY), due(MONDAY, { subject: '$where' })], { days: 1, subject: '$where' }, [['2025-03-03', 1, 0]]],
    [
      'asked in the small hours, which are still of the day before',
      [due(hours(-6))],
      { at: hours(-6), days: 2 },
      [
        ['2025-03-02', 1, 0],
        ['2025-03-03', 0, 0],
      ],
    ],
    [
      'a day turned at midnight in another zone',
      [due('2025-03-03T15:00:00Z')],
      { timezone: 'Asia/Tokyo', day_rollover_hour: 0, days: 2 },
      [
        ['2025-03-03', 0, 0],
        ['2025-03-04', 1, 0],
      ],
    ],
    [
      'a zone in lower case',
      [due('2025-03-03T15:00:00Z')],
      { timezone: 'asia/tokyo', day_rollover_hour: 0, days: 2 },
      [
        ['2025-03-03', 0, 0],
        ['2025-03-04', 1, 0],
      ],
    ],
    [
      'the long day when clocks go back',
      [due('2026-10-26T02:59:59Z'), due('2026-10-26T03:00:00Z')],
      { at: new Date('2026-10-25T02:00:00Z'), timezone: 'Europe/Zurich', days: 2, day_rollover_hour: 4 },
      [
        ['2026-10-24', 0, 0],
        ['2026-10-25', 1, 0],
      ],
    ],
    [
      'the last hour of the long day, asked when it begins',
      [due('2026-10-25T02:59:59Z')],
      { at: new Date('2026-10-24T02:00:00Z'), timezone: 'Europe/Zurich', days: 1, day_rollover_hour: 4 },
      [['2026-10-24', 1, 0]],
    ],
    [
      'over the date that Samoa left out',
      [due('2011-12-30T13:59:59Z'), due('2011-12-30T14:00:00Z')],
      { at: new Date('2011-12-29T20:00:00Z'), timezone: 'Pacific/Apia', days: 3, day_rollover_hour: 4 },
      [
        ['2011-12-29', 1, 0],
        ['2011-12-30', 0, 0],
        ['2011-12-31', 1, 0],
      ],
    ],
  ] as const;

  test.each(CASES)('%s', async (_, stored, more, expected) => {
    const found = await rows(stored, more);
    expect(found.map(({ day, reviews, overdue }) => [day, reviews, overdue])).toEqual(expected);
  });

  test('a year, every day of it', async () => {
    const found = await rows([], { days: 366 });
    expect([found.length, found[0]?.day, found.at(-1)?.day]).toEqual([366, '2025-03-03', '2026-03-03']);
  });
});

test('as an oracle in memory counts it, on random data', async () => {
  const asked = fc.record({
    at: fc.integer({ min: Date.parse('2011-12-20T00:00:00Z'), max: Date.parse('2012-01-10T00:00:00Z') }),
    days: fc.integer({ min: 1, max: 12 }),
    timezone: fc.constantFrom('Pacific/Apia', 'Europe/Zurich', 'America/New_York', 'UTC'),
    day_rollover_hour: fc.integer({ min: 0, max: 23 }),
    ahead: fc.array(fc.integer({ min: -10 * 24, max: 14 * 24 }), { maxLength: 12 }),
  });
  await fc.assert(
    fc.asyncProperty(asked, async ({ at, ahead, ...more }) => {
      const dues = ahead.map((n) => at + n * HOUR);
      const found = await rows(
        dues.map((time) => due(new Date(time))),
        { at: new Date(at), ...more },
      );
      const dayOf = (time: number) => learnerDayNumber(time, more.timezone, more.day_rollover_hour);
      const today = dayOf(at);
      const expected = Array.from({ length: more.days }, (_, n) => {
        const overdue = n === 0 ? dues.filter((time) => dayOf(time) < today).length : 0;
        const day = new Date((today + n) * DAY).toISOString().slice(0, 10);
        return { day, reviews: dues.filter((time) => dayOf(time) === today + n).length + overdue, overdue };
      });
      expect(found).toEqual(expected);
      const endOfToday = endOfLearnerDay(at, more.timezone, more.day_rollover_hour);
      expect(found[0]?.reviews).toBe(dues.filter((time) => time < endOfToday).length);
    }),
    { numRuns: 60 },
  );
});

test('a stored document that does not fit is named, and the others are counted', async () => {
  const _id = new ObjectId();
  const stored = { content_mastery: [{ ...due(MONDAY), subject: 7, _id }, due(MONDAY)] };
  const asked = { at: MONDAY, days: 1, timezone: 'UTC', subject: 'Algebra' };
  const { rows: found, unreadable } = await queryOn(database.db, stored, 'review_forecast', asked);
  expect(found).toEqual([{ day: '2025-03-03', reviews: 1, overdue: 0 }]);
  expect(unreadable).toEqual([{ collection: 'content_mastery', id: String(_id) }]);
});

describe('refused', () => {
  const CASES = {
    'no days': [{ days: 0 }, 'review_forecast.days'],
    'more days than a year has': [{ days: 367 }, 'review_forecast.days'],
    'half a day': [{ days: 1.5 }, 'review_forecast.days'],
    'a zone that nobody knows': [{ timezone: 'Mars/Base' }, 'review_forecast.timezone'],
    'an offset for a zone': [{ timezone: '+02:00' }, 'review_forecast.timezone'],
    'an hour that no clock has': [{ day_rollover_hour: 24 }, 'review_forecast.day_rollover_hour'],
  } as const;

  test.each(Object.entries(CASES))('%s', async (_, [more, where]) => {
    expect(await refusalOf(rows([], more))).toMatchObject({ code: 'invalid_input', where });
  });
});
