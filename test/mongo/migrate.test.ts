import { createEngine, type EngineWith, type MigrationReport } from 'adaptive-learning-engine';
import type { Db, Document } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bookmarks as declared } from '../../examples/bookmarks/bookmarks.js';
import { bookmarks } from '../../examples/bookmarks/module.js';
import { CollectionSet, Repository, rewriteUnchanged } from '../../src/repositories/index.js';
import { type AnyDeclaration, inVersion } from '../../src/schema/index.js';
import { plansOf } from '../support/explain.js';
import { refusalOf } from '../support/refusal.js';
import { answerIn, newAccount, openSession, openTutor, type Tutor } from '../support/tutor.js';

type WithBookmarks = EngineWith<[ReturnType<typeof bookmarks>]>;
const declaration = declared as object as AnyDeclaration;
const slope = { subject: 'Algebra', topic: 'Lines', concept: 'Slope' };

let tutor: Tutor;
let engine: WithBookmarks;
const logged: object[] = [];
const log = (fields: object) => void logged.push(fields);
const logger = { debug: log, info: log, warn: log, error: log };
const open = (db: Db = tutor.db) =>
  createEngine({ db, clock: tutor.clock.read, cache: false, tuning: 'manual', modules: [bookmarks()], logger }) as Promise<WithBookmarks>;
beforeAll(async () => {
  tutor = await openTutor();
  engine = await open();
  await engine.setup();
});
afterAll(() => tutor[Symbol.asyncDispose]());

async function newLearner() {
  const { user_id } = await engine.createLearner(newAccount());
  return engine.as({ userId: user_id, role: 'learner' });
}

const store = (name: string) => tutor.db.collection(name);
/** A bookmark as version 1 stored it. */
const former = (user_id: string, more: object = {}) => ({
  user_id,
  ...slope,
  comment: 'Ask again.',
  marked_at: tutor.clock.read(),
  answers: 2,
  schema_version: 1,
  ...more,
});
const of = (report: MigrationReport, collection: string) => report.collections.find((each) => each.collection === collection);

/** Turns the events of a learner into what version 0.1.0 stored before callers had roles. */
async function ageEvents(userId: string): Promise<Document[]> {
  for (const event of await store('learning_events').find({ user_id: userId }).toArray()) {
    const recorded_by = event['recorded_by'] === undefined ? 'learner' : 'system';
    await store('learning_events').replaceOne({ _id: event._id }, { ...event, recorded_by, schema_version: 1 });
  }
  return store('learning_events').find({ user_id: userId }).sort({ _id: 1 }).toArray();
}

const withoutVersion = (rows: readonly Document[]) => rows.map(({ schema_version, ...rest }) => rest);

describe('the log of version 0.1.0, before callers had roles', () => {
  test('is read as it is, counted by verifySchema, brought to today’s form, and back', async () => {
    const learner = await newLearner();
    const session_id = await openSession(learner as never);
    for (let n = 0; n < 3; n += 1) await learner.recordAnswer(answerIn(session_id, slope));
    const before = await store('learning_events').find({ user_id: learner.userId }).sort({ _id: 1 }).toArray();
    const shown = (await learner.conceptAnswers(slope)).rows;
    const aged = await ageEvents(learner.userId);
    expect(new Set(aged.map(({ recorded_by }) => recorded_by as string))).toEqual(new Set(['learner', 'system']));
    expect(await engine.verifySchema()).toMatchObject([
      { collection: 'learning_events', kind: 'outdated_documents', documents: aged.length, why: expect.stringContaining('engine.migrate') },
    ]);

    // Old documents are read in today's form, answers join them, and a replay comes to the same.
    expect((await learner.conceptAnswers(slope)).rows).toEqual(shown);
    await learner.recordAnswer(answerIn(session_id, slope));
    const mastery = await learner.mastery({});
    await engine.replay(learner.userId);
    expect(await learner.mastery({})).toEqual(mastery);
    expect(mastery.unreadable).toEqual([]);

    expect(of(await engine.migrate({ dryRun: true }), 'learning_events')).toMatchObject({ migrated: aged.length, failed: 0, remaining: 0 });
    expect(await store('learning_events').countDocuments({ schema_version: 1 })).toBe(aged.length);
    const told: number[] = [];
    const report = await engine.migrate({}, { onProgress: ({ done, unit, share }) => unit === 'documents' && told.push(done, share ?? 0) });
    expect(report.dryRun).toBe(false);
    expect(of(report, 'learning_events')).toMatchObject({ to: 2, migrated: aged.length, failed: 0, unreadable: [], remaining: 0 });
    expect(told.at(-1)).toBe(1);
    const after = await store('learning_events').find({ user_id: learner.userId }).sort({ _id: 1 }).toArray();
    expect(after.slice(0, before.length)).toEqual(before);
    expect(await engine.verifySchema()).toEqual([]);

    const back = await engine.migrate({ to: { learning_events: 1 } });
    expect(back.collections).toMatchObject([{ collection: 'learning_events', to: 1, failed: 0, remaining: 0 }]);
    const older = await store('learning_events').find({ user_id: learner.userId }).sort({ _id: 1 }).toArray();
    expect(older.slice(0, aged.length)).toEqual(aged);
    await engine.migrate();
    expect(await store('learning_events').countDocuments({ schema_version: { $ne: 2 } })).toBe(0);
  });

  test('an answer of then is undone: the whole event is in today’s form', async () => {
    const learner = await newLearner();
    const session_id = await openSession(learner as never);
    const answer = answerIn(session_id, slope);
    await learner.recordAnswer(answer);
    await ageEvents(learner.userId);
    expect(await learner.recordAnswer(answer)).toBeDefined();
    await learner.undoAnswer({ event_id: answer.event_id });
    const [undone] = await store('learning_events').find({ user_id: learner.userId, type: 'answer' }).toArray();
    expect(undone).toMatchObject({ schema_version: 2, undone_at: expect.any(Date) as Date });
    expect(undone).not.toHaveProperty('recorded_by');
    await engine.migrate();
  });
});

test('sums of emotions that counted sittings are read and brought to today’s form', async () => {
  const learner = await newLearner();
  await learner.updatePreferences({ privacy_settings: { emotional_data_usage: true } });
  const session_id = await openSession(learner as never);
  await learner.recordEmotion({ event_id: 'e1', session_id, emotion: 'confusion', intensity: 0.7, confidence: 0.9 });
  await engine.aggregateEmotions({ user_id: learner.userId, since: new Date(tutor.clock.read().getTime() - 86_400_000) });
  const made = await store('emotional_analytics').find({ user_id: learner.userId }).sort({ _id: 1 }).toArray();
  expect(made.length).toBeGreaterThan(0);
  for (const document of made) {
    const states = (document['evidence'].states as Document[]).map(({ sessions, ...state }) => ({ ...state, sittings: sessions }));
    const evidence = { ...document['evidence'], states };
    await store('emotional_analytics').replaceOne({ _id: document._id }, { ...document, evidence, schema_version: 1 });
  }
  const read = await engine.repositories.emotional_analytics.find({ user_id: learner.userId }).toArray();
  expect(read.length).toBe(made.length);
  // A part of a document that a step changes is read too, cut to what was asked for.
  const cut = await engine.repositories.emotional_analytics.find({ user_id: learner.userId }, { fields: ['evidence'] }).toArray();
  expect(cut.map((row) => Object.keys(row).sort())).toEqual(made.map(() => ['_id', 'evidence']));
  expect(of(await engine.migrate(), 'emotional_analytics')).toMatchObject({ migrated: made.length, failed: 0 });
  const after = await store('emotional_analytics').find({ user_id: learner.userId }).sort({ _id: 1 }).toArray();
  expect(withoutVersion(after)).toEqual(withoutVersion(made));
});

describe('bookmarks of version 1', () => {
  test('are listed, marked again and counted in today’s form; a single field is never changed in an older form', async () => {
    const learner = await newLearner();
    await store('bookmarks').insertOne(former(learner.userId));
    expect(await learner.bookmarks.list()).toMatchObject([{ note: 'Ask again.', answers: 2, schema_version: 2 }]);
    const session_id = await openSession(learner as never);
    await learner.recordAnswer(answerIn(session_id, slope));
    const [counted] = await store('bookmarks').find({ user_id: learner.userId }).toArray();
    expect(counted).toMatchObject({ note: 'Ask again.', answers: 3, schema_version: 2 });
    expect(counted).not.toHaveProperty('comment');
    expect(await engine.verifySchema()).toEqual([]);
  });

  test('that never had the form of their version stay, are named, and are told of', async () => {
    const learner = await newLearner();
    await store('bookmarks').insertOne(former(learner.userId));
    await tutor.db.command({
      insert: 'bookmarks',
      documents: [former(learner.userId, { answers: 'two', topic: 'odd' })],
      bypassDocumentValidation: true,
    });
    const odd = await store('bookmarks').findOne({ topic: 'odd' });
    logged.splice(0);
    for (const dryRun of [true, false])
      expect(of(await engine.migrate({ dryRun }), 'bookmarks')).toEqual({
        collection: 'bookmarks',
        to: 2,
        migrated: 1,
        failed: 1,
        unreadable: [{ collection: 'bookmarks', id: String(odd?._id) }],
        remaining: 0,
      });
    // A dry run logs nothing, and no event names a document.
    expect(logged).toEqual([
      { event: 'migrated', collection: 'bookmarks', to: 2, documents: 1 },
      { event: 'migration_incomplete', collection: 'bookmarks', to: 2, failed: 1, remaining: 0 },
    ]);
    expect(await engine.verifySchema()).toMatchObject([{ kind: 'outdated_documents', documents: 1 }]);
    expect(await store('bookmarks').findOne({ topic: 'odd' })).toEqual(odd);
    await store('bookmarks').deleteOne({ topic: 'odd' });
  });

  test('all come to today’s form while learners mark and answer, and nothing that they did is lost', async () => {
    const learners = await Promise.all(Array.from({ length: 4 }, newLearner));
    const topics = Array.from({ length: 120 }, (_, n) => `t${n}`);
    await store('bookmarks').insertMany(learners.flatMap(({ userId }) => topics.map((topic) => former(userId, { topic }))));
    let isOver = false;
    const marks = learners.map(async (learner) => {
      for (let n = 0; !isOver || n < 20; n += 1) {
        const topic = topics[(n * 7) % topics.length] as string;
        await learner.bookmarks.add({ ...slope, topic, note: `note ${n}` });
        if (n > 200) break;
      }
    });
    const report = await engine.migrate();
    isOver = true;
    await Promise.all(marks);
    expect(of(report, 'bookmarks')).toMatchObject({ failed: 0, remaining: 0 });
    expect(await store('bookmarks').countDocuments({ $or: [{ schema_version: 1 }, { comment: { $exists: true } }] })).toBe(0);
    for (const { userId } of learners) {
      const kept = await store('bookmarks').find({ user_id: userId }).toArray();
      expect(kept.length).toBe(topics.length);
      expect(kept.every(({ answers, note }) => answers === 2 && typeof note === 'string')).toBe(true);
    }
  });
});

test('a document that somebody changed after it was read is not replaced', async () => {
  const { userId } = await newLearner();
  await store('bookmarks').insertOne(former(userId));
  const stored = (await store('bookmarks').findOne({ user_id: userId })) as Document;
  const after = inVersion(declaration, stored, 2);
  await store('bookmarks').updateOne({ user_id: userId }, { $set: { comment: 'Ask first.' } });
  const source = new Repository(new CollectionSet(tutor.db, { declarations: [declaration] }), declaration as never);
  expect(await rewriteUnchanged(source, declaration, [{ stored, after }], 'migrate', {})).toBe(0);
  expect(await store('bookmarks').findOne({ user_id: userId })).toMatchObject({ comment: 'Ask first.', schema_version: 1 });
  await engine.migrate();
  expect(await store('bookmarks').findOne({ user_id: userId })).toMatchObject({ note: 'Ask first.', schema_version: 2 });
});

test('a database whose validators are of the version before is refused, and nothing is changed', async () => {
  await using bare = await openTutor();
  const early = await open(bare.db);
  await early.setup();
  await bare.db.command({
    collMod: 'bookmarks',
    validator: { $jsonSchema: { title: 'adaptive-learning-engine/bookmarks', description: 'old' } },
  });
  await bare.db.collection('bookmarks').insertOne(former('ada'));
  expect(await refusalOf(early.migrate())).toMatchObject({ code: 'setup_required', where: 'migrate' });
  expect(await bare.db.collection('bookmarks').countDocuments({ schema_version: 1 })).toBe(1);
  await early.setup();
  expect(of(await early.migrate(), 'bookmarks')).toMatchObject({ migrated: 1 });
});

test.each<readonly [string, object, string]>([
  ['a collection without migrations', { to: { users: 1 } }, 'migrate.to.users'],
  ['a collection that there is not', { to: { marks: 1 } }, 'migrate.to.marks'],
  ['a version that no step knows', { to: { bookmarks: 7 } }, 'migrate.to.bookmarks'],
  ['an unknown field', { dry: true }, 'migrate'],
])('%s is refused, naming the place', async (_, input, where) => {
  expect(await refusalOf(engine.migrate(input as never))).toMatchObject({ code: 'invalid_input', where });
});

test('a migration waits for the process that has the lease, and takes over from one that died', async () => {
  const lease = { holder: 'elsewhere/1/x', until: new Date(Date.now() + 1_500) };
  await store('watermarks').updateOne(
    { job: 'migrate' },
    { $set: { lease, begun_at: new Date(), updated_at: new Date(), schema_version: 1 } },
    { upsert: true },
  );
  const learner = await newLearner();
  await store('bookmarks').insertOne(former(learner.userId));
  const signal = AbortSignal.timeout(500);
  expect(await refusalOf(engine.migrate({}, { signal }))).toMatchObject({ code: 'aborted' });
  expect(await store('bookmarks').countDocuments({ schema_version: 1 })).toBe(1);
  expect(of(await engine.migrate(), 'bookmarks')).toMatchObject({ migrated: 1 });
  expect(Date.now()).toBeGreaterThanOrEqual(lease.until.getTime());
  expect(await store('watermarks').findOne({ job: 'migrate' })).not.toHaveProperty('lease');
});

test('no command of a migration up scans a collection', async () => {
  const learner = await newLearner();
  await store('bookmarks').insertMany(['a', 'b'].map((topic) => former(learner.userId, { topic })));
  const plans = await plansOf(tutor.uri, tutor.db.databaseName, async (db) => {
    await (await open(db as never)).migrate();
  });
  const own = plans.filter(({ command }) => command.includes('bookmarks') || command.includes('learning_events'));
  expect(own.length).toBeGreaterThan(2);
  expect(own.filter(({ scansCollection }) => scansCollection)).toEqual([]);
});
