import { describe, expect, test } from 'vitest';
import { COLLECTIONS, type CollectionName } from '../../src/collections/index.js';
import { schemasAt } from '../../src/schema/index.js';

type Key = Readonly<Record<string, 1 | -1 | 'text'>>;

/**
 * The indexes of the specification's sections 2.1 and 2.2, in its order. What is encrypted at rest (section 5.1) is left out of its text indexes,
 * because it cannot be searched: names and goals of learners, and what they and the AI wrote.
 * Of its unique indexes, those of `email` and `session_id` are not: no shard can promise that. Addresses are unique in `email_claims`, and
 * a session's id for its learner: what is asked of a session names its learner too, so an index of `session_id` alone serves nothing.
 */
const SPECIFIED = {
  users: [{ email: 1 }, { user_id: 1 }, { 'subscription.status': 1, 'subscription.expires_at': 1 }, { created_at: -1 }, { last_login: -1 }],
  learning_dna: [
    { user_id: 1 },
    { updated_at: -1 },
    { 'cognitive_profile.learning_style.primary': 1 },
    { 'learning_effectiveness.overall_learning_velocity': -1 },
  ],
  learning_sessions: [
    { user_id: 1, started_at: -1 },
    { 'session_context.subject': 1, started_at: -1 },
    { started_at: -1 },
    { 'ai_usage_analytics.total_cost_usd': -1 },
    { user_id: 1, 'session_context.subject': 1, started_at: -1 },
    { 'session_context.topics': 'text' },
  ],
  emotional_analytics: [
    { user_id: 1, analysis_date: -1 },
    { analysis_date: -1 },
    { 'emotional_summary.dominant_emotion': 1 },
    { 'emotional_summary.overall_emotional_wellness': -1 },
  ],
  content_mastery: [
    { user_id: 1, subject: 1 },
    { user_id: 1, 'mastery_tracking.current_mastery_level': -1 },
    { subject: 1, topic: 1, 'mastery_tracking.current_mastery_level': -1 },
    { 'spaced_repetition_data.next_review_date': 1 },
    { user_id: 1, 'spaced_repetition_data.next_review_date': 1 },
  ],
} as const satisfies Partial<Record<CollectionName, readonly Key[]>>;

const UNIQUE = [
  ['users', ['user_id']],
  ['learning_dna', ['user_id']],
  ['learning_sessions', ['user_id', 'session_id']],
  ['email_claims', ['email']],
] as const satisfies readonly (readonly [CollectionName, readonly string[]])[];

const rows = Object.values(COLLECTIONS).map((declaration) => [declaration.name, declaration] as const);

/** As text, so that the order of a compound key counts; the fields of a text index have no order. */
function spelled(key: object): string {
  const fields = Object.entries(key);
  return JSON.stringify(fields.some(([, direction]) => direction === 'text') ? fields.sort() : fields);
}

const specified = Object.entries(SPECIFIED).flatMap(([name, keys]) => keys.map((key) => [name as CollectionName, key] as const));

/** What the specified index serves, one that goes on behind its fields serves too; three go on, so that pages have one order to their last row. */
test.each(specified)('%s has the specified index %j, or one that begins with it', (name, key) => {
  const beginnings = COLLECTIONS[name].indexes.flatMap((index) => [
    spelled(index.key),
    spelled(Object.fromEntries(Object.entries(index.key).slice(0, Object.keys(key).length))),
  ]);
  expect(beginnings).toContain(spelled(key));
});

test.each(UNIQUE)('the index of %s over %j is unique', (name, fields) => {
  const key = spelled(Object.fromEntries(fields.map((field) => [field, 1])));
  expect(COLLECTIONS[name].indexes.find((index) => spelled(index.key) === key)).toMatchObject({ unique: true });
});

describe.each(rows)('%s', (_, declaration) => {
  const { indexes, schema, encrypted, identity, owner, shardKey } = declaration;

  test('each index says which question it answers', () => {
    for (const { why } of indexes) expect(why.trim().length).toBeGreaterThan(10);
  });

  test('no two indexes have one name or one key', () => {
    expect(new Set(indexes.map(({ name }) => name)).size).toBe(indexes.length);
    expect(new Set(indexes.map(({ key }) => spelled(key))).size).toBe(indexes.length);
  });

  test('each index is over fields that its documents have', () => {
    for (const { key } of indexes) {
      for (const path of Object.keys(key)) expect(schemasAt(schema, path), path).not.toEqual([]);
    }
  });

  test('what is encrypted enters no text index', () => {
    const texts = indexes.flatMap(({ key }) => Object.entries(key).filter(([, direction]) => direction === 'text'));
    const within = (path: string) => encrypted.some((hidden) => path === hidden || path.startsWith(`${hidden}.`));
    expect(texts.map(([path]) => path).filter(within)).toEqual([]);
  });

  test('what identifies a document is unique in the database, or holds a field that is', () => {
    const unique = indexes.filter((index) => index.unique).map(({ key }) => Object.keys(key));
    expect(unique.some((fields) => fields.every((field) => (identity as readonly string[]).includes(field)))).toBe(true);
  });

  test('each unique index begins with the shard key: a shard can promise no other', () => {
    expect(Object.values(shardKey), 'a hashed key has no unique index').not.toContain('hashed');
    const key = Object.keys(shardKey);
    expect(key).not.toEqual([]);
    for (const index of indexes.filter(({ unique }) => unique))
      expect(Object.keys(index.key).slice(0, key.length), index.name).toEqual(key);
  });

  test('what belongs to a learner is found by their id', () => {
    if (owner === 'nobody') return expect(identity).not.toContain('user_id');
    expect(indexes.some(({ key }) => Object.keys(key)[0] === owner)).toBe(true);
  });
});
