import { randomBytes } from 'node:crypto';
import { createEngine } from 'adaptive-learning-engine';
import { MongoClient } from 'mongodb';
import { expect, inject, test } from 'vitest';
import { refusalOf } from '../support/refusal.js';
import { newAccount } from '../support/tutor.js';

test('an engine that opened its own connection works on the database it was told, and closes it', async () => {
  const database = `ale_${randomBytes(6).toString('hex')}`;
  const engine = await createEngine({ uri: inject('mongoUri'), database });
  await using client = await MongoClient.connect(inject('mongoUri'));
  try {
    await engine.setup();
    const { user_id } = await engine.createLearner(newAccount());
    expect(await engine.repositories.users.count({ user_id })).toBe(1);
  } finally {
    expect(await client.db(database).collection('users').countDocuments()).toBe(1);
    await client.db(database).dropDatabase();
    await engine.close();
  }
  await expect(engine.repositories.users.count({ user_id: 'x' })).rejects.toMatchObject({ code: 'closed' });
});

test('a server that cannot be reached is said to be so at once', async () => {
  const uri = 'mongodb://127.0.0.1:1/tutor?serverSelectionTimeoutMS=50&directConnection=true';
  expect(await refusalOf(createEngine({ uri }))).toMatchObject({ code: 'database_unavailable', where: 'createEngine.uri' });
});

test.each([
  ['nothing', undefined, 'createEngine'],
  ['null', null, 'createEngine'],
  ['neither db nor uri', {}, 'createEngine'],
  ['both', { db: { collection: () => undefined }, uri: 'mongodb://x' }, 'createEngine'],
  ['a db that is none', { db: {} }, 'createEngine.db'],
  ['null as a db', { db: null }, 'createEngine.db'],
  ['a uri that is none', { uri: 'nonsense://user:hunter2@host' }, 'createEngine.uri'],
  ['a uri with a mistake in it', { uri: 'mongodb://user:hunter2@host/tutor?readPreference=nowhere' }, 'createEngine.uri'],
  ['a number as a uri', { uri: 7 }, 'createEngine.uri'],
])('%s is refused, and no password repeated', async (_, options, where) => {
  const refusal = await refusalOf(createEngine(options as never));
  expect(refusal).toMatchObject({ code: 'invalid_input', where });
  expect(refusal.message).not.toContain('hunter2');
  expect(String(refusal.cause)).not.toContain('hunter2');
});
