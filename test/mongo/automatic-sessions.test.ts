import type { AnswerOutcome, ImportedAnswerInput, LearnerScope, RecordAnswerInput } from 'adaptive-learning-engine';
import { createEngine } from 'adaptive-learning-engine';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { refusalOf } from '../support/refusal.js';
import { HOUR, later, MINUTE, START } from '../support/stopped-clock.js';
import { answerIn, nextEventId, openSession, openTutor, type Tutor } from '../support/tutor.js';

let tutor: Tutor;
let learner: LearnerScope;

beforeAll(async () => {
  tutor = await openTutor();
});
afterAll(() => tutor[Symbol.asyncDispose]());
beforeEach(async () => {
  tutor.clock.set(START);
  learner = await tutor.newLearner();
});

/** An answer that names no session. */
function answer(minutes: number, more: Partial<RecordAnswerInput> = {}): RecordAnswerInput {
  const { session_id, ...rest } = answerIn('none', { occurred_at: later(minutes * MINUTE), ...more });
  return rest;
}

/** The learner's sessions in chronological order, each with when its answers were given. */
async function sessionsOf({ userId }: LearnerScope) {
  const sessions = await tutor.db.collection('learning_sessions').find({ user_id: userId }).sort({ started_at: 1 }).toArray();
  const answers = await tutor.db.collection('learning_events').find({ user_id: userId, type: 'answer' }).sort({ occurred_at: 1 }).toArray();
  const minutes = (at: Date | undefined) => (at === undefined ? undefined : (at.getTime() - START.getTime()) / MINUTE);
  return sessions.map((session) => ({
    started: minutes(session['started_at']),
    ended: minutes(session['ended_at']),
    answers: answers.filter((event) => event['session_id'] === session['session_id']).map((event) => minutes(event['occurred_at'])),
    counted: session['performance_metrics'].questions_attempted,
  }));
}

const expectUnchangedByReplay = async ({ userId }: LearnerScope) => {
  const { changed } = await tutor.engine.replay(userId);
  expect(changed).toEqual({ learning_sessions: 0, content_mastery: 0, learning_dna: 0 });
};

describe('an answer without a session', () => {
  test('opens one, and those that follow within the idle time join it; a gap closes it at its last event and opens another', async () => {
    tutor.clock.set(later(3 * HOUR));
    for (const minutes of [0, 10, 40, 71, 80]) await learner.recordAnswer(answer(minutes));
    expect(await sessionsOf(learner)).toEqual([
      { started: 0, ended: 40, answers: [0, 10, 40], counted: 3 },
      { started: 71, ended: undefined, answers: [71, 80], counted: 2 },
    ]);
    const profile = await learner.profile();
    expect(profile?.learning_dna?.evidence).toMatchObject({ sessions: 1, minutes: 10, answers: 3 });
    await expectUnchangedByReplay(learner);
  });

  test('goes by the engine’s own limit', async () => {
    const quick = await tutor.another({ sessions: { idleMinutes: 5 } });
    tutor.clock.set(later(3 * HOUR));
    const scope = quick.as({ userId: learner.userId, role: 'learner' });
    for (const minutes of [0, 5, 11]) await scope.recordAnswer(answer(minutes));
    expect((await sessionsOf(learner)).map(({ answers }) => answers)).toEqual([[0, 5], [11]]);
    for (const sessions of [
      { idleMinutes: 0 },
      { idleMinutes: -1 },
      { idleMinutes: Number.NaN },
      { idleMinutes: 1441 },
      { idle: 3 },
      5,
      null,
    ]) {
      const refused = createEngine({ db: tutor.db, sessions: sessions as never });
      expect(await refusalOf(refused)).toMatchObject({ code: 'invalid_input', where: expect.stringMatching(/^createEngine\.sessions/) });
    }
  });

  test('sent again gives the first result and opens nothing, also when it was the one that opened', async () => {
    tutor.clock.set(later(3 * HOUR));
    const sent = [0, 20, 90].map((minutes) => answer(minutes));
    const first: AnswerOutcome[] = [];
    for (const one of sent) first.push(await learner.recordAnswer(one));
    const before = await sessionsOf(learner);
    const other = (await tutor.another()).as({ userId: learner.userId, role: 'learner' });
    for (const scope of [learner, other]) {
      for (const [index, one] of sent.entries()) {
        expect(await scope.recordAnswer(one)).toEqual(first[index]);
        expect(await scope.recordAnswer({ ...one, session_id: first[index]?.session_id as string })).toEqual(first[index]);
      }
      expect(await scope.recordAnswers(sent)).toMatchObject({ alreadyRecorded: 3, recorded: 0, refused: 0 });
    }
    expect(await sessionsOf(learner)).toEqual(before);
    expect(await refusalOf(learner.recordAnswer({ ...(sent[0] as RecordAnswerInput), concept: 'Slope' }))).toMatchObject({
      code: 'event_conflict',
    });
  });

  test('of one instant, from many processes at once, opens exactly one session', async () => {
    const engines = await Promise.all([1, 2, 3].map(() => tutor.another()));
    for (const start of [0, 120, 240]) {
      tutor.clock.set(later((start + 20) * MINUTE));
      await Promise.all(
        engines.map((engine, n) =>
          engine.as({ userId: learner.userId, role: 'learner' }).recordAnswer(answer(start, { concept: `concept ${n}` })),
        ),
      );
    }
    expect((await sessionsOf(learner)).map(({ counted }) => counted)).toEqual([3, 3, 3]);
    await expectUnchangedByReplay(learner);
  });

  test('may be of any subject: a session counts each, and is called by its first', async () => {
    tutor.clock.set(later(3 * HOUR));
    await learner.recordAnswer(answer(0, { subject: 'History', topic: 'Rome', concept: 'Caesar' }));
    await learner.recordAnswer(answer(1));
    await learner.recordAnswer(answer(2, { correct: false }));
    await learner.recordAnswer(answer(60));
    const profile = await learner.profile();
    expect(profile?.learning_dna?.evidence.subjects).toMatchObject({
      History: { sessions: 1, answers: 1, correct: 1, concepts_introduced: 1 },
      Algebra: { sessions: 1, answers: 2, correct: 1, concepts_introduced: 1 },
    });
    const { rows } = await learner.recentSessions();
    expect(rows.map(({ session_context }) => session_context.subject)).toEqual(['Algebra', 'History']);
  });

  test('joins the session that the learner started', async () => {
    const session_id = await openSession(learner);
    tutor.clock.forward(10 * MINUTE);
    expect(await learner.recordAnswer(answer(10))).toMatchObject({ session_id });
    await learner.endSession({ session_id, ended_at: later(11 * MINUTE) });
    tutor.clock.forward(10 * MINUTE);
    expect((await learner.recordAnswer(answer(20))).session_id).not.toBe(session_id);
  });

  test('is refused for a learner without an account, as are many', async () => {
    const nobody = tutor.engine.as({ userId: 'nobody', role: 'system' });
    expect(await refusalOf(nobody.recordAnswer(answer(0)))).toMatchObject({ code: 'not_found' });
    expect(await refusalOf(nobody.recordAnswers([answer(0)]))).toMatchObject({ code: 'not_found' });
  });
});

describe('a session of the engine’s own', () => {
  test('takes what else is recorded without a session', async () => {
    const interaction = await learner.recordInteraction({ event_id: nextEventId(), interaction_type: 'question' });
    const emotion = await learner.recordEmotion({ event_id: nextEventId(), emotion: 'hope', intensity: 0.5, confidence: 0.9 });
    const { intervention_id, session_id } = await learner.applyIntervention({
      event_id: nextEventId(),
      intervention_type: 'hint',
      reason: 'stuck',
    });
    await learner.rateIntervention({ event_id: nextEventId(), intervention_id, effectiveness_rating: 4 });
    await learner.recordAnswer(answer(0));
    expect([interaction.session_id, emotion.session_id]).toEqual([session_id, session_id]);
    expect(await tutor.db.collection('learning_events').countDocuments({ user_id: learner.userId, session_id })).toBe(6);
    expect(await learner.activeSession()).toMatchObject({ session_id, automatic: true, session_context: { subject: 'Algebra' } });
    await expectUnchangedByReplay(learner);
  });

  test('is the active one until its idle time is over; there is none before and after', async () => {
    expect(await learner.activeSession()).toBeNull();
    const { session_id } = await learner.recordAnswer(answer(0));
    tutor.clock.set(later(30 * MINUTE));
    expect(await learner.activeSession()).toMatchObject({ session_id, started_at: START, last_event_at: START });
    tutor.clock.set(later(30 * MINUTE + 1));
    expect(await learner.activeSession()).toBeNull();
    const own = await openSession(learner);
    expect(await learner.activeSession()).toMatchObject({ session_id: own });
    await learner.endSession({ session_id: own });
    expect(await learner.activeSession()).toBeNull();
  });
});

describe('late answers without a session', () => {
  const MINUTES = [0, 5, 20, 45, 100, 110, 180, 200, 229];

  test('end in the sessions and the state of those that came in time, as far as each joins what is there', async () => {
    tutor.clock.set(later(5 * HOUR));
    const inTime = await tutor.newLearner();
    for (const minutes of MINUTES) await inTime.recordAnswer(answer(minutes, { concept: `concept ${minutes % 4}` }));
    const late = await tutor.newLearner();
    for (const minutes of [0, 100, 180, 20, 5, 110, 200, 45, 229])
      await late.recordAnswer(answer(minutes, { concept: `concept ${minutes % 4}` }));
    const bulk = await tutor.newLearner();
    await bulk.recordAnswers(MINUTES.map((minutes) => answer(minutes, { concept: `concept ${minutes % 4}` })).reverse());
    const expected = await sessionsOf(inTime);
    expect(expected.map(({ answers }) => answers)).toEqual([
      [0, 5, 20, 45],
      [100, 110],
      [180, 200, 229],
    ]);
    expect(expected.map(({ ended }) => ended)).toEqual([45, 110, undefined]);
    expect(await sessionsOf(bulk)).toEqual(expected);
    const { rows: levels } = await inTime.mastery();
    expect((await bulk.mastery()).rows).toEqual(levels);
    // 45 is more than the idle time behind what the first session held when it was closed.
    expect((await sessionsOf(late)).map(({ answers }) => answers)).toEqual([[0, 5, 20], [45], [100, 110], [180, 200, 229]]);
    for (const scope of [inTime, late, bulk]) await expectUnchangedByReplay(scope);
  });

  test('of many learners at once end as one by one', async () => {
    tutor.clock.set(later(5 * HOUR));
    const learners = await Promise.all(Array.from({ length: 6 }, () => tutor.newLearner()));
    const rows: ImportedAnswerInput[] = learners.flatMap(({ userId }, n) =>
      MINUTES.map((minutes) => ({ ...answer(minutes + n, { concept: `concept ${minutes % 3}` }), user_id: userId })),
    );
    expect(await tutor.engine.recordAnswers(rows)).toMatchObject({ recorded: rows.length, refused: 0 });
    const alone = await tutor.newLearner();
    for (const minutes of MINUTES) await alone.recordAnswer(answer(minutes, { concept: `concept ${minutes % 3}` }));
    expect(await sessionsOf(learners[0] as LearnerScope)).toEqual(await sessionsOf(alone));
    for (const scope of learners) await expectUnchangedByReplay(scope);
  });
});

describe('endSession without a session_id', () => {
  test('ends the session that the learner is in, by whomever it was opened, and says so where there is none', async () => {
    expect(await refusalOf(learner.endSession())).toMatchObject({
      code: 'not_found',
      where: 'endSession.session_id',
      received: 'a learner without one',
    });
    const { session_id } = await learner.recordAnswer(answer(0));
    expect(await learner.endSession({ user_satisfaction_rating: 4 })).toMatchObject({ session_id, ended_at: START });
    const named = await openSession(learner);
    tutor.clock.set(later(10 * MINUTE));
    expect(await learner.endSession()).toMatchObject({ session_id: named, ended_at: later(10 * MINUTE) });
    expect(await refusalOf(learner.endSession({ ended_at: later(5 * MINUTE) }))).toMatchObject({ code: 'not_found' });
    await expectUnchangedByReplay(learner);
  });
});

test('a session with several subjects is found by each of them, whatever they are called', async () => {
  const subjects = ['Algebra', 'a.b', '$where'];
  const session_id = await openSession(learner, { subject: 'Algebra' });
  await learner.recordAnswer(answerIn(session_id, { subject: 'a.b' }));
  await learner.recordAnswer(answerIn(session_id, { subject: '$where', correct: false }));
  await learner.recordAnswer(answerIn(session_id, { subject: '$where' }));
  const span = { since: START, until: later(HOUR) };
  const found = async (subject: string) => {
    const history = await learner.query('session_history', { ...span, subject });
    const study = await tutor.engine.query('class_study', { ...span, user_ids: [learner.userId], subject });
    return [history.rows.map((row) => row.session_id), study.rows.map(({ questions, correct }) => [questions, correct])];
  };
  expect(await Promise.all(subjects.map(found))).toEqual([
    [[session_id], [[0, 0]]],
    [[session_id], [[1, 1]]],
    [[session_id], [[2, 1]]],
  ]);
  expect(await found('History')).toEqual([[], []]);
});
