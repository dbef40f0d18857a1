import { randomUUID } from 'node:crypto';
import { type CacheSetting, createEngine, type Engine, type LearnerScope } from 'adaptive-learning-engine';
import Keyv from 'keyv';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { PIPELINES } from '../../src/pipelines/index.js';
import { countCommands } from '../support/count-commands.js';
import { refusalOf } from '../support/refusal.js';
import { later, MINUTE } from '../support/stopped-clock.js';
import { answerIn, newAccount, nextEventId, openSession, openTutor, type Tutor } from '../support/tutor.js';

let tutor: Tutor;
/** A connection that tells what it sends. */
let client: MongoClient;
let engine: Engine;
let learner: LearnerScope;
let session_id: string;
beforeAll(async () => {
  tutor = await openTutor();
  client = await MongoClient.connect(tutor.uri, { monitorCommands: true });
  engine = await engineOf();
});
afterAll(async () => {
  await client.close();
  await tutor[Symbol.asyncDispose]();
});
beforeEach(async () => {
  const { userId } = await tutor.newLearner();
  learner = engine.as({ userId, role: 'learner' });
  session_id = await openSession(learner);
  await learner.recordAnswer(answerIn(session_id));
});
const engineOf = (cache?: CacheSetting | false) => tutor.another({ db: client.db(tutor.db.databaseName), cache });
const progress = (of = learner) => of.query('user_progress_dashboard', {});

test('the second asking is answered without the database, until a write', async () => {
  const first = await progress();
  expect(await countCommands(client, () => progress())).toEqual({});
  expect(await progress()).toEqual(first);
  tutor.clock.forward(MINUTE);
  await learner.recordAnswer(answerIn(session_id));
  const { rows, as_of } = await progress();
  expect(rows).toMatchObject([{ answers: 2 }]);
  expect(as_of).toEqual(tutor.clock.read());
});

test('a question about now is answered as of when it was asked of the database, for as long as its pipeline allows', async () => {
  const { as_of } = await progress();
  expect(as_of).toEqual(tutor.clock.read());
  tutor.clock.forward(14 * MINUTE);
  expect(await progress()).toMatchObject({ as_of });
  // An instant that is said is another question.
  expect(await learner.query('user_progress_dashboard', { at: tutor.clock.read() })).toMatchObject({ as_of: tutor.clock.read() });
  tutor.clock.forward(MINUTE);
  expect(await progress()).toMatchObject({ as_of: tutor.clock.read() });
  expect(PIPELINES.user_progress_dashboard.cacheMinutes).toBe(15);
});

describe('every write of a learner is followed by another answer', () => {
  const at = () => ({ event_id: nextEventId(), session_id });
  const intervention = { intervention_type: 'hint', reason: 'r' };
  const WRITES: { readonly [call: string]: () => Promise<unknown> } = {
    startSession: () => openSession(learner),
    recordAnswer: () => learner.recordAnswer(answerIn(session_id)),
    'recordAnswer, refused': () => refusalOf(learner.recordAnswer(answerIn(randomUUID()))),
    recordInteraction: () => learner.recordInteraction({ ...at(), interaction_type: 'question' }),
    recordEmotion: () => learner.recordEmotion({ ...at(), emotion: 'boredom', intensity: 1, confidence: 1 }),
    applyIntervention: () => learner.applyIntervention({ ...at(), ...intervention }),
    rateIntervention: async () => {
      const { intervention_id } = await learner.applyIntervention({ ...at(), ...intervention });
      await learner.query('user_progress_dashboard', {});
      return learner.rateIntervention({ ...at(), intervention_id, effectiveness_rating: 5 });
    },
    endSession: () => learner.endSession({ session_id }),
    updatePreferences: () => learner.updatePreferences({ privacy_settings: { public_profile: true } }),
    replay: () => engine.replay(learner.userId),
  };

  test.each(Object.entries(WRITES))('%s', async (_, write) => {
    await progress();
    await write();
    tutor.clock.forward(1);
    expect(await progress()).toMatchObject({ as_of: tutor.clock.read() });
  });

  test('and by nobody else’s', async () => {
    const { as_of } = await progress();
    const other = await tutor.newLearner();
    await other.recordAnswer(answerIn(await openSession(other)));
    tutor.clock.forward(1);
    expect(await progress()).toMatchObject({ as_of });
  });
});

test('a learner who was asked about before there was an account is found once there is one', async () => {
  const account = newAccount();
  const early = engine.as({ userId: account.user_id, role: 'system' });
  expect(await refusalOf(progress(early))).toMatchObject({ code: 'not_found' });
  tutor.clock.forward(1);
  await engine.createLearner(account);
  expect(await progress(early)).toMatchObject({ as_of: tutor.clock.read() });
});

test('fifty who ask at once send one question to the database', async () => {
  const commands = await countCommands(client, () => Promise.all(Array.from({ length: 50 }, () => progress())));
  // And two for the account's state and for where the learner lives.
  expect(commands).toEqual({ find: 2, aggregate: 1 });
});

test('with cache: false each asking goes to the database', async () => {
  const uncached = await engineOf(false);
  const scope = uncached.as({ userId: learner.userId, role: 'learner' });
  await progress(scope);
  // An answer waits until the engine knows which fits are active, which it asks behind its first call.
  tutor.clock.forward(MINUTE);
  await scope.recordAnswer(answerIn(session_id));
  expect(await countCommands(client, () => progress(scope))).toEqual({ find: 2, aggregate: 1 });
});

test('two engines whose thresholds of mastery differ do not share an answer', async () => {
  const cache = { store: new Keyv({ useKeyPrefix: false }) };
  const concepts = async (masteredAbove: number) => {
    const own = await tutor.another({ cache, masteredAbove });
    const { rows } = await progress(own.as({ userId: learner.userId, role: 'learner' }));
    return rows.map(({ concepts_mastered }) => concepts_mastered);
  };
  expect([await concepts(0.99), await concepts(0.01)]).toEqual([[0], [1]]);
});

test('a signal ends the waiting', async () => {
  expect(await refusalOf(learner.query('user_progress_dashboard', {}, { signal: AbortSignal.abort() }))).toMatchObject({ code: 'aborted' });
  const controller = new AbortController();
  const asking = learner.query('user_progress_dashboard', { at: later(1) }, { signal: controller.signal });
  controller.abort();
  expect(await refusalOf(asking)).toMatchObject({ code: 'aborted' });
});

describe('refused before anything is opened', () => {
  const CASES: { readonly [what: string]: readonly [unknown, string] } = {
    'a cache that is none': [true, 'createEngine.cache'],
    'an option that nobody knows': [{ ttl: 5 }, 'createEngine.cache'],
    'a store without set': [{ store: { get: () => undefined } }, 'createEngine.cache.store'],
    'a namespace with other letters': [{ namespace: 'a:b' }, 'createEngine.cache.namespace'],
    'an empty namespace': [{ namespace: '' }, 'createEngine.cache.namespace'],
  };
  test.each(Object.entries(CASES))('%s', async (_, [cache, where]) => {
    expect(await refusalOf(createEngine({ db: tutor.db, cache: cache as CacheSetting }))).toMatchObject({ code: 'invalid_input', where });
  });
});
