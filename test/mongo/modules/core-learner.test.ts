import { createEngine } from 'adaptive-learning-engine';
import { defineModule, fields, inputSchema, learnerVerb } from 'adaptive-learning-engine/modules';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bookmarks as bookmarked } from '../../../examples/bookmarks/bookmarks.js';
import { bookmarks } from '../../../examples/bookmarks/module.js';
import { newAccount, openTutor, type Tutor } from '../../support/tutor.js';

const slope = { subject: 'Algebra', topic: 'Lines', concept: 'Slope' };

/** What the verb does next within the transaction of the answer, and the events that it met there. */
const next: { act: () => Promise<void>; met: string[][] } = { act: async () => undefined, met: [] };

const answer = learnerVerb({
  action: 'record',
  kind: 'call',
  joins: true,
  input: inputSchema('QuizAnswerInput', { event_id: fields.eventId }, { event_id: 'The id of the answer.' }),
  summary: 'Records an answer, and counts it on the bookmark of its concept.',
  result: 'The retention after it.',
  run: async (context, caller, { event_id }) => {
    const learner = context.learner(caller, {
      alongside: async (unit, events) => {
        next.met.push(events.map(({ type }) => type));
        await unit.write(bookmarked, { update: { user_id: caller.userId, ...slope }, increment: { answers: 1 } });
        await next.act();
      },
    });
    return learner.recordAnswer({ event_id, ...slope, correct: true, response_time_seconds: 12 });
  },
});

const patient = learnerVerb({
  action: 'record',
  kind: 'call',
  input: inputSchema('PatientInput', { event_id: fields.eventId }, { event_id: 'The id of the answer.' }),
  summary: 'Hands a session of the host on.',
  result: 'Nothing.',
  run: (context, caller, { event_id }) =>
    context
      .learner(caller)
      .recordAnswer({ event_id, ...slope, correct: true, response_time_seconds: 12 }, { session: tutor.client.startSession() }),
});

const quiz = defineModule({
  name: 'quiz',
  summary: 'Answers that count on bookmarks.',
  requires: ['bookmarks'],
  learner: { answer, patient },
});
const marks = () => {
  const { reactions: _, ...rest } = bookmarks();
  return rest;
};

let tutor: Tutor;
const open = () =>
  createEngine({ db: tutor.db, clock: tutor.clock.read, cache: false, tuning: 'manual', modules: [marks(), quiz] as const });
let engine: Awaited<ReturnType<typeof open>>;
beforeAll(async () => {
  tutor = await openTutor();
  engine = await open();
  await engine.setup();
});
afterAll(async () => {
  await engine.close();
  await tutor[Symbol.asyncDispose]();
});
beforeEach(() => {
  next.act = async () => undefined;
  next.met = [];
});

async function newLearner(on = engine) {
  const { user_id } = await engine.createLearner(newAccount());
  const learner = on.as({ userId: user_id, role: 'learner' });
  await learner.bookmarks.add(slope);
  return learner;
}

const counted = async (userId: string) => (await tutor.db.collection('bookmarks').findOne({ user_id: userId }))?.['answers'] as number;
const logged = (userId: string, type = 'answer') => tutor.db.collection('learning_events').countDocuments({ user_id: userId, type });

describe('what a module stores alongside an event', () => {
  test('is stored with it, and with the start of its session, in one transaction', async () => {
    const learner = await newLearner();
    await learner.quiz.answer({ event_id: 'a' });
    expect(next.met).toEqual([['session_started', 'answer']]);
    expect([await counted(learner.userId), await logged(learner.userId)]).toEqual([1, 1]);
  });

  test('is stored once, however often the call is repeated: a retry gives the first result', async () => {
    const learner = await newLearner();
    const first = await learner.quiz.answer({ event_id: 'a' });
    expect(await learner.quiz.answer({ event_id: 'a' })).toEqual(first);
    expect(next.met).toHaveLength(1);
    expect([await counted(learner.userId), await logged(learner.userId)]).toEqual([1, 1]);
  });

  test('is stored once by calls at the same time, also from two engines', async () => {
    const other = await open();
    const learner = await newLearner();
    const twin = other.as({ userId: learner.userId, role: 'learner' });
    const ids = Array.from({ length: 24 }, (_, index) => `a${index % 12}`);
    await Promise.all(ids.map((event_id, index) => (index % 2 === 0 ? learner : twin).quiz.answer({ event_id })));
    expect([await counted(learner.userId), await logged(learner.userId)]).toEqual([12, 12]);
    await other.close();
  });

  test('rides in the transactions that learners share', async () => {
    const learners = await Promise.all(Array.from({ length: 24 }, () => newLearner()));
    await Promise.all(learners.map((learner) => learner.quiz.answer({ event_id: 'first' })));
    for (const at of ['a', 'b', 'c']) await Promise.all(learners.map((learner) => learner.quiz.answer({ event_id: at })));
    for (const { userId } of learners) expect([await counted(userId), await logged(userId)]).toEqual([4, 4]);
  });

  test('takes the event with it when it fails: the caller gets its error, and nothing is stored', async () => {
    const learner = await newLearner();
    const error = new Error('not now');
    next.act = () => Promise.reject(error);
    await expect(learner.quiz.answer({ event_id: 'a' })).rejects.toBe(error);
    expect([await counted(learner.userId), await logged(learner.userId)]).toEqual([0, 0]);
    next.act = async () => undefined;
    await learner.quiz.answer({ event_id: 'a' });
    expect([await counted(learner.userId), await logged(learner.userId)]).toEqual([1, 1]);
  });

  test('cannot call a verb that writes: it would wait for itself', async () => {
    const learner = await newLearner();
    next.act = async () => void (await learner.bookmarks.remove(slope));
    await expect(learner.quiz.answer({ event_id: 'a' })).rejects.toMatchObject({ code: 'nested_write' });
    expect([await counted(learner.userId), await logged(learner.userId)]).toEqual([0, 0]);
  });

  test('is a part of the transaction of the host, with the event', async () => {
    const learner = await newLearner();
    const session = tutor.client.startSession();
    session.startTransaction();
    await learner.quiz.answer({ event_id: 'a' }, { session });
    await session.abortTransaction();
    expect([await counted(learner.userId), await logged(learner.userId)]).toEqual([0, 0]);
    await session.withTransaction(() => learner.quiz.answer({ event_id: 'a' }, { session }));
    await session.endSession();
    expect([await counted(learner.userId), await logged(learner.userId)]).toEqual([1, 1]);
  });
});

describe('the verbs of the core in a call of a module', () => {
  test('record in the name of the caller', async () => {
    const { userId } = await newLearner();
    const backend = engine.as({ actorId: 'backend', role: 'system' }).learner(userId);
    await backend.quiz.answer({ event_id: 'a' });
    const event = await tutor.db.collection('learning_events').findOne({ user_id: userId, type: 'answer' });
    expect(event?.['recorded_by']).toEqual({ actor_id: 'backend', role: 'system' });
  });

  test('end with the call', async () => {
    const learner = await newLearner();
    next.act = () => new Promise((resolve) => setTimeout(resolve, 3_000).unref());
    await expect(learner.quiz.answer({ event_id: 'a' }, { deadlineMs: 400 })).rejects.toMatchObject({ code: 'deadline_exceeded' });
    expect([await counted(learner.userId), await logged(learner.userId)]).toEqual([0, 0]);
  });

  test('take no session of their own', async () => {
    const learner = await newLearner();
    await expect(learner.quiz.patient({ event_id: 'a' })).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('it joins the transaction that the verb of the module joins') as string,
    });
  });

  test('are a part of it when the engine closes meanwhile', async () => {
    const closing = await open();
    const learner = await newLearner(closing);
    let closed: Promise<void> | undefined;
    next.act = async () => {
      closed ??= closing.close();
    };
    await learner.quiz.answer({ event_id: 'a' });
    await closed;
    expect([await counted(learner.userId), await logged(learner.userId)]).toEqual([1, 1]);
  });
});
