import {
  inTransaction,
  isRolledBack,
  type PlannedWrite,
  sendTogether,
  type TransactionControl,
  type TransactionOptions,
} from '../repositories/index.js';

/** Transactions that a group may take, each with fewer members or behind another writer; then its members go one by one. */
const MOST_TRIES = 3;

/** One of those who share a transaction. */
export interface GroupMember {
  /** Sent in this order, those of all members to one collection with one command; of documents that no other member writes. */
  readonly writes: readonly PlannedWrite[];
  /** Done behind the writes of all. */
  readonly work: (options: TransactionOptions) => Promise<void>;
  /** Of the member's call. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Stores what several members write by one transaction. A member that may not be stored, or fails, takes no other with it: the transaction is
 * made again without it.
 *
 * @returns the members that are stored; nothing is known of the others but that no commit of theirs was acknowledged
 */
export async function storeTogether<Member extends GroupMember>(
  control: TransactionControl,
  members: Iterable<Member>,
): Promise<ReadonlySet<Member>> {
  const group = new Set(members);
  for (let tries = 0; tries < MOST_TRIES && group.size > 1; tries += 1) {
    try {
      return await inTransaction(control, (options) => storeOnce(group, options));
    } catch (error) {
      if (error instanceof AtFault) for (const member of error.members) group.delete(member as Member);
      else if (!isRolledBack(error)) break;
    }
  }
  return new Set();
}

/** Thrown within a transaction that has to be made again without some of its members. */
class AtFault extends Error {
  readonly members: readonly GroupMember[];

  constructor(members: readonly GroupMember[]) {
    super('not stored with the others');
    this.members = members;
  }
}

async function storeOnce<Member extends GroupMember>(
  group: ReadonlySet<Member>,
  options: TransactionOptions,
): Promise<ReadonlySet<Member>> {
  const stored = new Set(group);
  for (const batch of batchesOf(group)) {
    const sent = batch.filter(({ member }) => stored.has(member));
    for (const member of await sendBatch(sent, options)) stored.delete(member);
  }
  for (const member of stored) await member.work(options).catch((error: unknown) => blame(member, error));
  // Their callers have been told that nothing is known: a commit that was not sent before that is not sent at all.
  const left = [...stored].filter(({ signal }) => signal?.aborted === true);
  if (left.length > 0) throw new AtFault(left);
  return stored;
}

function blame(member: GroupMember, error: unknown): never {
  throw isRolledBack(error) ? error : new AtFault([member]);
}

/** A write, and whose it is. */
interface Owned<Member> {
  readonly write: PlannedWrite;
  readonly member: Member;
  /** Nothing of its member was written before it. */
  readonly isFirst: boolean;
}

/** Gives the members that are not stored, and have changed nothing; a transaction in which others are not stored is thrown away. */
async function sendBatch<Member extends GroupMember>(
  batch: readonly Owned<Member>[],
  options: TransactionOptions,
): Promise<readonly Member[]> {
  if (batch.length === 0) return [];
  const outcome = await sendTogether(
    batch.map(({ write }) => write),
    options,
  );
  if (outcome === 'stored') return [];
  if (outcome === 'unclear') throw new AtFault(batch.map(({ member }) => member));
  const isRefused = 'refused' in outcome;
  const faulty = (isRefused ? [outcome.refused] : outcome.missed).map((place) => batch[place] as Owned<Member>);
  const members = faulty.map(({ member }) => member);
  if (isRefused || faulty.some(({ isFirst }) => !isFirst)) throw new AtFault(members);
  return members;
}

/** The writes of all, by collection and kind, each member's in its own order. */
function batchesOf<Member extends GroupMember>(group: Iterable<Member>): Iterable<readonly Owned<Member>[]> {
  const batches = new Map<string, Owned<Member>[]>();
  for (const member of group) {
    for (const [place, write] of member.writes.entries()) {
      const key = `${'insert' in write ? 'insert' : 'update'} ${write.repository.declaration.name}`;
      const owned = { write, member, isFirst: place === 0 };
      const batch = batches.get(key);
      if (batch === undefined) batches.set(key, [owned]);
      else batch.push(owned);
    }
  }
  return batches.values();
}
