import type { HostSession, HostTransaction, Repositories } from '../repositories/index.js';
import { type Joined, JoinedTransaction, RecentStateCache } from '../runtime/index.js';
import type { EngineContext } from './context.js';

/**
 * How calls of an engine join transactions of the host's: each transaction once, however many calls join it.
 *
 * @param open opens the engine's repositories for a transaction
 */
export function joiningOf(
  outside: EngineContext,
  open: (transaction: HostTransaction) => Repositories,
): (session: HostSession, where: string) => Joined<EngineContext> {
  const known = new WeakMap<HostSession, Joined<EngineContext> & { readonly transaction: JoinedTransaction<EngineContext> }>();
  return (session, where) => {
    const before = known.get(session);
    if (before !== undefined && !before.transaction.isOver) return before;
    void before?.transaction.settle();
    const transaction = new JoinedTransaction(session, outside, where);
    transaction.afterwards(async () => {
      for (const userId of transaction.written) outside.recentState.forget(userId);
    });
    const context = contextIn(transaction, open(transaction.transaction));
    const joined = { transaction, context, call: <Result>(work: () => Promise<Result>) => transaction.call(work) };
    known.set(session, joined);
    return joined;
  };
}

/**
 * The same context with everything in the transaction. What this process remembers of learners is left out: of what it would keep, nobody
 * knows whether it is committed.
 */
function contextIn(joined: JoinedTransaction<EngineContext>, repositories: Repositories): EngineContext {
  const own = { joined, repositories, recentState: new RecentStateCache(0) };
  // With its getters: the models are those of the moment at which a call looks at them.
  const all = { ...Object.getOwnPropertyDescriptors(joined.outside), ...Object.getOwnPropertyDescriptors(own) };
  return Object.defineProperties({}, all) as EngineContext;
}
