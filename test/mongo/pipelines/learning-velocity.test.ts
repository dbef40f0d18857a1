import { learnerDayNumber } from 'adaptive-learning-engine/algorithms';
import fc from 'fast-check';
import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LearningSession } from '../../../src/collections/index.js';
import { PIPELINES } from '../../../src/pipelines/index.js';
import { openDatabase } from '../../support/database.js';
import { rowsOn } from '../../support/pipeline-rows.js';
import { queryOn } from '../../support/query-on.js';
import { refusalOf } from '../../support/refusal.js';
import { type Some, storedSession, USER } from '../../support/stored-documents.js';

const pipeline = PIPELINES.learning_velocity;
const DAY = 86_400_000;
const HOUR = 3_600_000;
const typical = {
  user_id: USER,
  since: new Date('2025-06-01T00:00:00Z'),
  until: new Date('2025-07-01T00:00:00Z'),
  timezone: 'UTC',
  day_rollover_hour: 4,
};

let database: Awaited<ReturnType<typeof openDatabase>>;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

const rows = (learning_sessions: readonly object[], more: object = {}) =>
  rowsOn(database.db, { learning_sessions }, pipeline, { ...typical, ...more });

/** A session of so many minutes with three questions, in which so many concepts were introduced and mastered. */
const session = (at: string | number, minutes = 30, [introduced, mastered] = [0, 0], more: Some<LearningSession> = {}) =>
  storedSession({
    started_at: new Date(at),
    duration_minutes: minutes,
    performance_metrics: { questions_attempted: 3 },
    evidence: { concepts_introduced: introduced, concepts_mastered: mastered },
    ...more,
  });

describe('by hand', () => {
  const CASES = [
    ['no session', [], {}, []],
    [
      'three mastered in an hour and a half',
      [session('2025-06-10T08:00Z', 30, [2, 1]), session('2025-06-12T08:00Z', 60, [1, 2])],
      {},
      [['2025-06-09', 2, 90, 6, 3, 3, 2]],
    ],
    [
      'Monday at four the week begins',
      [session('2025-06-16T03:59Z'), session('2025-06-16T04:00Z')],
      {},
      [
        ['2025-06-09', 1, 30, 3, 0, 0, 0],
        ['2025-06-16', 1, 30, 3, 0, 0, 0],
      ],
    ],
    [
      'a week without a session has no row',
      [session('2025-06-03T08:00Z'), session('2025-06-24T08:00Z')],
      {},
      [
        ['2025-06-02', 1, 30, 3, 0, 0, 0],
        ['2025-06-23', 1, 30, 3, 0, 0, 0],
      ],
    ],
    ['no time was spent', [session('2025-06-10T08:00Z', 0, [1, 1])], {}, [['2025-06-09', 1, 0, 3, 1, 1, 0]]],
    [
      'more was lost than mastered',
      [session('2025-06-10T08:00Z', 30, [0, -2]), session('2025-06-10T09:00Z', 30, [0, 1])],
      {},
      [['2025-06-09', 2, 60, 6, 0, -1, 0]],
    ],
    ["in the learner's own zone", [session('2025-06-15T19:00Z')], { timezone: 'Asia/Tokyo' }, [['2025-06-16', 1, 30, 3, 0, 0, 0]]],
    [
      "somebody else's, and out of the span",
      [
        session('2025-06-10T08:00Z', 30, [0, 0], { user_id: USER.replaceAll('1', '3') }),
        session('2025-07-01T00:00Z'),
        session('2025-05-31T23:59Z'),
      ],
      {},
      [],
    ],
    [
      'over the date that Samoa left out',
      [session('2011-12-30T13:00Z'), session('2011-12-31T20:00Z')],
      { since: new Date('2011-12-01T00:00Z'), until: new Date('2012-02-01T00:00Z'), timezone: 'Pacific/Apia' },
      [['2011-12-26', 2, 60, 6, 0, 0, 0]],
    ],
  ] as const;

  test.each(CASES)('%s', async (_, stored, more, expected) => {
    const found = await rows(stored, more);
    expect(
      found.map((row) => [
        row.week,
        row.sessions,
        row.minutes,
        row.answers,
        row.concepts_introduced,
        row.concepts_mastered,
        row.mastered_per_hour,
      ]),
    ).toEqual(expected);
  });

  test('a session that is still open counts up to its last event', async () => {
    const last_event = { occurred_at: new Date('2025-06-10T08:15:00Z') };
    const open = session('2025-06-10T08:00Z', 30, [0, 1], { ended_at: undefined, duration_minutes: undefined, last_event });
    expect(await rows([open])).toMatchObject([{ minutes: 15, mastered_per_hour: 4 }]);
  });
});

test('as an oracle in memory counts it, on random data', async () => {
  const begin = Date.parse('2026-03-15T00:00:00Z');
  const made = fc.array(
    fc.record({
      hours: fc.integer({ min: -24, max: 29 * 24 }),
      minutes: fc.nat(200),
      introduced: fc.nat(5),
      mastered: fc.integer({ min: -3, max: 5 }),
    }),
    { maxLength: 20 },
  );
  const where = fc.record({
    timezone: fc.constantFrom('Europe/Zurich', 'America/New_York', 'Pacific/Auckland', 'Pacific/Honolulu'),
    day_rollover_hour: fc.integer({ min: 0, max: 23 }),
  });
  await fc.assert(
    fc.asyncProperty(made, where, async (sessions, { timezone, day_rollover_hour }) => {
      const stored = sessions.map(({ hours, minutes, introduced, mastered }) =>
        session(begin + hours * HOUR, minutes, [introduced, mastered]),
      );
      const found = await rows(stored, { since: new Date(begin), until: new Date(begin + 28 * DAY), timezone, day_rollover_hour });
      const weeks = new Map<string, (typeof sessions)[number][]>();
      for (const entry of sessions.filter(({ hours }) => hours >= 0 && hours < 28 * 24)) {
        const day = new Date(learnerDayNumber(begin + entry.hours * HOUR, timezone, day_rollover_hour) * DAY);
        while (day.getUTCDay() !== 1) day.setUTCDate(day.getUTCDate() - 1);
        const week = day.toISOString().slice(0, 10);
        weeks.set(week, [...(weeks.get(week) ?? []), entry]);
      }
      const sum = (list: readonly number[]) => list.reduce((total, value) => total + value, 0);
      const expected = [...weeks]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([week, list]) => {
          const minutes = sum(list.map((entry) => entry.minutes));
          const mastered = sum(list.map((entry) => entry.mastered));
          return {
            week,
            sessions: list.length,
            minutes,
            answers: 3 * list.length,
            concepts_introduced: sum(list.map((entry) => entry.introduced)),
            concepts_mastered: mastered,
            mastered_per_hour: expect.closeTo(minutes === 0 ? 0 : Math.max(0, mastered) / (minutes / 60), 12),
          };
        });
      expect(found).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});

test('a stored document that does not fit is named, and the others are counted', async () => {
  const _id = new ObjectId();
  const bent = { ...session('2025-06-10T08:00Z'), evidence: { concepts_introduced: 1, concepts_mastered: 'two' }, _id };
  const stored = { learning_sessions: [bent, session('2025-06-11T08:00Z')] };
  const { since, until, timezone } = typical;
  const { rows: found, unreadable } = await queryOn(database.db, stored, 'learning_velocity', { since, until, timezone });
  expect(found).toMatchObject([{ week: '2025-06-09', sessions: 1, minutes: 30 }]);
  expect(unreadable).toEqual([{ collection: 'learning_sessions', id: String(_id) }]);
});

describe('refused', () => {
  const CASES = {
    'a span that is reversed': [{ since: typical.until, until: typical.since }, 'learning_velocity.until'],
    'a span that is too long': [{ since: new Date('2020-01-01T00:00:00Z') }, 'learning_velocity.since'],
    'a zone that nobody knows': [{ timezone: 'Mars/Base' }, 'learning_velocity.timezone'],
    'an hour that no clock has': [{ day_rollover_hour: -1 }, 'learning_velocity.day_rollover_hour'],
  } as const;

  test.each(Object.entries(CASES))('%s', async (_, [more, where]) => {
    expect(await refusalOf(rows([], more))).toMatchObject({ code: 'invalid_input', where });
  });
});
