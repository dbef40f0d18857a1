import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RecordAnswersReport } from 'adaptive-learning-engine';
import { newLearner, type Writer } from './crowd.js';
import type { HarnessServer } from './harness-server.js';
import { IMPORT_SESSION_STARTS, type ImportOrders, importedAnswers } from './import-orders.js';
import { checkRound, type Place, type RoundResult } from './round-check.js';

const PROGRAM = new URL('./import-program.ts', import.meta.url).pathname;

/** Learners of an import, and answers of each. */
const WRITERS = 30;
const ANSWERS = 200;
/** How long a server is away, in milliseconds. */
const AWAY_MS = 300;

/** What an import with a kill in it came to. */
export interface KilledImport {
  readonly sent: number;
  /** Recorded before the kill, as far as anybody was told. */
  readonly told: number;
  /** What stood in the database after the kill, and whether it was whole. */
  readonly left: RoundResult;
  /** The import that went to the end. */
  readonly report: RecordAnswersReport;
  readonly after: RoundResult;
}

/** Kills the process that imports, looks at what it left, and imports all of it again. */
export async function killImportingClient(place: Place, server: HarnessServer, label: string): Promise<KilledImport> {
  const orders = await ordersFor(place, server, label);
  const child = spawn(process.execPath, ['--import', 'tsx', PROGRAM, JSON.stringify(orders)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  let told = 0;
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    told = Number(line.split(' ')[1]);
    // In the middle of the chunks that are on their way by now.
    if (told > 0) child.kill('SIGKILL');
  });
  const [[, signal]] = await Promise.all([ended, once(lines, 'close')]);
  if (signal !== 'SIGKILL') throw new Error('Expected the import to be killed, it came to its end');
  const left = await check(place, orders, []);
  const report = await place.engine.recordAnswers(importedAnswers(orders));
  return { sent: WRITERS * ANSWERS, told, left, report, after: await check(place, orders, idsOf(orders)) };
}

/** Kills the server in the middle of an import, and starts it again. */
export async function killImportedServer(place: Place, server: HarnessServer, label: string): Promise<KilledImport> {
  const orders = await ordersFor(place, server, label);
  let restarted: Promise<void> | undefined;
  let told = 0;
  const restart = async () => {
    server.kill();
    await sleep(AWAY_MS);
    await server.restart();
  };
  const report = await place.engine.recordAnswers(importedAnswers(orders), {
    onProgress: ({ recorded }) => {
      if (restarted !== undefined || recorded === 0) return;
      told = recorded;
      restarted = restart();
    },
  });
  await restarted;
  const after = await check(place, orders, idsOf(orders));
  return { sent: WRITERS * ANSWERS, told, left: after, report, after };
}

async function ordersFor({ db, engine }: Place, { uri }: HarnessServer, label: string): Promise<ImportOrders> {
  const writers: Writer[] = [];
  for (let index = 0; index < WRITERS; index += 1) {
    const userId = await newLearner(engine);
    const learner = engine.as({ userId, role: 'learner' });
    const { session_id } = await learner.startSession({ started_at: IMPORT_SESSION_STARTS, session_type: 'practice', subject: 'Algebra' });
    writers.push({ name: `${label}-w${index}`, userId, sessionId: session_id });
  }
  return { uri, database: db.databaseName, writers, answers: ANSWERS };
}

function check(place: Place, { writers }: ImportOrders, ids: readonly string[]): Promise<RoundResult> {
  return checkRound(place, writers, ids);
}

function idsOf(orders: ImportOrders): string[] {
  return [...importedAnswers(orders)].map(({ event_id }) => event_id);
}
