import { z } from 'zod';
import { fields as f, LIMITS } from '../schema/index.js';
import { learnerDay } from './learning-sessions.js';

/** The learner's memory of one concept as another system kept it: what SM-2 or FSRS knew after the last review. */
export const cardMemory = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('sm2'),
    /** 1 to 20; 2.5 for a concept of typical difficulty. */
    ease_factor: z.number().min(1).max(20),
    interval_days: f.amount.max(LIMITS.intervalDays),
    /** The number of consecutive successes. */
    repetitions: f.count.max(LIMITS.repetitions),
  }),
  z.strictObject({
    kind: z.literal('fsrs'),
    /** Days until recall falls to 0.9. */
    stability: z.number().positive().max(LIMITS.intervalDays),
    /** 1 (easy) to 10 (hard). */
    difficulty: z.number().min(1).max(10),
    /** The number of consecutive successes, if known. */
    repetitions: f.count.max(LIMITS.repetitions).optional(),
  }),
]);

export const cardBody = z.strictObject({
  subject: f.name,
  topic: f.name,
  concept: f.name,
  memory: cardMemory,
  last_review: f.instant,
  /** The learner's day of it, counted from 1970. */
  last_review_day: f.dayNumber,
  due: f.instant,
  /** The learner's day on which the review comes due; missing when that is less than a day after the last one. */
  due_day: f.dayNumber.optional(),
  ...learnerDay.shape,
});
