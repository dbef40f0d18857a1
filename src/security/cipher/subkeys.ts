import { createHmac, hkdfSync } from 'node:crypto';
import { KEY_BYTES } from './aes-gcm.js';
import { lengthPrefixed } from './length-prefixed.js';

/** Bytes of the random salt that an encryption key is derived with. */
export const SALT_BYTES = 16;
/** Bytes of a key's id, which commits to the key. */
export const KEY_ID_BYTES = 32;

/** What each key is derived for: no two purposes share a key. */
const PURPOSES = { id: 'key id', encrypt: 'encrypt', hash: 'hash' } as const;

/**
 * The id of a data key, derived from it by HKDF with SHA-512. It is public. Nobody can find two keys with the same id, so that a value that
 * names it can be opened by one key only (key commitment): AES-GCM alone lets a value be made that opens under two keys, to two texts.
 */
export function keyIdOf(secret: Uint8Array): Buffer {
  return derive(secret, new Uint8Array(), PURPOSES.id, KEY_ID_BYTES);
}

/** The key that encrypts under a salt. Each salt has a budget of nonces of its own. */
export function encryptionKeyOf(secret: Uint8Array, salt: Uint8Array): Buffer {
  return derive(secret, salt, PURPOSES.encrypt, KEY_BYTES);
}

/** The key of keyed hashes. */
export function hashKeyOf(secret: Uint8Array): Buffer {
  return derive(secret, new Uint8Array(), PURPOSES.hash, KEY_BYTES);
}

/**
 * HMAC with SHA-256 over a text, under a domain: the same text has unrelated hashes in two domains.
 *
 * @returns 32 bytes
 */
export function keyedHash(key: Uint8Array, domain: string, text: string): Buffer {
  return createHmac('sha256', key)
    .update(lengthPrefixed([domain, text]))
    .digest();
}

function derive(secret: Uint8Array, salt: Uint8Array, purpose: string, bytes: number): Buffer {
  return Buffer.from(hkdfSync('sha512', secret, salt, `adaptive-learning-engine/1/${purpose}`, bytes));
}
