import fc from 'fast-check';
import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LearningSession } from '../../../src/collections/index.js';
import { PIPELINES } from '../../../src/pipelines/index.js';
import { openDatabase } from '../../support/database.js';
import { rowsOn } from '../../support/pipeline-rows.js';
import { queryOn } from '../../support/query-on.js';
import { refusalOf } from '../../support/refusal.js';
import { MONDAY, type Some, storedSession, USER } from '../../support/stored-documents.js';

const pipeline = PIPELINES.session_history;
const MINUTE = 60_000;
const DAY = 86_400_000;
const days = (n: number) => new Date(MONDAY.getTime() + n * DAY);
const id = (n: number) => `22222222-2222-4222-8222-${String(n).padStart(12, '0')}`;
const span = { since: days(0), until: days(30) };

let database: Awaited<ReturnType<typeof openDatabase>>;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

const rows = (learning_sessions: readonly object[], more: object = {}) =>
  rowsOn(database.db, { learning_sessions }, pipeline, { user_id: USER, ...span, limit: 201, ...more });

const session = (n: number, started_at: Date, more: Some<LearningSession> = {}) =>
  storedSession({ session_id: id(n), started_at, ...more });

describe('by hand', () => {
  const CASES = [
    ['no session', [], {}, []],
    [
      'newest first; of one instant in the order of ids',
      [session(3, days(1)), session(2, days(1)), session(1, days(0)), session(4, days(2))],
      {},
      [4, 2, 3, 1],
    ],
    [
      'since is in, until is out',
      [session(1, days(0)), session(2, new Date(days(30).getTime() - 1)), session(3, days(30)), session(4, days(-1))],
      {},
      [2, 1],
    ],
    ["somebody else's", [session(1, days(1), { user_id: USER.replaceAll('1', '3') })], {}, []],
    ['one subject', [session(1, days(1)), session(2, days(1), { session_context: { subject: '$where' } })], { subject: '$where' }, [2]],
    [
      'behind a session of the same instant',
      [session(1, days(1)), session(2, days(1)), session(3, days(1))],
      { after: { started_at: days(1), session_id: id(2) } },
      [3],
    ],
    [
      'behind one that is gone',
      [session(1, days(1)), session(3, days(1)), session(4, days(0))],
      { after: { started_at: days(1), session_id: id(2) } },
      [3, 4],
    ],
    ['as many as are asked for', [session(1, days(1)), session(2, days(2)), session(3, days(3))], { limit: 2 }, [3, 2]],
  ] as const;

  test.each(CASES)('%s', async (_, stored, more, expected) => {
    expect((await rows(stored, more)).map((row) => row.session_id)).toEqual(expected.map(id));
  });

  test('what came of a session', async () => {
    const stored = session(1, days(1), {
      duration_minutes: 12.5,
      session_context: { session_type: 'revision', subject: 'a.b', topics: ['constructor', '__proto'] },
      evidence: { concepts_introduced: 3, concepts_mastered: -1 },
    });
    expect(await rows([stored])).toEqual([
      {
        session_id: id(1),
        started_at: days(1),
        ended_at: stored.ended_at,
        minutes: 12.5,
        session_type: 'revision',
        subject: 'a.b',
        topics: ['constructor', '__proto'],
        questions_attempted: 5,
        questions_correct: 4,
        accuracy_percentage: 80,
        concepts_introduced: 3,
        concepts_mastered: -1,
      },
    ]);
  });

  const open = { ended_at: undefined, duration_minutes: undefined };
  const OPEN = [
    ['up to its last event', { occurred_at: new Date(MONDAY.getTime() + 7 * MINUTE) }, 7],
    ['nothing has happened yet', { occurred_at: MONDAY }, 0],
    ['a last event of before', { occurred_at: new Date(MONDAY.getTime() - 7 * MINUTE) }, 0],
  ] as const;

  test.each(OPEN)('a session that is still open: %s', async (_, last_event, minutes) => {
    const [row] = await rows([session(1, MONDAY, { ...open, last_event })]);
    expect(row).toMatchObject({ minutes });
    expect(row).not.toHaveProperty('ended_at');
  });
});

test('as an oracle in memory lists them, page by page, on random data', async () => {
  const stored = fc.uniqueArray(
    fc.record({ n: fc.nat(99), hour: fc.integer({ min: -2, max: 10 }), subject: fc.constantFrom('Algebra', 'a.b'), questions: fc.nat(9) }),
    { maxLength: 15, selector: ({ n }) => n },
  );
  await fc.assert(
    fc.asyncProperty(stored, fc.integer({ min: 1, max: 6 }), fc.constantFrom(undefined, 'a.b'), async (made, limit, subject) => {
      const sessions = made.map(({ n, hour, subject: of, questions }) =>
        session(n, new Date(MONDAY.getTime() + hour * 60 * MINUTE), {
          session_context: { subject: of },
          performance_metrics: { questions_attempted: questions },
        }),
      );
      const until = new Date(MONDAY.getTime() + 9 * 60 * MINUTE);
      const expected = sessions
        .filter(
          ({ started_at, session_context }) =>
            started_at >= MONDAY && started_at < until && (subject ?? session_context.subject) === session_context.subject,
        )
        .sort((a, b) => b.started_at.getTime() - a.started_at.getTime() || (a.session_id < b.session_id ? -1 : 1));
      const found: { session_id: string; started_at: Date; questions_attempted: number }[] = [];
      for (;;) {
        const last = found.at(-1);
        const after = last === undefined ? undefined : { started_at: last.started_at, session_id: last.session_id };
        const page = await rows(sessions, { since: MONDAY, until, limit, subject, after });
        expect(page.length).toBeLessThanOrEqual(limit);
        if (page.length === 0) break;
        found.push(...page);
      }
      const shown = (list: readonly { session_id: string }[]) => list.map((entry) => entry.session_id);
      expect(shown(found)).toEqual(shown(expected));
      expect(found.map((row) => row.questions_attempted)).toEqual(expected.map((entry) => entry.performance_metrics.questions_attempted));
    }),
    { numRuns: 40 },
  );
});

describe('a stored document that does not fit is named, and the others are shown', () => {
  const CASES = {
    'an accuracy that is text': { performance_metrics: { ...storedSession().performance_metrics, accuracy_percentage: 'good' } },
    'topics that are no list': { session_context: { ...storedSession().session_context, topics: 7 } },
    'an end that is no date': { ended_at: 'now' },
    'a count that is text': { evidence: { ...storedSession().evidence, concepts_introduced: 'many' } },
  };

  test.each(Object.entries(CASES))('%s', async (_, bent) => {
    const _id = new ObjectId();
    const stored = { learning_sessions: [{ ...session(1, days(1)), ...bent, _id }, session(2, days(2))] };
    const { rows: found, unreadable } = await queryOn(database.db, stored, 'session_history', span);
    expect(found.map((row) => row.session_id)).toEqual([id(2)]);
    expect(unreadable).toEqual([{ collection: 'learning_sessions', id: String(_id) }]);
  });
});

describe('refused', () => {
  const CASES = {
    'a span that is reversed': [{ since: days(2), until: days(1) }, 'session_history.until'],
    'a span that is empty': [{ since: days(2), until: days(2) }, 'session_history.until'],
    'a span that is too long': [{ since: days(-400), until: days(1) }, 'session_history.since'],
    'a span without an end': [{ until: undefined }, 'session_history.until'],
    'no limit': [{ limit: undefined }, 'session_history.limit'],
    'a limit of 0': [{ limit: 0 }, 'session_history.limit'],
    'a limit above the most': [{ limit: 202 }, 'session_history.limit'],
    'half a key': [{ after: { started_at: days(1) } }, 'session_history.after.session_id'],
  } as const;

  test.each(Object.entries(CASES))('%s', async (_, [more, where]) => {
    expect(await refusalOf(rows([], more))).toMatchObject({ code: 'invalid_input', where });
  });
});
