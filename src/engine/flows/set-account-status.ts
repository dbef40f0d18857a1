import type { z } from 'zod';
import { learnerOwner } from '../../cache/index.js';
import { parseInput } from '../../collections/index.js';
import { type CallControl, write } from '../../runtime/index.js';
import type { EngineContext } from '../context.js';
import { setAccountStatusInput } from '../inputs.js';
import { unknownLearner } from '../recording/account-guard.js';

export type SetAccountStatusInput = z.input<typeof setAccountStatusInput>;

/**
 * Suspends an account, marks it as deleted, or opens it again. For a suspended account nothing is recorded, and it is read as before; a
 * deleted one is neither. Nothing is erased by this, and the address stays claimed.
 *
 * @throws AdaptiveLearningError `not_found`
 */
export async function setAccountStatus(context: EngineContext, value: SetAccountStatusInput, control: CallControl): Promise<void> {
  const where = 'setAccountStatus';
  const { user_id, account_status } = parseInput(setAccountStatusInput, value, where);
  const found = await write(context, { where, control, outdates: [learnerOwner(user_id)] }, ({ repositories: { users }, signal }) =>
    users.setStatus(user_id, account_status, context.clock(), { signal }),
  );
  if (!found) throw unknownLearner(where);
}
