import { email } from '../../../collections/index.js';
import { engineVerb } from '../../../engine/index.js';
import { inputSchema } from '../../../runtime/index.js';
import type { AccountsParts } from '../accounts-parts.js';
import { type IssuedEmailToken, issueEmailToken } from '../single-use-tokens.js';
import { typedAddress } from './typed-secrets.js';

const requestPasswordResetInput = inputSchema(
  'RequestPasswordResetInput',
  { email: typedAddress },
  { email: 'The address, in any spelling.' },
);

/** The outcome of a request. Tell strangers the same in both cases, that an email is on its way. */
export type PasswordResetRequest =
  | (IssuedEmailToken & { readonly status: 'issued'; readonly user_id: string; readonly email: string })
  | { readonly status: 'no_account' };

export const requestPasswordReset = ({ settings: { resetPasswordMinutes } }: AccountsParts) =>
  engineVerb({
    action: 'manage_sign_in',
    kind: 'call',
    input: requestPasswordResetInput,
    summary: 'Makes a token by which the owner of an address sets a new password. It takes the place of the one before.',
    result: 'The token to send to the address; or that no active account has it.',
    run: async (context, _caller, typed): Promise<PasswordResetRequest> => {
      const { data: spelled } = email.safeParse(typed.email);
      const account = spelled === undefined ? null : await context.accountByEmail(spelled);
      if (account?.email === undefined || account.account_status !== 'active') return { status: 'no_account' };
      const { user_id, email: address } = account;
      const wanted = { user_id, purpose: 'reset_password', address, now: context.now(), minutes: resetPasswordMinutes } as const;
      const issued = await context.write([user_id], (unit) => issueEmailToken(unit, wanted));
      return { status: 'issued', user_id, email: address, ...issued };
    },
  });
