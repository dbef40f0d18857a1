import type { LearningSession } from '../collections/index.js';
import type { IncomingEvent } from './incoming-event.js';
import { hasEmotions } from './session-emotion.js';

/** An event without what may be stored only while the learner lets their emotions be used; undefined where nothing else is in it. */
export function withoutEmotion<Event extends IncomingEvent>(event: Event): Event | undefined {
  const stripped: IncomingEvent | undefined = strip(event);
  return stripped as Event | undefined;
}

function strip(event: IncomingEvent): IncomingEvent | undefined {
  switch (event.type) {
    case 'emotion':
      return undefined;
    case 'answer': {
      const { emotional_state, ...answer } = event.answer;
      return { ...event, answer };
    }
    case 'interaction': {
      const { emotional_context, ...interaction } = event.interaction;
      return { ...event, interaction };
    }
    case 'session_started': {
      const { initial_emotional_state, ...session } = event.session;
      return { ...event, session };
    }
    default:
      return event;
  }
}

/** Whether an event says itself how the learner feels. */
export function isFelt(event: IncomingEvent): boolean {
  switch (event.type) {
    case 'emotion':
      return true;
    case 'answer':
      return event.answer.emotional_state !== undefined;
    case 'interaction':
      return event.interaction.emotional_context !== undefined;
    case 'session_started':
      return event.session.initial_emotional_state !== undefined;
    default:
      return false;
  }
}

/**
 * Whether the fold of an event goes by emotions that its session has from before: an answer is coloured by them, another emotion is compared
 * with them, the end hands them to the DNA.
 */
export function goesByEmotions(event: IncomingEvent, session: LearningSession | null | undefined): boolean {
  if (event.type !== 'answer' && event.type !== 'session_ended' && !isFelt(event)) return false;
  return session !== null && session !== undefined && hasEmotions(session);
}
