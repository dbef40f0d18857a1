import type { Db, Document, MongoClient } from 'mongodb';
import type { CapturedAnswer } from './captured-answer.js';

/**
 * What somebody would write who needs one answer stored and nothing else: the same reads if there were any, the same bytes written, in one
 * transaction of the same write concern. Nothing is checked, nothing is computed, nothing is tried again.
 *
 * @param answers what a learner's answers write; they are gone through in a circle
 */
export function handWriter(client: MongoClient, db: Db, answers: readonly CapturedAnswer[]): () => Promise<void> {
  let sent = 0;
  /** As the engine remembers what it stored last, so does this: the revision of each document, which is read once. */
  const revisions = new Map<string, number>();
  const revisionOf = async (collection: string, identity: Document) => {
    const key = `${collection} ${JSON.stringify(identity)}`;
    const revision = revisions.get(key) ?? Number((await db.collection(collection).findOne(identity))?.['revision']);
    revisions.set(key, revision + 1);
    return revision;
  };
  return async () => {
    const { reads, event, updates } = answers[sent % answers.length] as CapturedAnswer;
    sent += 1;
    const event_id = `by-hand-${sent}`;
    await Promise.all(reads.map(({ collection, filter, projection }) => db.collection(collection).findOne(filter, { projection })));
    const session = client.startSession();
    try {
      session.startTransaction({
        writeConcern: { w: 'majority', journal: true },
        readConcern: { level: 'local' },
        readPreference: 'primary',
      });
      await db.collection('learning_events').insertOne({ ...event, event_id }, { session });
      for (const { collection, filter, update } of updates) {
        const { revision: captured, 'last_event.event_id': _, ...identity } = filter;
        if (captured === undefined) {
          // The account, which is asked and counts its recordings.
          const asked = await db.collection(collection).updateOne(filter, update, { session });
          if (asked.matchedCount !== 1) throw new Error(`Expected a document that fits in ${collection}`);
          continue;
        }
        const revision = await revisionOf(collection, identity);
        const changed = await db.collection(collection).updateOne({ ...identity, revision }, next(update, revision, event_id), { session });
        if (changed.matchedCount !== 1) throw new Error(`Expected revision ${revision} in ${collection}`);
      }
      await session.commitTransaction();
    } finally {
      await session.endSession();
    }
  };
}

/** The captured update with the place and the revision that the document has now. */
function next(update: Document, revision: number, event_id: string): Document {
  return { ...update, $set: { ...update['$set'], revision: revision + 1, 'last_event.event_id': event_id } };
}
