import { createHash } from 'node:crypto';
import { createEngine, type Engine, type LearnerScope } from 'adaptive-learning-engine';
import { type AnyPipeline, PIPELINES } from 'adaptive-learning-engine/pipelines';
import { BSON, type CommandStartedEvent, type Db, type Document, MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { liveFully } from '../support/full-life.js';
import { DAY, later } from '../support/stopped-clock.js';
import { answerIn, newAccount, openSession, openTutor, type Tutor } from '../support/tutor.js';

/** A host with collections of its own, and an engine of another prefix, in one database with the engine that is looked at. */
const PREFIX = 'ale_';
const OTHER = 'other.';

let tutor: Tutor;
let heard: MongoClient;
let engine: Engine;
let learner: LearnerScope;
let other: Engine;
const commands: Document[] = [];

beforeAll(async () => {
  tutor = await openTutor({ collections: { prefix: OTHER } });
  other = tutor.engine;
  await liveFully(tutor);
  await tutor.db.collection('users').insertMany([{ name: 'Ada' }, { name: 'Grace' }]);
  await tutor.db.collection('users').createIndex({ name: 'text' });
  await tutor.db.collection('concepts').insertOne({ title: 'of the host' });

  heard = await MongoClient.connect(tutor.uri, { monitorCommands: true });
  heard.on('commandStarted', ({ command }: CommandStartedEvent) => commands.push(command));
  engine = await createEngine({
    db: heard.db(tutor.db.databaseName),
    clock: tutor.clock.read,
    collections: { prefix: PREFIX },
  });
});
afterAll(async () => {
  await heard.close();
  await tutor[Symbol.asyncDispose]();
});

async function digestOfOthers(db: Db): Promise<string> {
  const hash = createHash('sha256');
  const infos = await db.listCollections({ name: { $not: new RegExp(`^${PREFIX}`) } }, { nameOnly: false }).toArray();
  for (const info of infos.sort((one, next) => (one.name < next.name ? -1 : 1))) {
    hash.update(BSON.serialize(info as unknown as Document));
    for (const index of await db.collection(info.name).listIndexes().toArray()) hash.update(BSON.serialize(index));
    for await (const document of db.collection(info.name).find().sort({ _id: 1 })) hash.update(BSON.serialize(document));
  }
  return hash.digest('hex');
}

/** Every collection that commands named: in their own first place, and in stages that look elsewhere. */
function namedIn(command: Document): string[] {
  const [operation = '', target] = Object.entries(command)[0] ?? [];
  const own = [
    'find',
    'aggregate',
    'insert',
    'update',
    'delete',
    'count',
    'distinct',
    'findAndModify',
    'create',
    'collMod',
    'createIndexes',
  ];
  const elsewhere = (value: unknown): string[] => {
    if (Array.isArray(value)) return value.flatMap(elsewhere);
    if (typeof value !== 'object' || value === null || value instanceof Date) return [];
    return Object.entries(value).flatMap(([key, part]) =>
      ['from', 'coll', 'into'].includes(key) && typeof part === 'string' ? [part] : elsewhere(part),
    );
  };
  return [
    ...(own.includes(operation) && typeof target === 'string' ? [target] : []),
    ...(operation === 'getMore' ? [String(command['collection'])] : []),
    ...elsewhere(command['pipeline']),
  ];
}

test('a whole life, every question and every job touch and read nothing outside their prefix', async () => {
  const before = await digestOfOthers(tutor.db);
  await engine.setup();
  ({ learner } = await liveFully({
    ...tutor,
    engine,
    db: heard.db(tutor.db.databaseName),
    newLearner: async (more = {}) => {
      const { user_id } = await engine.createLearner({ ...newAccount(), ...more });
      return engine.as({ userId: user_id, role: 'system' });
    },
  }));
  tutor.clock.set(later(2 * DAY));
  for (const { name, scope, example } of Object.values(PIPELINES) as readonly AnyPipeline[]) {
    // Who it is about and which page are not for the params to say.
    const { user_id: _, limit, after, ...params } = example as { readonly [param: string]: unknown };
    if (scope === 'platform') await engine.query(name as never, params as never);
    if (scope === 'learner') await learner.query(name as never, params as never);
  }
  await learner.recommend();
  await learner.dueReviews();
  await learner.mastery();
  await learner.progress();
  await learner.profile();
  await learner.recentSessions();
  await engine.replay(learner.userId);
  await engine.aggregateEmotions({ since: later(-DAY), until: later(3 * DAY) });
  await engine.rollUp({ since: later(-DAY), until: later(3 * DAY) });
  const { storage, indexes } = await engine.health();
  expect(storage.value?.map(({ collection }) => collection)).toContain('learning_events');
  expect(indexes.value?.used.length).toBeGreaterThan(5);
  expect(await engine.verifySchema()).toEqual([]);

  expect(commands.flatMap(namedIn).length).toBeGreaterThan(100);
  expect([...new Set(commands.flatMap(namedIn))].filter((name) => !(name.startsWith(PREFIX) || name.startsWith('$cmd')))).toEqual([]);
  expect(await digestOfOthers(tutor.db)).toBe(before);
}, 120_000);

describe('engines of two prefixes in one database', () => {
  test('know nothing of each other’s learners and curricula', async () => {
    expect(await other.repositories.users.findOne({ user_id: learner.userId })).toBeNull();
    expect(await engine.repositories.users.findOne({ user_id: learner.userId })).not.toBeNull();
    expect(await engine.repositories.users.count({}, { reach: 'all' })).toBe(1);
  });

  test('follow their own changes only', async () => {
    const stream = await engine.watch();
    const own = engine.as({ userId: learner.userId, role: 'learner' });
    const theirs = await tutor.newLearner();
    tutor.clock.forward(1_000);
    const elsewhere = await theirs.recordAnswer(answerIn(await openSession(theirs)));
    const here = answerIn(await openSession(own));
    await own.recordAnswer(here);
    expect(elsewhere).toBeDefined();
    const { value } = await stream[Symbol.asyncIterator]().next();
    expect(value).toMatchObject({ user_id: learner.userId });
    await stream.close();
  });

  test('share no kept answer, even in one store', async () => {
    const kept = new Map<string, string>();
    const store = { get: (key: string) => kept.get(key), set: (key: string, text: string) => void kept.set(key, text) };
    const asked = { since: new Date('2026-03-01T00:00:00Z'), until: new Date('2026-03-04T00:00:00Z') };
    const [one, two] = await Promise.all(
      [PREFIX, OTHER].map((prefix) => createEngine({ db: tutor.db, clock: tutor.clock.read, collections: { prefix }, cache: { store } })),
    );
    const before = kept.size;
    await one?.query('platform_usage_analytics', { ...asked } as never);
    const answers = kept.size;
    await two?.query('platform_usage_analytics', { ...asked } as never);
    expect(answers).toBeGreaterThan(before);
    expect(kept.size).toBeGreaterThan(answers);
  });
});
