import { createEngine } from 'adaptive-learning-engine';
import { MongoClient } from 'mongodb';
import { expect, it, onTestFinished } from 'vitest';
import { openServer } from '../../bench/harness/harness-server.js';
import { killClientRound } from '../../bench/harness/kill-client-round.js';
import { killServerRound } from '../../bench/harness/kill-server-round.js';

/** Not lost, not twice, as the log says, and no error that reached a caller. */
const FLAWLESS = { lost: [], duplicates: [], differing: [], replayed: 0, refused: [] };

it('kill -9 of the server, and then of a client, loses no acknowledged answer and leaves every document the fold of the log', async () => {
  const server = await openServer(1);
  onTestFinished(() => server[Symbol.asyncDispose]());
  const client = await MongoClient.connect(server.uri);
  onTestFinished(() => client.close());
  const db = client.db();
  const engine = await createEngine({ db, tuning: 'manual' });
  await engine.setup();
  const place = { client, db, engine };

  const server1 = await killServerRound(place, server, 'server');
  expect(server1).toMatchObject(FLAWLESS);
  expect(server1.found).toBe(server1.acknowledged);
  expect(server1.acknowledged).toBeGreaterThan(600);

  const client1 = await killClientRound(place, server, 'client');
  expect(client1).toMatchObject(FLAWLESS);
  expect(client1.found).toBe(client1.acknowledged);
  expect(client1.acknowledged).toBeGreaterThan(300);
}, 180_000);
