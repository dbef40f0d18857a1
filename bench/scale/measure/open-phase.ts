import { monitorEventLoopDelay } from 'node:perf_hooks';
import { seededRandom } from '../../../src/algorithms/index.js';
import { type AnswerReport, startAnswers } from './answer-process.js';
import { Asker } from './ask-mix.js';
import { type Latencies, summarise } from './latencies.js';
import type { Measured } from './measured.js';
import { poissonArrivals, runOpenLoop } from './open-loop.js';
import { busyProcessors, type ProcessorTime, processorTime } from './processor-time.js';
import { QUESTIONS, type Question } from './questions.js';

export interface OpenOrder {
  readonly requestsPerSecond: number;
  readonly answersPerSecond: number;
  readonly warmUpSeconds: number;
  readonly seconds: number;
}

export interface OpenFigures {
  readonly byQuestion: ReadonlyMap<string, Latencies>;
  readonly all: Latencies;
  readonly answers: AnswerReport;
  readonly seconds: number;
  /** Processors kept busy; the answers' process apart from that of the readers. */
  readonly busy: ProcessorTime;
  readonly underWayAtMost: number;
  /** How late this process's own turns came, 99th of a hundred, in milliseconds: what it adds by itself. */
  readonly turnsLateMs: number;
}

/** A mix of questions that arrive by chance, whether or not the ones before have been answered, while answers are recorded. */
export async function measureOpen(measured: Measured, order: OpenOrder): Promise<OpenFigures> {
  const { uri, db, clock, learners, seed } = measured;
  const random = seededRandom(seed);
  const asker = new Asker(measured, random);
  const since = Date.now();
  const from = clock().toISOString();
  await using answers = await startAnswers({
    ...{ uri, learners, seed, since, from },
    database: db.databaseName,
    rate: order.answersPerSecond,
  });
  const run = (seconds: number, took: (question: Question, milliseconds: number) => void) =>
    runOpenLoop({
      arrivals: poissonArrivals(order.requestsPerSecond, random, () => asker.draw()),
      seconds,
      send: (question) => asker.ask(question),
      took,
    });
  await run(order.warmUpSeconds, () => undefined);

  const times = new Map<string, number[]>(QUESTIONS.map(({ name }) => [name, []]));
  const delays = monitorEventLoopDelay({ resolution: 5 });
  await answers.report();
  const before = await processorTime(db);
  const begun = performance.now();
  delays.enable();
  const underWayAtMost = await run(order.seconds, ({ name }, milliseconds) => void times.get(name)?.push(milliseconds));
  delays.disable();
  const seconds = (performance.now() - begun) / 1000;
  const after = await processorTime(db);
  return {
    byQuestion: new Map([...times].map(([name, own]) => [name, summarise(own)])),
    all: summarise([...times.values()].flat()),
    answers: await answers.report(),
    seconds,
    busy: busyProcessors(before, after, seconds),
    underWayAtMost,
    turnsLateMs: delays.percentile(99) / 1e6,
  };
}
