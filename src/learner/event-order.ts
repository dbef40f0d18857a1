import { EVENT_TYPES, type EventPosition } from '../collections/index.js';

/** Anything with a place in a learner's history. */
export type Placed = Pick<EventPosition, 'occurred_at' | 'type' | 'event_id'>;

const RANK = new Map<string, number>(EVENT_TYPES.map((type, rank) => [type, rank]));

/**
 * The one order of history: by time, then by kind (a session starts before its answers and ends after them), then by id,
 * so that any two logs with the same events fold to the same documents however they arrived.
 */
export function compareEvents(a: Placed, b: Placed): number {
  return (
    a.occurred_at.getTime() - b.occurred_at.getTime() ||
    (RANK.get(a.type) ?? 0) - (RANK.get(b.type) ?? 0) ||
    (a.event_id < b.event_id ? -1 : a.event_id > b.event_id ? 1 : 0)
  );
}

/** The place of an event, as its documents carry it. */
export function positionOf(event: Placed): EventPosition {
  return { occurred_at: event.occurred_at, type: event.type, event_id: event.event_id };
}
