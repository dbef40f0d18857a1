import { setTimeout as sleep } from 'node:timers/promises';
import { AdaptiveLearningError, createEngine } from 'adaptive-learning-engine';
import { type Caller, defineModule, type JoinedWrites, reaction } from 'adaptive-learning-engine/modules';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bookmarks as bookmarked } from '../../../examples/bookmarks/bookmarks.js';
import { bookmarks } from '../../../examples/bookmarks/module.js';
import { refusalOf } from '../../support/refusal.js';
import { answerIn, newAccount, openTutor, type Tutor } from '../../support/tutor.js';

const slope = { subject: 'Algebra', topic: 'Lines', concept: 'Slope' };

/** What the reaction of the test does next, and how often it ran. */
const next: { act: (unit: JoinedWrites) => Promise<void>; runs: number[] } = { act: async () => undefined, runs: [] };

const watching = defineModule({
  name: 'watching',
  summary: 'Does with answers what a test says.',
  requires: ['bookmarks'],
  reactions: {
    toAnswers: reaction({
      summary: 'Does what the test says.',
      to: ['answer'],
      run: async (unit, events) => {
        next.runs.push(events.length);
        await next.act(unit);
      },
    }),
  },
});

let tutor: Tutor;
const open = () =>
  createEngine({ db: tutor.db, clock: tutor.clock.read, cache: false, tuning: 'manual', modules: [watching, bookmarks()] as const });
let engine: Awaited<ReturnType<typeof open>>;
beforeAll(async () => {
  tutor = await openTutor();
  engine = await open();
  await engine.setup();
});
afterAll(() => tutor[Symbol.asyncDispose]());
beforeEach(() => {
  next.act = async () => undefined;
  next.runs = [];
});

async function learnerWithBookmark() {
  const { user_id } = await engine.createLearner(newAccount());
  const learner = engine.as({ userId: user_id, role: 'learner' });
  await learner.bookmarks.add(slope);
  const { session_id } = await learner.startSession({ session_type: 'practice', subject: 'Algebra', topics: ['Lines'] });
  return { learner, answer: answerIn(session_id, slope) };
}

type Learner = Awaited<ReturnType<typeof learnerWithBookmark>>['learner'];

const COLLECTIONS = ['learning_events', 'content_mastery', 'learning_sessions', 'learning_dna', 'bookmarks'];
const everythingOf = async ({ userId }: { readonly userId: string }) =>
  Promise.all(COLLECTIONS.map((name) => tutor.db.collection(name).find({ user_id: userId }).sort({ _id: 1 }).toArray()));

describe('a reaction that fails', () => {
  class TooMany extends Error {}

  test.each([
    ['with an error of the host’s', () => new TooMany('no more')],
    ['with an error of this library’s', () => new AdaptiveLearningError('access_denied', 'no more')],
  ])('%s gives it to the caller as it is, and nothing is stored', async (_, made) => {
    const { learner, answer } = await learnerWithBookmark();
    const before = await everythingOf(learner);
    const error = made();
    next.act = () => Promise.reject(error);
    await expect(learner.recordAnswer(answer)).rejects.toBe(error);
    expect(await everythingOf(learner)).toEqual(before);
    next.act = async () => undefined;
    await learner.recordAnswer(answer);
    expect(await tutor.db.collection('bookmarks').findOne({ user_id: learner.userId })).toMatchObject({ answers: 1 });
  });

  test('by a document that its declaration does not allow stores nothing', async () => {
    const { learner, answer } = await learnerWithBookmark();
    const before = await everythingOf(learner);
    next.act = async (unit) => {
      await unit.write(bookmarked, { update: { user_id: learner.userId, ...slope }, increment: { answers: -5 } });
    };
    await expect(learner.recordAnswer(answer)).rejects.toMatchObject({ name: 'AdaptiveLearningError' });
    expect(await everythingOf(learner)).toEqual(before);
  });

  test.each<readonly [string, (learner: Learner, other: Learner) => Promise<unknown>]>([
    ['of the same learner', (learner) => learner.recordAnswer({ ...answerIn('s'), event_id: 'nested' })],
    ['of another learner', (_, other) => other.updateProfile({ age: 20 })],
    ['of the engine', () => engine.setAccountStatus({ user_id: 'somebody', account_status: 'suspended' })],
    ['of a module', (learner) => learner.bookmarks.remove(slope)],
  ])(
    'by calling a verb %s that writes: it would wait for itself, so it is refused at once and nothing is stored',
    async (_, nested) => {
      const [{ learner, answer }, { learner: other }] = [await learnerWithBookmark(), await learnerWithBookmark()];
      const before = await everythingOf(learner);
      next.act = async () => {
        await nested(learner, other);
      };
      const call = learner.recordAnswer(answer, { deadlineMs: 20_000 });
      expect(await refusalOf(call)).toMatchObject({ code: 'nested_write', message: expect.stringContaining('unit of work of') as string });
      expect(await everythingOf(learner)).toEqual(before);
    },
    10_000,
  );

  test('no verb that reads, nor one that writes once the unit is over', async () => {
    const { learner, answer } = await learnerWithBookmark();
    let rows: unknown;
    let later: Promise<unknown> | undefined;
    next.act = async () => {
      ({ rows } = await learner.mastery({}));
      later = sleep(500).then(() => learner.bookmarks.remove(slope));
    };
    await learner.recordAnswer(answer);
    expect(rows).toEqual([]);
    expect(await later).toEqual({ removed: true });
  });

  test('by reaching for what is not its module’s stores nothing', async () => {
    const { learner, answer } = await learnerWithBookmark();
    const before = await everythingOf(learner);
    const { users } = await import('../../../src/collections/index.js');
    next.act = async (unit) => {
      await unit.write(users, { delete: { user_id: learner.userId } });
    };
    await expect(learner.recordAnswer(answer)).rejects.toMatchObject({ code: 'access_denied', where: 'users.write' });
    expect(await everythingOf(learner)).toEqual(before);
  });
});

test('a call that is aborted while a reaction runs stores nothing', async () => {
  const { learner, answer } = await learnerWithBookmark();
  const before = await everythingOf(learner);
  const ending = new AbortController();
  next.act = async () => {
    ending.abort();
    await new Promise((resolve) => setTimeout(resolve, 50));
  };
  await expect(learner.recordAnswer(answer, { signal: ending.signal })).rejects.toMatchObject({ code: 'aborted' });
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(await everythingOf(learner)).toEqual(before);
});

test('a retry stores nothing and reacts to nothing', async () => {
  const { learner, answer } = await learnerWithBookmark();
  await learner.recordAnswer(answer);
  await learner.recordAnswer(answer);
  expect(next.runs).toEqual([1]);
});

test('late answers and imports are reacted to once each, of a learner together; a replay is not', async () => {
  const { learner, answer } = await learnerWithBookmark();
  tutor.clock.forward(60_000);
  await learner.recordAnswer({ ...answer, event_id: 'late-2', occurred_at: new Date(tutor.clock.read().getTime() - 1_000) });
  await learner.recordAnswer({ ...answer, event_id: 'late-1', occurred_at: new Date(tutor.clock.read().getTime() - 30_000) });
  expect(next.runs).toEqual([1, 1]);
  next.runs = [];
  const rows = [1, 2, 3].map((n) => ({ user_id: learner.userId, at: new Date(Date.UTC(2026, 1, n, 9)), ...slope, correct: true }));
  const report = await engine.importHistory(rows);
  expect(report.recorded).toBe(3);
  expect(next.runs.reduce((sum, events) => sum + events, 0)).toBe(3);
  next.runs = [];
  await engine.importHistory(rows);
  await engine.replay(learner.userId);
  expect(next.runs).toEqual([]);
  expect(await tutor.db.collection('bookmarks').findOne({ user_id: learner.userId })).toMatchObject({ answers: 5 });
});

test('a module reacts behind those that it requires, in whatever order they are given', async () => {
  const { learner, answer } = await learnerWithBookmark();
  let seen: unknown;
  next.act = async (unit) => {
    seen = (await unit.findOne(bookmarked, { user_id: learner.userId, ...slope }))?.answers;
  };
  await learner.recordAnswer(answer);
  expect(seen).toBe(1);
});

test('answers of 20 writers in two processes are counted once each', async () => {
  const { learner, answer } = await learnerWithBookmark();
  const other = await open();
  const caller: Caller<'learner'> = { userId: learner.userId, role: 'learner' };
  const answers = Array.from({ length: 20 }, (_, n) => ({ ...answer, event_id: `race-${n}` }));
  await Promise.all(answers.flatMap((each) => [engine, other].map((one) => one.as(caller).recordAnswer(each))));
  expect(await tutor.db.collection('bookmarks').findOne({ user_id: learner.userId })).toMatchObject({ answers: 20 });
});
