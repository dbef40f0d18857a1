import type { ConceptId } from '../../collections/index.js';
import { allNames, compareEvents, conceptKey, type Placed, presentName } from '../../learner/index.js';
import type { EngineContext } from '../context.js';

/** The newest changes of one learner's concepts, by `conceptKey`. */
export type NewestChanges = ReadonlyMap<string, Placed>;

/**
 * The newest change of each of some learners' concepts that was made without an answer. To be asked of concepts that nothing is kept about, once
 * that is known: the place of what was done to the others stands in their documents.
 *
 * @returns by learner
 */
export async function newestChanges(
  { repositories, models, signal }: Pick<EngineContext, 'repositories' | 'models' | 'signal'>,
  owned: ReadonlyMap<string, readonly ConceptId[]>,
): Promise<ReadonlyMap<string, NewestChanges>> {
  const newest = new Map<string, Map<string, Placed>>();
  // The log may name a concept as it was called before.
  const named = new Map(Array.from(owned, ([userId, ids]) => [userId, ids.flatMap((id) => allNames(id, models))] as const));
  for (const event of await repositories.learning_events.changesOf(named, { signal })) {
    const own = newest.get(event.user_id) ?? new Map<string, Placed>();
    newest.set(event.user_id, own);
    const key = conceptKey(presentName(event.change, models));
    const known = own.get(key);
    if (known === undefined || compareEvents(event, known) > 0) own.set(key, event);
  }
  return newest;
}
