import {
  type ModelFit,
  type ModelFitConcept,
  type ModelFitConceptDocument,
  type ModelFitDocument,
  modelFitConcepts,
  modelFits,
} from '../collections/index.js';
import type { CallOptions } from './call-options.js';
import type { CollectionSet } from './collection-set.js';
import { Repository } from './repository.js';
import type { UnreadableOptions } from './unreadable.js';

/** The repository of fits; at most one fit per model is active. */
export class FitRepository extends Repository<ModelFitDocument> {
  constructor(collections: CollectionSet) {
    super(collections, modelFits);
  }

  /** The active fits of the given models. */
  active(models: readonly string[], options: CallOptions = {}) {
    return this.find({ model: { $in: models }, status: 'active' }, { ...options, index: 'active', unreadable: 'refuse' });
  }

  /** The fits of a model, newest first. */
  ofModel(model: string, { limit, ...options }: { readonly limit: number } & CallOptions) {
    return this.find({ model }, { ...options, sort: { fitted_at: -1 }, limit });
  }

  /** Activates a fit and retires the active one of the same model; call it in a transaction, so that there are never two. */
  async activate({ model, params_version }: Pick<ModelFit, 'model' | 'params_version'>, at: Date, options: CallOptions): Promise<void> {
    const set = (filter: Partial<ModelFit>, fields: Partial<ModelFit>) =>
      this.command('model_fits.activate', options, (driver) => this.collection.updateOne(filter, { $set: fields }, driver));
    await set({ model, status: 'active' }, { status: 'retired' });
    await set({ model, params_version }, { status: 'active', activated_at: at });
  }
}

/** A concept without parameters of its own in a fit. */
export type LeftOut = Pick<ModelFitConcept, 'subject' | 'topic' | 'concept'> & NonNullable<ModelFitConcept['left_out']>;

/** The repository of fits of single concepts. */
export class FitConceptRepository extends Repository<ModelFitConceptDocument> {
  constructor(collections: CollectionSet) {
    super(collections, modelFitConcepts);
  }

  /** The concepts of a fit with parameters of their own. */
  ofFit({ model, params_version }: Pick<ModelFit, 'model' | 'params_version'>, options: CallOptions = {}) {
    return this.find({ model, params_version, params: { $exists: true } }, { ...options, unreadable: 'refuse' });
  }

  /** Deletes the parts of an incomplete fit. */
  async remove({ model, params_version }: Pick<ModelFit, 'model' | 'params_version'>, options: CallOptions = {}): Promise<void> {
    const filter = { model, params_version };
    await this.command('model_fit_concepts.remove', options, (driver) => this.collection.deleteMany(filter, driver));
  }

  /** The concepts of a fit without parameters of their own, with the reasons, sorted by name. */
  leftOut({ model, params_version }: Pick<ModelFit, 'model' | 'params_version'>, options: CallOptions & UnreadableOptions = {}) {
    const sort = { subject: 1, topic: 1, concept: 1 } as const;
    return this.find({ model, params_version, left_out: { $exists: true } }, { ...options, sort });
  }
}
