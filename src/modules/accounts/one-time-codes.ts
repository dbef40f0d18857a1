import { optionalPackage } from './optional-package.js';

type OtpAuth = typeof import('otpauth');

const STEP_SECONDS = 30;

/** A secret for an authenticator app. */
export interface NewSecret {
  /** In Base32, for typing. */
  readonly secret: string;
  /** The `otpauth://` address that a QR code shows. */
  readonly uri: string;
}

/** Makes a secret of 160 random bits: SHA-1, 6 digits, 30 seconds, which all apps know. */
export async function newSecret(issuer: string, label: string): Promise<NewSecret> {
  const { Secret, TOTP } = await loadOtpAuth();
  const secret = new Secret({ size: 20 });
  return { secret: secret.base32, uri: new TOTP({ issuer, label, secret }).toString() };
}

/**
 * The time step that a code is of (RFC 6238); one step before and behind is let pass, as clocks differ. Undefined for a wrong code, and for one of a
 * step that was used already.
 */
export async function stepOfCode(code: string, base32: string, now: Date, lastStep: number): Promise<number | undefined> {
  const { Secret, TOTP } = await loadOtpAuth();
  const totp = new TOTP({ secret: Secret.fromBase32(base32) });
  const delta = totp.validate({ token: code, timestamp: now.getTime(), window: 1 });
  if (delta === null) return undefined;
  const step = Math.floor(now.getTime() / 1_000 / STEP_SECONDS) + delta;
  return step > lastStep ? step : undefined;
}

function loadOtpAuth(): Promise<OtpAuth> {
  return optionalPackage('otpauth', 'checks one-time codes', () => import('otpauth'));
}
