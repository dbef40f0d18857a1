import { createEngine, type Engine } from 'adaptive-learning-engine';
import { type Collection, type Db, MongoClient } from 'mongodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { COLLECTION_NAMES, COLLECTIONS } from '../../src/collections/index.js';
import type { StoredIndex } from '../../src/repositories/index-specification.js';
import { validatorOf } from '../../src/repositories/schema-mark.js';
import type { AnyDeclaration } from '../../src/schema/index.js';
import { openDatabase, type TestDatabase } from '../support/database.js';
import { refusalOf } from '../support/refusal.js';
import { schemaOf } from '../support/schema-of.js';
import { newAccount } from '../support/tutor.js';

let database: TestDatabase;
let db: Db;
let engine: Engine;

async function open(): Promise<void> {
  database = await openDatabase();
  db = database.db;
  engine = await createEngine({ db });
}
const close = () => database[Symbol.asyncDispose]();

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
    const before = await schemaOf(db);
    await engine.setup();
    expect(await schemaOf(db)).toEqual(before);
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

  test('what a setup left that was ended half way is not ready, and the next one finishes it', async () => {
    await engine.setup();
    const [info] = await db.listCollections({ name: 'users' }).toArray();
    const { $jsonSchema } = (info as unknown as { options: { validator: { $jsonSchema: object } } }).options.validator;
    await db.collection('users').dropIndexes();
    await db.command({
      collMod: 'users',
      validator: { $jsonSchema: { ...$jsonSchema, description: 'setup has not finished here' } },
    });
    await db.dropCollection('storage_samples');
    const another = await createEngine({ db });
    const refusal = await refusalOf(another.createLearner(newAccount()));
    expect(refusal).toMatchObject({ code: 'setup_required', message: expect.stringContaining('users, storage_samples') });
    await another.setup();
    await another.createLearner(newAccount());
    expect(await engine.verifySchema()).toEqual([]);
  });
});

describe('collections of the host', () => {
  beforeEach(open);
  afterEach(close);

  const foreign: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['with documents', () => db.collection('users').insertOne({ name: 'from before' })],
    ['that is empty', () => db.createCollection('users')],
    ['that is empty and has indexes of its own', () => db.collection('users').createIndex({ email: 1 }, { unique: true })],
    ['with a text index', () => db.collection('users').createIndex({ name: 'text' })],
    ['with a validator', () => db.createCollection('users', { validator: { $jsonSchema: { required: ['name'] } } })],
    ["with another library's title", () => db.createCollection('users', { validator: { $jsonSchema: { title: 'users' } } })],
    ['that is a view', () => db.createCollection('users', { viewOn: 'accounts', pipeline: [] })],
    ['that is a time series', () => db.createCollection('users', { timeseries: { timeField: 'at' } })],
    ['that is capped', () => db.createCollection('users', { capped: true, size: 4_096 })],
    [
      'that is the copy of another collection of the library',
      () => db.createCollection('users', { validator: { $jsonSchema: { title: 'adaptive-learning-engine/concepts' } } }),
    ],
  ];

  test.each(foreign)('one %s is refused by name with the way out, and nothing is changed', async (_, make) => {
    await make();
    const before = await schemaOf(db);
    const refusal = await refusalOf(engine.setup());
    expect(refusal).toMatchObject({ code: 'foreign_collection', where: 'setup' });
    expect(refusal.message).toContain('users');
    expect(refusal.message).toContain("collections: { prefix: 'ale_' }");
    expect(await schemaOf(db)).toEqual(before);
    expect(await engine.verifySchema()).toContainEqual(expect.objectContaining({ collection: 'users', kind: 'foreign_collection' }));
  });

  test('all of them are named at once', async () => {
    await db.collection('users').insertOne({});
    await db.createCollection('concepts', { viewOn: 'users', pipeline: [] });
    expect((await refusalOf(engine.setup())).received?.split(', ').sort()).toEqual(['concepts (view)', 'users']);
  });

  test('they stay as they are beside collections that have a prefix', async () => {
    await db.collection('users').insertOne({ name: 'from before' });
    await db.collection('users').createIndex({ name: 'text' });
    const before = await schemaOf(db);
    const apart = await createEngine({ db, collections: { prefix: 'ale_' } });
    await apart.setup();
    await apart.createLearner(newAccount());
    expect(await apart.verifySchema()).toEqual([]);
    const { users, ...others } = await schemaOf(db);
    expect(users).toEqual(before['users']);
    expect(Object.keys(others).sort()).toEqual(COLLECTION_NAMES.map((name) => `ale_${name}`).sort());
    await db.collection('users').insertOne({ name: 'the host still writes as it likes' });
  });

  test('a prefix that makes the name of another collection of the library is refused', async () => {
    await engine.setup();
    const apart = await createEngine({ db, collections: { prefix: 'model_fit_' } });
    const before = await schemaOf(db);
    expect(await refusalOf(apart.setup())).toMatchObject({ code: 'foreign_collection', received: 'model_fit_concepts' });
    expect(await schemaOf(db)).toEqual(before);
  });

  test('one that appears while setup runs is refused too', async () => {
    await engine.setup();
    await db.dropCollection('users');
    await db.createCollection('users');
    expect(await refusalOf(engine.setup())).toMatchObject({ code: 'foreign_collection', received: 'users' });
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

  const title = 'adaptive-learning-engine/content_mastery';
  test.each([
    ['another validator', { validator: { $jsonSchema: { title, required: ['user_id'] } } }],
    ['a validator that is a title only', { validator: { $jsonSchema: { title } } }],
    ['a validator that only warns', { validationAction: 'warn' }],
    ['a validator that looks at some documents only', { validationLevel: 'moderate' }],
    ['a validator that is off', { validationLevel: 'off' }],
  ])('%s', async (_, change) => {
    await db.command({ collMod: 'content_mastery', ...change });
    await driftsThenNone({ collection: 'content_mastery', kind: 'drifted_validator' });
  });

  test('a collection without a validator is nobody knows whose, until it has its title again', async () => {
    await db.command({ collMod: 'content_mastery', validator: {} });
    const refusal = await refusalOf(engine.setup());
    expect(refusal).toMatchObject({ code: 'foreign_collection' });
    expect(refusal.message).toContain(title);
    await db.command({ collMod: 'content_mastery', validator: { $jsonSchema: { title } } });
    await driftsThenNone({ collection: 'content_mastery', kind: 'drifted_validator' });
  });

  test('a missing index', async () => {
    await db.collection('learning_events').dropIndex('user_time');
    await driftsThenNone({ collection: 'learning_events', kind: 'missing_index', index: 'user_time' });
  });

  test('an index that an earlier version made in another shape', async () => {
    await db.collection('learning_sessions').dropIndex('user_started');
    await db.collection('learning_sessions').createIndex({ user_id: 1, started_at: 1 }, { name: 'user_started' });
    await sayMade('learning_sessions', { name: 'user_started', key: { user_id: 1, started_at: 1 } });
    expect(await engine.verifySchema()).toContainEqual(expect.objectContaining({ kind: 'drifted_index', index: 'user_started' }));
    await engine.setup();
    expect(await engine.verifySchema()).toEqual([]);
    expect(await indexNamed('learning_sessions', 'user_started')).toMatchObject({ key: { user_id: 1, started_at: -1, session_id: 1 } });
  });

  test('documents stay where they are while it is put right', async () => {
    const { user_id } = await engine.createLearner(newAccount());
    await db.command({ collMod: 'users', validationLevel: 'off' });
    await db.collection('users').dropIndexes();
    await engine.setup();
    expect(await db.collection('users').countDocuments({ user_id })).toBe(1);
  });
});

/** Has the validator of a collection say that setup made an index in a shape that is not declared any more. */
async function sayMade(collection: string, index: StoredIndex): Promise<void> {
  const declaration = COLLECTIONS[collection as 'users'] as unknown as AnyDeclaration;
  const earlier = declaration.indexes.map((each) => (each.name === index.name ? { ...each, key: index.key as never } : each));
  await db.command({ collMod: collection, validator: validatorOf({ ...declaration, indexes: earlier }, 'clear') });
}

describe('indexes of the host in a collection of the library', () => {
  beforeAll(async () => {
    await open();
    await engine.setup();
  });
  afterAll(close);

  const users = (): Collection => db.collection('users');

  test('one of its own stays, and is listed as its own', async () => {
    await users().createIndex({ 'profile.location.country': 1 }, { name: 'by_country' });
    await engine.setup();
    expect(await engine.verifySchema()).toEqual([
      expect.objectContaining({ collection: 'users', kind: 'undeclared_index', index: 'by_country' }),
    ]);
    await users().dropIndex('by_country');
  });

  test.each([
    ['other fields', 'created_at', { updated_at: -1 }, {}],
    ['no uniqueness', 'user_id', { user_id: 1 }, {}],
    ['uniqueness that nobody asked for', 'last_login', { last_login: -1 }, { unique: true }],
    ['documents that it deletes after a while', 'created_at', { created_at: -1 }, { expireAfterSeconds: 99_999_999 }],
    ['documents that it passes over', 'last_login', { last_login: -1 }, { sparse: true }],
    ['fewer documents', 'last_login', { last_login: -1 }, { partialFilterExpression: { account_status: 'active' } }],
  ] as const)('one under a name of ours with %s is named as what has to go, and stays', async (_, name, key, options) => {
    await standsInTheWay('users', name, key, { ...options, name });
  });

  test.each([
    ['other weights of its texts', { 'session_context.topics': 'text' }, { weights: { 'session_context.topics': 9 } }],
    ['another text', { 'session_context.subject': 'text' }, {}],
  ] as const)('one of texts with %s is named as what has to go, and stays', async (_, key, options) => {
    await standsInTheWay('learning_sessions', 'text', key, { ...options, name: 'text' });
  });

  test.each([
    ['learning_sessions', 'text', { 'session_context.subject': 'text' }, { name: 'search' }],
    ['users', 'created_at', { created_at: -1 }, { name: 'mine', expireAfterSeconds: 99_999_999 }],
    ['users', 'created_at', { created_at: -1 }, { name: 'created_at_-1' }],
  ] as const)('one of %s that excludes %s is named as what has to go, and stays', async (collection, name, key, options) => {
    await standsInTheWay(collection, name, key, options);
  });

  async function standsInTheWay(collection: string, name: string, key: object, options: { readonly name: string }): Promise<void> {
    await db.collection(collection).dropIndex(name);
    await db.collection(collection).createIndex(key as never, options);
    await db.collection('concepts').dropIndex('identity');
    const before = await schemaOf(db);
    const refusal = await refusalOf(engine.setup());
    expect(refusal.code).toBe('setup_conflict');
    expect(refusal.message).toContain(`drop the index ${options.name} of ${collection}`);
    expect(await schemaOf(db)).toEqual(before);
    await db.collection(collection).dropIndex(options.name);
    await engine.setup();
    expect(await engine.verifySchema()).toEqual([]);
  }

  test('values stored twice are counted and not shown, and nothing is changed', async () => {
    await db.collection('learning_dna').dropIndexes();
    await db.collection('learning_sessions').dropIndexes();
    const unchecked = { bypassDocumentValidation: true };
    await db.collection('learning_dna').insertMany([{ user_id: 'secret' }, { user_id: 'secret' }], unchecked);
    const before = await schemaOf(db);
    const refusal = await refusalOf(engine.setup());
    expect(refusal.code).toBe('setup_conflict');
    expect(refusal.message).toMatch(/learning_dna .*user_id.* 1 values are there more than once/);
    expect(refusal.message).not.toContain('secret');
    expect(await schemaOf(db)).toEqual(before);
    await db.collection('learning_dna').deleteMany({});
    await engine.setup();
    expect(await engine.verifySchema()).toEqual([]);
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
