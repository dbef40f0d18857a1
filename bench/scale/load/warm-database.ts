import { COLLECTIONS } from 'adaptive-learning-engine/collections';
import type { Db } from 'mongodb';
import { LEARNERS_COLLECTIONS } from '../histories/history-templates.js';

/**
 * Reads once what questions read: every index, and the documents except for those of the log, which nobody asks a learner's question of. A server
 * that was just started has nothing in memory; one that people use has, and it is the one that promises are made for.
 *
 * @returns how many seconds it took
 */
export async function warmDatabase(db: Db): Promise<number> {
  const begun = performance.now();
  const readings = LEARNERS_COLLECTIONS.flatMap((name) => [
    ...COLLECTIONS[name].indexes.map((index) => ({ name, hint: index.name })),
    ...(name === 'learning_events' ? [] : [{ name, hint: { $natural: 1 } as const }]),
  ]);
  const read = async () => {
    for (let reading = readings.shift(); reading !== undefined; reading = readings.shift())
      await db
        .collection(reading.name)
        .aggregate([{ $match: {} }, { $group: { _id: null, read: { $sum: 1 } } }], { hint: reading.hint })
        .toArray();
  };
  await Promise.all([read(), read()]);
  return (performance.now() - begun) / 1000;
}
