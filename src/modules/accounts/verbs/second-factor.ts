import { randomBytes } from 'node:crypto';
import { users } from '../../../collections/index.js';
import { learnerVerb } from '../../../engine/index.js';
import { inputSchema, NOTHING } from '../../../runtime/index.js';
import type { AccountsParts } from '../accounts-parts.js';
import { beginAttempt } from '../attempts.js';
import { RECOVERY_CODES, secondFactors } from '../collections/second-factors.js';
import { type NewSecret, newSecret, stepOfCode } from '../one-time-codes.js';
import { formatRecoveryCode, RECOVERY_BYTES, spelledRecoveryCode } from '../rules/recovery-code.js';
import { hashOf } from '../rules/secret-token.js';
import { takeCode } from '../second-factor.js';
import { typedCode } from './typed-secrets.js';

/** The outcome of the first step. */
export type SecondFactorBegun = ({ readonly status: 'begun' } & NewSecret) | { readonly status: 'enabled_already' };

export const beginSecondFactor = ({ settings: { issuer } }: AccountsParts) =>
  learnerVerb({
    action: 'use_account',
    kind: 'call',
    input: NOTHING,
    summary: 'Makes a secret for an authenticator app. Sign-in asks for codes once `confirmSecondFactor` has got the first.',
    result: 'The secret and its address for a QR code; or that there is a second factor already.',
    errors: { package_missing: '`otpauth`, if it is not installed' },
    run: async (context, { userId: user_id }): Promise<SecondFactorBegun> => {
      const account = await context.read(users).findOne({ user_id }, { fields: ['email'] });
      const made = await newSecret(issuer, account?.email ?? user_id);
      return context.write([user_id], async (unit): Promise<SecondFactorBegun> => {
        const before = await unit.findOne(secondFactors, { user_id });
        if (before?.confirmed_at !== undefined) return { status: 'enabled_already' };
        const { schemaVersion: schema_version } = secondFactors;
        const replace = { user_id, secret: made.secret, last_step: 0, recovery_hashes: [], schema_version };
        await unit.write(secondFactors, { replace, orInsert: true });
        return { status: 'begun', ...made };
      });
    },
  });

const codeInput = inputSchema('SecondFactorCodeInput', { code: typedCode }, { code: 'The code that the authenticator app shows.' });

/** The outcome of the confirmation. The recovery codes are shown once: each signs in once in the place of a code. */
export type SecondFactorConfirmed =
  | { readonly status: 'enabled'; readonly recovery_codes: readonly string[] }
  /** The code is wrong, or nothing was begun. */
  | { readonly status: 'refused' };

export const confirmSecondFactor = learnerVerb({
  action: 'use_account',
  kind: 'call',
  input: codeInput,
  summary: 'Enables the second factor by the first code of the app.',
  result: `${RECOVERY_CODES} recovery codes; or that the code is wrong.`,
  errors: { package_missing: '`otpauth`, if it is not installed' },
  run: async (context, { userId: user_id }, { code }): Promise<SecondFactorConfirmed> => {
    const recovery_codes = Array.from({ length: RECOVERY_CODES }, () => formatRecoveryCode(randomBytes(RECOVERY_BYTES)));
    const recovery_hashes = recovery_codes.map((each) => hashOf(spelledRecoveryCode(each)));
    return context.write([user_id], async (unit): Promise<SecondFactorConfirmed> => {
      const now = context.now();
      const factor = await unit.findOne(secondFactors, { user_id });
      if (factor === null || factor.confirmed_at !== undefined) return { status: 'refused' };
      const step = await stepOfCode(code, factor.secret, now, factor.last_step);
      if (step === undefined) return { status: 'refused' };
      await unit.write(secondFactors, { update: { user_id }, set: { confirmed_at: now, last_step: step, recovery_hashes } });
      await unit.write(users, { update: { user_id }, set: { 'security.two_factor_enabled': true, updated_at: now } });
      return { status: 'enabled', recovery_codes };
    });
  },
});

/** The outcome of the removal. Wrong codes count as attempts to sign in. */
export type SecondFactorRemoved =
  | { readonly status: 'removed' }
  | { readonly status: 'refused' }
  | { readonly status: 'locked'; readonly until: Date };

export const removeSecondFactor = ({ settings: { lockOut } }: AccountsParts) =>
  learnerVerb({
    action: 'use_account',
    kind: 'call',
    input: codeInput,
    summary: 'Removes the second factor, by a code of the app or a recovery code.',
    result: 'Whether it was removed.',
    errors: { package_missing: '`otpauth`, if it is not installed' },
    run: async (context, { userId: user_id }, { code }): Promise<SecondFactorRemoved> => {
      const account = await context.read(users).findOne({ user_id }, { fields: ['email'] });
      const until = await beginAttempt(context, account?.email ?? user_id, null, lockOut);
      if (until !== undefined) return { status: 'locked', until };
      return context.write([user_id], async (unit): Promise<SecondFactorRemoved> => {
        const now = context.now();
        const factor = await unit.findOne(secondFactors, { user_id });
        if (factor?.confirmed_at === undefined || !(await takeCode(unit, factor, code, now))) return { status: 'refused' };
        await unit.write(secondFactors, { delete: { user_id } });
        await unit.write(users, { update: { user_id }, set: { 'security.two_factor_enabled': false, updated_at: now } });
        return { status: 'removed' };
      });
    },
  });
