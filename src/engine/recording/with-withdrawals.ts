import { compareEvents, type IncomingEvent } from '../../learner/index.js';
import { automaticWithdrawal } from './automatic-session.js';

/** Sessions that have not heard of a withdrawal of consent, and when it was; not given where that is before what they go by. */
export type Withdrawals = ReadonlyMap<string, Date | undefined>;

/** When a session is told that consent was withdrawn: when it was, unless the emotion that it goes by is newer by its own clock. */
export function withdrawalOf(feltAt: Date | undefined, withdrawnAt: Date | undefined): Date | undefined {
  return feltAt !== undefined && withdrawnAt !== undefined && withdrawnAt >= feltAt ? withdrawnAt : undefined;
}

/**
 * Events of one learner, with the withdrawal of consent before the first event of each session that has not heard of it: that a learner
 * switches their emotions off is one write, and a session learns of it when something is next recorded in it.
 *
 * @param events in the order of history
 * @param laterMs so much later than it was does the withdrawal stand, to be behind an emotion of the same instant
 */
export function withWithdrawals(events: readonly IncomingEvent[], withdrawals: Withdrawals, laterMs = 0): IncomingEvent[] {
  if (withdrawals.size === 0) return [...events];
  const told = new Set<string>();
  const all = events.flatMap((event): IncomingEvent[] => {
    if (!('session_id' in event) || event.type === 'session_started') return [event];
    if (!withdrawals.has(event.session_id) || told.has(event.session_id)) return [event];
    told.add(event.session_id);
    const at = (withdrawals.get(event.session_id)?.getTime() ?? Number.POSITIVE_INFINITY) + laterMs;
    const occurred_at = new Date(Math.min(at, event.occurred_at.getTime()));
    return [{ ...automaticWithdrawal(event, event.session_id), occurred_at }, event];
  });
  return all.sort(compareEvents);
}
