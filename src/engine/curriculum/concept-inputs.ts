import { z } from 'zod';
import { conceptId, fields } from '../../collections/index.js';

/** A concept, and the name that it gets. */
export const renameConceptInput = z.strictObject({ from: conceptId, to: conceptId });

/** A concept, and the one that it becomes a part of. */
export const mergeConceptsInput = z.strictObject({ from: conceptId, into: conceptId });

export const retireConceptInput = z.strictObject({
  ...conceptId.shape,
  /** False takes it back. */
  retired: z.boolean().default(true),
});

export const listConceptsInput = z
  .strictObject({
    subject: fields.name.optional(),
    /** Of the subject. */
    topic: fields.name.optional(),
    /** Whether retired concepts are listed too. */
    retired: z.boolean().default(false),
    /** Rows of a page, 1 to 1,000; all of them if not given. */
    limit: z.int().min(1).max(1_000).optional(),
    /** The `next` of the page before; whatever else was asked must be the same. */
    cursor: z.string().max(2_000).optional(),
  })
  .refine(({ subject, topic }) => topic === undefined || subject !== undefined, { path: ['subject'], error: 'the subject of the topic' });
