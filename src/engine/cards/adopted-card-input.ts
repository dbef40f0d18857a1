import { z } from 'zod';
import { cardMemory } from '../../collections/index.js';
import { described, inputSchema } from '../../runtime/index.js';
import { fields } from '../../schema/index.js';
import { METADATA_SENTENCE, occurredAt } from '../recording/event-input.js';

const [sm2, fsrs] = cardMemory.options;

const SUCCESSES = 'The number of consecutive successes, 0 to 100,000';

const sm2State = described(sm2.omit({ kind: true }).shape, {
  ease_factor: 'The ease factor, 1 to 20; 2.5 for a card of average difficulty.',
  interval_days: 'Days from the last review to the next.',
  repetitions: `${SUCCESSES}.`,
});

const fsrsState = described(fsrs.omit({ kind: true }).shape, {
  stability: 'Days until recall falls to 0.9, above 0.',
  difficulty: 'The difficulty, 1 (easy) to 10 (hard).',
  repetitions: `${SUCCESSES}, if known.`,
});

/** A card of another system: whose it is by the call, which concept it is about by its names. */
export const adoptedCardInput = inputSchema(
  'AdoptedCardInput',
  {
    event_id: fields.eventId.optional(),
    subject: fields.name,
    topic: fields.name,
    concept: fields.name,
    occurred_at: occurredAt,
    metadata: fields.metadata.optional(),
    sm2: z.strictObject(sm2State).optional(),
    fsrs: z.strictObject(fsrsState).optional(),
    last_review: occurredAt,
    due: fields.instant.optional(),
  },
  {
    event_id: 'Your id for the event; derived from the concept if not given, so that the same cards may be sent again.',
    subject: 'The subject of the concept.',
    topic: 'The topic of the concept.',
    concept: 'The concept of the card.',
    occurred_at: "When the card was imported; the engine's clock if not given.",
    metadata: METADATA_SENTENCE,
    sm2: 'The SM-2 state of the card; pass this or `fsrs`.',
    fsrs: 'The FSRS memory of the card; pass this or `sm2`.',
    last_review: 'When the card was last reviewed; `due` minus the interval if not given. A card without both was never reviewed.',
    due: 'When the next review is due; `last_review` plus the interval if not given.',
  },
);
