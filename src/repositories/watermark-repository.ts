import { type Watermark, watermarks } from '../collections/index.js';
import type { CallOptions } from './call-options.js';
import type { CollectionSet } from './collection-set.js';
import { translateDriverError } from './driver-errors.js';
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
  async advance(follower: Watermark['follower'], recordedBefore: Date, now: Date, { signal }: CallOptions = {}): Promise<void> {
    const fields = { updated_at: now, schema_version: watermarks.schemaVersion };
    const collection = await this.opened('watermarks.advance');
    await collection
      .updateOne(
        { follower },
        { $max: { recorded_before: recordedBefore }, $set: fields },
        { upsert: true, ...(signal === undefined ? {} : { signal }) },
      )
      .catch((error: unknown) => {
        throw translateDriverError(error, 'watermarks.advance', signal);
      });
  }
}
