import type { Db } from 'mongodb';

const MINUTE_MS = 60_000;
const CLOCK = 'bench_clock';

/** From when on a run may live: behind everything that earlier runs have recorded. */
export async function timeOf(db: Db, now: Date): Promise<Date> {
  const known = await db.collection<{ _id: string; at: Date }>(CLOCK).findOne({ _id: 'clock' });
  return known === null ? now : known.at;
}

/** Remembers up to when a run has lived; a run that was killed is taken to have lived for no longer than a minute more. */
export async function keepTime(db: Db, at: Date): Promise<void> {
  const next = new Date(at.getTime() + MINUTE_MS);
  await db.collection<{ _id: string; at: Date }>(CLOCK).updateOne({ _id: 'clock' }, { $set: { at: next } }, { upsert: true });
}
