import { checkAll, invalidInput } from '../errors.js';
import { checkKeys } from '../schema/index.js';
import type { CollectionSet } from './collection-set.js';
import { DataKeyRepository, LearnerKeyStore } from './data-key-repository.js';
import { Encryption, type EncryptionSetting } from './encryption.js';

const MOST_CHARACTERS = 128;
const CLEAR = ['refuse', 'allow'];

/** @throws AdaptiveLearningError `invalid_input` */
export function checkEncryptionSetting(setting: EncryptionSetting, where: string): void {
  checkKeys(setting, ['keys', 'tenant', 'clear'], where);
  const { keys, tenant, clear } = setting;
  checkAll([
    () => {
      if (typeof keys?.wrap !== 'function' || typeof keys.unwrap !== 'function' || typeof keys.keyId !== 'string')
        throw invalidInput(`${where}.keys`, 'a key provider, such as that of openKeyFile', keys);
    },
    () => {
      if (typeof tenant !== 'string' || tenant === '' || tenant.length > MOST_CHARACTERS)
        throw invalidInput(`${where}.tenant`, `a string of 1 to ${MOST_CHARACTERS} characters`, tenant);
    },
    () => {
      if (clear !== undefined && !CLEAR.includes(clear)) throw invalidInput(`${where}.clear`, "'refuse' or 'allow'", clear);
    },
  ]);
}

/**
 * Encrypts what the repositories of a database store from now on.
 *
 * @throws AdaptiveLearningError `invalid_input`
 */
export function encryptWith(collections: CollectionSet, setting: EncryptionSetting, clock: () => Date, where: string): void {
  checkEncryptionSetting(setting, where);
  const store = new LearnerKeyStore(new DataKeyRepository(collections), clock);
  collections.encryptWith(new Encryption(setting, store));
}
