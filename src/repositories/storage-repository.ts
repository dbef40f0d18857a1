import { type StorageSample, type StorageSampleDocument, storageSamples } from '../collections/index.js';
import type { CallOptions } from './call-options.js';
import type { CollectionSet } from './collection-set.js';
import { Repository } from './repository.js';

/** The repository of collection sizes. */
export class StorageRepository extends Repository<StorageSampleDocument> {
  constructor(collections: CollectionSet) {
    super(collections, storageSamples);
  }

  /** Stores or replaces the samples of a day, and deletes samples from before an instant. */
  async keep(samples: readonly StorageSample[], { before, ...options }: { readonly before: Date } & CallOptions): Promise<void> {
    if (samples.length === 0) return;
    const upserts = samples.map((sample) => ({
      replaceOne: { filter: { collection: sample.collection, day: sample.day }, replacement: sample, upsert: true },
    }));
    const operations = [...upserts, { deleteMany: { filter: { day: { $lt: before } } } }];
    await this.command('storage_samples.keep', options, (driver) => this.collection.bulkWrite(operations, { ...driver, ordered: false }));
  }

  /** All samples since a day. */
  since(day: Date, options: CallOptions = {}) {
    return this.find({ day: { $gte: day } }, { ...options, sort: { day: 1 } });
  }
}
