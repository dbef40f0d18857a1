import type { JoinedWrites } from '../../runtime/index.js';
import { type AccountRole, accountRoles } from './collections/account-roles.js';

/** The roles of an account: a learner's, where no others were set. */
export async function rolesOf(unit: JoinedWrites, user_id: string): Promise<readonly AccountRole[]> {
  return (await unit.findOne(accountRoles, { user_id }))?.roles ?? ['learner'];
}
