import type { Document } from 'mongodb';
import { type EmotionalAnalytics, type EmotionalAnalyticsDocument, emotionalAnalytics } from '../collections/index.js';
import type { CallOptions } from './call-options.js';
import type { CollectionSet } from './collection-set.js';
import type { DecodedCursor } from './decoded-cursor.js';
import { Repository } from './repository.js';

type Place = Pick<EmotionalAnalytics, 'data_source' | 'analysis_date'>;

/** The repository of daily, weekly and monthly emotions. */
export class EmotionalAnalyticsRepository extends Repository<EmotionalAnalyticsDocument> {
  constructor(collections: CollectionSet) {
    super(collections, emotionalAnalytics);
  }

  /** A learner's raw documents of one kind from one date to another, inclusive, without validation. */
  between(
    userId: string,
    { source, first, last, ...options }: { readonly source: Place['data_source']; readonly first: Date; readonly last: Date } & CallOptions,
  ): DecodedCursor<Document> {
    const filter = { user_id: userId, data_source: source, analysis_date: { $gte: first, $lte: last } };
    return this.findUndecoded(filter, { ...options, index: 'identity' });
  }

  /** Removes documents of a learner. */
  async remove(userId: string, places: readonly Place[], options: CallOptions = {}): Promise<void> {
    if (places.length === 0) return;
    const operations = places.map(({ data_source, analysis_date }) => ({
      deleteOne: { filter: { user_id: userId, analysis_date, data_source }, hint: 'identity' },
    }));
    await this.command(`${this.declaration.name}.remove`, options, (driver) => this.collection.bulkWrite(operations, driver));
  }
}
