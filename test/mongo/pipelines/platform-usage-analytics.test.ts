import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { LearningSession } from '../../../src/collections/index.js';
import { store } from '../../support/pipeline-rows.js';
import { DAY } from '../../support/stopped-clock.js';
import { MONDAY, storedSession } from '../../support/stored-documents.js';
import { openTutor, type Tutor } from '../../support/tutor.js';

const ALICE = '11111111-1111-4111-8111-111111111111';
const BERT = '33333333-3333-4333-8333-333333333333';
const CARLA = '55555555-5555-4555-8555-555555555555';
const MINUTE_MS = 60_000;

let tutor: Tutor;
beforeAll(async () => {
  tutor = await openTutor();
});
afterAll(() => tutor[Symbol.asyncDispose]());
beforeEach(forget);

const midnight = new Date(Math.floor(MONDAY.getTime() / DAY) * DAY);
const WEEK = { since: midnight, until: new Date(midnight.getTime() + 7 * DAY) };
const at = (text: string) => new Date(text);
const session = (user_id: string, started_at: Date, duration_minutes: number | undefined = 20) =>
  storedSession({ user_id, started_at, duration_minutes });
const open = (user_id: string, started_at: Date) =>
  storedSession({ user_id, started_at, ended_at: undefined, duration_minutes: undefined });

async function forget(): Promise<void> {
  for (const name of ['learning_sessions', 'learner_usage_days', 'platform_usage_days']) await tutor.db.collection(name).deleteMany({});
}

/** What the two pipelines answer about a span, once everything has been rolled up. */
async function askedAbout(learning_sessions: readonly LearningSession[], span: typeof WEEK) {
  await store(tutor.db, { learning_sessions });
  await tutor.engine.rollUp({ since: new Date(0) });
  const [usage, active] = await Promise.all([
    tutor.engine.query('platform_usage_analytics', { ...span, least_learners: 1 }),
    tutor.engine.query('active_learners', { ...span, least_learners: 1 }),
  ]);
  return { days: usage.rows, learners: active.rows.map(({ active_learners }) => active_learners ?? 0) };
}

describe('by hand', () => {
  const CASES: readonly [string, readonly LearningSession[], readonly (readonly unknown[])[], number][] = [
    ['no session', [], [], 0],
    [
      'one learner twice, another once: two learners, three sessions',
      [session(ALICE, at('2025-03-03T08:00:00Z'), 10), session(ALICE, at('2025-03-03T20:00:00Z'), 20), session(BERT, MONDAY, 60)],
      [['2025-03-03', 2, 3, 3, 90, 30]],
      2,
    ],
    [
      'a learner of two days is one learner of both, and active on each',
      [session(ALICE, MONDAY), session(ALICE, at('2025-03-04T12:00:00Z')), session(BERT, at('2025-03-04T12:00:00Z'))],
      [
        ['2025-03-03', 1, 1, 1, 20, 20],
        ['2025-03-04', 2, 2, 2, 40, 20],
      ],
      2,
    ],
    [
      'an open session is a session without minutes; while none has ended there is no mean',
      [open(ALICE, MONDAY), session(ALICE, at('2025-03-03T12:00:00Z'), 20), open(BERT, at('2025-03-04T12:00:00Z'))],
      [
        ['2025-03-03', 1, 2, 1, 20, 20],
        ['2025-03-04', 1, 1, 0, 0, null],
      ],
      2,
    ],
    [
      'the first instant of the span counts, the last does not; a day ends at midnight in UTC',
      [session(ALICE, WEEK.since), session(BERT, WEEK.until), session(CARLA, new Date(WEEK.since.getTime() - 1))],
      [['2025-03-03', 1, 1, 1, 20, 20]],
      1,
    ],
  ];

  test.each(CASES)('%s', async (_, sessions, expected, learners) => {
    const answer = await askedAbout(sessions, WEEK);
    const figures = answer.days.map((row) => [
      ...[row.day, row.active_learners, row.sessions, row.ended_sessions, row.total_minutes, row.mean_session_minutes],
    ]);
    expect(figures).toEqual(expected);
    expect(answer.learners).toEqual([learners]);
  });
});

test('as an oracle in memory counts them, on random sessions and spans', async () => {
  const stay = fc.record({
    who: fc.constantFrom(ALICE, BERT, CARLA),
    // Midnights too, and the instants around them.
    day: fc.integer({ min: 0, max: 8 }),
    within: fc.oneof(fc.constantFrom(0, 1, DAY - 1), fc.integer({ min: 0, max: DAY - 1 })),
    minutes: fc.option(fc.integer({ min: 0, max: 90 })),
  });
  const days = fc.tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 1, max: 9 }));
  await fc.assert(
    fc.asyncProperty(fc.array(stay, { maxLength: 25 }), days, async (stays, [first, count]) => {
      await forget();
      const all = stays.map(({ who, day, within, minutes }) => {
        const started_at = new Date(midnight.getTime() + day * DAY + within);
        return minutes === null ? open(who, started_at) : session(who, started_at, minutes);
      });
      const since = new Date(midnight.getTime() + first * DAY);
      const span = { since, until: new Date(since.getTime() + count * DAY) };
      const answer = await askedAbout(all, span);
      const inSpan = all.filter(({ started_at }) => started_at >= span.since && started_at < span.until);
      expect(answer.learners).toEqual([new Set(inSpan.map(({ user_id }) => user_id)).size]);
      const dayOf = ({ started_at }: LearningSession) => started_at.toISOString().slice(0, 10);
      expect(answer.days.map(({ day }) => day)).toEqual([...new Set(inSpan.map(dayOf))].sort());
      for (const row of answer.days) {
        const own = inSpan.filter((one) => dayOf(one) === row.day);
        const ended = own.flatMap(({ duration_minutes }) => (duration_minutes === undefined ? [] : [duration_minutes]));
        const minutes = ended.reduce((sum, one) => sum + one * MINUTE_MS, 0) / MINUTE_MS;
        expect(row).toMatchObject({
          active_learners: new Set(own.map(({ user_id }) => user_id)).size,
          sessions: own.length,
          ended_sessions: ended.length,
          total_minutes: minutes,
          mean_session_minutes: ended.length === 0 ? null : minutes / ended.length,
          questions: own.reduce((sum, one) => sum + one.performance_metrics.questions_attempted, 0),
          correct: own.reduce((sum, one) => sum + one.performance_metrics.questions_correct, 0),
        });
      }
    }),
    { numRuns: 30 },
  );
});
