import { z } from 'zod';
import { conceptId, concepts, fields, LIMITS, prerequisite } from '../../collections/index.js';

/** Most concepts of one call. */
const ENTRIES_AT_MOST = 20_000;

/** Concepts of a curriculum. What an entry does not name stays as it is stored; null, or an empty list, takes it out. */
export const curriculumInput = {
  item: z.strictObject({
    ...conceptId.shape,
    description: concepts.schema.shape.description.unwrap().nullable().optional(),
    /** 0.5 for a new concept; null goes back to that. */
    difficulty_level: fields.unitInterval.nullable().optional(),
    prerequisites: fields
      .list(
        z.strictObject({
          concept: fields.name,
          /** The concept's own subject and topic if not given. */
          subject: fields.name.optional(),
          topic: fields.name.optional(),
          importance_weight: prerequisite.shape.importance_weight.optional(),
          mastery_required: prerequisite.shape.mastery_required.optional(),
        }),
        LIMITS.prerequisites,
      )
      .nullable()
      .optional(),
    metadata: fields.metadata.nullable().optional(),
  }),
  most: ENTRIES_AT_MOST,
} as const;
