import type { z } from 'zod';
import { parseInput } from '../../collections/index.js';
import type { CallControl } from '../../runtime/index.js';
import { type Caller, permit } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { recordEmotionInput } from '../inputs.js';
import { ConsentWithheld } from '../recording/apply-consent.js';
import { allowsEmotions } from '../recording/consent.js';
import { defined, newEvent } from '../recording/new-event.js';
import { recordEvent } from '../recording/record-event.js';
import { SESSION_TO_FIND } from '../recording/sent-event.js';
import { type EmotionHandling, emotionHandling } from './record-interaction.js';

export type RecordEmotionInput = z.input<typeof recordEmotionInput>;

export interface EmotionOutcome {
  readonly event_id: string;
  /** Absent when nothing is stored. */
  readonly session_id?: string;
  readonly emotion: EmotionHandling;
}

/** Records how a learner feels. Nothing is stored when they do not want their emotions used. */
export async function recordEmotion(
  context: EngineContext,
  caller: Caller,
  value: RecordEmotionInput,
  control: CallControl,
): Promise<EmotionOutcome> {
  const where = 'recordEmotion';
  permit(caller, 'record', where);
  const input = parseInput(recordEmotionInput, value, where);
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
