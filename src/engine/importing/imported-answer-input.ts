import { z } from 'zod';
import { answerBody } from '../../collections/index.js';
import { inputSchema } from '../../runtime/index.js';
import { fields, LIMITS } from '../../schema/index.js';
import { ANSWER_SENTENCES, answerShape } from '../recording/record-answer-input.js';

const WHOSE = 'Your id for the learner who answered.';

/** An answer that says whose it is. */
export const importedAnswerInput = inputSchema(
  'ImportedAnswerInput',
  { ...answerShape, user_id: fields.userId },
  { ...ANSWER_SENTENCES, user_id: WHOSE },
);

const { occurred_at: _, ...withoutTime } = answerShape;
const { occurred_at: __, ...sentences } = ANSWER_SENTENCES;

/** One row of a log that is imported: an answer with no more than such a log has. */
export const historyRowInput = inputSchema(
  'HistoryRow',
  {
    user_id: fields.userId,
    at: z.date().min(LIMITS.earliestEvent),
    ...withoutTime,
    event_id: fields.eventId.optional(),
    subject: fields.name.default('General'),
    topic: fields.name.default('General'),
    response_time_seconds: answerBody.shape.response_time_seconds.default(0),
  },
  {
    ...sentences,
    user_id: WHOSE,
    at: 'When it was answered, not before 2000 and not in the future.',
    event_id:
      'Your id for the answer; derived from learner, time and concept if not given, so that rows with the same three count as one answer.',
    subject: 'The subject of the question; `General` if not given.',
    topic: 'The topic within the subject; `General` if not given.',
    response_time_seconds: 'The response time in seconds, 0 to 86,400; 0 if not given.',
  },
);
