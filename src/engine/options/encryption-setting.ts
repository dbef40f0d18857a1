import { type CollectionSet, checkEncryptionSetting, type EncryptionSetting, encryptWith } from '../../repositories/index.js';
import { LOG_EVENTS, type Log, NO_LOG } from '../../runtime/index.js';

const WHERE = 'createEngine.encryption';

/** @throws AdaptiveLearningError `invalid_input` */
export function checkEncryption(setting: EncryptionSetting | false | undefined): void {
  if (setting !== undefined && setting !== false) checkEncryptionSetting(setting, WHERE);
}

/** Encrypts what the repositories of a database store from now on; says once if they store it in clear. */
export function encrypt(collections: CollectionSet, setting: EncryptionSetting | false | undefined, clock: () => Date, log: Log): void {
  if (setting === undefined) warn(log);
  else if (setting !== false) encryptWith(collections, setting, clock, WHERE);
}

let isWarned = false;

/** To the log, and without one as a warning, once for a process: a host that has decided says so by `encryption: false`. */
function warn(log: Log): void {
  log('not_encrypted', {});
  if (isWarned || log !== NO_LOG) return;
  isWarned = true;
  process.emitWarning(LOG_EVENTS.not_encrypted.message, {
    type: 'AdaptiveLearningWarning',
    detail: 'Pass encryption: { keys, tenant }, or encryption: false if the database is protected in another way.',
  });
}
