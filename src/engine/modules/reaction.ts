import type { EventOf, EventType } from '../../collections/index.js';
import type { JoinedWrites } from '../../runtime/index.js';

/**
 * What a module stores with events of the core, in the transaction that stores them: both, or neither. It runs for every event that enters the
 * log, whichever verb brought it, also late events, imports and `undoAnswer` (an event of its own, `answer_undone`); not for a retry, which
 * stores nothing, and not for `replay`, which adds nothing to the log.
 */
export interface Reaction<Type extends EventType> {
  /** What it does, in one sentence. */
  readonly summary: string;
  /** The types of events that it reacts to. */
  readonly to: readonly Type[];
  /**
   * Runs once for each learner in the transaction, and again with it when another writer was faster: so it does nothing but read and write
   * through its unit. What it throws is what the caller of the verb gets, and nothing is stored.
   *
   * @param events of one learner, one at least, in the order in which they are stored: a single answer is one, a chunk of an import has hundreds
   */
  readonly run: (unit: JoinedWrites, events: readonly [EventOf<Type>, ...EventOf<Type>[]]) => Promise<void>;
}

/** Any reaction. */
export type AnyReaction = Omit<Reaction<EventType>, 'run'> & { readonly run: (unit: JoinedWrites, events: never) => Promise<void> };

/**
 * Declares a reaction, with the types of its events.
 *
 * @example
 * const visited = reaction({ summary: 'Notes the last answer on a bookmark.', to: ['answer'], run: async (unit, events) => { … } });
 */
export function reaction<const Type extends EventType>(declared: Reaction<Type>): Reaction<Type> {
  return Object.freeze(declared);
}
