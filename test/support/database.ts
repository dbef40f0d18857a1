import { randomBytes } from 'node:crypto';
import { type Db, MongoClient } from 'mongodb';
import { inject } from 'vitest';

/** A database that only this test file knows, gone when it is done. */
export interface TestDatabase extends AsyncDisposable {
  readonly db: Db;
  readonly client: MongoClient;
  readonly uri: string;
}

export async function openDatabase(): Promise<TestDatabase> {
  const uri = inject('mongoUri');
  const client = await MongoClient.connect(uri);
  const db = client.db(`ale_${randomBytes(6).toString('hex')}`);
  return {
    db,
    client,
    uri,
    async [Symbol.asyncDispose]() {
      await db.dropDatabase();
      await client.close();
    },
  };
}
