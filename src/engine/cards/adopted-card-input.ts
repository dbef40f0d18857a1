import { z } from 'zod';
import { cardMemory, fields } from '../../collections/index.js';
import { occurredAt } from '../inputs.js';

/** A card of another system: whose it is by the call, which concept it is about by its names. */
export const adoptedCardInput = z.strictObject({
  /** One id for each concept if not given, so that the same cards may be sent again. */
  event_id: fields.eventId.optional(),
  subject: fields.name,
  topic: fields.name,
  concept: fields.name,
  /** When the card was taken over; the engine's clock if not given. */
  occurred_at: occurredAt,
  metadata: fields.metadata.optional(),
  /** SM-2's state; give this or `fsrs`. */
  sm2: cardMemory.options[0].omit({ kind: true }).optional(),
  /** FSRS's memory. */
  fsrs: cardMemory.options[1].omit({ kind: true }).optional(),
  /** When the card was reviewed last; `due` less the interval if not given. A card without both was never reviewed. */
  last_review: occurredAt,
  /** When the next review is due; `last_review` and the interval if not given. */
  due: fields.instant.optional(),
});
