import { createCipheriv, createDecipheriv } from 'node:crypto';

/** AES with a key of 256 bits in Galois/Counter Mode (NIST SP 800-38D). */
const ALGORITHM = 'aes-256-gcm';

/** Sizes in bytes. Node would accept tags of 4 bytes, which 2^32 guesses find: the length is always stated. */
export const KEY_BYTES = 32;
export const NONCE_BYTES = 12;
export const TAG_BYTES = 16;

/** Encrypts; the tag stands behind the ciphertext. The nonce must never have been used with the key before. */
export function encrypt(key: Uint8Array, nonce: Uint8Array, plaintext: Uint8Array, additionalData: Uint8Array): Buffer {
  const cipher = createCipheriv(ALGORITHM, key, checkedNonce(nonce), { authTagLength: TAG_BYTES });
  cipher.setAAD(additionalData);
  const ciphertext = cipher.update(plaintext);
  return Buffer.concat([ciphertext, cipher.final(), cipher.getAuthTag()]);
}

/** Decrypts what {@link encrypt} returned; undefined where anything differs from it. Nothing is returned before the tag is verified. */
export function decrypt(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array, additionalData: Uint8Array): Buffer | undefined {
  if (sealed.length < TAG_BYTES) return undefined;
  const decipher = createDecipheriv(ALGORITHM, key, checkedNonce(nonce), { authTagLength: TAG_BYTES });
  decipher.setAAD(additionalData);
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  const unverified = decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES));
  try {
    decipher.final();
  } catch {
    unverified.fill(0);
    return undefined;
  }
  return unverified;
}

function checkedNonce(nonce: Uint8Array): Uint8Array {
  if (nonce.length !== NONCE_BYTES) throw new RangeError(`A nonce has ${NONCE_BYTES} bytes`);
  return nonce;
}
