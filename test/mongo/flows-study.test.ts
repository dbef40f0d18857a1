import type { LearnerScope } from 'adaptive-learning-engine';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { forgettingCurveDefaults, retention } from '../../src/algorithms/index.js';
import { DAY, HOUR, later, MINUTE, START } from '../support/stopped-clock.js';
import { answerIn, nextEventId, openSession, openTutor, type Tutor } from '../support/tutor.js';

let tutor: Tutor;
let learner: LearnerScope;
let session_id: string;

beforeAll(async () => {
  tutor = await openTutor({ scheduler: 'sm2' });
  const entry = (concept: string, needed: readonly { concept: string; mastery_required?: number; importance_weight?: number }[] = []) => ({
    subject: 'Arithmetic',
    topic: 'Numbers',
    concept,
    prerequisites: [...needed],
  });
  await tutor.engine.upsertCurriculum([
    entry('Counting'),
    { ...entry('Adding', [{ concept: 'Counting', mastery_required: 0.7 }]), difficulty_level: 0.3 },
    entry('Multiplying', [{ concept: 'Adding', mastery_required: 0.7 }]),
  ]);
});
afterAll(() => tutor[Symbol.asyncDispose]());
beforeEach(async () => {
  tutor.clock.set(START);
  learner = await tutor.newLearner();
  session_id = await openSession(learner, { subject: 'Arithmetic' });
});

const subject = 'Arithmetic';
const concepts = (rows: readonly { readonly concept: string }[]) => rows.map(({ concept }) => concept);

/** Answers one concept of the curriculum so many times, a minute apart. */
async function answer(concept: string, correct: boolean, times = 1): Promise<void> {
  for (let n = 0; n < times; n += 1) {
    tutor.clock.forward(MINUTE);
    await learner.recordAnswer(answerIn(session_id, { subject, topic: 'Numbers', concept, correct }));
  }
}

describe('reviews that are due', () => {
  test('now: from the beginning of the learner’s day on, longest overdue first, with what is left of them', async () => {
    await answer('Counting', true);
    await answer('Adding', true);
    const due = async (at: Date, more = {}) => (await learner.dueReviews({ at, ...more })).rows;
    // Four in the morning in Zurich, 18 hours after ten of the day before.
    const tomorrow = later(18 * HOUR);
    expect(await due(new Date(tomorrow.getTime() - 1))).toEqual([]);
    const both = await due(tomorrow);
    expect(concepts(both)).toEqual(['Counting', 'Adding']);
    expect(both[0]).toMatchObject({ subject, topic: 'Numbers', next_review_date: tomorrow, answers: 1 });
    expect(concepts(await due(later(2 * DAY), { limit: 1 }))).toEqual(['Counting']);
    expect(await due(later(2 * DAY), { subject: 'Algebra' })).toEqual([]);
    tutor.clock.set(later(3 * DAY));
    expect(concepts((await learner.dueReviews()).rows)).toEqual(['Counting', 'Adding']);
  });

  test.each([
    // The evening of the last day of winter time: the night has 23 hours, and the clock shows 4 after 7 of them.
    ['Europe/Zurich', undefined, '2026-03-28T20:00:00Z', '2026-03-29T02:00:00Z'],
    // The autumn night of 25 hours.
    ['Europe/Zurich', undefined, '2026-10-24T20:00:00Z', '2026-10-25T03:00:00Z'],
    ['Europe/Zurich', 0, '2026-03-02T09:00:00Z', '2026-03-02T23:00:00Z'],
    ['America/Los_Angeles', undefined, '2026-03-02T09:00:00Z', '2026-03-02T12:00:00Z'],
    ['America/Los_Angeles', undefined, '2026-03-02T13:00:00Z', '2026-03-03T12:00:00Z'],
    ['Asia/Kathmandu', undefined, '2026-03-02T09:00:00Z', '2026-03-02T22:15:00Z'],
    // Samoa went to bed on 29 December 2011 and got up on the 31st.
    ['Pacific/Apia', undefined, '2011-12-29T22:00:00Z', '2011-12-30T14:00:00Z'],
    // Where the clock jumps over the rollover hour, the day turns when it has.
    ['Europe/Zurich', 2, '2026-03-28T20:00:00Z', '2026-03-29T01:00:00Z'],
  ])('today in %s (day turns at %s): seen from %s, until %s', async (timezone, day_rollover_hour, from, until) => {
    const [at, end] = [new Date(from), new Date(until)];
    const profile = { name: 'Ada', education_level: 'graduate' as const, timezone, day_rollover_hour };
    const scope = await tutor.newLearner({ profile });
    const user_id = scope.userId;
    tutor.clock.set(new Date(at.getTime() - DAY));
    const id = await openSession(scope);
    await scope.recordAnswer(answerIn(id));
    const dueAt = async (date: Date) => {
      const [day, instant] = ['spaced_repetition_data.next_review_day', 'spaced_repetition_data.next_review_date'];
      await tutor.db.collection('content_mastery').updateOne({ user_id }, { $set: { [instant]: date }, $unset: { [day]: true } });
      return (await scope.dueReviews({ at, within: 'today' })).rows.length;
    };
    expect(await dueAt(new Date(end.getTime() - 1))).toBe(1);
    expect(await dueAt(end)).toBe(0);
  });

  test('a profile that moves to another zone moves its day', async () => {
    await answer('Counting', true);
    const due = async (text: string) => concepts((await learner.dueReviews({ at: new Date(text), within: 'today' })).rows);
    expect(await due('2026-03-03T02:59:59Z')).toEqual([]);
    expect(await due('2026-03-03T03:00:00Z')).toEqual(['Counting']);
    await tutor.engine.unsafe.repositories.users.updateOne(
      { user_id: learner.userId },
      { set: { 'profile.timezone': 'Pacific/Honolulu' } },
    );
    // The review is for 3 March, which begins at four in the morning wherever the learner lives.
    expect(await due('2026-03-03T13:59:59Z')).toEqual([]);
    expect(await due('2026-03-03T14:00:00Z')).toEqual(['Counting']);
    const [shown] = (await learner.mastery()).rows;
    expect(shown?.next_review_date).toEqual(new Date('2026-03-03T14:00:00Z'));
  });
});

describe('what comes next', () => {
  test('for somebody new is what needs nothing else, and easy questions of it', async () => {
    const next = (await learner.recommend({ subject })).rows;
    expect(next).toMatchObject([
      {
        subject,
        topic: 'Numbers',
        concept: 'Counting',
        target_difficulty: 0,
        reasons: [{ code: 'ready_to_learn', numbers: { readiness: 1 } }],
      },
    ]);
  });

  test('opens a concept when what it needs is known well enough, and not before', async () => {
    await answer('Counting', false);
    // What was practised is no longer new; until tomorrow it is there for want of anything else.
    expect((await learner.recommend({ subject })).rows).toMatchObject([{ concept: 'Counting', reasons: [{ code: 'practised_today' }] }]);
    await answer('Counting', true, 3);
    const next = (await learner.recommend({ subject })).rows;
    expect(concepts(next)).toContain('Adding');
    expect(concepts(next)).not.toContain('Multiplying');
    expect(next.find(({ concept }) => concept === 'Adding')).toMatchObject({ reasons: [{ code: 'ready_to_learn' }] });
  });

  test('ranks what is due, what is weak and what is new by what each is worth later, and gives the numbers', async () => {
    await answer('Counting', true, 3);
    session_id = await openSession(learner, { subject: 'Algebra' });
    await learner.recordAnswer(answerIn(session_id, { correct: false }));
    const at = later(DAY + HOUR);
    tutor.clock.set(at);
    // Practised just now, and wrong: due tomorrow, and today only where nothing else is left.
    await learner.recordAnswer(answerIn(session_id, { concept: 'Inequalities', correct: false }));
    const next = (await learner.recommend({ limit: 10 })).rows;
    expect(next.map(({ concept, reasons }) => [concept, reasons.map(({ code }) => code)])).toEqual([
      // Of what went wrong most is missing and about to be forgotten; then what is new, then what is known.
      ['Linear equations', ['weak_spot', 'due_review']],
      ['Adding', ['ready_to_learn']],
      ['Counting', ['due_review']],
      ['Inequalities', ['practised_today']],
    ]);
    const priorities = next.map(({ priority }) => priority);
    expect(priorities).toEqual([...priorities].sort((a, b) => b - a));
    for (const priority of priorities) {
      expect(priority).toBeGreaterThanOrEqual(0);
      expect(priority).toBeLessThanOrEqual(1);
    }
    expect(next[2]?.reasons[0]?.numbers).toMatchObject({ overdue_days: expect.any(Number), mastery_level: expect.any(Number) });
    expect(concepts((await learner.recommend({ limit: 2 })).rows)).toEqual(['Linear equations', 'Adding']);
    expect(concepts((await learner.recommend({ subject: 'Algebra' })).rows)).toEqual(['Linear equations', 'Inequalities']);
  });

  test('asks less of a frustrated learner, for as long as the feeling is fresh', async () => {
    await answer('Counting', true, 2);
    const now = later(2 * MINUTE);
    const before = new Map((await learner.recommend({ at: now, subject })).rows.map((next) => [next.concept, next.target_difficulty]));
    await learner.recordEmotion({ event_id: nextEventId(), session_id, emotion: 'frustration', intensity: 1, confidence: 1 });
    const eased = (await learner.recommend({ at: now, subject })).rows;
    expect(eased).not.toEqual([]);
    for (const { concept, target_difficulty, difficulty_changes } of eased) {
      expect(target_difficulty, concept).toBeLessThan(before.get(concept) ?? 0);
      expect(difficulty_changes.map(({ code }) => code)).toContain('strained');
    }
    const hour = later(2 * MINUTE + HOUR + 1);
    for (const { difficulty_changes } of (await learner.recommend({ at: hour, subject })).rows) {
      expect(difficulty_changes.map(({ code }) => code)).not.toContain('strained');
    }
  });

  test('is nothing where there is nothing: no curriculum, no history', async () => {
    expect((await learner.recommend({ subject: 'Unheard of' })).rows).toEqual([]);
    expect((await learner.dueReviews()).rows).toEqual([]);
    expect((await learner.mastery()).rows).toEqual([]);
    expect((await learner.progress()).rows).toEqual([]);
    expect((await learner.conceptAnswers({ subject, topic: 'Numbers', concept: 'Counting' })).rows).toEqual([]);
  });

  test('is read off the mastery that is shown', async () => {
    await answer('Counting', false);
    const [shown] = (await learner.mastery({ subject })).rows;
    const [next] = (await learner.recommend({ subject })).rows;
    expect(next?.reasons[0]?.numbers).toMatchObject({ mastery_level: shown?.mastery_level });
  });
});

describe('mastery', () => {
  test('is shown as the last practice left it, and decayed to the instant asked for', async () => {
    await answer('Counting', true);
    const stored = await tutor.engine.repositories.content_mastery.findOne({ user_id: learner.userId, concept: 'Counting' });
    const curve = stored?.spaced_repetition_data.forgetting_curve_parameters;
    if (curve === undefined) return expect.unreachable();
    for (const days of [0, 1, 10, 100]) {
      const [shown] = (await learner.mastery({ at: later(MINUTE + days * DAY) })).rows;
      expect(shown?.mastery_level).toBe(stored?.mastery_tracking.current_mastery_level);
      expect(shown?.retention).toBe(retention(curve, days, forgettingCurveDefaults));
      expect(shown?.retained_mastery).toBeCloseTo((shown?.mastery_level ?? 0) * (shown?.retention ?? 0), 12);
    }
    const at = (days: number) => learner.mastery({ at: later(days * DAY) }).then(({ rows: [shown] }) => shown?.retention ?? 0);
    expect(await at(10)).toBeLessThan(await at(1));
    expect((await learner.mastery({ subject: 'Algebra' })).rows).toEqual([]);
  });
});

describe('progress', () => {
  test('counts, topic by topic, what was seen, mastered and due', async () => {
    await answer('Counting', true, 4);
    await answer('Adding', false);
    session_id = await openSession(learner);
    await learner.recordAnswer(answerIn(session_id));
    const at = later(DAY + 4 * MINUTE);
    const shown = (await learner.mastery({ at })).rows;
    const retained = (topic: string) => {
      const own = shown.filter((entry) => entry.topic === topic);
      return expect.closeTo(own.reduce((sum, entry) => sum + entry.retention, 0) / own.length, 12);
    };
    expect((await learner.progress({ at })).rows).toEqual([
      {
        subject: 'Algebra',
        topic: 'Equations',
        concepts_seen: 1,
        concepts_mastered: 0,
        concepts_due: 1,
        mean_mastery: expect.closeTo(0.775, 12),
        mean_retention: retained('Equations'),
        mastered_per_week: 0,
        answers: 1,
        accuracy: 1,
        mean_response_seconds: 12,
        mean_interval_days: 1,
        last_answers: [{ at: later(5 * MINUTE), concept: 'Linear equations', correct: true, score: 1 }],
        last_practiced_date: later(5 * MINUTE),
      },
      {
        subject,
        topic: 'Numbers',
        concepts_seen: 2,
        concepts_mastered: 1,
        concepts_due: 2,
        mean_mastery: expect.any(Number),
        mean_retention: retained('Numbers'),
        mastered_per_week: 0.25,
        answers: 5,
        accuracy: 0.8,
        mean_response_seconds: 12,
        mean_interval_days: expect.any(Number),
        last_answers: [
          { at: later(5 * MINUTE), concept: 'Adding', correct: false, score: 0 },
          ...[4, 3, 2, 1].map((minute) => ({ at: later(minute * MINUTE), concept: 'Counting', correct: true, score: 1 })),
        ],
        last_practiced_date: later(5 * MINUTE),
      },
    ]);
    expect((await learner.progress({ subject })).rows.map((row) => row.topic)).toEqual(['Numbers']);
  });
});

describe('recent sessions', () => {
  test('are those of the last days, newest first, with what resulted', async () => {
    await answer('Counting', true);
    await learner.endSession({ session_id });
    tutor.clock.set(later(40 * DAY));
    const second = await openSession(learner);
    expect((await learner.recentSessions()).rows.map((row) => row.session_id)).toEqual([second]);
    const all = (await learner.recentSessions({ days: 60 })).rows;
    expect(all.map((row) => row.session_id)).toEqual([second, session_id]);
    expect(all[1]).toMatchObject({ ended_at: later(MINUTE), performance_metrics: { questions_attempted: 1 } });
    expect((await learner.recentSessions({ at: later(10 * DAY), days: 5 })).rows).toEqual([]);
  });
});
