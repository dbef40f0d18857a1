import type { Db } from 'mongodb';

/** Longer than a run, and than the sittings that it imports, which lie a little ahead. */
const AHEAD_MS = 3_600_000;
const CLOCK = 'bench_clock';

/** From when on a run may live: behind everything that earlier runs have recorded. */
export async function timeOf(db: Db, now: Date): Promise<Date> {
  const known = await db.collection<{ _id: string; at: Date }>(CLOCK).findOne({ _id: 'clock' });
  return known === null ? now : known.at;
}

/** Remembers that a run has begun at an instant, so that the next one begins behind all that it may record, even if it is killed. */
export async function keepTime(db: Db, at: Date): Promise<void> {
  const next = new Date(at.getTime() + AHEAD_MS);
  await db.collection<{ _id: string; at: Date }>(CLOCK).updateOne({ _id: 'clock' }, { $set: { at: next } }, { upsert: true });
}
