import fc from 'fast-check';
import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LearningSession } from '../../../src/collections/index.js';
import { PIPELINES } from '../../../src/pipelines/index.js';
import { rowsOn, store } from '../../support/pipeline-rows.js';
import { refusalOf } from '../../support/refusal.js';
import { DAY } from '../../support/stopped-clock.js';
import { MONDAY, storedSession } from '../../support/stored-documents.js';
import { openTutor, type Tutor } from '../../support/tutor.js';
import { dateThere, instantsAtJump } from '../../support/zones.js';

const pipeline = PIPELINES.platform_usage_analytics;
const ALICE = '11111111-1111-4111-8111-111111111111';
const BERT = '33333333-3333-4333-8333-333333333333';
const WEEK = { since: MONDAY, until: new Date(MONDAY.getTime() + 7 * DAY) };

let tutor: Tutor;
beforeAll(async () => {
  tutor = await openTutor();
});
afterAll(() => tutor[Symbol.asyncDispose]());

const session = (user_id: string, started_at: Date, duration_minutes: number | undefined = 20) =>
  storedSession({ user_id, started_at, duration_minutes });
const open = (user_id: string, started_at: Date) =>
  storedSession({ user_id, started_at, ended_at: undefined, duration_minutes: undefined });
const at = (text: string) => new Date(text);

describe('by hand', () => {
  const CASES: readonly [string, readonly LearningSession[], { timezone?: string }, readonly (readonly unknown[])[]][] = [
    ['no session', [], {}, []],
    [
      'one learner twice, another once: two learners, three sessions',
      [session(ALICE, MONDAY, 10), session(ALICE, at('2025-03-03T20:00:00Z'), 20), session(BERT, at('2025-03-03T10:00:00Z'), 60)],
      {},
      [['2025-03-03', 2, 3, 90, 30]],
    ],
    [
      'an open session is a session without minutes; while none has ended there is no mean',
      [open(ALICE, MONDAY), session(ALICE, at('2025-03-03T12:00:00Z'), 20), open(BERT, at('2025-03-04T12:00:00Z'))],
      {},
      [
        ['2025-03-03', 1, 2, 20, 20],
        ['2025-03-04', 1, 1, 0, null],
      ],
    ],
    [
      'the first instant of the span counts, the last does not',
      [session(ALICE, WEEK.since), session(BERT, WEEK.until), session(BERT, new Date(WEEK.since.getTime() - 1))],
      {},
      [['2025-03-03', 1, 1, 20, 20]],
    ],
    [
      'a day ends at midnight of the zone, in whatever case it is spelt',
      [session(ALICE, at('2025-03-03T22:59:59Z')), session(ALICE, at('2025-03-03T23:00:00Z'))],
      { timezone: 'europe/zurich' },
      [
        ['2025-03-03', 1, 1, 20, 20],
        ['2025-03-04', 1, 1, 20, 20],
      ],
    ],
  ];

  test.each(CASES)('%s', async (_, learning_sessions, { timezone }, expected) => {
    const rows = await rowsOn(tutor.db, { learning_sessions }, pipeline, { ...WEEK, ...(timezone !== undefined && { timezone }) });
    const figures = rows.map((row) => [row.day, row.active_learners, row.sessions, row.total_minutes, row.mean_session_minutes]);
    expect(figures).toEqual(expected);
  });
});

test('as an oracle in memory counts it, on random sessions where clocks and calendars jump', async () => {
  const stays = fc.array(fc.tuple(fc.constantFrom(ALICE, BERT), fc.option(fc.integer({ min: 0, max: 90 }))), {
    minLength: 15,
    maxLength: 15,
  });
  await fc.assert(
    fc.asyncProperty(instantsAtJump(15), stays, async ({ zone, jump, instants }, whose) => {
      const all = instants.map((started_at, n) => {
        const [user_id, minutes] = whose[n] as (typeof whose)[number];
        return minutes === null ? open(user_id, started_at) : session(user_id, started_at, minutes);
      });
      const params = { since: new Date(jump.getTime() - 2 * DAY), until: new Date(jump.getTime() + 2 * DAY), timezone: zone };
      const rows = await rowsOn(tutor.db, { learning_sessions: all }, pipeline, params);
      const inSpan = all.filter(({ started_at }) => started_at >= params.since && started_at < params.until);
      const days = [...new Set(inSpan.map(({ started_at }) => dateThere(started_at, zone)))].sort();
      expect(rows.map(({ day }) => day)).toEqual(days);
      for (const row of rows) {
        const own = inSpan.filter(({ started_at }) => dateThere(started_at, zone) === row.day);
        const minutes = own.flatMap(({ duration_minutes }) => (duration_minutes === undefined ? [] : [duration_minutes]));
        const total = minutes.reduce((sum, one) => sum + one, 0);
        expect(row).toMatchObject({
          active_learners: new Set(own.map(({ user_id }) => user_id)).size,
          sessions: own.length,
          ended_sessions: minutes.length,
          total_minutes: total,
          mean_session_minutes: minutes.length === 0 ? null : total / minutes.length,
        });
      }
    }),
    { numRuns: 40 },
  );
});

test('a session whose minutes are no number is named and not counted', async () => {
  const bent = { ...session(BERT, MONDAY), _id: new ObjectId(), duration_minutes: 'long' };
  await store(tutor.db, { learning_sessions: [bent, session(ALICE, MONDAY)] });
  const { rows, unsound } = await tutor.engine.ask('platform_usage_analytics', WEEK);
  expect(rows).toMatchObject([{ day: '2025-03-03', active_learners: 1, sessions: 1 }]);
  expect(unsound).toEqual([{ collection: 'learning_sessions', id: String(bent._id) }]);
});

describe('refused before a command is sent', () => {
  const CASES: readonly [string, object, string][] = [
    ['a span that ends where it begins', { since: MONDAY, until: MONDAY }, 'until'],
    ['a span of more than a year', { since: MONDAY, until: new Date(MONDAY.getTime() + 366 * DAY + 1) }, 'since'],
    ['no span', { since: MONDAY }, 'until'],
    ['a zone that is none', { ...WEEK, timezone: 'Europe/Atlantis' }, 'timezone'],
    ['an offset for a zone', { ...WEEK, timezone: '+02:00' }, 'timezone'],
  ];
  test.each(CASES)('%s', async (_, params, field) => {
    const refusal = await refusalOf(tutor.engine.ask('platform_usage_analytics', params as typeof WEEK));
    expect(refusal).toMatchObject({ code: 'invalid_input', where: `ask.platform_usage_analytics.${field}` });
  });
});
