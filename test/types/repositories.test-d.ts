import type { Engine } from 'adaptive-learning-engine';
import { test } from 'vitest';

declare const engine: Engine;
const user_id = 'ada';

test('repositories of an engine read', () => {
  const { users, learning_events } = engine.repositories;
  users.findOne({ user_id });
  learning_events.history(user_id);
  // @ts-expect-error a write of all repositories
  users.updateOne({ user_id }, { set: { email_verified: true } });
  // @ts-expect-error a write of one repository
  engine.repositories.concepts.remove([]);
  // @ts-expect-error the driver's collection, which writes
  users.collection.deleteMany({});
  // @ts-expect-error a repository cannot be put in the place of another
  engine.repositories.users = engine.unsafe.repositories.users;
});

test('writes are behind the word unsafe', () => {
  const { users, concepts } = engine.unsafe.repositories;
  users.updateOne({ user_id }, { set: { email_verified: true } });
  concepts.remove([]);
  users.findOne({ user_id });
});

test('the log is append-only, there too', () => {
  const { learning_events } = engine.unsafe.repositories;
  learning_events.insertOne;
  // @ts-expect-error an update
  learning_events.updateOne({ user_id }, {});
  // @ts-expect-error a replacement
  learning_events.replaceAll([]);
  // @ts-expect-error a change from one state to another
  learning_events.save;
  // @ts-expect-error the mark of an answer that was undone
  learning_events.markUndone;
  // @ts-expect-error the driver's collection, which deletes
  learning_events.collection.deleteMany({});
});
