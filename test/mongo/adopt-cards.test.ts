import { type AdoptedCardInput, createEngine, type Engine, type LearnerScope } from 'adaptive-learning-engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { leitner } from '../../examples/own-scheduler.js';
import { openDatabase, type TestDatabase } from '../support/database.js';
import { refusalOf } from '../support/refusal.js';

const DAY_MS = 86_400_000;
const NOW = new Date('2026-03-10T12:00:00Z');

let database: TestDatabase;
let engine: Engine;
let made = 0;

beforeAll(async () => {
  database = await openDatabase();
  engine = await createEngine({ db: database.db, clock: () => NOW });
  await engine.setup();
});
afterAll(() => database[Symbol.asyncDispose]());

async function newLearner(of: Engine = engine): Promise<LearnerScope<readonly [], 'system'>> {
  made += 1;
  const { user_id: userId } = await of.createLearner({
    email: `cards-${made}@example.org`,
    password_hash: 'x',
    profile: { name: 'Ada', education_level: 'high_school', timezone: 'Europe/Zurich' },
  });
  return of.as({ userId, role: 'system' });
}

const word = (concept: string) => ({ subject: 'French', topic: 'Food', concept });
const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY_MS);
const card = (concept: string, days = 12): AdoptedCardInput => ({
  ...word(concept),
  sm2: { ease_factor: 2.3, interval_days: days, repetitions: 4 },
  last_review: daysAgo(10),
});

async function answer(learner: LearnerScope, concept: string, event_id: string, occurred_at = NOW) {
  const { session_id } = await learner.startSession({ session_type: 'revision', subject: 'French', started_at: occurred_at });
  return learner.recordAnswer({ event_id, session_id, ...word(concept), correct: true, rating: 3, response_time_seconds: 4, occurred_at });
}

const masteryOf = async (learner: LearnerScope, concept: string) =>
  engine.repositories.content_mastery.findOne({ user_id: learner.userId, concept });

describe('cards of another system', () => {
  test('are due when they were, keep their ease, and a replay changes nothing', async () => {
    const sm2 = await createEngine({ db: database.db, clock: () => NOW, scheduler: 'sm2' });
    const learner = await newLearner(sm2);
    const report = await learner.adoptCards([
      card('pomme', 12),
      card('poire', 9),
      { ...word('figue'), sm2: { ease_factor: 2.5, interval_days: 0, repetitions: 0 } },
    ]);
    expect(report).toEqual({ adopted: 2, alreadyAdopted: 0, neverReviewed: 1, refused: 0, refusals: [] });
    const due = await learner.dueReviews({ within: 'today' });
    expect(JSON.stringify(due)).toContain('poire');
    expect(JSON.stringify(due)).not.toContain('pomme');
    expect(await learner.replay()).toMatchObject({ changed: { learning_sessions: 0, content_mastery: 0, learning_dna: 0 } });
    // 9 days ended a day ago; grade 4 leaves the ease: 9 × 2.3 = 20.7, rounded up.
    expect(await answer(learner, 'poire', 'first')).toMatchObject({ repetition_interval_days: 21 });
    expect(await learner.replay()).toMatchObject({ changed: { learning_sessions: 0, content_mastery: 0, learning_dna: 0 } });
  });

  test('go on in FSRS, from SM-2 and from FSRS itself', async () => {
    const learner = await newLearner();
    await learner.adoptCards([
      card('pomme', 12),
      { ...word('cerise'), fsrs: { stability: 30, difficulty: 5 }, last_review: daysAgo(10), due: daysAgo(-20) },
    ]);
    expect(await masteryOf(learner, 'cerise')).toMatchObject({
      models: { scheduler: { name: 'fsrs', state: { stability: 30, difficulty: 5, phase: 'review' } } },
      spaced_repetition_data: { repetition_interval_days: 30 },
      evidence: { answers: 0 },
    });
    const again = await answer(learner, 'pomme', 'again');
    expect(again.repetition_interval_days).toBeGreaterThan(12);
    expect(again.predicted).toBeGreaterThan(0.5);
    expect(await learner.replay()).toMatchObject({ changed: { content_mastery: 0 } });
  });

  test('may be sent again, and another state under the same id is a conflict that is told by its place', async () => {
    const learner = await newLearner();
    const cards = [card('pomme'), card('poire')];
    await learner.adoptCards(cards);
    expect(await learner.adoptCards(cards)).toMatchObject({ adopted: 0, alreadyAdopted: 2 });
    const report = await learner.adoptCards([card('pomme'), card('poire', 40)]);
    expect(report).toMatchObject({
      adopted: 0,
      alreadyAdopted: 1,
      refused: 1,
      refusals: [{ position: 1, error: { code: 'event_conflict' } }],
    });
    expect(await masteryOf(learner, 'poire')).toMatchObject({ spaced_repetition_data: { repetition_interval_days: 12 } });
  });

  test('that are broken are refused one by one, naming the place', async () => {
    const learner = await newLearner();
    const report = await learner.adoptCards([
      card('pomme'),
      { ...card('poire'), sm2: { ease_factor: 2.3, interval_days: -1, repetitions: 4 } },
      { ...card('figue'), fsrs: { stability: 3, difficulty: 5 } },
      { ...card('melon'), due: daysAgo(20) },
    ]);
    expect(report).toMatchObject({ adopted: 1, refused: 3 });
    expect(report.refusals.map(({ position, error }) => [position, error.code, error.where])).toEqual([
      [1, 'invalid_input', 'adoptCards.1.sm2.interval_days'],
      [2, 'invalid_input', 'adoptCards.2'],
      [3, 'invalid_input', 'adoptCards.3.due'],
    ]);
  });

  test('arrive late or early with the same result: answers of before the card, and a card older than the last answer', async () => {
    const [early, late] = [await newLearner(), await newLearner()];
    const taken = { ...card('pomme'), occurred_at: daysAgo(5) };
    await early.adoptCards([taken]);
    await answer(early, 'pomme', 'one', daysAgo(4));
    await answer(late, 'pomme', 'one', daysAgo(4));
    await late.adoptCards([taken]);
    const [a, b] = await Promise.all([masteryOf(early, 'pomme'), masteryOf(late, 'pomme')]);
    expect(a?.models).toEqual(b?.models);
    expect(a?.spaced_repetition_data).toEqual(b?.spaced_repetition_data);
    for (const learner of [early, late]) expect(await learner.replay()).toMatchObject({ changed: { content_mastery: 0 } });

    // Taken over after an answer that the other system never saw: what the log knows stays.
    const before = await masteryOf(late, 'pomme');
    await late.adoptCards([{ ...card('pomme', 50), event_id: 'second', occurred_at: daysAgo(1) }]);
    expect((await masteryOf(late, 'pomme'))?.spaced_repetition_data).toEqual(before?.spaced_repetition_data);
  });

  test('come in by the thousand', async () => {
    const learner = await newLearner();
    const cards = Array.from({ length: 1_200 }, (_, n) => card(`word ${n}`, 5 + (n % 20)));
    expect(await learner.adoptCards(cards)).toMatchObject({ adopted: 1_200, refused: 0 });
    expect(await engine.repositories.content_mastery.count({ user_id: learner.userId })).toBe(1_200);
    expect(await learner.replay()).toMatchObject({ changed: { content_mastery: 0 } });
  });

  test('need a learner, a list, and a scheduler that takes them over', async () => {
    const nobody = engine.as({ userId: 'nobody', role: 'system' });
    expect(await refusalOf(nobody.adoptCards([card('pomme')]))).toMatchObject({ code: 'not_found' });
    const learner = await newLearner();
    for (const list of [{}, null, 7, new Set([card('pomme')])] as never[]) {
      expect(await refusalOf(learner.adoptCards(list))).toMatchObject({ code: 'invalid_input', where: 'adoptCards' });
    }
    const own = { ...leitner, adopt: undefined } as unknown as typeof leitner;
    const boxes = await createEngine({ db: database.db, scheduler: { model: own } });
    const refused = boxes.as({ userId: learner.userId, role: 'system' }).adoptCards([card('pomme')]);
    expect(await refusalOf(refused)).toMatchObject({
      code: 'invalid_input',
      expected: 'a scheduler that can import cards: one with a method adopt',
    });
    expect(await masteryOf(learner, 'pomme')).toBeNull();
  });
});
