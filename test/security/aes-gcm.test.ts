import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decrypt, encrypt } from '../../src/security/cipher/aes-gcm.js';

interface Vector {
  readonly tcId: number;
  readonly comment: string;
  readonly key: string;
  readonly iv: string;
  readonly aad: string;
  readonly msg: string;
  readonly ct: string;
  readonly tag: string;
  readonly result: 'valid' | 'invalid';
}

const { testGroups } = JSON.parse(readFileSync(new URL('./wycheproof/aes-256-gcm.json', import.meta.url), 'utf8')) as {
  readonly testGroups: readonly { readonly tests: readonly Vector[] }[];
};
const vectors = testGroups.flatMap(({ tests }) => tests);
const bytes = (hex: string) => Buffer.from(hex, 'hex');

describe('AES-256-GCM answers the cases of Project Wycheproof', () => {
  test('all 66 of those with 96-bit nonces and 128-bit tags are there', () => {
    expect(vectors).toHaveLength(66);
    expect(vectors.filter(({ result }) => result === 'invalid')).toHaveLength(27);
  });

  test.each(vectors)('case $tcId, $result: $comment', ({ key, iv, aad, msg, ct, tag, result }) => {
    const opened = decrypt(bytes(key), bytes(iv), bytes(ct + tag), bytes(aad));
    if (result === 'invalid') {
      expect(opened).toBeUndefined();
    } else {
      expect(opened?.toString('hex')).toBe(msg);
      expect(encrypt(bytes(key), bytes(iv), bytes(msg), bytes(aad)).toString('hex')).toBe(ct + tag);
    }
  });
});

describe('the sizes are fixed', () => {
  const [vector] = vectors.filter(({ result, msg }) => result === 'valid' && msg !== '');
  const { key, iv, aad, ct, tag } = vector as Vector;

  test.each([0, 4, 8, 12, 13, 14, 15])('a tag of %i bytes opens nothing', (length) => {
    expect(decrypt(bytes(key), bytes(iv), bytes(ct + tag.slice(0, 2 * length)), bytes(aad))).toBeUndefined();
  });

  test.each([0, 8, 11, 13, 16])('a nonce of %i bytes is refused', (length) => {
    expect(() => encrypt(bytes(key), new Uint8Array(length), bytes('00'), bytes(''))).toThrow(RangeError);
    expect(() => decrypt(bytes(key), new Uint8Array(length), bytes(ct + tag), bytes(aad))).toThrow(RangeError);
  });
});
