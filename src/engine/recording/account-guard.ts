import type { User } from '../../collections/index.js';
import { AdaptiveLearningError } from '../../errors.js';
import type { CallOptions } from '../../repositories/index.js';
import { unknownLearner } from '../../runtime/index.js';
import { type WithConsent, withoutConsent } from '../../schema/index.js';
import type { EngineContext } from '../context.js';
import type { Listing } from '../listing.js';

/** What a verb does with a learner's data: an account that is suspended is read and not recorded for, a deleted one neither. */
export type AccountUse = 'read' | 'record';

const OPEN_TO = { read: ['active', 'suspended'], record: ['active'] } as const satisfies {
  readonly [U in AccountUse]: readonly User['account_status'][];
};

/** The refusal of a use; nothing when the account is there and open to it. */
export function accountRefusal(
  status: User['account_status'] | undefined,
  use: AccountUse,
  where: string,
): AdaptiveLearningError | undefined {
  if (status === undefined) return unknownLearner(where);
  const open: readonly string[] = OPEN_TO[use];
  if (open.includes(status)) return undefined;
  const expected = open.length === 1 ? 'an active account' : 'an account that is not deleted';
  return new AdaptiveLearningError('access_denied', `${where}: expected ${expected}, got one that is ${status}`, {
    where,
    expected,
    received: `one that is ${status}`,
  });
}

/**
 * Refuses a use of a learner's data before anything is written. What a recording may store is asked again within its transaction.
 *
 * @throws AdaptiveLearningError `not_found` for an unknown learner, `access_denied` for an account that is not open to the use
 */
export async function requireOpenAccount(
  { repositories }: Pick<EngineContext, 'repositories'>,
  userId: string,
  use: AccountUse,
  where: string,
  options: CallOptions,
): Promise<void> {
  const account = await repositories.users.findOne({ user_id: userId }, { ...options, fields: ['account_status'] });
  const refusal = accountRefusal(account?.account_status, use, where);
  if (refusal !== undefined) throw refusal;
}

/** Reads of a learner's data while it is looked whether the account is open to that. */
export async function readIfOpen<Result>(
  context: EngineContext,
  userId: string,
  where: string,
  control: CallOptions,
  read: () => Promise<Result>,
): Promise<Result> {
  const [result] = await Promise.all([read(), requireOpenAccount(context, userId, 'read', where, { signal: control.signal })]);
  return result;
}

/** As {@link readIfOpen}, of documents that may tell how the learner feels: without that, where they withhold it. */
export async function readWithConsent<Document extends object>(
  context: EngineContext,
  userId: string,
  declaration: WithConsent,
  where: string,
  { signal }: CallOptions,
  read: () => Promise<Listing<Document>>,
): Promise<Listing<Document>> {
  const fields = ['account_status', 'preferences'] as const;
  const [found, account] = await Promise.all([read(), context.repositories.users.findOne({ user_id: userId }, { signal, fields })]);
  const refusal = accountRefusal(account?.account_status, 'read', where);
  if (refusal !== undefined) throw refusal;
  if (account?.preferences.privacy_settings.emotional_data_usage === true) return found;
  return { ...found, rows: found.rows.flatMap((row) => withoutConsent(declaration, row) ?? []) };
}
