import type { z } from 'zod';
import { type AnswerOutcome, outcomeOf } from '../../learner/index.js';
import type { CallControl } from '../../runtime/index.js';
import type { Caller } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { learnerVerb } from '../define-verb.js';
import { answerEvent, withEmotion } from '../recording/answer-event.js';
import { allowsEmotions } from '../recording/consent.js';
import { recordAnswerInput } from '../recording/record-answer-input.js';
import { recordEvent } from '../recording/record-event.js';

export const recordAnswer = learnerVerb({
  name: 'recordAnswer',
  action: 'record',
  account: 'active',
  ownCheck: true,
  kind: 'call',
  input: recordAnswerInput,
  joins: true,
  summary: "Records an answer in one transaction: the log, the concept's mastery and the session all change, or none of them does.",
  details: 'Sending the same `event_id` again returns the first result and changes nothing.',
  result: "The prediction, the concept's mastery after the answer, and its next review.",
  errors: {
    invalid_input: 'an outcome, score, rating and grade that contradict each other',
    not_found: 'a learner or session that does not exist',
    access_denied: 'an account that is not active',
    event_conflict: 'an `event_id` that was used for something else',
    outside_session: 'an answer before its session began or after it ended',
  },
  example: `await learner.recordAnswer({
  event_id: 'answer-1', session_id, subject: 'Algebra', topic: 'Lines', concept: 'Slope', correct: true, response_time_seconds: 12,
});`,
  run,
});

async function run(
  context: EngineContext,
  caller: Caller,
  input: z.output<typeof recordAnswerInput>,
  control: CallControl,
): Promise<AnswerOutcome> {
  const where = 'recordAnswer';
  const answer = answerEvent(context, caller, input, where);
  const { felt } = answer;
  const isKept = felt !== undefined && (await allowsEmotions(context, caller.userId, where, control));
  return outcomeOf(await recordEvent(context, isKept ? withEmotion(answer, felt) : answer, where, control));
}
