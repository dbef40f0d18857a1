import { type StreakState, streakOf, studyDay, updateStreak } from 'adaptive-learning-engine/algorithms';
import fc from 'fast-check';
import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LearningSession, SESSION_TYPES } from '../../../src/collections/index.js';
import { PIPELINES } from '../../../src/pipelines/index.js';
import { openDatabase } from '../../support/database.js';
import { rowsOn } from '../../support/pipeline-rows.js';
import { queryOn } from '../../support/query-on.js';
import { refusalOf } from '../../support/refusal.js';
import { type Some, storedSession, USER } from '../../support/stored-documents.js';

const pipeline = PIPELINES.study_days;
const DAY = 86_400_000;
const HOUR = 3_600_000;
const typical = { user_id: USER, since: new Date('2025-06-01T00:00:00Z'), until: new Date('2025-07-01T00:00:00Z') };

let database: Awaited<ReturnType<typeof openDatabase>>;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

const rows = (learning_sessions: readonly object[], more: object = {}) =>
  rowsOn(database.db, { learning_sessions }, pipeline, { ...typical, ...more });

/** A session of ten minutes and three questions. */
const session = (at: string | number, timezone = 'UTC', more: Some<LearningSession> = {}) =>
  storedSession({
    started_at: new Date(at),
    duration_minutes: 10,
    timezone,
    performance_metrics: { questions_attempted: 3 },
    ...more,
  });

const samoa = { since: new Date('2011-12-25T00:00:00Z'), until: new Date('2012-01-05T00:00:00Z') };

describe('by hand', () => {
  const CASES = [
    ['no session', [], {}, []],
    [
      'twice a day, then the next',
      [session('2025-06-10T08:00Z'), session('2025-06-10T18:00Z'), session('2025-06-11T08:00Z')],
      {},
      [
        ['2025-06-10', 20, 2, 6, 1],
        ['2025-06-11', 10, 1, 3, 2],
      ],
    ],
    [
      'a missed day',
      [session('2025-06-10T08:00Z'), session('2025-06-12T08:00Z')],
      {},
      [
        ['2025-06-10', 10, 1, 3, 1],
        ['2025-06-12', 10, 1, 3, 1],
      ],
    ],
    [
      'before four in the morning it is still the day before',
      [session('2025-06-10T08:00Z'), session('2025-06-12T03:59Z')],
      {},
      [
        ['2025-06-10', 10, 1, 3, 1],
        ['2025-06-11', 10, 1, 3, 2],
      ],
    ],
    [
      'where days turn at midnight it is not',
      [session('2025-06-10T08:00Z'), session('2025-06-12T03:59Z', 'UTC', { day_rollover_hour: 0 })],
      {},
      [
        ['2025-06-10', 10, 1, 3, 1],
        ['2025-06-12', 10, 1, 3, 1],
      ],
    ],
    [
      'a streak that began before the span',
      [session('2025-05-30T08:00Z'), session('2025-05-31T08:00Z'), session('2025-06-01T08:00Z')],
      {},
      [['2025-06-01', 10, 1, 3, 3]],
    ],
    ['until is out', [session('2025-06-30T23:59Z'), session('2025-07-01T00:00Z')], {}, [['2025-06-30', 10, 1, 3, 1]]],
    ["somebody else's", [session('2025-06-10T08:00Z', 'UTC', { user_id: USER.replaceAll('1', '3') })], {}, []],
    [
      'the date that Samoa left out breaks no streak',
      [session('2011-12-29T20:00Z', 'Pacific/Apia'), session('2011-12-30T20:00Z', 'Pacific/Apia')],
      samoa,
      [
        ['2011-12-29', 10, 1, 3, 1],
        ['2011-12-31', 10, 1, 3, 2],
      ],
    ],
    [
      'another one does',
      [session('2011-12-28T20:00Z', 'Pacific/Apia'), session('2011-12-30T20:00Z', 'Pacific/Apia')],
      samoa,
      [
        ['2011-12-28', 10, 1, 3, 1],
        ['2011-12-31', 10, 1, 3, 1],
      ],
    ],
    [
      'a move from Zurich to New York',
      [session('2025-06-10T20:00Z', 'Europe/Zurich'), session('2025-06-12T03:00Z', 'America/New_York')],
      {},
      [
        ['2025-06-10', 10, 1, 3, 1],
        ['2025-06-11', 10, 1, 3, 2],
      ],
    ],
    [
      'a flight west that swallowed a date',
      [session('2025-06-10T20:00Z', 'Pacific/Honolulu'), session('2025-06-11T20:00Z', 'Pacific/Auckland')],
      {},
      [
        ['2025-06-10', 10, 1, 3, 1],
        ['2025-06-12', 10, 1, 3, 2],
      ],
    ],
    [
      'a flight east that brought a date back',
      [
        session('2025-06-10T02:00Z', 'Pacific/Auckland'),
        session('2025-06-10T20:00Z', 'Pacific/Auckland'),
        session('2025-06-11T06:00Z', 'Pacific/Honolulu'),
        session('2025-06-12T06:00Z', 'Pacific/Honolulu'),
      ],
      {},
      [
        ['2025-06-10', 20, 2, 6, 1],
        ['2025-06-11', 20, 2, 6, 2],
      ],
    ],
    [
      'a flight east and back, with a day missed: the place of the later date counts, not that of the last session',
      [
        session('2025-06-10T20:00Z', 'Pacific/Auckland'),
        session('2025-06-11T06:00Z', 'Pacific/Honolulu'),
        session('2025-06-12T20:00Z', 'Pacific/Auckland'),
      ],
      {},
      [
        ['2025-06-10', 10, 1, 3, 1],
        ['2025-06-11', 10, 1, 3, 1],
        ['2025-06-13', 10, 1, 3, 1],
      ],
    ],
  ] as const;

  test.each(CASES)('%s', async (_, stored, more, expected) => {
    const found = await rows(stored, more);
    expect(found.map(({ day, minutes, sessions, answers, streak }) => [day, minutes, sessions, answers, streak])).toEqual(expected);
  });

  test('a session that is still open counts up to its last event', async () => {
    const open = session('2025-06-10T08:00Z', 'UTC', {
      ended_at: undefined,
      duration_minutes: undefined,
      last_event: { occurred_at: new Date('2025-06-10T08:04:30Z') },
    });
    expect(await rows([open])).toMatchObject([{ minutes: 4.5 }]);
  });
});

/** What the pipeline should give, by the streak's own update, one session after the other. */
function oracle(stored: readonly LearningSession[], since: Date, until: Date) {
  const moments = stored
    .filter(({ started_at, performance_metrics }) => started_at < until && performance_metrics.questions_attempted > 0)
    .map((entry) => ({ entry, moment: studyDay(entry.started_at.getTime(), entry.timezone, entry.day_rollover_hour) }))
    .sort((a, b) => a.moment.at - b.moment.at || a.moment.day - b.moment.day || a.moment.offset_minutes - b.moment.offset_minutes);
  let state: StreakState | null = null;
  const found = new Map<number, { minutes: number; sessions: number; answers: number; streak: number }>();
  for (const { entry, moment } of moments) {
    state = updateStreak(state, moment);
    if (entry.started_at < since) continue;
    const so = found.get(moment.day) ?? { minutes: 0, sessions: 0, answers: 0, streak: state.current };
    found.set(moment.day, {
      ...so,
      minutes: so.minutes + (entry.duration_minutes ?? 0),
      sessions: so.sessions + 1,
      answers: so.answers + entry.performance_metrics.questions_attempted,
    });
  }
  const days = [...found].sort(([a], [b]) => a - b).map(([day, row]) => ({ day: new Date(day * DAY).toISOString().slice(0, 10), ...row }));
  return { days, state, moments: moments.map(({ moment }) => moment) };
}

test('as updateStreak counts it, also for a learner who moves and where a date is left out, on random data', async () => {
  const zones = ['Pacific/Apia', 'Pacific/Honolulu', 'Pacific/Auckland', 'Europe/Zurich', 'America/New_York', 'UTC'];
  const begin = Date.parse('2011-12-22T00:00:00Z');
  const made = fc.array(
    fc.record({
      hours: fc.oneof(fc.integer({ min: 0, max: 20 * 24 }), fc.integer({ min: 7 * 24, max: 10 * 24 })),
      zone: fc.oneof({ weight: 2, arbitrary: fc.constant('Pacific/Apia') }, fc.constantFrom(...zones)),
      day_rollover_hour: fc.constantFrom(0, 4, 4, 23),
      duration_minutes: fc.nat(90),
      questions: fc.nat(9),
    }),
    { maxLength: 25 },
  );
  await fc.assert(
    fc.asyncProperty(made, fc.integer({ min: -24, max: 15 * 24 }), async (sessions, from) => {
      const stored = sessions.map(({ hours, zone, questions, ...rest }) =>
        session(begin + hours * HOUR, zone, { ...rest, performance_metrics: { questions_attempted: questions } }),
      );
      const since = new Date(begin + from * HOUR);
      const until = new Date(begin + 18 * DAY);
      const expected = oracle(stored, since, until);
      expect(await rows(stored, { since, until })).toEqual(expected.days);
      // What the oracle itself rests on: one after the other, or all at once.
      if (expected.moments.length > 0) expect(expected.state).toEqual(streakOf(expected.moments));
    }),
    { numRuns: 150 },
  );
});

test('a year of daily study in every type of session is one streak', async () => {
  const first = Date.parse('2024-01-01T12:00:00Z');
  const stored = Array.from({ length: 366 }, (_, n) =>
    session(first + n * DAY, 'UTC', { session_context: { session_type: SESSION_TYPES[n % SESSION_TYPES.length] } }),
  );
  const found = await rows(stored, { since: new Date(first), until: new Date(first + 366 * DAY) });
  expect(found.map(({ streak }) => streak)).toEqual(Array.from({ length: 366 }, (_, n) => n + 1));
});

describe('a stored document that does not fit is named, and the others are counted', () => {
  const CASES = {
    'no study time': { study: undefined },
    'a day that is text': { study: { days: [{ day: 'Monday' }] } },
    'days that are no list': { study: { days: 7 } },
  };

  test.each(Object.entries(CASES))('%s', async (_, bent) => {
    const _id = new ObjectId();
    const stored = { learning_sessions: [{ ...session('2025-06-09T08:00Z'), ...bent, _id }, session('2025-06-10T08:00Z')] };
    const { since, until } = typical;
    const { rows: found, unreadable } = await queryOn(database.db, stored, 'study_days', { since, until });
    expect(found).toEqual([{ day: '2025-06-10', minutes: 10, sessions: 1, answers: 3, streak: 1 }]);
    expect(unreadable).toEqual([{ collection: 'learning_sessions', id: String(_id) }]);
  });
});

describe('refused', () => {
  const CASES = {
    'a span that is reversed': [{ since: typical.until, until: typical.since }, 'study_days.until'],
    'a span that is too long': [{ since: new Date('2020-01-01T00:00:00Z') }, 'study_days.since'],
    'a zone: each session has its own': [{ timezone: 'UTC' }, 'study_days'],
  } as const;

  test.each(Object.entries(CASES))('%s', async (_, [more, where]) => {
    expect(await refusalOf(rows([], more))).toMatchObject({ code: 'invalid_input', where });
  });
});
