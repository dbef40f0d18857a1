import { z } from 'zod';
import { COLLECTIONS, fields } from '../../collections/index.js';
import { definePipeline } from '../define-pipeline.js';
import { LEARNER } from '../examples.js';

/** A learner's whole profile and their learning DNA in one round trip; the password's hash and the security counters stay out. */
export const profileWithDna = definePipeline({
  name: 'profile_with_dna',
  answers: 'who is this learner, and how do they learn?',
  scope: 'learner',
  collection: 'users',
  index: 'user_id',
  extent: { rows: 1 },
  targetMs: 100,
  params: z.strictObject({ user_id: fields.userId }),
  example: { user_id: LEARNER },
  row: COLLECTIONS.users.schema
    .omit({ password_hash: true, security: true })
    .extend({ learning_dna: COLLECTIONS.learning_dna.schema.nullable() }),
  stages: ({ user_id }, _ref, named) => [
    { $match: { user_id } },
    { $limit: 1 },
    { $lookup: { from: named('learning_dna'), localField: 'user_id', foreignField: 'user_id', as: 'learning_dna' } },
    { $set: { learning_dna: { $ifNull: [{ $first: '$learning_dna' }, null] } } },
    { $unset: ['password_hash', 'security'] },
  ],
});
