import { createEngine } from 'adaptive-learning-engine';
import type { ClientSession } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bookmarks } from '../../../examples/bookmarks/module.js';
import { digestOf } from '../../support/digest.js';
import { refusalOf } from '../../support/refusal.js';
import { answerIn, newAccount, openSession, openTutor, type Tutor } from '../../support/tutor.js';

const slope = { subject: 'Algebra', topic: 'Lines', concept: 'Slope' };

let tutor: Tutor;
const open = () => createEngine({ db: tutor.db, clock: tutor.clock.read, cache: false, tuning: 'manual', modules: [bookmarks()] as const });
let engine: Awaited<ReturnType<typeof open>>;
beforeAll(async () => {
  tutor = await openTutor();
  engine = await open();
  await engine.setup();
  await tutor.db.createCollection('orders');
});
afterAll(() => tutor[Symbol.asyncDispose]());

async function newLearner() {
  const { user_id } = await engine.createLearner(newAccount());
  return engine.as({ userId: user_id, role: 'learner' });
}
const within = <Result>(work: (session: ClientSession) => Promise<Result>) =>
  tutor.client.withSession((session) => session.withTransaction(() => work(session)));
const stored = (user_id: string) => tutor.db.collection('bookmarks').find({ user_id }).toArray();

test('a module’s verb is committed with what the host and the core write in a transaction, and sees what they wrote', async () => {
  const learner = await newLearner();
  const session_id = await openSession(learner as never);
  await within(async (session) => {
    await tutor.db.collection('orders').insertOne({ learner: learner.userId }, { session });
    expect(await learner.bookmarks.add(slope, { session })).toEqual({ added: true });
    expect(await learner.bookmarks.add({ ...slope, note: 'again' }, { session })).toEqual({ added: false });
    // The core's answer joins the same transaction, and so does what the module stores with it.
    await learner.recordAnswer(answerIn(session_id, slope), { session });
    expect(await stored(learner.userId)).toEqual([]);
  });
  expect(await stored(learner.userId)).toMatchObject([{ note: 'again', answers: 1 }]);
  expect(await learner.bookmarks.list()).toMatchObject([{ answers: 1 }]);
});

test('is aborted with it, and can be called again after that', async () => {
  const learner = await newLearner();
  const before = await digestOf(tutor.db);
  const failing = within(async (session) => {
    await learner.bookmarks.add(slope, { session });
    throw new Error('the host thinks better of it');
  });
  await expect(failing).rejects.toThrow('thinks better');
  expect(await digestOf(tutor.db)).toBe(before);
  expect(await learner.bookmarks.add(slope)).toEqual({ added: true });
});

test('a learner whom only the transaction has made can mark in it', async () => {
  const account = newAccount();
  await within(async (session) => {
    await engine.createLearner(account, { session });
    await engine.as({ userId: account.user_id as string, role: 'learner' }).bookmarks.add(slope, { session });
  });
  expect(await stored(account.user_id as string)).toHaveLength(1);
});

test('a verb that does not join refuses a session, naming it', async () => {
  const learner = await newLearner();
  await within(async (session) => {
    const call = (learner.bookmarks.list as (control: object) => Promise<unknown>)({ session });
    expect(await refusalOf(call)).toMatchObject({ code: 'invalid_input', where: 'bookmarks.list.control' });
  });
});
