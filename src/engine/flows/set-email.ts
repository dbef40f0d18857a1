import type { z } from 'zod';
import { learnerOwner } from '../../cache/index.js';
import { parseInput } from '../../collections/index.js';
import { isDuplicateKey, translateDriverError, WriteConflict } from '../../repositories/index.js';
import { type CallControl, transact, type UnitOfWork, write } from '../../runtime/index.js';
import { claimOf } from '../accounts/email-claim.js';
import type { EngineContext } from '../context.js';
import { setEmailInput } from '../inputs.js';
import { unknownLearner } from '../recording/account-guard.js';

export type SetEmailInput = z.input<typeof setEmailInput>;

/**
 * Gives an account another email address, or none. The new one counts as not verified; the old one is free for others at once. Without an
 * address there is no login by password, so the password's hash goes too. The address that an account has already changes nothing.
 *
 * @throws AdaptiveLearningError `already_exists` when another account has the address, `not_found`
 */
export async function setEmail(context: EngineContext, value: SetEmailInput, control: CallControl): Promise<void> {
  const where = 'setEmail';
  const { user_id, email } = parseInput(setEmailInput, value, where);
  const { users, email_claims } = context.repositories;
  const attempt = async (fixed: EngineContext) => {
    const account = await users.findOne({ user_id }, { ...control, fields: ['email'] });
    if (account === null) throw unknownLearner(where);
    const { email: before } = account;
    if (before === (email ?? undefined)) return;
    const now = context.clock();
    const move = async ({ options }: UnitOfWork) => {
      if (email !== null) await email_claims.insertOne(claimOf(email, user_id, now), options);
      if (before !== undefined) await email_claims.release(before, user_id, options);
      if (!(await users.replaceEmail(user_id, before, email, now, options))) throw new WriteConflict();
    };
    // The claim is another account's, and stays so.
    await transact(fixed, move, () => false).catch((error: unknown) => {
      throw isDuplicateKey(error) ? translateDriverError(error, where) : error;
    });
  };
  await write(context, { where, control, outdates: [learnerOwner(user_id)] }, attempt);
}
