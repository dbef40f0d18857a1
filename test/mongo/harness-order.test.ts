import { randomBytes } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { expect, inject, it, onTestFinished } from 'vitest';
import { arrivalOrder } from '../../bench/harness/arrival-order.js';
import { type Happening, inventLife } from '../../bench/harness/life.js';
import { differencesOf, live } from '../../bench/harness/order-trial.js';

const EVENTS = 120;

async function liveAlone(arrivals: readonly Happening[]) {
  const client = await MongoClient.connect(inject('mongoUri'));
  const db = client.db(`ale_${randomBytes(6).toString('hex')}`);
  onTestFinished(async () => {
    await db.dropDatabase();
    await client.close();
  });
  return live(client, db, arrivals);
}

it.each([1, 2, 3])('a life whose events arrive in any order ends as it does in order, life %i', async (seed) => {
  const life = inventLife(EVENTS, seed);
  const arrivals = arrivalOrder(life, seed);
  const kept = arrivals.filter(({ id }, place) => life[place]?.id === id).length;
  expect(kept).toBeLessThan(EVENTS / 4);

  const [sorted, shuffled] = [await liveAlone(life), await liveAlone(arrivals)];
  expect(sorted.differing).toEqual([]);
  expect(shuffled.differing).toEqual([]);
  expect(differencesOf(sorted, shuffled)).toEqual([]);
  expect(sorted.documents.size).toBeGreaterThan(EVENTS);
});
