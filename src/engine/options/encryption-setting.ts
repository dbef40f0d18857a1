import { type CollectionSet, checkEncryptionSetting, type EncryptionSetting, encryptWith } from '../../repositories/index.js';

const WHERE = 'createEngine.encryption';

/** @throws AdaptiveLearningError `invalid_input` */
export function checkEncryption(setting: EncryptionSetting | false | undefined): void {
  if (setting !== undefined && setting !== false) checkEncryptionSetting(setting, WHERE);
}

/** Encrypts what the repositories of a database store from now on; says once if they store it in clear. */
export function encrypt(collections: CollectionSet, setting: EncryptionSetting | false | undefined, clock: () => Date): void {
  if (setting === undefined) warnOnce();
  else if (setting !== false) encryptWith(collections, setting, clock, WHERE);
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
