import { z } from 'zod';
import { interactionBody } from '../../collections/index.js';
import { type CallControl, described, inputSchema } from '../../runtime/index.js';
import type { Caller } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { learnerVerb } from '../define-verb.js';
import { allowsEmotions } from '../recording/consent.js';
import { EVENT_SENTENCES, eventShape } from '../recording/event-input.js';
import { defined, newEvent } from '../recording/new-event.js';
import { recordEvent } from '../recording/record-event.js';
import { SESSION_TO_FIND } from '../recording/sent-event.js';

export interface InteractionOutcome {
  readonly event_id: string;
  readonly session_id: string;
  readonly occurred_at: Date;
  /** What became of the emotion that came with it, if one did. */
  readonly emotion: EmotionHandling | 'none';
}

/** `applied`, or why not: the detector was not sure enough, or the learner does not want their emotions used (then it is not stored either). */
export type EmotionHandling = 'applied' | 'low_confidence' | 'consent_withheld';

const { shape } = interactionBody;

const aiResponse = z.strictObject(
  described(shape.ai_response.unwrap().shape, {
    text: 'What the AI answered.',
    provider_used: 'Who made the answer, by a name of yours.',
    response_time_ms: 'How long it took, in milliseconds, 0 to 3,600,000.',
    tokens_used: 'Tokens that it took.',
    cost_usd: 'What it cost, in US dollars.',
  }),
);

const emotionalContext = z.strictObject(
  described(shape.emotional_context.unwrap().shape, {
    detected_emotion: 'The emotion that a detector read.',
    confidence: 'How sure the detector is, 0 to 1.',
    emotional_intensity: 'How strong the emotion is, 0 to 1.',
    adaptation_applied: 'What the tutor changed for it, up to 10 names.',
  }),
);

const personalization = z.strictObject(
  described(shape.personalization_applied.unwrap().shape, {
    difficulty_adjustment: 'By how much the difficulty moved, -1 to 1.',
    explanation_style: 'How it was explained, by a name of yours.',
    content_modifications: 'What else was changed, up to 10 names.',
  }),
);

const recordInteractionInput = inputSchema(
  'RecordInteractionInput',
  {
    ...eventShape,
    ...shape,
    ai_response: aiResponse.optional(),
    emotional_context: emotionalContext.optional(),
    personalization_applied: personalization.optional(),
  },
  {
    ...EVENT_SENTENCES,
    interaction_type: 'What kind of exchange it was.',
    user_input: 'What the learner wrote.',
    ai_response: 'What the AI answered, and what it cost.',
    cache_hit: "Whether the AI's answer came from a cache.",
    quality_score: 'How good the answer was, 0 to 1.',
    follow_up: 'Whether it follows an earlier question.',
    emotional_context: 'The emotion that a detector read; stored only where the learner allows it.',
    personalization_applied: 'How the answer was fitted to the learner.',
  },
);

export const recordInteraction = learnerVerb({
  name: 'recordInteraction',
  action: 'record',
  kind: 'call',
  input: recordInteractionInput,
  summary: 'Records an exchange with the tutor, with what the AI behind it cost.',
  result: 'The ids of event and session, when it happened, and what became of the emotion that came with it.',
  errors: {
    not_found: 'a learner or session that does not exist',
    access_denied: 'an account that is not active',
    event_conflict: 'an `event_id` under which something else was recorded',
    outside_session: 'an event before its session began or after it ended',
  },
  example: `await learner.recordInteraction({ event_id: 'question-1', interaction_type: 'question', user_input: 'Why is the slope negative?' });`,
  run,
});

async function run(
  context: EngineContext,
  caller: Caller,
  input: z.output<typeof recordInteractionInput>,
  control: CallControl,
): Promise<InteractionOutcome> {
  const where = 'recordInteraction';
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
