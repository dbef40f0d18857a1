import type { Engine, LearnerScope, WriteControl } from 'adaptive-learning-engine';
import { type ClientSession, type Document, MongoClient, MongoError } from 'mongodb';
import mongoose from 'mongoose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { TABLES } from '../../scripts/docs/facade-files.js';
import { optionsOf } from '../../src/runtime/verbs/define-verb.js';
import { countCommands } from '../support/count-commands.js';
import { digestOf } from '../support/digest.js';
import { refusalOf } from '../support/refusal.js';
import { answerIn, newAccount, nextEventId, openSession, openTutor, type Tutor } from '../support/tutor.js';
import { callsOfEngine, callsOfLearner } from '../support/verb-calls.js';

let tutor: Tutor;
let engine: Engine;
let learner: LearnerScope;
let session_id: string;
const orders = () => tutor.db.collection<Document & { _id: string }>('orders');

beforeAll(async () => {
  tutor = await openTutor();
  engine = tutor.engine;
  await tutor.db.createCollection('orders');
});
afterAll(() => tutor[Symbol.asyncDispose]());
beforeEach(async () => {
  await orders().deleteMany({});
  learner = await tutor.newLearner();
  session_id = await openSession(learner);
  await learner.recordAnswer(answerIn(session_id));
});

/** A transaction of the host's, run again by the driver where it says so. */
const within = <Result>(work: (session: ClientSession) => Promise<Result>, client = tutor.client) =>
  client.withSession((session) => session.withTransaction(() => work(session)));
const events = (of = learner) => tutor.db.collection('learning_events').countDocuments({ user_id: of.userId, type: 'answer' });
const answersOf = async (of = learner) => (await of.query('user_progress_dashboard', {})).rows[0]?.answers;
const placeOrder = (session: ClientSession, _id = 'order') => orders().insertOne({ _id }, { session });

/** An open transaction, and what became of it once it is ended by hand. */
async function opened(): Promise<ClientSession> {
  const session = tutor.client.startSession();
  session.startTransaction();
  return session;
}

describe('a transaction of the host', () => {
  test('is committed with what the engine wrote in it: all of both', async () => {
    const outcome = await within(async (session) => {
      await placeOrder(session);
      const told = await learner.recordAnswer(answerIn(session_id), { session });
      expect(await events()).toBe(1);
      return told;
    });
    expect(outcome).toMatchObject({ session_id });
    expect(await events()).toBe(2);
    expect(await answersOf()).toBe(2);
    expect(await orders().countDocuments()).toBe(1);
  });

  test('is aborted with it: nothing of either, and the same answer can be recorded after that', async () => {
    const before = await digestOf(tutor.db);
    const answer = answerIn(session_id);
    const failing = within(async (session) => {
      await placeOrder(session);
      await learner.recordAnswer(answer, { session });
      throw new Error('the host thinks better of it');
    });
    await expect(failing).rejects.toThrow('the host thinks better of it');
    expect(await digestOf(tutor.db)).toBe(before);
    await learner.recordAnswer(answer);
    expect(await answersOf()).toBe(2);
  });

  test('sees in each call what those before it wrote, also a learner and a session that nobody else can see', async () => {
    const account = newAccount();
    const late = answerIn('lesson', { occurred_at: new Date(tutor.clock.read().getTime() - 1_000) });
    await within(async (session) => {
      await engine.createLearner(account, { session });
      const made = engine.as({ userId: account.user_id, role: 'learner' });
      await made.startSession(
        { session_id: 'lesson', session_type: 'practice', started_at: new Date(tutor.clock.read().getTime() - 60_000) },
        { session },
      );
      await Promise.all([made.recordAnswer(answerIn('lesson'), { session }), made.recordAnswer(answerIn('lesson'), { session })]);
      await made.recordAnswer(late, { session });
      await made.endSession({ session_id: 'lesson' }, { session });
      expect(await refusalOf(made.profile())).toMatchObject({ code: 'not_found' });
    });
    const made = engine.as({ userId: account.user_id, role: 'learner' });
    expect(await answersOf(made)).toBe(3);
    expect((await engine.as({ userId: account.user_id, role: 'system' }).replay()).changed).toEqual({
      learning_sessions: 0,
      content_mastery: 0,
      learning_dna: 0,
    });
  });

  test('may hold the same event twice, one that was stored before, and another under its id, and can go on', async () => {
    const [old, fresh] = [answerIn(session_id), answerIn(session_id)];
    await learner.recordAnswer(old);
    await within(async (session) => {
      const first = await learner.recordAnswer(fresh, { session });
      expect(await learner.recordAnswer(fresh, { session })).toEqual(first);
      await learner.recordAnswer(old, { session });
      expect(await refusalOf(learner.recordAnswer({ ...old, correct: false }, { session }))).toMatchObject({ code: 'event_conflict' });
      expect(await refusalOf(learner.recordAnswer(answerIn('unknown'), { session }))).toMatchObject({ code: 'not_found' });
      expect(await refusalOf(engine.createLearner({ ...newAccount(), user_id: learner.userId }, { session }))).toMatchObject({
        code: 'already_exists',
      });
      await placeOrder(session);
    });
    expect(await answersOf()).toBe(3);
    expect(await orders().countDocuments()).toBe(1);
  });

  test('refuses what consent and account refuse, and can go on', async () => {
    await within(async (session) => {
      await engine.setAccountStatus({ user_id: learner.userId, account_status: 'suspended' }, { session });
      expect(await refusalOf(learner.recordAnswer(answerIn(session_id), { session }))).toMatchObject({ code: 'access_denied' });
      await engine.setAccountStatus({ user_id: learner.userId, account_status: 'active' }, { session });
      await learner.updatePreferences({ privacy_settings: { emotional_data_usage: false } }, { session });
      const felt = await learner.recordEmotion(
        { event_id: nextEventId(), session_id, emotion: 'delight', intensity: 0.5, confidence: 0.9 },
        { session },
      );
      expect(felt).toMatchObject({ emotion: 'consent_withheld' });
      await learner.recordAnswer(answerIn(session_id, { emotional_state: 'frustration' }), { session });
    });
    const stored = await tutor.db
      .collection('learning_events')
      .findOne({ user_id: learner.userId, 'answer.emotional_state': { $exists: true } });
    expect(stored).toBeNull();
    expect(await answersOf()).toBe(2);
  });
});

describe('writers who meet', () => {
  test('whom another outran gets an error for which the driver runs the transaction again, and each answer counts once', async () => {
    let runs = 0;
    const answer = answerIn(session_id);
    await within(async (session) => {
      runs += 1;
      await placeOrder(session);
      // Behind the first read of the transaction, which therefore does not see it.
      if (runs === 1) await learner.recordAnswer(answerIn(session_id));
      await learner.recordAnswer(answer, { session });
    });
    expect(runs).toBeGreaterThan(1);
    expect(await answersOf()).toBe(3);
    expect(await orders().countDocuments()).toBe(1);
  });

  test('the error is the driver’s own and labelled, and the transaction cannot be committed after it', async () => {
    const session = await opened();
    await placeOrder(session);
    await learner.recordAnswer(answerIn(session_id));
    const failure: unknown = await learner.recordAnswer(answerIn(session_id), { session }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(MongoError);
    expect((failure as MongoError).hasErrorLabel('TransientTransactionError')).toBe(true);
    await expect(session.commitTransaction()).rejects.toThrow();
    await session.endSession();
    expect(await orders().countDocuments()).toBe(0);
    expect(await answersOf()).toBe(2);
  });

  test('many transactions and single answers of one learner, in two engines, lose nothing and count nothing twice', async () => {
    const another = await tutor.another();
    const here = Array.from({ length: 6 }, (_, n) =>
      within(async (session) => {
        await placeOrder(session, `order ${n}`);
        await learner.recordAnswer(answerIn(session_id, { event_id: `here-${n}` }), { session });
        await learner.recordAnswer(answerIn(session_id, { event_id: `here-too-${n}`, concept: 'Slope' }), { session });
      }),
    );
    const there = another.as({ userId: learner.userId, role: 'learner' });
    const alone = Array.from({ length: 6 }, (_, n) => there.recordAnswer(answerIn(session_id, { event_id: `there-${n}` })));
    await Promise.all([...here, ...alone]);
    expect(await events()).toBe(19);
    expect(await answersOf()).toBe(19);
    expect(await orders().countDocuments()).toBe(6);
    expect((await engine.as({ userId: learner.userId, role: 'system' }).replay()).changed).toEqual({
      learning_sessions: 0,
      content_mastery: 0,
      learning_dna: 0,
    });
    await another.close();
  });

  test('a call that is stopped before it begins leaves the transaction to the host', async () => {
    const session = await opened();
    await placeOrder(session);
    const controller = new AbortController();
    controller.abort();
    const refusal = await refusalOf(learner.recordAnswer(answerIn(session_id), { session, signal: controller.signal }));
    expect(refusal).toMatchObject({ code: 'aborted' });
    await session.commitTransaction();
    await session.endSession();
    expect(await orders().countDocuments()).toBe(1);
    expect(await answersOf()).toBe(1);
  });
});

describe('a session that cannot be joined is refused', () => {
  const refused = (session: ClientSession) => refusalOf(learner.recordAnswer(answerIn(session_id), { session }));

  test('without a transaction', async () => {
    const session = tutor.client.startSession();
    expect(await refused(session)).toMatchObject({
      code: 'invalid_input',
      where: 'recordAnswer.control.session',
      received: 'one without a transaction',
    });
    await session.endSession();
  });

  test('that has ended', async () => {
    const session = await opened();
    await session.endSession();
    expect(await refused(session)).toMatchObject({ code: 'invalid_input', received: 'one that has ended' });
  });

  test('of another client', async () => {
    await using other = await MongoClient.connect(tutor.uri);
    const session = other.startSession();
    session.startTransaction();
    expect(await refused(session)).toMatchObject({ code: 'invalid_input', received: 'one of another MongoClient' });
    await session.endSession();
  });

  test('whose writes a failover could take back', async () => {
    const session = tutor.client.startSession();
    session.startTransaction({ writeConcern: { w: 1 } });
    expect(await refused(session)).toMatchObject({ code: 'invalid_input', received: 'one whose write concern is not majority' });
    await session.endSession();
  });

  test.each([
    ['a string', 'session'],
    ['an object', {}],
    ['a Proxy', new Proxy({}, {})],
    ['null', null],
  ])('%s', async (_, session) => {
    expect(await refused(session as never)).toMatchObject({ code: 'invalid_input', where: 'recordAnswer.control.session' });
  });

  test('by a verb that joins no transaction', async () => {
    const session = await opened();
    const refusal = await refusalOf(learner.mastery({}, { session } as never));
    expect(refusal).toMatchObject({ code: 'invalid_input', where: 'mastery.control' });
    await session.endSession();
  });

  test('whose transaction ends while the call is under way: nothing is stored by itself', async () => {
    const session = await opened();
    const recording = learner.recordAnswer(answerIn(session_id), { session });
    const settled = recording.catch((error: unknown) => error);
    await session.abortTransaction();
    await settled;
    await session.endSession();
    expect(await events()).toBe(1);
    expect(await answersOf()).toBe(1);
  });
});

const JOINING = Object.entries(TABLES).flatMap(([whose, { verbs }]) =>
  verbs.filter((verb) => 'session' in optionsOf(verb)).map(({ name }) => [`${whose}.${name}`, whose as keyof typeof TABLES, name] as const),
);

describe('every verb that joins', () => {
  test('is a verb that writes', () => {
    expect(JOINING.map(([, , name]) => name).sort()).toMatchInlineSnapshot(`
      [
        "adoptCards",
        "applyIntervention",
        "createLearner",
        "endSession",
        "ensureLearner",
        "rateIntervention",
        "recordAnswer",
        "recordEmotion",
        "recordInteraction",
        "reschedule",
        "resetConcept",
        "resume",
        "setAccountStatus",
        "setEmail",
        "startSession",
        "suspend",
        "undoAnswer",
        "updatePreferences",
        "updateProfile",
      ]
    `);
  });

  test.each(JOINING)('%s writes nothing that an abort does not take back', async (_, whose, verb) => {
    const { userId } = learner;
    await learner.recordAnswer(answerIn(session_id, { event_id: `known-${verb}` }));
    const before = await digestOf(tutor.db);
    const session = await opened();
    const calls = (whose === 'engine' ? callsOfEngine(engine, { userId, session_id }) : callsOfLearner(learner, session_id)) as Record<
      string,
      (control: WriteControl) => Promise<unknown>
    >;
    const call = calls[verb] as (control: WriteControl) => Promise<unknown>;
    await call({ session }).catch((error: unknown) => expect(error).toMatchObject({ code: expect.any(String) }));
    await session.abortTransaction();
    await session.endSession();
    expect(await digestOf(tutor.db)).toBe(before);
  });
});

/** Verbs that may write, by what ends them. */
const WRITING = Object.entries(TABLES).flatMap(([whose, { verbs }]) =>
  verbs.filter(({ kind }) => kind === 'call' || kind === 'job').map((verb) => [`${whose}.${verb.name}`, whose, verb] as const),
);

describe('every verb that writes', () => {
  test.each(WRITING)('%s joins, or its row says why it cannot', (_, __, { joins, cannotJoin }) => {
    expect([joins === true, cannotJoin !== undefined].filter(Boolean)).toHaveLength(1);
  });

  test.each(WRITING.filter(([, , { cannotJoin }]) => cannotJoin !== undefined))(
    '%s refuses a session with the reason',
    async (_, whose, verb) => {
      const session = await opened();
      await placeOrder(session);
      const { userId } = learner;
      const system = engine.as({ userId, role: 'system' });
      const calls = whose === 'engine' ? callsOfEngine(engine, { userId, session_id }) : callsOfLearner(system, session_id);
      const call = Reflect.get(calls, verb.name) as (control: WriteControl) => Promise<unknown>;
      expect(await refusalOf(call({ session }))).toMatchObject({
        code: 'invalid_input',
        where: `${verb.name}.control.session`,
        message: expect.stringContaining(verb.cannotJoin ?? 'nothing'),
      });
      await session.commitTransaction();
      await session.endSession();
      expect(await orders().countDocuments()).toBe(1);
    },
  );

  test('adoptCards takes no more cards in a transaction than it stores in one of its own', async () => {
    const card = (n: number) => ({
      subject: 'French',
      topic: 'Food',
      concept: `word ${n}`,
      sm2: { ease_factor: 2.5, interval_days: 6, repetitions: 2 },
      due: new Date('2026-03-01T00:00:00Z'),
    });
    const cards = Array.from({ length: 501 }, (_, n) => card(n));
    await within(async (session) => {
      expect(await refusalOf(learner.adoptCards(cards, { session }))).toMatchObject({ code: 'invalid_input', where: 'adoptCards' });
      expect(await learner.adoptCards(cards.slice(0, 3), { session })).toMatchObject({ adopted: 3 });
      await learner.recordAnswer(answerIn(session_id, { subject: 'French', topic: 'Food', concept: 'word 1' }), { session });
    });
    expect(await tutor.db.collection('content_mastery').countDocuments({ user_id: learner.userId, subject: 'French' })).toBe(3);
    expect((await engine.as({ userId: learner.userId, role: 'system' }).replay()).changed).toEqual({
      learning_sessions: 0,
      content_mastery: 0,
      learning_dna: 0,
    });
  });
});

describe('cached results', () => {
  test('are in doubt while the transaction is open, and outdated once it is over, committed or not', async () => {
    await using client = await MongoClient.connect(tutor.uri, { monitorCommands: true });
    const caching = await tutor.another({ db: client.db(tutor.db.databaseName), cache: {} });
    const own = caching.as({ userId: learner.userId, role: 'learner' });
    const ask = async () => (await own.query('user_progress_dashboard', {})).rows[0]?.answers;
    const asked = async () => ((await countCommands(client, ask))['aggregate'] ?? 0) > 0;
    expect(await ask()).toBe(1);
    expect(await asked()).toBe(false);
    const session = client.startSession();
    session.startTransaction();
    await own.recordAnswer(answerIn(session_id), { session });
    // Others are shown what is committed, and nothing of it is kept.
    expect(await ask()).toBe(1);
    expect(await asked()).toBe(true);
    await session.commitTransaction();
    expect(await ask()).toBe(2);
    expect(await asked()).toBe(false);
    session.startTransaction();
    await own.recordAnswer(answerIn(session_id), { session });
    await session.abortTransaction();
    expect(await ask()).toBe(2);
    await session.endSession();
    expect(await asked()).toBe(false);
    await caching.close();
  });
});

test('mongoose: a model and an answer are stored together, or neither', async () => {
  const app = await mongoose.createConnection(tutor.uri, { dbName: tutor.db.databaseName }).asPromise();
  const Order = app.model('Order', new mongoose.Schema({ _id: String, paid: Boolean }), 'orders');
  const own = await tutor.another({ db: app.db as never });
  const mine = own.as({ userId: learner.userId, role: 'learner' });
  await app.transaction(async (session) => {
    await Order.create([{ _id: 'paid', paid: true }], { session });
    await mine.recordAnswer(answerIn(session_id), { session });
  });
  expect(await orders().countDocuments()).toBe(1);
  expect(await answersOf()).toBe(2);
  const failing = app.transaction(async (session) => {
    await Order.create([{ _id: 'never', paid: true }], { session });
    await mine.recordAnswer(answerIn(session_id), { session });
    throw new Error('no money');
  });
  await expect(failing).rejects.toThrow('no money');
  expect(await orders().countDocuments()).toBe(1);
  expect(await answersOf()).toBe(2);
  await own.close();
  await app.close();
});
