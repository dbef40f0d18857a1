import type { z } from 'zod';
import { type LearningSession, sessionEndBody } from '../../collections/index.js';
import { AdaptiveLearningError } from '../../errors.js';
import { type CallControl, defined, inputSchema, readWithRetry } from '../../runtime/index.js';
import { fields } from '../../schema/index.js';
import type { Caller } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { learnerVerb } from '../define-verb.js';
import { occurredAt } from '../recording/event-input.js';
import { newEvent } from '../recording/new-event.js';
import { recordEvent } from '../recording/record-event.js';
import { activeSessionAt } from './active-session.js';

/** The outcome of an ended session. */
export type EndedSession = Pick<
  LearningSession,
  | 'session_id'
  | 'started_at'
  | 'ended_at'
  | 'duration_minutes'
  | 'performance_metrics'
  | 'learning_progress'
  | 'session_outcome'
  | 'ai_usage_analytics'
>;

const endSessionInput = inputSchema(
  'EndSessionInput',
  {
    session_id: fields.sessionId.optional(),
    ended_at: occurredAt,
    ...sessionEndBody.shape,
  },
  {
    session_id: 'The session; the active session if not given.',
    ended_at: "When it ended, not in the future; the engine's clock if not given.",
    user_satisfaction_rating: "The learner's satisfaction, 1 (worst) to 5 (best).",
    perceived_difficulty_rating: 'The difficulty as perceived by the learner, 1 (easy) to 5 (hard).',
    emotional_satisfaction_rating: 'How the learner felt about it, 1 (worst) to 5 (best).',
  },
);

export const endSession = learnerVerb({
  name: 'endSession',
  action: 'record',
  account: 'active',
  ownCheck: true,
  kind: 'call',
  input: endSessionInput.prefault({}),
  joins: true,
  summary: 'Ends a session, computes its outcome and updates the learning DNA.',
  details: 'Without a `session_id`, it ends the active session. Ending a session again by its id returns the same result.',
  result: 'The session with its times, figures, outcome and progress.',
  errors: {
    not_found: 'an unknown session, or without a `session_id` if there is no active session',
    access_denied: 'an account that is not active',
    outside_session: 'an end before the last event of the session',
  },
  example: 'const { session_outcome } = await learner.endSession({ user_satisfaction_rating: 4 });',
  run,
});

async function run(
  context: EngineContext,
  caller: Caller,
  input: z.output<typeof endSessionInput>,
  control: CallControl,
): Promise<EndedSession> {
  const where = 'endSession';
  const { session_id: named, ended_at, ...ratings } = input;
  const session_id = named ?? (await activeIdOf(context, caller, ended_at ?? context.clock(), control));
  await recordEvent(
    context,
    {
      event: {
        ...newEvent(
          context,
          caller,
          'session_ended',
          { ...ratings, event_id: `session_ended/${session_id}`, occurred_at: ended_at },
          where,
          'ended_at',
        ),
        type: 'session_ended',
        session_id,
        end: defined(ratings),
      },
      timeChosen: ended_at === undefined,
    },
    where,
    control,
  ).catch(async (error: unknown) => {
    if (!(await wasLeftOpen(context, caller, session_id, error))) throw error;
  });
  const { learning_sessions } = context.repositories;
  const session = await readWithRetry(context, where, control, () => learning_sessions.own(caller.userId, session_id, control));
  if (session === null) throw new TypeError('A session that was just ended is stored');
  const { started_at, duration_minutes, performance_metrics, learning_progress, session_outcome, ai_usage_analytics } = session;
  return {
    session_id,
    started_at,
    ended_at: session.ended_at,
    duration_minutes,
    performance_metrics,
    learning_progress,
    session_outcome,
    ai_usage_analytics,
  };
}

/** The session that the learner is in at an instant. */
async function activeIdOf(context: EngineContext, { userId }: Caller, at: Date, control: CallControl): Promise<string> {
  const where = 'endSession';
  const active = await readWithRetry(context, where, control, () => activeSessionAt(context, userId, at, control));
  if (active !== null) return active.session_id;
  const [expected, received] = ['a session_id, or a learner with an active session', 'a learner without one'];
  const details = { where: `${where}.session_id`, expected, received };
  throw new AdaptiveLearningError('not_found', `${details.where}: expected ${expected}, got ${received}`, details);
}

/** Whether an end is refused since the session was closed as one that nobody had ended: it is over then, as it was to be. */
async function wasLeftOpen(context: EngineContext, caller: Caller, sessionId: string, error: unknown): Promise<boolean> {
  if (!(error instanceof AdaptiveLearningError) || error.code !== 'event_conflict') return false;
  const end = await context.repositories.learning_events.stored(caller.userId, `session_ended/${sessionId}`);
  return end?.type === 'session_ended' && end.left_open === true;
}
