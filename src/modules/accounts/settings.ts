import { checkAll, invalidInput } from '../../errors.js';
import { checkKeys } from '../../schema/index.js';
import type { LockOut } from './rules/lock-out.js';
import type { RefusePassword } from './rules/password-fault.js';

/** How accounts behave. All settings have defaults. */
export interface AccountsSettings {
  readonly passwords?: {
    /** The fewest characters of a new password, 8 to 64; 10 if not given. */
    readonly shortest?: number;
    /** Refuses new passwords, such as those that were stolen elsewhere: it returns what you expect instead, or nothing. */
    readonly refuse?: RefusePassword;
    /** Memory of one hash in KiB, 7,168 to 1,048,576; 19,456 if not given (OWASP). Older hashes are renewed at the next sign-in. */
    readonly memoryKiB?: number;
    /** Passes over the memory, 1 to 20; 2 if not given. */
    readonly passes?: number;
    /** Hashes that are computed at once in this process, 1 to 64; 4 if not given. The others wait. */
    readonly atOnce?: number;
    /** Verifies hashes of another kind, those of the system that you come from; Argon2id takes their place at the first sign-in. */
    readonly verifyOther?: (hash: string, password: string) => boolean | Promise<boolean>;
  };
  /** How attempts to sign in are slowed down: 5 attempts, then 30 seconds, then twice as long each time, up to an hour, if not given. */
  readonly lockOut?: Partial<LockOut>;
  /** Days after which a sign-in ends, 1 to 365; 30 if not given. Each refresh begins them again. */
  readonly signInDays?: number;
  /** Hours for which a token to verify an address can be used, 1 to 720; 48 if not given. */
  readonly verifyEmailHours?: number;
  /** Minutes for which a token to reset a password can be used, 5 to 1,440; 60 if not given. */
  readonly resetPasswordMinutes?: number;
  /** Whether an address must be verified before anybody signs in with it; false if not given. */
  readonly requireVerifiedEmail?: boolean;
  /** The name of your product, which authenticator apps show; `Tutor` if not given. */
  readonly issuer?: string;
}

/** The settings with their defaults. */
export interface Settings {
  readonly passwords: {
    readonly shortest: number;
    readonly refuse: RefusePassword;
    readonly memoryKiB: number;
    readonly passes: number;
    readonly atOnce: number;
    readonly verifyOther: (hash: string, password: string) => boolean | Promise<boolean>;
  };
  readonly lockOut: LockOut;
  readonly signInDays: number;
  readonly verifyEmailHours: number;
  readonly resetPasswordMinutes: number;
  readonly requireVerifiedEmail: boolean;
  readonly issuer: string;
}

const PASSWORDS: Settings['passwords'] = {
  shortest: 10,
  refuse: () => undefined,
  memoryKiB: 19_456,
  passes: 2,
  atOnce: 4,
  verifyOther: () => false,
};

const LOCK_OUT: LockOut = { after: 5, firstSeconds: 30, longestSeconds: 3_600 };

/** All that is whole numbers, by its path: the least and the most. */
const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  'passwords.shortest': [8, 64],
  'passwords.memoryKiB': [7_168, 1_048_576],
  'passwords.passes': [1, 20],
  'passwords.atOnce': [1, 64],
  'lockOut.after': [1, 100],
  'lockOut.firstSeconds': [1, 86_400],
  'lockOut.longestSeconds': [1, 86_400],
  signInDays: [1, 365],
  verifyEmailHours: [1, 720],
  resetPasswordMinutes: [5, 1_440],
};

/**
 * Fills in the defaults.
 *
 * @throws AdaptiveLearningError `invalid_input` whose `issues` name every setting at fault
 */
export function settingsOf(given: AccountsSettings): Settings {
  const where = 'accounts';
  checkKeys(
    given,
    ['passwords', 'lockOut', 'signInDays', 'verifyEmailHours', 'resetPasswordMinutes', 'requireVerifiedEmail', 'issuer'],
    where,
  );
  checkKeys(given.passwords ?? {}, Object.keys(PASSWORDS), `${where}.passwords`);
  checkKeys(given.lockOut ?? {}, Object.keys(LOCK_OUT), `${where}.lockOut`);
  const settings: Settings = {
    signInDays: 30,
    verifyEmailHours: 48,
    resetPasswordMinutes: 60,
    requireVerifiedEmail: false,
    issuer: 'Tutor',
    ...given,
    passwords: { ...PASSWORDS, ...given.passwords },
    lockOut: { ...LOCK_OUT, ...given.lockOut },
  };
  checkAll([
    ...Object.entries(RANGES).map(
      ([path, range]) =>
        () =>
          checkRange(settings, path, range, where),
    ),
    () => checkFunction(settings.passwords.refuse, `${where}.passwords.refuse`),
    () => checkFunction(settings.passwords.verifyOther, `${where}.passwords.verifyOther`),
    () => {
      const { requireVerifiedEmail } = settings;
      if (typeof requireVerifiedEmail !== 'boolean')
        throw invalidInput(`${where}.requireVerifiedEmail`, 'true or false', requireVerifiedEmail);
    },
    () => {
      const { issuer } = settings;
      // Apps cut the label at a colon.
      if (typeof issuer !== 'string' || !/^[^:\p{Cc}]{1,60}$/u.test(issuer))
        throw invalidInput(`${where}.issuer`, 'a name of 1 to 60 characters without a colon', issuer);
    },
  ]);
  return settings;
}

function checkRange(settings: Settings, path: string, [least, most]: readonly [number, number], where: string): void {
  const value = path.split('.').reduce<unknown>((part, key) => Reflect.get(part as object, key), settings);
  if (!(Number.isInteger(value) && (value as number) >= least && (value as number) <= most))
    throw invalidInput(`${where}.${path}`, `a whole number from ${least} to ${most}`, value);
}

function checkFunction(value: unknown, where: string): void {
  if (typeof value !== 'function') throw invalidInput(where, 'a function', value);
}
