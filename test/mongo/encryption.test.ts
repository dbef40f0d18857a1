import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { type AdaptiveLearningError, createEngine, type Engine, type LearnerScope } from 'adaptive-learning-engine';
import { BSON, type Document } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { COLLECTIONS } from '../../src/collections/index.js';
import { type AnyDeclaration, encryptedPathsOf } from '../../src/schema/index.js';
import { later, MINUTE } from '../support/stopped-clock.js';
import { testKeys } from '../support/test-keys.js';
import { newAccount, openTutor, type Tutor } from '../support/tutor.js';

const CANARY = 'Canary5e7f';
const IN_CLEAR = 'Parrot91ac';
const TENANT = 'school-a';
const declarations = Object.values(COLLECTIONS) as readonly object[] as readonly AnyDeclaration[];

let tutor: Tutor;
let engine: Engine;
let learner: LearnerScope;
beforeAll(async () => {
  tutor = await openTutor({ encryption: { keys: await testKeys(), tenant: TENANT } });
  engine = tutor.engine;
  learner = await live(engine, 'ada', CANARY);
});
afterAll(async () => {
  await engine.close();
  await tutor[Symbol.asyncDispose]();
});

/** A learner whose every personal text has a word in it, with a session, its interactions, feelings and interventions, and a day of emotions. */
async function live(on: Engine, userId: string, word: string): Promise<LearnerScope> {
  tutor.clock.set(later(0));
  await on.createLearner({
    ...newAccount(),
    user_id: userId,
    email: `${userId}@example.org`,
    password_hash: `hash-${word}`,
    profile: { name: word, timezone: 'UTC', location: { country: word }, learning_goals: [`to ${word}`] },
    preferences: { privacy_settings: { emotional_data_usage: true } },
    metadata: { note: word },
  });
  const scope = on.as({ userId, role: 'learner' });
  const { session_id } = await scope.startSession({
    session_type: 'practice',
    subject: 'Algebra',
    topics: ['Equations'],
    learning_objectives: [`know ${word}`],
    session_id: `${userId}-session`,
    metadata: { note: word },
  });
  const at = (minutes: number) => ({ session_id, occurred_at: later(minutes * MINUTE) });
  tutor.clock.set(later(30 * MINUTE));
  for (const n of [1, 2, 3])
    await scope.recordInteraction({
      ...at(n),
      event_id: `${userId}-i${n}`,
      interaction_type: 'question',
      user_input: `${word} asks ${n}`,
      ai_response: { text: `${word} is told ${n}`, provider_used: 'groq', response_time_ms: 1, tokens_used: 1, cost_usd: 0 },
    });
  await scope.recordEmotion({ ...at(4), event_id: `${userId}-e`, emotion: 'frustration', intensity: 1, confidence: 1, trigger: word });
  await scope.applyIntervention({ ...at(5), event_id: `${userId}-a`, intervention_type: 'break', reason: `because of ${word}` });
  await scope.recordAnswer({
    ...at(6),
    event_id: `${userId}-q`,
    subject: 'Algebra',
    topic: 'Equations',
    concept: 'Linear equations',
    correct: true,
    response_time_seconds: 9,
    metadata: { note: word },
  });
  await scope.endSession({ session_id, ended_at: later(20 * MINUTE) });
  tutor.clock.set(later(3 * 24 * 60 * MINUTE));
  await on.aggregateEmotions({ since: later(-60 * MINUTE) });
  return scope;
}

/** All stored documents, each as its bytes. */
async function stored(): Promise<{ readonly name: string; readonly document: Document; readonly bytes: Buffer }[]> {
  const all = await Promise.all(
    declarations.map(async ({ name }) =>
      (await tutor.db.collection(name).find().toArray()).map((document) => ({
        name,
        document,
        bytes: Buffer.from(BSON.serialize(document)),
      })),
    ),
  );
  return all.flat();
}

describe('personal texts', () => {
  test('are stored nowhere in clear: no document, no entry of the oplog', async () => {
    const documents = await stored();
    expect(documents.filter(({ bytes }) => bytes.includes(CANARY)).map(({ name }) => name)).toEqual([]);
    const oplog = tutor.client.db('local').collection('oplog.rs');
    const entries = oplog.find({ $or: [{ ns: { $regex: `^${tutor.db.databaseName}\\.` } }, { ns: 'admin.$cmd' }] });
    let seen = 0;
    for await (const entry of entries) {
      if (!Buffer.from(BSON.serialize(entry)).includes(tutor.db.databaseName)) continue;
      seen += 1;
      expect(Buffer.from(BSON.serialize(entry)).includes(CANARY)).toBe(false);
    }
    expect(seen).toBeGreaterThan(10);
  });

  test('were there to be stored: every encrypted field of every collection holds a ciphertext', async () => {
    const documents = await stored();
    const filled = new Set<string>();
    for (const { name, document } of documents)
      encryptedPathsOf(COLLECTIONS[name as 'users']).replaceIn(document, (value, { path }) => {
        expect((value as { _bsontype?: string })._bsontype, `${name}.${path}`).toBe('Binary');
        filled.add(`${name}.${path}`);
        return value;
      });
    const declared = declarations.flatMap(({ name, encrypted }) => encrypted.map((path) => `${name}.${path}`));
    expect(declared.filter((path) => !filled.has(path)).sort()).toEqual([]);
  });

  test('are in no file of the database, where those of an engine without keys are', async () => {
    const { parsed } = await tutor.client.db('admin').command({ getCmdLineOpts: 1 });
    const folder = (parsed as { storage: { dbPath: string } }).storage.dbPath;
    const clear = await createEngine({ db: tutor.client.db(`${tutor.db.databaseName}_clear`), encryption: false, tuning: 'manual' });
    await clear.setup();
    await clear.ensureLearner({ user_id: 'bob', timezone: 'UTC' });
    await clear.unsafe.repositories.users.updateOne({ user_id: 'bob' }, { set: { 'profile.name': IN_CLEAR } });
    await tutor.client.db('admin').command({ fsync: 1 });
    const found = { canary: [] as string[], parrot: [] as string[] };
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    for (const { name: file, parentPath } of files) {
      // The server deletes the files of what other tests drop.
      const bytes = existing(join(parentPath, file));
      if (bytes.includes(CANARY)) found.canary.push(file);
      if (bytes.includes(IN_CLEAR)) found.parrot.push(file);
    }
    await clear.close();
    await tutor.client.db(`${tutor.db.databaseName}_clear`).dropDatabase();
    expect(found.canary).toEqual([]);
    expect(found.parrot).not.toEqual([]);
  });

  test('come back as they were given', async () => {
    const { profile } = await learner.profile();
    expect(profile).toMatchObject({ name: CANARY, location: { country: CANARY }, learning_goals: [`to ${CANARY}`] });
    const { rows: events } = await learner.sessionEvents({ session_id: 'ada-session' });
    expect(JSON.stringify(events)).toContain(`${CANARY} asks 2`);
    expect(JSON.stringify(events)).toContain(`because of ${CANARY}`);
    const session = await engine.repositories.learning_sessions.own('ada', 'ada-session');
    expect(session?.interactions.map(({ user_input, ai_response }) => [user_input, ai_response?.text])).toEqual(
      [1, 2, 3].map((n) => [`${CANARY} asks ${n}`, `${CANARY} is told ${n}`]),
    );
    expect(session?.session_context.learning_objectives).toEqual([`know ${CANARY}`]);
    const account = await engine.repositories.users.findOne({ user_id: 'ada' }, { fields: ['password_hash', 'metadata'] });
    expect(account).toEqual({ _id: account?._id, password_hash: `hash-${CANARY}`, metadata: { note: CANARY } });
    const days = await engine.repositories.emotional_analytics.find({ user_id: 'ada' }).toArray();
    expect(days.length).toBeGreaterThan(0);
    expect(JSON.stringify(days)).toContain(CANARY);
  });

  test('a retry is recognised, and another text under the same id is a conflict', async () => {
    const again = {
      event_id: 'ada-i1',
      session_id: 'ada-session',
      occurred_at: later(MINUTE),
      interaction_type: 'question' as const,
      user_input: `${CANARY} asks 1`,
      ai_response: { text: `${CANARY} is told 1`, provider_used: 'groq', response_time_ms: 1, tokens_used: 1, cost_usd: 0 },
    };
    await learner.recordInteraction(again);
    await expect(learner.recordInteraction({ ...again, user_input: 'another' })).rejects.toMatchObject({ code: 'event_conflict' });
  });

  test('a replay recomputes the same documents', async () => {
    const before = await engine.repositories.learning_sessions.find({ user_id: 'ada' }).toArray();
    await engine.replay('ada');
    const after = await engine.repositories.learning_sessions.find({ user_id: 'ada' }).toArray();
    expect(after.map(({ revision: _, ...rest }) => rest)).toEqual(before.map(({ revision: _, ...rest }) => rest));
  });
});

describe('what was tampered with does not open', () => {
  const users = () => tutor.db.collection('users');
  const events = () => tutor.db.collection('learning_events');
  const refused = async (read: () => Promise<unknown>) => {
    const error = (await read().catch((thrown: unknown) => thrown)) as AdaptiveLearningError;
    expect(error?.code).toBe('corrupt_document');
    expect(inspect(error, { depth: 9 })).not.toContain(CANARY);
  };
  beforeAll(async () => void (await live(engine, 'eve', 'Evening')));

  test('a name that was copied to another learner', async () => {
    const ada = await users().findOne({ user_id: 'ada' });
    const eve = await users().findOne({ user_id: 'eve' });
    await users().updateOne({ user_id: 'eve' }, { $set: { 'profile.name': ada?.['profile'].name } });
    await refused(() => engine.repositories.users.findOne({ user_id: 'eve' }));
    await users().updateOne({ user_id: 'eve' }, { $set: { 'profile.name': eve?.['profile'].name } });
    expect((await engine.repositories.users.findOne({ user_id: 'eve' }))?.profile.name).toBe('Evening');
  });

  test('a text that was moved to another event, or to another field of its event', async () => {
    const [one, two] = await Promise.all(['ada-i1', 'ada-i2'].map((event_id) => events().findOne({ user_id: 'ada', event_id })));
    const read = () => engine.repositories.learning_events.ofIds('ada', ['ada-i2'], { unreadable: 'refuse' }).toArray();
    const put = (path: string, value: unknown) => events().updateOne({ _id: two?._id as never }, { $set: { [path]: value } });
    await put('interaction.user_input', one?.['interaction'].user_input);
    await refused(read);
    await put('interaction.user_input', two?.['interaction'].ai_response.text);
    await refused(read);
    await put('interaction.user_input', two?.['interaction'].user_input);
    expect(await read()).toHaveLength(1);
  });

  test('a text that was moved to another entry of a list', async () => {
    const sessions = tutor.db.collection('learning_sessions');
    const session = await sessions.findOne({ session_id: 'ada-session' });
    const texts = ((session?.['interactions'] ?? []) as { user_input: unknown }[]).map(({ user_input }) => user_input);
    await sessions.updateOne({ _id: session?._id as never }, { $set: { 'interactions.0.user_input': texts[1] } });
    await refused(() => engine.repositories.learning_sessions.own('ada', 'ada-session'));
    await sessions.updateOne({ _id: session?._id as never }, { $set: { 'interactions.0.user_input': texts[0] } });
    expect(await engine.repositories.learning_sessions.own('ada', 'ada-session')).not.toBeNull();
  });

  test('the validator refuses a text in clear, and one that was put past it is not shown', async () => {
    await expect(users().updateOne({ user_id: 'eve' }, { $set: { 'profile.name': 'Mallory' } })).rejects.toMatchObject({ code: 121 });
    const eve = await users().findOne({ user_id: 'eve' });
    await users().updateOne({ user_id: 'eve' }, { $set: { 'profile.name': 'Mallory' } }, { bypassDocumentValidation: true });
    await refused(() => engine.repositories.users.findOne({ user_id: 'eve' }));
    await users().updateOne({ user_id: 'eve' }, { $set: { 'profile.name': eve?.['profile'].name } });
  });

  test('a list leaves out what does not open, and says so', async () => {
    const [one, two] = await Promise.all(['ada-i1', 'ada-i2'].map((event_id) => events().findOne({ user_id: 'ada', event_id })));
    await events().updateOne({ _id: two?._id as never }, { $set: { 'interaction.user_input': one?.['interaction'].user_input } });
    const cursor = engine.repositories.learning_events.find({ user_id: 'ada', type: 'interaction' });
    expect((await cursor.toArray()).map(({ event_id }) => event_id).sort()).toEqual(['ada-i1', 'ada-i3']);
    expect(cursor.unreadable).toEqual([{ collection: 'learning_events', id: String(two?._id) }]);
    await events().updateOne({ _id: two?._id as never }, { $set: { 'interaction.user_input': two?.['interaction'].user_input } });
  });

  test('another tenant opens nothing, with the same keys', async () => {
    const other = await tutor.another({ encryption: { keys: await testKeys(), tenant: 'school-b' } });
    await refused(() => other.repositories.users.findOne({ user_id: 'ada' }));
    await other.close();
  });

  test('an engine without keys neither sets up nor stores there, and shows no ciphertext', async () => {
    const without = await tutor.another({ encryption: false });
    await expect(without.setup()).rejects.toMatchObject({ code: 'setup_conflict', message: expect.stringContaining('encryption') });
    await refused(() => without.repositories.users.findOne({ user_id: 'ada' }));
    await expect(without.createLearner({ ...newAccount(), user_id: 'dan' })).rejects.toThrow();
    expect(await tutor.db.collection('users').countDocuments({ user_id: 'dan' })).toBe(0);
    await without.close();
  });

  test('without its data key a learner is unreadable, and others are not', async () => {
    await live(engine, 'cleo', 'Cleopatra');
    await tutor.db.collection('data_keys').deleteMany({ user_id: 'cleo' });
    const later = await tutor.another();
    await refused(() => later.repositories.users.findOne({ user_id: 'cleo' }));
    expect((await later.repositories.users.findOne({ user_id: 'ada' }))?.profile.name).toBe(CANARY);
  });
});

describe('encrypted fields', () => {
  test.each<[string, () => unknown]>([
    ['are found by nothing', () => engine.repositories.users.findOne({ user_id: 'ada', 'profile.name': CANARY })],
    ['sort nothing', () => engine.repositories.users.find({ user_id: 'ada' }, { sort: { 'profile.name': 1 } }).toArray()],
    [
      'change as a whole',
      () => engine.unsafe.repositories.users.updateOne({ user_id: 'ada' }, { set: { 'profile.location.country': 'x' } as never }),
    ],
    [
      'change in a document that is named',
      () => engine.unsafe.repositories.learning_sessions.updateOne({ user_id: 'ada' }, { set: { metadata: {} } }),
    ],
  ])('%s', async (_, run) => {
    await expect((async () => run())()).rejects.toMatchObject({ code: 'invalid_input' });
  });

  test('may be asked whether they are there, and set and unset', async () => {
    const { users } = engine.unsafe.repositories;
    expect(await users.count({ user_id: 'ada', 'profile.name': { $exists: true } })).toBe(1);
    await users.updateOne({ user_id: 'ada' }, { set: { 'profile.location': { country: 'CH' } }, unset: ['metadata'] });
    const account = await users.findOne({ user_id: 'ada' });
    expect(account?.profile.location).toEqual({ country: 'CH' });
    expect(account?.metadata).toBeUndefined();
  });
});

function existing(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}
