import { setTimeout as sleep } from 'node:timers/promises';
import { gatherCrowd, type Writer } from './crowd.js';
import type { HarnessServer } from './harness-server.js';
import type { KillRound } from './kill-server-round.js';
import { checkRound, isFlawless, type Place } from './round-check.js';
import { waitUntil } from './wait-until.js';
import { type Reports, startWriters } from './writer-client.js';

const WARM = 300;

/**
 * Kills the process of 16 writers and checks what it left behind. Then a new process sends again, under the same ids, what each writer
 * was about when it died, and goes on from there: what was stored without being acknowledged must not count twice.
 */
export async function killClientRound(place: Place, server: HarnessServer, label: string): Promise<KillRound> {
  const crowd = await gatherCrowd(place.engine, label);
  const orders = { uri: server.uri, database: place.db.databaseName };
  const reports: Reports = { acknowledged: [], refused: [] };
  const first = startWriters({ ...orders, writers: crowd.map((writer) => ({ ...writer, from: 0 })) }, reports);
  await waitUntil('answers before the kill', () => reports.acknowledged.length > WARM);
  await sleep(Math.random() * 500);
  await first.kill();
  const killedAt = performance.now();

  const left = await checkRound(place, crowd, reports.acknowledged);
  if (!isFlawless({ ...left, refused: reports.refused })) return { ...left, refused: reports.refused, awayMs: Number.NaN };

  const next = crowd.map((writer) => ({ ...writer, from: answersOf(writer, reports) }));
  const second = startWriters({ ...orders, writers: next }, reports);
  const waiting = new Set(next.map(({ name, from }) => `${name}-${from}`));
  let read = 0;
  await waitUntil('each writer goes on', () => {
    for (; read < reports.acknowledged.length; read += 1) waiting.delete(reports.acknowledged[read] as string);
    return waiting.size === 0 || reports.refused.length > 0;
  });
  const awayMs = performance.now() - killedAt;
  await second.finish();
  return { ...(await checkRound(place, crowd, reports.acknowledged)), refused: reports.refused, awayMs };
}

function answersOf({ name }: Writer, { acknowledged }: Reports): number {
  return acknowledged.filter((id) => id.startsWith(`${name}-`)).length;
}
