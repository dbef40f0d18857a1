import type { LearningDna, User } from '../../collections/index.js';
import type { EngineContext } from '../context.js';
import type { PendingAnswer } from './pending-answer.js';

/** A learner's account, and what is asked of it where their answers name no session. */
export interface LoadedAccount {
  readonly userId: string;
  /** Undefined when there is no such learner. */
  readonly account: Pick<User, 'profile' | 'preferences' | 'account_status' | 'emotions_withdrawn_at'> | undefined;
  /** Whether there are sessions that answers may join. */
  readonly hasSessions: boolean;
  readonly dna: LearningDna | null;
}

/** Reads the accounts of some learners with one query of each collection. */
export async function loadAccounts(
  { repositories, signal }: EngineContext,
  learners: ReadonlyMap<string, readonly PendingAnswer[]>,
): Promise<ReadonlyMap<string, LoadedAccount>> {
  const { users, learning_sessions, learning_dna } = repositories;
  const placing = [...learners].filter(([, answers]) => answers.some(({ sessionChosen }) => sessionChosen === true)).map(([id]) => id);
  const ifAny = <Row>(read: () => Promise<Row[]>) => (placing.length === 0 ? Promise.resolve([]) : read());
  const [settings, last, dnas] = await Promise.all([
    users.settings([...learners.keys()], { signal }).toArray(),
    ifAny(() => learning_sessions.lastOf(placing, { signal })),
    ifAny(() => learning_dna.manyForFold(placing, { signal })),
  ]);
  const accounts = new Map(settings.map((account) => [account.user_id, account]));
  const haveSessions = new Set(last.map(({ user_id }) => user_id));
  const dnaOf = new Map(dnas.map((dna) => [dna.user_id, dna] as const));
  const loaded = Array.from(learners.keys(), (userId): readonly [string, LoadedAccount] => [
    userId,
    { userId, account: accounts.get(userId), hasSessions: haveSessions.has(userId), dna: dnaOf.get(userId) ?? null },
  ]);
  return new Map(loaded);
}
