import { type Watermark, watermarks } from '../collections/index.js';
import type { CallOptions } from './call-options.js';
import type { CollectionSet } from './collection-set.js';
import { Repository } from './repository.js';

/** How far the work that follows the log has come. */
export class WatermarkRepository extends Repository<typeof watermarks.schema> {
  constructor(collections: CollectionSet) {
    super(collections, watermarks);
  }

  /** Where a follower goes on from; null when it has never run. */
  async of(follower: Watermark['follower'], options: CallOptions = {}): Promise<Date | null> {
    const found = await this.findOne({ follower }, options);
    return found?.recorded_before ?? null;
  }

  /** Moves a follower's place forward; one that is further on already stays where it is. */
  async advance(follower: Watermark['follower'], recordedBefore: Date, now: Date, options: CallOptions = {}): Promise<void> {
    const fields = { updated_at: now, schema_version: watermarks.schemaVersion };
    const update = { $max: { recorded_before: recordedBefore }, $set: fields };
    await this.command('watermarks.advance', options, (driver) =>
      this.collection.updateOne({ follower }, update, { ...driver, upsert: true }),
    );
  }
}
