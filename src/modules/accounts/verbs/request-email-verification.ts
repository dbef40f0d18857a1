import { email, users } from '../../../collections/index.js';
import { learnerVerb } from '../../../engine/index.js';
import { inputSchema } from '../../../runtime/index.js';
import type { AccountsParts } from '../accounts-parts.js';
import { type IssuedEmailToken, issueEmailToken } from '../single-use-tokens.js';

const requestEmailVerificationInput = inputSchema(
  'RequestEmailVerificationInput',
  { email: email.optional() },
  { email: 'A new address, which takes the place of the present one once it is verified; the present one if not given.' },
).optional();

/** The outcome of a request. */
export type EmailVerificationRequest =
  | (IssuedEmailToken & { readonly status: 'issued'; readonly email: string })
  | { readonly status: 'no_address' }
  | { readonly status: 'verified_already' };

export const requestEmailVerification = ({ settings: { verifyEmailHours } }: AccountsParts) =>
  learnerVerb({
    action: 'use_account',
    kind: 'call',
    input: requestEmailVerificationInput,
    summary: 'Makes a token by which an address is verified, or changed to a new one. It takes the place of the one before.',
    result: 'The token to send to the address; or why there is none.',
    run: (context, { userId: user_id }, input): Promise<EmailVerificationRequest> =>
      context.write([user_id], async (unit): Promise<EmailVerificationRequest> => {
        const account = await unit.findOne(users, { user_id });
        const address = input?.email ?? account?.email;
        if (address === undefined) return { status: 'no_address' };
        const isPresent = address === account?.email;
        if (isPresent && account.email_verified) return { status: 'verified_already' };
        const purpose = isPresent ? 'verify_email' : 'change_email';
        const minutes = verifyEmailHours * 60;
        const issued = await issueEmailToken(unit, { user_id, purpose, address, now: context.now(), minutes });
        return { status: 'issued', email: address, ...issued };
      }),
  });
