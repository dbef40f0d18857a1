import type { z } from 'zod';
import { type EmotionalState, judgeAnswer } from '../../algorithms/index.js';
import type { IncomingAnswer } from '../../learner/index.js';
import { defined } from '../../runtime/index.js';
import type { Caller } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { newEvent } from './new-event.js';
import type { recordAnswerInput } from './record-answer-input.js';
import { SESSION_TO_FIND, type SentEvent } from './sent-event.js';

type AnswerInput = z.output<typeof recordAnswerInput>;

/** An answer as it goes into the log, except for its emotion: whether that may be kept is the learner's to say. */
export interface NewAnswer extends SentEvent<IncomingAnswer> {
  readonly felt: EmotionalState | undefined;
}

/** @throws AdaptiveLearningError `invalid_input` for a time in the future, and for an outcome, score, rating and grade that contradict each other */
export function answerEvent(context: EngineContext, caller: Caller, input: AnswerInput, where: string): NewAnswer {
  const { event_id, session_id = SESSION_TO_FIND, occurred_at, metadata, emotional_state: felt, ...answer } = input;
  const { score, rating, grade } = judgeAnswer(answer, where);
  const judged = { ...input, score, rating, grade };
  const event: IncomingAnswer = {
    // With what was left out filled in: an answer that is read from the log and sent again is the same answer.
    ...newEvent(context, caller, 'answer', judged, where),
    type: 'answer',
    session_id,
    answer: { ...defined(answer), score, rating, grade },
  };
  return { event, felt, timeChosen: occurred_at === undefined, sessionChosen: session_id === SESSION_TO_FIND };
}

/** The same answer with the emotion that it was given in. */
export function withEmotion<Answer extends SentEvent<IncomingAnswer>>(sent: Answer, felt: EmotionalState): Answer {
  return { ...sent, event: { ...sent.event, answer: { ...sent.event.answer, emotional_state: felt } } };
}
