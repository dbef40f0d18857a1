import { randomUUID } from 'node:crypto';
import { createEngine, type Engine } from 'adaptive-learning-engine';
import { createUnsafeRepositories, DecodedCursor } from 'adaptive-learning-engine/repositories';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Repository } from '../../src/repositories/index.js';
import { countCommands } from '../support/count-commands.js';
import { openDatabase, type TestDatabase } from '../support/database.js';
import { refusalOf } from '../support/refusal.js';
import { repositoryArguments } from '../support/repository-arguments.js';
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

  const user = randomUUID();

  test('every named verb of every repository says so, and makes no collection', async () => {
    const ends: [string, unknown][] = [];
    for (const [collection, repository] of Object.entries(createUnsafeRepositories(database.db))) {
      for (const verb of verbsOf(repository as object).filter((name) => !Object.hasOwn(Repository.prototype, name))) {
        const call = (Reflect.get(repository, verb) as (...args: readonly unknown[]) => unknown).bind(repository);
        const asked = async () => {
          const result = call(...repositoryArguments(collection, verb));
          return result instanceof DecodedCursor ? result.toArray() : result;
        };
        const end = await asked().then(
          () => 'a result',
          (error: { readonly code?: unknown }) => error.code,
        );
        ends.push([`${collection}.${verb}`, end]);
      }
    }
    expect(ends.filter(([, end]) => end !== 'setup_required')).toEqual([]);
    expect(ends.length).toBeGreaterThan(70);
    await expectNothingMade();
  });

  test('so do those that all repositories have', async () => {
    const { users } = createUnsafeRepositories(database.db);
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
