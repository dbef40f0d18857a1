import type { Engine, LearnerScope } from 'adaptive-learning-engine';
import { createRepositories } from 'adaptive-learning-engine/repositories';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EMOTIONAL_STATES } from '../../src/algorithms/index.js';
import { COLLECTIONS } from '../../src/collections/index.js';
import { emotionalChanges, emotionalLog, PIPELINES } from '../../src/pipelines/index.js';
import { learnerReport } from '../../src/report/index.js';
import { CollectionSet, openShownRepositories } from '../../src/repositories/index.js';
import { countCommands } from '../support/count-commands.js';
import { refusalOf } from '../support/refusal.js';
import { DAY, later, MINUTE } from '../support/stopped-clock.js';
import { answerIn, newAccount, nextEventId, openSession, openTutor, type Tutor } from '../support/tutor.js';

let tutor: Tutor;
/** An engine of another process: with a cache of its own, and with what it remembers. */
let other: Engine;

beforeAll(async () => {
  tutor = await openTutor({ cache: {} });
  other = await tutor.another();
});
afterAll(() => tutor[Symbol.asyncDispose]());

const OFF = { privacy_settings: { emotional_data_usage: false } };
const ON = { privacy_settings: { emotional_data_usage: true } };
const of = (engine: Engine, { userId }: LearnerScope) => engine.as({ userId, role: 'learner' });
const felt = (session_id: string) => ({ event_id: nextEventId(), session_id, emotion: 'shame' as const, intensity: 1, confidence: 1 });
const unchanged = { learning_sessions: 0, content_mastery: 0, learning_dna: 0 };

/** Emotions of a learner that are stored, counted. */
async function emotionsOf({ userId: user_id }: LearnerScope): Promise<number> {
  const emotional = {
    user_id,
    $or: [{ type: 'emotion' }, { 'answer.emotional_state': { $exists: true } }, { 'interaction.emotional_context': { $exists: true } }],
  };
  const [events, coloured] = await Promise.all([
    tutor.db.collection('learning_events').countDocuments(emotional),
    tutor.db.collection('content_mastery').find({ user_id }).toArray(),
  ]);
  const colours = coloured.flatMap((mastery) => mastery['learning_history'] as { emotional_state: string }[]);
  return events + colours.filter(({ emotional_state }) => emotional_state !== 'neutral').length;
}

describe('a switch-off', () => {
  test('that was acknowledged is not passed by anything that was under way, in any process', async () => {
    for (let round = 0; round < 20; round += 1) {
      const learner = await tutor.newLearner();
      const session_id = await openSession(learner);
      const elsewhere = of(other, learner);
      await elsewhere.recordEmotion(felt(session_id));
      let isOver = false;
      const keepOn = async (send: (n: number) => Promise<unknown>) => {
        for (let n = 0; !isOver; n += 1) await send(n);
      };
      const recording = [
        keepOn(() => elsewhere.recordAnswer(answerIn(session_id, { emotional_state: 'shame' }))),
        keepOn(() => of(tutor.engine, learner).recordEmotion(felt(session_id))),
        keepOn(() =>
          other.recordAnswers([{ ...answerIn(session_id, { concept: 'Slope', emotional_state: 'shame' }), user_id: learner.userId }]),
        ),
      ];
      await new Promise((resolve) => setTimeout(resolve, 15 + 5 * (round % 7)));
      await learner.updatePreferences(OFF);
      const atTheEnd = await emotionsOf(learner);
      await new Promise((resolve) => setTimeout(resolve, 40));
      isOver = true;
      await Promise.all(recording);
      expect([round, await emotionsOf(learner)]).toEqual([round, atTheEnd]);
      if (round % 5 === 0) expect((await tutor.engine.replay(learner.userId)).changed).toEqual(unchanged);
    }
  });

  test('is one write, however many sessions are open', async () => {
    const monitored = await MongoClient.connect(tutor.uri, { monitorCommands: true });
    const engine = await tutor.another({ db: monitored.db(tutor.db.databaseName) });
    const learner = await tutor.newLearner();
    const session_id = await openSession(learner);
    await learner.recordEmotion(felt(session_id));
    const sessions = tutor.db.collection('learning_sessions');
    const { _id, ...session } = (await sessions.findOne({ user_id: learner.userId })) ?? expect.unreachable();
    await sessions.insertMany(Array.from({ length: 3_000 }, (_, n) => ({ ...session, session_id: `open-${n}` })));
    await of(engine, learner).activeSession();
    expect(await countCommands(monitored, () => of(engine, learner).updatePreferences(OFF))).toEqual({ update: 1 });
    await monitored.close();
    await sessions.deleteMany({ session_id: /^open-/ });
  });

  test('is heard by a session when something is next recorded in it, whichever way it comes', async () => {
    const ways: { readonly [way: string]: (learner: LearnerScope, session_id: string) => Promise<unknown> } = {
      'an answer': (learner, session_id) => learner.recordAnswer(answerIn(session_id)),
      'an answer of the same instant as the emotion': (learner, session_id) =>
        learner.recordAnswer(answerIn(session_id, { occurred_at: later(MINUTE) })),
      'a late answer': (learner, session_id) => learner.recordAnswer(answerIn(session_id, { occurred_at: later(1.5 * MINUTE) })),
      'an import': (learner, session_id) => learner.recordAnswers([answerIn(session_id), answerIn(session_id)]),
      'a late import': (learner, session_id) => learner.recordAnswers([answerIn(session_id, { occurred_at: later(1.5 * MINUTE) })]),
      'the end': (learner, session_id) => learner.endSession({ session_id }),
      'an answer without a session': async (learner) => {
        tutor.clock.forward(DAY);
        const { session_id, ...answer } = answerIn('');
        await learner.recordAnswer(answer);
      },
      'the closing of what was left open': async () => {
        tutor.clock.forward(DAY);
        await tutor.engine.closeIdleSessions();
      },
    };
    for (const [way, record] of Object.entries(ways)) {
      tutor.clock.set(later(0));
      const learner = await tutor.newLearner();
      const session_id = await openSession(learner);
      tutor.clock.set(later(MINUTE));
      await learner.recordEmotion(felt(session_id));
      tutor.clock.set(later(2 * MINUTE));
      await learner.recordAnswer(answerIn(session_id, { concept: 'Slope' }));
      await learner.updatePreferences(OFF);
      const before = await emotionsOf(learner);
      tutor.clock.forward(MINUTE);
      await record(learner, session_id);
      tutor.clock.forward(MINUTE);
      await learner.endSession({ session_id }).catch(() => undefined);
      // A late one also parts what came after it from the emotion before.
      expect([way, (await emotionsOf(learner)) <= before]).toEqual([way, true]);
      const stored = await tutor.db.collection('learning_sessions').findOne({ user_id: learner.userId, session_id });
      if (stored?.['automatic'] === undefined && way !== 'an answer without a session')
        expect([way, stored?.['evidence'].current_emotion, stored?.['emotional_journey'].final_emotional_state]).toEqual([
          way,
          undefined,
          undefined,
        ]);
      const dna = await tutor.db.collection('learning_dna').findOne({ user_id: learner.userId });
      expect([way, dna?.['evidence'].emotions]).toEqual([way, {}]);
      expect((await tutor.engine.replay(learner.userId)).changed).toEqual(unchanged);
    }
  });

  test('is remembered by a session that nothing was recorded in until it was taken back', async () => {
    const learner = await tutor.newLearner();
    const session_id = await openSession(learner);
    await learner.recordEmotion(felt(session_id));
    tutor.clock.forward(MINUTE);
    await learner.updatePreferences(OFF);
    await learner.updatePreferences(ON);
    const answer = answerIn(session_id, { emotional_state: 'hope' });
    await learner.recordAnswer(answer);
    await learner.recordAnswer(answerIn(session_id));
    const mastery = await tutor.db.collection('content_mastery').findOne({ user_id: learner.userId });
    const history: unknown = mastery?.['learning_history'];
    expect(history).toMatchObject([{ emotional_state: 'hope' }, { emotional_state: 'neutral' }]);
    expect((await tutor.engine.replay(learner.userId)).changed).toEqual(unchanged);
  });
});

test('a suspension that was acknowledged is not passed by an answer that was under way, in any process', async () => {
  for (let round = 0; round < 12; round += 1) {
    const learner = await tutor.newLearner();
    const session_id = await openSession(learner);
    let isOver = false;
    const keepOn = async (send: () => Promise<unknown>) => {
      while (!isOver) await send().catch((error: { readonly code: string }) => expect(error.code).toBe('access_denied'));
    };
    const recording = [
      keepOn(() => of(other, learner).recordAnswer(answerIn(session_id))),
      keepOn(() => openSession(of(tutor.engine, learner))),
    ];
    await new Promise((resolve) => setTimeout(resolve, 10 + 3 * (round % 7)));
    await tutor.engine.setAccountStatus({ user_id: learner.userId, account_status: 'suspended' });
    const stored = () => tutor.db.collection('learning_events').countDocuments({ user_id: learner.userId });
    const atTheEnd = await stored();
    await new Promise((resolve) => setTimeout(resolve, 30));
    isOver = true;
    await Promise.all(recording);
    expect([round, await stored()]).toEqual([round, atTheEnd]);
  }
});

describe('what is stored of the emotions of a learner who has withdrawn consent', () => {
  let learner: LearnerScope;
  let session_id: string;
  const TRIGGER = 'canary-trigger';
  const states = EMOTIONAL_STATES.filter((state) => state !== 'neutral');
  /** States, and texts that came with them, that a result names. */
  const told = (result: unknown) => {
    const text = JSON.stringify(result, (_, value: unknown) => (value instanceof Map ? [...value] : value)) ?? '';
    return [...states.filter((state) => text.includes(`"${state}"`)), ...[TRIGGER].filter((word) => text.includes(word))];
  };

  beforeAll(async () => {
    tutor.clock.set(later(0));
    const { user_id } = await tutor.engine.createLearner({
      ...newAccount(),
      learning_dna: {
        emotional_learning_patterns: {
          optimal_emotional_states: ['pride'],
          problematic_emotional_states: [],
          stress_triggers: [TRIGGER],
          confidence_builders: [],
          engagement_factors: [],
          emotional_recovery_strategies: [],
          emotional_resilience_score: 0.5,
        },
      },
    } as never);
    learner = tutor.engine.as({ userId: user_id, role: 'learner' });
    session_id = await openSession(learner, { initial_emotional_state: 'hope' });
    for (let n = 0; n < 12; n += 1) {
      tutor.clock.forward(MINUTE);
      await learner.recordEmotion({ ...felt(session_id), trigger: TRIGGER });
      await learner.recordAnswer(answerIn(session_id, { correct: n % 2 === 0, ...(n > 8 ? { emotional_state: 'delight' } : {}) }));
    }
    const emotional_context = { detected_emotion: 'shame' as const, confidence: 1, emotional_intensity: 1, adaptation_applied: [] };
    await learner.recordInteraction({ event_id: nextEventId(), session_id, interaction_type: 'question', emotional_context });
    tutor.clock.forward(MINUTE);
    await learner.endSession({ session_id });
    tutor.clock.forward(2 * DAY);
    await tutor.engine.aggregateEmotions();
  });

  /** What the engine itself reads by. */
  const inside = () => openShownRepositories(new CollectionSet(tutor.db));
  const readings: { readonly [reading: string]: (learner: LearnerScope, engine: Engine) => Promise<unknown> } = {
    profile: (own) => own.profile(),
    mastery: (own) => own.mastery(),
    progress: (own) => own.progress(),
    recommend: (own) => own.recommend(),
    dueReviews: (own) => own.dueReviews(),
    activeSession: (own) => own.activeSession(),
    recentSessions: (own) => own.recentSessions(),
    sessionEvents: (own) => own.sessionEvents({ session_id, limit: 100 }),
    conceptAnswers: (own) => own.conceptAnswers({ subject: 'Algebra', topic: 'Equations', concept: 'Linear equations' }),
    learnerReport: (own) => learnerReport(own, { at: later(3 * DAY) }),
    ...Object.fromEntries(
      Object.values(PIPELINES)
        .filter(({ scope }) => scope === 'learner')
        .map(({ name, example }) => {
          const { user_id, after, limit, ...params } = example as { readonly [param: string]: unknown };
          const span = 'since' in params ? { since: later(-3 * DAY), until: later(4 * DAY) } : {};
          return [`query ${name}`, (own: LearnerScope) => own.query(name as never, { ...params, ...span } as never)];
        }),
    ),
    ...Object.fromEntries(
      [emotionalLog, emotionalChanges].map((pipeline) => [
        `run ${pipeline.name}`,
        ({ userId: user_id }: LearnerScope, { repositories }: Engine) => {
          const span = { since: later(-3 * DAY), until: later(4 * DAY) };
          return repositories.learning_events
            .run(pipeline as never, ('user_id' in pipeline.example ? { user_id, ...span } : span) as never)
            .toArray();
        },
      ]),
    ),
    ...Object.fromEntries(
      Object.keys(COLLECTIONS).flatMap((name) => {
        const own = (engine: Engine) => engine.repositories[name as 'learning_events'];
        if (!('user_id' in COLLECTIONS[name as 'learning_events'].shardKey)) return [];
        return [
          [`${name}.find`, ({ userId: user_id }: LearnerScope, engine: Engine) => own(engine).find({ user_id }).toArray()],
          [`${name}.findOne`, ({ userId: user_id }: LearnerScope, engine: Engine) => own(engine).findOne({ user_id })],
          [
            `${name}.findUndecoded`,
            ({ userId: user_id }: LearnerScope, engine: Engine) => own(engine).findUndecoded({ user_id }).toArray(),
          ],
          [
            `${name}.find of everybody`,
            async ({ userId }: LearnerScope, engine: Engine) =>
              (await own(engine).find({}, { reach: 'all' }).toArray()).filter(({ user_id }) => user_id === userId),
          ],
        ] as const;
      }),
    ),
    'learning_sessions.find, some fields': ({ userId: user_id }, { repositories }) =>
      repositories.learning_sessions.find({ user_id }, { fields: ['emotional_journey', 'evidence'] }).toArray(),
    'learning_sessions.foldable': ({ userId }) => inside().learning_sessions.forFold(userId, session_id),
    'learning_sessions.latest': ({ userId }, { repositories }) =>
      repositories.learning_sessions.latest(userId, { at: later(9 * DAY), limit: 9 }).toArray(),
    'learning_dna.foldable': ({ userId }) => inside().learning_dna.forFold(userId),
    'learning_events.history': ({ userId }, { repositories }) => repositories.learning_events.history(userId).toArray(),
    'learning_events.stored': async ({ userId }, { repositories }) =>
      repositories.learning_events.stored(userId, `session_started/${session_id}`),
    createRepositories: ({ userId: user_id }) => createRepositories(tutor.db).learning_sessions.find({ user_id }).toArray(),
  };

  test('is shown until then, and to nobody from then on, also where it was asked for before', async () => {
    const engines = (name: string) => (name === 'learnerReport' ? [other] : [tutor.engine, other]);
    const before = new Map<string, string[]>();
    for (const [name, read] of Object.entries(readings))
      for (const engine of engines(name)) before.set(name, told(await read(of(engine, learner), engine)));
    const telling = [...before].filter(([, names]) => names.length > 0).map(([name]) => name);
    expect(telling).toEqual(
      expect.arrayContaining(['profile', 'sessionEvents', 'conceptAnswers', 'query profile_with_dna', 'query emotional_wellness_trends']),
    );
    expect(telling).toEqual(
      expect.arrayContaining(['learning_events.find', 'content_mastery.find', 'emotional_analytics.find', 'run emotional_log']),
    );
    await learner.updatePreferences(OFF);
    for (const [name, read] of Object.entries(readings))
      for (const engine of engines(name)) expect([name, told(await read(of(engine, learner), engine))]).toEqual([name, []]);
    expect(told(await tutor.db.collection('learning_events').find({ user_id: learner.userId }).toArray())).not.toEqual([]);
    await learner.updatePreferences(ON);
    expect(told(await learner.sessionEvents({ session_id, limit: 100 }))).not.toEqual([]);
    await learner.updatePreferences(OFF);
  });

  test('cannot be found out by a filter, an order or a count either', async () => {
    const { learning_sessions, learning_events } = tutor.engine.unsafe.repositories;
    const filter = { user_id: learner.userId, 'evidence.emotion_readings': { $gt: 0 } };
    expect(await learning_sessions.count(filter)).toBe(0);
    expect(await learning_sessions.findOne(filter)).toBeNull();
    expect(await learning_sessions.find(filter, { fields: ['session_id'] }).toArray()).toEqual([]);
    expect(await learning_sessions.updateOne(filter, { set: { planned_questions: 3 } })).toBe(false);
    expect(await learning_events.count({ user_id: learner.userId, 'answer.emotional_state': 'delight' })).toBe(0);
    expect(await learning_events.count({ user_id: learner.userId, type: 'answer' })).toBe(12);
    expect(await refusalOf(learning_sessions.count({ 'evidence.emotion_readings': 1 }))).toMatchObject({ code: 'access_denied' });
  });
});
