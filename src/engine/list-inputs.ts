import { z } from 'zod';
import { fields, LIMITS } from '../collections/index.js';
import { PIPELINES } from '../pipelines/index.js';
import { MASTERY_ORDERS } from '../repositories/index.js';

const at = fields.instant.optional();

/** Which page of a list: all of the list where there is no limit. */
const page = {
  /** Rows of a page, 1 to 1,000; all of them if not given. */
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

export const masteryInput = z.strictObject({
  at,
  ...ofConcepts,
  /**
   * `name`: by subject, topic and concept; `weakest`: lowest mastery first, as the last practice left it; `due`: in the order of the next
   * review; `recent`: practised last first.
   */
  sort: z.enum(MASTERY_ORDERS).default('name'),
  ...page,
});

export const progressInput = z.strictObject({ at, ...ofConcepts, sort: PIPELINES.user_progress_dashboard.params.shape.sort, ...page });

/** The last 30 days if not given. */
export const recentSessionsInput = z.strictObject({ at, days: z.int().min(1).max(366).default(30), ...page });
