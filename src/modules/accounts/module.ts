import { defineModule } from '../../engine/index.js';
import { accountRoles } from './collections/account-roles.js';
import { emailTokens } from './collections/email-tokens.js';
import { secondFactors } from './collections/second-factors.js';
import { signInAttempts } from './collections/sign-in-attempts.js';
import { signIns } from './collections/sign-ins.js';
import { passwordHashing } from './password-hashing.js';
import { type AccountsSettings, settingsOf } from './settings.js';
import { changePassword } from './verbs/change-password.js';
import { devices, signOutDevices } from './verbs/devices.js';
import { refresh } from './verbs/refresh.js';
import { requestEmailVerification } from './verbs/request-email-verification.js';
import { requestPasswordReset } from './verbs/request-password-reset.js';
import { resetPassword } from './verbs/reset-password.js';
import { beginSecondFactor, confirmSecondFactor, removeSecondFactor } from './verbs/second-factor.js';
import { setRoles } from './verbs/set-roles.js';
import { signIn } from './verbs/sign-in.js';
import { signOut } from './verbs/sign-out.js';
import { signUp } from './verbs/sign-up.js';
import { verifyEmail } from './verbs/verify-email.js';

/**
 * Passwords, sign-in and devices, for products without accounts of their own. Install `@node-rs/argon2`, and `otpauth` for second factors.
 *
 * @throws AdaptiveLearningError `invalid_input` whose `issues` name every setting at fault
 * @example
 * const engine = await createEngine({ db, modules: [accounts({ issuer: 'Tutor' })] });
 */
export function accounts(given: AccountsSettings = {}) {
  const settings = settingsOf(given);
  const parts = { settings, hashing: passwordHashing(settings) };
  return defineModule({
    name: 'accounts',
    summary: 'Passwords, sign-in and devices.',
    collections: {
      account_roles: accountRoles,
      email_tokens: emailTokens,
      second_factors: secondFactors,
      sign_in_attempts: signInAttempts,
      sign_ins: signIns,
    },
    policy: { manage_sign_in: ['system'], use_account: ['learner', 'system'] },
    engine: {
      signUp: signUp(parts),
      signIn: signIn(parts),
      refresh: refresh(parts),
      signOut,
      verifyEmail,
      requestPasswordReset: requestPasswordReset(parts),
      resetPassword: resetPassword(parts),
      setRoles,
    },
    learner: {
      requestEmailVerification: requestEmailVerification(parts),
      changePassword: changePassword(parts),
      devices,
      signOutDevices,
      beginSecondFactor: beginSecondFactor(parts),
      confirmSecondFactor,
      removeSecondFactor: removeSecondFactor(parts),
    },
  });
}
