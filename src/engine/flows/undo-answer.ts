import type { z } from 'zod';
import type { AnswerEvent, ConceptId } from '../../collections/index.js';
import { AdaptiveLearningError } from '../../errors.js';
import type { IncomingOf } from '../../learner/index.js';
import { type CallControl, requireOpenAccount, StaleDocuments, write } from '../../runtime/index.js';
import type { Caller } from '../../security/index.js';
import { undoAnswerInput } from '../cards/concept-change-input.js';
import type { EngineContext } from '../context.js';
import { learnerVerb } from '../define-verb.js';
import { isStale } from '../recording/freshness.js';
import { loadAffected } from '../recording/load-affected.js';
import { newEvent } from '../recording/new-event.js';
import { recordLate } from '../recording/record-late.js';

/** An undone answer. */
export interface UndoneAnswer extends ConceptId {
  /** The `event_id` of the answer. */
  readonly event_id: string;
  readonly session_id: string;
  /** The time of the answer. */
  readonly occurred_at: Date;
  /** When it was first undone. */
  readonly undone_at: Date;
}

export const undoAnswer = learnerVerb({
  name: 'undoAnswer',
  action: 'record',
  account: 'active',
  ownCheck: true,
  kind: 'call',
  input: undoAnswerInput,
  joins: true,
  summary: 'Undoes an answer: afterwards, everything is as if it had never been recorded.',
  details:
    'The answer stays in the log with `undone_at`; verbs and queries about answers leave it out. Undoing it again returns the same result. Its `event_id` cannot be used for another answer.',
  result: 'The answer, and when it was first undone.',
  errors: {
    not_found: 'an `event_id` without an answer of this learner',
    access_denied: 'an account that is not active',
  },
  example: `const { undone_at } = await learner.undoAnswer({ event_id: 'answer-1' });`,
  run,
});

async function run(
  context: EngineContext,
  caller: Caller,
  { event_id }: z.output<typeof undoAnswerInput>,
  control: CallControl,
): Promise<UndoneAnswer> {
  const where = 'undoAnswer';
  const how = { where, control, models: 'known', learners: [caller.userId] } as const;
  return write(context, how, (fixed) => undoOnce(fixed, caller, event_id, where));
}

async function undoOnce(context: EngineContext, caller: Caller, eventId: string, where: string): Promise<UndoneAnswer> {
  const { userId } = caller;
  const { signal } = context;
  const [answer] = await Promise.all([
    context.repositories.learning_events.stored(userId, eventId, { signal }),
    requireOpenAccount(context, userId, 'active', where, { signal }),
  ]);
  if (answer?.type !== 'answer') throw unknownAnswer(`${where}.event_id`);
  if (answer.undone_at !== undefined) return undoneOf(answer, answer.undone_at);
  context.recentState.forget(userId);
  const { affected } = await loadAffected(context, answer);
  if (isStale(affected, context)) throw new StaleDocuments(userId);
  const event = undoOf(context, caller, answer, where);
  await recordLate(context, [event], where);
  return undoneOf(answer, event.recorded_at);
}

/** The event stands where the answer does: what follows the log by the times of events then looks at the right days. */
function undoOf(context: EngineContext, caller: Caller, answer: AnswerEvent, where: string): IncomingOf<'answer_undone'> {
  const { event_id, occurred_at, session_id, day, offset_minutes } = answer;
  const { subject, topic, concept } = answer.answer;
  return {
    ...newEvent(context, caller, 'answer_undone', { event_id: `answer_undone/${event_id}`, occurred_at }, where),
    type: 'answer_undone',
    session_id,
    day,
    offset_minutes,
    undo: { answer_id: event_id, subject, topic, concept },
  };
}

function undoneOf({ event_id, session_id, occurred_at, answer }: AnswerEvent, undone_at: Date): UndoneAnswer {
  const { subject, topic, concept } = answer;
  return { event_id, session_id, subject, topic, concept, occurred_at, undone_at };
}

function unknownAnswer(where: string): AdaptiveLearningError {
  const [expected, received] = ['an answer of this learner', 'an event_id without one'];
  return new AdaptiveLearningError('not_found', `${where}: expected ${expected}, got ${received}`, { where, expected, received });
}
