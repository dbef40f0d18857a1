import type { LearningEvent } from '../../collections/index.js';
import type { IncomingEvent } from '../../learner/index.js';

/** Fields of a call's input that people write. No hash covers them: a short text can be found again by trying texts against its hash. */
const WRITTEN = new Set(['user_input', 'text', 'reason', 'trigger', 'metadata', 'learning_objectives']);

/** An input without what people wrote in it, at any depth. */
export function withoutTexts(input: unknown): unknown {
  if (Array.isArray(input)) return input.map(withoutTexts);
  if (typeof input !== 'object' || input === null || input instanceof Date) return input;
  const kept = Object.entries(input).filter(([field]) => !WRITTEN.has(field));
  return Object.fromEntries(kept.map(([field, value]) => [field, withoutTexts(value)]));
}

/** What people wrote in an event, and what they felt. A part that was deleted since has none: the event is then told by the rest. */
export interface PersonalTexts {
  readonly metadata?: unknown;
  readonly part?: readonly unknown[] | undefined;
}

export function textsOf(event: LearningEvent | IncomingEvent): PersonalTexts {
  return { metadata: event.metadata, part: partOf(event) };
}

function partOf(event: LearningEvent | IncomingEvent): readonly unknown[] | undefined {
  switch (event.type) {
    case 'interaction':
      return event.interaction === undefined ? undefined : [event.interaction.user_input, event.interaction.ai_response?.text];
    case 'emotion':
      return event.emotion === undefined ? undefined : [event.emotion];
    case 'intervention':
      return [event.intervention.reason];
    case 'session_started':
      return [event.session.learning_objectives];
    default:
      return undefined;
  }
}
