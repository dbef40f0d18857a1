import { CONCEPT_CHANGES, type LearningSession } from '../../collections/index.js';
import { type AffectedDocuments, compareEvents, type IncomingEvent, type Placed } from '../../learner/index.js';
import type { SentEvent } from './sent-event.js';

/** How far a device's clock may lie off the session's own times; what is farther off did not happen in the session. Milliseconds. */
const SKEW_MS = 120_000;

/**
 * The event at the time that it has in its session. Clocks of devices and of backends differ, so:
 *
 * - a time that the engine chose never lies before the session's start, nor does an end before the session's last event;
 * - a time up to two minutes before the start or after the end, or an end up to two minutes before the last event, is moved to that
 *   instant, and `claimed_at` keeps the one that was sent.
 *
 * Any other time stays, and is refused later where it lies outside. The same event and the same session give the same time.
 */
export function inSessionTime(
  { event, timeChosen, notBefore }: SentEvent,
  session: Pick<LearningSession, 'started_at' | 'ended_at' | 'last_event'> | null,
): IncomingEvent {
  if (session === null || event.type === 'session_started' || !('session_id' in event)) return event;
  const at = event.occurred_at.getTime();
  const earliest = Math.max(session.started_at.getTime(), notBefore?.getTime() ?? 0, earliestOf(event, timeChosen, session));
  const latest =
    session.ended_at === undefined || event.type === 'session_ended' ? Number.POSITIVE_INFINITY : session.last_event.occurred_at.getTime();
  // The last event of a session that is over is its end; of one that was left open, where its idle time ran out.
  const moved = at < earliest ? earliest : at > latest ? latest : at;
  if (moved === at) return event;
  const isNear = Math.abs(moved - at) <= SKEW_MS;
  // A time that the engine chose is no claim of anybody's: at whatever distance, it was only a clock that was behind.
  if (timeChosen && (at < earliest || isNear)) return { ...event, occurred_at: new Date(moved) };
  return isNear ? { ...event, occurred_at: new Date(moved), claimed_at: event.claimed_at ?? event.occurred_at } : event;
}

/** Behind what an event must not stand: an end behind the session's last event, and what the engine timed behind what another backend timed just now. */
function earliestOf(
  event: IncomingEvent,
  timeChosen: boolean,
  { ended_at, last_event }: Pick<LearningSession, 'ended_at' | 'last_event'>,
): number {
  const last = last_event.occurred_at.getTime();
  if (event.type === 'session_ended') return ended_at === undefined ? last : 0;
  const behind = last - event.occurred_at.getTime();
  if (!timeChosen || ended_at !== undefined || behind <= 0 || behind > SKEW_MS) return 0;
  // Of one instant, the order of types and ids decides: a millisecond later it surely stands behind.
  return compareEvents({ ...event, occurred_at: last_event.occurred_at }, last_event) > 0 ? last : last + 1;
}

const CHANGES: ReadonlySet<string> = new Set(CONCEPT_CHANGES);

/**
 * An event whose time the engine chose stands behind what was done to its concept just before, also within the same millisecond and by the
 * clock of another backend: anyone who resets a concept and then answers means the two in this order.
 *
 * @param changed the newest change of the concept, where no mastery is kept that would tell
 */
export function behindChange<Event extends IncomingEvent>(
  { event, timeChosen }: SentEvent<Event>,
  { session, mastery }: Pick<AffectedDocuments, 'session' | 'mastery'>,
  changed: Placed | undefined,
): Event {
  const last = mastery?.last_event ?? changed;
  if (!timeChosen || last === undefined || !CHANGES.has(last.type) || session?.ended_at !== undefined) return event;
  const behind = last.occurred_at.getTime() - event.occurred_at.getTime();
  if (behind > SKEW_MS || compareEvents(event, last) > 0) return event;
  return { ...event, occurred_at: new Date(last.occurred_at.getTime() + 1) };
}
