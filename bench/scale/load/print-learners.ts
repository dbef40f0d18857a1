import type { DocumentTemplate } from '../histories/document-template.js';
import { type HistoryTemplates, LEARNERS_COLLECTIONS, type LearnersCollection } from '../histories/history-templates.js';
import { identityOf } from '../histories/learner-identity.js';

/** About how many bytes go into one command; MongoDB takes 48 MB. */
const BATCH_BYTES = 2_000_000;

/** Documents in BSON, one behind the other, for one insert. */
export interface Batch {
  readonly collection: LearnersCollection;
  readonly documents: number;
  readonly bytes: Buffer;
}

/** A range of learners, by their numbers: from `from` up to, and without, `to`. */
export interface LearnerRange {
  readonly from: number;
  readonly to: number;
}

/** Makes the documents of a range of learners, batch by batch. */
export function* printLearners(lives: HistoryTemplates, { from, to }: LearnerRange): Generator<Batch> {
  for (const collection of LEARNERS_COLLECTIONS) {
    let batch = new Pages(collection);
    for (let number = from; number < to; number += 1) {
      const identity = identityOf(number, lives.seed);
      for (const [index, stamp] of lives.of(identity.life).templates[collection].entries()) batch.add(stamp, identity, index);
      if (batch.bytes < BATCH_BYTES) continue;
      yield batch.print();
      batch = new Pages(collection);
    }
    if (batch.bytes > 0) yield batch.print();
  }
}

type Identity = ReturnType<typeof identityOf>;

/** What is to be printed into one batch: its size is known before a byte is written. */
class Pages {
  readonly #collection: LearnersCollection;
  readonly #pages: { readonly stamp: DocumentTemplate; readonly identity: Identity; readonly index: number }[] = [];
  bytes = 0;

  constructor(collection: LearnersCollection) {
    this.#collection = collection;
  }

  add(stamp: DocumentTemplate, identity: Identity, index: number): void {
    this.#pages.push({ stamp, identity, index });
    this.bytes += stamp.length;
  }

  print(): Batch {
    const bytes = Buffer.allocUnsafe(this.bytes);
    const id = Buffer.alloc(12);
    let at = 0;
    for (const { stamp, identity, index } of this.#pages) {
      // Ids rise with the learner's number, as those of documents do that are inserted one after the other.
      id.writeUInt32BE(identity.number, 4);
      id.writeUInt32BE(index, 8);
      at = stamp.print(bytes, at, { ...identity, id });
    }
    return { collection: this.#collection, documents: this.#pages.length, bytes };
  }
}
