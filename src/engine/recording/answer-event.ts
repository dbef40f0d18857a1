import type { z } from 'zod';
import { type EmotionalState, gradeFromRating, type Rating, ratingFromAnswer, ratingFromGrade } from '../../algorithms/index.js';
import { AdaptiveLearningError } from '../../errors.js';
import type { IncomingAnswer } from '../../learner/index.js';
import type { Caller } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import type { recordAnswerInput } from '../inputs.js';
import { defined, newEvent } from './new-event.js';

type AnswerInput = z.output<typeof recordAnswerInput>;

/** An answer as it goes into the log, but for its emotion: whether that may be kept is the learner's to say. */
export interface NewAnswer {
  readonly event: IncomingAnswer;
  readonly felt: EmotionalState | undefined;
}

/** @throws AdaptiveLearningError `invalid_input` for a time that has not come, and for a rating beside a grade */
export function answerEvent(context: EngineContext, caller: Caller, input: AnswerInput, where: string): NewAnswer {
  const { event_id, session_id, occurred_at, metadata, score, rating, grade, emotional_state: felt, ...answer } = input;
  const event: IncomingAnswer = {
    ...newEvent(context, caller, 'answer', input, where),
    type: 'answer',
    session_id,
    answer: { ...defined(answer), score: score ?? (answer.correct ? 1 : 0), ...ratingsOf(input, where) },
  };
  return { event, felt };
}

/** The same answer with the emotion that it was given in. */
export function withEmotion(event: IncomingAnswer, felt: EmotionalState): IncomingAnswer {
  return { ...event, answer: { ...event.answer, emotional_state: felt } };
}

/** Both scales of recall, from the one that was given or from the answer itself. */
function ratingsOf({ rating, grade, correct, score }: AnswerInput, where: string) {
  if (rating !== undefined && grade !== undefined) {
    throw new AdaptiveLearningError('invalid_input', `${where}: expected a rating or a grade, got both`, {
      where,
      expected: 'a rating or a grade',
      received: 'both',
    });
  }
  if (grade !== undefined) return { rating: ratingFromGrade(grade), grade };
  const rated: Rating = rating ?? ratingFromAnswer({ correct, ...defined({ score }) });
  return { rating: rated, grade: gradeFromRating(rated) };
}
