import { compareEvents, type IncomingEvent, type SessionSpan, SessionTimeline } from '../../learner/index.js';
import { type AccountUse, accountRefusal } from '../../runtime/index.js';
import type { EngineContext } from '../context.js';
import { automaticEnd, automaticSessionId, automaticStart, sessionDefaultsOf } from './automatic-session.js';

type InSession = Extract<IncomingEvent, { readonly session_id: string }>;

/** An event in the session that was found for it. */
export interface FoundSession {
  readonly event: IncomingEvent;
  /** Starts and ends of sessions that belong to it, with the event, in the order of history; the event alone where it joins a session. */
  readonly events: readonly [IncomingEvent, ...IncomingEvent[]];
}

/**
 * Finds the session of an event that names none, by the rule of {@link SessionTimeline}: the session that this process knows the learner to be
 * in, or one that the database has, or a new one.
 *
 * @param use to record the event, or only to read what it would come to
 * @throws AdaptiveLearningError `not_found` for a learner without an account, `access_denied` for an account that is not open to the use
 */
export async function findSession(
  context: EngineContext,
  event: InSession,
  where: string,
  use: AccountUse = 'active',
): Promise<FoundSession> {
  const { users, learning_sessions } = context.repositories;
  const { signal } = context;
  const at = event.occurred_at;
  const remembered = context.recentState.of(event.user_id, context.models)?.session;
  const inMind = remembered !== undefined && new SessionTimeline([spanOf(remembered)], context.idleMs).covering(at);
  // A writer that opened another session since has changed this one, and the write that follows notices.
  if (inMind) return alone({ ...event, session_id: inMind.session_id });
  const timeline = new SessionTimeline((await learning_sessions.around(event.user_id, at, { signal })).map(spanOf), context.idleMs);
  const joined = timeline.covering(at);
  if (joined !== undefined) return alone({ ...event, session_id: joined.session_id });
  const account = await users.profileWithDna(event.user_id, { signal });
  const refusal = accountRefusal(account?.account_status, use, where);
  if (account === null || refusal !== undefined) throw refusal;
  const { session_id, closes } = timeline.place(at, () => automaticSessionId(event, timeline.isEmpty));
  const placed = { ...event, session_id };
  const events = [
    ...closes.map((close) => automaticEnd(event, close.session_id, close.at)),
    automaticStart(event, session_id, sessionDefaultsOf(context, account)),
    placed,
  ].sort(compareEvents);
  return { event: placed, events: events as unknown as FoundSession['events'] };
}

function alone(event: IncomingEvent): FoundSession {
  return { event, events: [event] };
}

interface StoredSession {
  readonly session_id: string;
  readonly started_at: Date;
  readonly ended_at?: Date | undefined;
  readonly automatic?: true | undefined;
  readonly last_event: { readonly occurred_at: Date };
}

/** Where a stored session lies in time. An end that nobody sent stands where the idle time ran out, later than `ended_at`. */
export function spanOf({ session_id, started_at, ended_at, automatic, last_event }: StoredSession): SessionSpan {
  const last_at = ended_at ?? last_event.occurred_at;
  return {
    session_id,
    started_at,
    last_at,
    automatic: automatic === true,
    ...(ended_at === undefined ? {} : { closes_at: last_event.occurred_at }),
  };
}
