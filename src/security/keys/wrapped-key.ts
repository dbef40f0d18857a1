import { createHash } from 'node:crypto';
import { AdaptiveLearningError } from '../../errors.js';
import { DataKey } from '../cipher/data-key.js';
import { lengthPrefixed } from '../cipher/length-prefixed.js';
import { keyRefused, keyUnavailable } from './key-error.js';
import type { KeyControl, KeyProvider } from './key-provider.js';

/** Whose a data key is. */
export interface KeyOwner {
  readonly tenant: string;
  /** What kind of key: that of a learner, or of an index. */
  readonly purpose: string;
  readonly owner: string;
}

/** A data key as a store keeps it. */
export interface StoredKey {
  readonly owner: string;
  /** The owner's keys count from 1; the highest encrypts, all decrypt. */
  readonly version: number;
  /** The id of the data key, in hex. */
  readonly keyId: string;
  /** The key-encryption key that wrapped it. */
  readonly wrappingKey: string;
  /** The wrapped key, in base64. */
  readonly wrapped: string;
}

/** A data key's id in hex, as it is stored. */
export function hexIdOf(key: { readonly id: Uint8Array }): string {
  return Buffer.from(key.id).toString('hex');
}

/** Wraps a data key for its owner. */
export async function wrapKey(
  provider: KeyProvider,
  key: DataKey,
  { owner, version, ...of }: KeyOwner & { readonly version: number },
  control: KeyControl,
): Promise<StoredKey> {
  const keyId = hexIdOf(key);
  const wrappingKey = provider.keyId;
  const binding = bindingOf({ ...of, owner }, keyId);
  const wrapped = await asked('wrap', () => key.exposing((secret) => provider.wrap(secret, binding, control)));
  return { owner, version, keyId, wrappingKey, wrapped: Buffer.from(wrapped).toString('base64') };
}

/**
 * Unwraps a data key of its owner.
 *
 * @throws AdaptiveLearningError `decryption_failed` if the stored key was changed or belongs to somebody else, `key_unavailable` if the
 * provider fails
 */
export async function unwrapKey(
  provider: KeyProvider,
  stored: StoredKey,
  of: Omit<KeyOwner, 'owner'>,
  control: KeyControl,
): Promise<DataKey> {
  const bytes = Buffer.from(stored.wrapped, 'base64');
  const binding = bindingOf({ ...of, owner: stored.owner }, stored.keyId);
  const secret = await asked('unwrap', () => provider.unwrap({ keyId: stored.wrappingKey, bytes }, binding, control));
  if (secret.length !== 32) throw foreign(`${secret.length} bytes`);
  const key = new DataKey(secret);
  secret.fill(0);
  if (hexIdOf(key) === stored.keyId) return key;
  key.destroy();
  throw foreign('another key');
}

/** What a wrapped key is bound to, as 32 bytes: nothing of the owner is told to a key service, whose logs others read. */
function bindingOf({ tenant, purpose, owner }: KeyOwner, keyId: string): Buffer {
  return createHash('sha256')
    .update(lengthPrefixed([tenant, purpose, owner, keyId]))
    .digest();
}

async function asked<Result>(verb: 'wrap' | 'unwrap', ask: () => Promise<Result>): Promise<Result> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof AdaptiveLearningError) throw error;
    throw keyUnavailable({ where: `KeyProvider.${verb}`, expected: 'a key', received: 'an error', cause: error });
  }
}

function foreign(received: string): AdaptiveLearningError {
  return keyRefused({ where: 'KeyProvider.unwrap', expected: 'the key that was wrapped', received });
}
