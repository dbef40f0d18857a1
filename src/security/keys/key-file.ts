import { constants, open, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type AdaptiveLearningError, invalidInput } from '../../errors.js';
import { DataKey, newDataKey } from '../cipher/data-key.js';
import type { FieldPlace } from '../cipher/field-place.js';
import { keyUnavailable } from './key-error.js';
import type { KeyProvider } from './key-provider.js';
import { hexIdOf } from './wrapped-key.js';

const HEAD = '# Key file of adaptive-learning-engine. The first key wraps, all keys unwrap. Without this file, encrypted fields are lost.';
const KEY_LINE = /^[A-Za-z0-9+/]{43}=$/;
/** Hundreds of keys; a longer file is not ours. */
const MOST_BYTES = 65_536;
/** Permissions of anyone other than the owner. */
const OTHERS = 0o077;
const OWNER_ONLY = 0o600;

/**
 * Creates a key file with one new key, readable by its owner only (mode 600). Keep a copy of it, apart from the backups of the database.
 *
 * @returns the id of the key
 * @throws AdaptiveLearningError `invalid_input`; `key_unavailable` if the file exists already or cannot be written
 */
export async function createKeyFile(path: string): Promise<string> {
  checkPath(path, 'createKeyFile');
  return writeKeys(path, [newDataKey()]);
}

/**
 * Puts a new key in front of the others: it wraps from now on, in every process that opens the file afterwards. The old keys stay, because
 * they still unwrap.
 *
 * @returns the id of the new key
 * @throws AdaptiveLearningError `invalid_input`; `key_unavailable`, and the file is as it was
 */
export async function rotateKeyFile(path: string): Promise<string> {
  checkPath(path, 'rotateKeyFile');
  const earlier = await readKeys(path);
  const beside = `${path}.new`;
  const keyId = await writeKeys(beside, [newDataKey(), ...earlier]);
  try {
    await rename(beside, path);
    await syncFolderOf(path);
  } catch (error) {
    await unlink(beside).catch(() => undefined);
    throw unusable(path, 'a file that can be replaced', codeOf(error), error);
  }
  return keyId;
}

/**
 * Opens a key file as a key provider, for servers without a key service. The file must belong to the user of the process and be readable by
 * nobody else.
 *
 * @throws AdaptiveLearningError `invalid_input`; `key_unavailable`, whose message says how to mend it
 * @example
 * const keys = await openKeyFile('/etc/tutor/ale.key');
 * const engine = await createEngine({ db, encryption: { keys, tenant: 'school-a' } });
 */
export async function openKeyFile(path: string): Promise<KeyProvider> {
  checkPath(path, 'openKeyFile');
  const keys = new Map((await readKeys(path)).map((key) => [hexIdOf(key), key] as const));
  const [keyId, current] = [...keys][0] as [string, DataKey];
  return {
    keyId,
    wrap: async (secret, binding) => current.seal(secret, placeOf(binding)),
    unwrap: async ({ keyId: wrappedBy, bytes }, binding) => {
      const key = keys.get(wrappedBy);
      if (key === undefined) throw unusable(path, `a file with the key ${wrappedBy}`, 'one without it');
      return key.open(bytes, placeOf(binding));
    },
    close: () => {
      for (const key of keys.values()) key.destroy();
    },
  };
}

function checkPath(path: unknown, where: string): void {
  if (typeof path !== 'string' || path === '' || path.includes('\0')) throw invalidInput(`${where}.path`, 'the path of a file', path);
}

/** A wrapped key is an encrypted value of its own kind: nothing else is encrypted with the keys of the file. */
function placeOf(binding: Uint8Array): FieldPlace {
  const document = [Buffer.from(binding).toString('hex')];
  return { tenant: '', collection: 'data_keys', learner: '', document, path: 'wrapped', entries: [] };
}

/** Permissions and content are read of the same open file: nobody can put another in its place in between. */
async function readKeys(path: string): Promise<DataKey[]> {
  const file = await open(path, 'r').catch((error: unknown) => {
    const expected = codeOf(error) === 'ENOENT' ? 'a file that exists (createKeyFile makes one)' : 'a file that can be read';
    throw unusable(path, expected, codeOf(error), error);
  });
  try {
    const stats = await file.stat();
    if (!stats.isFile()) throw unusable(path, 'a file', 'something else');
    const user = process.getuid?.();
    // Windows has no owner and mode of this kind: access there is the host's to restrict.
    if (user !== undefined) {
      if (stats.uid !== user)
        throw unusable(path, `a file of the user ${user}, who runs this process (chown ${user})`, `one of ${stats.uid}`);
      if ((stats.mode & OTHERS) !== 0)
        throw unusable(path, 'a file that only its owner can read (chmod 600)', `mode ${(stats.mode & 0o777).toString(8)}`);
    }
    if (stats.size > MOST_BYTES) throw unusable(path, 'a key file', `${stats.size} bytes`);
    return keysIn(await file.readFile('utf8'), path);
  } finally {
    await file.close();
  }
}

function keysIn(text: string, path: string): DataKey[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.startsWith('#'));
  if (lines.length === 0) throw unusable(path, 'at least one key', 'none');
  return lines.map((line, index) => {
    if (!KEY_LINE.test(line)) throw unusable(path, '32 bytes as base64 in each line', `another text as key ${index + 1}`);
    const secret = Buffer.from(line, 'base64');
    const key = new DataKey(secret);
    secret.fill(0);
    return key;
  });
}

/**
 * Makes the names of a folder durable: after a power cut, data keys that a new key wrapped would be lost with the file that holds it. Where a
 * folder cannot be synced, as on Windows, the file system does it by itself.
 */
async function syncFolderOf(path: string): Promise<void> {
  const folder = await open(dirname(path), 'r').catch(() => undefined);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}

/** Writes a file that must not exist yet; it is complete on disk before this returns. */
async function writeKeys(path: string, keys: readonly DataKey[]): Promise<string> {
  const lines = await Promise.all(keys.map((key) => key.exposing(async (secret) => Buffer.from(secret).toString('base64'))));
  const flags = constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY;
  const file = await open(path, flags, OWNER_ONLY).catch((error: unknown) => {
    const expected = codeOf(error) === 'EEXIST' ? 'the name of a file that does not exist yet' : 'the name of a file that can be written';
    throw unusable(path, expected, codeOf(error), error);
  });
  try {
    await file.writeFile(`${[HEAD, ...lines].join('\n')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await syncFolderOf(path);
  const [first] = keys;
  const keyId = hexIdOf(first as DataKey);
  for (const key of keys) key.destroy();
  return keyId;
}

function codeOf(error: unknown): string {
  return String((error as { readonly code?: unknown } | null)?.code ?? 'an error');
}

function unusable(path: string, expected: string, received: string, cause?: unknown): AdaptiveLearningError {
  return keyUnavailable({ where: `key file ${path}`, expected, received, cause });
}
