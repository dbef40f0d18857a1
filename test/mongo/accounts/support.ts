import { createEngine } from 'adaptive-learning-engine';
import { type AccountsSettings, accounts } from 'adaptive-learning-engine/accounts';
import { openDatabase } from '../../support/database.js';
import { StoppedClock } from '../../support/stopped-clock.js';
import { testKeys } from '../../support/test-keys.js';

export const PASSWORD = 'correct horse battery';

/** Hashes that cost little: what they cost is no matter of these tests. */
const CHEAP = { memoryKiB: 7_168, passes: 1 } as const;

/** An engine with the module, on a database of its own and with encrypted fields. */
export async function openAccounts(settings: AccountsSettings = {}) {
  const database = await openDatabase();
  const clock = new StoppedClock();
  // The server deletes what has expired by its own clock.
  clock.set(new Date());
  const encryption = { keys: await testKeys(), tenant: 'test' };
  const another = (more: AccountsSettings = {}) =>
    createEngine({
      db: database.db,
      clock: clock.read,
      cache: false,
      tuning: 'manual',
      encryption,
      modules: [accounts({ ...settings, ...more, passwords: { ...CHEAP, ...settings.passwords, ...more.passwords } })],
    });
  const engine = await another();
  await engine.setup();
  return {
    engine,
    another,
    clock,
    db: database.db,
    /** Signs somebody up with {@link PASSWORD}, and gives the id. */
    async newPerson(email: string): Promise<string> {
      const made = await engine.accounts.signUp({ email, password: PASSWORD, profile: { timezone: 'Europe/Zurich' } });
      if (made.status !== 'created') throw new Error('The address is taken');
      return made.user_id;
    },
    [Symbol.asyncDispose]: async () => {
      await engine.close();
      await database[Symbol.asyncDispose]();
    },
  };
}

export type Accounts = Awaited<ReturnType<typeof openAccounts>>;
