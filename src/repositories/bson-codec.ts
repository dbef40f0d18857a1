import { BSON } from 'mongodb';
import type { ValueCodec } from '../security/index.js';

/**
 * Values as BSON, which is what they would be stored as in clear: each type stays what it is, and any language with a driver can read what was
 * decrypted. A ciphertext is stored as binary data of the generic kind: subtype 6 belongs to MongoDB's own encryption, whose drivers would try to
 * decrypt it.
 */
export const bsonCodec: ValueCodec = {
  encode: (value) => BSON.serialize({ v: value }, { ignoreUndefined: true }),
  decode: (bytes) => BSON.deserialize(bytes)['v'],
  ciphertextOf: (stored) => {
    if (stored instanceof Uint8Array) return stored;
    const { _bsontype, buffer, position } = (stored ?? {}) as Partial<BSON.Binary>;
    return _bsontype === 'Binary' && buffer instanceof Uint8Array ? buffer.subarray(0, position) : undefined;
  },
};
