import type { ConceptId } from '../collections/index.js';
import { type Naming, presentName } from './concept-names.js';
import type { IncomingEvent, IncomingOf } from './incoming-event.js';

/** The concept whose mastery an event changes, by the name that it has now; undefined for an event that is about none. */
export function conceptOf(event: IncomingEvent, naming: Naming): ConceptId | undefined {
  if (event.type === 'answer') return presentName(event.answer, naming);
  if ('change' in event) return presentName(event.change, naming);
  return event.type === 'card_adopted' ? presentName(event.card, naming) : undefined;
}

/** An answer under the name that its concept has now. */
export function answerNow(event: IncomingOf<'answer'>, naming: Naming): IncomingOf<'answer'> {
  const { subject, topic, concept } = presentName(event.answer, naming);
  if (subject === event.answer.subject && topic === event.answer.topic && concept === event.answer.concept) return event;
  return { ...event, answer: { ...event.answer, subject, topic, concept } };
}

/** A card under the name that its concept has now. */
export function cardNow(event: IncomingOf<'card_adopted'>, naming: Naming): IncomingOf<'card_adopted'> {
  const { subject, topic, concept } = presentName(event.card, naming);
  return { ...event, card: { ...event.card, subject, topic, concept } };
}
