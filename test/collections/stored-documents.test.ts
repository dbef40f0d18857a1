import { expect, test } from 'vitest';
import { COLLECTIONS } from '../../src/collections/index.js';
import { withoutId } from '../../src/schema/index.js';
import { storedAnswer, storedEmotionalDay, storedEvent, storedMastery, storedSession, storedUser } from '../support/stored-documents.js';

const MADE = {
  content_mastery: storedMastery(),
  learning_sessions: storedSession(),
  emotional_analytics: storedEmotionalDay(),
  users: storedUser(),
} as const;

test.each(Object.entries(MADE))('the document of %s that tests start from fits its declaration', (name, document) => {
  expect(withoutId(COLLECTIONS[name as keyof typeof MADE].schema).parse(document)).toEqual(document);
});

test('so do the events', () => {
  const schema = withoutId(COLLECTIONS.learning_events.schema);
  const felt = storedEvent({ type: 'emotion', emotion: { emotion: 'boredom', intensity: 1, confidence: 1 } });
  for (const event of [storedAnswer(), felt]) expect(schema.parse(event)).toEqual(event);
});
