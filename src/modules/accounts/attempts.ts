import { users } from '../../collections/index.js';
import type { ModuleContext } from '../../engine/index.js';
import type { SignInAccount } from '../../repositories/index.js';
import { signInAttempts } from './collections/sign-in-attempts.js';
import { type LockOut, lockedUntil } from './rules/lock-out.js';
import { hashOf } from './rules/secret-token.js';

const FORGOTTEN_AFTER_MS = 86_400_000;

/**
 * Counts an attempt with an address before anything is verified, so that many attempts at once get no more guesses than one after the other. An
 * account remembers the failures since its last sign-in too.
 *
 * @returns until when the address is locked, if it is: the attempt then ends here
 */
export async function beginAttempt(
  context: ModuleContext,
  address: string,
  account: SignInAccount | null,
  lockOut: LockOut,
): Promise<Date | undefined> {
  const address_hash = hashOf(address);
  return context.write([], async (unit) => {
    const now = context.now();
    const before = await unit.findOne(signInAttempts, { address_hash });
    if (before?.locked_until !== undefined && before.locked_until > now) return before.locked_until;
    const attempts = (before?.attempts ?? 0) + 1;
    const until = lockedUntil(attempts, now, lockOut);
    await unit.write(signInAttempts, {
      replace: {
        address_hash,
        attempts,
        ...(until === undefined ? {} : { locked_until: until }),
        expires_at: new Date(now.getTime() + FORGOTTEN_AFTER_MS),
        schema_version: signInAttempts.schemaVersion,
      },
      orInsert: true,
    });
    if (account !== null) {
      const failed = { 'security.failed_login_attempts': 1 } as const;
      await unit.write(users, { update: { user_id: account.user_id }, increment: failed });
    }
    return undefined;
  });
}
