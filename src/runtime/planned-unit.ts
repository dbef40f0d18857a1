import type { CacheOwner } from '../cache/index.js';
import { type PlannedWrite, sealPlanned, sendPlanned, type TransactionOptions } from '../repositories/index.js';
import type { GroupMember } from './grouped-transaction.js';
import { thenOutdate } from './outdating.js';
import type { RuntimeContext } from './runtime-context.js';
import { runUnit, transact, type UnitOfWork } from './unit-of-work.js';

/** What one caller stores, all of it or nothing, with most of its writes made ready before the transaction. */
export interface PlannedUnit {
  /** Asks whether the rest may be stored; has changed nothing where it fits no document. */
  readonly admission?: PlannedWrite | undefined;
  readonly writes: readonly PlannedWrite[];
  /** What can only be done within the transaction: it comes behind the writes. */
  readonly work: (unit: UnitOfWork) => Promise<void>;
  /** Whether a duplicate key says that another writer was faster. Any does, if not given. */
  readonly isRace?: ((error: unknown) => boolean) | undefined;
}

/**
 * Stores a unit by a transaction of its own, by one that it shares with units of other learners that wait at the same time, or as a part of the
 * host's. What may not be stored is refused, and fails, as by a transaction of its own in each case.
 */
export async function storePlanned(context: RuntimeContext, { admission, writes: planned, work, isRace }: PlannedUnit): Promise<void> {
  const writes = await sealPlanned(planned, { signal: context.signal });
  const admit = admission === undefined ? undefined : (options: TransactionOptions) => sendPlanned(admission, options);
  const alone = () =>
    transact(
      context,
      async (unit) => {
        for (const write of writes) await sendPlanned(write, unit.options);
        await work(unit);
      },
      { admit, isRace },
    );
  const { joined, groups, signal, stillReached } = context;
  // What a host's resolver takes its time for, others do not wait for.
  if (joined !== undefined || stillReached !== undefined || !groups.isOn) return alone();
  const owners = new Set<CacheOwner>();
  const member: GroupMember = {
    writes: admission === undefined ? writes : [admission, ...writes],
    work: (options) => runUnit(context, options, owners, work),
    signal,
  };
  return thenOutdate(context, owners, () => groups.store(member, alone));
}
