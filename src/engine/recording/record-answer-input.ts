import { answerBody } from '../../collections/index.js';
import { inputSchema } from '../../runtime/index.js';
import { fields } from '../../schema/index.js';
import { EVENT_SENTENCES, eventShape } from './event-input.js';

const { shape } = answerBody;

export const answerShape = {
  ...eventShape,
  ...shape,
  score: fields.unitInterval.optional(),
  rating: shape.rating.optional(),
  grade: shape.grade.optional(),
};

export const ANSWER_SENTENCES = {
  ...EVENT_SENTENCES,
  subject: 'The subject of the question, 1 to 120 characters.',
  topic: 'The topic within the subject, 1 to 120 characters.',
  concept: 'The concept within the topic, 1 to 120 characters. Schedule and mastery are tracked per concept.',
  item_id: 'Your id for the question, if it has one. The predictor can then learn how hard each question is.',
  correct: 'Whether the answer was right.',
  score: 'Partial credit, 0 to 1: at least 0.5 for a right answer, below 0.8 for a wrong one; 1 or 0 by `correct` if not given.',
  rating:
    "The learner's rating, 1 (again), 2 (hard), 3 (good) or 4 (easy): 1 for a wrong answer, 2 to 4 for a right one. If `grade` is also given, the two must agree.",
  grade: 'SM-2 quality of recall, 0 to 5: 0 to 2 for a wrong answer, 3 to 5 for a right one.',
  response_time_seconds: 'The response time in seconds, 0 to 86,400.',
  difficulty_level: 'The difficulty of the question, 0 (easy) to 1 (hard); the initial difficulty of the session if not given.',
  activity_type:
    'The kind of activity. If not given, it follows from the session type, and is `introduction` for the first answer to a concept.',
  hints_used: 'The number of hints used before the answer, 0 to 1,000. With hints, a right answer does not count as a full success.',
  attempts:
    'The number of attempts at the question, including this one, 1 to 1,000. From the second attempt on, a right answer does not count as a full success.',
  confidence: "The learner's stated confidence, 0 to 1. A right answer without a rating and with a confidence below 0.5 is rated hard.",
  emotional_state: "The learner's emotion; stored only if their privacy settings allow it.",
  strategy: 'Your name for the teaching strategy, so that the engine learns which strategies work for this learner.',
  learning_style: 'The learning style that the content was made for.',
} as const;

export const recordAnswerInput = inputSchema('RecordAnswerInput', answerShape, ANSWER_SENTENCES);
