import { users } from '../../../collections/index.js';
import { engineVerb } from '../../../engine/index.js';
import { inputSchema } from '../../../runtime/index.js';
import type { AccountsParts } from '../accounts-parts.js';
import { emailTokens } from '../collections/email-tokens.js';
import { signInAttempts } from '../collections/sign-in-attempts.js';
import { endSignIns } from '../device-sign-ins.js';
import { checkNewPassword } from '../new-password.js';
import { hashOf } from '../rules/secret-token.js';
import { useEmailToken } from '../single-use-tokens.js';
import { typedPassword, typedToken } from './typed-secrets.js';

const resetPasswordInput = inputSchema(
  'ResetPasswordInput',
  { token: typedToken, password: typedPassword },
  { token: 'The token from the email. It can be used once.', password: 'The new password.' },
);

/** The outcome of a reset. */
export type PasswordReset =
  | { readonly status: 'changed'; readonly user_id: string; readonly signed_out: number }
  /** The token is none, was used, or is over. */
  | { readonly status: 'refused' };

export const resetPassword = ({ hashing, settings }: AccountsParts) =>
  engineVerb({
    action: 'manage_sign_in',
    kind: 'call',
    input: resetPasswordInput,
    summary: 'Sets a new password by a token from an email, ends all locks and signs all devices out. The address counts as verified then.',
    result: 'The account and how many devices were signed out; or that the token cannot be used.',
    errors: { package_missing: '`@node-rs/argon2`, if it is not installed' },
    run: async (context, _caller, { token, password }): Promise<PasswordReset> => {
      const token_hash = hashOf(token);
      const found = await context.read(emailTokens).findOne({ token_hash, purpose: 'reset_password' }, { reach: 'all', index: 'token' });
      if (found === null || found.expires_at <= context.now()) return { status: 'refused' };
      const { user_id, address } = found;
      await checkNewPassword(password, address, settings, 'accounts.resetPassword.password');
      const password_hash = await hashing.hash(password, context.control.signal);
      return context.write([user_id], async (unit): Promise<PasswordReset> => {
        const now = context.now();
        const account = await unit.findOne(users, { user_id });
        // An address that the account no longer has proves nothing.
        if (account?.email !== address || !(await useEmailToken(unit, found, now))) return { status: 'refused' };
        const set = {
          password_hash,
          email_verified: true,
          updated_at: now,
          'security.last_password_change': now,
          'security.failed_login_attempts': 0,
        } as const;
        await unit.write(users, { update: { user_id }, set });
        await unit.write(signInAttempts, { delete: { address_hash: hashOf(address) } });
        return { status: 'changed', user_id, signed_out: await endSignIns(unit, user_id) };
      });
    },
  });
