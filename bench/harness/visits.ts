import { defineCollection, defineModule, fields, reaction } from 'adaptive-learning-engine/modules';
import { z } from 'zod';

const collection = defineCollection({
  name: 'visits',
  description: 'an answer, as a reaction has seen it',
  schema: z.strictObject({ _id: fields.objectId, user_id: fields.userId, event_id: fields.name, schema_version: fields.schemaVersion }),
  schemaVersion: 1,
  owner: 'user_id',
  identity: ['user_id', 'event_id'],
  shardKey: { user_id: 1 },
  indexes: [{ name: 'identity', key: { user_id: 1, event_id: 1 }, unique: true, why: 'an answer is seen once' }],
  capped: {},
  encrypted: [],
  consent: {},
  retention: [{ part: '*', keep: 'while_active' }],
  pseudonymised: { user_id: 'replace_id' },
});

const note = reaction({
  summary: 'Stores a document for each answer.',
  to: ['answer'],
  run: async (unit, events) => {
    for (const { user_id, event_id } of events) await unit.write(collection, { insert: { user_id, event_id, schema_version: 1 } });
  },
});

/** A module that stores a document with each answer. */
export const visits = defineModule({
  name: 'visits',
  summary: 'Answers as a reaction has seen them.',
  collections: { visits: collection },
  reactions: { note },
});
