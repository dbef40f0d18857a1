import { optionalPackage } from './optional-package.js';
import type { Settings } from './settings.js';
import { Slots } from './slots.js';

type Argon2 = typeof import('@node-rs/argon2');

/** `outdated`: right, and the hash is to be renewed. */
type Verification = 'wrong' | 'right' | 'outdated';

/** Hashes passwords and verifies them, a few at once: each takes some 20 MiB and 50 ms of a processor. */
export interface PasswordHashing {
  hash(password: string, signal?: AbortSignal): Promise<string>;
  /** Whether a password has a hash. Without a hash it takes as long, and is wrong: time does not tell which addresses have accounts. */
  verify(hash: string | undefined, password: string, signal?: AbortSignal): Promise<Verification>;
}

/** `Algorithm.Argon2id`, which the package declares for types only. */
const ARGON2ID = 2;

/** Hashing by Argon2id. The package is loaded at the first use. */
export function passwordHashing({ passwords }: Settings): PasswordHashing {
  const slots = new Slots(passwords.atOnce);
  const cost = { memoryCost: passwords.memoryKiB, timeCost: passwords.passes, parallelism: 1 };
  let opening: Promise<{ readonly argon2: Argon2; readonly decoy: string }> | undefined;
  const open = async () => {
    const argon2 = await loadArgon2();
    return { argon2, decoy: await argon2.hash('nobody has this password', cost) };
  };
  const opened = () => {
    opening ??= open().catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
  return {
    async hash(password, signal) {
      const { argon2 } = await opened();
      return slots.run(() => argon2.hash(password, cost, signal ?? null), signal);
    },
    async verify(hash, password, signal) {
      const { argon2, decoy } = await opened();
      if (hash !== undefined && !hash.startsWith('$argon2'))
        return (await passwords.verifyOther(hash, password)) === true ? 'outdated' : 'wrong';
      const isRight = await slots.run(() => argon2.verify(hash ?? decoy, password, null, signal ?? null), signal);
      if (hash === undefined || !isRight) return 'wrong';
      const { algorithm, memoryCost, timeCost } = argon2.parseOptions(hash);
      const isToday = (algorithm as number) === ARGON2ID && memoryCost >= cost.memoryCost && timeCost >= cost.timeCost;
      return isToday ? 'right' : 'outdated';
    },
  };
}

function loadArgon2(): Promise<Argon2> {
  return optionalPackage('@node-rs/argon2', 'hashes passwords', () => import('@node-rs/argon2'));
}
