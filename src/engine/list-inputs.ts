import { z } from 'zod';
import { fields, LIMITS } from '../schema/index.js';

const at = fields.instant.optional();

/** Which page of a list: all of the list where there is no limit. */
const page = {
  /** The number of rows per page, 1 to 1,000; all rows if not given. */
  limit: z.int().min(1).max(1000).optional(),
  /** The `next` of the page before; whatever else was asked must be the same. */
  cursor: z.string().max(2_000).optional(),
};

/** Which concepts: all of the learner's where nothing is said. */
const ofConcepts = {
  subject: fields.name.optional(),
  topic: fields.name.optional(),
  /** Names of concepts, 50 at most; one that several topics have stands for each of theirs. */
  concepts: z.array(fields.name).min(1).max(LIMITS.shortList).optional(),
};

/** What the lists of a learner's concepts and topics take in common. */
export const listShape = { at, ...ofConcepts, ...page };

export const LIST_SENTENCES = {
  at: "The instant for which to compute the result; the engine's clock if not given.",
  subject: 'Only this subject.',
  topic: 'Only this topic.',
  concepts: 'Only concepts with these names, 1 to 50; a name may match concepts in several topics.',
  limit: 'The number of rows per page, 1 to 1,000; all rows if not given.',
  cursor: '`next` of the previous page; all other fields must be the same.',
} as const;
