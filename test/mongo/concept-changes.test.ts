import { randomUUID } from 'node:crypto';
import type { LearnerScope } from 'adaptive-learning-engine';
import fc from 'fast-check';
import type { Document } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { refusalOf } from '../support/refusal.js';
import { DAY, HOUR, later, MINUTE, START } from '../support/stopped-clock.js';
import { answerIn, newAccount, nextEventId, openSession, openTutor, type Tutor } from '../support/tutor.js';

const NOTHING = { learning_sessions: 0, content_mastery: 0, learning_dna: 0 };
const DERIVED = ['learning_sessions', 'content_mastery', 'learning_dna', 'emotional_analytics', 'learner_usage_days'];
const algebra = (concept: string) => ({ subject: 'Algebra', topic: 'Equations', concept });

let tutor: Tutor;
let learner: LearnerScope;
let user_id: string;
let session_id: string;

beforeAll(async () => {
  tutor = await openTutor();
});
afterAll(() => tutor[Symbol.asyncDispose]());
beforeEach(async () => {
  tutor.clock.set(START);
  learner = await tutor.newLearner();
  user_id = learner.userId;
  session_id = await openSession(learner);
});

const masteryOf = (concept: string) => tutor.engine.repositories.content_mastery.findOne({ user_id, concept });
const replayed = async () => (await tutor.engine.replay(user_id)).changed;

/** Everything that is derived of a learner, without what tells whose it is and how often it was written. */
async function stateOf(userId: string): Promise<Document[][]> {
  const without = { _id: 0, user_id: 0, revision: 0, rolled_up_at: 0 };
  const sort = { session_id: 1, concept: 1, data_source: 1, analysis_date: 1, day: 1 } as const;
  return Promise.all(
    DERIVED.map((name) => tutor.db.collection(name).find({ user_id: userId }, { projection: without }).sort(sort).toArray()),
  );
}

/** A learner whose log is another's without the answers that were taken back, and whose documents a replay makes of it. */
async function twinWithout(undone: ReadonlySet<string>): Promise<string> {
  const { userId } = await tutor.newLearner();
  const log = tutor.db.collection('learning_events');
  await log.deleteMany({ user_id: userId });
  const events = await log.find({ user_id, type: { $ne: 'answer_undone' } }, { projection: { _id: 0 } }).toArray();
  await log.insertMany(events.filter(({ event_id }) => !undone.has(event_id)).map((event) => ({ ...event, user_id: userId })));
  for (const name of DERIVED) await tutor.db.collection(name).deleteMany({ user_id: userId });
  await tutor.engine.replay(userId);
  return userId;
}

const KINDS = ['answer', 'answer', 'answer', 'suspend', 'resume', 'resetConcept', 'reschedule'] as const;
const step = fc.record({
  kind: fc.constantFrom(...KINDS),
  concept: fc.constantFrom('Slope', 'Zeros'),
  correct: fc.boolean(),
  felt: fc.option(fc.constantFrom('hope' as const, 'boredom' as const), { nil: undefined }),
  minute: fc.nat(6 * 60),
  due: fc.constantFrom<(string | Date)[]>('2026-03-04', '2026-04-01', later(3 * DAY + HOUR)),
});
const life = fc.record({
  steps: fc.array(step, { minLength: 6, maxLength: 14, size: 'max' }),
  undone: fc.array(fc.nat(), { minLength: 1, maxLength: 4 }),
});

test('live state is the replay of the log, and with answers taken back that of the log without them, in whatever order events come', async () => {
  await fc.assert(
    fc.asyncProperty(life, async ({ steps, undone }) => {
      tutor.clock.set(START);
      learner = await tutor.newLearner();
      user_id = learner.userId;
      const sessions = [await openSession(learner), await openSession(learner, { started_at: later(3 * HOUR) })] as const;
      tutor.clock.set(later(DAY));
      const answers: string[] = [];
      const met = new Set<string>();
      for (const { kind, concept, minute, due, correct, felt } of steps) {
        const at = { event_id: nextEventId(), occurred_at: later(minute * MINUTE) };
        if (kind === 'answer') {
          const session = sessions[minute < 180 ? 0 : 1];
          await learner.recordAnswer(answerIn(session, { ...at, ...algebra(concept), correct, ...(felt && { emotional_state: felt }) }));
          answers.push(at.event_id);
          met.add(concept);
        } else if (met.has(concept) && (await masteryOf(concept)) !== null) {
          const change = { ...at, ...algebra(concept) };
          if (kind === 'reschedule') await learner.reschedule({ ...change, due });
          else await learner[kind](change);
        }
      }
      await learner.endSession({ session_id: sessions[0], ended_at: later(7 * HOUR) });
      await tutor.engine.aggregateEmotions();
      const taken = new Set(undone.flatMap((place) => answers[place % Math.max(1, answers.length)] ?? []));
      for (const event_id of taken) await learner.undoAnswer({ event_id });
      // One more that comes late, after all the taking back.
      await learner.recordAnswer(answerIn(sessions[0], { ...algebra('Slope'), occurred_at: later(90 * MINUTE + 1) }));
      await tutor.engine.aggregateEmotions();
      const twin = await twinWithout(taken);
      await tutor.engine.aggregateEmotions({ user_id: twin, since: later(-DAY), until: later(2 * DAY) });
      await tutor.engine.rollUp({ since: later(-DAY) });
      expect(await stateOf(user_id)).toEqual(await stateOf(twin));
      expect(await replayed()).toEqual(NOTHING);
    }),
    { numRuns: 6, endOnFailure: true },
  );
}, 120_000);

/** What a learner sees of a concept that is due. */
async function seen(concept: string, at: Date) {
  const [due, next, topics, forecast] = await Promise.all([
    learner.dueReviews({ at }),
    learner.recommend({ at, limit: 100 }),
    learner.progress({ at }),
    learner.query('review_forecast', { at, days: 2 }),
  ]);
  return {
    due: due.rows.some((row) => row.concept === concept),
    recommended: next.rows.some((row) => row.concept === concept),
    counted: topics.rows.reduce((sum, { concepts_due }) => sum + concepts_due, 0),
    forecast: forecast.rows[0]?.reviews,
    overdue: forecast.rows[0]?.overdue,
  };
}
const HIDDEN = { due: false, recommended: false, counted: 0, forecast: 0, overdue: 0 };
const SHOWN = { due: true, recommended: true, counted: 1, forecast: 1, overdue: 1 };

describe('a suspended concept', () => {
  test('is neither due, recommended nor counted; an answer counts and ends no suspension; resumed, it is due as before', async () => {
    await learner.recordAnswer(answerIn(session_id, { ...algebra('Slope'), correct: false }));
    const at = later(9 * DAY);
    expect(await seen('Slope', at)).toEqual(SHOWN);
    tutor.clock.forward(MINUTE);
    const { event_id, ...suspended } = await learner.suspend(algebra('Slope'));
    expect(suspended).toEqual({ ...algebra('Slope'), occurred_at: later(MINUTE) });
    expect(await seen('Slope', at)).toEqual(HIDDEN);
    expect((await learner.mastery()).rows).toMatchObject([{ concept: 'Slope', suspended_at: later(MINUTE) }]);
    await learner.recordAnswer(answerIn(session_id, { ...algebra('Slope'), correct: false }));
    expect(await masteryOf('Slope')).toMatchObject({ evidence: { answers: 2 }, suspended_at: later(MINUTE) });
    expect(await seen('Slope', at)).toEqual(HIDDEN);
    await learner.resume([algebra('Slope')]);
    expect(await seen('Slope', at)).toEqual(SHOWN);
    expect(await replayed()).toEqual(NOTHING);
    expect(event_id).toEqual(expect.any(String));
  });
});

describe('a review that is moved', () => {
  test('comes due on its day or at its instant; the scheduler forgets nothing', async () => {
    await learner.recordAnswer(answerIn(session_id, algebra('Slope')));
    await learner.recordAnswer(answerIn(session_id, algebra('Zeros')));
    const before = await masteryOf('Slope');
    const [day, instant] = await learner.reschedule([
      { ...algebra('Slope'), due: '2026-03-20' },
      { ...algebra('Zeros'), due: later(5 * HOUR) },
    ]);
    // The rollover is at four in the morning in Zurich.
    expect(day?.next_review_date).toEqual(new Date('2026-03-20T03:00:00Z'));
    expect(instant?.next_review_date).toEqual(later(5 * HOUR));
    const after = await masteryOf('Slope');
    expect(after?.models).toEqual(before?.models);
    expect(after?.spaced_repetition_data).toMatchObject({
      next_review_day: 20_532,
      repetition_interval_days: before?.spaced_repetition_data.repetition_interval_days,
    });
    const due = async (at: Date) => (await learner.dueReviews({ at })).rows.map(({ concept }) => concept);
    expect(await due(later(5 * HOUR - 1))).toEqual([]);
    expect(await due(later(5 * HOUR))).toEqual(['Zeros']);
    expect(await due(new Date('2026-03-20T02:59:59Z'))).toEqual(['Zeros']);
    expect(await due(new Date('2026-03-20T03:00:00Z'))).toEqual(['Zeros', 'Slope']);
    expect(await replayed()).toEqual(NOTHING);
  });

  test('is moved once by one event_id, and a list is moved as a whole or not at all', async () => {
    await learner.recordAnswer(answerIn(session_id, algebra('Slope')));
    const change = { event_id: nextEventId(), ...algebra('Slope'), due: '2026-04-01' };
    const first = await learner.reschedule(change);
    await learner.reschedule({ ...algebra('Slope'), due: '2026-05-01' });
    tutor.clock.forward(DAY);
    expect(await learner.reschedule(change)).toEqual(first);
    const before = await masteryOf('Slope');
    for (const [sent, code, where] of [
      [{ ...change, due: '2026-04-02' }, 'event_conflict', 'reschedule.event_id'],
      [
        [
          { ...algebra('Slope'), due: '2026-04-03' },
          { ...algebra('Never met'), due: '2026-04-03' },
        ],
        'not_found',
        'reschedule.1',
      ],
      [[{ ...algebra('Slope'), due: '2026-04-03' }, change, { ...algebra('Slope'), due: '2026-04-04' }], 'invalid_input', 'reschedule.1'],
      [{ ...algebra('Slope'), due: '2026-02-30' }, 'invalid_input', 'reschedule.due'],
      [[], 'invalid_input', 'reschedule'],
    ] as const) {
      expect(await refusalOf(learner.reschedule(sent as never))).toMatchObject({ code, where });
    }
    expect(await masteryOf('Slope')).toEqual(before);
    expect(before?.spaced_repetition_data.next_review_date).toEqual(new Date('2026-05-01T02:00:00Z'));
  });
});

describe('a concept that is reset', () => {
  test('is one that was never met, also for an answer that comes late, and in the same instant', async () => {
    const concept = algebra('Slope');
    await learner.recordAnswer(answerIn(session_id, concept));
    await learner.suspend(concept);
    await learner.resetConcept(concept);
    expect(await masteryOf('Slope')).toBeNull();
    expect((await learner.conceptAnswers(concept)).rows).toHaveLength(1);
    expect(await refusalOf(learner.suspend(concept))).toMatchObject({ code: 'not_found', where: 'suspend' });
    // From before the reset: the log knows it, and nothing is kept of it.
    await learner.recordAnswer(answerIn(session_id, { ...concept, occurred_at: START }));
    await learner.recordAnswers([answerIn(session_id, { ...concept, occurred_at: START })]);
    expect(await masteryOf('Slope')).toBeNull();
    expect(await learner.recordAnswer(answerIn(session_id, concept))).toMatchObject({ concept: 'Slope' });
    expect(await masteryOf('Slope')).toMatchObject({ evidence: { answers: 1 } });
    expect(await replayed()).toEqual(NOTHING);
  });

  test('is met again by another process, and the first does not go on from what it remembers', async () => {
    const [other, elsewhere] = [await tutor.another(), await openSession(learner)];
    const second = other.as({ userId: user_id, role: 'learner' });
    await learner.recordAnswer(answerIn(session_id, algebra('Slope')));
    tutor.clock.forward(MINUTE);
    await second.resetConcept(algebra('Slope'));
    await second.recordAnswer(answerIn(elsewhere, { ...algebra('Slope'), correct: false }));
    tutor.clock.forward(MINUTE);
    await learner.recordAnswer(answerIn(session_id, algebra('Slope')));
    expect(await masteryOf('Slope')).toMatchObject({ evidence: { answers: 2, correct: 1 } });
    expect(await replayed()).toEqual(NOTHING);
  });
});

describe('an answer that is taken back', () => {
  test('is gone from all that counts answers, stays in the log, and its id stays used', async () => {
    const answer = answerIn(session_id, algebra('Slope'));
    const outcome = await learner.recordAnswer(answer);
    tutor.clock.forward(MINUTE);
    const undone = await learner.undoAnswer({ event_id: answer.event_id });
    expect(undone).toEqual({ event_id: answer.event_id, session_id, ...algebra('Slope'), occurred_at: START, undone_at: later(MINUTE) });
    tutor.clock.forward(MINUTE);
    const again = await Promise.all(
      [learner, (await tutor.another()).as({ userId: user_id, role: 'learner' })].map((scope) =>
        scope.undoAnswer({ event_id: answer.event_id }),
      ),
    );
    expect(again).toEqual([undone, undone]);
    expect(await masteryOf('Slope')).toBeNull();
    expect((await learner.conceptAnswers(algebra('Slope'))).rows).toEqual([]);
    const span = { since: later(-DAY), until: later(DAY) };
    expect((await learner.query('learning_effectiveness', { ...span, by: 'difficulty' })).rows).toEqual([]);
    expect((await learner.query('retention_calibration', { ...span, bins: 10 })).rows).toEqual([]);
    const rows = (await learner.sessionEvents({ session_id })).rows;
    expect(rows.map(({ type }) => type).sort()).toEqual(['answer', 'answer_undone', 'session_started']);
    expect(rows.find(({ type }) => type === 'answer')).toMatchObject({ undone_at: later(MINUTE) });
    // The same event again is the same event: it gives its first result, and stays taken back.
    expect(await learner.recordAnswer(answer)).toEqual(outcome);
    expect(await masteryOf('Slope')).toBeNull();
    expect(await tutor.db.collection('learning_events').countDocuments({ user_id, type: 'answer_undone' })).toBe(1);
    expect(await replayed()).toEqual(NOTHING);
  });

  test('leaves the next one to meet the concept, with what the curriculum said', async () => {
    const concept = { subject: 'Physics', topic: randomUUID(), concept: 'Force' };
    await tutor.engine.upsertCurriculum([
      { ...concept, concept: 'Mass' },
      { ...concept, prerequisites: [{ concept: 'Mass' }] },
    ]);
    const first = answerIn(session_id, concept);
    await learner.recordAnswer(first);
    tutor.clock.forward(MINUTE);
    await learner.recordAnswer(answerIn(session_id, concept));
    await learner.undoAnswer({ event_id: first.event_id });
    expect(await masteryOf('Force')).toMatchObject({
      evidence: { answers: 1 },
      mastery_tracking: { first_exposure_date: later(MINUTE) },
      prerequisite_relationships: { prerequisite_concepts: [{ concept: 'Mass' }] },
    });
    expect(await replayed()).toEqual(NOTHING);
  });

  test('must be an answer, and the learner’s own', async () => {
    const stranger = await tutor.newLearner();
    const answer = answerIn(await openSession(stranger));
    await stranger.recordAnswer(answer);
    for (const event_id of [answer.event_id, 'never-sent']) {
      expect(await refusalOf(learner.undoAnswer({ event_id }))).toMatchObject({ code: 'not_found', where: 'undoAnswer.event_id' });
    }
    expect((await stranger.conceptAnswers(algebra('Linear equations'))).rows).toHaveLength(1);
  });
});

test('a watcher is told of answers that are taken back and of concepts that are changed', async () => {
  const answer = answerIn(session_id, algebra('Slope'));
  await learner.recordAnswer(answer);
  const stream = await learner.watch();
  tutor.clock.forward(MINUTE);
  await learner.reschedule({ ...algebra('Slope'), due: later(3 * DAY) });
  await learner.undoAnswer({ event_id: answer.event_id });
  const told = [(await stream.next()).value, (await stream.next()).value];
  await stream.close();
  expect(told).toMatchObject([
    { type: 'concept_changed', change: 'review_rescheduled', concept: 'Slope', next_review_date: later(3 * DAY) },
    { type: 'answer_undone', event_id: answer.event_id, session_id, concept: 'Slope', occurred_at: START },
  ]);
});

test('intervals by what the predictor has learnt of the learner are what the log makes of them, whatever comes late, is taken back or is adopted', async () => {
  const engine = await tutor.another({ scheduler: 'personal' });
  const one = engine.as({ userId: user_id, role: 'learner' });
  const adopted = { fsrs: { stability: 9, difficulty: 5 }, last_review: later(-9 * DAY), due: START };
  await engine.as({ userId: user_id, role: 'system' }).adoptCards([{ ...algebra('Slope'), ...adopted }]);
  const answers = [true, false, true, true].map((correct, place) => ({
    ...answerIn('', { ...algebra('Slope'), correct }),
    day: place * 3,
  }));
  for (const { day, session_id: _, ...answer } of answers) {
    tutor.clock.set(later(day * DAY));
    await one.recordAnswer({ ...answer, occurred_at: tutor.clock.read() });
  }
  expect(await masteryOf('Slope')).toMatchObject({ models: { scheduler: { name: 'personal', version: '1' } } });
  expect((await engine.replay(user_id)).changed).toEqual(NOTHING);
  await one.recordAnswer(answerIn(session_id, { ...algebra('Slope'), correct: false, occurred_at: later(MINUTE) }));
  await one.undoAnswer({ event_id: (answers[1] as (typeof answers)[number]).event_id });
  expect((await engine.replay(user_id)).changed).toEqual(NOTHING);
});

describe('a preview of the ratings', () => {
  test.each([
    ['fsrs', {}],
    ['fsrs with fuzz', { scheduler: { model: 'fsrs', params: { fuzz: true } } }],
    ['sm2', { scheduler: 'sm2' }],
    ['hlr', { scheduler: 'hlr' }],
    ['personal', { scheduler: 'personal' }],
    ['personal with fuzz', { scheduler: { model: 'personal', params: { fuzz: true } } }],
  ] as const)('says what recording then gives, under %s, and writes nothing', async (_, options) => {
    const engine = await tutor.another(options as never);
    for (const rating of [1, 2, 3, 4] as const) {
      const { user_id: userId } = await engine.createLearner(newAccount());
      const one = engine.as({ userId, role: 'learner' });
      tutor.clock.set(START);
      // Never met, met a minute ago, due long since, moved, and suspended: each time what is said is what comes.
      for (const wait of [0, MINUTE, 9 * DAY, 2 * DAY]) {
        tutor.clock.forward(wait);
        if (wait === 2 * DAY) {
          await one.reschedule({ ...algebra('Slope'), due: tutor.clock.read() });
          await one.suspend(algebra('Slope'));
        }
        const counts = () =>
          Promise.all(
            ['learning_events', 'learning_sessions'].map((name) => tutor.db.collection(name).countDocuments({ user_id: userId })),
          );
        const before = await counts();
        const preview = await one.previewRatings(algebra('Slope'));
        expect(await counts()).toEqual(before);
        const said = preview.ratings[rating - 1];
        const { occurred_at } = preview;
        const outcome = await one.recordAnswer({
          event_id: nextEventId(),
          ...algebra('Slope'),
          rating,
          correct: rating > 1,
          response_time_seconds: 7,
          occurred_at,
        });
        const { repetition_interval_days, next_review_date, mastery_level, newly_mastered, predicted } = outcome;
        expect(said).toEqual({
          rating,
          name: ['again', 'hard', 'good', 'easy'][rating - 1],
          correct: rating > 1,
          repetition_interval_days,
          next_review_date,
          mastery_level,
          newly_mastered,
        });
        expect(preview.predicted).toBe(predicted);
      }
    }
  });

  test('of an answer that would come late, and of one in a session, is what the log makes of it', async () => {
    await learner.recordAnswer(answerIn(session_id, { ...algebra('Slope'), occurred_at: START }));
    tutor.clock.forward(HOUR);
    await learner.recordAnswer(answerIn(session_id, { ...algebra('Slope'), correct: false }));
    const moment = { session_id, occurred_at: later(MINUTE) };
    const { ratings } = await learner.previewRatings({ ...algebra('Slope'), ...moment });
    const outcome = await learner.recordAnswer(answerIn(session_id, { ...algebra('Slope'), ...moment, rating: 4 }));
    expect(ratings[3]).toMatchObject({ next_review_date: outcome.next_review_date, mastery_level: outcome.mastery_level });
    const early = learner.previewRatings({ ...algebra('Slope'), session_id, occurred_at: later(-DAY) });
    expect(await refusalOf(early)).toMatchObject({ code: 'outside_session', where: 'previewRatings' });
    expect(await refusalOf(learner.previewRatings({ ...algebra('Slope'), session_id: 'unknown' }))).toMatchObject({ code: 'not_found' });
  });
});
