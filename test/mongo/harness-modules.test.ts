import { createEngine } from 'adaptive-learning-engine';
import { MongoClient } from 'mongodb';
import { expect, it, onTestFinished } from 'vitest';
import { openServer } from '../../bench/harness/harness-server.js';
import { killMigrationRound } from '../../bench/harness/kill-migration-round.js';
import { killReactionRound } from '../../bench/harness/kill-reaction-round.js';
import { visits } from '../../bench/harness/visits.js';
import { bookmarks } from '../../examples/bookmarks/module.js';

const KILLS = 2;

it('kill -9 leaves an answer with its reaction or neither, and documents that the next migration completes', async () => {
  const server = await openServer(1);
  onTestFinished(() => server[Symbol.asyncDispose]());
  const client = await MongoClient.connect(server.uri, { socketTimeoutMS: 30_000 });
  onTestFinished(() => client.close());
  const db = client.db();
  const engine = await createEngine({ db, deadlineMs: 120_000, tuning: 'manual', modules: [bookmarks(), visits] });
  onTestFinished(() => engine.close());
  await engine.setup();

  for (let round = 0; round < KILLS; round += 1) {
    const result = await killReactionRound({ client, db, engine: engine as never }, server.uri, `r${round}`);
    expect(result).toMatchObject({ lost: [], halves: [] });
    expect(result.stored).toBeGreaterThanOrEqual(result.acknowledged);
    expect(result.acknowledged).toBeGreaterThan(0);
  }
  for (let round = 0; round < KILLS; round += 1)
    expect(await killMigrationRound(db, engine as never, server.uri)).toMatchObject({ unreadable: 0, left: 0, differing: [] });
  expect(await engine.verifySchema()).toEqual([]);
}, 240_000);
