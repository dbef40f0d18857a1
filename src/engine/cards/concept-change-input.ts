import { z } from 'zod';
import { conceptId, fields, LIMITS } from '../../collections/index.js';
import { occurredAt } from '../inputs.js';

const DAY_MS = 86_400_000;

/** The learner's day of a text such as `2026-03-14`, counted from 1970; NaN for a text that is no day of the calendar. */
export function dayOfText(text: string): number {
  return Date.parse(`${text}T00:00:00Z`) / DAY_MS;
}

/** A change of one concept. */
export const conceptChangeInput = z.strictObject({
  /** Made by the host, unique for the learner: sending it again is safe. Made by the engine if not given. */
  event_id: fields.eventId.optional(),
  ...conceptId.shape,
  /** When it was decided; the engine's clock if not given. */
  occurred_at: occurredAt,
  metadata: fields.metadata.optional(),
});

/** A review that is to move. */
export const rescheduleInput = conceptChangeInput.extend({
  /** When the review comes due: an instant, or a day of the learner's own, `2026-03-14`, which begins at their rollover hour. */
  due: z.union([z.date().min(LIMITS.earliestEvent).max(new Date('2200-01-01T00:00:00Z')), z.iso.date().refine(isWithinReach)], {
    error: 'a Date from 2000 to 2199, or a day such as 2026-03-14',
  }),
});

function isWithinReach(text: string): boolean {
  return text >= '2000-01-01' && text < '2200-01-01';
}

export const undoAnswerInput = z.strictObject({
  /** The `event_id` of the answer. */
  event_id: fields.eventId,
});
