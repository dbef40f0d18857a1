import { z } from 'zod';
import { fields } from '../../schema/index.js';
import { definePipeline, type Ref } from '../define-pipeline.js';
import { learnersOf, MARCH } from '../examples.js';
import { sessionMinutes } from '../learner/session-minutes.js';
import { isOfSubject, tallyOfSubject } from '../of-subject.js';
import { checkSpan, span } from '../params.js';

/** More than any class; a year of a school is several. */
const MOST_LEARNERS = 200;

/**
 * How much each learner of a class has studied in a span: sessions that started in it, their minutes, attempted questions, and the start of the last
 * session. With `subject`, only sessions that were started for the subject or have an answer in it; minutes are those of the whole session, questions
 * those in the subject. Learners without a session have no row. The rows identify learners: show them to their teachers only. The setting
 * `analytics_participation` is ignored, because a teacher's view of a class is not platform analytics.
 */
export const classStudy = definePipeline({
  name: 'class_study',
  question: 'how much has each learner of this class studied?',
  scope: 'platform',
  collection: 'learning_sessions',
  index: 'user_started',
  resultSize: { rows: MOST_LEARNERS },
  params: z
    .strictObject({ user_ids: z.array(fields.userId).min(1).max(MOST_LEARNERS), subject: fields.name.optional(), ...span })
    .superRefine(checkSpan()),
  example: { user_ids: learnersOf(1, 3), ...MARCH },
  row: z.strictObject({
    user_id: fields.userId,
    sessions: fields.count,
    minutes: fields.amount,
    questions: fields.count,
    correct: fields.count,
    last_studied: fields.instant,
  }),
  stages: ({ user_ids, subject, since, until }, ref) => [
    { $match: { user_id: { $in: user_ids }, started_at: { $gte: since, $lt: until } } },
    ...(subject === undefined ? [] : [{ $match: { $expr: isOfSubject(ref, subject) } }]),
    {
      $group: {
        _id: ref('user_id'),
        sessions: { $sum: 1 },
        minutes: { $sum: sessionMinutes(ref) },
        questions: { $sum: answersOf(ref, subject, 'questions_attempted', 'answers') },
        correct: { $sum: answersOf(ref, subject, 'questions_correct', 'correct') },
        last_studied: { $max: ref('started_at') },
      },
    },
    { $sort: { _id: 1 } },
    { $project: { _id: 0, user_id: '$_id', sessions: 1, minutes: 1, questions: 1, correct: 1, last_studied: 1 } },
  ],
});

/** A session's answers, or its right ones: all of them, or those in one subject. */
function answersOf(
  ref: Ref<'learning_sessions'>,
  subject: string | undefined,
  whole: 'questions_attempted' | 'questions_correct',
  part: 'answers' | 'correct',
): unknown {
  if (subject === undefined) return ref(`performance_metrics.${whole}`);
  return { $ifNull: [{ $getField: { field: part, input: tallyOfSubject(ref, subject) } }, 0] };
}
