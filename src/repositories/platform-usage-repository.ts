import type { Collection } from 'mongodb';
import { type PlatformUsageDayDocument, platformUsageDays } from '../collections/index.js';
import { platformDayStages } from '../pipelines/index.js';
import type { CollectionNaming } from '../schema/index.js';
import type { CallOptions } from './call-options.js';
import type { CollectionSet } from './collection-set.js';
import { Repository } from './repository.js';
import { DURABLE, type RollUpOptions } from './roll-up-options.js';

/** The fields of a day that has nothing counted yet. */
const NOTHING = {
  learners: 0,
  sessions: 0,
  ended_sessions: 0,
  duration_ms: 0,
  questions: 0,
  correct: 0,
  answering_ms: 0,
  concepts_introduced: 0,
  concepts_mastered: 0,
  ai_queries: 0,
  ai_queries_by_provider: {},
  ai_tokens: 0,
  ai_cost_nano_usd: 0,
  ai_response_ms: 0,
  ai_cache_hits: 0,
  schema_version: platformUsageDays.schemaVersion,
} as const;

/** The repository of daily totals of all learners. */
export class PlatformUsageRepository extends Repository<PlatformUsageDayDocument> {
  readonly #learnerDays: Collection;
  readonly #named: CollectionNaming;

  constructor(collections: CollectionSet) {
    super(collections, platformUsageDays);
    this.#learnerDays = collections.collection('learner_usage_days');
    this.#named = collections.named;
  }

  /**
   * Recomputes the document of a day from the totals per learner. A day without sessions has no document unless it was marked as changed.
   */
  async rollUp(day: Date, { deadline, ...options }: RollUpOptions): Promise<void> {
    const where = 'platform_usage_days.rollUp';
    const { writeConcern } = DURABLE;
    await this.command(where, options, (driver) =>
      this.#learnerDays.aggregate(platformDayStages(day, deadline, this.#named), { ...driver, ...DURABLE, allowDiskUse: true }).toArray(),
    );
    // A mark must outlive the run that it came in the middle of.
    const unmarked = { day, sessions: 0, changed_at: { $exists: false } };
    await this.command(where, options, (driver) => this.collection.deleteOne(unmarked, { ...driver, writeConcern }));
  }

  /**
   * Marks days whose sessions are about to change without an event in the log, for example by a replay. The next roll-up recomputes these days. Call
   * it before the change, which must follow within a minute.
   */
  async markChanged(days: readonly Date[], at: Date, options: CallOptions = {}): Promise<void> {
    if (days.length === 0) return;
    const operations = days.map((day) => ({
      updateOne: { filter: { day }, update: { $max: { changed_at: at }, $setOnInsert: NOTHING }, upsert: true },
    }));
    const { writeConcern } = DURABLE;
    await this.command('platform_usage_days.markChanged', options, (driver) =>
      this.collection.bulkWrite(operations, { ...driver, writeConcern, ordered: false }),
    );
  }

  /** The days that were marked as changed since an instant. */
  async changedSince(since: Date, options: CallOptions = {}): Promise<Date[]> {
    const found = await this.find({ changed_at: { $gte: since } }, { ...options, fields: ['day'] }).toArray();
    return found.map(({ day }) => day);
  }
}
