import { type DocumentOf, defineCollection, fields, migration } from 'adaptive-learning-engine/modules';
import { z } from 'zod';

/** The concept that a bookmark is of. */
export const place = { subject: fields.name, topic: fields.name, concept: fields.name } as const;

const schema = z.strictObject({
  _id: fields.objectId,
  user_id: fields.userId,
  ...place,
  note: fields.sentence.optional(),
  marked_at: fields.instant,
  /** Answers to questions about the concept since it was marked. */
  answers: fields.count,
  answered_at: fields.instant.optional(),
  schema_version: fields.schemaVersion,
});

/** Version 1 called the note a comment. */
const noteFromComment = migration({
  from: 1,
  to: 2,
  sentence: 'The comment is called note.',
  before: schema.omit({ note: true }).extend({ comment: fields.sentence.optional() }),
  fields: ['comment', 'note'],
  up: ({ comment, ...bookmark }) => (comment === undefined ? bookmark : { ...bookmark, note: comment }),
  down: ({ note, ...bookmark }) => (note === undefined ? bookmark : { ...bookmark, comment: note }),
});

export const bookmarks = defineCollection({
  name: 'bookmarks',
  description: 'a concept that a learner has marked to come back to',
  schema,
  schemaVersion: 2,
  migrations: [noteFromComment],
  owner: 'user_id',
  identity: ['user_id', 'subject', 'topic', 'concept'],
  shardKey: { user_id: 1 },
  indexes: [
    { name: 'identity', key: { user_id: 1, subject: 1, topic: 1, concept: 1 }, unique: true, why: 'a learner marks a concept once' },
    { name: 'concepts', key: { subject: 1, topic: 1, concept: 1 }, why: 'which concepts of a subject are marked most' },
    { name: 'age', key: { marked_at: 1 }, why: 'the job looks for old bookmarks' },
  ],
  capped: {},
  encrypted: ['note'],
  consent: {},
  retention: [{ part: '*', keep: 'while_active' }],
  pseudonymised: { user_id: 'replace_id', note: 'drop' },
});

export type Bookmark = DocumentOf<typeof bookmarks>;
