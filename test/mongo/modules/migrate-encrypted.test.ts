import { createEngine } from 'adaptive-learning-engine';
import type { Document } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bookmarks } from '../../../examples/bookmarks/module.js';
import { digestOf } from '../../support/digest.js';
import { refusalOf } from '../../support/refusal.js';
import { testKeys } from '../../support/test-keys.js';
import { newAccount, openSession, openTutor, type Tutor } from '../../support/tutor.js';

const slope = { subject: 'Algebra', topic: 'Lines', concept: 'Slope' };
const SECRET = 'Ask about my grandmother.';

let tutor: Tutor;
const open = async () =>
  createEngine({
    db: tutor.db,
    clock: tutor.clock.read,
    cache: false,
    tuning: 'manual',
    encryption: { keys: await testKeys(), tenant: 'school-a' },
    modules: [bookmarks()] as const,
  });
let engine: Awaited<ReturnType<typeof open>>;
beforeAll(async () => {
  tutor = await openTutor({ encryption: { keys: await testKeys(), tenant: 'school-a' } });
  engine = await open();
  await engine.setup();
});
afterAll(async () => {
  await engine.close();
  await tutor[Symbol.asyncDispose]();
});

async function newLearner() {
  const { user_id } = await engine.createLearner(newAccount());
  return engine.as({ userId: user_id, role: 'learner' });
}
const former = (user_id: string, topic = 'Lines') => ({
  user_id,
  ...slope,
  topic,
  comment: SECRET,
  marked_at: tutor.clock.read(),
  answers: 2,
  schema_version: 1,
});
const stored = (user_id: string) => tutor.db.collection('bookmarks').find({ user_id }).sort({ topic: 1 }).toArray();

test('what a step moves to an encrypted field is read, and stored encrypted by a write and by the migration', async () => {
  const learner = await newLearner();
  await tutor.db.collection('bookmarks').insertMany([former(learner.userId), former(learner.userId, 'Planes')]);
  expect((await learner.bookmarks.list()).map(({ note }) => note)).toEqual([SECRET, SECRET]);
  await learner.bookmarks.add({ ...slope, note: 'Ask again.' });
  expect((await stored(learner.userId)).map(({ schema_version }) => schema_version as number)).toEqual([2, 1]);
  const report = await engine.migrate();
  expect(report.collections.find(({ collection }) => collection === 'bookmarks')).toMatchObject({ migrated: 1, failed: 0, remaining: 0 });
  const after = await stored(learner.userId);
  expect(JSON.stringify(after)).not.toContain(SECRET);
  for (const { note, comment } of after) {
    expect((note as Document | undefined)?.['_bsontype']).toBe('Binary');
    expect(comment).toBeUndefined();
  }
  expect(new Set((await learner.bookmarks.list()).map(({ note }) => note))).toEqual(new Set([SECRET, 'Ask again.']));
});

test('events with encrypted texts are migrated and back, and read the same before, between and after', async () => {
  const learner = await newLearner();
  const session_id = await openSession(learner as never);
  await learner.recordInteraction({ event_id: 'i', session_id, interaction_type: 'question', user_input: SECRET });
  const shown = (await learner.sessionEvents({ session_id })).rows;
  expect(JSON.stringify(shown)).toContain(SECRET);
  await engine.migrate({ to: { learning_events: 1 } });
  const aged = await tutor.db.collection('learning_events').find({ user_id: learner.userId }).toArray();
  expect(new Set(aged.map(({ recorded_by }) => recorded_by as string))).toEqual(new Set(['learner', 'system']));
  expect((await learner.sessionEvents({ session_id })).rows).toEqual(shown);
  await engine.migrate();
  expect((await learner.sessionEvents({ session_id })).rows).toEqual(shown);
  const raw = await tutor.db.collection('learning_events').find({ user_id: learner.userId }).toArray();
  expect(JSON.stringify(raw)).not.toContain(SECRET);
  expect(raw.every(({ schema_version }) => schema_version === 2)).toBe(true);
});

test('a way back that would store an encrypted field in clear is refused, and changes nothing', async () => {
  const learner = await newLearner();
  await learner.bookmarks.add({ ...slope, note: SECRET });
  const before = await digestOf(tutor.db);
  expect(await refusalOf(engine.migrate({ to: { bookmarks: 1 } }))).toMatchObject({ code: 'invalid_input', where: 'migrate.to.bookmarks' });
  expect(await digestOf(tutor.db)).toBe(before);
});
