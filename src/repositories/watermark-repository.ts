import { type Watermark, type WatermarkDocument, watermarks } from '../collections/index.js';
import type { CallOptions } from './call-options.js';
import type { CollectionSet } from './collection-set.js';
import { Repository } from './repository.js';

/** The repository of job checkpoints. */
export class WatermarkRepository extends Repository<WatermarkDocument> {
  constructor(collections: CollectionSet) {
    super(collections, watermarks);
  }

  /** The checkpoint of a job that follows the log; null before its first run. */
  async of(job: Watermark['job'], options: CallOptions = {}): Promise<Date | null> {
    const found = await this.findOne({ job }, options);
    return found?.recorded_before ?? null;
  }

  /** Advances the checkpoint of a job; never moves it back. */
  async advance(job: Watermark['job'], recordedBefore: Date, now: Date, options: CallOptions = {}): Promise<void> {
    const fields = { updated_at: now, schema_version: watermarks.schemaVersion };
    const update = { $max: { recorded_before: recordedBefore }, $set: fields };
    await this.command('watermarks.advance', options, (driver) => this.collection.updateOne({ job }, update, { ...driver, upsert: true }));
  }
}
