import { createEngine, type Engine } from 'adaptive-learning-engine';
import { type Db, MongoClient } from 'mongodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { COLLECTIONS } from '../../src/collections/index.js';
import { openDatabase, type TestDatabase } from '../support/database.js';
import { refusalOf } from '../support/refusal.js';

let database: TestDatabase;
let db: Db;
let engine: Engine;

async function open(): Promise<void> {
  database = await openDatabase();
  db = database.db;
  engine = await createEngine({ db });
}
const close = () => database[Symbol.asyncDispose]();

/** Everything that setup is about, as the server tells it. */
async function stateOf(at: Db): Promise<object> {
  const state: Record<string, unknown> = {};
  for (const { name } of Object.values(COLLECTIONS)) {
    const [info] = await at.listCollections({ name }, { nameOnly: false }).toArray();
    const indexes = await at.collection(name).listIndexes().toArray();
    state[name] = { options: info && 'options' in info ? info.options : undefined, indexes };
  }
  return state;
}

async function indexNamed(collection: string, name: string) {
  return (await db.collection(collection).listIndexes().toArray()).find((index) => index['name'] === name);
}

describe('a database', () => {
  beforeEach(open);
  afterEach(close);

  test('an empty database is told of collection by collection, and is as declared after setup', async () => {
    const missing = await engine.verifySchema();
    expect(missing.map(({ collection, kind }) => [collection, kind])).toEqual(
      Object.keys(COLLECTIONS).map((collection) => [collection, 'missing_collection']),
    );
    await engine.setup();
    expect(await engine.verifySchema()).toEqual([]);
  });

  test('every declared index exists under its name, and unique ones are unique', async () => {
    await engine.setup();
    for (const { name, indexes } of Object.values(COLLECTIONS)) {
      for (const index of indexes) {
        const stored = await indexNamed(name, index.name);
        expect(stored, `${name}.${index.name}`).toBeDefined();
        expect(stored?.['unique'] === true, `${name}.${index.name}`).toBe(index.unique === true);
      }
    }
  });

  test('running setup again changes nothing', async () => {
    await engine.setup();
    const before = await stateOf(db);
    await engine.setup();
    expect(await stateOf(db)).toEqual(before);
  });

  test('several processes may set an empty database up at once', async () => {
    const clients = await Promise.all([1, 2, 3].map(() => MongoClient.connect(database.uri)));
    try {
      const engines = await Promise.all(clients.map((client) => createEngine({ db: client.db(db.databaseName) })));
      await Promise.all(engines.map((each) => each.setup()));
      expect(await engine.verifySchema()).toEqual([]);
    } finally {
      await Promise.all(clients.map((client) => client.close()));
    }
  });

  test('a collection of the host that was there before keeps its documents', async () => {
    await db.collection('users').insertOne({ name: 'from before' });
    await engine.setup();
    expect(await db.collection('users').countDocuments()).toBe(1);
    expect(await engine.verifySchema()).toEqual([]);
  });
});

describe('what has drifted is listed, and put right by setup', () => {
  // Each test leaves the database as declared, so one does for all.
  beforeAll(async () => {
    await open();
    await engine.setup();
  });
  afterAll(close);

  async function driftsThenNone(expected: object): Promise<void> {
    expect(await engine.verifySchema()).toEqual([expect.objectContaining(expected)]);
    await engine.setup();
    expect(await engine.verifySchema()).toEqual([]);
  }

  test.each([
    ['another validator', { validator: { $jsonSchema: { required: ['user_id'] } } }],
    ['no validator', { validator: {} }],
    ['a validator that only warns', { validationAction: 'warn' }],
    ['a validator that looks at some documents only', { validationLevel: 'moderate' }],
    ['a validator that is off', { validationLevel: 'off' }],
  ])('%s', async (_, change) => {
    await db.command({ collMod: 'content_mastery', ...change });
    await driftsThenNone({ collection: 'content_mastery', kind: 'drifted_validator' });
  });

  test('a missing index', async () => {
    await db.collection('learning_events').dropIndex('user_time');
    await driftsThenNone({ collection: 'learning_events', kind: 'missing_index', index: 'user_time' });
  });

  test.each([
    ['other fields', 'users', 'created_at', { updated_at: -1 }, {}],
    ['another direction', 'learning_sessions', 'user_started', { user_id: 1, started_at: 1 }, {}],
    ['another order of fields', 'learning_events', 'user_time', { occurred_at: 1, user_id: 1 }, {}],
    ['no uniqueness', 'learning_dna', 'user_id', { user_id: 1 }, {}],
    ['uniqueness that nobody asked for', 'content_mastery', 'user_subject', { user_id: 1, subject: 1 }, { unique: true }],
    ['documents that it deletes after a while', 'users', 'created_at', { created_at: -1 }, { expireAfterSeconds: 99_999_999 }],
    ['documents that it passes over', 'users', 'last_login', { last_login: -1 }, { sparse: true }],
    ['fewer documents', 'users', 'last_login', { last_login: -1 }, { partialFilterExpression: { account_status: 'active' } }],
    [
      'other weights of its texts',
      'users',
      'text',
      { 'profile.name': 'text', 'profile.learning_goals': 'text' },
      { weights: { 'profile.name': 9 } },
    ],
    ['another text', 'users', 'text', { 'profile.name': 'text' }, {}],
  ] as const)('an index of our name with %s', async (_, collection, name, key, options) => {
    await db.collection(collection).dropIndex(name);
    await db.collection(collection).createIndex(key, { ...options, name });
    await driftsThenNone({ collection, kind: 'drifted_index', index: name });
  });

  test('a text index of another name, since a collection can have only one', async () => {
    await db.collection('users').dropIndex('text');
    await db.collection('users').createIndex({ 'profile.name': 'text' }, { name: 'search' });
    await engine.setup();
    expect(await engine.verifySchema()).toEqual([]);
  });

  test('documents stay where they are while it is put right', async () => {
    const { user_id } = await engine.createLearner({
      email: 'a@example.org',
      password_hash: 'x',
      profile: { name: 'Ada', education_level: 'graduate', timezone: 'UTC' },
    });
    await db.command({ collMod: 'users', validator: {} });
    await db.collection('users').dropIndexes();
    await engine.setup();
    expect(await db.collection('users').countDocuments({ user_id })).toBe(1);
  });
});

describe('indexes of the host', () => {
  beforeEach(open);
  afterEach(close);

  test('one of its own stays, and is listed as its own', async () => {
    await engine.setup();
    await db.collection('users').createIndex({ 'profile.location.country': 1 }, { name: 'by_country' });
    await engine.setup();
    expect(await engine.verifySchema()).toEqual([
      expect.objectContaining({ collection: 'users', kind: 'undeclared_index', index: 'by_country' }),
    ]);
  });

  test.each([
    ['email_1', { email: 1 }, { unique: true }],
    ['created_at_-1', { created_at: -1 }, {}],
  ] as const)('%s, which is one of ours under another name, serves as ours', async (name, key, options) => {
    await db.collection('users').createIndex(key, { ...options, name });
    await engine.setup();
    expect(await engine.verifySchema()).toEqual([]);
    expect(await indexNamed('users', name)).toBeDefined();
  });

  test('one over the same fields that is not unique does not keep ours from being so', async () => {
    await db.collection('users').createIndex({ email: 1 }, { name: 'email_1' });
    await engine.setup();
    expect(await indexNamed('users', 'email')).toMatchObject({ unique: true });
    expect(await engine.verifySchema()).toEqual([expect.objectContaining({ kind: 'undeclared_index', index: 'email_1' })]);
  });

  test('one that stands in the way of ours is named as what has to go', async () => {
    await db.collection('users').createIndex({ created_at: -1 }, { name: 'mine', expireAfterSeconds: 99_999_999 });
    const refusal = await refusalOf(engine.setup());
    expect(refusal).toMatchObject({ code: 'already_exists', where: 'setup.users.created_at' });
    expect(await indexNamed('users', 'mine')).toBeDefined();
  });
});

describe('what setup makes, holds', () => {
  beforeAll(async () => {
    await open();
    await engine.setup();
  });
  afterAll(close);

  test('the server refuses a document that the library did not check', async () => {
    await expect(db.collection('learning_dna').insertOne({ user_id: 'x' })).rejects.toMatchObject({ code: 121 });
  });

  test('an event, and a concept of a learner, exist once', async () => {
    const event = { user_id: 'u', event_id: 'e' };
    const unchecked = { bypassDocumentValidation: true };
    await db.collection('learning_events').insertOne({ ...event }, unchecked);
    await expect(db.collection('learning_events').insertOne({ ...event }, unchecked)).rejects.toMatchObject({ code: 11_000 });
  });
});
