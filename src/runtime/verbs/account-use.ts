import type { User } from '../../collections/index.js';
import { AdaptiveLearningError } from '../../errors.js';
import type { CallOptions, Repositories } from '../../repositories/index.js';
import { unknownLearner } from './unknown-learner.js';

/** What a learner's account has to be: `active`; `readable`, which a suspended one is too; or `any` that is there. */
export type AccountUse = keyof typeof OPEN_TO;

const OPEN_TO = {
  active: ['active'],
  readable: ['active', 'suspended'],
  any: ['active', 'suspended', 'deleted'],
} as const satisfies { readonly [use: string]: readonly User['account_status'][] };

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
  const received = `one that is ${status}`;
  return new AdaptiveLearningError('access_denied', `${where}: expected ${expected}, got ${received}`, { where, expected, received });
}

/**
 * Refuses a use of a learner's data before anything is written. What a recording may store is asked again within its transaction.
 *
 * @throws AdaptiveLearningError `not_found` for an unknown learner, `access_denied` for an account that is not open to the use
 */
export async function requireOpenAccount(
  { repositories }: { readonly repositories: Pick<Repositories, 'users'> },
  userId: string,
  use: AccountUse,
  where: string,
  options: CallOptions,
): Promise<void> {
  const account = await repositories.users.findOne({ user_id: userId }, { ...options, fields: ['account_status'] });
  const refusal = accountRefusal(account?.account_status, use, where);
  if (refusal !== undefined) throw refusal;
}
