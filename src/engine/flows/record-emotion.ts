import type { z } from 'zod';
import { emotionBody } from '../../collections/index.js';
import { type CallControl, defined, inputSchema } from '../../runtime/index.js';
import type { Caller } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { learnerVerb } from '../define-verb.js';
import { ConsentWithheld } from '../recording/apply-consent.js';
import { allowsEmotions } from '../recording/consent.js';
import { EVENT_SENTENCES, eventShape } from '../recording/event-input.js';
import { newEvent } from '../recording/new-event.js';
import { recordEvent } from '../recording/record-event.js';
import { SESSION_TO_FIND } from '../recording/sent-event.js';
import { type EmotionHandling, emotionHandling } from './record-interaction.js';

export interface EmotionOutcome {
  readonly event_id: string;
  /** Absent if nothing was stored. */
  readonly session_id?: string;
  readonly emotion: EmotionHandling;
}

const recordEmotionInput = inputSchema(
  'RecordEmotionInput',
  {
    ...eventShape,
    ...emotionBody.shape,
  },
  {
    ...EVENT_SENTENCES,
    emotion: 'The emotion.',
    intensity: 'The intensity, 0 to 1.',
    confidence: "The confidence of the detector, 0 to 1. Below the engine's threshold, the reading is stored but changes nothing.",
    trigger: 'Your name for the cause of the emotion.',
  },
);

export const recordEmotion = learnerVerb({
  name: 'recordEmotion',
  action: 'record',
  account: 'active',
  ownCheck: true,
  kind: 'call',
  input: recordEmotionInput,
  joins: true,
  summary: "Records the learner's emotion, if their privacy settings allow it; otherwise nothing is stored.",
  result: 'The ids of event and session, and whether the emotion was stored and used.',
  errors: {
    not_found: 'a learner or session that does not exist',
    access_denied: 'an account that is not active',
    event_conflict: 'an `event_id` that was used for something else',
    outside_session: 'an event before its session began or after it ended',
  },
  example: `await learner.recordEmotion({ event_id: 'mood-1', emotion: 'frustration', intensity: 0.6, confidence: 0.9 });`,
  run,
});

async function run(
  context: EngineContext,
  caller: Caller,
  input: z.output<typeof recordEmotionInput>,
  control: CallControl,
): Promise<EmotionOutcome> {
  const where = 'recordEmotion';
  const { event_id, session_id = SESSION_TO_FIND, occurred_at, metadata, ...emotion } = input;
  const common = newEvent(context, caller, 'emotion', input, where);
  if (!(await allowsEmotions(context, caller.userId, where, control))) return { event_id, emotion: 'consent_withheld' };
  const sent = {
    event: { ...common, type: 'emotion' as const, session_id, emotion: defined(emotion) },
    timeChosen: occurred_at === undefined,
    sessionChosen: session_id === SESSION_TO_FIND,
  };
  try {
    const event = await recordEvent(context, sent, where, control);
    return { event_id, session_id: event.session_id, emotion: emotionHandling(emotion.confidence, context) };
  } catch (error) {
    // Withdrawn since it was asked.
    if (error instanceof ConsentWithheld) return { event_id, emotion: 'consent_withheld' };
    throw error;
  }
}
