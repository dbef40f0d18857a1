import { fields as f } from '../schema/index.js';
import { conceptId } from './concepts.js';

/** Events that change a concept without an answer; each has the concept in `change`. */
export const CONCEPT_CHANGES = ['review_rescheduled', 'concept_reset', 'concept_suspended', 'concept_resumed'] as const;

/** A rescheduled review. */
export const rescheduledBody = conceptId.extend({
  /** When the review comes due; for one that is for a day, when that day began where the learner was. */
  due: f.instant,
  /** The learner's day on which it comes due, counted from 1970; missing when it comes due at an instant. */
  due_day: f.dayNumber.optional(),
});

/** An undone answer. Its event is processed right before the answer. */
export const undoneBody = conceptId.extend({
  /** The `event_id` of the answer. */
  answer_id: f.storedEventId,
});
