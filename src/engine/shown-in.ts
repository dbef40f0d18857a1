import { type CollectionSet, type Observe, openShownRepositories, type Repositories } from '../repositories/index.js';
import type { Calls } from '../runtime/index.js';
import type { EngineContext } from './context.js';

/** The repositories that modules read through: those of the transaction that a context joins, and otherwise those that all others share. */
export function shownIn(
  collections: CollectionSet,
  observe: Observe,
  { deadlineMs, closing }: Pick<Calls, 'deadlineMs' | 'closing'>,
  outside: Repositories,
): (context: EngineContext) => Repositories {
  const joined = new WeakMap<object, Repositories>();
  return ({ joined: transaction }) => {
    if (transaction === undefined) return outside;
    const known = joined.get(transaction);
    if (known !== undefined) return known;
    const opened = openShownRepositories(collections, observe, { deadlineMs, closing, joined: transaction.transaction });
    joined.set(transaction, opened);
    return opened;
  };
}
