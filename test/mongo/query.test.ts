import { randomUUID } from 'node:crypto';
import { forgettingCurveDefaults } from 'adaptive-learning-engine/algorithms';
import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { LearnerScope } from '../../src/public/index.js';
import { store } from '../support/pipeline-rows.js';
import { refusalOf } from '../support/refusal.js';
import { DAY, HOUR, later } from '../support/stopped-clock.js';
import { storedMastery, storedSession } from '../support/stored-documents.js';
import { newAccount, openTutor, type Tutor } from '../support/tutor.js';

let tutor: Tutor;
let learner: LearnerScope;
beforeAll(async () => {
  tutor = await openTutor();
  learner = await tutor.newLearner();
});
afterAll(() => tutor[Symbol.asyncDispose]());
beforeEach(() => store(tutor.db, { content_mastery: [storedMastery({ user_id: learner.userId, topic: 'Equations' })] }));

test('what is not said is filled in: now, and the threshold of mastery', async () => {
  const { rows, next, unreadable } = await learner.query('user_progress_dashboard', {});
  expect(rows).toMatchObject([{ topic: 'Equations', concepts_seen: 1, mean_mastery: 0.5 }]);
  expect([next, unreadable]).toEqual([null, []]);
});

test('what is not said is filled in: the zone and the rollover hour that the learner lives by', async () => {
  const account = newAccount();
  const { profile } = account;
  const early = await tutor.newLearner({ ...account, profile: { ...profile, timezone: 'Asia/Tokyo', day_rollover_hour: 0 } });
  // Noon and midnight in Tokyo.
  const at = new Date('2026-03-02T03:00:00Z');
  const midnight = new Date('2026-03-02T15:00:00Z');
  await store(tutor.db, {
    content_mastery: [storedMastery({ user_id: early.userId, spaced_repetition_data: { next_review_date: midnight } })],
  });
  const forecast = async (more: object) =>
    (await early.query('review_forecast', { at, days: 2, ...more })).rows.map(({ reviews }) => reviews);
  expect(await forecast({})).toEqual([0, 1]);
  expect(await forecast({ day_rollover_hour: 1 })).toEqual([1, 0]);
  expect(await forecast({ timezone: 'UTC' })).toEqual([1, 0]);
});

test('what is not said is filled in: the forgetting curve of the engine', async () => {
  const at = later(400 * DAY);
  const ask = async (shape: 'power' | 'exponential') => {
    const engine = await tutor.another({ forgetting: { params: { ...forgettingCurveDefaults, shape } } });
    return (await engine.as({ userId: learner.userId, role: 'learner' }).query('user_progress_dashboard', { at })).rows[0]?.mean_retention;
  };
  expect(await ask('exponential')).toBeLessThan((await ask('power')) as number);
});

test('stored documents of another shape are named, and neither end the answer nor bend it', async () => {
  const _id = new ObjectId();
  const bent = {
    ...storedMastery({ user_id: learner.userId, topic: 'Equations' }),
    _id,
    mastery_tracking: { current_mastery_level: 'high' },
  };
  const sound = storedMastery({ user_id: learner.userId, topic: 'Equations' });
  await store(tutor.db, { content_mastery: [bent, sound] });
  const { rows, unreadable } = await learner.query('user_progress_dashboard', {});
  expect(rows).toMatchObject([{ topic: 'Equations', concepts_seen: 1, mean_mastery: 0.5 }]);
  expect(unreadable).toEqual([{ collection: 'content_mastery', id: String(_id) }]);
});

describe('refused before a command is sent', () => {
  const CASES: { readonly [what: string]: readonly [() => Promise<unknown>, string] } = {
    'an unknown question': [() => learner.query('progress' as never, {} as never), 'query.name'],
    'a question of the engine itself': [() => tutor.engine.query('answer_log' as never, {} as never), 'query.name'],
    'an unknown param': [() => learner.query('user_progress_dashboard', { subjekt: 'x' } as never), 'query.user_progress_dashboard'],
    "somebody else's id": [() => learner.query('user_progress_dashboard', { user_id: 'x' } as never), 'query.user_progress_dashboard'],
    'params that are none': [() => learner.query('user_progress_dashboard', null as never), 'query.user_progress_dashboard'],
    'a limit where there are no pages': [
      () => learner.query('user_progress_dashboard', {}, { limit: 5 }),
      'query.user_progress_dashboard.control',
    ],
    'a limit below 1': [() => learner.query('user_progress_dashboard', {}, { limit: 0 }), 'query.user_progress_dashboard.control.limit'],
    'a time that is none': [
      () => learner.query('user_progress_dashboard', {}, { maxTimeMS: -1 }),
      'query.user_progress_dashboard.control.maxTimeMS',
    ],
    'an invalid date': [() => learner.query('user_progress_dashboard', { at: new Date(Number.NaN) }), 'query.user_progress_dashboard.at'],
  };

  test.each(Object.entries(CASES))('%s', async (_, [call, where]) => {
    expect(await refusalOf(call())).toMatchObject({ code: 'invalid_input', where });
  });
});

test('a signal that has fired stops it', async () => {
  const call = () => learner.query('user_progress_dashboard', {}, { signal: AbortSignal.abort() });
  expect(await refusalOf(call())).toMatchObject({ code: 'aborted' });
});

describe('page by page', () => {
  const SESSIONS = 7;
  const span = { since: later(0), until: later(DAY) };
  const ids = Array.from({ length: SESSIONS }, () => randomUUID());

  beforeEach(() =>
    store(tutor.db, {
      // Three started at one instant, twice, and one alone; one more of somebody else.
      learning_sessions: [
        ...ids.map((session_id, n) => storedSession({ session_id, user_id: learner.userId, started_at: later(Math.floor(n / 3) * HOUR) })),
        storedSession({ started_at: later(HOUR) }),
      ],
    }),
  );

  const page = (limit: number, cursor?: string) => learner.query('session_history', span, { limit, cursor });

  test.each(Array.from({ length: SESSIONS + 1 }, (_, n) => n + 1))('every row once over pages of %i', async (limit) => {
    const seen: string[] = [];
    const sizes: number[] = [];
    for (let cursor: string | undefined; ; ) {
      const { rows, next } = await page(limit, cursor);
      seen.push(...rows.map(({ session_id }) => session_id));
      sizes.push(rows.length);
      if (next === null) break;
      cursor = next;
    }
    const inOrder = [ids.slice(6), ids.slice(3, 6).sort(), ids.slice(0, 3).sort()].flat();
    expect(seen).toEqual(inOrder);
    // Every page but the last is full, and none is empty.
    expect(sizes).toEqual(Array.from({ length: Math.ceil(SESSIONS / limit) }, (_, n) => Math.min(limit, SESSIONS - n * limit)));
  });

  test('without a limit, as many as the question usually gives', async () => {
    const { rows, next } = await learner.query('session_history', span);
    expect([rows.length, next]).toEqual([SESSIONS, null]);
  });

  test('a session that ends up behind the page in the meantime is not given twice', async () => {
    const { rows, next } = await page(4);
    await tutor.db.collection('learning_sessions').deleteOne({ session_id: rows[3]?.session_id });
    const behind = await page(4, next as string);
    expect(behind.rows.map(({ session_id }) => session_id)).not.toContain(rows[2]?.session_id);
    expect(rows.length + behind.rows.length).toBe(SESSIONS);
  });

  describe('a cursor is refused', () => {
    const forged = (values: readonly unknown[]) => Buffer.from(JSON.stringify(values)).toString('base64url');
    const parts = (cursor: string) => JSON.parse(Buffer.from(cursor, 'base64url').toString()) as readonly unknown[];
    const CASES: { readonly [what: string]: (cursor: string) => string | Promise<string> } = {
      'that is none': () => 'next',
      'that is empty': () => '',
      'that lost its end': (cursor) => cursor.slice(0, -8),
      'that lost its beginning': (cursor) => cursor.slice(4),
      'that is no list': () => forged({ length: 3 } as never),
      'without a key': (cursor) => forged([parts(cursor)[0]]),
      'with more than its key': (cursor) => forged([...parts(cursor), 1]),
      'with a date of another kind': (cursor) => forged([parts(cursor)[0], '2026-03-02', ids[0]]),
      'with a date beyond all dates': (cursor) => forged([parts(cursor)[0], { date: 1e300 }, ids[0]]),
      'with an operator for an id': (cursor) => forged([parts(cursor)[0], { date: 0 }, { $gt: '' }]),
      'with another question on it': (cursor) => forged(['0123456789abcdef', ...parts(cursor).slice(1)]),
      'of another span': async () => {
        const { next } = await learner.query('session_history', { ...span, until: later(2 * DAY) }, { limit: 2 });
        return next as string;
      },
      "of somebody else's": async () => {
        const other = await tutor.newLearner();
        const sessions = [1, 2].map(() => storedSession({ user_id: other.userId, started_at: later(HOUR) }));
        await tutor.db.collection('learning_sessions').insertMany(sessions as object[]);
        const { next } = await other.query('session_history', span, { limit: 1 });
        return next as string;
      },
    };

    test.each(Object.entries(CASES))('%s', async (_, from) => {
      const { next } = await page(2);
      const cursor = await from(next as string);
      expect(cursor).toBeTypeOf('string');
      const { code, where } = await refusalOf(page(2, cursor));
      expect(code).toBe('invalid_input');
      expect(where).toMatch(/^query\.session_history\.cursor/);
    });
  });

  const LIMITS = [0, -1, 1.5, 201, Number.NaN] as const;
  test.each(LIMITS)('a limit of %d is refused', async (limit) => {
    expect(await refusalOf(page(limit))).toMatchObject({ code: 'invalid_input', where: 'query.session_history.control.limit' });
  });
});
