import { createEngine } from 'adaptive-learning-engine';
import { MongoClient } from 'mongodb';
import { expect, it, onTestFinished } from 'vitest';
import { openServer } from '../../bench/harness/harness-server.js';
import { killImportedServer, killImportingClient } from '../../bench/harness/kill-import-round.js';

/** Not lost, not twice, and every document the fold of the log. */
const WHOLE = { lost: [], duplicates: [], differing: [], replayed: 0 };

it('kill -9 of an importing client, and then of the server under an import, leaves what was stored whole; the same input ends it', async () => {
  const server = await openServer(1);
  onTestFinished(() => server[Symbol.asyncDispose]());
  const client = await MongoClient.connect(server.uri);
  onTestFinished(() => client.close());
  const db = client.db();
  // A loaded machine may take longer than the default half a minute to start a server.
  const engine = await createEngine({ db, deadlineMs: 120_000, tuning: 'manual' });
  await engine.setup();
  const place = { client, db, engine };

  const byClient = await killImportingClient(place, server, 'client');
  expect(byClient.left).toMatchObject(WHOLE);
  expect(byClient.told).toBeGreaterThan(0);
  expect(byClient.report.alreadyRecorded).toBeGreaterThanOrEqual(byClient.told);
  expect(byClient.report).toMatchObject({ read: byClient.sent, refused: 0 });
  expect(byClient.report.recorded).toBeGreaterThan(0);
  expect(byClient.after).toMatchObject({ ...WHOLE, found: byClient.sent });

  const byServer = await killImportedServer(place, server, 'server');
  expect(byServer.told).toBeLessThan(byServer.sent);
  expect(byServer.report).toEqual({ read: byServer.sent, recorded: byServer.sent, alreadyRecorded: 0, refused: 0, refusals: [] });
  expect(byServer.after).toMatchObject({ ...WHOLE, found: byServer.sent });
}, 240_000);
