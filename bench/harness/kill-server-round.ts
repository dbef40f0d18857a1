import { setTimeout as sleep } from 'node:timers/promises';
import { gatherCrowd } from './crowd.js';
import type { HarnessServer } from './harness-server.js';
import { checkRound, type Place, type RoundResult } from './round-check.js';
import { waitUntil } from './wait-until.js';
import { type Reports, startWriters } from './writer-client.js';

const CLIENT_PROCESSES = 2;
/** Answers before the kill, so that lists, late events and all kinds of commands are under way. */
const WARM = 300;
/** Answers after it that show that everybody goes on. */
const GOING_ON = 300;

const IN_THE_PIPES_MS = 500;

export interface KillRound extends RoundResult {
  readonly refused: readonly string[];
  /** From the kill until answers were acknowledged again, in milliseconds. */
  readonly awayMs: number;
}

/** Kills the server while 16 writers of two processes record answers, brings it back, and lets them go on by themselves. */
export async function killServerRound(place: Place, server: HarnessServer, label: string): Promise<KillRound> {
  const crowd = await gatherCrowd(place.engine, label);
  const writers = crowd.map((writer) => ({ ...writer, from: 0 }));
  const reports: Reports = { acknowledged: [], refused: [] };
  const clients = Array.from({ length: CLIENT_PROCESSES }, (_, own) =>
    startWriters(
      {
        uri: server.uri,
        database: place.db.databaseName,
        // Every second writer: those who share a learner are then in different processes.
        writers: writers.filter((_, index) => index % CLIENT_PROCESSES === own),
      },
      reports,
    ),
  );
  await waitUntil('answers before the kill', () => reports.acknowledged.length > WARM);
  await sleep(Math.random() * 500);
  server.kill();
  const killedAt = performance.now();
  // What was acknowledged before is still in the pipes.
  await sleep(IN_THE_PIPES_MS);
  const before = reports.acknowledged.length;
  const restarted = server.restart();
  await waitUntil('an answer after the kill', () => reports.acknowledged.length > before);
  const awayMs = performance.now() - killedAt;
  await restarted;
  await waitUntil('answers after the kill', () => reports.acknowledged.length > before + GOING_ON);
  await Promise.all(clients.map((client) => client.finish()));
  return { ...(await checkRound(place, crowd, reports.acknowledged)), refused: reports.refused, awayMs };
}
