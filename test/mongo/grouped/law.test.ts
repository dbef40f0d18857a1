import { setTimeout as sleep } from 'node:timers/promises';
import type { Document } from 'mongodb';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pick, randomNumbers } from '../../../bench/harness/random-numbers.js';
import { countCommands } from '../../support/count-commands.js';
import { type FaultyServer, startFaultyServer } from '../../support/faulty-server.js';
import { everythingIn, type Life, liveOne, manyLives, openLives } from '../../support/many-lives.js';

let server: FaultyServer;
let heard: MongoClient;
beforeAll(async () => {
  server = await startFaultyServer();
  // What a broken connection leaves behind is locked for so long; a minute would be most of a call's time.
  await server.client.db('admin').command({ setParameter: 1, transactionLifetimeLimitSeconds: 2 });
  heard = await MongoClient.connect(server.uri, { monitorCommands: true });
});
afterAll(async () => {
  await heard.close();
  await server[Symbol.asyncDispose]();
});

/** What happens to the server's commands meanwhile. */
const FAULTS: readonly ({ readonly failCommands: readonly string[] } & Document)[] = [
  { failCommands: ['update'], errorCode: 112, errorLabels: ['TransientTransactionError'] },
  { failCommands: ['insert'], errorCode: 112, errorLabels: ['TransientTransactionError'] },
  { failCommands: ['update'], closeConnection: true },
  { failCommands: ['insert'], closeConnection: true },
  { failCommands: ['commitTransaction'], closeConnection: true },
  { failCommands: ['commitTransaction'], writeConcernError: { code: 64, errmsg: 'waiting for replication timed out' } },
  { failCommands: ['commitTransaction', 'update'], blockConnection: true, blockTimeMS: 60 },
  { failCommands: ['find'], closeConnection: true },
];

/** One by one, each learner behind the one before, with one transaction for each event. */
async function alone(database: string, lives: readonly Life[]) {
  const db = heard.db(database);
  const engine = await openLives(db, lives, { groupCommit: false });
  const outcomes = new Map<string, readonly string[]>();
  for (const life of lives) outcomes.set(life.user_id, await liveOne(engine.as({ userId: life.user_id, role: 'learner' }), life));
  await engine.close();
  return { outcomes, documents: await everythingIn(db) };
}

/** All at once, with or without faults. */
async function together(database: string, lives: readonly Life[], random: (() => number) | undefined) {
  const db = heard.db(database);
  const engine = await openLives(db, lives, {});
  const outcomes = new Map<string, readonly string[]>();
  let isOver = false;
  const spoil = async () => {
    while (random !== undefined && !isOver) {
      await server.fail(pick(FAULTS, random), Math.ceil(3 * random()));
      await sleep(200 * random());
    }
  };
  const spoiling = spoil();
  const commands = await countCommands(heard, () =>
    Promise.all(
      lives.map(async (life) => outcomes.set(life.user_id, await liveOne(engine.as({ userId: life.user_id, role: 'learner' }), life))),
    ),
  );
  isOver = true;
  await spoiling;
  await server.mend();
  const replayed = await Promise.all(lives.map(async ({ user_id }) => (await engine.replay(user_id)).changed));
  await engine.close();
  return { outcomes, documents: await everythingIn(db), commands, replayed };
}

test.each([
  [1, 'none', 12],
  [2, 'faults', 8],
  [3, 'faults', 12],
] as const)(
  'learners who live at the same time end as one by one, to the bit: lives %i, %s, of %i learners',
  async (seed, faults, learners) => {
    const lives = manyLives(learners, 10, seed);
    const one = await alone(`one_${seed}`, lives);
    const all = await together(`all_${seed}`, lives, faults === 'none' ? undefined : randomNumbers(seed));
    const nothing = { learning_sessions: 0, content_mastery: 0, learning_dna: 0 };
    for (const changed of all.replayed) expect(changed).toMatchObject(nothing);
    for (const { user_id } of lives) expect(all.outcomes.get(user_id), user_id).toEqual(one.outcomes.get(user_id));
    for (const [name, documents] of one.documents) expect(all.documents.get(name), name).toEqual(documents);
    // Otherwise the test would have looked at something else.
    const events = one.documents.get('learning_events')?.length ?? 0;
    const outcomes = [...one.outcomes.values()].flat();
    expect(outcomes.filter((outcome) => /event_conflict|not_found|invalid_input|took long/.test(outcome)).length).toBeGreaterThan(learners);
    if (faults === 'none') expect(all.commands['commitTransaction']).toBeLessThan(0.7 * events);
  },
  120_000,
);
