import type { LearningSession } from '../../collections/index.js';
import { SessionTimeline } from '../../learner/index.js';
import type { CallControl } from '../../runtime/index.js';
import { type Caller, permit } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { readIfOpen } from '../recording/account-guard.js';
import { spanOf } from '../recording/find-session.js';

/** The session that a learner is in. */
export type ActiveSession = Pick<LearningSession, 'session_id' | 'started_at' | 'session_context' | 'automatic'> & {
  /** When the last thing in it happened. */
  readonly last_event_at: Date;
};

/** The open session that an event of just now would join; null when there is none. */
export async function readActiveSession(context: EngineContext, caller: Caller, control: CallControl): Promise<ActiveSession | null> {
  permit(caller, 'read', 'activeSession');
  return activeSessionAt(context, caller.userId, context.clock(), 'activeSession', control);
}

/**
 * The open session that an event of an instant would join; null when there is none.
 *
 * @throws AdaptiveLearningError `not_found` for an unknown learner, `access_denied` for a deleted account
 */
export async function activeSessionAt(
  context: EngineContext,
  userId: string,
  at: Date,
  where: string,
  control: CallControl,
): Promise<ActiveSession | null> {
  const around = await readIfOpen(context, userId, where, control, () =>
    context.repositories.learning_sessions.around(userId, at, control),
  );
  const sessions = around.filter(({ ended_at }) => ended_at === undefined);
  const found = new SessionTimeline(sessions.map(spanOf), context.idleMs).covering(at);
  const session = sessions.find(({ session_id }) => session_id === found?.session_id);
  if (session === undefined) return null;
  const { session_id, started_at, session_context, automatic, last_event } = session;
  return {
    session_id,
    started_at,
    session_context,
    ...(automatic === undefined ? {} : { automatic }),
    last_event_at: last_event.occurred_at,
  };
}
