import type { LearningEvent } from '../../collections/index.js';
import type { Folded, IncomingEvent } from '../../learner/index.js';

/** An answer is stored with what the models made of it. */
export function withProvenance(event: IncomingEvent, { provenance }: Folded): LearningEvent {
  if (event.type !== 'answer') return event;
  if (provenance === undefined) throw new TypeError('The fold of an answer gives its provenance');
  return { ...event, provenance };
}
