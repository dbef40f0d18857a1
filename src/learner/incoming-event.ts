import type { LearningEvent } from '../collections/index.js';
import type { EventDay } from './event-day.js';

/** An event before the fold has said which day of the learner's it was, and of an answer what the models make of it. */
type Incoming<Event> = Event extends EventDay ? Omit<Event, keyof EventDay | 'provenance'> & Partial<EventDay> : Event;

export type IncomingEvent = Incoming<LearningEvent>;
export type IncomingOf<Type extends LearningEvent['type']> = Extract<IncomingEvent, { type: Type }>;
export type IncomingAnswer = IncomingOf<'answer'>;
