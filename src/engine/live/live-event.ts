import { z } from 'zod';
import { CONCEPT_CHANGES } from '../../collections/index.js';
import { fields } from '../../schema/index.js';

/** A place in the stream, to go on behind this event: `watch({ after: token })`. It is good for the same learner only. */
const common = z.strictObject({ token: z.string(), user_id: fields.userId });
const ofConcept = common.extend({ subject: fields.name, topic: fields.name, concept: fields.name });

/** An event of a stream. */
export const liveEvent = z.discriminatedUnion('type', [
  /** An answer was recorded: one event for each, also when it is late. Figures are those of its own place in the learner's history. */
  ofConcept.extend({
    type: z.literal('answer_recorded'),
    event_id: fields.storedEventId,
    session_id: fields.sessionId,
    occurred_at: fields.instant,
    correct: z.boolean(),
    mastery_before: fields.unitInterval,
    mastery_level: fields.unitInterval,
    next_review_date: fields.instant,
    /** True when later events were known already: where its concept stands now follows from all of them, and is told as `rebuilt`. */
    late: z.boolean(),
  }),
  /** An answer, not a late one, has brought a concept over the threshold. */
  ofConcept.extend({
    type: z.literal('mastery_reached'),
    event_id: fields.storedEventId,
    occurred_at: fields.instant,
    mastery_before: fields.unitInterval,
    mastery_level: fields.unitInterval,
  }),
  /** A concept is to be reviewed at another time than before: once for each answer that moved it, once for each rebuilding. */
  ofConcept.extend({
    type: z.literal('review_due_changed'),
    /** What moved it: an answer; or that the concept was recomputed, by a late answer or a replay, perhaps to what it was. */
    cause: z.enum(['answer', 'rebuilt']),
    mastery_level: fields.unitInterval,
    next_review_date: fields.instant,
  }),
  /** An answer was undone. The new state of its concept follows as `rebuilt`, unless the concept has no state any more. */
  ofConcept.extend({
    type: z.literal('answer_undone'),
    event_id: fields.storedEventId,
    session_id: fields.sessionId,
    occurred_at: fields.instant,
  }),
  /** A concept was changed without an answer. */
  ofConcept.extend({
    type: z.literal('concept_changed'),
    event_id: fields.storedEventId,
    change: z.enum(CONCEPT_CHANGES),
    occurred_at: fields.instant,
    /** When the review comes due that was rescheduled. */
    next_review_date: fields.instant.optional(),
  }),
  /** Changes between these instants are missing: the server's log no longer contains them. */
  z.strictObject({ type: z.literal('gap'), token: z.string(), since: fields.instant, until: fields.instant }),
]);

/** An event of a stream: `answer_recorded`, `mastery_reached`, `review_due_changed`, `answer_undone`, `concept_changed`, or `gap`. */
export type LiveEvent = z.output<typeof liveEvent>;
