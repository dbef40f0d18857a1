import { z } from 'zod';
import { interactionBody } from '../../collections/index.js';
import { type CallControl, defined, described, inputSchema } from '../../runtime/index.js';
import type { Caller } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { learnerVerb } from '../define-verb.js';
import { allowsEmotions } from '../recording/consent.js';
import { EVENT_SENTENCES, eventShape } from '../recording/event-input.js';
import { newEvent } from '../recording/new-event.js';
import { recordEvent } from '../recording/record-event.js';
import { SESSION_TO_FIND } from '../recording/sent-event.js';

export interface InteractionOutcome {
  readonly event_id: string;
  readonly session_id: string;
  readonly occurred_at: Date;
  /** Whether the emotion of the interaction was stored and used; `none` without an emotion. */
  readonly emotion: EmotionHandling | 'none';
}

/** `applied`, or why not: `low_confidence` (stored but not used), or no consent of the learner (neither stored nor used). */
export type EmotionHandling = 'applied' | 'low_confidence' | 'consent_withheld';

const { shape } = interactionBody;

const aiResponse = z.strictObject(
  described(shape.ai_response.unwrap().shape, {
    text: "The AI's answer.",
    provider_used: 'Your name for the AI provider or model.',
    response_time_ms: 'The response time in milliseconds, 0 to 3,600,000.',
    tokens_used: 'The number of tokens used, 0 to 100,000,000.',
    cost_usd: 'The cost in US dollars, 0 to 100,000.',
  }),
);

const emotionalContext = z.strictObject(
  described(shape.emotional_context.unwrap().shape, {
    detected_emotion: 'The detected emotion.',
    confidence: 'The confidence of the detector, 0 to 1.',
    emotional_intensity: 'The intensity of the emotion, 0 to 1.',
    adaptation_applied: "The tutor's adaptations to the emotion, up to 10 names.",
  }),
);

const personalization = z.strictObject(
  described(shape.personalization_applied.unwrap().shape, {
    difficulty_adjustment: 'The change of difficulty, -1 to 1.',
    explanation_style: 'Your name for the style of explanation.',
    content_modifications: 'Other changes to the content, up to 10 names.',
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
    interaction_type: 'The kind of exchange.',
    user_input: 'What the learner wrote.',
    ai_response: "The AI's answer, and its cost.",
    cache_hit: "Whether the AI's answer came from a cache.",
    quality_score: 'The quality of the answer, 0 to 1.',
    follow_up: 'Whether it is a follow-up to an earlier question.',
    emotional_context: "The detected emotion; stored only if the learner's privacy settings allow it.",
    personalization_applied: 'How the answer was personalised.',
  },
);

export const recordInteraction = learnerVerb({
  name: 'recordInteraction',
  action: 'record',
  account: 'active',
  ownCheck: true,
  kind: 'call',
  input: recordInteractionInput,
  joins: true,
  summary: 'Records an exchange with the tutor, with the cost of the AI call.',
  result: 'The ids of event and session, the time, and whether the emotion was stored and used.',
  errors: {
    not_found: 'a learner or session that does not exist',
    access_denied: 'an account that is not active',
    event_conflict: 'an `event_id` that was used for something else',
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
