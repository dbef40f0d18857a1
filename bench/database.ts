import { startEmbedded } from 'adaptive-learning-engine/embedded';
import { MongoClient } from 'mongodb';
import { compareAnswers } from './answers/compare-answers.js';
import { printTable } from './harness/print-table.js';
import { serverVersion } from './machine.js';
import { compareReads } from './reads/compare-reads.js';
import { type Figures, ratioOf } from './rounds.js';

export interface DatabaseBench {
  readonly seconds: number;
  readonly writers: number;
  readonly rounds: number;
  /** False leaves the reads out. */
  readonly reads: boolean;
}

/** Writers side by side, where answers are all that is measured. */
const CROWDS = [1, 16, 64];

/** `recordAnswer` against the same commands by hand, and the repository's findOne against the driver's and mongoose's. */
export async function benchDatabase({ seconds, writers, rounds, reads }: DatabaseBench): Promise<void> {
  const server = await startEmbedded();
  const client = await MongoClient.connect(server.uri);
  console.log(`MongoDB  ${await serverVersion(client.db())}, one member on this machine, driver and server share the processors`);
  await client.close();

  for (const workers of reads ? [writers] : CROWDS) {
    console.log(`\nrecordAnswer against the same by hand: ${workers} writers, each with a learner; ${rounds} rounds of ${seconds} s`);
    const compared = await compareAnswers(server.uri, `${server.database}_${workers}`, { workers, rounds, seconds });
    const { grouped, tuned, ungrouped, byHand } = compared;
    printTable([grouped, tuned, ungrouped, byHand].map((figures) => rowOf(figures, byHand)));
  }

  for (const readers of reads ? [1, writers] : []) {
    console.log(`\nfindOne by identity: ${readers} at a time; ${rounds} rounds of ${seconds / 4} s`);
    const compared = await compareReads(server.uri, `${server.database}_${writers}_grouped`, {
      workers: readers,
      rounds,
      seconds: seconds / 4,
    });
    printTable(
      compared.flatMap(({ collection, bytes, driver, ...others }) =>
        [driver, others.repository, others.hydrated, others.lean].map((figures) => ({ collection, bytes, ...rowOf(figures, driver) })),
      ),
    );
  }
  await server.stop();
}

function rowOf(figures: Figures, base: Figures) {
  const ratio = ratioOf(figures, base);
  const [low, ...more] = [...figures.rates].sort((a, b) => a - b);
  return {
    what: figures.name,
    'ops/s': Math.round([...figures.rates].sort((a, b) => a - b)[Math.floor(figures.rates.length / 2)] ?? 0),
    range: `${Math.round(low ?? 0)}–${Math.round(more.at(-1) ?? low ?? 0)}`,
    ratio: Number(ratio.median.toFixed(2)),
    'ratio range': `${ratio.low.toFixed(2)}–${ratio.high.toFixed(2)}`,
    'p50 ms': Number(figures.p50.toFixed(2)),
    'p95 ms': Number(figures.p95.toFixed(2)),
    'client cpu ms': Number(figures.cpu.toFixed(3)),
  };
}
