import type { z } from 'zod';
import { parseInput } from '../../collections/index.js';
import type { CallControl } from '../../runtime/index.js';
import { type Caller, permit } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { recordInteractionInput } from '../inputs.js';
import { allowsEmotions } from '../recording/consent.js';
import { defined, newEvent } from '../recording/new-event.js';
import { recordEvent } from '../recording/record-event.js';
import { SESSION_TO_FIND } from '../recording/sent-event.js';

export type RecordInteractionInput = z.input<typeof recordInteractionInput>;

export interface InteractionOutcome {
  readonly event_id: string;
  readonly session_id: string;
  readonly occurred_at: Date;
  /** What became of the emotion that came with it, if one did. */
  readonly emotion: EmotionHandling | 'none';
}

/** `applied`, or why not: the detector was not sure enough, or the learner does not want their emotions used (then it is not stored either). */
export type EmotionHandling = 'applied' | 'low_confidence' | 'consent_withheld';

/** Records an exchange with the tutor, with what the AI behind it cost. */
export async function recordInteraction(
  context: EngineContext,
  caller: Caller,
  value: RecordInteractionInput,
  control: CallControl,
): Promise<InteractionOutcome> {
  const where = 'recordInteraction';
  permit(caller, 'record', where);
  const input = parseInput(recordInteractionInput, value, where);
  const { event_id, session_id = SESSION_TO_FIND, occurred_at, metadata, emotional_context, ...exchange } = input;
  const allowed = emotional_context !== undefined && (await allowsEmotions(context, caller.userId, where, control));
  const event = await recordEvent(
    context,
    {
      event: {
        ...newEvent(context, caller, 'interaction', input, where),
        type: 'interaction',
        session_id,
        interaction: { ...defined(exchange), ...(allowed ? { emotional_context } : {}) },
      },
      timeChosen: occurred_at === undefined,
      sessionChosen: session_id === SESSION_TO_FIND,
    },
    where,
    control,
  );
  // A retry of long ago: retention may have deleted what was said.
  const kept = (event.interaction as typeof event.interaction | undefined)?.emotional_context;
  const handling = kept === undefined ? 'consent_withheld' : emotionHandling(kept.confidence, context);
  return {
    event_id,
    session_id: event.session_id,
    occurred_at: event.occurred_at,
    emotion: emotional_context === undefined ? 'none' : handling,
  };
}

export function emotionHandling(confidence: number, { models }: EngineContext): EmotionHandling {
  return confidence < models.emotionConfidence ? 'low_confidence' : 'applied';
}
