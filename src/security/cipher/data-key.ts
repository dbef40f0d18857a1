import { randomBytes, timingSafeEqual } from 'node:crypto';
import { AdaptiveLearningError } from '../../errors.js';
import { decrypt, encrypt, KEY_BYTES, NONCE_BYTES } from './aes-gcm.js';
import { headerOf, readEnvelope } from './envelope.js';
import { additionalData, type FieldPlace } from './field-place.js';
import { encryptionKeyOf, hashKeyOf, keyedHash, keyIdOf, SALT_BYTES } from './subkeys.js';

/**
 * How many values are encrypted under one salt, at most: with more random nonces of 96 bits than 2^32, the chance that two are equal is no
 * longer negligible (NIST SP 800-38D, section 8.3). Then a new salt gives a new key and a new budget.
 */
const SEALS_PER_SALT = 2 ** 32;
/** Encryption keys of other processes and earlier runs that are kept derived; each takes a few microseconds to derive. */
const DERIVED_KEPT = 64;

/** What a key encrypts with until its budget is used up. */
interface Sealing {
  readonly header: Buffer;
  readonly key: Buffer;
  left: number;
}

/**
 * A data key: encrypts, decrypts and hashes the texts of one learner. Salts and nonces are drawn here, from Node's generator, and are no
 * arguments: two values under the same nonce would reveal both, and let others be forged.
 */
export class DataKey {
  /** Names the key and commits to it; public. */
  readonly id: Uint8Array;
  readonly #secret: Buffer;
  readonly #sealsPerSalt: number;
  readonly #derived = new Map<string, Buffer>();
  #sealing: Sealing | undefined;
  #hashKey: Buffer | undefined;
  #isDestroyed = false;

  /** @param secret 32 bytes; copied. The caller overwrites its own copy. */
  constructor(secret: Uint8Array, { sealsPerSalt = SEALS_PER_SALT }: { readonly sealsPerSalt?: number } = {}) {
    if (secret.length !== KEY_BYTES) throw new RangeError(`A data key has ${KEY_BYTES} bytes`);
    this.#secret = Buffer.from(secret);
    this.#sealsPerSalt = Math.min(sealsPerSalt, SEALS_PER_SALT);
    this.id = keyIdOf(this.#secret);
  }

  get isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  /** Encrypts bytes for one place. The result is 77 bytes longer, and differs each time. */
  seal(plaintext: Uint8Array, place: FieldPlace): Buffer {
    this.#refuseDestroyed();
    const sealing = this.#sealing === undefined || this.#sealing.left <= 0 ? this.#newSealing() : this.#sealing;
    sealing.left -= 1;
    const nonce = randomBytes(NONCE_BYTES);
    const sealed = encrypt(sealing.key, nonce, plaintext, additionalData(sealing.header, place));
    return Buffer.concat([sealing.header, nonce, sealed]);
  }

  /**
   * Decrypts bytes that were encrypted for this place with this key.
   *
   * @throws AdaptiveLearningError `decryption_failed` if anything about the value, its place or its key differs
   */
  open(bytes: Uint8Array, place: FieldPlace): Buffer {
    this.#refuseDestroyed();
    const envelope = readEnvelope(bytes);
    if (envelope === undefined) throw decryptionFailed(place, 'a value of another format');
    const { header, keyId, salt, nonce, sealed } = envelope;
    if (!timingSafeEqual(keyId, this.id)) throw decryptionFailed(place, 'a value of another key');
    const plaintext = decrypt(this.#keyFor(salt), nonce, sealed, additionalData(header, place));
    if (plaintext === undefined) throw decryptionFailed(place, 'a value that was changed or moved');
    return plaintext;
  }

  /** A keyed hash of a text (HMAC with SHA-256, 32 bytes); the domain says what is hashed, so that hashes of two kinds never meet. */
  hash(domain: string, text: string): Buffer {
    this.#refuseDestroyed();
    this.#hashKey ??= hashKeyOf(this.#secret);
    return keyedHash(this.#hashKey, domain, text);
  }

  /** Hands a copy of the secret to what wraps it, and overwrites the copy afterwards. */
  async exposing<Result>(use: (secret: Uint8Array) => Promise<Result>): Promise<Result> {
    this.#refuseDestroyed();
    const copy = Buffer.from(this.#secret);
    try {
      return await use(copy);
    } finally {
      copy.fill(0);
    }
  }

  /** Overwrites the key and everything derived from it; it cannot be used any more. */
  destroy(): void {
    this.#isDestroyed = true;
    for (const key of [this.#secret, this.#hashKey, this.#sealing?.key, ...this.#derived.values()]) key?.fill(0);
    this.#derived.clear();
    this.#sealing = undefined;
  }

  /** A key of zeros would encrypt for anyone. */
  #refuseDestroyed(): void {
    if (!this.#isDestroyed) return;
    const details = { where: 'DataKey', expected: 'a key in use', received: 'one that was destroyed' };
    throw new AdaptiveLearningError('key_unavailable', `DataKey: expected ${details.expected}, got ${details.received}`, details);
  }

  #newSealing(): Sealing {
    this.#sealing?.key.fill(0);
    const salt = randomBytes(SALT_BYTES);
    this.#sealing = { header: headerOf(this.id, salt), key: encryptionKeyOf(this.#secret, salt), left: this.#sealsPerSalt };
    return this.#sealing;
  }

  #keyFor(salt: Uint8Array): Buffer {
    const name = Buffer.from(salt).toString('latin1');
    const known = this.#derived.get(name);
    if (known !== undefined) return known;
    const [oldest] = this.#derived.keys();
    if (oldest !== undefined && this.#derived.size >= DERIVED_KEPT) {
      this.#derived.get(oldest)?.fill(0);
      this.#derived.delete(oldest);
    }
    const key = encryptionKeyOf(this.#secret, salt);
    this.#derived.set(name, key);
    return key;
  }
}

/** A new data key, from Node's generator. */
export function newDataKey(): DataKey {
  const secret = randomBytes(KEY_BYTES);
  try {
    return new DataKey(secret);
  } finally {
    secret.fill(0);
  }
}

/** Says where, and nothing of the value. */
function decryptionFailed({ collection, path }: FieldPlace, received: string): AdaptiveLearningError {
  const where = `${collection}.${path}`;
  const expected = 'a value that was encrypted for this place with the key of its learner';
  return new AdaptiveLearningError('decryption_failed', `${where}: expected ${expected}, got ${received}`, { where, expected, received });
}
