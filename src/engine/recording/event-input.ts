import { z } from 'zod';
import { fields, LIMITS } from '../../schema/index.js';

/** When something happened; the engine's clock if not given. */
export const occurredAt = z.date().min(LIMITS.earliestEvent).optional();

/** What every event that a host records carries. */
export const eventShape = {
  event_id: fields.eventId,
  session_id: fields.sessionId.optional(),
  occurred_at: occurredAt,
  metadata: fields.metadata.optional(),
};

export const METADATA_SENTENCE = 'Fields of your own: plain JSON data of at most 4 KiB, exported and erased with the document.';

export const EVENT_SENTENCES = {
  event_id: 'Your id for the event, unique per learner: 1 to 128 letters, digits or `_ . : -`. Sending the same event again is safe.',
  session_id: 'The session of the event. Without it, the event joins the active session or starts one.',
  occurred_at: "When it happened, not before 2000 and not in the future; the engine's clock if not given.",
  metadata: METADATA_SENTENCE,
} as const;
