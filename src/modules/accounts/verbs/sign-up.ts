import { z } from 'zod';
import { email } from '../../../collections/index.js';
import { createLearnerInput, engineVerb } from '../../../engine/index.js';
import { AdaptiveLearningError } from '../../../errors.js';
import { described } from '../../../runtime/index.js';
import type { AccountsParts } from '../accounts-parts.js';
import { checkNewPassword } from '../new-password.js';
import { type IssuedEmailToken, issueEmailToken } from '../single-use-tokens.js';
import { typedPassword } from './typed-secrets.js';

const { user_id, profile, preferences, learning_dna, metadata } = createLearnerInput.shape;

const signUpInput = z
  .strictObject({
    user_id,
    ...described(
      { email, password: typedPassword },
      {
        email: 'The address that the person signs in with.',
        password: 'The password; it is stored as an Argon2id hash only.',
      },
    ),
    profile,
    preferences,
    learning_dna,
    metadata,
  })
  .meta({ title: 'SignUpInput' });

/** The outcome of a sign-up. Tell strangers the same in both cases, that an email is on its way: otherwise they learn who has an account. */
export type SignUpResult =
  | { readonly status: 'created'; readonly user_id: string; readonly verification: IssuedEmailToken }
  | { readonly status: 'address_taken' };

export const signUp = ({ hashing, settings }: AccountsParts) =>
  engineVerb({
    action: 'manage_sign_in',
    kind: 'call',
    input: signUpInput,
    summary: 'Creates an account with a password, and a token to verify its address.',
    result: 'The new account and the token to send to the address; or that another account has the address.',
    errors: { already_exists: 'a `user_id` that is taken', package_missing: '`@node-rs/argon2`, if it is not installed' },
    run: async (context, _caller, { password, ...account }): Promise<SignUpResult> => {
      await checkNewPassword(password, account.email, settings, 'accounts.signUp.password');
      const password_hash = await hashing.hash(password, context.control.signal);
      const isNew = await context.engine.createLearner({ ...account, password_hash }, context.control).catch(async (error: unknown) => {
        const isTaken = error instanceof AdaptiveLearningError && error.code === 'already_exists';
        if (isTaken && (await context.accountByEmail(account.email)) !== null) return undefined;
        throw error;
      });
      if (isNew === undefined) return { status: 'address_taken' };
      const wanted = { user_id: isNew.user_id, purpose: 'verify_email', address: account.email, now: context.now() } as const;
      const minutes = settings.verifyEmailHours * 60;
      const verification = await context.write([isNew.user_id], (unit) => issueEmailToken(unit, { ...wanted, minutes }));
      return { status: 'created', user_id: isNew.user_id, verification };
    },
  });
