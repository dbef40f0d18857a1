import { AsyncResource } from 'node:async_hooks';
import type { MongoClient } from 'mongodb';
import { aborted, roughBytes } from '../repositories/index.js';
import { type GroupMember, storeTogether } from './grouped-transaction.js';

/** Transactions under way at once; what comes then waits for one of them to end, and goes into the next with all else that waits. */
const LANES = 2;
/** Members of one transaction. */
const MOST_MEMBERS = 100;
/** Bytes of one transaction, roughly; a single command may have 16 MB. */
const MOST_BYTES = 4_000_000;
/** A transaction that takes longer than this is waited for no more by those who come after it, in milliseconds. */
const STALLED_MS = 500;

export interface GroupCommitOptions {
  readonly client: MongoClient;
  /** How long a group's transaction may take, in milliseconds. */
  readonly deadlineMs: number;
  /** Whether members share transactions at all; asked for each. */
  readonly isOn: () => boolean;
}

/** One that waits for its transaction. */
interface Waiting extends GroupMember {
  readonly bytes: number;
  readonly settle: (how: How) => void;
}

/** How a member goes on: it is stored, or it is to be stored by itself. */
type How = { readonly isStored: boolean; readonly release?: () => void };

/**
 * Lets writes of different learners share transactions. What comes while few transactions are under way begins at once, by itself. What comes
 * later waits until one of them ends, and goes into the next with all else that waits: nobody waits for a timer, and the busier the engine is,
 * the more share the price of one commit.
 */
export class GroupCommit {
  readonly #options: GroupCommitOptions;
  readonly #waiting = new Set<Waiting>();
  #running = 0;

  constructor(options: GroupCommitOptions) {
    this.#options = options;
  }

  get isOn(): boolean {
    return this.#options.isOn();
  }

  /**
   * Stores a member, with others or by itself.
   *
   * @param alone stores it by itself, and says why it may not be stored
   * @throws AdaptiveLearningError `aborted`, `deadline_exceeded`, `closed` by the signal of the member; and what `alone` throws
   */
  async store(member: GroupMember, alone: () => Promise<void>): Promise<void> {
    if (this.#running < LANES) return alone().finally(this.#enter());
    const { isStored, release } = await this.#wait(member);
    if (isStored) return;
    await alone().finally(release);
  }

  #wait(member: GroupMember): Promise<How> {
    const { signal } = member;
    if (signal?.aborted === true) return Promise.reject(aborted('transaction', signal.reason));
    return new Promise<How>((resolve, reject) => {
      const leave = () => {
        this.#waiting.delete(waiting);
        reject(aborted('transaction', signal?.reason));
      };
      const settle = (how: How) => {
        signal?.removeEventListener('abort', leave);
        resolve(how);
      };
      // What is done for a member, and the code of modules in it, belongs to its own call, whichever call begins the transaction.
      const work = AsyncResource.bind(member.work);
      const waiting = { ...member, work, bytes: bytesOf(member), settle };
      signal?.addEventListener('abort', leave, { once: true });
      this.#waiting.add(waiting);
    });
  }

  /** Takes a lane. Gives what leaves it, once: after the transaction, or before when that takes too long. */
  #enter(): () => void {
    this.#running += 1;
    let isIn = true;
    const leave = () => {
      clearTimeout(stalled);
      if (!isIn) return;
      isIn = false;
      this.#running -= 1;
      this.#next();
    };
    const stalled = setTimeout(leave, STALLED_MS);
    return leave;
  }

  #next(): void {
    while (this.#running < LANES && this.#waiting.size > 0) {
      const group = this.#take();
      const release = this.#enter();
      const [only] = group;
      if (group.length === 1 && only !== undefined) only.settle({ isStored: false, release });
      else void this.#store(group).finally(release);
    }
  }

  /** Those who have waited longest, as many as one transaction may have; one at least. */
  #take(): readonly Waiting[] {
    const group: Waiting[] = [];
    let bytes = 0;
    for (const member of this.#waiting) {
      bytes += member.bytes;
      if (group.length === MOST_MEMBERS || (group.length > 0 && bytes > MOST_BYTES)) break;
      group.push(member);
      this.#waiting.delete(member);
    }
    return group;
  }

  async #store(group: readonly Waiting[]): Promise<void> {
    const { client, deadlineMs } = this.#options;
    const stored = await storeTogether({ client, deadlineMs, signal: whenAllLeft(group) }, group);
    for (const member of group) member.settle({ isStored: stored.has(member) });
  }
}

function bytesOf({ writes }: GroupMember): number {
  return writes.reduce((sum, write) => sum + roughBytes('insert' in write ? write.insert : write.update), 0);
}

/** Aborted once nobody waits for the group any more. */
function whenAllLeft(group: readonly GroupMember[]): AbortSignal {
  const ending = new AbortController();
  let waiting = group.length;
  for (const { signal } of group) {
    const leave = () => {
      waiting -= 1;
      if (waiting === 0) ending.abort(signal?.reason);
    };
    if (signal?.aborted === true) leave();
    else signal?.addEventListener('abort', leave, { once: true });
  }
  return ending.signal;
}
