import type { LearnerScope } from 'adaptive-learning-engine';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { retentionAt, tellingMemory } from '../../examples/demo/show/memory-of-concept.js';
import { learnerReport } from '../../src/report/index.js';
import { DAY, HOUR, later, MINUTE, START } from '../support/stopped-clock.js';
import { answerIn, nextEventId, openSession, openTutor, type Tutor } from '../support/tutor.js';

let tutor: Tutor;
beforeAll(async () => {
  tutor = await openTutor({ scheduler: 'sm2' });
});
afterAll(() => tutor[Symbol.asyncDispose]());
beforeEach(() => tutor.clock.set(START));

const living = (timezone: string, day_rollover_hour = 4) =>
  tutor.newLearner({ profile: { name: 'Ada', education_level: 'graduate', timezone, day_rollover_hour } });
const concepts = (rows: readonly { readonly concept: string }[]) => rows.map(({ concept }) => concept);

/** One answer in a session of its own. */
async function studyAt(learner: LearnerScope, text: string, concept = 'Roots'): Promise<void> {
  tutor.clock.set(new Date(text));
  const session_id = await openSession(learner);
  await learner.recordAnswer(answerIn(session_id, { concept }));
}

describe('the zone of a learner', () => {
  const SPELLINGS = [
    ['america/new_york', 'America/New_York'],
    ['AMERICA/NEW_YORK', 'America/New_York'],
    ['US/Eastern', 'America/New_York'],
    ['utc', 'UTC'],
    ['gmt', 'UTC'],
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['asia/kolkata', 'Asia/Kolkata'],
    ['Europe/Kiev', 'Europe/Kyiv'],
  ] as const;

  test.each(SPELLINGS)('%s is stored as %s, with the account, by an update, in the session', async (given, stored) => {
    const learner = await living(given);
    expect((await learner.profile())?.profile.timezone).toBe(stored);
    const session_id = await openSession(learner);
    await learner.recordAnswer(answerIn(session_id));
    expect((await tutor.engine.repositories.learning_sessions.own(learner.userId, session_id))?.timezone).toBe(stored);
    const [start] = (await learner.sessionEvents({ session_id })).rows.slice(-1);
    expect(start).toMatchObject({ session: { timezone: stored } });
    const { users } = tutor.engine.unsafe.repositories;
    await users.updateOne({ user_id: learner.userId }, { set: { 'profile.timezone': 'Europe/Zurich' } });
    await users.updateOne({ user_id: learner.userId }, { set: { 'profile.timezone': given } });
    expect(await tutor.db.collection('users').findOne({ user_id: learner.userId })).toMatchObject({ profile: { timezone: stored } });
    const span = { since: later(-DAY), until: later(DAY) };
    expect((await learner.query('study_days', span)).rows).toHaveLength(1);
    for (const timezone of [given, stored])
      expect((await learner.query('review_forecast', { days: 1, timezone })).rows).toMatchObject([{ reviews: 0 }]);
  });

  test('an account that is created again with another spelling is the same one', async () => {
    const profile = { name: 'Ada', education_level: 'graduate' as const };
    const learner = await tutor.newLearner({ profile: { ...profile, timezone: 'Asia/Calcutta' } });
    const user = await tutor.db.collection('users').findOne({ user_id: learner.userId });
    const again = { user_id: learner.userId, email: user?.['email'], password_hash: user?.['password_hash'] };
    const preferences = { privacy_settings: { emotional_data_usage: true } };
    const made = await tutor.engine.createLearner({ ...again, preferences, profile: { ...profile, timezone: 'asia/kolkata' } });
    expect(made).toEqual({ user_id: learner.userId });
  });
});

test('days are those of a zone whose rules the server does not know', async () => {
  const learner = await living('America/Mexico_City', 0);
  for (const text of ['2026-07-01T05:30:00Z', '2026-07-02T04:00:00Z', '2026-07-03T05:30:00Z']) await studyAt(learner, text);
  const { rows } = await learner.query('study_days', { since: new Date('2026-06-25'), until: new Date('2026-07-10') });
  expect(rows.map(({ day, streak }) => [day, streak])).toEqual([
    ['2026-06-30', 1],
    ['2026-07-01', 2],
    ['2026-07-02', 3],
  ]);
  const stored = await tutor.engine.repositories.learning_events.find({ user_id: learner.userId, type: 'answer' }).toArray();
  expect(stored.map((event) => event.type === 'answer' && [event.day, event.offset_minutes])).toEqual([
    [20_634, -360],
    [20_635, -360],
    [20_636, -360],
  ]);
});

describe('a review', () => {
  test('comes due when the day after begins, not in the rest of the same day', async () => {
    const learner = await living('Europe/Zurich');
    await studyAt(learner, '2026-10-24T02:30:00Z');
    const due = async (text: string, within?: 'now' | 'today') =>
      (await learner.dueReviews({ at: new Date(text), ...(within && { within }) })).rows.length;
    expect(await due('2026-10-25T02:59:59.999Z', 'today')).toBe(0);
    expect(await due('2026-10-25T03:00:00Z')).toBe(1);
    const { rows } = await learner.query('review_forecast', { at: new Date('2026-10-24T12:00:00Z'), days: 2 });
    expect(rows).toEqual([
      { day: '2026-10-24', reviews: 0, overdue: 0 },
      { day: '2026-10-25', reviews: 1, overdue: 0 },
    ]);
  });

  test('of a learner who has moved comes due by the days of the new place, in every read', async () => {
    const learner = await living('Asia/Tokyo');
    await studyAt(learner, '2026-03-02T03:00:00Z');
    const { users } = tutor.engine.unsafe.repositories;
    await users.updateOne({ user_id: learner.userId }, { set: { 'profile.timezone': 'America/Los_Angeles' } });
    // The 3rd begins at four in the morning, noon in UTC.
    for (const [text, count] of [
      ['2026-03-03T11:59:59Z', 0],
      ['2026-03-03T12:00:00Z', 1],
    ] as const) {
      const at = new Date(text);
      expect((await learner.dueReviews({ at })).rows).toHaveLength(count);
      expect((await learner.progress({ at })).rows[0]?.concepts_due).toBe(count);
      expect((await learner.query('user_progress_dashboard', { at })).rows[0]?.concepts_due).toBe(count);
      expect((await learner.query('review_forecast', { at, days: 1 })).rows[0]?.reviews).toBe(count);
      const [next] = (await learner.recommend({ at })).rows;
      expect(next?.reasons.some(({ code }) => code === 'due_review')).toBe(count === 1);
    }
  });

  test('of this evening is recommended in the morning, unless only what is due now is asked for', async () => {
    const steps = await tutor.another({ scheduler: 'fsrs' });
    const account = await living('Europe/Zurich');
    const learner = steps.as({ userId: account.userId, role: 'learner' });
    const session_id = await openSession(learner);
    await learner.recordAnswer(answerIn(session_id));
    const evening = later(9 * HOUR);
    const [day, instant] = ['spaced_repetition_data.next_review_day', 'spaced_repetition_data.next_review_date'];
    await tutor.db
      .collection('content_mastery')
      .updateOne({ user_id: learner.userId }, { $set: { [instant]: evening }, $unset: { [day]: true } });
    const reasons = async (more: object) =>
      (await learner.recommend({ at: later(HOUR), ...more })).rows.flatMap((row) => row.reasons.map(({ code }) => code));
    expect(await reasons({})).toContain('due_review');
    expect(await reasons({ within: 'today' })).toContain('due_review');
    expect(await reasons({ within: 'now' })).not.toContain('due_review');
  });
});

test('the retention that is shown is what the models are told of an answer at that instant', async () => {
  // Late in the evening, after the night, days later; and rollover hours that lie between.
  for (const [zone, rollover] of [
    ['Europe/Zurich', 4],
    ['America/Mexico_City', 0],
    ['Asia/Kathmandu', 23],
  ] as const) {
    const learner = await living(zone, rollover);
    tutor.clock.set(START);
    const session_id = await openSession(learner);
    await learner.recordAnswer(answerIn(session_id, { correct: false }));
    for (const hours of [1, 9, 14, 20, 27, 40, 60, 100, 300]) {
      const at = later(hours * HOUR);
      tutor.clock.set(at);
      const [shown] = (await learner.mastery()).rows;
      const [progress] = (await learner.progress()).rows;
      const due = (await learner.dueReviews({ within: 'today' })).rows;
      const [next] = (await learner.recommend()).rows;
      const asked = (await tutor.engine.query('class_mastery', { user_ids: [learner.userId] })).rows;
      const page = await learnerReport(learner, { at });
      const memory = await tellingMemory(learner, at);
      await learner.recordAnswer(answerIn(session_id, { correct: false }));
      const [answer] = (await learner.conceptAnswers({ subject: 'Algebra', topic: 'Equations', concept: 'Linear equations', limit: 1 }))
        .rows;
      const told = answer?.provenance.before.retention as number;
      expect(shown?.retention).toBe(told);
      expect(progress?.mean_retention).toBeCloseTo(told, 12);
      expect(asked[0]?.retention).toBeCloseTo(told, 12);
      // On the page as a percentage and as a point of the curve, in the terminal as a point of the curve.
      const fading = page.charts.find(({ id }) => id === 'forgetting_curves');
      expect(fading?.table?.rows[0]?.[2]).toBe(`${Math.round(told * 100)}%`);
      const lines = fading?.panels[0]?.wide.layer.filter(({ mark }) => mark.type === 'line') ?? [];
      expect(lines[0]?.data?.values.at(-1)?.['share']).toBe(told);
      expect(memory && retentionAt(memory, at.getTime())).toBe(told);
      for (const row of due) expect(row.retention).toBe(told);
      for (const { numbers } of next?.reasons ?? []) if ('retention' in numbers) expect(numbers['retention']).toBe(told);
    }
  }
});

test('days that were stored stay, in a replay too', async () => {
  const learner = await living('Pacific/Auckland');
  for (const hours of [0, 20, 50]) {
    tutor.clock.set(later(hours * HOUR));
    await studyAt(learner, later(hours * HOUR).toISOString());
  }
  await learner.recordEmotion({
    event_id: nextEventId(),
    session_id: await openSession(learner),
    emotion: 'hope',
    intensity: 1,
    confidence: 1,
  });
  tutor.clock.forward(MINUTE);
  const report = await tutor.engine.replay(learner.userId);
  expect(report.changed).toEqual({ learning_sessions: 0, content_mastery: 0, learning_dna: 0 });
  expect(concepts((await learner.mastery()).rows)).toEqual(['Roots']);
});

describe('updateProfile', () => {
  test('changes what is named, takes out what is null and keeps the rest, in one spelling', async () => {
    const learner = await living('UTC', 3);
    await learner.updateProfile({ age: 17, timezone: 'asia/calcutta', location: { country: ' Cafe\u0301 ' }, learning_goals: ['Pass'] });
    const first = { name: 'Ada', education_level: 'graduate', timezone: 'Asia/Kolkata', day_rollover_hour: 3 };
    const { profile } = await learner.profile();
    expect(profile).toEqual({ ...first, age: 17, location: { country: 'Café' }, learning_goals: ['Pass'], subjects_of_interest: [] });
    await learner.updateProfile({ name: null, age: null, location: null, day_rollover_hour: null, education_level: 'other' });
    expect((await learner.profile()).profile).toEqual({
      education_level: 'other',
      timezone: 'Asia/Kolkata',
      learning_goals: ['Pass'],
      subjects_of_interest: [],
    });
    await learner.updateProfile({});
  });

  test('a move changes no day that was; what is due and the next session go by the new zone, and a replay agrees', async () => {
    const learner = await living('Pacific/Auckland', 0);
    // In Auckland the 2nd of March has begun; in Los Angeles it is the 1st.
    await studyAt(learner, '2026-03-01T12:00:00Z');
    const before = await tutor.db.collection('learning_events').find({ user_id: learner.userId }).sort({ _id: 1 }).toArray();
    await learner.updateProfile({ timezone: 'america/los_angeles' });
    const days = async () =>
      (await learner.query('study_days', { since: new Date('2026-02-25'), until: new Date('2026-03-10') })).rows.map(({ day }) => day);
    expect(await days()).toEqual(['2026-03-02']);
    const after = await tutor.db.collection('learning_events').find({ user_id: learner.userId }).sort({ _id: 1 }).toArray();
    expect(after).toEqual(before);
    // Due on the 3rd: in Los Angeles that begins at eight in the morning, UTC.
    expect((await learner.dueReviews({ at: new Date('2026-03-03T07:59:00Z'), within: 'now' })).rows).toEqual([]);
    expect((await learner.dueReviews({ at: new Date('2026-03-03T08:00:00Z'), within: 'now' })).rows).toHaveLength(1);
    await studyAt(learner, '2026-03-03T20:00:00Z');
    expect(await days()).toEqual(['2026-03-02', '2026-03-03']);
    const { changed } = await tutor.engine.replay(learner.userId);
    expect(changed).toEqual({ learning_sessions: 0, content_mastery: 0, learning_dna: 0 });
  });
});
