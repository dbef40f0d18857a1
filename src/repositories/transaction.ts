import type { ClientSession, MongoClient } from 'mongodb';

/**
 * Runs some writes as one: all of them are on the majority's disks when this returns, or none ever shows.
 * It tries once; whoever calls knows how to begin again from the reads.
 */
export async function inTransaction<Result>(client: MongoClient, work: (session: ClientSession) => Promise<Result>): Promise<Result> {
  const session = client.startSession();
  try {
    session.startTransaction({
      // What a kill -9 or a failover must not take back: w:1 was measured to lose acknowledged writes.
      writeConcern: { w: 'majority', journal: true },
      readConcern: { level: 'local' },
      readPreference: 'primary',
    });
    const result = await work(session);
    await session.commitTransaction();
    return result;
  } finally {
    // Ends an open transaction on the way: a server that cannot be reached forgets it by itself.
    await session.endSession().catch(() => undefined);
  }
}
