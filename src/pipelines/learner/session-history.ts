import { z } from 'zod';
import { learningSessions } from '../../collections/index.js';
import { fields } from '../../schema/index.js';
import { definePipeline } from '../define-pipeline.js';
import { LEARNER, MARCH } from '../examples.js';
import { isOfSubject } from '../of-subject.js';
import { checkSpan, pageSize, span } from '../params.js';
import { sessionMinutes } from './session-minutes.js';

/** Sessions of one page. */
const MOST = 200;
const DEFAULT_LIMIT = 50;

const { session_id, started_at, ended_at, session_context, performance_metrics, evidence } = learningSessions.schema.shape;

/**
 * The sessions in a span, newest first, in pages; ties are sorted by id.
 *
 * With `subject`, only sessions that were started for the subject or have an answer in it; their figures cover the whole session. The row's `subject`
 * is the one that the session was started for, or that of its first answer. `minutes` is the study time: the time between the session's events, with
 * long gaps counted in part. `concepts_mastered` is the number of concepts that rose above the mastery threshold minus those that fell below it, so
 * it may be negative. Emotions are not included.
 */
export const sessionHistory = definePipeline({
  name: 'session_history',
  question: 'which sessions has this learner had, with which outcomes?',
  scope: 'learner',
  collection: 'learning_sessions',
  index: 'user_started',
  resultSize: { page: { key: ['started_at', 'session_id'], defaultSize: DEFAULT_LIMIT, maxSize: MOST } },
  targetMs: 200,
  params: z
    .strictObject({
      user_id: fields.userId,
      ...span,
      subject: fields.name.optional(),
      /** The last session of the previous page. */
      after: z.strictObject({ started_at, session_id }).optional(),
      limit: pageSize(MOST),
    })
    .superRefine(checkSpan()),
  example: { user_id: LEARNER, ...MARCH, limit: DEFAULT_LIMIT },
  row: z.strictObject({
    session_id,
    started_at,
    ended_at,
    minutes: fields.amount,
    session_type: session_context.shape.session_type,
    subject: session_context.shape.subject,
    topics: session_context.shape.topics,
    questions_attempted: performance_metrics.shape.questions_attempted,
    questions_correct: performance_metrics.shape.questions_correct,
    accuracy_percentage: performance_metrics.shape.accuracy_percentage,
    concepts_introduced: evidence.shape.concepts_introduced,
    concepts_mastered: evidence.shape.concepts_mastered,
  }),
  stages: ({ user_id, since, until, subject, after, limit }, ref) => [
    {
      $match: {
        user_id,
        ...(subject === undefined ? {} : { $expr: isOfSubject(ref, subject) }),
        // A page begins in the index where the one before has ended, at the instant of its last session.
        started_at: { $gte: since, $lt: until, ...(after !== undefined && { $lte: after.started_at }) },
        ...(after !== undefined && { $nor: [{ started_at: after.started_at, session_id: { $lte: after.session_id } }] }),
      },
    },
    { $sort: { started_at: -1, session_id: 1 } },
    { $limit: limit },
    {
      $project: {
        _id: 0,
        session_id: ref('session_id'),
        started_at: ref('started_at'),
        ended_at: ref('ended_at'),
        minutes: sessionMinutes(ref),
        session_type: ref('session_context.session_type'),
        subject: ref('session_context.subject'),
        topics: ref('session_context.topics'),
        questions_attempted: ref('performance_metrics.questions_attempted'),
        questions_correct: ref('performance_metrics.questions_correct'),
        accuracy_percentage: ref('performance_metrics.accuracy_percentage'),
        concepts_introduced: ref('evidence.concepts_introduced'),
        concepts_mastered: ref('evidence.concepts_mastered'),
      },
    },
  ],
});
