import { z } from 'zod';
import { conceptId } from '../../collections/index.js';
import { inputSchema } from '../../runtime/index.js';
import { fields, LIMITS } from '../../schema/index.js';
import { METADATA_SENTENCE, occurredAt } from '../recording/event-input.js';

const DAY_MS = 86_400_000;

/** The learner's day of a text such as `2026-03-14`, counted from 1970; NaN for a text that is no day of the calendar. */
export function dayOfText(text: string): number {
  return Date.parse(`${text}T00:00:00Z`) / DAY_MS;
}

const shape = {
  event_id: fields.eventId.optional(),
  ...conceptId.shape,
  occurred_at: occurredAt,
  metadata: fields.metadata.optional(),
};

const SENTENCES = {
  event_id: 'Made by you, unique for the learner: sending it again is safe. Made by the engine if not given.',
  subject: 'The subject of the concept.',
  topic: 'The topic of the concept.',
  concept: 'The concept that changes.',
  occurred_at: "When it was decided; the engine's clock if not given.",
  metadata: METADATA_SENTENCE,
} as const;

/** A change of one concept. */
export const conceptChangeInput = inputSchema('ConceptChangeInput', shape, SENTENCES);

/** A review that is to move. */
export const rescheduleInput = inputSchema(
  'RescheduleInput',
  {
    ...shape,
    due: z.union([z.date().min(LIMITS.earliestEvent).max(new Date('2200-01-01T00:00:00Z')), z.iso.date().refine(isWithinReach)], {
      error: 'a Date from 2000 to 2199, or a day such as 2026-03-14',
    }),
  },
  {
    ...SENTENCES,
    due: "When the review comes due: an instant, or a day of the learner's own such as `2026-03-14`, which begins at their rollover hour.",
  },
);

function isWithinReach(text: string): boolean {
  return text >= '2000-01-01' && text < '2200-01-01';
}

export const undoAnswerInput = inputSchema(
  'UndoAnswerInput',
  { event_id: fields.eventId },
  { event_id: 'The `event_id` of the answer that is taken back.' },
);
