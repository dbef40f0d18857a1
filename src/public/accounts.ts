/** Passwords, sign-in and devices, as a module. */
export type {
  AccountRole,
  AccountsSettings,
  Device,
  EmailVerification,
  EmailVerificationRequest,
  IssuedEmailToken,
  IssuedSignIn,
  LockOut,
  PasswordChange,
  PasswordReset,
  PasswordResetRequest,
  RefreshResult,
  RefusePassword,
  SecondFactorBegun,
  SecondFactorConfirmed,
  SecondFactorRemoved,
  SignInResult,
  SignUpResult,
} from '../modules/accounts/index.js';
export { accounts } from '../modules/accounts/index.js';
