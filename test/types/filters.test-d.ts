import type { Db } from 'mongodb';
import { expectTypeOf, test } from 'vitest';
import type { LearningSessionDocument, UserDocument } from '../../src/collections/index.js';
import { createUnsafeRepositories, type TypedFilter } from '../../src/repositories/index.js';

declare const db: Db;
const { users, learning_sessions, learning_dna, learning_events, content_mastery, emotional_analytics } = createUnsafeRepositories(db);
const user_id = '6a5b1c9e-0f0b-4a52-9d7e-3b8f1f0c2d11';

test('paths through objects, lists and records compile, with values of the type that stands there', () => {
  learning_sessions.find({ user_id, 'session_context.subject': 'Algebra', 'interactions.ai_response.text': { $ne: '' } });
  learning_sessions.find({
    user_id,
    interactions: { $elemMatch: { interaction_type: 'question', 'ai_response.tokens_used': { $gt: 10 } } },
  });
  learning_sessions.find({ user_id, 'session_context.topics': 'Equations' }, { sort: { started_at: -1 }, fields: ['session_id'] });
  learning_dna.find({ user_id, 'learning_effectiveness.subjects_performance.Algebra.mastery_rate': { $gte: 0.5 } });
  learning_events.find({ user_id, type: { $in: ['answer', 'emotion'] }, 'answer.concept': 'Linear equations' });
  users.find({ user_id, $or: [{ 'profile.age': { $lt: 13 } }, { 'profile.age': { $exists: false } }] });
});

test('a misspelt path does not compile, wherever it stands', () => {
  // @ts-expect-error a top-level field that no user has
  users.find({ user_id, emial: 'a@example.org' });
  // @ts-expect-error a field of another level
  users.find({ user_id, 'profile.timezon': 'UTC' });
  // @ts-expect-error a field of a list's entries
  learning_sessions.find({ user_id, 'interactions.ai_response.txt': 'x' });
  // @ts-expect-error a field inside $elemMatch
  learning_sessions.find({ user_id, interactions: { $elemMatch: { interaction_typ: 'question' } } });
  // @ts-expect-error a field inside $or
  users.find({ user_id, $or: [{ 'profile.agee': 12 }] });
  // @ts-expect-error an emotion that is not one
  content_mastery.find({ user_id, 'personalization_data.emotional_associations.joy': 0.5 });
  // @ts-expect-error a field of no kind of event
  learning_events.find({ user_id, 'answer.concpt': 'Linear equations' });
  // @ts-expect-error a sort by a field that is not there
  users.find({ user_id }, { sort: { 'profile.nam': 1 } });
  // @ts-expect-error a projection to a field that is not there
  users.find({ user_id }, { fields: ['emial'] });
});

test('a value of another type does not compile', () => {
  // @ts-expect-error a text where a date stands
  users.find({ user_id, created_at: '2026-03-02' });
  // @ts-expect-error a date as a text inside a comparison
  users.find({ user_id, created_at: { $gte: '2026-03-02' } });
  // @ts-expect-error an account has no such status
  users.find({ user_id, account_status: 'asleep' });
  // @ts-expect-error one of the texts is no kind of event
  learning_events.find({ user_id, type: { $in: ['answer', 'guess'] } });
  // @ts-expect-error a number where an id stands
  users.find({ user_id: 7 });
  // @ts-expect-error one entry of the list is of another type
  learning_sessions.find({ user_id, 'session_context.topics': ['Equations', 3] });
});

test('operators that run code, or that are no comparison, do not compile', () => {
  // @ts-expect-error JavaScript on the server
  users.find({ user_id, $where: 'true' });
  // @ts-expect-error an expression
  users.find({ user_id, $expr: { $eq: ['$email', '$profile.name'] } });
  // @ts-expect-error a pattern
  users.find({ user_id, email: { $regex: '.*' } });
});

test('an update knows its paths and their types', () => {
  void users.updateOne({ user_id }, { set: { 'profile.name': 'Ada' }, increment: { 'security.failed_login_attempts': 1 } });
  // @ts-expect-error a path that is not there
  void users.updateOne({ user_id }, { set: { 'profile.nam': 'Ada' } });
  // @ts-expect-error a number where a text stands
  void users.updateOne({ user_id }, { set: { 'profile.name': 7 } });
  // @ts-expect-error a path that is not there
  void users.updateOne({ user_id }, { unset: ['profile.agee'] });
  // @ts-expect-error one counts by numbers
  void users.updateOne({ user_id }, { increment: { 'security.failed_login_attempts': '1' } });
  // @ts-expect-error the driver's own operators are not taken
  void users.updateOne({ user_id }, { $set: { 'profile.name': 'Ada' } });
});

test('a projection gives its fields and the id, and nothing else', async () => {
  const whole = await users.findOne({ user_id });
  expectTypeOf(whole).toEqualTypeOf<UserDocument | null>();
  const part = await users.findOne({ user_id }, { fields: ['email', 'profile'] });
  expectTypeOf(part).toEqualTypeOf<Pick<UserDocument, '_id' | 'email' | 'profile'> | null>();
  const rows = await learning_sessions.find({ user_id }, { fields: ['session_id'] }).toArray();
  expectTypeOf(rows).toEqualTypeOf<Pick<LearningSessionDocument, '_id' | 'session_id'>[]>();
});

test('documents are inserted without the id that MongoDB gives, and with every other field', async () => {
  const day = await emotional_analytics.findOne({ user_id });
  if (day === null) return;
  const { _id, ...content } = day;
  void emotional_analytics.insertOne(content);
  const { data_source, ...partial } = content;
  // @ts-expect-error a required field is missing
  void emotional_analytics.insertOne(partial);
});

test('a filter type is made from any document type', () => {
  expectTypeOf<{ readonly 'a.b': 1 }>().toExtend<TypedFilter<{ a: { b: number } }>>();
  // @ts-expect-error the path ends where the document ends
  const filter: TypedFilter<{ a: { b: number } }> = { 'a.b.c': 1 };
  void filter;
});
