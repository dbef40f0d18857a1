import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DataKey, newDataKey } from '../../src/security/cipher/data-key.js';
import type { FieldPlace } from '../../src/security/cipher/field-place.js';
import { createKeyFile, openKeyFile } from '../../src/security/keys/key-file.js';
import type { KeyProvider } from '../../src/security/keys/key-provider.js';
import { KeyRing, type KeyRingOptions } from '../../src/security/keys/key-ring.js';
import { hexIdOf, type StoredKey, wrapKey } from '../../src/security/keys/wrapped-key.js';
import { MemoryKeyStore } from '../support/key-store.js';

let folder: string;
let provider: KeyProvider;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'key-ring-'));
  await createKeyFile(join(folder, 'ale.key'));
  provider = await openKeyFile(join(folder, 'ale.key'));
});
afterAll(() => rm(folder, { recursive: true }));

const PLACE: FieldPlace = { tenant: 't', collection: 'c', learner: 'ada', document: ['d'], path: 'p', entries: [] };
const OF = { tenant: 'school-a', purpose: 'learner' };
const { signal } = new AbortController();
const sealing = { signal, create: true };
const opening = { signal, create: false };
const needed = (...owners: string[]) => new Map(owners.map((owner) => [owner, new Set<string>()]));
const unusable = expect.objectContaining({ code: 'key_unavailable' });

function ringOf(store: MemoryKeyStore, options: Partial<KeyRingOptions> = {}): KeyRing {
  return new KeyRing({ provider, ...OF, store, now: () => 0, ...options });
}

/** A provider that counts. */
function counted(): KeyProvider & { unwrapped: number; wrapped: number } {
  const counting = {
    unwrapped: 0,
    wrapped: 0,
    keyId: provider.keyId,
    wrap: (...given: Parameters<KeyProvider['wrap']>) => {
      counting.wrapped += 1;
      return provider.wrap(...given);
    },
    unwrap: (...given: Parameters<KeyProvider['unwrap']>) => {
      counting.unwrapped += 1;
      return provider.unwrap(...given);
    },
  };
  return counting;
}

describe('a key ring', () => {
  test('makes a key for an owner once, stores it wrapped, and another process unwraps the same', async () => {
    const store = new MemoryKeyStore();
    const sealed = await ringOf(store).using(needed('ada'), sealing, (keys) => keys.current('ada').seal(Buffer.from('hello'), PLACE));
    expect(store.keys).toHaveLength(1);
    const [stored] = store.keys as [StoredKey];
    expect(stored).toMatchObject({ owner: 'ada', version: 1, wrappingKey: provider.keyId });
    const text = await ringOf(store).using(new Map([['ada', new Set([stored.keyId])]]), opening, (keys) =>
      keys.byId('ada', stored.keyId)?.open(sealed, PLACE).toString(),
    );
    expect(text).toBe('hello');
    expect(store.keys).toHaveLength(1);
  });

  test('makes no key to decrypt', async () => {
    const store = new MemoryKeyStore();
    await ringOf(store).using(needed('ada'), opening, (keys) => expect(keys.byId('ada', '00')).toBeUndefined());
    expect(store.keys).toEqual([]);
  });

  test('gives each owner a key of their own', async () => {
    const store = new MemoryKeyStore();
    await ringOf(store).using(needed('ada', 'bob'), sealing, (keys) => {
      expect(hexIdOf(keys.current('ada'))).not.toBe(hexIdOf(keys.current('bob')));
      expect(keys.byId('bob', hexIdOf(keys.current('ada')))).toBeUndefined();
    });
    expect(new Set(store.keys.map(({ keyId }) => keyId)).size).toBe(2);
  });

  test('reads the keys of a batch with one query, and unwraps each once for all who ask at the same time', async () => {
    const store = new MemoryKeyStore();
    const owners = Array.from({ length: 40 }, (_, n) => `learner-${n}`);
    await ringOf(store).using(needed(...owners), sealing, () => undefined);
    store.reads.length = 0;
    const counting = counted();
    const ring = ringOf(store, { provider: counting });
    await Promise.all(Array.from({ length: 10 }, () => ring.using(needed(...owners), sealing, () => undefined)));
    expect(store.reads).toEqual([owners]);
    expect(counting).toMatchObject({ unwrapped: 40, wrapped: 0 });
    await ring.using(needed(...owners), sealing, () => undefined);
    expect(store.reads).toHaveLength(1);
  });

  test('of two processes that make the first key at the same time, both use the one that was stored', async () => {
    const store = new MemoryKeyStore();
    const ids = await Promise.all(
      Array.from({ length: 8 }, () => ringOf(store).using(needed('ada'), sealing, (keys) => hexIdOf(keys.current('ada')))),
    );
    expect(store.keys).toHaveLength(1);
    expect(new Set(ids)).toEqual(new Set([store.keys[0]?.keyId]));
  });

  test('encrypts with the newest key, and decrypts with all', async () => {
    const store = new MemoryKeyStore();
    const [first, second] = [newDataKey(), newDataKey()];
    for (const [index, key] of [first, second].entries())
      await store.insert(await wrapKey(provider, key, { ...OF, owner: 'ada', version: index + 1 }, { signal }));
    const old = first.seal(Buffer.from('old'), PLACE);
    await ringOf(store).using(needed('ada'), sealing, (keys) => {
      expect(hexIdOf(keys.current('ada'))).toBe(hexIdOf(second));
      expect(keys.byId('ada', hexIdOf(first))?.open(old, PLACE).toString()).toBe('old');
    });
  });

  test('finds a key that another process made after its own were loaded', async () => {
    const store = new MemoryKeyStore();
    const ring = ringOf(store);
    await ring.using(needed('ada'), sealing, () => undefined);
    const rotated = newDataKey();
    await store.insert(await wrapKey(provider, rotated, { ...OF, owner: 'ada', version: 2 }, { signal }));
    const id = hexIdOf(rotated);
    await ring.using(new Map([['ada', new Set([id])]]), opening, (keys) => expect(keys.byId('ada', id)).toBeDefined());
  });

  test('loads once for a key that does not exist, and says so', async () => {
    const store = new MemoryKeyStore();
    const ring = ringOf(store);
    await ring.using(needed('ada'), sealing, () => undefined);
    store.reads.length = 0;
    await ring.using(new Map([['ada', new Set(['ff'])]]), opening, (keys) => expect(keys.byId('ada', 'ff')).toBeUndefined());
    expect(store.reads).toHaveLength(1);
  });
});

describe('stored keys that were tampered with', () => {
  test.each([
    ['those of another owner', (key: StoredKey): StoredKey => ({ ...key, owner: 'bob' })],
    ['another id', (key: StoredKey): StoredKey => ({ ...key, keyId: `00${key.keyId.slice(2)}` })],
    ['other bytes', (key: StoredKey): StoredKey => ({ ...key, wrapped: Buffer.alloc(109, 1).toString('base64') })],
    ['no bytes', (key: StoredKey): StoredKey => ({ ...key, wrapped: '' })],
  ])('%s: do not unwrap, encrypt nothing, and leave other learners alone', async (_, change) => {
    const store = new MemoryKeyStore();
    await ringOf(store).using(needed('ada', 'cleo'), sealing, () => undefined);
    const index = store.keys.findIndex(({ owner }) => owner === 'ada');
    const changed = change(store.keys[index] as StoredKey);
    store.keys[index] = changed;
    const ring = ringOf(store);
    await ring.using(needed(changed.owner, 'cleo'), opening, (keys) => {
      expect(keys.byId(changed.owner, changed.keyId)).toBeUndefined();
      expect(() => keys.current(changed.owner)).toThrow(unusable);
      expect(keys.current('cleo')).toBeDefined();
    });
    await expect(ring.using(needed(changed.owner), sealing, (keys) => keys.current(changed.owner))).rejects.toEqual(unusable);
    expect(store.keys).toHaveLength(2);
  });

  test.each([
    ['tenant', { tenant: 'school-b' }],
    ['purpose', { purpose: 'index' }],
  ])('keys of another %s do not unwrap', async (_, other) => {
    const store = new MemoryKeyStore();
    await ringOf(store).using(needed('ada'), sealing, () => undefined);
    await ringOf(store, other).using(needed('ada'), opening, (keys) => expect(() => keys.current('ada')).toThrow(unusable));
  });

  test('a provider that fails is reported, without its own message, and the next call asks again', async () => {
    const store = new MemoryKeyStore();
    await ringOf(store).using(needed('ada'), sealing, () => undefined);
    let isDown = true;
    const failing: KeyProvider = {
      ...provider,
      unwrap: (...given) => (isDown ? Promise.reject(new Error('SECRET endpoint')) : provider.unwrap(...given)),
    };
    const ring = ringOf(store, { provider: failing });
    const error: unknown = await ring.using(needed('ada'), opening, () => undefined).catch((thrown: unknown) => thrown);
    expect(error).toEqual(unusable);
    expect(`${(error as Error).stack} ${(error as { cause: Error }).cause.stack}`).not.toContain('SECRET');
    isDown = false;
    await ring.using(needed('ada'), opening, (keys) => expect(keys.current('ada')).toBeDefined());
  });
});

describe('keys in memory', () => {
  /** What a call saw of a key, for a look at it afterwards. */
  const seen = (ring: KeyRing, owner: string): Promise<DataKey> => ring.using(needed(owner), sealing, (keys) => keys.current(owner));

  test('are overwritten when others take their place', async () => {
    const ring = ringOf(new MemoryKeyStore(), { maxOwners: 2 });
    const keys = [await seen(ring, 'a'), await seen(ring, 'b')];
    await seen(ring, 'a');
    keys.push(await seen(ring, 'c'));
    expect(keys.map(({ isDestroyed }) => isDestroyed)).toEqual([false, true, false]);
  });

  test('are overwritten when they are too old, also if nobody asks', async () => {
    let now = 0;
    const store = new MemoryKeyStore();
    const ring = ringOf(store, { maxAgeMs: 30, now: () => now });
    const key = await seen(ring, 'ada');
    now = 29;
    expect(await seen(ring, 'ada')).toBe(key);
    now = 30;
    const later = await seen(ring, 'ada');
    expect(later).not.toBe(key);
    expect(key.isDestroyed).toBe(true);
    now = 100;
    await expect.poll(() => later.isDestroyed).toBe(true);
  });

  test('stay usable as long as a call uses them', async () => {
    const ring = ringOf(new MemoryKeyStore(), { maxOwners: 1 });
    let key: DataKey | undefined;
    await ring.using(needed('ada'), sealing, async (keys) => {
      key = keys.current('ada');
      await seen(ring, 'bob');
      ring.forget('ada');
      expect(key.isDestroyed).toBe(false);
      expect(key.open(key.seal(Buffer.from('x'), PLACE), PLACE).toString()).toBe('x');
    });
    expect(key?.isDestroyed).toBe(true);
  });

  test('suffice for a batch of more owners than fit', async () => {
    const store = new MemoryKeyStore();
    const ring = ringOf(store, { maxOwners: 2 });
    const owners = ['a', 'b', 'c', 'd', 'e'];
    await ring.using(needed(...owners), sealing, (keys) => {
      for (const owner of owners) expect(keys.current(owner).isDestroyed).toBe(false);
    });
    expect(store.keys).toHaveLength(5);
  });

  test('are overwritten by close, and nothing is loaded afterwards', async () => {
    const ring = ringOf(new MemoryKeyStore());
    const key = await seen(ring, 'ada');
    ring.close();
    expect(key.isDestroyed).toBe(true);
    await expect(seen(ring, 'ada')).rejects.toEqual(unusable);
  });

  test('are forgotten with their owner: what was destroyed in the store is made again as another key', async () => {
    const store = new MemoryKeyStore();
    const ring = ringOf(store);
    const id = hexIdOf(await seen(ring, 'ada'));
    store.keys.length = 0;
    ring.forget('ada');
    await ring.using(new Map([['ada', new Set([id])]]), opening, (keys) => expect(keys.byId('ada', id)).toBeUndefined());
    expect(hexIdOf(await seen(ring, 'ada'))).not.toBe(id);
  });
});
