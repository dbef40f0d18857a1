import type { z } from 'zod';
import { type LearningSession, parseInput } from '../../collections/index.js';
import { AdaptiveLearningError } from '../../errors.js';
import { type CallControl, readWithRetry } from '../../runtime/index.js';
import { type Caller, permit } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { endSessionInput } from '../inputs.js';
import { defined, newEvent } from '../recording/new-event.js';
import { recordEvent } from '../recording/record-event.js';
import { activeSessionAt } from './active-session.js';

export type EndSessionInput = z.input<typeof endSessionInput>;

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

/**
 * Closes a session, works out what resulted, and lets the learner's DNA learn from it. Ending it again by its id gives the same.
 *
 * @throws AdaptiveLearningError `not_found` for an unknown session, and without a `session_id` for a learner who is in none; `outside_session`
 */
export async function endSession(
  context: EngineContext,
  caller: Caller,
  value: EndSessionInput,
  control: CallControl,
): Promise<EndedSession> {
  const where = 'endSession';
  permit(caller, 'record', where);
  const input = parseInput(endSessionInput, value, where);
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
  const active = await readWithRetry(context, where, control, () => activeSessionAt(context, userId, at, where, control));
  if (active !== null) return active.session_id;
  const [expected, received] = ['a session_id, or a learner who is in a session', 'a learner who is in none'];
  const details = { where: `${where}.session_id`, expected, received };
  throw new AdaptiveLearningError('not_found', `${details.where}: expected ${expected}, got ${received}`, details);
}

/** Whether an end is refused since the session was closed as one that nobody had ended: it is over then, as it was to be. */
async function wasLeftOpen(context: EngineContext, caller: Caller, sessionId: string, error: unknown): Promise<boolean> {
  if (!(error instanceof AdaptiveLearningError) || error.code !== 'event_conflict') return false;
  const end = await context.repositories.learning_events.stored(caller.userId, `session_ended/${sessionId}`);
  return end?.type === 'session_ended' && end.left_open === true;
}
