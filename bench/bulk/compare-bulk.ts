import { readFileSync } from 'node:fs';
import { createEngine, type Engine } from 'adaptive-learning-engine';
import { startEmbedded } from 'adaptive-learning-engine/embedded';
import { MongoClient } from 'mongodb';
import type { Figure } from '../figure.js';
import { median } from '../quantile.js';
import { type BulkSize, bulkAnswers, newPupils } from './bulk-answers.js';

/** What was to be reached on a machine of two cores that server and client share. Answers a second. */
const AIM = 8_000;
/** One-by-one writers beside each other, and the answers that each records. */
const WRITERS = 16;
const ANSWERS_EACH = 100;
/** What a processor's time is counted in by the kernel, in microseconds. */
const TICK_US = 10_000;

const SIZES: readonly (BulkSize & { readonly order: 'by learner' | 'by time' })[] = [
  { learners: 200, answers: 500, concepts: 20, order: 'by learner' },
  { learners: 2_000, answers: 20, concepts: 5, order: 'by learner' },
  { learners: 2_000, answers: 20, concepts: 5, order: 'by time' },
];

interface Measured {
  readonly perSecond: number;
  /** Processor time of one answer, in microseconds. */
  readonly client: number;
  readonly server: number;
}

/** `engine.recordAnswers` beside `recordAnswer` one by one, in turns, each round with learners of its own. */
export async function compareBulk(rounds: number): Promise<readonly Figure[]> {
  const server = await startEmbedded();
  const client = await MongoClient.connect(server.uri);
  const engine = await createEngine({ db: client.db(`${server.database}_bulk`), tuning: 'manual' });
  await engine.setup();
  const measure = async (answers: number, work: () => Promise<unknown>): Promise<Measured> => {
    const [startedAt, own, theirs] = [performance.now(), process.cpuUsage(), serverTime(server.pid)];
    await work();
    const { user, system } = process.cpuUsage(own);
    return {
      perSecond: answers / ((performance.now() - startedAt) / 1000),
      client: (user + system) / answers,
      server: (serverTime(server.pid) - theirs) / answers,
    };
  };
  const figures: Figure[] = [];
  for (const size of SIZES) {
    const { learners, answers, order } = size;
    const bulk: Measured[] = [];
    const single: Measured[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const pupils = await newPupils(engine, learners);
      bulk.push(
        await measure(learners * answers, async () => {
          const { recorded } = await engine.recordAnswers(bulkAnswers(pupils, size, order));
          if (recorded !== learners * answers) throw new Error(`Expected ${learners * answers} answers to be recorded, got ${recorded}`);
        }),
      );
      single.push(await measure(WRITERS * ANSWERS_EACH, await oneByOne(engine, size)));
    }
    const rate = (all: readonly Measured[], of: keyof Measured) => Math.round(median(all.map((measured) => measured[of])));
    const said = (all: readonly Measured[]) =>
      `${rate(all, 'perSecond').toLocaleString('en')}/s, cpu ${rate(all, 'client')} + ${rate(all, 'server')} µs`;
    figures.push({
      what: `recordAnswers ${learners} × ${answers}, ${order}`,
      ours: said(bulk),
      reference: `recordAnswer, ${WRITERS} writers: ${said(single)}`,
      ratio: median(bulk.map(({ perSecond }, round) => perSecond / (single[round]?.perSecond ?? Number.NaN))),
      aim: `≥ ${AIM.toLocaleString('en')}/s`,
      reached: rate(bulk, 'perSecond') >= AIM,
    });
  }
  await client.close();
  await server.stop();
  return figures;
}

/** Learners of the same kind, made ready to be measured answer by answer. */
async function oneByOne(engine: Engine, size: BulkSize): Promise<() => Promise<unknown>> {
  const pupils = await newPupils(engine, WRITERS);
  const inputs = pupils.map((pupil) => [...bulkAnswers([pupil], { ...size, answers: ANSWERS_EACH }, 'by learner')]);
  return () =>
    Promise.all(
      inputs.map(async (own) => {
        for (const { user_id: userId, ...answer } of own) await engine.as({ userId, role: 'system' }).recordAnswer(answer);
      }),
    );
}

/** Processor time that the server has used so far, in microseconds; NaN where the system does not tell. */
function serverTime(pid: number | undefined): number {
  try {
    // The name of the program stands in brackets and may hold spaces; the 14th and 15th fields are what it used itself and in the kernel.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return TICK_US * (Number(fields[11]) + Number(fields[12]));
  } catch {
    return Number.NaN;
  }
}
