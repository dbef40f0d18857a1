import { users } from '../../../collections/index.js';
import { engineVerb } from '../../../engine/index.js';
import { AdaptiveLearningError } from '../../../errors.js';
import { inputSchema } from '../../../runtime/index.js';
import { emailTokens } from '../collections/email-tokens.js';
import { hashOf } from '../rules/secret-token.js';
import { useEmailToken } from '../single-use-tokens.js';
import { typedToken } from './typed-secrets.js';

const verifyEmailInput = inputSchema(
  'VerifyEmailInput',
  { token: typedToken },
  { token: 'The token from the email. It can be used once.' },
);

/** The outcome of a verification. */
export type EmailVerification =
  | { readonly status: 'verified'; readonly user_id: string }
  /** Another account has the new address by now. */
  | { readonly status: 'address_taken' }
  /** The token is none, was used, or is over; or the account has another address by now. */
  | { readonly status: 'refused' };

export const verifyEmail = engineVerb({
  action: 'manage_sign_in',
  kind: 'call',
  input: verifyEmailInput,
  summary: 'Verifies an address by a token from an email. A token for a change of address makes the change.',
  result: 'The account; or why nothing was verified.',
  run: async (context, _caller, { token }): Promise<EmailVerification> => {
    const token_hash = hashOf(token);
    const found = await context.read(emailTokens).findOne({ token_hash }, { reach: 'all', index: 'token' });
    if (found === null || found.purpose === 'reset_password' || found.expires_at <= context.now()) return { status: 'refused' };
    const { user_id, address, purpose } = found;
    if (purpose === 'change_email') {
      // By itself: stopped after it, the same token verifies the address.
      const isTaken = await context.engine.setEmail({ user_id, email: address }, context.control).then(
        () => false,
        (error: unknown) => {
          if (error instanceof AdaptiveLearningError && error.code === 'already_exists') return true;
          throw error;
        },
      );
      if (isTaken) return { status: 'address_taken' };
    }
    return context.write([user_id], async (unit): Promise<EmailVerification> => {
      const now = context.now();
      const account = await unit.findOne(users, { user_id });
      if (account?.email !== address || !(await useEmailToken(unit, found, now))) return { status: 'refused' };
      await unit.write(users, { update: { user_id }, set: { email_verified: true, updated_at: now } });
      return { status: 'verified', user_id };
    });
  },
});
