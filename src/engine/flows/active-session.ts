import type { LearningSession } from '../../collections/index.js';
import { SessionTimeline } from '../../learner/index.js';
import { type CallControl, NOTHING } from '../../runtime/index.js';
import type { Caller } from '../../security/index.js';
import type { EngineContext } from '../context.js';
import { learnerVerb } from '../define-verb.js';
import { spanOf } from '../recording/find-session.js';

/** The active session of a learner. */
export type ActiveSession = Pick<LearningSession, 'session_id' | 'started_at' | 'session_context' | 'automatic'> & {
  /** The time of its last event. */
  readonly last_event_at: Date;
};

export const activeSession = learnerVerb({
  name: 'activeSession',
  action: 'read',
  account: 'readable',
  kind: 'read',
  input: NOTHING,
  summary: 'Returns the active session: the one that an event without a `session_id` would join now.',
  result: 'The session; null if there is none.',
  errors: {
    not_found: 'a learner without an account',
    access_denied: 'a deleted account',
  },
  example: 'const session = await learner.activeSession();',
  run,
});

async function run(context: EngineContext, caller: Caller, _: undefined, control: CallControl): Promise<ActiveSession | null> {
  return activeSessionAt(context, caller.userId, context.clock(), control);
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
  control: CallControl,
): Promise<ActiveSession | null> {
  const around = await context.repositories.learning_sessions.around(userId, at, control);
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
