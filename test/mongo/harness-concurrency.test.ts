import { createEngine } from 'adaptive-learning-engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BurstProcess, openBurstProcesses } from '../../bench/harness/burst-process.js';
import { type Senders, senderOf } from '../../bench/harness/contention.js';
import { CONTENTION_CASES } from '../../bench/harness/contention-cases.js';
import type { Place } from '../../bench/harness/round-check.js';
import { openDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let place: Place;
let processes: BurstProcess[] = [];

beforeAll(async () => {
  database = await openDatabase();
  const { client, db, uri } = database;
  const engine = await createEngine({ db, tuning: 'manual' });
  await engine.setup();
  place = { client, db, engine };
  processes = await openBurstProcesses(4, uri, db.databaseName);
});

afterAll(async () => {
  for (const process of processes) await process[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

describe.each(CONTENTION_CASES)('$name, sent at once', ({ run, flaws }) => {
  const outcome = async (senders: Senders) => flaws(await run(place, senders));

  it('from four processes: nothing is lost and nothing counts twice', async () => {
    expect(await outcome(processes.map(({ record }) => record))).toEqual([]);
  });

  it('from two engines of one process: the same', async () => {
    const second = await createEngine({ db: database.db, tuning: 'manual' });
    expect(await outcome([place.engine, second].map(senderOf))).toEqual([]);
  });
});
