import type { ConceptId } from '../collections/index.js';
import type { IncomingEvent } from './incoming-event.js';

/** The concept whose mastery an event changes; undefined for an event that is about none. */
export function conceptOf(event: IncomingEvent): ConceptId | undefined {
  if (event.type === 'answer') return event.answer;
  if ('change' in event) return event.change;
  return event.type === 'card_adopted' ? event.card : undefined;
}
