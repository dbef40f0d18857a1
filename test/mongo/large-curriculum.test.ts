import { type CurriculumInput, createEngine, type Engine } from 'adaptive-learning-engine';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase, type TestDatabase } from '../support/database.js';
import { refusalOf } from '../support/refusal.js';

let database: TestDatabase;
let engine: Engine;
/** Told of each commit. */
let committed: () => void = () => undefined;
let client: MongoClient;

beforeAll(async () => {
  database = await openDatabase();
  client = await MongoClient.connect(database.uri, { monitorCommands: true, socketTimeoutMS: 60_000 });
  client.on('commandSucceeded', ({ commandName }) => {
    if (commandName === 'commitTransaction') committed();
  });
  engine = await createEngine({ db: client.db(database.db.databaseName) });
  await engine.setup();
});
afterAll(async () => {
  await engine.close();
  await client.close();
  await database[Symbol.asyncDispose]();
});

const nameOf = (n: number) => `Concept ${n}`;
/** Makes two thousand concepts more than goes into one part. */
const LONG = 'd'.repeat(2_000);
/** Concepts of which each builds on the next in the list, so that none can be stored before those behind it. */
const chain = (subject: string, count: number, description = ''): CurriculumInput =>
  Array.from({ length: count }, (_, n) => ({
    subject,
    topic: `Topic ${n % 100}`,
    concept: nameOf(n),
    description,
    ...(n + 1 < count && { prerequisites: [{ concept: nameOf(n + 1) }] }),
  }));

async function storedOf(subject: string) {
  const stored = await database.db.collection('concepts').find({ subject }).toArray();
  const names = new Set(stored.map(({ concept }) => concept as string));
  const missing = stored
    .flatMap(({ prerequisites }) => prerequisites as { concept: string }[])
    .filter(({ concept }) => !names.has(concept));
  return { count: stored.length, missing: missing.length };
}

test('the largest curriculum that a call takes is stored, in parts that the server bears', { timeout: 60_000 }, async () => {
  let commits = 0;
  committed = () => {
    commits += 1;
  };
  expect(await engine.upsertCurriculum(chain('Largest', 20_000), { deadlineMs: 60_000 })).toEqual({ inserted: 20_000, updated: 0 });
  expect(await storedOf('Largest')).toEqual({ count: 20_000, missing: 0 });
  expect(commits).toBe(4);
  await database.db.collection('concepts').deleteMany({});
});

test('a call that ends in between leaves no concept without what it builds on, and the same call stores the rest', async () => {
  const stop = new AbortController();
  committed = () => stop.abort();
  const input = chain('Stopped', 4_500, LONG);
  expect(await refusalOf(engine.upsertCurriculum(input, { signal: stop.signal }))).toMatchObject({ code: 'aborted' });
  const { count, missing } = await storedOf('Stopped');
  expect(count).toBeGreaterThan(0);
  expect(count).toBeLessThan(4_500);
  expect(missing).toBe(0);
  expect(await engine.upsertCurriculum(input)).toEqual({ inserted: 4_500 - count, updated: count });
  expect(await storedOf('Stopped')).toEqual({ count: 4_500, missing: 0 });
});

test('what is wrong anywhere in a large curriculum keeps all of it out, and is named by its place', async () => {
  const input = chain('Wrong', 2_500, LONG);
  const place = { subject: 'Wrong', topic: 'Topic 99' };
  const last = { ...place, concept: nameOf(2_499) };
  const circle = [...input.slice(0, -1), { ...last, prerequisites: [{ concept: nameOf(7), topic: 'Topic 7' }] }];
  expect(await refusalOf(engine.upsertCurriculum(circle))).toMatchObject({ code: 'prerequisite_cycle' });
  const unknown = [...input.slice(0, -1), { ...last, prerequisites: [{ concept: 'Nothing' }] }];
  expect(await refusalOf(engine.upsertCurriculum(unknown))).toMatchObject({
    code: 'invalid_input',
    where: 'upsertCurriculum.2499.prerequisites.0',
  });
  expect(await storedOf('Wrong')).toEqual({ count: 0, missing: 0 });
});

test('a large curriculum may turn round what builds on what', async () => {
  const forward = chain('Turned', 2_500, LONG);
  await engine.upsertCurriculum(forward);
  const backward = forward.map((entry, n) => ({ ...entry, prerequisites: n === 0 ? [] : [{ concept: nameOf(n - 1) }] }));
  expect(await engine.upsertCurriculum(backward)).toEqual({ inserted: 0, updated: 2_500 });
  expect(await database.db.collection('concepts').findOne({ subject: 'Turned', concept: nameOf(9) })).toMatchObject({
    prerequisites: [{ concept: nameOf(8) }],
  });
});
