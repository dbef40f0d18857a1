import type { Collection } from 'mongodb';
import { type LearnerUsageDayDocument, learnerUsageDays } from '../collections/index.js';
import { learnerDayStages } from '../pipelines/index.js';
import type { CollectionNaming } from '../schema/index.js';
import type { CallOptions } from './call-options.js';
import type { CollectionSet } from './collection-set.js';
import { Repository } from './repository.js';
import { DURABLE, type RollUpOptions } from './roll-up-options.js';

/** The repository of daily totals per learner. */
export class LearnerUsageRepository extends Repository<LearnerUsageDayDocument> {
  readonly #sessions: Collection;
  readonly #named: CollectionNaming;

  constructor(collections: CollectionSet) {
    super(collections, learnerUsageDays);
    this.#sessions = collections.collection('learning_sessions');
    this.#named = collections.named;
  }

  /** Recomputes the documents of a day from its sessions. */
  async rollUp(
    day: Date,
    { deadline, keep, without = [], ...options }: RollUpOptions & { readonly keep: boolean; readonly without?: readonly string[] },
  ): Promise<void> {
    const where = 'learner_usage_days.rollUp';
    const { writeConcern } = DURABLE;
    await this.command(where, options, (driver) =>
      this.#sessions
        .aggregate(learnerDayStages(day, deadline, { keep, named: this.#named, without }), { ...driver, ...DURABLE, allowDiskUse: true })
        .toArray(),
    );
    // Zeros stand where somebody's sessions are gone; who takes no part in analytics has no day.
    const gone = { day, $or: [{ sessions: 0 }, { user_id: { $in: [...without] } }] };
    await this.command(where, options, (driver) => this.collection.deleteMany(gone, { ...driver, writeConcern }));
  }

  /** The first day at or after an instant with documents; null without one. */
  async firstDay(since: Date, options: CallOptions = {}): Promise<Date | null> {
    const first = { projection: { _id: 0, day: 1 }, sort: { day: 1 } } as const;
    const found = await this.command('learner_usage_days.firstDay', options, (driver) =>
      this.collection.findOne({ day: { $gte: since } }, { ...driver, ...first }),
    );
    return (found?.['day'] as Date | undefined) ?? null;
  }
}
