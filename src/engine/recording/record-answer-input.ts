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
  concept: 'The concept within the topic, 1 to 120 characters: what the scheduler and the knowledge model follow.',
  item_id: 'The question, where you have an id for it: questions of a concept that differ in difficulty are then told apart.',
  correct: 'Whether the answer was right.',
  score: 'Partial credit, 0 to 1: at least 0.5 for a right answer, below 0.8 for a wrong one. 1 or 0 after `correct` if not given.',
  rating:
    "The learner's own rating, 1 (again) to 4 (easy): 1 for a wrong answer, 2 to 4 for a right one. Beside a `grade` it must mean the same.",
  grade: "SM-2's quality of recall, 0 to 5: 0 to 2 for a wrong answer, 3 to 5 for a right one.",
  response_time_seconds: 'How long the learner took to answer, in seconds, 0 to 86,400.',
  difficulty_level: 'How hard the question was, 0 (easy) to 1 (hard); what the session started with if not given.',
  activity_type: "What the learner was doing; after the session's type if not given, and an introduction at first exposure.",
  hints_used: 'Hints taken before the answer, 0 to 1,000. With one, a right answer is no full success.',
  attempts: 'Tries at the question, this one included, 1 to 1,000. From the second on, a right answer is no full success.',
  confidence: 'How sure the learner said they were, 0 to 1. A right answer below 0.5 that nobody rated counts as rated hard.',
  emotional_state: 'How the learner felt; stored only where they allow it.',
  strategy: 'How the content was presented, by a name of yours, so that the engine learns what works for this learner.',
  learning_style: 'The style that the content was made for.',
} as const;

export const recordAnswerInput = inputSchema('RecordAnswerInput', answerShape, ANSWER_SENTENCES);
