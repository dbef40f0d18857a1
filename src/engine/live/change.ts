import { z } from 'zod';
import { CONCEPT_CHANGES, conceptId } from '../../collections/index.js';
import { type CollectionNaming, fields } from '../../schema/index.js';

const belief = z.object({ mastery_level: fields.unitInterval, next_review_date: fields.instant.optional() });

/** A transaction as the server names it; changes of one stand together. */
const transaction = { lsid: z.unknown().optional(), txnNumber: z.unknown().optional() };

const event = { user_id: fields.userId, event_id: fields.storedEventId, occurred_at: fields.instant };

/** A change as {@link changeStages} lets it through. */
export const change = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('answers'),
    ...transaction,
    document: z.object({
      ...event,
      session_id: fields.sessionId,
      answer: z.object({ subject: fields.name, topic: fields.name, concept: fields.name, correct: z.boolean() }),
      provenance: z.object({ before: belief, after: belief, newly_mastered: z.boolean() }),
    }),
  }),
  z.object({
    kind: z.literal('undone'),
    ...transaction,
    document: z.object({ ...event, session_id: fields.sessionId, undo: conceptId.extend({ answer_id: fields.storedEventId }) }),
  }),
  z.object({
    kind: z.literal('changes'),
    ...transaction,
    document: z.object({ ...event, type: z.enum(CONCEPT_CHANGES), change: conceptId.extend({ due: fields.instant.optional() }) }),
  }),
  z.object({
    kind: z.literal('content_mastery'),
    ...transaction,
    operationType: z.enum(['insert', 'replace']),
    document: z.object({
      user_id: fields.userId,
      subject: fields.name,
      topic: fields.name,
      concept: fields.name,
      mastery_tracking: z.object({ current_mastery_level: fields.unitInterval }),
      spaced_repetition_data: z.object({ next_review_date: fields.instant }),
    }),
  }),
]);

export type Change = z.output<typeof change>;

/** What of a document is sent: no more than an event says of it. */
const SENT = {
  operationType: 1,
  clusterTime: 1,
  lsid: 1,
  txnNumber: { $toString: '$txnNumber' },
  document: Object.fromEntries(
    [
      ...['_id', 'user_id', 'event_id', 'session_id', 'occurred_at', 'subject', 'topic', 'concept'],
      ...['type', 'undo', 'change.subject', 'change.topic', 'change.concept', 'change.due'],
      ...['mastery_tracking.current_mastery_level', 'spaced_repetition_data.next_review_date'],
      ...['answer.subject', 'answer.topic', 'answer.concept', 'answer.correct', 'provenance.newly_mastered'],
      ...['before', 'after'].flatMap((side) => [`provenance.${side}.mastery_level`, `provenance.${side}.next_review_date`]),
    ].map((path) => [path, `$fullDocument.${path}`]),
  ),
};

/** Types of events that a watcher gets. */
const TOLD = ['answer', 'answer_undone', ...CONCEPT_CHANGES];

/**
 * The stages behind `$changeStream`: answers that enter the log, what takes them back or changes concepts without them, and concepts that are stored as a whole. An ordinary answer sends
 * only what it changes of its concept, so that what the log tells is not told again.
 *
 * @param userId - whose changes; everybody's if not given
 */
export function changeStages(userId: string | undefined, named: CollectionNaming): object[] {
  const events = named('learning_events');
  const kindOf = (type: string, kind: string) => ({ case: { $eq: ['$fullDocument.type', type] }, then: kind });
  const ofLog = { $switch: { branches: [kindOf('answer', 'answers'), kindOf('answer_undone', 'undone')], default: 'changes' } };
  const kind = { $cond: [{ $eq: ['$ns.coll', events] }, ofLog, 'content_mastery'] };
  const own = userId === undefined ? {} : { 'fullDocument.user_id': userId };
  return [
    {
      $match: {
        $or: [
          { 'ns.coll': events, operationType: 'insert', 'fullDocument.type': { $in: TOLD }, ...own },
          { 'ns.coll': named('content_mastery'), operationType: { $in: ['insert', 'replace'] }, ...own },
          { operationType: 'invalidate' },
        ],
      },
    },
    { $project: { kind, ...SENT } },
  ];
}
