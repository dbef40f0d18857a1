import type { z } from 'zod';
import { parseInput } from '../../collections/index.js';
import { type AnswerOutcome, outcomeOf } from '../../learner/index.js';
import type { CallControl } from '../../runtime/index.js';
import { type Caller, permit } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { recordAnswerInput } from '../inputs.js';
import { answerEvent, withEmotion } from '../recording/answer-event.js';
import { allowsEmotions } from '../recording/consent.js';
import { recordEvent } from '../recording/record-event.js';

export type RecordAnswerInput = z.input<typeof recordAnswerInput>;

/**
 * Records an answer: the log, the concept's mastery and the session change together or not at all.
 * The same event_id again gives the first result and changes nothing.
 */
export async function recordAnswer(
  context: EngineContext,
  caller: Caller,
  value: RecordAnswerInput,
  control: CallControl,
): Promise<AnswerOutcome> {
  const where = 'recordAnswer';
  permit(caller, 'record', where);
  const answer = answerEvent(context, caller, parseInput(recordAnswerInput, value, where), where);
  const { felt } = answer;
  const isKept = felt !== undefined && (await allowsEmotions(context, caller.userId, where, control));
  return outcomeOf(await recordEvent(context, isKept ? withEmotion(answer, felt) : answer, where, control));
}
