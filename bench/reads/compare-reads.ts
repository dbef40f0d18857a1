import { COLLECTIONS } from 'adaptive-learning-engine/collections';
import { MongoClient } from 'mongodb';
import mongoose from 'mongoose';
import { CollectionSet, Repository } from '../../src/repositories/index.js';
import { type Contestant, type Figures, type RoundOptions, runRounds } from '../rounds.js';
import { toMongooseSchema } from './mongoose-schema.js';

/** The documents that are read: an account, a session with its lists, a concept's mastery with full histories. */
const READ = ['users', 'learning_sessions', 'content_mastery'] as const;

export interface ReadFigures {
  readonly collection: string;
  /** Mean BSON size of the documents that were read, in bytes. */
  readonly bytes: number;
  readonly driver: Figures;
  readonly repository: Figures;
  readonly hydrated: Figures;
  readonly lean: Figures;
}

/** Measures findOne by a document's identity: the driver's, the repository's, mongoose's, on the same documents. */
export async function compareReads(uri: string, database: string, options: RoundOptions): Promise<ReadFigures[]> {
  const client = await MongoClient.connect(uri);
  const db = client.db(database);
  const connection = await mongoose.createConnection(uri, { dbName: database, autoIndex: false, autoCreate: false }).asPromise();
  const figures: ReadFigures[] = [];
  for (const name of READ) {
    const declaration = COLLECTIONS[name] as (typeof COLLECTIONS)['users'];
    const collection = db.collection(name);
    const repository = new Repository(new CollectionSet(db), declaration);
    const model = connection.model<{ user_id: string }>(name, toMongooseSchema(declaration.schema), name);
    const rows = await collection.find().toArray();
    const filters = rows.map((row) => Object.fromEntries(declaration.identity.map((field) => [field, row[field]])));
    let turn = 0;
    const next = () => filters[turn++ % filters.length] as { user_id: string };
    const contestants: Contestant[] = [
      { name: 'driver findOne', run: () => found(collection.findOne(next())) },
      { name: 'repository findOne', run: () => found(repository.findOne(next())) },
      { name: 'mongoose findOne', run: () => found(model.findOne(next()).exec()) },
      { name: 'mongoose findOne lean', run: () => found(model.findOne(next()).lean().exec()) },
    ];
    const [driver, own, hydrated, lean] = (await runRounds(contestants, options)) as [Figures, Figures, Figures, Figures];
    const [size] = await collection.aggregate([{ $group: { _id: null, bytes: { $avg: { $bsonSize: '$$ROOT' } } } }]).toArray();
    figures.push({ collection: name, bytes: Math.round(size?.['bytes'] ?? 0), driver, repository: own, hydrated, lean });
  }
  await connection.close();
  await client.close();
  return figures;
}

/** A read that finds nothing would be fast. */
async function found(reading: Promise<unknown>): Promise<void> {
  if ((await reading) === null) throw new Error('Expected a document, got none');
}
