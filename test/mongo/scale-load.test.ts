import { createEngine, type Engine } from 'adaptive-learning-engine';
import { COLLECTIONS } from 'adaptive-learning-engine/collections';
import { type Document, MongoClient } from 'mongodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type HarnessServer, openServer } from '../../bench/harness/harness-server.js';
import { HistoryTemplates, LEARNERS_COLLECTIONS } from '../../bench/scale/histories/history-templates.js';
import { identityOf } from '../../bench/scale/histories/learner-identity.js';
import { loadLearners } from '../../bench/scale/load/load-learners.js';
import { prepareDatabase } from '../../bench/scale/load/prepare-database.js';
import { printLearners } from '../../bench/scale/load/print-learners.js';

const now = new Date('2026-11-21T12:00:00Z');
const lives = new HistoryTemplates(7, now);
const order = { database: 'scale', learners: 120, lives };
const MINUTE_MS = 60_000;

let server: HarnessServer;
let client: MongoClient;
let engine: Engine;

beforeAll(async () => {
  server = await openServer();
  client = await MongoClient.connect(server.uri);
  await prepareDatabase(client, { ...order, uri: server.uri });
  engine = await createEngine({ db: client.db(order.database), clock: () => new Date(now.getTime() + MINUTE_MS), tuning: 'manual' });
});
afterAll(async () => {
  await client.close();
  await server[Symbol.asyncDispose]();
});

it('every document fits its declaration and passes the validators of the server', async () => {
  const db = client.db(order.database);
  expect(await engine.verifySchema()).toEqual([]);
  for (const name of LEARNERS_COLLECTIONS) {
    const { schema } = COLLECTIONS[name];
    const documents = await db.collection(name).find().toArray();
    expect(documents.length, name).toBeGreaterThanOrEqual(order.learners);
    for (const document of documents) expect(schema.safeParse(document).error?.issues ?? [], name).toEqual([]);
    const [{ validator } = { validator: undefined }] = (await db.listCollections({ name }).toArray()).map((info) =>
      'options' in info ? (info.options as { validator: Document }) : { validator: {} },
    );
    expect(validator, name).toHaveProperty('$jsonSchema');
    expect(await db.collection(name).countDocuments({ $nor: [validator as Document] }), name).toBe(0);
  }
});

it('what is stored of a learner is what a replay of their log makes of it', async () => {
  for (let number = 0; number < 60; number += 1) {
    const { userId } = identityOf(number, lives.seed);
    const { events, changed } = await engine.replay(userId);
    expect(events).toBeGreaterThan(5);
    expect(changed, `learner ${number}`).toEqual({ learning_sessions: 0, content_mastery: 0, learning_dna: 0 });
  }
});

it('the days of emotions are what the engine sums from the log', async () => {
  const days = client.db(order.database).collection('emotional_analytics');
  let compared = 0;
  for (let number = 0; number < 40; number += 1) {
    const { userId } = identityOf(number, lives.seed);
    const daily = () => days.find({ user_id: userId, data_source: 'daily_aggregation' }).sort({ analysis_date: 1 }).toArray();
    const before = await daily();
    await engine.aggregateEmotions({ since: new Date('2026-01-01'), until: now, user_id: userId });
    expect(await daily(), `learner ${number}`).toEqual(before);
    compared += before.length;
  }
  expect(compared).toBeGreaterThan(20);
});

it('learners go on where their history ends', async () => {
  for (const number of [0, 17, 71, 119]) {
    const { userId, email } = identityOf(number, lives.seed);
    expect(await engine.repositories.users.findByEmail(email)).toMatchObject({ user_id: userId });
    const learner = engine.as({ userId, role: 'learner' });
    const [known] = (await learner.mastery()).rows;
    if (known === undefined) throw new Error('Expected a learner with a past');
    const { subject, topic, concept } = known;
    const { session_id } = await learner.startSession({ session_type: 'practice', subject, topics: [topic] });
    await learner.recordAnswer({ event_id: 'next', session_id, subject, topic, concept, correct: true, response_time_seconds: 9 });
    await learner.endSession({ session_id });
    const { changed } = await engine.replay(userId);
    expect(changed).toEqual({ learning_sessions: 0, content_mastery: 0, learning_dna: 0 });
    expect((await learner.recentSessions({ days: 1 })).rows.map((session) => session.session_id)).toContain(session_id);
  }
});

it('a load that was interrupted goes on, and one that is finished inserts nothing', async () => {
  const counts = () => Promise.all(LEARNERS_COLLECTIONS.map((name) => client.db('again').collection(name).countDocuments()));
  const again = { ...order, uri: server.uri, database: 'again', learners: 110, range: 25 };
  let batches = 0;
  const interrupted = loadLearners(client, {
    ...again,
    onProgress: () => {
      batches += 1;
      if (batches === 9) throw new Error('the power fails');
    },
  });
  await expect(interrupted).rejects.toThrow('the power fails');
  const rest = await loadLearners(client, { ...again, onProgress: () => undefined });
  const whole = await counts();
  expect(whole[0]).toBe(110);
  expect(rest.documents).toBeGreaterThan(0);
  expect(await loadLearners(client, { ...again, onProgress: () => undefined })).toMatchObject({ learners: 110, documents: 0 });
  expect(await counts()).toEqual(whole);
  await expect(loadLearners(client, { ...again, lives: new HistoryTemplates(8, now), onProgress: () => undefined })).rejects.toThrow(
    '--fresh',
  );
});

it('any learner can be made alone, and is the same each time', () => {
  const alone = [...printLearners(new HistoryTemplates(7, now), { from: 41, to: 42 })];
  const again = [...printLearners(new HistoryTemplates(7, now), { from: 41, to: 42 })];
  expect(alone.map(({ bytes }) => bytes.toString('hex'))).toEqual(again.map(({ bytes }) => bytes.toString('hex')));
  const among = [...printLearners(lives, { from: 40, to: 43 })];
  for (const { collection, bytes } of alone) {
    expect(
      among.some((batch) => batch.collection === collection && batch.bytes.includes(bytes)),
      collection,
    ).toBe(true);
  }
});
