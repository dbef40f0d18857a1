import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AdaptiveLearningError } from '../../src/errors.js';
import { decrypt } from '../../src/security/cipher/aes-gcm.js';
import { DataKey, newDataKey } from '../../src/security/cipher/data-key.js';
import { headerOf, readEnvelope } from '../../src/security/cipher/envelope.js';
import { additionalData, type FieldPlace } from '../../src/security/cipher/field-place.js';
import { lengthPrefixed } from '../../src/security/cipher/length-prefixed.js';
import { encryptionKeyOf } from '../../src/security/cipher/subkeys.js';
import { twoKeyCiphertext } from '../support/two-key-ciphertext.js';

const TEXT = 'I cried because of the fractions';
const PLAIN = Buffer.from(TEXT);
const PLACE: FieldPlace = {
  tenant: 'school-a',
  collection: 'learning_events',
  learner: 'ada',
  document: ['ada', 'event-1'],
  path: 'interaction.user_input',
  entries: ['i1'],
};

/** What opening a value throws; undefined if it opens. */
function refusal(key: DataKey, bytes: Uint8Array, place: FieldPlace): AdaptiveLearningError | undefined {
  try {
    key.open(bytes, place);
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(AdaptiveLearningError);
    return error as AdaptiveLearningError;
  }
}

function expectRefused(key: DataKey, bytes: Uint8Array, place: FieldPlace = PLACE): void {
  const error = refusal(key, bytes, place);
  expect(error?.code).toBe('decryption_failed');
  expect(`${error?.message} ${error?.stack} ${JSON.stringify(error)} ${String(error?.cause)}`).not.toContain(TEXT.slice(0, 7));
}

describe('an encrypted value', () => {
  test('opens in its place, whatever the bytes and the place are', () => {
    const key = newDataKey();
    const texts = fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 3 });
    const places = fc.record({
      tenant: fc.string(),
      collection: fc.string(),
      learner: fc.string(),
      document: texts,
      path: fc.string(),
      entries: texts,
    });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), places, (plaintext, place) => {
        const sealed = key.seal(plaintext, place);
        expect(sealed).toHaveLength(plaintext.length + 77);
        expect(Buffer.compare(key.open(sealed, place), plaintext)).toBe(0);
      }),
    );
  });

  test('does not open with any one bit flipped', () => {
    const key = newDataKey();
    const sealed = key.seal(PLAIN, PLACE);
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const flipped = Buffer.from(sealed);
      flipped.writeUInt8((flipped[bit >> 3] as number) ^ (1 << (bit & 7)), bit >> 3);
      expectRefused(key, flipped);
    }
    expect(key.open(sealed, PLACE).toString()).toBe(TEXT);
  });

  test('does not open shortened or lengthened', () => {
    const key = newDataKey();
    const sealed = key.seal(PLAIN, PLACE);
    for (let length = 0; length < sealed.length; length += 1) {
      expectRefused(key, sealed.subarray(0, length));
      expectRefused(key, sealed.subarray(sealed.length - length));
    }
    expectRefused(key, Buffer.concat([sealed, Buffer.alloc(1)]));
    expectRefused(key, Buffer.concat([sealed, sealed]));
  });

  test.each([
    ['tenant', { tenant: 'school-b' }],
    ['collection', { collection: 'learning_sessions' }],
    ['learner', { learner: 'bob' }],
    ['document', { document: ['ada', 'event-2'] }],
    ['field', { path: 'interaction.ai_response.text' }],
    ['entry', { entries: ['i2'] }],
    ['depth of lists', { entries: [] }],
  ])('does not open in another %s', (_, other) => {
    const key = newDataKey();
    expectRefused(key, key.seal(PLAIN, PLACE), { ...PLACE, ...other });
  });

  test('does not open where the same characters are divided differently', () => {
    const key = newDataKey();
    const sealed = key.seal(PLAIN, { ...PLACE, learner: 'ada', document: ['ada', 'event-1'], path: 'ab', entries: ['c'] });
    expectRefused(key, sealed, { ...PLACE, document: ['adaevent-1'], path: 'ab', entries: ['c'] });
    expectRefused(key, sealed, { ...PLACE, path: 'abc', entries: [''] });
    expectRefused(key, sealed, { ...PLACE, path: 'a', entries: ['bc'] });
    expectRefused(key, sealed, { ...PLACE, tenant: 'school-alear', collection: 'ning_events', path: 'ab', entries: ['c'] });
    expectRefused(key, sealed, { ...PLACE, collection: 'learning_eventsa', learner: 'da', path: 'ab', entries: ['c'] });
  });

  test('does not open with the key of another learner, nor under its name', () => {
    const [hers, his] = [newDataKey(), newDataKey()];
    const sealed = hers.seal(PLAIN, PLACE);
    expectRefused(his, sealed);
    const renamed = Buffer.from(sealed);
    renamed.set(his.id, 1);
    expectRefused(his, renamed);
    expectRefused(hers, renamed);
  });

  test('does not open under two keys, also where AES-GCM would: the key id commits to the key', () => {
    const secrets = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)] as const;
    const [hers, his] = secrets.map((secret) => new DataKey(secret)) as [DataKey, DataKey];
    const [salt, nonce] = [Buffer.alloc(16, 3), Buffer.alloc(12, 4)];
    const header = headerOf(hers.id, salt);
    const place = additionalData(header, PLACE);
    const [one, other] = secrets.map((secret) => encryptionKeyOf(secret, salt)) as [Buffer, Buffer];
    const sealed = twoKeyCiphertext(one, other, nonce, place);
    const texts = [one, other].map((key) => decrypt(key, nonce, sealed, place)?.toString('hex'));
    expect(texts[0]).toHaveLength(64);
    expect(texts[1]).toHaveLength(64);
    expect(texts[0]).not.toBe(texts[1]);

    const envelope = Buffer.concat([header, nonce, sealed]);
    expect(hers.open(envelope, PLACE).toString('hex')).toBe(texts[0]);
    expectRefused(his, envelope);
  });

  test('differs each time, so that equal texts do not look equal', () => {
    const key = newDataKey();
    const sealed = Array.from({ length: 500 }, () => key.seal(PLAIN, PLACE).toString('hex'));
    expect(new Set(sealed).size).toBe(500);
    expect(new Set(sealed.map((hex) => readEnvelope(Buffer.from(hex, 'hex'))?.nonce.toString())).size).toBe(500);
    expect(sealed.join()).not.toContain(PLAIN.toString('hex'));
  });
});

describe('a data key', () => {
  test('begins a new salt before its budget of nonces is used up, and opens what all salts encrypted', () => {
    const secret = Buffer.alloc(32, 7);
    const key = new DataKey(secret, { sealsPerSalt: 3 });
    const sealed = Array.from({ length: 200 }, (_, n) => key.seal(Buffer.from(String(n)), PLACE));
    const bySalt = new Map<string, number>();
    for (const bytes of sealed) {
      const salt = Buffer.from(readEnvelope(bytes)?.salt as Uint8Array).toString('hex');
      bySalt.set(salt, (bySalt.get(salt) ?? 0) + 1);
    }
    expect([...bySalt.values()].every((count) => count <= 3)).toBe(true);
    expect(bySalt.size).toBe(67);
    const later = new DataKey(secret);
    expect(sealed.map((bytes) => later.open(bytes, PLACE).toString())).toEqual(sealed.map((_, n) => String(n)));
  });

  test('has a budget of at most 2^32, whatever is asked for', () => {
    const key = new DataKey(Buffer.alloc(32, 1), { sealsPerSalt: Number.POSITIVE_INFINITY });
    expect(key.open(key.seal(PLAIN, PLACE), PLACE).toString()).toBe(TEXT);
  });

  test('has an id that follows from it, and that says nothing of it', () => {
    const secret = Buffer.alloc(32, 7);
    expect(new DataKey(secret).id).toEqual(new DataKey(secret).id);
    expect(Buffer.compare(new DataKey(secret).id, new DataKey(Buffer.alloc(32, 8)).id)).not.toBe(0);
    expect(Buffer.from(new DataKey(secret).id).includes(secret)).toBe(false);
  });

  test('hashes texts under its own key, each domain by itself', () => {
    const [hers, his] = [new DataKey(Buffer.alloc(32, 1)), new DataKey(Buffer.alloc(32, 2))];
    const hash = hers.hash('body', TEXT).toString('hex');
    expect(hash).toHaveLength(64);
    expect(new DataKey(Buffer.alloc(32, 1)).hash('body', TEXT).toString('hex')).toBe(hash);
    expect(his.hash('body', TEXT).toString('hex')).not.toBe(hash);
    expect(hers.hash('cache', TEXT).toString('hex')).not.toBe(hash);
    expect(hers.hash('bod', `y${TEXT}`).toString('hex')).not.toBe(hash);
  });

  test('is of no use once destroyed, and leaves its maker their own copy of the secret', () => {
    const secret = Buffer.alloc(32, 7);
    const key = new DataKey(secret);
    const sealed = key.seal(PLAIN, PLACE);
    key.destroy();
    expect(key.isDestroyed).toBe(true);
    for (const use of [() => key.seal(PLAIN, PLACE), () => key.open(sealed, PLACE), () => key.hash('body', TEXT)])
      expect(use).toThrow(expect.objectContaining({ code: 'key_unavailable' }));
    expect(secret.every((byte) => byte === 7)).toBe(true);
  });

  test('hands out a copy of its secret that is overwritten afterwards', async () => {
    const key = new DataKey(Buffer.alloc(32, 7));
    let seen: Uint8Array | undefined;
    await key.exposing(async (secret) => {
      expect(secret.every((byte) => byte === 7)).toBe(true);
      seen = secret;
    });
    expect(seen?.every((byte) => byte === 0)).toBe(true);
    expect(key.open(key.seal(PLAIN, PLACE), PLACE).toString()).toBe(TEXT);
  });

  test.each([0, 16, 31, 33])('is not made of %i bytes', (length) => {
    expect(() => new DataKey(new Uint8Array(length))).toThrow(RangeError);
  });
});

test('two different lists never give the same bytes', () => {
  const lists = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '\0', '\u0001', ',') }), { maxLength: 4 });
  fc.assert(
    fc.property(lists, lists, (one, other) => {
      const isSame = lengthPrefixed(one).equals(lengthPrefixed(other));
      expect(isSame).toBe(JSON.stringify(one) === JSON.stringify(other));
    }),
    { numRuns: 1000 },
  );
});
