import { z } from 'zod';
import { conceptId } from '../../collections/index.js';
import { described, inputSchema } from '../../runtime/index.js';
import { fields } from '../../schema/index.js';

const CONCEPT = {
  subject: 'The subject of the concept.',
  topic: 'The topic of the concept.',
  concept: 'The name of the concept.',
} as const;

const wholeName = z.strictObject(described(conceptId.shape, CONCEPT));

export const renameConceptInput = inputSchema(
  'RenameConceptInput',
  { from: wholeName, to: wholeName },
  { from: 'The concept: subject, topic and name.', to: 'The new subject, topic and name.' },
);

export const mergeConceptsInput = inputSchema(
  'MergeConceptsInput',
  { from: wholeName, into: wholeName },
  { from: 'The concept: subject, topic and name.', into: 'The concept to merge into.' },
);

export const retireConceptInput = inputSchema(
  'RetireConceptInput',
  { ...conceptId.shape, retired: z.boolean().default(true) },
  { ...CONCEPT, retired: 'False reactivates the concept; true if not given.' },
);

export const listConceptsInput = inputSchema(
  'ListConceptsInput',
  {
    subject: fields.name.optional(),
    topic: fields.name.optional(),
    retired: z.boolean().default(false),
    limit: z.int().min(1).max(1_000).optional(),
    cursor: z.string().max(2_000).optional(),
  },
  {
    subject: 'Only this subject.',
    topic: 'Only this topic of the `subject`.',
    retired: 'Whether to include retired concepts; false if not given.',
    limit: 'The number of rows per page, 1 to 1,000; all rows if not given.',
    cursor: '`next` of the previous page; all other fields must be the same.',
  },
).refine(({ subject, topic }) => topic === undefined || subject !== undefined, { path: ['subject'], error: 'the subject of the topic' });
