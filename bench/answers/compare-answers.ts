import { createEngine } from 'adaptive-learning-engine';
import { MongoClient } from 'mongodb';
import { type Figures, type RoundOptions, runRounds } from '../rounds.js';
import { type CapturedAnswer, captureAnswer } from './captured-answer.js';
import { copyDocuments } from './copy-database.js';
import { handWriter } from './hand-written.js';
import { recordNextAnswer, type SteadyLearner, steadyLearners } from './steady-learners.js';

/** Answers of each learner whose writes are sent by hand, over and over. */
const CAPTURED = 40;

export interface AnswerFigures {
  readonly engine: Figures;
  readonly byHand: Figures;
}

/**
 * Measures `recordAnswer` against the same commands by hand. Both begin from the same documents, each in a database of its own
 * with the same validators and indexes.
 */
export async function compareAnswers(uri: string, database: string, options: RoundOptions): Promise<AnswerFigures> {
  const client = await MongoClient.connect(uri);
  const [own, hand] = [client.db(`${database}_engine`), client.db(`${database}_hand`)];
  const [engine, other] = [await createEngine({ db: own }), await createEngine({ db: hand })];
  await engine.setup();
  await other.setup();
  const learners = await steadyLearners(engine, options.workers);
  await copyDocuments(own, hand);

  // Listening in costs something, so nothing is measured through this client.
  const heard = await MongoClient.connect(uri, { monitorCommands: true });
  const overheard = await createEngine({ db: heard.db(own.databaseName) });
  const writers: (() => Promise<void>)[] = [];
  for (const learner of learners) {
    const captured: CapturedAnswer[] = [];
    for (let n = 0; n < CAPTURED; n += 1) captured.push(await captureAnswer(heard, () => recordNextAnswer(overheard, learner)));
    writers.push(handWriter(client, hand, captured));
  }
  await heard.close();
  const [engineFigures, handFigures] = await runRounds(
    [
      { name: 'recordAnswer', run: (worker) => recordNextAnswer(engine, learners[worker] as SteadyLearner) },
      { name: 'by hand', run: (worker) => (writers[worker] as () => Promise<void>)() },
    ],
    options,
  );
  await client.close();
  return { engine: engineFigures as Figures, byHand: handFigures as Figures };
}
