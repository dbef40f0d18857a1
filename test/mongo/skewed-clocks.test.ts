import type { Engine, LearnerScope } from 'adaptive-learning-engine';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { refusalOf } from '../support/refusal.js';
import { HOUR, later, MINUTE, START, StoppedClock } from '../support/stopped-clock.js';
import { answerIn, nextEventId, openSession, openTutor, type Tutor } from '../support/tutor.js';

const SECOND = 1_000;

let tutor: Tutor;
let learner: LearnerScope;
/** The same learner at a second backend, whose clock is its own. */
let elsewhere: LearnerScope;
let clock: StoppedClock;
let session_id: string;

beforeAll(async () => {
  tutor = await openTutor();
});
afterAll(() => tutor[Symbol.asyncDispose]());
beforeEach(async () => {
  tutor.clock.set(START);
  clock = new StoppedClock();
  const other: Engine = await tutor.another({ clock: clock.read });
  learner = await tutor.newLearner();
  elsewhere = other.as({ userId: learner.userId, role: 'learner' });
  session_id = await openSession(learner);
});

const sessionOf = async () => (await tutor.engine.repositories.learning_sessions.own(learner.userId, session_id)) ?? expect.unreachable();
const eventOf = (event_id: string) => tutor.db.collection('learning_events').findOne({ user_id: learner.userId, event_id });
const unchanged = { changed: { learning_sessions: 0, content_mastery: 0, learning_dna: 0 } };

describe('a device whose clock is a little off', () => {
  const OFF = [
    ['a second before the start', -SECOND, 0],
    ['two minutes before the start', -2 * MINUTE, 0],
    ['a second after the end', HOUR + SECOND, HOUR],
    ['two minutes after the end', HOUR + 2 * MINUTE, HOUR],
  ] as const;

  test.each(OFF)('%s: the answer is kept, at the bound of its session, with the time that was claimed', async (_, claimed, at) => {
    tutor.clock.set(later(2 * HOUR));
    await learner.endSession({ session_id, ended_at: later(HOUR) });
    const answer = answerIn(session_id, { occurred_at: later(claimed) });
    const first = await learner.recordAnswer(answer);
    expect(first.occurred_at).toEqual(later(at));
    expect(await eventOf(answer.event_id)).toMatchObject({ occurred_at: later(at), claimed_at: later(claimed) });
    expect(await learner.recordAnswer(answer)).toEqual(first);
    expect(await refusalOf(learner.recordAnswer({ ...answer, occurred_at: later(claimed + 1) }))).toMatchObject({ code: 'event_conflict' });
    const imported = { ...answerIn(session_id, { occurred_at: later(claimed) }) };
    expect(await learner.recordAnswers([imported, imported, answer])).toMatchObject({ recorded: 1, alreadyRecorded: 2, refused: 0 });
    expect(await eventOf(imported.event_id)).toMatchObject({ occurred_at: later(at), claimed_at: later(claimed) });
    expect(await tutor.engine.replay(learner.userId)).toMatchObject(unchanged);
  });

  test.each([-2 * MINUTE - 1, HOUR + 2 * MINUTE + 1])('%i ms from the start is too far off, also in an import', async (claimed) => {
    tutor.clock.set(later(2 * HOUR));
    await learner.endSession({ session_id, ended_at: later(HOUR) });
    const answer = answerIn(session_id, { occurred_at: later(claimed) });
    expect(await refusalOf(learner.recordAnswer(answer))).toMatchObject({ code: 'outside_session' });
    expect((await learner.recordAnswers([answer])).refusals).toMatchObject([{ error: { code: 'outside_session' } }]);
  });

  test('ends the session a little before its last event: at it', async () => {
    tutor.clock.set(later(HOUR));
    await learner.recordAnswer(answerIn(session_id));
    expect(await learner.endSession({ session_id, ended_at: later(HOUR - SECOND) })).toMatchObject({ ended_at: later(HOUR) });
    expect(await learner.endSession({ session_id, ended_at: later(HOUR - SECOND) })).toMatchObject({ ended_at: later(HOUR) });
  });
});

describe('a backend whose clock is behind', () => {
  test.each([800, HOUR])('by %i ms refuses nothing that happens now, and ends the session', async (behind) => {
    tutor.clock.set(later(MINUTE));
    await learner.recordAnswer(answerIn(session_id));
    clock.set(later(MINUTE - behind));
    const answer = answerIn(session_id);
    const first = await elsewhere.recordAnswer(answer);
    expect(first.occurred_at.getTime()).toBeGreaterThanOrEqual(START.getTime());
    expect(await elsewhere.recordAnswer(answer)).toEqual(first);
    expect(await learner.recordAnswer(answer)).toEqual(first);
    await elsewhere.recordEmotion({ event_id: nextEventId(), session_id, emotion: 'hope', intensity: 1, confidence: 1 });
    const { intervention_id } = await learner.applyIntervention({
      event_id: nextEventId(),
      session_id,
      intervention_type: 'a',
      reason: 'b',
    });
    await elsewhere.rateIntervention({ event_id: nextEventId(), session_id, intervention_id, effectiveness_rating: 4 });
    expect((await elsewhere.recordAnswers([answerIn(session_id)])).refused).toBe(0);
    const { ended_at } = await elsewhere.endSession({ session_id });
    expect(ended_at?.getTime()).toBeGreaterThanOrEqual(later(MINUTE).getTime());
    expect((await sessionOf()).emotional_journey.interventions_applied).toMatchObject([{ effectiveness_rating: 4 }]);
    expect(await tutor.engine.replay(learner.userId)).toMatchObject(unchanged);
  });

  test('by less than a second stores its answers behind the others’, so that nothing has to be put together again', async () => {
    clock.set(later(-800));
    for (let n = 0; n < 6; n += 1) {
      tutor.clock.forward(100);
      clock.forward(100);
      await (n % 2 === 0 ? learner : elsewhere).recordAnswer(answerIn(session_id));
    }
    const events = await tutor.db.collection('learning_events').find({ session_id, type: 'answer' }).sort({ event_id: 1 }).toArray();
    const times = events.map((event) => (event['occurred_at'] as Date).getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times.length).toBe(6);
  });

  test('ends a session while another process answers, always', async () => {
    const ENDS = 24;
    for (let n = 0; n < ENDS; n += 1) {
      const id = await openSession(learner);
      const answers = Array.from({ length: 4 }, () => {
        tutor.clock.forward(50);
        return learner.recordAnswer(answerIn(id)).catch((error: { code?: string }) => error.code);
      });
      clock.set(new Date(tutor.clock.read().getTime() - 100));
      const { ended_at } = await elsewhere.endSession({ session_id: id });
      expect(ended_at).toBeInstanceOf(Date);
      for (const outcome of await Promise.all(answers)) if (typeof outcome === 'string') expect(outcome).toBe('outside_session');
    }
  });
});

describe('a device whose clock is ahead', () => {
  const DAY = 24 * HOUR;
  const dueOf = async ({ userId: user_id }: LearnerScope) => {
    const masteries = await tutor.engine.repositories.content_mastery.find({ user_id }).toArray();
    return masteries.map(({ spaced_repetition_data }) => spaced_repetition_data.next_review_day);
  };
  const daysOf = async (who: LearnerScope) => {
    const { rows } = await who.query('study_days', { since: later(-DAY), until: later(3 * DAY) });
    return rows.map(({ day, answers, streak }) => ({ day, answers, streak }));
  };

  test.each([HOUR, 20 * HOUR, DAY])('by %i ms: what it sent is kept as of now, and every honest event after it is taken', async (ahead) => {
    const claimed = later(ahead);
    const answer = answerIn(session_id, { occurred_at: claimed });
    const first = await learner.recordAnswer(answer);
    expect(first.occurred_at.getTime() - START.getTime()).toBeLessThanOrEqual(2 * MINUTE);
    expect(await eventOf(answer.event_id)).toMatchObject({ claimed_at: claimed });
    tutor.clock.forward(MINUTE);
    expect(await learner.recordAnswer(answer)).toEqual(first);
    expect(await refusalOf(learner.recordAnswer({ ...answer, occurred_at: later(ahead - 1) }))).toMatchObject({ code: 'event_conflict' });
    await learner.recordAnswer(answerIn(session_id, { occurred_at: tutor.clock.read() }));
    await learner.recordAnswer(answerIn(session_id));
    const { ended_at } = await learner.endSession({ session_id, ended_at: tutor.clock.read() });
    expect((ended_at?.getTime() ?? Number.NaN) - START.getTime()).toBeLessThanOrEqual(3 * MINUTE);
    expect(await tutor.engine.replay(learner.userId)).toMatchObject(unchanged);
  });

  test('comes due on the day, and counts for the streak of the day, that an honest clock would have brought', async () => {
    const honest = await tutor.newLearner();
    await learner.recordAnswer(answerIn(session_id, { occurred_at: later(DAY) }));
    await honest.recordAnswer(answerIn(await openSession(honest)));
    expect(await dueOf(learner)).toEqual(await dueOf(honest));
    expect(await dueOf(learner)).toEqual([expect.any(Number)]);
    expect(await daysOf(learner)).toEqual(await daysOf(honest));
  });

  test('keeps the order of what it sends together, also where a part of it is not ahead', async () => {
    tutor.clock.set(later(2 * HOUR));
    const minutes = [30, 60, 110, 130, 131, 150, 240, 600];
    const answers = minutes.map((minute) => answerIn(session_id, { occurred_at: later(minute * MINUTE) }));
    expect(await learner.recordAnswers([...answers].reverse())).toMatchObject({ recorded: answers.length, refused: 0 });
    const stored = await tutor.db.collection('learning_events').find({ session_id, type: 'answer' }).sort({ occurred_at: 1 }).toArray();
    expect(stored.map((event) => event['event_id'])).toEqual(answers.map(({ event_id }) => event_id));
    expect(await learner.recordAnswers(answers)).toMatchObject({ recorded: 0, alreadyRecorded: answers.length });
    expect(await tutor.engine.replay(learner.userId)).toMatchObject(unchanged);
  });

  test('starts a session: an honest answer in it is taken, and so is the start again', async () => {
    const start = {
      session_id: `ahead-${learner.userId}`,
      session_type: 'practice',
      subject: 'Algebra',
      started_at: later(5 * HOUR),
    } as const;
    const first = await learner.startSession(start);
    expect(first.started_at.getTime() - START.getTime()).toBeLessThanOrEqual(2 * MINUTE);
    tutor.clock.forward(MINUTE);
    expect(await learner.startSession(start)).toEqual(first);
    await learner.recordAnswer(answerIn(start.session_id, { occurred_at: tutor.clock.read() }));
    expect(await tutor.engine.replay(learner.userId)).toMatchObject(unchanged);
  });
});
