import { type LearningDnaDocument, learningDna } from '../collections/index.js';
import type { CallOptions } from './call-options.js';
import type { CollectionSet } from './collection-set.js';
import { FoldInputReader } from './for-fold.js';
import { Repository } from './repository.js';

/** The repository of learning DNA. */
export class DnaRepository extends Repository<LearningDnaDocument> {
  readonly #foldInput = new FoldInputReader(learningDna, 'user_id');

  constructor(collections: CollectionSet) {
    super(collections, learningDna);
  }

  /** The DNA of the given learners as the fold needs it; learners without DNA are left out. */
  manyForFold(userIds: readonly string[], options: CallOptions = {}) {
    return this.#foldInput.readAll(this, { user_id: { $in: [...userIds] } }, options);
  }

  /** The DNA as the fold needs it. */
  forFold(userId: string, options: CallOptions = {}) {
    return this.#foldInput.read(this, { user_id: userId }, options);
  }
}
