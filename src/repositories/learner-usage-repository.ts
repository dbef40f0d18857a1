import type { Collection } from 'mongodb';
import { type CollectionNaming, learnerUsageDays } from '../collections/index.js';
import { learnerDayStages } from '../pipelines/index.js';
import { type CallOptions, driverOptions } from './call-options.js';
import type { CollectionSet } from './collection-set.js';
import { translateDriverError } from './driver-errors.js';
import { Repository } from './repository.js';
import { DURABLE, type RollUpOptions } from './roll-up-options.js';

/** What learners' sessions came to, day by day. */
export class LearnerUsageRepository extends Repository<typeof learnerUsageDays.schema> {
  readonly #sessions: Collection;
  readonly #named: CollectionNaming;

  constructor(collections: CollectionSet) {
    super(collections, learnerUsageDays);
    this.#sessions = collections.collection('learning_sessions');
    this.#named = collections.named;
  }

  /** Makes the documents of a day anew from its sessions. */
  async rollUp(day: Date, { deadline, keep, maxTimeMS, signal }: RollUpOptions & { readonly keep: boolean }): Promise<void> {
    const options = { ...driverOptions({ signal, maxTimeMS }), ...DURABLE, allowDiskUse: true };
    const collection = await this.opened('learner_usage_days.rollUp');
    try {
      await this.#sessions.aggregate(learnerDayStages(day, deadline, { keep, named: this.#named }), options).toArray();
      // Zeros stand where somebody's sessions are gone.
      await collection.deleteMany({ day, sessions: 0 }, { ...driverOptions({ signal, maxTimeMS }), writeConcern: DURABLE.writeConcern });
    } catch (error) {
      throw translateDriverError(error, 'learner_usage_days.rollUp', signal);
    }
  }

  /** The first day from an instant on that has documents; null when there is none. */
  async firstDay(since: Date, options: CallOptions = {}): Promise<Date | null> {
    const collection = await this.opened('learner_usage_days.firstDay');
    const found = await collection
      .findOne({ day: { $gte: since } }, { ...driverOptions(options), projection: { _id: 0, day: 1 }, sort: { day: 1 } })
      .catch((error: unknown) => {
        throw translateDriverError(error, 'learner_usage_days.firstDay', options.signal);
      });
    return (found?.['day'] as Date | undefined) ?? null;
  }
}
