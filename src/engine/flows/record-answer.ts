import type { z } from 'zod';
import { gradeFromRating, type Rating, ratingFromAnswer, ratingFromGrade } from '../../algorithms/index.js';
import { parseInput } from '../../collections/index.js';
import { AdaptiveLearningError } from '../../errors.js';
import { type AnswerOutcome, outcomeOf } from '../../learner/index.js';
import { type Caller, permit } from '../../security/index.js';
import type { CallControl, EngineContext } from '../context.js';
import { recordAnswerInput } from '../inputs.js';
import { allowsEmotions } from '../recording/consent.js';
import { defined, newEvent } from '../recording/new-event.js';
import { recordEvent } from '../recording/record-event.js';

export type RecordAnswerInput = z.input<typeof recordAnswerInput>;

/**
 * Takes in one answer: the log, the concept's mastery and the session change together or not at all.
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
  const input = parseInput(recordAnswerInput, value, where);
  const { event_id, session_id, occurred_at, metadata, score, rating, grade, emotional_state, ...answer } = input;
  const felt =
    emotional_state !== undefined && (await allowsEmotions(context, caller.userId, where, control)) ? emotional_state : undefined;
  const event = await recordEvent(
    context,
    {
      ...newEvent(context, caller, 'answer', input, where),
      type: 'answer',
      session_id,
      answer: {
        ...defined(answer),
        ...defined({ emotional_state: felt }),
        score: score ?? (answer.correct ? 1 : 0),
        ...ratingsOf(input, where),
      },
    },
    where,
    control,
  );
  return outcomeOf(event);
}

/** Both scales of recall, from the one that was given or from the answer itself. */
function ratingsOf({ rating, grade, correct, score }: z.output<typeof recordAnswerInput>, where: string) {
  if (rating !== undefined && grade !== undefined) {
    throw new AdaptiveLearningError('invalid_input', `${where}: expected a rating or a grade, came both`, {
      where,
      expected: 'a rating or a grade',
      received: 'both',
    });
  }
  if (grade !== undefined) return { rating: ratingFromGrade(grade), grade };
  const rated: Rating = rating ?? ratingFromAnswer({ correct, ...defined({ score }) });
  return { rating: rated, grade: gradeFromRating(rated) };
}
