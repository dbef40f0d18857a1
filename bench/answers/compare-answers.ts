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
  /** The same engine, told to start no tunings. */
  readonly untuned: Figures;
  readonly byHand: Figures;
}

/**
 * Measures `recordAnswer` against the same without tuning in the background, and against the same commands by hand. All begin from the same documents, each in a database of its own
 * with the same validators and indexes.
 */
export async function compareAnswers(uri: string, database: string, options: RoundOptions): Promise<AnswerFigures> {
  const client = await MongoClient.connect(uri);
  const [own, quiet, hand] = [client.db(`${database}_engine`), client.db(`${database}_untuned`), client.db(`${database}_hand`)];
  const engine = await createEngine({ db: own });
  const untuned = await createEngine({ db: quiet, tuning: 'manual' });
  for (const each of [engine, untuned, await createEngine({ db: hand })]) await each.setup();
  const learners = await steadyLearners(engine, options.workers);
  for (const copy of [quiet, hand]) await copyDocuments(own, copy);
  const same = learners.map((learner) => ({ ...learner }));

  // Listening in costs something, so nothing is measured through this client.
  const heard = await MongoClient.connect(uri, { monitorCommands: true });
  const overheard = await createEngine({ db: heard.db(own.databaseName), tuning: 'manual' });
  const writers: (() => Promise<void>)[] = [];
  for (const learner of learners) {
    const captured: CapturedAnswer[] = [];
    for (let n = 0; n < CAPTURED; n += 1) captured.push(await captureAnswer(heard, () => recordNextAnswer(overheard, learner)));
    writers.push(handWriter(client, hand, captured));
  }
  await heard.close();
  const [engineFigures, untunedFigures, handFigures] = await runRounds(
    [
      { name: 'recordAnswer', run: (worker) => recordNextAnswer(engine, learners[worker] as SteadyLearner) },
      { name: 'recordAnswer, tuning: manual', run: (worker) => recordNextAnswer(untuned, same[worker] as SteadyLearner) },
      { name: 'by hand', run: (worker) => (writers[worker] as () => Promise<void>)() },
    ],
    options,
  );
  await engine.close();
  await client.close();
  return { engine: engineFigures as Figures, untuned: untunedFigures as Figures, byHand: handFigures as Figures };
}
