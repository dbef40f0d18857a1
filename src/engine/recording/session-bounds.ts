import { AdaptiveLearningError } from '../../errors.js';
import { type AffectedDocuments, compareEvents, type IncomingEvent } from '../../learner/index.js';

/** True when an event may stand in its session: the session exists for this learner, and the event happened while it was open. */
export function isWithinSession(touched: AffectedDocuments, event: IncomingEvent): boolean {
  return refusal(touched, event) === undefined;
}

/**
 * Refuses an event that cannot stand in its session.
 *
 * @throws AdaptiveLearningError `not_found` when the session is unknown or somebody else's, `outside_session` when the time is not in it
 */
export function refuseOutsideSession(touched: AffectedDocuments, event: IncomingEvent, where: string): void {
  const error = outsideSession(touched, event, where);
  if (error !== undefined) throw error;
}

/** The error that {@link refuseOutsideSession} throws; nothing for an event that may stand in its session. */
export function outsideSession(
  touched: Pick<AffectedDocuments, 'session'>,
  event: IncomingEvent,
  where: string,
): AdaptiveLearningError | undefined {
  const reason = refusal(touched, event);
  if (reason === undefined) return undefined;
  const [code, expected, received] = reason;
  return new AdaptiveLearningError(code, `${where}: expected ${expected}, got ${received}`, { where, expected, received });
}

type Refusal = readonly ['not_found' | 'outside_session', string, string];

function refusal({ session }: Pick<AffectedDocuments, 'session'>, event: IncomingEvent): Refusal | undefined {
  if (event.type === 'session_started' || !('session_id' in event)) return undefined;
  if (session === null) return ['not_found', "a session of this learner's own", 'an unknown session_id'];
  const { started_at, ended_at, last_event } = session;
  const time = event.occurred_at.toISOString();
  if (event.occurred_at < started_at) {
    return ['outside_session', `a time from the session's start at ${started_at.toISOString()} on`, time];
  }
  if (event.type === 'session_ended') {
    if (ended_at !== undefined || compareEvents(event, last_event) > 0) return undefined;
    return ['outside_session', `an end after the session's last event at ${last_event.occurred_at.toISOString()}`, time];
  }
  // Nothing follows the end of a session. One that nobody sent stands where the idle time ran out, and late events may come up to there.
  if (ended_at !== undefined && event.occurred_at > last_event.occurred_at) {
    return ['outside_session', `a time up to the session's end at ${last_event.occurred_at.toISOString()}`, time];
  }
  return undefined;
}
