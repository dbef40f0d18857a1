import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { LearningSession } from '../../../src/collections/index.js';
import type { LearnerScope, RollUpProgress } from '../../../src/public/index.js';
import { CollectionSet, openShownRepositories } from '../../../src/repositories/index.js';
import { plansOf } from '../../support/explain.js';
import { store } from '../../support/pipeline-rows.js';
import { refusalOf } from '../../support/refusal.js';
import { DAY, HOUR, later, MINUTE, START } from '../../support/stopped-clock.js';
import { type Some, storedEvent, storedSession } from '../../support/stored-documents.js';
import { answerIn, openSession, openTutor, type Tutor } from '../../support/tutor.js';
import { countedFigures, storedFigures } from '../../support/usage-oracle.js';

const ADA = 'aaaaaaaa-1111-4111-8111-111111111111';
const BEN = 'bbbbbbbb-1111-4111-8111-111111111111';

let tutor: Tutor;
beforeAll(async () => {
  tutor = await openTutor();
});
afterAll(() => tutor[Symbol.asyncDispose]());
beforeEach(async () => {
  for (const collection of await tutor.db.collections()) await collection.deleteMany({});
  tutor.clock.set(later(DAY));
});

const sitting = (user_id: string, started_at: Date, more: Some<LearningSession> = {}) => storedSession({ user_id, started_at, ...more });
const midnight = (text: string) => new Date(`${text}T00:00:00Z`);

/** Stores sessions as they would stand there, each with the event that began it. */
async function happened(sessions: readonly LearningSession[], recorded_at: Date): Promise<void> {
  const events = sessions.map(({ session_id, user_id, started_at }) =>
    storedEvent({ type: 'session_ended', end: {} }, { session_id, user_id, occurred_at: started_at, recorded_at }),
  );
  if (sessions.length === 0) return;
  await tutor.db.collection('learning_sessions').insertMany(sessions.map((session) => ({ ...session })));
  await tutor.db.collection('learning_events').insertMany(events.map((event) => ({ ...event })));
}

const OPEN = { ended_at: undefined, duration_minutes: undefined };

test('providers are summed by whatever names they have; of more than 50 a day keeps those that were asked most', async () => {
  const at = new Date('2026-03-02T12:00:00Z');
  const session = (user_id: string, providers_used: Record<string, number>) =>
    sitting(user_id, at, { ai_usage_analytics: { providers_used } });
  const many = (first: number) =>
    Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`model ${String(first + n).padStart(2, '0')}`, n + 1]));
  await happened([session(ADA, { 'my.own': 2, $model: 1 }), session(ADA, { 'my.own': 3, constructor: 4 }), session(ADA, {})], START);
  await tutor.engine.rollUp();
  const small = await storedFigures(tutor.db);
  expect(small.platformDays).toMatchObject([
    { sessions: 3, questions: 15, ai_queries_by_provider: { 'my.own': 5, $model: 1, constructor: 4 } },
  ]);
  expect(small.learnerDays).toMatchObject([{ sessions: 3, ai_queries_by_provider: { 'my.own': 5, $model: 1, constructor: 4 } }]);
  await happened([session(ADA, many(0)), session(BEN, many(30))], START);
  await tutor.engine.rollUp({ since: new Date('2026-03-02'), until: new Date('2026-03-03') });
  const [day] = (await storedFigures(tutor.db)).platformDays as { ai_queries_by_provider: Record<string, number>; learners: number }[];
  expect(day).toMatchObject({ learners: 2, ai_queries_by_provider: { 'model 39': 50, 'model 69': 40 } });
  expect(Object.keys(day?.ai_queries_by_provider ?? {})).toHaveLength(50);
});

test('a platform day by hand: an open session counts, and has no part in the mean; a day is that of UTC', async () => {
  const ai = {
    total_ai_queries: 3,
    providers_used: { groq: 2, emergent: 1 },
    total_tokens_consumed: 40,
    total_cost_usd: 0.1,
  };
  await happened(
    [
      sitting(ADA, new Date('2026-03-02T00:00:00Z'), { ai_usage_analytics: ai, evidence: { response_ms: 10.4, cache_hits: 1 } }),
      sitting(ADA, new Date('2026-03-02T23:59:59.999Z'), { ai_usage_analytics: { ...ai, total_cost_usd: 0.2 } }),
      sitting(BEN, new Date('2026-03-02T12:00:00Z'), OPEN),
      sitting(BEN, new Date('2026-03-03T00:00:00Z')),
    ],
    START,
  );
  const report = await tutor.engine.rollUp();
  expect(report).toEqual({ days: 2, recordedBefore: later(DAY - 14 * MINUTE), unreadable: [] });
  const { platformDays, learnerDays } = await storedFigures(tutor.db);
  expect(platformDays).toHaveLength(2);
  expect(platformDays[0]).toEqual({
    day: midnight('2026-03-02'),
    learners: 2,
    sessions: 3,
    ended_sessions: 2,
    duration_ms: 2_400_000,
    questions: 15,
    correct: 12,
    answering_ms: 180_000,
    concepts_introduced: 0,
    concepts_mastered: 0,
    ai_queries: 6,
    ai_queries_by_provider: { groq: 4, emergent: 2 },
    ai_tokens: 80,
    // Of doubles it would be 0.30000000000000004.
    ai_cost_nano_usd: 300_000_000,
    ai_response_ms: 10,
    ai_cache_hits: 1,
  });
  expect(learnerDays).toMatchObject([
    { user_id: ADA, day: midnight('2026-03-02'), sessions: 2 },
    { user_id: BEN, day: midnight('2026-03-02'), sessions: 1 },
    { user_id: BEN, day: midnight('2026-03-03'), sessions: 1 },
  ]);
  const since = midnight('2026-03-01');
  const until = midnight('2026-03-05');
  expect((await tutor.engine.query('platform_usage_analytics', { since, until, least_learners: 1 })).rows).toEqual([
    {
      day: '2026-03-02',
      suppressed: false,
      active_learners: 2,
      sessions: 3,
      ended_sessions: 2,
      total_minutes: 40,
      mean_session_minutes: 20,
      questions: 15,
      correct: 12,
      concepts_mastered: 0,
      ai_queries: 6,
      ai_tokens: 80,
      ai_cost_usd: 0.3,
    },
    expect.objectContaining({ day: '2026-03-03', active_learners: 1, sessions: 1 }),
  ]);
  expect((await tutor.engine.query('active_learners', { since, until, least_learners: 2 })).rows).toEqual([
    { suppressed: false, active_learners: 2 },
  ]);
  expect((await tutor.engine.query('active_learners', { since: until, until: midnight('2026-03-06'), least_learners: 1 })).rows).toEqual([
    { suppressed: true, active_learners: null },
  ]);
});

test('an answer says how far the roll-up had come, and that it has never run', async () => {
  const span = { since: midnight('2026-03-02'), until: midnight('2026-03-03') };
  const asked = () => tutor.engine.query('platform_usage_analytics', { ...span, least_learners: 1 });
  expect(await asked()).toMatchObject({ rows: [], recorded_before: null });
  // With nothing to count, too.
  const first = await tutor.engine.rollUp();
  expect(await asked()).toMatchObject({ rows: [], recorded_before: first.recordedBefore });
  await happened([sitting(ADA, START)], later(DAY));
  tutor.clock.set(later(2 * DAY));
  const second = await tutor.engine.rollUp();
  expect(await asked()).toMatchObject({ rows: [{ sessions: 1 }], recorded_before: second.recordedBefore });
  const direct = await tutor.engine.query('ai_usage', span);
  expect(direct.recorded_before).toEqual(direct.as_of);
});

test('a day whose sessions are all open has no mean', async () => {
  await happened([sitting(ADA, START, OPEN)], START);
  await tutor.engine.rollUp();
  const { rows } = await tutor.engine.query('platform_usage_analytics', {
    since: midnight('2026-03-02'),
    until: midnight('2026-03-03'),
    least_learners: 1,
  });
  expect(rows).toMatchObject([{ sessions: 1, total_minutes: 0, mean_session_minutes: null }]);
});

test('only days on which something changed are recomputed', async () => {
  const week = Array.from({ length: 7 }, (_, n) => sitting(ADA, later(n * DAY)));
  await happened(week, later(6 * DAY));
  tutor.clock.set(later(7 * DAY));
  expect(await tutor.engine.rollUp()).toMatchObject({ days: 7 });
  tutor.clock.set(later(8 * DAY));
  expect(await tutor.engine.rollUp()).toMatchObject({ days: 0 });
  await happened([sitting(BEN, later(2 * DAY)), sitting(BEN, later(8 * DAY))], later(8 * DAY));
  const seen: RollUpProgress[] = [];
  expect(await tutor.engine.rollUp({}, { onProgress: (progress) => seen.push(progress) })).toMatchObject({ days: 2 });
  expect(seen).toEqual([
    { day: midnight('2026-03-04'), done: 1, days: 2 },
    { day: midnight('2026-03-10'), done: 2, days: 2 },
  ]);
  expect(await storedFigures(tutor.db)).toEqual(await countedFigures(tutor.db));
});

test('an event that is stored minutes after it was recorded is not missed', async () => {
  await happened([sitting(ADA, START)], START);
  await tutor.engine.rollUp();
  // Recorded before the run began, and its transaction went on until after the run.
  await happened([sitting(BEN, START)], later(DAY - MINUTE));
  await tutor.engine.rollUp();
  expect(await storedFigures(tutor.db)).toEqual(await countedFigures(tutor.db));
});

describe('what is no longer there leaves no figures', () => {
  const sessions = [sitting(ADA, START), sitting(BEN, START), sitting(BEN, later(DAY))];
  const erase = () => tutor.db.collection('learning_sessions').deleteMany({ user_id: BEN });
  beforeEach(async () => {
    tutor.clock.set(later(2 * DAY));
    await happened(sessions, START);
    await tutor.engine.rollUp();
    tutor.clock.set(later(3 * DAY));
  });

  test('after the days were marked as changed', async () => {
    await tutor.engine.unsafe.repositories.platform_usage_days.markChanged(
      [midnight('2026-03-02'), midnight('2026-03-03')],
      later(3 * DAY),
    );
    await erase();
    expect(await tutor.engine.rollUp()).toMatchObject({ days: 2 });
    expect(await storedFigures(tutor.db)).toEqual(await countedFigures(tutor.db));
    // A run goes back to fourteen minutes before the last one; the mark is behind that from the second run on.
    for (const [hours, days] of [
      [1, 2],
      [2, 0],
    ] as const) {
      tutor.clock.set(later(3 * DAY + hours * HOUR));
      expect(await tutor.engine.rollUp()).toMatchObject({ days });
    }
  });

  test('after a roll-up of a span, and of that span only', async () => {
    await erase();
    expect(await tutor.engine.rollUp({ since: later(DAY), until: later(2 * DAY) })).toMatchObject({ days: 1, recordedBefore: null });
    const { platformDays } = await storedFigures(tutor.db);
    expect(platformDays).toMatchObject([{ day: midnight('2026-03-02'), learners: 2 }]);
    expect(await tutor.engine.rollUp({ until: later(DAY) })).toMatchObject({ days: 1 });
    expect(await storedFigures(tutor.db)).toEqual(await countedFigures(tutor.db));
  });

  test('except for days so far back that sessions are deleted for their age: those only grow', async () => {
    const before = await storedFigures(tutor.db);
    tutor.clock.set(later(800 * DAY));
    await erase();
    const more = sitting(ADA, later(HOUR));
    await happened([more], later(800 * DAY));
    await tutor.engine.rollUp({ since: START });
    const { learnerDays, platformDays } = await storedFigures(tutor.db);
    expect(learnerDays).toMatchObject([{ user_id: ADA, sessions: 2 }, before.learnerDays[1], before.learnerDays[2]]);
    expect(platformDays).toMatchObject([{ learners: 2, sessions: 3 }, before.platformDays[1]]);
  });
});

test('a session of another shape is named, and the others are counted', async () => {
  const bent = { ...sitting(BEN, START), evidence: { ...storedSession().evidence, cache_hits: 'none' } };
  const endless = sitting(BEN, START, { duration_minutes: 1e300 });
  await store(tutor.db, { learning_sessions: [bent, endless, sitting(ADA, START)] });
  const ids = await tutor.db.collection('learning_sessions').distinct('_id', { user_id: BEN });
  const { unreadable } = await tutor.engine.rollUp();
  expect(unreadable).toEqual(ids.map((id) => ({ collection: 'learning_sessions', id: String(id) })));
  const { platformDays } = await storedFigures(tutor.db);
  expect(platformDays).toMatchObject([{ learners: 1, sessions: 1 }]);
});

describe('sessions that change without an event of their own', () => {
  const right = async (learner: LearnerScope, session_id: string, at: Date) => {
    tutor.clock.set(at);
    await learner.recordAnswer(answerIn(session_id));
  };
  const mastered = () => storedFigures(tutor.db).then(({ platformDays }) => platformDays);

  test('since a late answer takes from them that they were the first', async () => {
    const learner = await tutor.newLearner();
    const first = await openSession(learner);
    tutor.clock.set(later(2 * DAY));
    const second = await openSession(learner);
    await right(learner, second, later(2 * DAY + HOUR));
    tutor.clock.set(later(3 * DAY));
    await tutor.engine.rollUp();
    tutor.clock.set(later(4 * DAY));
    await learner.recordAnswer(answerIn(first, { occurred_at: later(DAY + HOUR) }));
    expect(await tutor.engine.rollUp()).toMatchObject({ days: 2 });
    expect(await mastered()).toMatchObject([{ concepts_introduced: 1 }, { concepts_introduced: 0 }]);
    expect(await storedFigures(tutor.db)).toEqual(await countedFigures(tutor.db));
  });

  test('in a replay under other models', async () => {
    const learner = await tutor.newLearner();
    const session_id = await openSession(learner);
    for (let n = 0; n < 8; n += 1) await right(learner, session_id, later(DAY + n * MINUTE));
    tutor.clock.set(later(2 * DAY));
    await tutor.engine.rollUp();
    expect(await mastered()).toMatchObject([{ concepts_mastered: 1 }]);
    tutor.clock.set(later(3 * DAY));
    const reformed = await tutor.another({ masteredAbove: 0.999_999 });
    expect(await reformed.replay(learner.userId)).toMatchObject({ changed: { learning_sessions: 1 } });
    expect(await tutor.engine.rollUp()).toMatchObject({ days: 1 });
    expect(await mastered()).toMatchObject([{ concepts_mastered: 0 }]);
    expect(await storedFigures(tutor.db)).toEqual(await countedFigures(tutor.db));
  });
});

describe('stopped in the middle', () => {
  const month = Array.from({ length: 30 }, (_, n) => sitting(n % 2 === 0 ? ADA : BEN, later(n * DAY)));
  beforeEach(async () => {
    await happened(month, later(29 * DAY));
    tutor.clock.set(later(30 * DAY));
  });

  test('by its signal, at whichever day: the watermark stays, and the next run makes up for it', async () => {
    for (const stopAfter of [1, 7, 29]) {
      const stop = new AbortController();
      const run = tutor.engine.rollUp({}, { signal: stop.signal, onProgress: ({ done }) => done === stopAfter && stop.abort() });
      expect(await refusalOf(run)).toMatchObject({ code: 'aborted' });
      expect(await tutor.db.collection('watermarks').countDocuments()).toBe(0);
      expect((await storedFigures(tutor.db)).platformDays.length).toBeGreaterThanOrEqual(stopAfter);
    }
    await tutor.engine.rollUp();
    expect(await storedFigures(tutor.db)).toEqual(await countedFigures(tutor.db));
  });

  test('by kill -9', async () => {
    const program = new URL('../../support/roll-up-program.ts', import.meta.url).pathname;
    const args = ['--import', 'tsx', program, tutor.uri, tutor.db.databaseName];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    const ended = once(child, 'exit');
    let days = 0;
    for await (const _ of createInterface({ input: child.stdout })) {
      days += 1;
      if (days === 5) child.kill('SIGKILL');
    }
    await ended;
    expect((await storedFigures(tutor.db)).platformDays.length).toBeLessThan(30);
    expect(await tutor.db.collection('watermarks').countDocuments()).toBe(0);
    await tutor.engine.rollUp();
    expect(await storedFigures(tutor.db)).toEqual(await countedFigures(tutor.db));
  });

  test('a command that comes too late, from a process that was held up, writes nothing', async () => {
    const { learner_usage_days, platform_usage_days } = tutor.engine.unsafe.repositories;
    const late = { deadline: new Date(0), maxTimeMS: 10_000 };
    await learner_usage_days.rollUp(midnight('2026-03-02'), { ...late, keep: false });
    expect(await storedFigures(tutor.db)).toEqual({ learnerDays: [], platformDays: [] });
    await tutor.engine.rollUp();
    const before = await storedFigures(tutor.db);
    await tutor.db.collection('learning_sessions').deleteMany({});
    await learner_usage_days.rollUp(midnight('2026-03-02'), { ...late, keep: false });
    await tutor.db.collection('learner_usage_days').deleteMany({ user_id: ADA });
    await platform_usage_days.rollUp(midnight('2026-03-02'), late);
    expect((await storedFigures(tutor.db)).platformDays).toEqual(before.platformDays);
  });

  test('several runs at once, while sessions come in', async () => {
    const others = await Promise.all([tutor.another(), tutor.another()]);
    const extra = month.map(({ started_at }) => sitting(BEN, started_at));
    const arriving = (async () => {
      for (const one of extra) await happened([one], later(30 * DAY));
    })();
    const runs = [tutor.engine, ...others].map((engine) => engine.rollUp());
    await Promise.all([arriving, ...runs]);
    tutor.clock.set(later(31 * DAY));
    await Promise.all([tutor.engine.rollUp(), others[0]?.rollUp()]);
    expect(await storedFigures(tutor.db)).toEqual(await countedFigures(tutor.db));
  });
});

test('what changed is found by indexes, also in the collections that are looked up', async () => {
  await happened(
    Array.from({ length: 200 }, (_, n) => sitting(n === 0 ? ADA : BEN, later(n * MINUTE))),
    START,
  );
  const recent = sitting(ADA, later(DAY));
  await happened([recent], later(DAY));
  const plans = await plansOf(tutor.uri, tutor.db.databaseName, async (db) => {
    const { learning_events } = openShownRepositories(new CollectionSet(db));
    expect(await learning_events.daysTouchedSince(later(HOUR))).toEqual([midnight('2026-03-03')]);
  });
  expect(plans).toMatchObject([{ scansCollection: false }]);
  expect(new Set(plans[0]?.indexes)).toEqual(new Set(['recorded', 'user_time', 'identity']));
  expect(plans[0]?.documentsExamined).toBeLessThan(5);
});

describe('refused before a command is sent', () => {
  const at = midnight('2026-03-02');
  const CASES: { readonly [what: string]: readonly [() => Promise<unknown>, string] } = {
    'a reversed span': [() => tutor.engine.rollUp({ since: later(DAY), until: START }), 'rollUp.until'],
    'an empty span': [() => tutor.engine.rollUp({ since: START, until: START }), 'rollUp.until'],
    'a date that is none': [() => tutor.engine.rollUp({ since: new Date(Number.NaN) }), 'rollUp.since'],
    'an unknown option': [() => tutor.engine.rollUp({ days: 3 } as never), 'rollUp'],
    'a span that begins within a day': [
      () => tutor.engine.query('platform_usage_analytics', { since: later(HOUR), until: midnight('2026-03-09') }),
      'query.platform_usage_analytics.since',
    ],
    'a span that ends within a day': [
      () => tutor.engine.query('active_learners', { since: at, until: later(DAY) }),
      'query.active_learners.until',
    ],
    'a span of two years': [
      () => tutor.engine.query('platform_usage_analytics', { since: at, until: midnight('2028-03-02') }),
      'query.platform_usage_analytics.since',
    ],
  };

  test.each(Object.entries(CASES))('%s', async (_, [call, where]) => {
    expect(await refusalOf(call())).toMatchObject({ code: 'invalid_input', where });
  });
});
