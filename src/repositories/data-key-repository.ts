import { type DataKeyDocument, dataKeys } from '../collections/index.js';
import type { KeyControl, KeyStore, StoredKey } from '../security/index.js';
import type { CallOptions } from './call-options.js';
import type { CollectionSet } from './collection-set.js';
import { Repository } from './repository.js';
import { unlessTaken } from './unless-taken.js';

/** Keys survive a failover before anything is encrypted with them. */
const MAJORITY = { w: 'majority' } as const;

/** The repository of wrapped data keys. */
export class DataKeyRepository extends Repository<DataKeyDocument> {
  constructor(collections: CollectionSet) {
    super(collections, dataKeys);
  }

  /** All keys of the given learners. */
  ofLearners(userIds: readonly string[], options: CallOptions = {}): Promise<DataKeyDocument[]> {
    const asked = { ...options, index: 'identity', reach: 'all', unreadable: 'refuse' } as const;
    return this.find({ user_id: { $in: userIds } }, asked).toArray();
  }
}

/** The stored keys of learners, for a key ring. Keys are read and stored outside of transactions: they are there before what they encrypt. */
export class LearnerKeyStore implements KeyStore {
  readonly #keys: DataKeyRepository;
  readonly #clock: () => Date;

  constructor(keys: DataKeyRepository, clock: () => Date) {
    this.#keys = keys;
    this.#clock = clock;
  }

  async read(owners: readonly string[], { signal }: KeyControl): Promise<StoredKey[]> {
    const found = await this.#keys.ofLearners(owners, { signal });
    return found.map(({ user_id, version, key_id, wrapping_key, wrapped }) => ({
      owner: user_id,
      version,
      keyId: key_id,
      wrappingKey: wrapping_key,
      wrapped,
    }));
  }

  async insert({ owner, version, keyId, wrappingKey, wrapped }: StoredKey, { signal }: KeyControl): Promise<boolean> {
    const key = { user_id: owner, version, key_id: keyId, wrapping_key: wrappingKey, wrapped };
    const document = { ...key, created_at: this.#clock(), schema_version: dataKeys.schemaVersion };
    return unlessTaken(async () => {
      await this.#keys.command('data_keys.insert', { signal }, (driver) =>
        this.#keys.collection.insertOne(document, { ...driver, writeConcern: MAJORITY }),
      );
      return true;
    });
  }
}
