import type { KeyStore } from '../../src/security/keys/key-ring.js';
import type { StoredKey } from '../../src/security/keys/wrapped-key.js';

/** A store of wrapped keys in memory, which counts what it is asked. */
export class MemoryKeyStore implements KeyStore {
  readonly keys: StoredKey[] = [];
  readonly reads: string[][] = [];

  async read(owners: readonly string[]): Promise<readonly StoredKey[]> {
    this.reads.push([...owners]);
    // An answer takes a while.
    await new Promise((resolve) => setImmediate(resolve));
    return this.keys.filter(({ owner }) => owners.includes(owner));
  }

  async insert(key: StoredKey): Promise<boolean> {
    await new Promise((resolve) => setImmediate(resolve));
    if (this.keys.some(({ owner, version }) => owner === key.owner && version === key.version)) return false;
    this.keys.push(key);
    return true;
  }
}
