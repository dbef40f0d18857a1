import { randomUUID } from 'node:crypto';
import { createEngine, type Engine } from 'adaptive-learning-engine';
import { createRepositories, DecodedCursor } from 'adaptive-learning-engine/repositories';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { learnersOf } from '../../src/pipelines/examples.js';
import { countCommands } from '../support/count-commands.js';
import { openDatabase, type TestDatabase } from '../support/database.js';
import { refusalOf } from '../support/refusal.js';
import { newAccount } from '../support/tutor.js';

let database: TestDatabase;
let engine: Engine;
beforeAll(async () => {
  database = await openDatabase();
  engine = await createEngine({ db: database.db });
});
afterAll(() => database[Symbol.asyncDispose]());

const WITHOUT_SETUP = new Set(['setup', 'verifySchema', 'as', 'close', 'constructor']);

function verbsOf(target: object): string[] {
  const members = Object.entries(Object.getOwnPropertyDescriptors(target));
  return members.filter(([name, { value }]) => typeof value === 'function' && !WITHOUT_SETUP.has(name)).map(([name]) => name);
}

async function expectNothingMade(): Promise<void> {
  expect(await database.db.listCollections({}, { nameOnly: true }).toArray()).toEqual([]);
}

type Call = (...args: readonly unknown[]) => Promise<unknown>;

describe('before setup', () => {
  test('every verb of the engine says so at once, whatever its input, and makes no collection', async () => {
    const verbs = verbsOf(engine);
    expect(verbs).toContain('createLearner');
    for (const verb of verbs) {
      const call = Reflect.get(engine, verb) as Call;
      // The control of these is their only argument, and is looked at first.
      expect(await refusalOf(call(['watch', 'tune'].includes(verb) ? {} : newAccount())), verb).toMatchObject({
        code: 'setup_required',
        where: verb,
      });
    }
    await expectNothingMade();
  });

  test('every verb of a learner says so at once', async () => {
    const learner = engine.as({ userId: randomUUID(), role: 'system' });
    const verbs = verbsOf(Object.getPrototypeOf(learner) as object);
    expect(verbs).toContain('recordAnswer');
    for (const verb of verbs) {
      const call = (Reflect.get(learner, verb) as Call).bind(learner);
      expect(await refusalOf(call({})), verb).toMatchObject({ code: 'setup_required', where: verb });
    }
    await expectNothingMade();
  });

  // What a named verb of a repository must be given to come as far as the database.
  const at = new Date('2026-03-01T00:00:00Z');
  const user = randomUUID();
  const [someone = ''] = learnersOf(1, 1);
  const concept = { subject: 's', topic: 't', concept: 'c' };
  const owned = new Map([[user, [concept]]]);
  const ARGUMENTS: { readonly [verb: string]: readonly unknown[] } = {
    manyForFold: [owned],
    changesOf: [new Map([[user, [concept]]])],
    markUndone: [user, 'e', at, {}],
    prints: [new Map([[user, ['e']]])],
    keep: [[{ collection: 'users', day: at, documents: 0, bytes: 0, index_bytes: 0, schema_version: 1 }], { before: at }],
    remove: [user, [{ data_source: 'session', analysis_date: at }]],
    touch: [[concept]],
    upsert: [[{ ...concept, difficulty_level: 0.5, prerequisites: [], created_at: at, updated_at: at, schema_version: 1 }]],
    markChanged: [[at], at],
    rollUp: [at, { deadline: at, keep: false, maxTimeMS: 1_000 }],
    save: [
      { user_id: user, revision: 0, a: 1 },
      { user_id: user, revision: 1, a: 2 },
    ],
    findByEmail: ['a@example.org'],
    recent: [user, { at }],
    weakest: [user, { below: 1, limit: 1 }],
    between: [user, { source: 'daily_aggregation', first: at, last: at }],
    ofSession: [user, user, { limit: 1 }],
    ofConcept: [user, concept, { limit: 1 }],
    ratings: [user, [user], { after: at }],
    uncountable: [at, { limit: 1 }],
    ofModel: ['bkt', { limit: 1 }],
    active: [['bkt']],
    activate: [{ model: 'bkt', params_version: 'v' }, at, {}],
    ofFit: [{ model: 'bkt', params_version: 'v' }],
    begin: [{ model: 'bkt', begun: 0, lease: { holder: 'h', params_version: 'v', until: at } }],
    extend: [{ model: 'bkt', holder: 'h' }, at],
    end: [
      { model: 'bkt', holder: 'h' },
      { end: 'not_better', at, events: 1, answers: 1, learners: 1, params_version: 'default' },
    ],
    leave: [
      { model: 'bkt', holder: 'h' },
      { now: at, stopped: true },
    ],
    'model_fit_concepts.remove': [{ model: 'bkt', params_version: 'v' }],
    advance: ['usage_days', at, at],
    of: ['usage_days'],
    settings: [[user]],
    sittings: [user, [user]],
    profileWithDna: [someone],
    foldable: [user, concept],
    relationships: [concept],
    latest: [user, { at, limit: 1 }],
    firstRecorded: [at],
    firstOccurred: [user, at],
    firstStart: [at],
    firstDay: [at],
    since: [at],
    changedSince: [at],
    daysTouchedSince: [at],
    countStarted: [at],
    ofIds: [user, ['e']],
    replaceEmail: [user, undefined, 'a@example.org', at, {}],
    admitAll: [[{ user_id: user }]],
    setStatus: [user, 'active', at],
    outsideAnalytics: [],
    ownerOf: ['a@example.org'],
    ownersOf: [['a@example.org']],
    'users.existing': [[user]],
    lastOf: [[user]],
    'learning_dna.manyForFold': [[user]],
    release: ['a@example.org', user, {}],
    around: [user, at],
    'learning_sessions.between': [user, at, at],
    newest: [user],
    open: [{ before: at, limit: 1 }],
    lookup: [user],
    levels: [user],
    due: [user, { day: 1, before: at, limit: 1 }],
    history: [user],
    curriculum: [],
    graph: [],
    existing: [[concept]],
    'concepts.whole': [[concept]],
    page: [{ retired: false, limit: 1 }],
    'concepts.remove': [[concept]],
    dependents: [concept],
    learnersOf: [concept, { limit: 1 }],
    hasAny: [user, [concept]],
  };

  test('every named verb of every repository says so, and makes no collection', async () => {
    const ends: [string, unknown][] = [];
    for (const [collection, repository] of Object.entries(createRepositories(database.db))) {
      for (const verb of verbsOf(Object.getPrototypeOf(repository) as object)) {
        const call = (Reflect.get(repository, verb) as (...args: readonly unknown[]) => unknown).bind(repository);
        const asked = async () => {
          const result = call(...(ARGUMENTS[`${collection}.${verb}`] ?? ARGUMENTS[verb] ?? [user, user]));
          return result instanceof DecodedCursor ? result.toArray() : result;
        };
        const end = await asked().then(
          () => 'a result',
          (error: { readonly code?: unknown }) => error.code ?? 'arguments that it does not take',
        );
        ends.push([`${collection}.${verb}`, end]);
      }
    }
    expect(ends.filter(([, end]) => end === 'a result')).toEqual([]);
    expect(ends.filter(([, end]) => end === 'setup_required').length).toBeGreaterThan(0.9 * ends.length);
    await expectNothingMade();
  });

  test('so do those that all repositories have', async () => {
    const { users } = createRepositories(database.db);
    const filter = { user_id: user };
    const calls: readonly (readonly [string, () => Promise<unknown>])[] = [
      ['findOne', () => users.findOne(filter)],
      ['find', () => users.find(filter).toArray()],
      ['find, row by row', () => users.find(filter).next()],
      ['findUndecoded', () => users.findUndecoded(filter).toArray()],
      ['count', () => users.count(filter)],
      ['updateOne', () => users.updateOne(filter, { set: { account_status: 'active' } })],
    ];
    for (const [name, call] of calls) expect(await refusalOf(call()), name).toMatchObject({ code: 'setup_required' });
    await expectNothingMade();
  });
});

test('once setup has run the same engine works, and asks no more', async () => {
  const client = await MongoClient.connect(database.uri, { monitorCommands: true });
  try {
    const own = await createEngine({ db: client.db(database.db.databaseName), cache: false });
    expect(await refusalOf(own.createLearner(newAccount()))).toMatchObject({ code: 'setup_required' });
    await engine.setup();
    const { user_id } = await own.createLearner(newAccount());
    const learner = own.as({ userId: user_id, role: 'learner' });
    await learner.profile();
    expect(await countCommands(client, () => learner.profile())).toEqual({ aggregate: 1 });
  } finally {
    await client.close();
  }
});

test('two accounts cannot share an address, from the first write on', async () => {
  const account = newAccount();
  await engine.createLearner(account);
  const twin = { ...newAccount(), email: account.email };
  expect(await refusalOf(engine.createLearner(twin))).toMatchObject({ code: 'already_exists' });
});
