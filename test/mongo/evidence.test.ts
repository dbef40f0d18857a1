import type { RecordAnswerInput } from 'adaptive-learning-engine';
import {
  bkt,
  type JsonObject,
  type KnowledgeModel,
  opinionPool,
  type Predictor,
  type Scheduler,
  sm2,
} from 'adaptive-learning-engine/algorithms';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { refusalOf } from '../support/refusal.js';
import { later, MINUTE, START } from '../support/stopped-clock.js';
import { answerIn, newAccount, nextEventId, openSession, openTutor, type Tutor } from '../support/tutor.js';

let tutor: Tutor;

beforeAll(async () => {
  tutor = await openTutor();
});
afterAll(() => tutor[Symbol.asyncDispose]());
beforeEach(() => tutor.clock.set(START));

const CONTRADICTIONS: readonly (readonly [Partial<RecordAnswerInput>, string])[] = [
  [{ correct: false, rating: 2 }, 'rating'],
  [{ correct: false, rating: 4 }, 'rating'],
  [{ correct: false, grade: 3 }, 'grade'],
  [{ correct: false, grade: 5 }, 'grade'],
  [{ correct: false, score: 0.8 }, 'score'],
  [{ correct: false, score: 1 }, 'score'],
  [{ correct: true, rating: 1 }, 'rating'],
  [{ correct: true, grade: 0 }, 'grade'],
  [{ correct: true, grade: 2 }, 'grade'],
  [{ correct: true, score: 0 }, 'score'],
  [{ correct: true, score: 0.1 }, 'score'],
  [{ correct: true, rating: 4, grade: 3 }, 'rating'],
  [{ correct: false, rating: 1, grade: 4 }, 'grade'],
];

describe('evidence that contradicts itself', () => {
  test.each(CONTRADICTIONS)('%j is refused, naming both fields, and nothing is written', async (given, field) => {
    const learner = await tutor.newLearner();
    const session_id = await openSession(learner);
    const answer = answerIn(session_id, given);
    const before = await tutor.db.collection('learning_events').countDocuments();

    const one = await refusalOf(learner.recordAnswer(answer));
    expect(one).toMatchObject({ code: 'invalid_input', where: `recordAnswer.${field}` });
    const other = field === 'rating' && given.grade !== undefined ? 'grade' : 'correct';
    expect(one.message).toContain(`${other}: ${given[other]}`);

    const own = await learner.recordAnswers([answer]);
    const many = await tutor.engine.recordAnswers([{ ...answer, user_id: learner.userId }]);
    for (const { refused, refusals } of [own, many]) {
      expect(refused).toBe(1);
      expect(refusals[0]?.error).toMatchObject({ code: 'invalid_input', where: `recordAnswers.0.${field}` });
    }
    expect(await tutor.db.collection('learning_events').countDocuments()).toBe(before);
    expect((await learner.mastery()).rows).toEqual([]);
  });
});

const SENT: readonly Partial<RecordAnswerInput>[] = [
  {},
  { correct: false },
  { correct: false, score: 0.4, grade: 2 },
  { score: 0.6 },
  { rating: 4 },
  { grade: 3, difficulty_level: 0.8, activity_type: 'revision', strategy: 'drill', learning_style: 'visual', item_id: 'q-7' },
  { emotional_state: 'pride', metadata: { room: 12, tags: ['a'] } },
  { hints_used: 2, attempts: 3, confidence: 0.4 },
  { rating: 4, hints_used: 1 },
  { confidence: 0.1 },
  { occurred_at: later(2 * MINUTE) },
];

describe('an answer that is read from the log', () => {
  test.each(SENT)('as it was sent %j, can be sent again under its id and under another', async (given) => {
    const learner = await tutor.newLearner();
    const session_id = await openSession(learner);
    tutor.clock.set(later(5 * MINUTE));
    const sent = answerIn(session_id, given);
    const first = await learner.recordAnswer(sent);
    tutor.clock.forward(MINUTE);
    expect(await learner.recordAnswer(sent)).toEqual(first);

    const { rows: log } = await learner.conceptAnswers({ subject: 'Algebra', topic: 'Equations', concept: 'Linear equations' });
    const [stored] = log;
    if (stored === undefined) throw new Error('The answer is stored');
    const { event_id, occurred_at, answer, metadata } = stored;
    const read = { event_id, session_id, occurred_at, ...answer, ...(metadata === undefined ? {} : { metadata }) };
    expect(await learner.recordAnswer(read)).toEqual(first);
    expect(await learner.recordAnswers([read, read])).toMatchObject({ alreadyRecorded: 2, refused: 0 });

    const again = { ...read, event_id: nextEventId() };
    await learner.recordAnswer(again);
    const { rows: after } = await learner.conceptAnswers({ subject: 'Algebra', topic: 'Equations', concept: 'Linear equations' });
    const [copy] = after;
    expect(copy).toMatchObject({ event_id: again.event_id, answer, occurred_at });
  });

  test('is another answer when anything of it is changed', async () => {
    const learner = await tutor.newLearner();
    const session_id = await openSession(learner);
    const other = await openSession(learner);
    tutor.clock.set(later(5 * MINUTE));
    const sent = answerIn(session_id, { score: 0.9, hints_used: 0 });
    await learner.recordAnswer(sent);
    for (const change of [
      { score: 0.95 },
      { rating: 4 as const },
      { hints_used: 1 },
      { attempts: 2 },
      { confidence: 0.9 },
      { concept: 'Slope' },
      { correct: false, score: 0 },
      { metadata: { room: 1 } },
      { response_time_seconds: 13 },
      { occurred_at: later(MINUTE) },
      { session_id: other },
    ]) {
      expect(await refusalOf(learner.recordAnswer({ ...sent, ...change })), JSON.stringify(change)).toMatchObject({
        code: 'event_conflict',
      });
      const { refusals } = await learner.recordAnswers([{ ...sent, ...change }]);
      expect(refusals[0]?.error, JSON.stringify(change)).toMatchObject({ code: 'event_conflict' });
    }
  });
});

describe('help', () => {
  test('makes a right answer less than a full success: of mastery, of the interval, of the score', async () => {
    const outcomeOf = async (given: Partial<RecordAnswerInput>) => {
      const learner = await tutor.newLearner();
      return learner.recordAnswer(answerIn(await openSession(learner), given));
    };
    const [plain, none, hinted, tried, helped, wrong] = await Promise.all(
      [{}, { hints_used: 0, attempts: 1 }, { hints_used: 1 }, { attempts: 2 }, { hints_used: 3, attempts: 4 }, { correct: false }].map(
        outcomeOf,
      ),
    );
    const shown = (outcome: typeof plain) => [outcome?.mastery_level, outcome?.repetition_interval_days];
    expect(shown(none)).toEqual(shown(plain));
    expect(shown(tried)).toEqual(shown(hinted));
    const levels = [wrong, helped, hinted, plain].map((outcome) => outcome?.mastery_level ?? Number.NaN);
    expect(levels).toEqual([...levels].sort((a, b) => a - b));
    expect(new Set(levels).size).toBe(4);
    expect(hinted?.repetition_interval_days).toBeLessThan(plain?.repetition_interval_days ?? 0);
  });

  test.each([
    { hints_used: -1 },
    { hints_used: 1.5 },
    { attempts: 0 },
    { confidence: 1.1 },
    { hints_used: 1001 },
    { attempts: Number.NaN },
  ])('%j is refused', async (given) => {
    const learner = await tutor.newLearner();
    const [field] = Object.keys(given);
    const refusal = await refusalOf(learner.recordAnswer(answerIn(await openSession(learner), given)));
    expect(refusal).toMatchObject({ code: 'invalid_input', where: `recordAnswer.${field}` });
  });
});

/** What a model of a host's own was called with. */
type Seen = { readonly [field: string]: unknown };

describe('models of a host’s own', () => {
  test('get hints, attempts, confidence and metadata with each answer, also in a replay; a prediction knows no hints', async () => {
    const seen: { scheduler: Seen[]; knowledge: Seen[]; predicted: Seen[]; learnt: Seen[] } = {
      scheduler: [],
      knowledge: [],
      predicted: [],
      learnt: [],
    };
    const scheduler: Scheduler = {
      ...(sm2 as unknown as Scheduler),
      name: 'watching_sm2',
      update(state, observation, params) {
        seen.scheduler.push({ ...observation });
        return (sm2 as unknown as Scheduler).update(state, observation, params);
      },
    };
    const knowledge: KnowledgeModel = {
      ...(bkt as unknown as KnowledgeModel),
      name: 'watching_bkt',
      update(state, observation, params) {
        seen.knowledge.push({ ...observation });
        return (bkt as unknown as KnowledgeModel).update(state, observation, params);
      },
    };
    const predictor: Predictor = {
      ...(opinionPool as unknown as Predictor),
      name: 'watching_pool',
      predict(states, moment, params) {
        seen.predicted.push({ ...moment });
        return (opinionPool as unknown as Predictor).predict(states, moment, params);
      },
      update(states, _moment, observation) {
        seen.learnt.push({ ...observation });
        return { learner: states.learner as JsonObject, concept: states.concept as JsonObject };
      },
    };
    const engine = await tutor.another({
      scheduler: { model: scheduler },
      knowledge: { model: knowledge },
      predictor: { model: predictor },
    });
    const { user_id } = await engine.createLearner(newAccount());
    const learner = engine.as({ userId: user_id, role: 'learner' });
    const session_id = await openSession(learner);
    const said = { hints_used: 2, attempts: 3, confidence: 0.4, metadata: { device: 'pen' } };
    await learner.recordAnswer(answerIn(session_id, said));
    const check = () => {
      expect(seen.scheduler.at(-1)).toMatchObject({ ...said, rating: 2, grade: 3 });
      expect(seen.knowledge.at(-1)).toMatchObject({ ...said, correct: true, credit: 0.6 });
      expect(seen.learnt.at(-1)).toMatchObject({ ...said, correct: true, rating: 2 });
      expect(seen.predicted.at(-1)).toMatchObject({ confidence: 0.4, metadata: { device: 'pen' } });
      expect(seen.predicted.at(-1)).not.toHaveProperty('hints_used');
    };
    check();
    for (const calls of Object.values(seen)) calls.length = 0;
    await engine.replay(user_id);
    check();
    await learner.recordAnswer(answerIn(session_id));
    for (const calls of [seen.scheduler, seen.knowledge, seen.learnt, seen.predicted]) {
      for (const field of ['hints_used', 'attempts', 'confidence', 'metadata', 'credit']) expect(calls.at(-1)).not.toHaveProperty(field);
    }
  });
});
