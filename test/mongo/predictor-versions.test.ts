import type { Engine, LearnerScope, RecordAnswerInput } from 'adaptive-learning-engine';
import { logisticPredictor, seededRandom } from 'adaptive-learning-engine/algorithms';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { later, MINUTE } from '../support/stopped-clock.js';
import { answerIn, openSession, openTutor, type Tutor } from '../support/tutor.js';

const NOTHING = { learning_sessions: 0, content_mastery: 0, learning_dna: 0 };
const CONCEPTS = ['Linear equations', 'Slope', 'Zeros'] as const;
const [CONCEPT] = CONCEPTS;
const OF_CONCEPT = { subject: 'Algebra', topic: 'Equations' };

let tutor: Tutor;
let engine: Engine;
beforeAll(async () => {
  tutor = await openTutor({ predictor: 'logistic' });
  engine = tutor.engine;
  for (const number of [1, 2, 3]) await storeFit(number);
});
afterAll(() => tutor[Symbol.asyncDispose]());

/** A fit as `engine.fit` would have stored it, each with other weights; one concept has weights of its own, and those of an item. */
async function storeFit(number: number): Promise<void> {
  const { population, difficulty } = logisticPredictor.defaults;
  const shared = { ...population, weights: population.weights.map((weight) => weight * (1 - number / 8)) };
  const params_version = `v${number}`;
  const skill_weights = {
    answers: 40,
    right: 10 * number,
    weights: Array.from({ length: 38 }, (_, at) => (at === 0 ? number / 4 : 0)),
    squares: Array.from({ length: 38 }, () => 0),
  };
  const items = { 'q.1': { answers: 9, right: 3, weight: -number / 2, square: 0 } };
  const { model_fits, model_fit_concepts } = engine.unsafe.repositories;
  await model_fit_concepts.insertOne({
    model: 'logistic',
    params_version,
    ...OF_CONCEPT,
    concept: CONCEPT,
    params: { population: shared, skill_weights, items, difficulty },
    report: {},
    schema_version: 1,
  });
  await model_fits.insertOne({
    model: 'logistic',
    model_version: logisticPredictor.version,
    params_version,
    status: 'fitted',
    params: { population: shared, skill_weights: null, items: null, difficulty },
    concepts: 1,
    left_out: 0,
    answers: 1_000,
    unreadable_answers: 0,
    learners: 30,
    report: {},
    verdict: 'better_than_served',
    fitted_at: later(number * MINUTE),
    schema_version: 1,
  });
}

const activate = (params_version: string) => engine.activate({ model: 'logistic', params_version });

/** What a replay changes: nothing, whichever engine does it. */
async function replays(userId: string, ...engines: readonly Engine[]) {
  const fresh = await tutor.another();
  return Promise.all([engine, fresh, ...engines].map(async (each) => (await each.replay(userId)).changed));
}

/** The predictor that judged each of a learner's answers to a concept, oldest first. */
async function judgesOf(learner: LearnerScope, concept: string = CONCEPT): Promise<readonly string[]> {
  const { rows } = await learner.conceptAnswers({ ...OF_CONCEPT, concept, limit: 100 });
  return rows.map(({ provenance }) => provenance.predictor?.params_version ?? '').reverse();
}

const statesOf = async (userId: string) => [
  ...(await tutor.db.collection('content_mastery').find({ user_id: userId }).sort({ _id: 1 }).toArray()),
  ...(await tutor.db.collection('learning_sessions').find({ user_id: userId }).sort({ _id: 1 }).toArray()),
];

describe.each(['full', 'short'] as const)('with %s provenance, a fit of the predictor that is activated', (provenance) => {
  let own: Engine;
  beforeAll(async () => {
    own = await tutor.another({ provenance });
  });
  const answering =
    (scope: LearnerScope, session_id: string) =>
    async (more: Partial<RecordAnswerInput> = {}) => {
      tutor.clock.forward(MINUTE);
      await scope.recordAnswer(answerIn(session_id, { correct: tutor.clock.read().getMinutes() % 3 > 0, item_id: 'q.1', ...more }));
    };

  test('leaves a learner’s documents as they are, judges what comes from then on, and replays to the bit', async () => {
    await own.activate({ model: 'logistic', params_version: 'default' });
    const learner = own.as({ userId: (await tutor.newLearner()).userId, role: 'learner' });
    const answer = answering(learner, await openSession(learner));
    await answer();
    await answer();
    await own.activate({ model: 'logistic', params_version: 'v1' });
    const before = await statesOf(learner.userId);
    expect(await replays(learner.userId, own)).toEqual([NOTHING, NOTHING, NOTHING]);
    expect(await statesOf(learner.userId)).toEqual(before);
    await answer();
    await answer({ concept: 'Slope' });
    const second = await openSession(learner);
    await own.activate({ model: 'logistic', params_version: 'v2' });
    const next = answering(learner, second);
    await next();
    await next({ concept: 'Zeros' });
    expect(await judgesOf(learner)).toEqual(['default', 'default', 'v1', 'v2']);
    expect(await judgesOf(learner, 'Slope')).toEqual(['v1']);
    expect(await replays(learner.userId, own)).toEqual([NOTHING, NOTHING, NOTHING]);
    // States that are not stored are made again by the version that judged each answer, and agree to the bit.
    const { rows } = await learner.conceptAnswers({ ...OF_CONCEPT, concept: CONCEPT, limit: 100, states: true });
    expect(rows.map(({ provenance: each }) => each.after.knowledge_state !== undefined)).toEqual([true, true, true, true]);
  });

  test('judges late answers too, and those behind them stay judged as they were', async () => {
    await own.activate({ model: 'logistic', params_version: 'v1' });
    const learner = own.as({ userId: (await tutor.newLearner()).userId, role: 'learner' });
    const session_id = await openSession(learner);
    const answer = answering(learner, session_id);
    for (let n = 0; n < 4; n += 1) await answer();
    const at = (minutes: number) => new Date(tutor.clock.read().getTime() - minutes * MINUTE + 1_000);
    await own.activate({ model: 'logistic', params_version: 'v2' });
    await answer({ occurred_at: at(2) });
    await own.activate({ model: 'logistic', params_version: 'v3' });
    await learner.recordAnswer(answerIn(session_id, { event_id: 'late.taken-back', occurred_at: at(3), correct: false }));
    await learner.recordAnswer(answerIn(session_id, { event_id: 'late.taken-back', occurred_at: at(3), correct: false }));
    expect(await replays(learner.userId)).toEqual([NOTHING, NOTHING]);
    await learner.undoAnswer({ event_id: 'late.taken-back' });
    await answer();
    expect(await replays(learner.userId)).toEqual([NOTHING, NOTHING]);
    expect((await judgesOf(learner)).toSorted()).toEqual(['v1', 'v1', 'v1', 'v1', 'v2', 'v3']);
  });
});

describe('after an activation', () => {
  test('an answer costs no reading of the log', async () => {
    await activate('v1');
    const client = await MongoClient.connect(tutor.uri, { monitorCommands: true });
    const own = await tutor.another({ db: client.db(tutor.db.databaseName) });
    const { userId } = await tutor.newLearner();
    const learner = own.as({ userId, role: 'learner' });
    const session_id = await openSession(learner);
    for (let n = 0; n < 3; n += 1) await learner.recordAnswer(answerIn(session_id));
    await own.activate({ model: 'logistic', params_version: 'v2' });
    const read: string[] = [];
    client.on('commandStarted', ({ command }) => {
      if (typeof command['find'] === 'string') read.push(command['find']);
    });
    tutor.clock.forward(MINUTE);
    await learner.recordAnswer(answerIn(session_id));
    expect(read).toContain('content_mastery');
    expect(read).not.toContain('learning_events');
    expect(await judgesOf(learner)).toEqual(['v1', 'v1', 'v1', 'v2']);
    await client.close();
  });

  test('a process that has not heard of it goes on with the one before, and both with the same documents', async () => {
    await activate('v1');
    const behind = await tutor.another();
    const { userId } = await tutor.newLearner();
    const slow = behind.as({ userId, role: 'learner' });
    const session_id = await openSession(slow);
    const fast = engine.as({ userId, role: 'learner' });
    await slow.recordAnswer(answerIn(session_id));
    await activate('v2');
    for (const learner of [fast, slow, fast, slow]) {
      tutor.clock.forward(MINUTE);
      await learner.recordAnswer(answerIn(session_id, { correct: false }));
    }
    expect(await judgesOf(fast)).toEqual(['v1', 'v2', 'v1', 'v2', 'v1']);
    expect(await replays(userId, behind)).toEqual([NOTHING, NOTHING, NOTHING]);
  });

  test('answers that are imported or sent by the hundred, cards and sessions that begin go by it', async () => {
    await activate('v3');
    const { userId } = await tutor.newLearner();
    const learner = engine.as({ userId, role: 'learner' });
    const card = { kind: 'sm2', ease_factor: 2.5, interval_days: 6, repetitions: 2 } as const;
    await learner.adoptCards([
      {
        ...OF_CONCEPT,
        concept: 'Zeros',
        last_review: later(-3 * 24 * 60 * MINUTE),
        due: later(3 * 24 * 60 * MINUTE),
        memory: card,
      } as never,
    ]);
    const rows = Array.from({ length: 8 }, (_, n) => ({
      user_id: userId,
      at: later((n * 50 - 2_000) * MINUTE),
      ...OF_CONCEPT,
      concept: CONCEPTS[n % 2] as string,
      correct: n % 3 > 0,
    }));
    expect((await engine.importHistory(rows)).recorded).toBe(8);
    await activate('v1');
    const session_id = await openSession(learner);
    tutor.clock.forward(10 * MINUTE);
    const sent = CONCEPTS.map((concept, n) => answerIn(session_id, { concept, correct: n > 0 }));
    await learner.recordAnswers(sent);
    await learner.recordAnswers(sent);
    expect(await replays(userId)).toEqual([NOTHING, NOTHING]);
    await activate('v2');
    expect(await replays(userId)).toEqual([NOTHING, NOTHING]);
    expect(new Set(await judgesOf(learner))).toEqual(new Set(['v3', 'v1']));
    const started = await tutor.db.collection('learning_events').find({ user_id: userId, type: 'session_started' }).toArray();
    expect(new Set(started.map(({ predictor }) => predictor.params_version))).toEqual(new Set(['v3', 'v1']));
  });

  test('another predictor still has the documents remade, and so has one whose fit is gone', async () => {
    await activate('v3');
    const { userId } = await tutor.newLearner();
    const learner = engine.as({ userId, role: 'learner' });
    const session_id = await openSession(learner);
    for (let n = 0; n < 3; n += 1) await learner.recordAnswer(answerIn(session_id, { item_id: 'q.1' }));
    const kept = await tutor.db.collection('model_fits').findOneAndDelete({ params_version: 'v3' });
    const without = await tutor.another();
    tutor.clock.forward(MINUTE);
    await without.as({ userId, role: 'learner' }).recordAnswer(answerIn(session_id));
    expect((await without.replay(userId)).changed).toEqual(NOTHING);
    await tutor.db.collection('model_fits').insertOne(kept as never);
    const pool = await tutor.another({ predictor: 'learned_pool' });
    tutor.clock.forward(MINUTE);
    await pool.as({ userId, role: 'learner' }).recordAnswer(answerIn(session_id));
    expect((await pool.replay(userId)).changed).toEqual(NOTHING);
    const documents = await statesOf(userId);
    expect(documents.map((each) => (each['predictor'] ?? each['models'].predictor).name)).toEqual(['learned_pool', 'learned_pool']);
  });
});

test.each([1, 2, 3])(
  'whatever happens between answers, documents are the fold of the log: life %i',
  async (seed) => {
    const random = seededRandom(seed);
    const pick = <Each>(of: readonly Each[]): Each => of[Math.floor(random() * of.length)] as Each;
    const engines = [engine, await tutor.another({ provenance: 'short' }), await tutor.another()];
    const { userId } = await tutor.newLearner();
    const scopes = engines.map((each) => each.as({ userId, role: 'learner' }));
    const begun = tutor.clock.read().getTime();
    const sessions = [await openSession(scopes[0] as LearnerScope)];
    const answered: string[] = [];
    const answer = (more: Partial<RecordAnswerInput> = {}) => {
      const made = answerIn(pick(sessions), {
        concept: pick(CONCEPTS),
        correct: random() < 0.6,
        ...(random() < 0.5 ? { item_id: 'q.1' } : {}),
        ...more,
      });
      answered.push(made.event_id);
      return made;
    };
    for (let step = 0; step < 40; step += 1) {
      tutor.clock.forward(MINUTE);
      const scope = pick(scopes);
      const what = random();
      if (what < 0.2) await activate(pick(['default', 'v1', 'v2', 'v3']));
      else if (what < 0.3) sessions.unshift(await openSession(scope));
      else if (what < 0.4)
        await scope.recordAnswer(
          answer({ session_id: sessions.at(-1) as string, occurred_at: new Date(begun + Math.floor(random() * step) * MINUTE + step) }),
        );
      else if (what < 0.5) await scope.recordAnswers([answer(), answer(), answer()]);
      else if (what < 0.6 && answered.length > 0) await scope.undoAnswer({ event_id: pick(answered) });
      else await scope.recordAnswer(answer());
    }
    const judges = await tutor.db.collection('learning_events').find({ user_id: userId, type: 'answer' }).toArray();
    expect(judges.length).toBeGreaterThan(20);
    for (const version of ['default', 'v1', 'v2', 'v3']) {
      await activate(version);
      expect((await engine.replay(userId)).changed, version).toEqual(NOTHING);
    }
    expect(await replays(userId, ...engines.slice(1))).toEqual([NOTHING, NOTHING, NOTHING, NOTHING]);
  },
  60_000,
);
