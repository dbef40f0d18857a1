import { users } from '../../../collections/index.js';
import { learnerVerb } from '../../../engine/index.js';
import { inputSchema } from '../../../runtime/index.js';
import { fields as f } from '../../../schema/index.js';
import type { AccountsParts } from '../accounts-parts.js';
import { beginAttempt } from '../attempts.js';
import { signInAttempts } from '../collections/sign-in-attempts.js';
import { endSignIns } from '../device-sign-ins.js';
import { checkNewPassword } from '../new-password.js';
import { hashOf } from '../rules/secret-token.js';
import { typedPassword } from './typed-secrets.js';

const changePasswordInput = inputSchema(
  'ChangePasswordInput',
  { current: typedPassword, password: typedPassword, keep: f.storedEventId.optional() },
  {
    current: 'The present password.',
    password: 'The new password.',
    keep: 'The `sign_in_id` of the device that stays signed in; all are signed out if not given.',
  },
);

/** The outcome of a change of password. */
export type PasswordChange =
  | { readonly status: 'changed'; readonly signed_out: number }
  /** The present password is another, or the account has none. */
  | { readonly status: 'refused' }
  | { readonly status: 'locked'; readonly until: Date };

export const changePassword = ({ hashing, settings }: AccountsParts) =>
  learnerVerb({
    action: 'use_account',
    kind: 'call',
    input: changePasswordInput,
    summary: 'Changes the password and signs the other devices out. Wrong present passwords count as attempts to sign in.',
    result: 'How many devices were signed out; or why nothing changed.',
    errors: { package_missing: '`@node-rs/argon2`, if it is not installed' },
    run: async (context, { userId: user_id }, { current, password, keep }): Promise<PasswordChange> => {
      const stored = await context.read(users).findOne({ user_id }, { fields: ['email'] });
      const account = stored?.email === undefined ? null : await context.accountByEmail(stored.email);
      if (account?.email === undefined || account.user_id !== user_id) return { status: 'refused' };
      const address = account.email;
      await checkNewPassword(password, address, settings, 'accounts.changePassword.password');
      const until = await beginAttempt(context, address, account, settings.lockOut);
      if (until !== undefined) return { status: 'locked', until };
      const { signal } = context.control;
      if ((await hashing.verify(account.password_hash, current, signal)) === 'wrong') return { status: 'refused' };
      const password_hash = await hashing.hash(password, signal);
      return context.write([user_id], async (unit): Promise<PasswordChange> => {
        const now = context.now();
        const present = await unit.findOne(users, { user_id });
        if (present?.password_hash !== account.password_hash) return { status: 'refused' };
        const security = { 'security.last_password_change': now, 'security.failed_login_attempts': 0 } as const;
        await unit.write(users, { update: { user_id }, set: { password_hash, updated_at: now, ...security } });
        await unit.write(signInAttempts, { delete: { address_hash: hashOf(address) } });
        return { status: 'changed', signed_out: await endSignIns(unit, user_id, keep) };
      });
    },
  });
