import { email, users } from '../../../collections/index.js';
import { engineVerb, type ModuleContext } from '../../../engine/index.js';
import type { SignInAccount } from '../../../repositories/index.js';
import { inputSchema } from '../../../runtime/index.js';
import { fields as f } from '../../../schema/index.js';
import { rolesOf } from '../account-roles-of.js';
import type { AccountsParts } from '../accounts-parts.js';
import { beginAttempt } from '../attempts.js';
import type { AccountRole } from '../collections/account-roles.js';
import { secondFactors } from '../collections/second-factors.js';
import { signInAttempts } from '../collections/sign-in-attempts.js';
import { type IssuedSignIn, issueSignIn } from '../device-sign-ins.js';
import { hashOf } from '../rules/secret-token.js';
import { takeCode } from '../second-factor.js';
import { typedAddress, typedCode, typedPassword } from './typed-secrets.js';

const signInInput = inputSchema(
  'SignInInput',
  {
    email: typedAddress,
    password: typedPassword,
    code: typedCode.optional(),
    device: f.sentence.optional(),
  },
  {
    email: 'The address, in any spelling.',
    password: 'The password.',
    code: 'The code of the authenticator app, or a recovery code, of an account that has a second factor.',
    device: 'What the person calls the device, for the list of devices.',
  },
);

/** The outcome of an attempt to sign in. */
export type SignInResult =
  | (IssuedSignIn & {
      readonly status: 'signed_in';
      readonly user_id: string;
      readonly roles: readonly AccountRole[];
      readonly email_verified: boolean;
    })
  /** The address, the password or the code is wrong. It is not said which. */
  | { readonly status: 'refused' }
  /** Too many attempts with this address, whether or not there is an account. */
  | { readonly status: 'locked'; readonly until: Date }
  /** The password is right, and the account has a second factor: ask for its code, and call again with it. */
  | { readonly status: 'code_required' }
  /** The password is right, and the address must be verified first. */
  | { readonly status: 'email_not_verified'; readonly user_id: string }
  /** The password is right, and the account is suspended. */
  | { readonly status: 'suspended' };

export const signIn = ({ settings, hashing }: AccountsParts) =>
  engineVerb({
    action: 'manage_sign_in',
    kind: 'call',
    input: signInInput,
    summary: 'Signs somebody in by address and password, with a code where the account has a second factor.',
    result: 'The sign-in with its first refresh token, or why there is none.',
    errors: { package_missing: '`@node-rs/argon2`, or `otpauth` where a second factor is used, if it is not installed' },
    run: async (context, _caller, { password, code, device, ...typed }): Promise<SignInResult> => {
      const { data: address } = email.safeParse(typed.email);
      const account = address === undefined ? null : await context.accountByEmail(address);
      const spelling = address ?? typed.email;
      const until = await beginAttempt(context, spelling, account, settings.lockOut);
      if (until !== undefined) return { status: 'locked', until };
      const verified = await hashing.verify(account?.password_hash, password, context.control.signal);
      if (account === null || verified === 'wrong' || account.account_status === 'deleted') return { status: 'refused' };
      if (account.account_status === 'suspended') return { status: 'suspended' };
      if (settings.requireVerifiedEmail && !account.email_verified) return { status: 'email_not_verified', user_id: account.user_id };
      const renewed = verified === 'outdated' ? await hashing.hash(password, context.control.signal) : undefined;
      return finish(context, account, { code, device, spelling, renewed, days: settings.signInDays });
    },
  });

/** What a sign-in is finished with, once the password is right. */
interface Finish {
  readonly code: string | undefined;
  readonly device: string | undefined;
  readonly spelling: string;
  readonly renewed: string | undefined;
  readonly days: number;
}

/** Takes the code, begins the sign-in and forgets the failures, in one transaction. */
function finish(context: ModuleContext, account: SignInAccount, { code, device, spelling, renewed, days }: Finish): Promise<SignInResult> {
  const { user_id } = account;
  return context.write([user_id], async (unit): Promise<SignInResult> => {
    const now = context.now();
    const current = await unit.findOne(users, { user_id });
    // The password was changed, or the address moved on, while it was verified.
    if (current?.password_hash !== account.password_hash || current?.email !== account.email) return { status: 'refused' };
    const factor = await unit.findOne(secondFactors, { user_id });
    if (factor?.confirmed_at !== undefined) {
      // The attempt stays counted: who has the password only would otherwise begin to count again between guesses of the code.
      if (code === undefined) return { status: 'code_required' };
      if (!(await takeCode(unit, factor, code, now))) return { status: 'refused' };
    }
    await unit.write(signInAttempts, { delete: { address_hash: hashOf(spelling) } });
    const set = { last_login: now, 'security.failed_login_attempts': 0, ...(renewed === undefined ? {} : { password_hash: renewed }) };
    await unit.write(users, { update: { user_id }, set });
    const issued = await issueSignIn(unit, { user_id, device, now, days });
    const roles = await rolesOf(unit, user_id);
    return { status: 'signed_in', user_id, roles, email_verified: account.email_verified, ...issued };
  });
}
