import { NONCE_BYTES, TAG_BYTES } from './aes-gcm.js';
import { KEY_ID_BYTES, SALT_BYTES } from './subkeys.js';

/** The first byte of every envelope of this format. */
const FORMAT = 1;
const HEADER_BYTES = 1 + KEY_ID_BYTES + SALT_BYTES;

/** How many bytes longer an encrypted value is than the value. */
const ENVELOPE_BYTES = HEADER_BYTES + NONCE_BYTES + TAG_BYTES;

/**
 * An encrypted value in its parts, in the order in which they are stored: format (1 byte), key id (32), salt (16), nonce (12), ciphertext
 * with its tag (16 at the end).
 */
export interface Envelope {
  /** Format, key id and salt: part of the additional data. */
  readonly header: Uint8Array;
  readonly keyId: Uint8Array;
  readonly salt: Uint8Array;
  readonly nonce: Uint8Array;
  readonly sealed: Uint8Array;
}

/** The header of the values that a key encrypts under a salt. */
export function headerOf(keyId: Uint8Array, salt: Uint8Array): Buffer {
  return Buffer.concat([Uint8Array.of(FORMAT), keyId, salt]);
}

/** Takes an envelope apart without looking into it; undefined for what is none, or one of a later format. */
export function readEnvelope(bytes: Uint8Array): Envelope | undefined {
  if (bytes.length < ENVELOPE_BYTES || bytes[0] !== FORMAT) return undefined;
  const header = bytes.subarray(0, HEADER_BYTES);
  return {
    header,
    keyId: header.subarray(1, 1 + KEY_ID_BYTES),
    salt: header.subarray(1 + KEY_ID_BYTES),
    nonce: bytes.subarray(HEADER_BYTES, HEADER_BYTES + NONCE_BYTES),
    sealed: bytes.subarray(HEADER_BYTES + NONCE_BYTES),
  };
}
