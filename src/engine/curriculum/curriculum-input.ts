import { z } from 'zod';
import { conceptId, concepts, prerequisite } from '../../collections/index.js';
import { described, inputSchema } from '../../runtime/index.js';
import { fields, LIMITS } from '../../schema/index.js';

/** Most concepts of one call. */
const ENTRIES_AT_MOST = 20_000;

const needed = z.strictObject(
  described(
    {
      concept: fields.name,
      subject: fields.name.optional(),
      topic: fields.name.optional(),
      importance_weight: prerequisite.shape.importance_weight.optional(),
      mastery_required: prerequisite.shape.mastery_required.optional(),
    },
    {
      concept: 'The name of the prerequisite.',
      subject: "Its subject; the concept's own if not given.",
      topic: "Its topic; the concept's own if not given.",
      importance_weight: 'How much of the concept rests on it, 0 to 1.',
      mastery_required: 'The mastery from which on it no longer blocks the concept, 0 to 1.',
    },
  ),
);

/** Concepts of a curriculum. What an entry does not name stays as it is stored; null, or an empty list, removes it. */
export const curriculumInput = {
  item: inputSchema(
    'CurriculumEntry',
    {
      ...conceptId.shape,
      description: concepts.schema.shape.description.unwrap().nullable().optional(),
      difficulty_level: fields.unitInterval.nullable().optional(),
      prerequisites: fields.list(needed, LIMITS.prerequisites).nullable().optional(),
      metadata: fields.metadata.nullable().optional(),
    },
    {
      subject: 'The subject of the concept.',
      topic: 'The topic of the concept.',
      concept: 'The name of the concept; the same name in another topic is another concept.',
      description: 'A description, up to 2,000 characters. Null removes it.',
      difficulty_level: 'The difficulty, 0 (easy) to 1 (hard); 0.5 for a new concept. Null resets it to 0.5.',
      prerequisites: 'The prerequisites; replaces the list. Null or an empty list removes all.',
      metadata: 'Fields of your own: plain JSON data of at most 4 KiB. Null removes them.',
    },
  ),
  most: ENTRIES_AT_MOST,
} as const;
