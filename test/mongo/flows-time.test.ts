import { createEngine, type LearnerScope, type RecordAnswerInput } from 'adaptive-learning-engine';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { refusalOf } from '../support/refusal.js';
import { startStandalone } from '../support/standalone-server.js';
import { DAY, HOUR, later, MINUTE, START } from '../support/stopped-clock.js';
import { answerIn, newAccount, nextEventId, openSession, openTutor, type Tutor } from '../support/tutor.js';

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

/** Everything that is derived of a learner, without what MongoDB and the clock of arrival put there. */
async function stateOf(userId: string): Promise<unknown> {
  const state: Record<string, unknown> = {};
  for (const name of ['learning_sessions', 'content_mastery', 'learning_dna']) {
    const documents = await tutor.db
      .collection(name)
      .find({ user_id: userId }, { projection: { _id: 0, revision: 0 } })
      .sort({ session_id: 1, concept: 1 })
      .toArray();
    state[name] = documents;
  }
  return state;
}

describe('sent again', () => {
  test('an answer gives its first result to the bit, at once, later, and after the session has ended', async () => {
    const answer = answerIn(session_id, { metadata: { b: 1, a: 2 } });
    const first = await learner.recordAnswer(answer);
    expect(await learner.recordAnswer(answer)).toEqual(first);
    tutor.clock.set(later(HOUR));
    await learner.recordAnswer(answerIn(session_id, { correct: false }));
    // The order of an object's keys says nothing.
    expect(await learner.recordAnswer({ ...answer, metadata: { a: 2, b: 1 } })).toEqual(first);
    await learner.endSession({ session_id });
    tutor.clock.set(later(2 * HOUR));
    const before = await stateOf(user_id);
    expect(await learner.recordAnswer(answer)).toEqual(first);
    expect(await stateOf(user_id)).toEqual(before);
    expect(await tutor.db.collection('learning_events').countDocuments({ user_id, type: 'answer' })).toBe(2);
  });

  test('at the same time, by one process and by several, it is counted once', async () => {
    const answer = answerIn(session_id);
    const engines = await Promise.all([tutor.another(), tutor.another()]);
    const scopes = [learner, ...engines.map((engine) => engine.as({ userId: user_id, role: 'learner' }))];
    const outcomes = await Promise.all([...scopes, ...scopes].map((scope) => scope.recordAnswer(answer)));
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
    expect(await tutor.db.collection('content_mastery').findOne({ user_id })).toMatchObject({ evidence: { answers: 1 }, revision: 0 });
  });

  test.each([
    ['another answer', (answer: RecordAnswerInput) => learner.recordAnswer({ ...answer, correct: false })],
    ['another time', (answer: RecordAnswerInput) => learner.recordAnswer({ ...answer, occurred_at: later(1) })],
    ['one more field', (answer: RecordAnswerInput) => learner.recordAnswer({ ...answer, item_id: 'q' })],
    [
      'another kind of event',
      ({ event_id }: RecordAnswerInput) => learner.applyIntervention({ event_id, session_id, intervention_type: 'a', reason: 'b' }),
    ],
    [
      'an emotion',
      ({ event_id }: RecordAnswerInput) => learner.recordEmotion({ event_id, session_id, emotion: 'hope', intensity: 1, confidence: 1 }),
    ],
  ])('under a used id, %s is a conflict and changes nothing', async (_, again) => {
    const answer = answerIn(session_id);
    await learner.recordAnswer(answer);
    const before = await stateOf(user_id);
    expect(await refusalOf(again(answer))).toMatchObject({ code: 'event_conflict', where: expect.stringMatching(/\.event_id$/) });
    expect(await stateOf(user_id)).toEqual(before);
  });

  test('under the id of another learner’s event, it is this learner’s own', async () => {
    const stranger = await tutor.newLearner();
    const answer = answerIn(session_id, { event_id: 'shared' });
    await learner.recordAnswer(answer);
    const theirs = await stranger.recordAnswer(answerIn(await openSession(stranger), { event_id: 'shared', correct: false }));
    expect(theirs.correct).toBe(false);
  });
});

describe('late', () => {
  const events = () => {
    const at = (minutes: number) => ({ occurred_at: later(minutes * MINUTE) });
    return [
      (scope: LearnerScope, id: string) => scope.recordAnswer(answerIn(id, { ...at(1), event_id: 'a1', correct: false })),
      (scope: LearnerScope, id: string) =>
        scope.recordEmotion({
          ...at(2),
          event_id: 'e1',
          session_id: id,
          emotion: 'frustration',
          intensity: 1,
          confidence: 1,
          trigger: 't',
        }),
      (scope: LearnerScope, id: string) => scope.recordAnswer(answerIn(id, { ...at(3), event_id: 'a2', strategy: 's' })),
      (scope: LearnerScope, id: string) =>
        scope.recordInteraction({ ...at(4), event_id: 'i1', session_id: id, interaction_type: 'question', user_input: 'Why?' }),
      (scope: LearnerScope, id: string) =>
        scope.applyIntervention({ ...at(5), event_id: 'n1', session_id: id, intervention_type: 'hint', reason: 'r' }),
      (scope: LearnerScope, id: string) => scope.recordAnswer(answerIn(id, { ...at(6), event_id: 'a3', concept: 'Inequalities' })),
      (scope: LearnerScope, id: string) => scope.recordAnswer(answerIn(id, { ...at(7), event_id: 'a4' })),
    ];
  };

  test.each([
    ['backwards', [6, 5, 4, 3, 2, 1, 0]],
    ['shuffled', [3, 0, 6, 1, 5, 2, 4]],
    ['all at once', undefined],
  ])('%s, a learner’s documents end as if everything had come in time', async (_, order) => {
    tutor.clock.set(later(HOUR));
    for (const record of events()) await record(learner, session_id);
    const scope = await tutor.newLearner();
    const id = await openSession(scope, { started_at: START });
    const waiting = events();
    if (order === undefined) await Promise.all(waiting.map((record) => record(scope, id)));
    else for (const index of order) await waiting[index]?.(scope, id);
    const [inOrder, late] = [await stateOf(user_id), await stateOf(scope.userId)];
    const ids = [user_id, scope.userId, session_id, id];
    // The two are of two learners, whose accounts were made an hour apart.
    const shared = (state: unknown): unknown =>
      JSON.parse(JSON.stringify(state), (key, value) => {
        if (key === 'created_at' || (key === 'assessment_history' && Array.isArray(value))) return 'at creation';
        if (key === 'last_assessed' || key === 'updated_at') return 'at creation';
        return typeof value === 'string' ? ids.reduce((text, own) => text.replaceAll(own, 'own'), value) : value;
      });
    expect(shared(late)).toEqual(shared(inOrder));
    expect(await tutor.engine.replay(scope.userId)).toMatchObject({
      changed: { learning_sessions: 0, content_mastery: 0, learning_dna: 0 },
    });
  });

  test('an answer of before the end is taken after it, and the outcome and the DNA are put right', async () => {
    await learner.recordAnswer(answerIn(session_id, { occurred_at: START }));
    tutor.clock.set(later(HOUR));
    await learner.endSession({ session_id });
    const outcome = await learner.recordAnswer(answerIn(session_id, { correct: false, occurred_at: later(30 * MINUTE) }));
    expect(outcome.occurred_at).toEqual(later(30 * MINUTE));
    const session = await tutor.db.collection('learning_sessions').findOne({ session_id });
    expect(session).toMatchObject({ ended_at: later(HOUR), performance_metrics: { questions_attempted: 2, accuracy_percentage: 50 } });
    expect((await learner.profile())?.learning_dna).toMatchObject({ evidence: { sessions: 1, answers: 2 } });
  });

  test('a session of an offline phone, sent whole after a later one, comes before it', async () => {
    tutor.clock.set(later(DAY));
    const second = await openSession(learner);
    await learner.recordAnswer(answerIn(second));
    tutor.clock.forward(HOUR);
    await learner.endSession({ session_id: second });
    await learner.recordAnswer(answerIn(session_id, { occurred_at: later(MINUTE), correct: false }));
    await learner.endSession({ session_id, ended_at: later(HOUR) });
    expect(await tutor.db.collection('content_mastery').findOne({ user_id })).toMatchObject({
      mastery_tracking: { first_exposure_date: later(MINUTE), last_practiced_date: later(DAY) },
      learning_history: [
        { session_id, activity_type: 'introduction' },
        { session_id: second, activity_type: 'practice' },
      ],
    });
    expect((await learner.profile())?.learning_dna).toMatchObject({ evidence: { sessions: 2 }, updated_at: later(DAY + HOUR) });
    expect(await tutor.engine.replay(user_id)).toMatchObject({ changed: { learning_sessions: 0, content_mastery: 0, learning_dna: 0 } });
  });
});

describe('outside its session', () => {
  const others = (occurred_at: Date) => ({
    recordAnswer: () => learner.recordAnswer(answerIn(session_id, { occurred_at })),
    recordInteraction: () => learner.recordInteraction({ event_id: nextEventId(), session_id, occurred_at, interaction_type: 'question' }),
    recordEmotion: () =>
      learner.recordEmotion({ event_id: nextEventId(), session_id, occurred_at, emotion: 'hope', intensity: 1, confidence: 1 }),
    applyIntervention: () =>
      learner.applyIntervention({ event_id: nextEventId(), session_id, occurred_at, intervention_type: 'a', reason: 'b' }),
  });

  test.each(['recordAnswer', 'recordInteraction', 'recordEmotion', 'applyIntervention'] as const)(
    '%s is refused before the start and after the end',
    async (call) => {
      tutor.clock.set(later(HOUR));
      const before = await stateOf(user_id);
      expect(await refusalOf(others(later(-2 * MINUTE - 1))[call]())).toMatchObject({ code: 'outside_session' });
      expect(await stateOf(user_id)).toEqual(before);
      await learner.endSession({ session_id, ended_at: later(HOUR) });
      tutor.clock.set(later(2 * HOUR));
      const ended = await stateOf(user_id);
      expect(await refusalOf(others(later(HOUR + 2 * MINUTE + 1))[call]())).toMatchObject({ code: 'outside_session' });
      expect(await stateOf(user_id)).toEqual(ended);
      // The last instant still belongs to it.
      await others(later(HOUR))[call]();
    },
  );

  test('an end before the last event is refused, and one before the start', async () => {
    tutor.clock.set(later(HOUR));
    await learner.recordAnswer(answerIn(session_id));
    expect(await refusalOf(learner.endSession({ session_id, ended_at: later(MINUTE) }))).toMatchObject({ code: 'outside_session' });
    expect(await refusalOf(learner.endSession({ session_id, ended_at: later(-MINUTE) }))).toMatchObject({ code: 'outside_session' });
    expect(await tutor.db.collection('learning_sessions').findOne({ session_id })).not.toHaveProperty('ended_at');
  });

  test('of another learner, every call says not_found and nothing of theirs', async () => {
    const stranger = await tutor.newLearner();
    await learner.recordAnswer(answerIn(session_id, { concept: 'Secret concept' }));
    const { intervention_id } = await learner.applyIntervention({ event_id: 'mine', session_id, intervention_type: 'a', reason: 'b' });
    const before = await stateOf(user_id);
    const calls = [
      () => stranger.recordAnswer(answerIn(session_id, { concept: 'Secret concept' })),
      () => stranger.recordInteraction({ event_id: nextEventId(), session_id, interaction_type: 'question' }),
      () => stranger.recordEmotion({ event_id: nextEventId(), session_id, emotion: 'hope', intensity: 1, confidence: 1 }),
      () => stranger.applyIntervention({ event_id: nextEventId(), session_id, intervention_type: 'a', reason: 'b' }),
      () => stranger.rateIntervention({ event_id: nextEventId(), session_id, intervention_id, effectiveness_rating: 1 }),
      () => stranger.endSession({ session_id }),
    ];
    for (const call of calls) {
      const refusal = await refusalOf(call());
      expect(refusal.code).toBe('not_found');
      for (const secret of [user_id, session_id, 'Secret', `${user_id}@example.org`]) expect(refusal.message).not.toContain(secret);
    }
    expect((await stranger.sessionEvents({ session_id })).rows).toEqual([]);
    expect(await stateOf(user_id)).toEqual(before);
    expect(await tutor.db.collection('learning_events').countDocuments({ user_id: stranger.userId })).toBe(1);
  });
});

describe('a device whose clock runs ahead', () => {
  test('is believed for a day, and no further', async () => {
    await learner.recordAnswer(answerIn(session_id, { occurred_at: later(DAY) }));
    const refusal = await refusalOf(learner.recordAnswer(answerIn(session_id, { occurred_at: later(DAY + 1) })));
    expect(refusal).toMatchObject({ code: 'invalid_input', where: 'recordAnswer.occurred_at' });
    // What comes in time after that is late by its clock, and still counts.
    await learner.recordAnswer(answerIn(session_id));
    expect(await tutor.db.collection('content_mastery').findOne({ user_id })).toMatchObject({ evidence: { answers: 2 } });
  });
});

describe('a signal', () => {
  const calls = (signal: AbortSignal) => ({
    createLearner: () => tutor.engine.createLearner(newAccount(), { signal }),
    upsertCurriculum: () => tutor.engine.upsertCurriculum([{ subject: 's', topic: 't', concept: 'c' }], { signal }),
    replay: () => tutor.engine.replay(user_id, { signal }),
    startSession: () => learner.startSession({ session_type: 'study', subject: 'Algebra' }, { signal }),
    recordAnswer: () => learner.recordAnswer(answerIn(session_id), { signal }),
    recordInteraction: () => learner.recordInteraction({ event_id: nextEventId(), session_id, interaction_type: 'question' }, { signal }),
    recordEmotion: () =>
      learner.recordEmotion({ event_id: nextEventId(), session_id, emotion: 'hope', intensity: 1, confidence: 1 }, { signal }),
    applyIntervention: () =>
      learner.applyIntervention({ event_id: nextEventId(), session_id, intervention_type: 'a', reason: 'b' }, { signal }),
    endSession: () => learner.endSession({ session_id }, { signal }),
    updatePreferences: () => learner.updatePreferences({ privacy_settings: { public_profile: true } }, { signal }),
    recommend: () => learner.recommend({}, { signal }),
    dueReviews: () => learner.dueReviews({ within: 'today' }, { signal }),
    profile: () => learner.profile({ signal }),
    mastery: () => learner.mastery({}, { signal }),
    progress: () => learner.progress({}, { signal }),
    recentSessions: () => learner.recentSessions({}, { signal }),
    sessionEvents: () => learner.sessionEvents({ session_id }, { signal }),
    conceptAnswers: () => learner.conceptAnswers({ subject: 's', topic: 't', concept: 'c' }, { signal }),
  });
  const names = Object.keys(calls(AbortSignal.abort())) as (keyof ReturnType<typeof calls>)[];

  test.each(names)('that was given before %s stops it, and nothing is written', async (name) => {
    const before = [await stateOf(user_id), await tutor.db.collection('users').findOne({ user_id })];
    expect(await refusalOf(calls(AbortSignal.abort(new RangeError('mine')))[name]())).toMatchObject({ code: 'aborted' });
    expect([await stateOf(user_id), await tutor.db.collection('users').findOne({ user_id })]).toEqual(before);
  });

  test.each(names)('that comes while %s is under way ends it in order: done, or refused with nothing written', async (name) => {
    const controller = new AbortController();
    const log = () => tutor.db.collection('learning_events').countDocuments({ user_id });
    const before = await log();
    const call = calls(controller.signal)[name]();
    await new Promise((resolve) => setImmediate(resolve));
    controller.abort('gone');
    const done = await call.then(
      () => true,
      (error: unknown) => {
        expect(error).toMatchObject({ name: 'AdaptiveLearningError', code: 'aborted' });
        return false;
      },
    );
    if (!done) expect(await log()).toBe(before);
    expect(await tutor.engine.replay(user_id)).toMatchObject({ changed: { learning_sessions: 0, content_mastery: 0, learning_dna: 0 } });
  });
});

describe('where others keep changing the same documents', () => {
  test('a call that has no more time to try says so in the library’s own terms', async () => {
    const impatient = (await tutor.another({ deadlineMs: 500 })).as({ userId: user_id, role: 'learner' });
    tutor.clock.set(later(HOUR));
    await learner.recordAnswer(answerIn(session_id));
    // Somebody else is in the middle of writing the session.
    await tutor.db.client.withSession(async (session) => {
      session.startTransaction();
      await tutor.db.collection('learning_sessions').updateOne({ session_id }, { $inc: { revision: 1 } }, { session });
      const late = impatient.recordAnswer(answerIn(session_id, { occurred_at: later(MINUTE) }));
      expect(await refusalOf(late)).toMatchObject({ code: 'database_unavailable', where: 'recordAnswer' });
      await session.abortTransaction();
    });
    await impatient.recordAnswer(answerIn(session_id, { occurred_at: later(MINUTE) }));
  });
});

describe('on a server without transactions', () => {
  test('no engine is made, however it is told of its database, and nothing is stored', async () => {
    await using server = await startStandalone();
    const db = server.client.db('standalone');
    const uri = `mongodb://${server.address}/standalone?directConnection=true`;
    for (const options of [{ db }, { uri }]) {
      const refusal = await refusalOf(createEngine(options));
      expect(refusal).toMatchObject({ code: 'replica_set_required', where: 'createEngine' });
      expect(refusal.message).toContain('--replSet');
      expect(refusal.message).toContain('rs.initiate()');
    }
    expect(await db.listCollections({}, { nameOnly: true }).toArray()).toEqual([]);
  });
});
