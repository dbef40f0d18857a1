import { invalidInput } from '../../errors.js';
import { type CollectionSet, DataKeyRepository, Encryption, type EncryptionSetting, LearnerKeyStore } from '../../repositories/index.js';
import { checkKeys } from '../../schema/index.js';

const MOST_CHARACTERS = 128;
const CLEAR = ['refuse', 'allow'];

/** @throws AdaptiveLearningError `invalid_input` */
export function checkEncryptionSetting(setting: EncryptionSetting | false | undefined, where: string): void {
  if (setting === undefined || setting === false) return;
  if ((setting as unknown) === true || typeof setting !== 'object') throw invalidInput(where, '{ keys, tenant } or false', setting);
  checkKeys(setting, ['keys', 'tenant', 'clear'], where);
  const { keys, tenant, clear } = setting;
  if (typeof keys?.wrap !== 'function' || typeof keys.unwrap !== 'function' || typeof keys.keyId !== 'string')
    throw invalidInput(`${where}.keys`, 'a key provider, such as that of openKeyFile', keys);
  if (typeof tenant !== 'string' || tenant === '' || tenant.length > MOST_CHARACTERS)
    throw invalidInput(`${where}.tenant`, `a text of 1 to ${MOST_CHARACTERS} characters`, tenant);
  if (clear !== undefined && !CLEAR.includes(clear)) throw invalidInput(`${where}.clear`, "'refuse' or 'allow'", clear);
}

/** Encrypts what the repositories of a database store from now on; says once if they store it in clear. */
export function encrypt(collections: CollectionSet, setting: EncryptionSetting | false | undefined, clock: () => Date): void {
  if (setting === undefined) warnOnce();
  if (setting === undefined || setting === false) return;
  const store = new LearnerKeyStore(new DataKeyRepository(collections), clock);
  collections.encryptWith(new Encryption(setting, store));
}

let isWarned = false;

/** Once for a process: a host that has decided says so by `encryption: false`. */
function warnOnce(): void {
  if (isWarned) return;
  isWarned = true;
  process.emitWarning('createEngine has no encryption.keys: names, texts of learners and their emotions are stored in clear.', {
    type: 'AdaptiveLearningWarning',
    detail: 'Pass encryption: { keys, tenant }, or encryption: false if the database is protected in another way.',
  });
}
