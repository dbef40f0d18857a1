import { type StorageSample, storageSamples } from '../collections/index.js';
import type { CallOptions } from './call-options.js';
import type { CollectionSet } from './collection-set.js';
import { Repository } from './repository.js';

/** How large the collections have been. */
export class StorageRepository extends Repository<typeof storageSamples.schema> {
  constructor(collections: CollectionSet) {
    super(collections, storageSamples);
  }

  /** Stores the samples of a day, in the place of earlier ones of that day, and lets go of those from before an instant. */
  async keep(samples: readonly StorageSample[], { before, ...options }: { readonly before: Date } & CallOptions): Promise<void> {
    if (samples.length === 0) return;
    const upserts = samples.map((sample) => ({
      replaceOne: { filter: { collection: sample.collection, day: sample.day }, replacement: sample, upsert: true },
    }));
    const operations = [...upserts, { deleteMany: { filter: { day: { $lt: before } } } }];
    await this.command('storage_samples.keep', options, (driver) => this.collection.bulkWrite(operations, { ...driver, ordered: false }));
  }

  /** All samples from a day on. */
  since(day: Date, options: CallOptions = {}) {
    return this.find({ day: { $gte: day } }, { ...options, sort: { day: 1 } });
  }
}
