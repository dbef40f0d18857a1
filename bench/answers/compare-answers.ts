import { createEngine, type DatabaseOptions } from 'adaptive-learning-engine';
import { MongoClient } from 'mongodb';
import { type Figures, type RoundOptions, runRounds } from '../rounds.js';
import { type CapturedAnswer, captureAnswer } from './captured-answer.js';
import { copyDocuments } from './copy-database.js';
import { handWriter } from './hand-written.js';
import { recordNextAnswer, type SteadyLearner, steadyLearners } from './steady-learners.js';

/** Answers of each learner whose writes are sent by hand, over and over. */
const CAPTURED = 40;

export interface AnswerFigures {
  /** With the default settings, without tuning. */
  readonly grouped: Figures;
  /** With the default settings. */
  readonly tuned: Figures;
  /** With one transaction for each answer. */
  readonly ungrouped: Figures;
  /** The same commands by hand, with one transaction for each answer. */
  readonly byHand: Figures;
}

/**
 * Measures `recordAnswer` with and without transactions that answers share, and against the same commands by hand. All begin from the same
 * documents, each in a database of its own with the same validators and indexes.
 */
export async function compareAnswers(uri: string, database: string, options: RoundOptions): Promise<AnswerFigures> {
  const client = await MongoClient.connect(uri, { socketTimeoutMS: 60_000 });
  const own = client.db(`${database}_grouped`);
  const first = await createEngine({ db: own, tuning: 'manual' });
  await first.setup();
  const learners = await steadyLearners(first, options.workers);
  const copied = async (name: string, settings: Omit<DatabaseOptions, 'db'>) => {
    const db = client.db(`${database}_${name}`);
    const engine = await createEngine({ db, ...settings });
    await engine.setup();
    await copyDocuments(own, db);
    const same = learners.map((learner) => ({ ...learner }));
    return { engine, run: (worker: number) => recordNextAnswer(engine, same[worker] as SteadyLearner) };
  };
  const tuned = await copied('tuned', {});
  const ungrouped = await copied('ungrouped', { tuning: 'manual', groupCommit: false });
  const hand = await copied('hand', { tuning: 'manual' });

  // Listening in costs something, so nothing is measured through this client.
  const heard = await MongoClient.connect(uri, { monitorCommands: true, socketTimeoutMS: 60_000 });
  const overheard = await createEngine({ db: heard.db(own.databaseName), tuning: 'manual' });
  const writers: (() => Promise<void>)[] = [];
  for (const learner of learners) {
    const captured: CapturedAnswer[] = [];
    for (let n = 0; n < CAPTURED; n += 1) captured.push(await captureAnswer(heard, () => recordNextAnswer(overheard, learner)));
    writers.push(handWriter(client, client.db(`${database}_hand`), captured));
  }
  await heard.close();
  const figures = await runRounds(
    [
      { name: 'recordAnswer', run: (worker) => recordNextAnswer(first, learners[worker] as SteadyLearner) },
      { name: 'recordAnswer, tuning: automatic', run: tuned.run },
      { name: 'recordAnswer, groupCommit: false', run: ungrouped.run },
      { name: 'by hand', run: (worker) => (writers[worker] as () => Promise<void>)() },
    ],
    options,
  );
  for (const engine of [first, tuned.engine, ungrouped.engine, hand.engine]) await engine.close();
  await client.close();
  const [grouped, byTuned, byOne, byHand] = figures as [Figures, Figures, Figures, Figures];
  return { grouped, tuned: byTuned, ungrouped: byOne, byHand };
}
