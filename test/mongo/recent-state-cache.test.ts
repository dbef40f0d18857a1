import type { Engine, LearnerScope } from 'adaptive-learning-engine';
import fc from 'fast-check';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inventLife } from '../../bench/harness/life.js';
import { pick, randomNumbers } from '../../bench/harness/random-numbers.js';
import { countCommands } from '../support/count-commands.js';
import { MINUTE } from '../support/stopped-clock.js';
import { answerIn, openSession, openTutor, type Tutor } from '../support/tutor.js';

const NOTHING = { learning_sessions: 0, content_mastery: 0, learning_dna: 0 };
/** What storing an answer takes whose documents are remembered: the account's state, the event, the session, the concept, and the end of the transaction. */
const WRITES = { insert: 1, update: 3, commitTransaction: 1 };

let tutor: Tutor;
let monitored: MongoClient;
let learner: LearnerScope;
let session_id: string;

beforeAll(async () => {
  tutor = await openTutor();
  monitored = await MongoClient.connect(tutor.uri, { monitorCommands: true });
});
afterAll(async () => {
  await monitored.close();
  await tutor[Symbol.asyncDispose]();
});

/** One answer, a minute after whatever was before. */
async function give(engine: Engine, concept = 'Slope') {
  tutor.clock.forward(MINUTE);
  return as(engine).recordAnswer(answerIn(session_id, { concept }));
}

/** An engine of its own, as another process has one. */
const newEngine = () => tutor.another({ db: monitored.db(tutor.db.databaseName) });
const as = (engine: Engine) => engine.as(learner.caller);
const attempted = async () => (await tutor.engine.repositories.learning_sessions.own(learner.userId, session_id))?.performance_metrics;

beforeEach(async () => {
  learner = await tutor.newLearner();
});

describe('what an engine has stored last of a learner', () => {
  let engine: Engine;
  const answer = (concept: string) => countCommands(monitored, () => give(engine, concept));

  beforeEach(async () => {
    engine = await newEngine();
    session_id = await openSession(as(engine));
    await give(engine);
  });

  test('need not be read for their next answer', async () => {
    expect(await answer('Slope')).toEqual(WRITES);
    expect(await answer('Slope')).toEqual(WRITES);
  });

  test('leaves a concept to be read that is new in this sitting, and what the curriculum says of one that is new to the learner', async () => {
    expect(await answer('Intercept')).toEqual({ insert: 2, update: 2, commitTransaction: 1, find: 5 });
    expect(await answer('Intercept')).toEqual(WRITES);
    expect(await answer('Slope')).toEqual(WRITES);
  });

  test('is given up with the sitting', async () => {
    tutor.clock.forward(MINUTE);
    await as(engine).endSession({ session_id });
    tutor.clock.forward(MINUTE);
    session_id = await openSession(as(engine));
    expect(await answer('Slope')).toEqual({ ...WRITES, find: 1 });
  });

  test('is not gone on from when another engine has written since: no answer is lost, none counts twice', async () => {
    const second = await newEngine();
    for (const each of [second, engine, engine, second, second, engine]) await give(each);
    expect(await attempted()).toMatchObject({ questions_attempted: 7, questions_correct: 7 });
    expect((await tutor.engine.replay(learner.userId)).changed).toEqual(NOTHING);
  });

  test('fails nobody by being behind, not even who has little patience', async () => {
    const hasty = [await tutor.another({ deadlineMs: 1_000 }), await tutor.another({ deadlineMs: 1_000 })] as const;
    for (const n of [0, 1, 0, 0, 1, 0] as const) await give(hasty[n]);
    expect(await attempted()).toMatchObject({ questions_attempted: 7 });
  });

  test('is tried again as an event that is recorded at the second try, when it is behind', async () => {
    const instants: Date[] = [];
    const clock = () => {
      tutor.clock.forward(1);
      instants.push(tutor.clock.read());
      return tutor.clock.read();
    };
    const ticking = await tutor.another({ clock });
    const recorded = async () => {
      instants.length = 0;
      await give(ticking);
      const [newest] = await tutor.engine.repositories.learning_events.ofSession(learner.userId, session_id, { limit: 1 }).toArray();
      return { reads: instants.length, at: instants.findIndex((instant) => instant.getTime() === newest?.recorded_at.getTime()) };
    };
    await recorded();
    const alone = await recorded();
    await give(engine);
    expect(await recorded()).toEqual({ reads: alone.reads + 1, at: alone.at + 1 });
  });

  test('is not gone on from when other models are to learn', async () => {
    const other = await tutor.another({ scheduler: 'sm2' });
    await give(other);
    await give(engine);
    await give(other);
    expect(await attempted()).toMatchObject({ questions_attempted: 4 });
    expect((await other.replay(learner.userId)).changed).toEqual(NOTHING);
  });

  test('is not gone on from when an import has written since', async () => {
    await as(engine).recordAnswers([answerIn(session_id, { concept: 'Slope' }), answerIn(session_id, { concept: 'Slope' })]);
    expect(await answer('Slope')).toEqual({ ...WRITES, find: 2 });
    expect(await attempted()).toMatchObject({ questions_attempted: 4 });
  });

  test('is not gone on from when its documents are gone', async () => {
    await tutor.db.collection('content_mastery').deleteMany({ user_id: learner.userId });
    await give(engine);
    expect(await tutor.db.collection('content_mastery').findOne({ user_id: learner.userId })).toMatchObject({ evidence: { answers: 1 } });
  });

  test('settles a retry by the log', async () => {
    const sent = answerIn(session_id, { concept: 'Slope' });
    const first = await as(engine).recordAnswer(sent);
    expect(await as(engine).recordAnswer(sent)).toEqual(first);
    expect(await attempted()).toMatchObject({ questions_attempted: 2 });
  });
});

test('a life whose events come to whichever engine ends as the log says', async () => {
  const engines = [await newEngine(), await newEngine(), await newEngine()];
  await fc.assert(
    fc.asyncProperty(fc.noBias(fc.integer({ min: 1, max: 999_999 })), async (seed) => {
      learner = await tutor.newLearner();
      const random = randomNumbers(seed);
      const life = inventLife(150, seed);
      tutor.clock.set(life.at(-1)?.at ?? tutor.clock.read());
      let engine = pick(engines, random);
      for (const { send } of life) {
        // A few in a row to the same one, as behind a load balancer that is fond of a connection.
        if (random() < 0.3) engine = pick(engines, random);
        await send(as(engine));
      }
      expect((await tutor.engine.replay(learner.userId)).changed).toEqual(NOTHING);
    }),
    // The sessions of a seed have ids of their own: no life can be lived twice, and none need be made smaller.
    { numRuns: 4, endOnFailure: true },
  );
});

test('engines between which a learner goes to and fro soon read again before they write', async () => {
  const engines = [await newEngine(), await newEngine()];
  session_id = await openSession(as(engines[0] as Engine));
  const answers = async (count: number) => {
    for (let n = 0; n < count; n += 1) await give(engines[n % 2] as Engine);
  };
  const atFirst = await countCommands(monitored, () => answers(140));
  const later = await countCommands(monitored, () => answers(20));
  expect(atFirst['abortTransaction']).toBeGreaterThan(100);
  expect(later).toEqual({ insert: 20, update: 60, commitTransaction: 20, find: 40 });
  expect(await attempted()).toMatchObject({ questions_attempted: 160 });
});
