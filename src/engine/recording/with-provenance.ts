import type { LearningEvent } from '../../collections/index.js';
import { type Folded, type IncomingEvent, storedProvenance } from '../../learner/index.js';
import type { EngineContext } from '../context.js';

/** An event is stored with its day, and an answer with what the models made of it. */
export function withProvenance(
  { provenance: kind }: Pick<EngineContext, 'provenance'>,
  event: IncomingEvent,
  { provenance, eventDay }: Folded,
): LearningEvent {
  if (!('session_id' in event)) return event;
  if (eventDay === undefined) throw new TypeError('The fold of an event in a session gives its day');
  if (event.type !== 'answer') return { ...event, ...eventDay };
  if (provenance === undefined) throw new TypeError('The fold of an answer gives its provenance');
  return { ...event, ...eventDay, provenance: storedProvenance(provenance, kind) };
}
