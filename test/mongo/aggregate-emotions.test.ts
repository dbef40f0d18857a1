import { randomUUID } from 'node:crypto';
import type { Engine } from 'adaptive-learning-engine';
import fc from 'fast-check';
import type { Document } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { EMOTIONAL_STATES } from '../../src/algorithms/index.js';
import type { LearningEvent } from '../../src/collections/index.js';
import { comparable } from '../learner/comparable-analytics.js';
import { emotionalHistory } from '../learner/emotional-history.js';
import { naiveEmotionalAnalytics } from '../learner/naive-emotional-day.js';
import { refusalOf } from '../support/refusal.js';
import { DAY, later, MINUTE, START } from '../support/stopped-clock.js';
import { storedEvent, storedSession, storedUser } from '../support/stored-documents.js';
import { answerIn, nextEventId, openSession, openTutor, type Tutor } from '../support/tutor.js';

const THRESHOLD = 0.5;

let tutor: Tutor;
let engine: Engine;

beforeAll(async () => {
  tutor = await openTutor();
  engine = tutor.engine;
});
afterAll(() => tutor[Symbol.asyncDispose]());
beforeEach(async () => {
  tutor.clock.set(START);
  for (const name of ['users', 'learning_sessions', 'learning_events', 'emotional_analytics', 'watermarks', 'content_mastery'])
    await tutor.db.collection(name).deleteMany({});
});

/** Everything that is stored, except for the ids that the server gave. */
async function analytics(filter: Document = {}): Promise<Document[]> {
  return tutor.db
    .collection('emotional_analytics')
    .find(filter, { projection: { _id: 0 }, sort: { user_id: 1, data_source: 1, analysis_date: 1 } })
    .toArray();
}

/** The same, except for how often each was written. */
async function figures(): Promise<Document[]> {
  return (await analytics()).map(({ revision, ...rest }) => rest);
}

const daysOf = async (source = 'daily_aggregation') =>
  (await analytics({ data_source: source })).map(({ analysis_date }) => (analysis_date as Date).toISOString().slice(0, 10));

/** The log of one learner as the engine would have stored it, recorded at the clock's time. */
async function put(events: readonly LearningEvent[], userId: string = randomUUID()): Promise<string> {
  // The days of the log are the sessions' own; what is stored as the day of an event is not asked here.
  const dated = (event: LearningEvent) =>
    'session_id' in event ? { ...event, day: event.day ?? 0, offset_minutes: event.offset_minutes ?? 0 } : event;
  const own = events.map((event) => ({ ...dated(event), user_id: userId, recorded_at: tutor.clock.read() }));
  const sessions = own.flatMap((event) =>
    event.type === 'session_started'
      ? storedSession({
          session_id: event.session_id,
          user_id: userId,
          started_at: event.occurred_at,
          timezone: event.session.timezone,
          day_rollover_hour: event.session.day_rollover_hour,
          session_context: { session_type: event.session.session_type },
        })
      : [],
  );
  const insert = async (name: string, documents: readonly Document[]) => {
    if (documents.length > 0) await tutor.db.collection(name).insertMany(documents.map((document) => ({ ...document })));
  };
  if ((await tutor.db.collection('users').countDocuments({ user_id: userId })) === 0)
    await insert('users', [storedUser({ user_id: userId })]);
  await insert('learning_sessions', sessions);
  await insert('learning_events', own);
  return userId;
}

/** The sessions of a history, under ids that no other learner has. */
function apart(events: readonly LearningEvent[]): readonly LearningEvent[] {
  const ids = new Map<string, string>();
  return events.map((event) => {
    if (!('session_id' in event)) return event;
    const id = ids.get(event.session_id) ?? randomUUID();
    ids.set(event.session_id, id);
    return { ...event, session_id: id };
  });
}

/** After every history that a test makes. */
const AFTERWARDS = new Date('2026-03-02T09:00:00Z');

describe('what is stored', () => {
  test('is what a plain telling of the log says, for random histories across turns of clocks and the date that Apia left out', async () => {
    await fc.assert(
      fc.asyncProperty(emotionalHistory, async (history) => {
        await tutor.db.collection('emotional_analytics').deleteMany({});
        await tutor.db.collection('learning_events').deleteMany({});
        await tutor.db.collection('watermarks').deleteMany({});
        tutor.clock.set(AFTERWARDS);
        const events = apart(history);
        const user_id = await put(events);
        const report = await engine.aggregateEmotions();
        const expected = [...naiveEmotionalAnalytics(events, THRESHOLD).values()].map((document) => ({ ...document, user_id }));
        expect(comparable(await analytics())).toEqual(comparable(expected));
        expect(report.unreadable).toEqual([]);
        // Again, as a whole and from the log alone: not a byte is written.
        const before = await analytics();
        expect(await engine.aggregateEmotions()).toMatchObject({ written: 0, removed: 0 });
        expect(await engine.aggregateEmotions({ since: new Date('2000-01-01') })).toMatchObject({ written: 0, removed: 0 });
        expect(await analytics()).toEqual(before);
      }),
      { numRuns: 15 },
    );
  }, 240_000);

  test('does not depend on the order of arrival, nor on the runs in between', async () => {
    await fc.assert(
      fc.asyncProperty(emotionalHistory, fc.array(fc.nat(99), { maxLength: 4 }), async (history, cuts) => {
        const events = apart(history).map((event) => ({ ...event, occurred_at: inLastDays(event.occurred_at) }));
        const starts = events.filter(({ type }) => type === 'session_started');
        const rest = events.filter(({ type }) => type !== 'session_started');
        const clean = async () => {
          for (const name of ['emotional_analytics', 'learning_events', 'learning_sessions', 'watermarks', 'users'])
            await tutor.db.collection(name).deleteMany({});
          tutor.clock.set(AFTERWARDS);
        };
        const user_id = randomUUID();
        await clean();
        await put([...starts, ...rest], user_id);
        await engine.aggregateEmotions();
        const atOnce = await figures();
        await clean();
        const places = [...cuts.map((cut) => Math.floor((cut * rest.length) / 100)), rest.length].sort((a, b) => a - b);
        let from = 0;
        for (const [run, to] of places.entries()) {
          await put([...(run === 0 ? starts : []), ...rest.slice(from, to)], user_id);
          await engine.aggregateEmotions();
          from = to;
          tutor.clock.forward(7 * MINUTE);
        }
        expect(await figures()).toEqual(atOnce);
      }),
      { numRuns: 8 },
    );
  }, 240_000);

  /** The same time of year and day, in the weeks before the clock: no reading is old enough to have been deleted. */
  function inLastDays(at: Date): Date {
    return new Date(AFTERWARDS.getTime() - 12 * DAY + (at.getTime() % (9 * DAY)));
  }
});

describe('through the calls of the engine', () => {
  test('a day is summed after a session, and a late event opens it again, with its week and month', async () => {
    const learner = await tutor.newLearner();
    const session_id = await openSession(learner, { initial_emotional_state: 'curiosity' });
    const felt = { session_id, emotion: 'frustration', intensity: 1, confidence: 0.9, trigger: 'fractions' } as const;
    tutor.clock.set(later(10 * MINUTE));
    await learner.recordEmotion({ ...felt, event_id: nextEventId() });
    await learner.recordAnswer(answerIn(session_id, { correct: false }));
    tutor.clock.set(later(30 * MINUTE));
    expect(await engine.aggregateEmotions()).toMatchObject({ learners: 1, days: 1, written: 3, withheld: 0, unreadable: [] });
    const [day] = await analytics({ data_source: 'daily_aggregation' });
    expect(day).toMatchObject({
      user_id: learner.userId,
      analysis_date: new Date('2026-03-02T00:00:00Z'),
      emotional_summary: {
        dominant_emotion: 'curiosity',
        emotion_distribution: {
          curiosity: { total_time_minutes: 10, session_count: 1 },
          frustration: { total_time_minutes: 1, session_count: 1 },
        },
        // From 0.5 to −0.6.
        emotional_stability_score: expect.closeTo(1 - 1.1 / 2, 12),
        overall_emotional_wellness: expect.closeTo((1 + (10 * 0.5 - 0.6) / 11) / 2, 12),
      },
      learning_correlation_analysis: {
        problematic_emotional_patterns: [{ emotion: 'frustration', common_triggers: ['fractions'], recovery_time_minutes: null }],
        optimal_learning_conditions: { best_emotional_state_for_practice: null },
      },
      trends_and_patterns: { emotional_trends: [] },
      revision: 0,
    });

    // Nothing new: nothing written. An answer in a day without readings makes no document.
    expect(await engine.aggregateEmotions()).toMatchObject({ written: 0 });
    tutor.clock.set(later(DAY));
    await learner.recordAnswer(answerIn(session_id));
    await engine.aggregateEmotions();
    expect(await daysOf()).toEqual(['2026-03-02']);

    // The phone was offline.
    tutor.clock.set(later(2 * DAY));
    await learner.recordEmotion({ ...felt, event_id: nextEventId(), emotion: 'relief', occurred_at: later(14 * MINUTE) });
    expect(await engine.aggregateEmotions()).toMatchObject({ written: 3 });
    for (const document of await analytics()) {
      expect(document).toMatchObject({ revision: 1, evidence: { heard: 3 } });
      expect(document['intervention_effectiveness'].emotional_recovery_patterns.average_recovery_time_minutes).toEqual({ frustration: 4 });
    }
  });

  test('a rating that comes on another day counts for the day of what it rates', async () => {
    const learner = await tutor.newLearner();
    const session_id = await openSession(learner, { initial_emotional_state: 'anger' });
    tutor.clock.set(later(MINUTE / 2));
    const { intervention_id } = await learner.applyIntervention({
      event_id: nextEventId(),
      session_id,
      intervention_type: 'hint',
      reason: 'anger',
    });
    await engine.aggregateEmotions();
    tutor.clock.set(later(DAY));
    await learner.rateIntervention({ event_id: nextEventId(), session_id, intervention_id, effectiveness_rating: 5 });
    expect(await engine.aggregateEmotions()).toMatchObject({ written: 3 });
    for (const { intervention_effectiveness } of await analytics())
      expect(intervention_effectiveness.interventions_applied).toEqual([
        { intervention_type: 'hint', application_count: 1, success_rate: 0, average_effectiveness_rating: 5 },
      ]);
  });

  test('trends go by the week before, and change with it', async () => {
    const learner = await tutor.newLearner();
    const feel = async (emotion: (typeof EMOTIONAL_STATES)[number], day: number) => {
      const session_id = await openSession(learner, { started_at: later(day * DAY) });
      const moment = { event_id: nextEventId(), session_id, emotion, intensity: 1, confidence: 1 };
      await learner.recordEmotion({ ...moment, occurred_at: later(day * DAY + MINUTE) });
    };
    tutor.clock.set(later(20 * DAY));
    await feel('boredom', 0);
    await feel('hope', 3);
    await feel('hope', 9);
    await engine.aggregateEmotions();
    const trendsOf = async (source: string) =>
      (await analytics({ data_source: source })).map(({ trends_and_patterns }) =>
        trends_and_patterns.emotional_trends.map((trend: Document) => [
          trend['emotion'],
          trend['trend_direction'],
          trend['change_percentage'],
        ]),
      );
    expect(await trendsOf('daily_aggregation')).toEqual([
      [],
      [
        ['boredom', 'decreasing', -100],
        ['hope', 'increasing', 100],
      ],
      // The bored day is more than a week ago.
      [['hope', 'stable', 0]],
    ]);
    expect(await trendsOf('weekly_summary')).toEqual([
      [],
      [
        ['boredom', 'decreasing', -100],
        ['hope', 'increasing', 100],
      ],
    ]);
    // A late day changes the trends of the days after it, which nobody touched.
    await feel('boredom', 4);
    await engine.aggregateEmotions();
    expect((await trendsOf('daily_aggregation'))[3]).toEqual([
      ['boredom', 'decreasing', -100],
      ['hope', 'increasing', 100],
    ]);
  });
});

describe('consent', () => {
  test('that is withheld keeps every day unsummed; what was summed before stays as it is', async () => {
    const learner = await tutor.newLearner();
    const session_id = await openSession(learner, { initial_emotional_state: 'hope' });
    tutor.clock.set(later(MINUTE));
    await engine.aggregateEmotions();
    const before = await analytics();
    expect(before).toHaveLength(3);
    await learner.recordEmotion({ event_id: nextEventId(), session_id, emotion: 'anger', intensity: 1, confidence: 1 });
    tutor.clock.set(later(1.5 * MINUTE));
    await learner.updatePreferences({ privacy_settings: { emotional_data_usage: false } });
    expect(await engine.aggregateEmotions()).toMatchObject({ withheld: 1, learners: 0, written: 0 });
    expect(await engine.aggregateEmotions({ since: later(-DAY) })).toMatchObject({ withheld: 1, written: 0 });
    expect(await analytics()).toEqual(before);
    // Given again: what was felt while it was given counts, and lasted until it was withdrawn.
    tutor.clock.set(later(5 * MINUTE));
    await learner.updatePreferences({ privacy_settings: { emotional_data_usage: true } });
    await learner.recordEmotion({ event_id: nextEventId(), session_id, emotion: 'relief', intensity: 1, confidence: 1 });
    await engine.aggregateEmotions();
    const [day] = await analytics({ data_source: 'daily_aggregation' });
    expect(day?.['emotional_summary'].emotion_distribution).toMatchObject({
      hope: { total_time_minutes: 1 },
      anger: { total_time_minutes: 1 },
      relief: { total_time_minutes: 1 },
    });
    // The step from anger to relief is none: the withdrawal stands between.
    expect(day?.['evidence'].swings.pairs).toBe(1);
  });

  test('cannot be given by a learner without an account', async () => {
    await put([storedEvent({ type: 'emotion', emotion: { emotion: 'hope', intensity: 1, confidence: 1 } })]);
    await tutor.db.collection('users').deleteMany({});
    expect(await engine.aggregateEmotions()).toMatchObject({ withheld: 1, written: 0 });
  });
});

describe('readings that are deleted after a while', () => {
  const read = async (minutes: number, emotion: (typeof EMOTIONAL_STATES)[number] = 'hope') => {
    const learner = await tutor.newLearner();
    const session_id = await openSession(learner, { started_at: START });
    for (let minute = 0; minute < minutes; minute += 1) {
      const moment = { event_id: nextEventId(), session_id, emotion, intensity: 1, confidence: 1 };
      await learner.recordEmotion({ ...moment, occurred_at: later(minute * MINUTE) });
    }
    return { learner, session_id };
  };

  test('leave their day, week and month behind, also where some of the day is left and something late comes in', async () => {
    tutor.clock.set(later(10 * MINUTE));
    const { learner, session_id } = await read(5);
    await engine.aggregateEmotions();
    const before = await analytics();
    const emotions = { user_id: learner.userId, type: 'emotion' };
    for (const gone of [{ ...emotions, occurred_at: { $lt: later(3 * MINUTE) } }, emotions]) {
      await tutor.db.collection('learning_events').deleteMany(gone);
      await learner.recordEmotion({
        event_id: nextEventId(),
        session_id,
        emotion: 'anger',
        intensity: 1,
        confidence: 1,
        occurred_at: later(6 * MINUTE),
      });
      expect(await engine.aggregateEmotions()).toMatchObject({ kept: 1, written: 0 });
      expect(await engine.aggregateEmotions({ since: START, until: later(DAY) })).toMatchObject({ kept: 1, written: 0, removed: 0 });
      expect(await analytics()).toEqual(before);
    }
  });

  test('may be gone from a day that began ninety days ago, however many there seem to be', async () => {
    tutor.clock.set(later(10 * MINUTE));
    const { learner, session_id } = await read(2);
    await engine.aggregateEmotions();
    const before = await analytics();
    tutor.clock.set(later(91 * DAY));
    const late = { session_id, emotion: 'anger', intensity: 1, confidence: 1, occurred_at: later(5 * MINUTE) } as const;
    await learner.recordEmotion({ ...late, event_id: nextEventId() });
    // Looked at twice: for what was recorded shortly before the last run, and for what came late.
    expect(await engine.aggregateEmotions()).toMatchObject({ kept: 2, written: 0 });
    expect(await analytics()).toEqual(before);
    // A day that was never summed is, whenever its readings come.
    await learner.recordEmotion({ ...late, event_id: nextEventId(), occurred_at: later(2 * DAY) });
    expect(await engine.aggregateEmotions()).toMatchObject({ written: 3 });
    expect(await daysOf()).toEqual(['2026-03-02', '2026-03-04']);
    expect((await analytics({ data_source: 'monthly_report' })).map(({ evidence }) => evidence.heard)).toEqual([3]);
  });

  test('are told from readings that no longer count, whose documents go', async () => {
    tutor.clock.set(later(10 * MINUTE));
    const { learner } = await read(3);
    await engine.aggregateEmotions();
    expect(await analytics()).toHaveLength(3);
    await tutor.db.collection('learning_events').updateMany({ type: 'emotion' }, { $set: { 'emotion.confidence': 0.7 } });
    const careful = await tutor.another({ emotionConfidence: 0.9 });
    expect(await careful.aggregateEmotions({ since: START, user_id: learner.userId })).toMatchObject({ removed: 3, kept: 0 });
    expect(await analytics()).toEqual([]);
  });
});

describe('a run that is stopped', () => {
  test('loses nothing: the next one ends as one run would have', async () => {
    tutor.clock.set(AFTERWARDS);
    const histories = fc.sample(emotionalHistory, { numRuns: 6, seed: 7 }).map(apart);
    const users = [...histories.keys()].map(() => randomUUID());
    for (const [n, events] of histories.entries()) await put(events, users[n]);
    await engine.aggregateEmotions();
    const whole = await figures();
    for (const stopAfter of [1, 2, 4]) {
      await tutor.db.collection('emotional_analytics').deleteMany({});
      await tutor.db.collection('watermarks').deleteMany({});
      const stop = new AbortController();
      let seen = 0;
      const onProgress = () => {
        seen += 1;
        if (seen === stopAfter) stop.abort();
      };
      expect(await refusalOf(engine.aggregateEmotions({}, { signal: stop.signal, onProgress }))).toMatchObject({ code: 'aborted' });
      expect(await tutor.db.collection('watermarks').countDocuments()).toBe(0);
      expect((await figures()).length).toBeLessThan(whole.length);
      await engine.aggregateEmotions();
      expect(await figures()).toEqual(whole);
    }
  });

  test('beside another run of the same work, both end, and right', async () => {
    tutor.clock.set(AFTERWARDS);
    const histories = fc.sample(emotionalHistory, { numRuns: 4, seed: 11 }).map(apart);
    for (const events of histories) await put(events);
    const other = await tutor.another();
    await Promise.all([engine.aggregateEmotions(), other.aggregateEmotions()]);
    const both = await figures();
    expect(await engine.aggregateEmotions({ since: new Date('2000-01-01') })).toMatchObject({ written: 0, removed: 0 });
    expect(await figures()).toEqual(both);
  });
});

describe('the watermark', () => {
  test('stays so far behind that an event whose transaction ends late is not passed by', async () => {
    const learner = await tutor.newLearner();
    const session_id = await openSession(learner, { initial_emotional_state: 'hope' });
    await engine.aggregateEmotions();
    const event = await tutor.db.collection('learning_events').findOne({ user_id: learner.userId, type: 'session_started' });
    // Its call began before the run, and it is committed after it: by the time that an engine goes on trying, and the longest commit.
    tutor.clock.forward(60 * MINUTE);
    await engine.aggregateEmotions();
    const { _id, ...rest } = event as Document;
    const recorded_at = new Date(tutor.clock.read().getTime() - 190_000);
    await tutor.db.collection('learning_events').insertOne(
      {
        ...rest,
        event_id: 'late',
        type: 'emotion',
        session: undefined,
        emotion: { emotion: 'anger', intensity: 1, confidence: 1 },
        recorded_at,
        occurred_at: later(MINUTE),
      },
      { ignoreUndefined: true },
    );
    tutor.clock.forward(60 * MINUTE);
    expect(await engine.aggregateEmotions()).toMatchObject({ written: 3 });
    expect((await analytics())[0]?.['evidence'].heard).toBe(2);
    expect(session_id).toBe(rest['session_id']);
  });

  test('is not moved by a span that is recomputed', async () => {
    await engine.aggregateEmotions({ since: START, until: later(DAY) });
    expect(await tutor.db.collection('watermarks').countDocuments()).toBe(0);
  });
});

describe('documents that do not fit', () => {
  test('are named, and stop nothing', async () => {
    tutor.clock.set(later(DAY));
    const sound = await tutor.newLearner();
    const moment = async (learner: typeof sound, session_id: string) =>
      learner.recordEmotion({ event_id: nextEventId(), session_id, emotion: 'hope', intensity: 1, confidence: 1 });
    await moment(sound, await openSession(sound));
    const spoilt = await tutor.newLearner();
    const session_id = await openSession(spoilt);
    await moment(spoilt, session_id);
    await moment(spoilt, session_id);
    const elsewhere = await openSession(spoilt);
    await moment(spoilt, elsewhere);
    const raw = (name: string) => tutor.db.collection(name);
    const past = { bypassDocumentValidation: true };
    const event = await raw('learning_events').findOneAndUpdate(
      { user_id: spoilt.userId, type: 'emotion' },
      { $set: { 'emotion.intensity': 'strong' } },
      past,
    );
    const session = await raw('learning_sessions').findOneAndUpdate({ session_id: elsewhere }, { $set: { day_rollover_hour: 99 } }, past);
    const soFar: unknown[] = [];
    const report = await engine.aggregateEmotions({}, { onProgress: (progress) => soFar.push(progress) });
    const unreadable = [
      { collection: 'learning_events', id: String(event?._id) },
      { collection: 'learning_sessions', id: String(session?._id) },
      { collection: 'learning_sessions', id: elsewhere },
    ];
    expect(report.unreadable).toHaveLength(3);
    expect(report.unreadable).toEqual(expect.arrayContaining(unreadable));
    expect(soFar.at(-1)).toEqual(report);
    expect((await analytics({ data_source: 'daily_aggregation' })).map(({ evidence }) => evidence.heard)).toEqual([1, 1]);

    // A summed day that is spoilt is named too, and recomputed.
    const whole = await figures();
    const day = await raw('emotional_analytics').findOneAndUpdate(
      { user_id: sound.userId, data_source: 'daily_aggregation' },
      { $set: { evidence: 'none' }, $unset: { revision: '' } },
      past,
    );
    const again = await engine.aggregateEmotions({ since: START });
    expect(again.unreadable).toEqual(expect.arrayContaining([{ collection: 'emotional_analytics', id: String(day?._id) }]));
    expect(again.written).toBe(1);
    expect(await figures()).toEqual(whole);

    // So is an account, whose owner has then allowed nothing.
    const account = await raw('users').findOneAndUpdate({ user_id: sound.userId }, { $set: { preferences: 7 } }, past);
    const named = expect.arrayContaining([{ collection: 'users', id: String(account?._id) }]);
    expect(await engine.aggregateEmotions({ since: START })).toMatchObject({ unreadable: named });
    expect(await engine.aggregateEmotions()).toMatchObject({ unreadable: named, withheld: 1 });
  });
});

describe('bad input is refused before anything is sent', () => {
  test.each([
    [{ since: later(DAY), until: START }, 'aggregateEmotions.until'],
    [{ until: START }, 'aggregateEmotions.since'],
    [{ user_id: randomUUID() }, 'aggregateEmotions.since'],
    [{ since: 'today' }, 'aggregateEmotions.since'],
    [{ since: START, zone: 'UTC' }, 'aggregateEmotions'],
    [null, 'aggregateEmotions'],
  ])('%j', async (input, where) => {
    expect(await refusalOf(engine.aggregateEmotions(input as never))).toMatchObject({ code: 'invalid_input', where });
  });

  test('a control that is none', async () => {
    expect(await refusalOf(engine.aggregateEmotions({}, { onProgress: 1 as never }))).toMatchObject({
      code: 'invalid_input',
      where: 'aggregateEmotions.control.onProgress',
    });
  });
});
