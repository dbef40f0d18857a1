import { type ModelTuning, type ModelTuningDocument, modelTunings } from '../collections/index.js';
import type { CallOptions } from './call-options.js';
import type { CollectionSet } from './collection-set.js';
import { Repository } from './repository.js';
import { unlessTaken } from './unless-taken.js';

type Lease = NonNullable<ModelTuning['lease']>;
interface Leaving {
  readonly now: Date;
  readonly stopped: boolean;
}

type Holding = Pick<ModelTuning, 'model'> & Pick<Lease, 'holder'>;

/** The repository of tunings. One process at a time holds a model's lease; if the process dies, the lease expires. */
export class TuningRepository extends Repository<ModelTuningDocument> {
  constructor(collections: CollectionSet) {
    super(collections, modelTunings);
  }

  /** The state of a model's tuning; null before the first. */
  of(model: string, options: CallOptions = {}) {
    return this.findOne({ model }, options);
  }

  /**
   * Acquires a model's lease. Returns false if another tuning has begun since the state was read.
   *
   * @param begun - the number of tunings begun, as it was read
   */
  async begin({ model, begun, lease }: Pick<ModelTuning, 'model' | 'begun'> & { readonly lease: Lease }, options: CallOptions = {}) {
    const fields = { lease, schema_version: modelTunings.schemaVersion };
    const update = { $set: fields, $inc: { begun: 1, unended: 1 } };
    const where = 'model_tunings.begin';
    return unlessTaken(async () => {
      // Where none has begun there is no document, and the unique index lets one of those who make it win.
      const found = await this.command(where, options, (driver) =>
        this.collection.updateOne({ model, begun }, update, { ...driver, upsert: begun === 0 }),
      );
      return found.matchedCount + found.upsertedCount > 0;
    });
  }

  /** Extends a lease. Returns false if another process holds it. */
  async extend({ model, holder }: Holding, until: Date, options: CallOptions = {}): Promise<boolean> {
    return this.#change('extend', { model, holder }, { $set: { 'lease.until': until } }, options);
  }

  /** Ends a tuning with its result and releases the lease. Returns false if another process holds it; do not activate the result then. */
  async end({ model, holder }: Holding, last: NonNullable<ModelTuning['last']>, options: CallOptions = {}): Promise<boolean> {
    return this.#change('end', { model, holder }, { $set: { last, unended: 0 }, $unset: { lease: 1 } }, options);
  }

  /** Releases the lease of an incomplete tuning. A tuning that was stopped does not count as a failure. */
  async leave({ model, holder }: Holding, { now, stopped }: Leaving, options: CallOptions = {}): Promise<boolean> {
    const set = { 'lease.until': now, ...(stopped ? { unended: 0 } : {}) };
    return this.#change('leave', { model, holder }, { $set: set }, options);
  }

  async #change(verb: string, { model, holder }: Holding, update: object, options: CallOptions): Promise<boolean> {
    const filter = { model, 'lease.holder': holder };
    const { matchedCount } = await this.command(`model_tunings.${verb}`, options, (driver) =>
      this.collection.updateOne(filter, update, { ...driver, ignoreUndefined: true }),
    );
    return matchedCount > 0;
  }
}
