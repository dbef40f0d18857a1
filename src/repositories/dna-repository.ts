import { learningDna } from '../collections/index.js';
import type { CallOptions } from './call-options.js';
import type { CollectionSet } from './collection-set.js';
import { FoldableReader } from './foldable.js';
import { Repository } from './repository.js';

/** How learners learn. */
export class DnaRepository extends Repository<typeof learningDna.schema> {
  readonly #foldable = new FoldableReader(learningDna, 'user_id');

  constructor(collections: CollectionSet) {
    super(collections, learningDna);
  }

  /** The DNA of some learners as the fold takes it; those who have none are left out. */
  foldables(userIds: readonly string[], options: CallOptions = {}) {
    return this.#foldable.readAll(this, { user_id: { $in: [...userIds] } }, options);
  }

  /** The DNA as the fold takes it. */
  foldable(userId: string, options: CallOptions = {}) {
    return this.#foldable.read(this, { user_id: userId }, options);
  }
}
