import { createEngine, type EngineWith } from 'adaptive-learning-engine';
import { COLLECTION_NAMES } from 'adaptive-learning-engine/collections';
import { definePipeline } from 'adaptive-learning-engine/pipelines';
import { createRepositories, createUnsafeRepositories, DecodedCursor } from 'adaptive-learning-engine/repositories';
import { type CommandStartedEvent, MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { bookmarks } from '../../examples/bookmarks/module.js';
import { type AnyPipeline, PIPELINES } from '../../src/pipelines/index.js';
import { INTERNAL_METHODS, MACHINERY, WRITE_METHODS } from '../../src/repositories/method-kinds.js';
import { refusalAtOnce } from '../support/refusal.js';
import { repositoryArguments } from '../support/repository-arguments.js';
import { newAccount, openTutor, type Tutor } from '../support/tutor.js';

let tutor: Tutor;
let engine: EngineWith<[ReturnType<typeof bookmarks>]>;
let client: MongoClient;
let written: string[] = [];

beforeAll(async () => {
  tutor = await openTutor();
  client = await MongoClient.connect(tutor.uri, { monitorCommands: true });
  const db = client.db(tutor.db.databaseName);
  engine = await createEngine({ db, clock: tutor.clock.read, cache: false, tuning: 'manual', modules: [bookmarks()] });
  await engine.setup();
  client.on('commandStarted', (event) => {
    if (writes(event)) written.push(event.commandName);
  });
});
afterAll(async () => {
  await engine.close();
  await client.close();
  await tutor[Symbol.asyncDispose]();
});

const WRITING = new Set(['insert', 'update', 'delete', 'findAndModify', 'bulkWrite']);
const writes = ({ commandName, command }: CommandStartedEvent) =>
  WRITING.has(commandName) || (commandName === 'aggregate' && JSON.stringify(command['pipeline']).includes('"$merge"'));

/** The core's collections and the module's. */
const CATALOGUE = [...COLLECTION_NAMES, 'bookmarks'];
const WRITE_NAMES: ReadonlySet<string> = new Set(WRITE_METHODS);
const SHARED_WRITES = ['insertOne', 'updateOne', 'save', 'replaceAll'];

type Methods = { readonly [method: string]: (...args: readonly unknown[]) => unknown };
const views = (of: object) => Object.entries(of as { readonly [collection: string]: Methods });
const methodsOf = (view: object) => Object.keys(view).filter((name) => name !== 'declaration');

/** What a method takes: those that all repositories have take a filter, a part, or a pipeline. */
function argumentsOf(collection: string, method: string): readonly unknown[] | undefined {
  const all = { reach: 'all' };
  if (['findOne', 'find', 'findUndecoded', 'count'].includes(method)) return [{}, all];
  if (method === 'findPart') return [{}, z.object({ _id: z.any() }), all];
  if (!['run', 'unreadable'].includes(method)) return repositoryArguments(collection, method);
  const pipeline = Object.values<AnyPipeline>(PIPELINES).find((each) => each.collection === collection);
  return pipeline === undefined ? undefined : [pipeline, pipeline.example];
}

async function call(view: Methods, method: string, args: readonly unknown[]): Promise<void> {
  const result = await view[method]?.(...args);
  if (result instanceof DecodedCursor) await result.toArray();
}

describe('engine.repositories', () => {
  test('reads every collection of the catalogue, and no method sends a write', async () => {
    expect(Object.keys(engine.repositories).sort()).toEqual([...CATALOGUE].sort());
    const writing: string[] = [];
    let calls = 0;
    for (const [collection, view] of views(engine.repositories)) {
      for (const method of methodsOf(view)) {
        const args = argumentsOf(collection, method);
        if (args === undefined) continue;
        written = [];
        await call(view, method, args);
        calls += 1;
        if (written.length > 0) writing.push(`${collection}.${method}`);
      }
    }
    expect(writing).toEqual([]);
    expect(calls).toBeGreaterThan(100);
  });

  test('has no write method, no way to the driver, and cannot be changed', () => {
    for (const of of [engine.repositories, createRepositories(tutor.db)]) {
      expect(Object.isFrozen(of)).toBe(true);
      for (const [collection, view] of views(of)) {
        for (const name of [...WRITE_METHODS, ...MACHINERY, ...INTERNAL_METHODS])
          expect(view[name], `${collection}.${name}`).toBeUndefined();
        expect(Object.isFrozen(view), collection).toBe(true);
        expect(Object.getPrototypeOf(view), collection).toBe(Object.prototype);
      }
    }
  });

  test('runs no pipeline that writes', async () => {
    const stages = () => [{ $match: {} }, { $merge: { into: 'users' } }] as const;
    const params = z.object({});
    const shape = { name: 'copy_concepts', collection: 'concepts', index: 'identity', params, example: {}, row: params } as const;
    const copy = definePipeline({
      ...shape,
      scope: 'platform',
      title: '',
      description: '',
      question: '',
      resultSize: { rows: 'few' },
      stages,
    } as never);
    written = [];
    const refusal = refusalAtOnce(() => engine.repositories.concepts.run(copy as never, {} as never));
    expect(refusal).toMatchObject({ code: 'invalid_input', where: 'copy_concepts.stages' });
    expect(written).toEqual([]);
  });
});

describe('engine.unsafe.repositories', () => {
  test('adds writes, each of which sends one', async () => {
    const silent: string[] = [];
    let calls = 0;
    for (const [collection, view] of views(engine.unsafe.repositories)) {
      for (const method of methodsOf(view).filter((name) => WRITE_NAMES.has(name) && !SHARED_WRITES.includes(name))) {
        written = [];
        await call(view, method, repositoryArguments(collection, method));
        calls += 1;
        if (written.length === 0) silent.push(`${collection}.${method}`);
      }
      const usual = collection === 'learning_events' ? ['insertOne'] : SHARED_WRITES;
      expect(
        methodsOf(view)
          .filter((name) => SHARED_WRITES.includes(name))
          .sort(),
        collection,
      ).toEqual([...usual].sort());
      for (const name of [...MACHINERY, ...INTERNAL_METHODS]) expect(view[name], `${collection}.${name}`).toBeUndefined();
    }
    expect(silent).toEqual([]);
    expect(calls).toBeGreaterThan(15);
  });

  test('writes what its declaration allows, and nothing else', async () => {
    const { user_id } = await engine.createLearner(newAccount());
    const { users } = engine.unsafe.repositories;
    expect(await users.updateOne({ user_id }, { set: { 'profile.name': 'Grace' } })).toBe(true);
    expect(await engine.repositories.users.findOne({ user_id })).toMatchObject({ profile: { name: 'Grace' } });
    await expect(users.updateOne({ user_id }, { set: { 'profile.age': -1 } })).rejects.toMatchObject({ code: 'invalid_input' });
  });

  test('appends to the log, and changes nothing in it', () => {
    for (const { learning_events } of [engine.unsafe.repositories, createUnsafeRepositories(tutor.db)])
      expect(methodsOf(learning_events).filter((name) => WRITE_NAMES.has(name))).toEqual(['insertOne']);
  });
});

test.each([createRepositories, createUnsafeRepositories])('%o refuses what is no database', (create) => {
  for (const given of [undefined, null, 7, {}, 'mongodb://127.0.0.1'])
    expect(refusalAtOnce(() => create(given as never))).toMatchObject({ code: 'invalid_input', where: `${create.name}.db` });
});
