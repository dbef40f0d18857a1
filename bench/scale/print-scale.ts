import type { Db } from 'mongodb';
import type { Figure } from '../figure.js';
import { printTable } from '../harness/print-table.js';
import { printFigures } from '../print-figures.js';
import { LEARNERS_COLLECTIONS } from './histories/history-templates.js';
import type { Prepared } from './load/prepare-database.js';
import type { KeptFigures } from './measure/cache-phase.js';
import type { ClosedFigures } from './measure/closed-phase.js';
import type { Growth } from './measure/growth-phase.js';
import type { ImportFigures } from './measure/import-phase.js';
import type { IndexUse } from './measure/index-phase.js';
import type { OpenFigures, OpenOrder } from './measure/open-phase.js';
import { QUESTIONS } from './measure/questions.js';

/** Documents a second that the load is to reach. */
const LOAD_AIM = 30_000;
/** How much longer a learner's question may take in the largest database than in the smallest. */
const GROWTH_AIM = 1.5;

/** How much faster an answer that was kept is to be. */
const CACHE_AIM = 10;
/** Answers a second of a bulk import. */
const IMPORT_AIM = 8_000;

const MB = 1e6;

export interface LoadFigures extends Prepared {
  readonly database: string;
  readonly isLargest: boolean;
  readonly collections: readonly {
    readonly collection: string;
    readonly documents: number;
    readonly bytes: number;
    readonly mb: number;
    readonly 'on disk': number;
    readonly indexes: number;
  }[];
}

/** What is in a database now. */
export async function loadFigures(db: Db, prepared: Prepared, isLargest: boolean): Promise<LoadFigures> {
  const collections = await Promise.all(
    LEARNERS_COLLECTIONS.map(async (collection) => {
      const stats = await db.command({ collStats: collection, scale: 1 });
      return {
        collection,
        documents: Number(stats['count']),
        bytes: Math.round(Number(stats['avgObjSize'])),
        mb: Math.round(Number(stats['size']) / MB),
        'on disk': Math.round(Number(stats['storageSize']) / MB),
        indexes: Math.round(Number(stats['totalIndexSize']) / MB),
      };
    }),
  );
  return { ...prepared, database: db.databaseName, isLargest, collections };
}

/** The sizes: of one document in bytes, of all in MB, of the data and of the indexes in the files in MB. */
export function printLoad({
  database,
  isLargest,
  loaded,
  loadSeconds,
  flushSeconds,
  indexSeconds,
  rollUpSeconds,
  collections,
}: LoadFigures): void {
  console.log(`\n${database}`);
  printTable(collections);
  if (loaded.documents === 0) {
    console.log('it was there already; nothing was loaded in this run');
    return;
  }
  const rate = loaded.documents / loadSeconds;
  const figure: Figure = {
    what: `bulk writes of ${loaded.documents} documents, indexes not yet there`,
    ours: `${Math.round(rate)}/s, ${Math.round(loaded.bytes / MB / loadSeconds)} MB/s, ${loadSeconds.toFixed(1)} s`,
    reference: `then ${flushSeconds.toFixed(1)} s to the files, ${indexSeconds.toFixed(1)} s for indexes and validators, ${rollUpSeconds.toFixed(1)} s for roll-ups`,
    aim: `≥ ${LOAD_AIM}/s`,
    // In a small one, most of the time goes by before all lives have been lived.
    reached: isLargest ? rate >= LOAD_AIM : null,
  };
  printFigures('load', [figure]);
}

export function printIndexUse(uses: readonly IndexUse[]): void {
  console.log('\nnamed queries on this data, as the server explains them');
  printTable(
    uses.map(({ query, indexes, documentsExamined, byIndex, milliseconds }) => ({
      query,
      'by index': byIndex ? 'yes' : 'NO',
      indexes,
      documents: documentsExamined,
      ms: ms(milliseconds),
    })),
  );
  console.log(`${uses.filter(({ byIndex }) => byIndex).length} of ${uses.length} by index`);
}

export function printGrowth(growths: readonly Growth[]): void {
  const figures = growths.map(({ question, about, sizes }): Figure => {
    const [first, last] = [sizes[0], sizes.at(-1)];
    const ratio = (last?.p50 ?? Number.NaN) / (first?.p50 ?? Number.NaN);
    const tail = (last?.p95 ?? Number.NaN) / (first?.p95 ?? Number.NaN);
    return {
      what: question,
      ours: sizes.map(({ learners, p50, p95 }) => `${learners}: ${ms(p50)}, ${ms(p95)}`).join(' | '),
      reference: `p95 ${tail.toFixed(2)}×`,
      ratio,
      aim: about === 'learner' ? `≤ ${GROWTH_AIM}×` : '',
      reached: about === 'learner' && sizes.length > 1 ? ratio <= GROWTH_AIM : null,
    };
  });
  printFigures('growth with the number of learners: p50 and p95 in ms, one reader; the ratio is of the medians', figures);
}

export function printCache(kept: readonly KeptFigures[]): void {
  if (kept.length === 0) return;
  const figures = kept.map(({ pipeline, uncached, cached }): Figure => {
    const ratio = uncached.p50 / cached.p50;
    return {
      what: pipeline,
      ours: `kept p50 ${ms(cached.p50)} p95 ${ms(cached.p95)}`,
      reference: `asked again p50 ${ms(uncached.p50)} p95 ${ms(uncached.p95)}`,
      ratio,
      aim: `≥ ${CACHE_AIM}×`,
      reached: ratio >= CACHE_AIM,
    };
  });
  printFigures('answers that may be kept: in this process against asked again, ms, one reader; the ratio is of the medians', figures);
}

export function printImport(figures: ImportFigures): void {
  const rate = figures.answers / figures.seconds;
  const ours = `${Math.round(rate)}/s, ${figures.seconds.toFixed(1)} s`;
  const what = `recordAnswers of ${figures.answers} answers`;
  printFigures('import', [{ what, ours, reference: '', aim: `≥ ${IMPORT_AIM}/s`, reached: rate >= IMPORT_AIM }]);
}

export function printClosed({ readers, perSecond, p50, p95, p99, busy }: ClosedFigures): void {
  console.log(
    `\nclosed loop, ${readers} reader${readers === 1 ? '' : 's'}: ${Math.round(perSecond)} answers/s; p50 ${ms(p50)}, p95 ${ms(p95)}, p99 ${ms(p99)} ms; ` +
      `busy processors: client ${busy.client.toFixed(2)}, server ${busy.server.toFixed(2)}`,
  );
}

export function printOpen(
  { byQuestion, all, answers, seconds, busy, underWayAtMost, turnsLateMs }: OpenFigures,
  order: Pick<OpenOrder, 'requestsPerSecond' | 'answersPerSecond'>,
): void {
  const figures = QUESTIONS.map(({ name, promisedMs, aimMs }): Figure => {
    const own = byQuestion.get(name);
    const p95 = own?.p95 ?? Number.NaN;
    return {
      what: name,
      ours: own === undefined ? '' : `p50 ${ms(own.p50)}  p95 ${ms(own.p95)}  p99 ${ms(own.p99)}  of ${own.count}`,
      reference: `promised ${promisedMs} ms`,
      aim: `p95 ≤ ${aimMs} ms`,
      reached: Number.isNaN(p95) ? null : p95 <= aimMs,
    };
  });
  const rate = `${order.requestsPerSecond} requests/s that arrive by chance, ${order.answersPerSecond} answers/s recorded, for ${seconds.toFixed(0)} s`;
  printFigures(`open loop: ${rate}; ms from when each was due`, figures);
  console.log(
    [
      `all: ${(all.count / seconds).toFixed(0)}/s, p50 ${ms(all.p50)}, p95 ${ms(all.p95)}, p99 ${ms(all.p99)} ms; at most ${underWayAtMost} at once`,
      `recordAnswer: ${(answers.count / answers.seconds).toFixed(0)}/s, p50 ${ms(answers.p50)}, p95 ${ms(answers.p95)}, p99 ${ms(answers.p99)} ms; ${answers.late} found no learner free`,
      `busy processors: readers' process ${busy.client.toFixed(2)}, answers' process ${answers.busy.toFixed(2)}, server ${busy.server.toFixed(2)}`,
      `the readers' process came to its turns late by ${ms(turnsLateMs)} ms in the 99th of a hundred`,
    ].join('\n'),
  );
}

function ms(milliseconds: number): string {
  return milliseconds.toFixed(milliseconds < 10 ? 2 : 1);
}
