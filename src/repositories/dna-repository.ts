import type { Db } from 'mongodb';
import { learningDna } from '../collections/index.js';
import type { CallOptions } from './call-options.js';
import { FoldableReader } from './foldable.js';
import { Repository } from './repository.js';

/** How learners learn. */
export class DnaRepository extends Repository<typeof learningDna.schema> {
  readonly #foldable = new FoldableReader(learningDna, 'user_id');

  constructor(db: Db) {
    super(db, learningDna);
  }

  /** The DNA as the fold takes it. */
  foldable(userId: string, options: CallOptions = {}) {
    return this.#foldable.read(this.collection, { user_id: userId }, options);
  }
}
