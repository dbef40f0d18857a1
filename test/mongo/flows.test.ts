import { randomUUID } from 'node:crypto';
import type { AnswerOutcome, LearnerScope } from 'adaptive-learning-engine';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { refusalOf } from '../support/refusal.js';
import { DAY, HOUR, later, MINUTE, START } from '../support/stopped-clock.js';
import { answerIn, newAccount, nextEventId, openSession, openTutor, type Tutor } from '../support/tutor.js';

let tutor: Tutor;
let learner: LearnerScope;
let user_id: string;

beforeAll(async () => {
  tutor = await openTutor({ scheduler: 'sm2' });
});
afterAll(() => tutor[Symbol.asyncDispose]());
beforeEach(async () => {
  tutor.clock.set(START);
  learner = await tutor.newLearner();
  user_id = learner.userId;
});

const stored = (collection: string, filter: object = {}) => tutor.db.collection(collection).findOne({ user_id, ...filter });

describe('a learner', () => {
  test('is made with everything that was left out filled in, and with nothing shared beyond figures of the platform', async () => {
    const account = newAccount();
    const { preferences, ...bare } = account;
    await tutor.engine.createLearner(bare);
    const profile = await tutor.engine.as({ userId: account.user_id, role: 'learner' }).profile();
    expect(profile).toMatchObject({
      email: account.email,
      account_status: 'active',
      created_at: START,
      profile: { name: 'Ada Muster', learning_goals: [], subjects_of_interest: [] },
      subscription: {
        plan: 'free',
        usage_tracking: { ai_queries_used: 0, ai_queries_limit: 100, reset_date: new Date('2026-04-02T09:00:00Z') },
      },
      learning_dna: { version: 1, evidence: { sessions: 0 }, assessment_history: [{ assessment_type: 'initial' }] },
    });
    expect(profile?.preferences.privacy_settings).toEqual({
      analytics_participation: true,
      emotional_data_usage: false,
      learning_data_sharing: false,
      public_profile: false,
    });
  });

  test('keeps what was given, in every part', async () => {
    const patterns = {
      optimal_emotional_states: ['curiosity' as const],
      problematic_emotional_states: [],
      stress_triggers: ['exams'],
      confidence_builders: [],
      engagement_factors: [],
      emotional_recovery_strategies: [],
      emotional_resilience_score: 0.9,
    };
    const scope = await tutor.newLearner({
      profile: {
        name: 'Bo',
        age: 12,
        education_level: 'middle_school',
        timezone: 'Asia/Tokyo',
        day_rollover_hour: 0,
        learning_goals: ['Win'],
      },
      subscription: { plan: 'premium', billing_cycle: 'yearly' },
      learning_dna: { emotional_learning_patterns: patterns },
      metadata: { crm: { id: 7 } },
    });
    expect(await scope.profile()).toMatchObject({
      profile: { age: 12, day_rollover_hour: 0, learning_goals: ['Win'] },
      subscription: { plan: 'premium', billing_cycle: 'yearly', status: 'active' },
      learning_dna: { emotional_learning_patterns: patterns, motivation_profile: { goal_orientation: 'mixed' } },
    });
    expect(await stored('users', { user_id: scope.userId })).toMatchObject({ metadata: { crm: { id: 7 } } });
  });

  test('shows the learner nothing of payment, security or the host’s own fields', async () => {
    const learner = await tutor.newLearner();
    const inside = { 'subscription.payment_method_id': 'inside', password_hash: 'inside', security: 'inside', metadata: { crm: 'inside' } };
    await tutor.db
      .collection('users')
      .updateOne({ user_id: learner.userId }, { $set: { ...inside, unheard: 'inside' } }, { bypassDocumentValidation: true });
    expect(JSON.stringify(await learner.profile())).not.toContain('inside');
  });

  test('may be sent again with an id of its own, and is made once', async () => {
    const account = newAccount();
    expect(await tutor.engine.createLearner(account)).toEqual({ user_id: account.user_id });
    expect(await tutor.engine.createLearner(account)).toEqual({ user_id: account.user_id });
    for (const name of ['users', 'learning_dna', 'learning_events']) {
      expect(await tutor.db.collection(name).countDocuments({ user_id: account.user_id }), name).toBe(1);
    }
    const changed = { ...account, profile: { ...account.profile, name: 'Eve' } };
    expect(await refusalOf(tutor.engine.createLearner(changed))).toMatchObject({ code: 'already_exists' });
  });

  test('whose address is taken is not made, not even in part', async () => {
    const [first, second] = [newAccount(), newAccount()];
    await tutor.engine.createLearner(first);
    const refusal = await refusalOf(tutor.engine.createLearner({ ...second, email: first.email }));
    expect(refusal).toMatchObject({ code: 'already_exists', where: 'createLearner' });
    expect(refusal.message).not.toContain(first.email);
    for (const name of ['users', 'learning_dna', 'learning_events']) {
      expect(await tutor.db.collection(name).countDocuments({ user_id: second.user_id }), name).toBe(0);
    }
  });

  test('is made once by many who ask at the same time', async () => {
    const account = newAccount();
    const engines = await Promise.all([tutor.another(), tutor.another(), tutor.another()]);
    const made = await Promise.all(engines.map((engine) => engine.createLearner(account)));
    expect(new Set(made.map((each) => each.user_id))).toEqual(new Set([account.user_id]));
    expect(await tutor.db.collection('users').countDocuments({ user_id: account.user_id })).toBe(1);
  });

  test('that nobody made has no profile and can start no session', async () => {
    const nobody = tutor.engine.as({ userId: randomUUID(), role: 'learner' });
    expect(await refusalOf(nobody.profile())).toMatchObject({ code: 'not_found' });
    expect(await refusalOf(openSession(nobody))).toMatchObject({ code: 'not_found' });
    expect(await refusalOf(nobody.recordAnswer(answerIn(randomUUID())))).toMatchObject({ code: 'not_found' });
    expect(await refusalOf(nobody.updatePreferences({}))).toMatchObject({ code: 'not_found' });
    expect(await refusalOf(nobody.dueReviews({ within: 'today' }))).toMatchObject({ code: 'not_found' });
  });

  test('whose account is suspended can start no session', async () => {
    await tutor.engine.unsafe.repositories.users.updateOne({ user_id }, { set: { account_status: 'suspended' } });
    expect(await refusalOf(openSession(learner))).toMatchObject({ code: 'access_denied', where: 'startSession' });
    expect(await stored('learning_sessions')).toBeNull();
  });
});

describe('a session', () => {
  test('starts at the difficulty that the DNA prefers, by default', async () => {
    await tutor.engine.unsafe.repositories.learning_dna.updateOne(
      { user_id },
      { set: { 'cognitive_profile.complexity_preferences.preferred_difficulty_level': 0.7 } },
    );
    expect(await learner.startSession({ session_type: 'study', subject: 'Algebra' })).toMatchObject({ initial_difficulty_level: 0.7 });
    const told = await learner.startSession({
      session_type: 'study',
      subject: 'Algebra',
      initial_difficulty_level: 0.1,
      started_at: later(-HOUR),
    });
    expect(told).toMatchObject({ initial_difficulty_level: 0.1, started_at: later(-HOUR) });
    expect(await stored('learning_sessions', { session_id: told.session_id })).toMatchObject({
      started_at: later(-HOUR),
      timezone: 'Europe/Zurich',
    });
  });

  test('may be started again with its own id, also after answers, and another start under that id is a conflict', async () => {
    const session_id = randomUUID();
    const start = { session_id, session_type: 'study', subject: 'Algebra' } as const;
    const first = await learner.startSession(start);
    await learner.recordAnswer(answerIn(session_id));
    tutor.clock.forward(HOUR);
    expect(await learner.startSession(start)).toEqual(first);
    expect(first.session_id).toBe(session_id);
    expect(await tutor.db.collection('learning_sessions').countDocuments({ session_id })).toBe(1);
    expect(await refusalOf(learner.startSession({ ...start, subject: 'Geometry' }))).toMatchObject({ code: 'event_conflict' });
  });
});

describe('an answer', () => {
  test('tells what it changed, and the log tells what with', async () => {
    const session_id = await openSession(learner);
    const outcome = await learner.recordAnswer(answerIn(session_id, { event_id: 'first', item_id: 'q-1', metadata: { tries: 2 } }));
    // BKT with its default parameters: P(L0) 0.4, guess 0.2, slip 0.1, so 0.4 · 0.9 + 0.6 · 0.2 of such answers are right.
    expect(outcome).toEqual({
      event_id: 'first',
      session_id,
      subject: 'Algebra',
      topic: 'Equations',
      concept: 'Linear equations',
      occurred_at: START,
      correct: true,
      predicted: expect.closeTo(0.6089355374456303, 12),
      mastery_before: 0.4,
      mastery_level: expect.closeTo(0.775, 12),
      mastery_confidence: expect.any(Number),
      newly_mastered: false,
      repetition_interval_days: 1,
      // The next day of the learner begins at four in the morning in Zurich.
      next_review_date: new Date('2026-03-03T03:00:00Z'),
    });
    expect(await stored('learning_events', { event_id: 'first' })).toMatchObject({
      type: 'answer',
      recorded_at: START,
      metadata: { tries: 2 },
      answer: { correct: true, score: 1, rating: 3, grade: 4, item_id: 'q-1' },
      provenance: {
        models: expect.stringMatching(/^sm2\/1\/default bkt\/1\/default /),
        predicted: outcome.predicted,
        before: { mastery_level: 0.4, retention: 1 },
        after: { mastery_level: outcome.mastery_level, repetition_interval_days: 1 },
      },
    });
    const mastery = await stored('content_mastery');
    expect(mastery).toMatchObject({
      mastery_tracking: { current_mastery_level: outcome.mastery_level, first_exposure_date: START, last_practiced_date: START },
      learning_history: [{ session_id, activity_type: 'introduction', performance_score: 1, time_spent_minutes: 0.2 }],
      spaced_repetition_data: { next_review_date: outcome.next_review_date, repetition_interval_days: 1 },
    });
    expect(mastery?.['mastery_tracking']).not.toHaveProperty('mastery_achieved_date');
    expect(await stored('learning_sessions')).toMatchObject({
      performance_metrics: { questions_attempted: 1, questions_correct: 1, accuracy_percentage: 100, average_response_time_seconds: 12 },
      learning_progress: { concepts_introduced: ['Linear equations'], concepts_practiced: ['Linear equations'], concepts_mastered: [] },
    });
  });

  test('is predicted before it is learned from: right and wrong are predicted alike', async () => {
    const [right, wrong] = await Promise.all(
      [true, false].map(async (correct) => {
        const scope = await tutor.newLearner();
        const session_id = await openSession(scope);
        await scope.recordAnswer(answerIn(session_id));
        tutor.clock.set(later(MINUTE));
        return scope.recordAnswer(answerIn(session_id, { correct }));
      }),
    );
    expect(right?.predicted).toBe(wrong?.predicted);
    expect(right?.mastery_before).toBe(wrong?.mastery_before);
    expect(right?.mastery_level).toBeGreaterThan(wrong?.mastery_level ?? 1);
  });

  test('that passes the threshold is named mastered once, and in every place', async () => {
    const session_id = await openSession(learner, { learning_objectives: ['Master linear equations', 'Master geometry'] });
    const outcomes: AnswerOutcome[] = [];
    for (const minutes of [1, 2, 3, 4]) {
      tutor.clock.set(later(minutes * MINUTE));
      outcomes.push(await learner.recordAnswer(answerIn(session_id)));
    }
    expect(outcomes.map(({ newly_mastered }) => newly_mastered)).toEqual([false, true, false, false]);
    expect(await stored('content_mastery')).toMatchObject({ mastery_tracking: { mastery_achieved_date: later(2 * MINUTE) } });
    const ended = await learner.endSession({ session_id });
    expect(ended.learning_progress).toMatchObject({
      concepts_mastered: ['Linear equations'],
      mastery_demonstrations: [{ concept: 'Linear equations', evidence: '2 of 2 right in this session' }],
    });
    expect(ended.session_outcome.learning_objectives_met).toEqual(['Master linear equations']);
  });

  test.each([
    [{ correct: false }, { score: 0, rating: 1, grade: 1 }],
    [
      { correct: true, score: 0.5 },
      { score: 0.5, rating: 2, grade: 3 },
    ],
    [
      { correct: true, rating: 4 as const },
      { score: 1, rating: 4, grade: 5 },
    ],
    [
      { correct: false, grade: 2 as const },
      { score: 0, rating: 1, grade: 2 },
    ],
  ])('%j is stored on both scales of recall', async (given, kept) => {
    const session_id = await openSession(learner);
    const { event_id } = await learner.recordAnswer(answerIn(session_id, given));
    expect(await stored('learning_events', { event_id })).toMatchObject({ answer: kept });
  });

  test('learns which strategies work, once there are enough answers', async () => {
    const session_id = await openSession(learner);
    const answers = [...Array(5).fill(['analogy', true]), ...Array(5).fill(['drill', false])] as [string, boolean][];
    for (const [strategy, correct] of answers) {
      tutor.clock.forward(MINUTE);
      await learner.recordAnswer(answerIn(session_id, { strategy, correct, learning_style: 'visual' }));
    }
    expect(await stored('content_mastery')).toMatchObject({
      personalization_data: { effective_learning_strategies: ['analogy'], learning_style_effectiveness: { visual: 0.5 } },
    });
  });

  test.each(['a.b', '$where', '7', 'constructor', 'toString', 'toBSON', 'ÄÖ漢 字', "O'Brien"])(
    'names such as %s are data and nothing else',
    async (odd) => {
      const session_id = await openSession(learner, { subject: odd, topics: [odd] });
      for (let n = 0; n < 3; n += 1) {
        tutor.clock.forward(MINUTE);
        await learner.recordAnswer(answerIn(session_id, { subject: odd, topic: odd, concept: odd, strategy: odd }));
      }
      await learner.endSession({ session_id });
      expect((await learner.mastery()).rows).toMatchObject([{ subject: odd, topic: odd, concept: odd, answers: 3 }]);
      const dna = (await learner.profile())?.learning_dna;
      expect(Object.keys(dna?.learning_effectiveness.subjects_performance ?? {})).toEqual([odd]);
      expect(await tutor.engine.replay(user_id)).toMatchObject({ changed: { learning_sessions: 0, content_mastery: 0, learning_dna: 0 } });
    },
  );
});

describe('an interaction', () => {
  const asked = (session_id: string, more: object = {}) => ({
    event_id: nextEventId(),
    session_id,
    interaction_type: 'question' as const,
    ...more,
  });
  const response = (provider_used: 'groq' | 'gemini', response_time_ms: number, cost_usd: number) => ({
    text: 'An answer',
    provider_used,
    response_time_ms,
    tokens_used: 100,
    cost_usd,
  });
  const usage = async () => (await learner.profile())?.subscription.usage_tracking;

  test('is counted by what the AI behind it cost', async () => {
    const session_id = await openSession(learner);
    await learner.recordInteraction(asked(session_id, { ai_response: response('groq', 100, 0.5), cache_hit: true, quality_score: 0.5 }));
    await learner.recordInteraction(asked(session_id, { ai_response: response('gemini', 300, 0.25), cache_hit: false, quality_score: 1 }));
    await learner.recordInteraction(asked(session_id, { ai_response: response('groq', 200, 0), cache_hit: true, follow_up: true }));
    expect(await learner.recordInteraction(asked(session_id, { user_input: 'Thanks', cache_hit: true }))).toMatchObject({
      emotion: 'none',
    });
    expect(await stored('learning_sessions')).toMatchObject({
      interactions: [{ timestamp: START }, {}, {}, { user_input: 'Thanks' }],
      ai_usage_analytics: {
        total_ai_queries: 3,
        providers_used: { groq: 2, gemini: 1 },
        total_tokens_consumed: 300,
        total_cost_usd: 0.75,
        average_response_time_ms: 200,
        cache_hit_rate: 2 / 3,
        quality_scores: [0.5, 1],
      },
      performance_metrics: { engagement_indicators: { follow_up_questions: 1 } },
    });
    expect(await usage()).toMatchObject({ ai_queries_used: 3 });
  });

  test('that is sent twice is counted once, in the session and in the account', async () => {
    const session_id = await openSession(learner);
    const exchange = asked(session_id, { ai_response: response('groq', 100, 0.5) });
    const first = await learner.recordInteraction(exchange);
    tutor.clock.forward(MINUTE);
    expect(await learner.recordInteraction(exchange)).toEqual(first);
    expect(await usage()).toMatchObject({ ai_queries_used: 1 });
    expect(await stored('learning_sessions')).toMatchObject({ ai_usage_analytics: { total_ai_queries: 1 } });
  });

  test('counts in the month that it fell into', async () => {
    const session_id = await openSession(learner);
    const count = async (days: number) => {
      tutor.clock.set(later(days * DAY));
      await learner.recordInteraction(asked(session_id, { ai_response: response('groq', 1, 0), occurred_at: later(days * DAY) }));
      return usage();
    };
    expect(await count(1)).toEqual({ ai_queries_used: 1, ai_queries_limit: 100, reset_date: new Date('2026-04-02T09:00:00Z') });
    expect(await count(30)).toMatchObject({ ai_queries_used: 2 });
    // 2 April, 9 o'clock: the first instant of the next month.
    expect(await count(31)).toMatchObject({ ai_queries_used: 1, reset_date: new Date('2026-05-02T09:00:00Z') });
    expect(await count(130)).toMatchObject({ ai_queries_used: 1, reset_date: new Date('2026-08-02T09:00:00Z') });
    // Late, of a month that is closed: the session knows it, the month's count does not change.
    await learner.recordInteraction(asked(session_id, { ai_response: response('groq', 1, 0), occurred_at: later(2 * DAY) }));
    expect(await usage()).toMatchObject({ ai_queries_used: 1 });
    expect(await stored('learning_sessions')).toMatchObject({ ai_usage_analytics: { total_ai_queries: 5 } });
  });

  test('counted by many at once loses none', async () => {
    const session_id = await openSession(learner);
    const engines = await Promise.all([1, 2, 3, 4].map(() => tutor.another()));
    const exchanges = Array.from({ length: 16 }, () => asked(session_id, { ai_response: response('groq', 1, 0) }));
    await Promise.all(
      exchanges.map((exchange, index) => engines[index % 4]?.as({ userId: user_id, role: 'system' }).recordInteraction(exchange)),
    );
    expect(await usage()).toMatchObject({ ai_queries_used: 16 });
    expect(await stored('learning_sessions')).toMatchObject({ ai_usage_analytics: { total_ai_queries: 16 } });
  });
});

describe('interventions', () => {
  const step = (session_id: string) => ({ event_id: nextEventId(), session_id, intervention_type: 'hint', reason: 'Two wrong in a row' });

  test('are kept with their reason, and rated once and again', async () => {
    const session_id = await openSession(learner);
    const { intervention_id } = await learner.applyIntervention(step(session_id));
    await learner.applyIntervention(step(session_id));
    const rate = (effectiveness_rating: number) =>
      learner.rateIntervention({ event_id: nextEventId(), session_id, intervention_id, effectiveness_rating });
    expect(await rate(2)).toEqual({ intervention_id, effectiveness_rating: 2 });
    expect(await rate(5)).toEqual({ intervention_id, effectiveness_rating: 5 });
    const session = await stored('learning_sessions');
    const applied = session?.['emotional_journey'].interventions_applied;
    expect(applied).toMatchObject([
      { intervention_id, intervention_type: 'hint', reason: 'Two wrong in a row', effectiveness_rating: 5 },
      {},
    ]);
    expect(applied[1]).not.toHaveProperty('effectiveness_rating');
  });

  test('cannot be rated before they were applied', async () => {
    const session_id = await openSession(learner);
    tutor.clock.forward(MINUTE);
    const { intervention_id } = await learner.applyIntervention(step(session_id));
    const rating = { event_id: nextEventId(), session_id, intervention_id, effectiveness_rating: 3 };
    const refusal = await refusalOf(learner.rateIntervention({ ...rating, occurred_at: START }));
    expect(refusal).toMatchObject({ code: 'invalid_input', where: 'rateIntervention.occurred_at' });
    await learner.rateIntervention({ ...rating, occurred_at: later(MINUTE) });
  });

  test('that nobody applied here cannot be rated', async () => {
    const [session_id, elsewhere] = [await openSession(learner), await openSession(learner)];
    const { intervention_id } = await learner.applyIntervention(step(elsewhere));
    const answer = await learner.recordAnswer(answerIn(session_id));
    const stranger = await tutor.newLearner();
    const theirs = await stranger.applyIntervention(step(await openSession(stranger)));
    for (const id of ['unknown', intervention_id, answer.event_id, theirs.intervention_id]) {
      const rating = learner.rateIntervention({ event_id: nextEventId(), session_id, intervention_id: id, effectiveness_rating: 3 });
      expect(await refusalOf(rating), id).toMatchObject({ code: 'not_found', where: 'rateIntervention.intervention_id' });
    }
  });
});

describe('the end of a session', () => {
  /** Tries at what is hard, then at what is easy, one a minute. */
  async function practise(session_id: string, hard = [false, false, true], easy = [true, true, true, true]): Promise<void> {
    const tries = [...hard.map((correct) => ({ concept: 'Hard', correct })), ...easy.map((correct) => ({ concept: 'Easy', correct }))];
    for (const { concept, correct } of tries) {
      tutor.clock.forward(MINUTE);
      await learner.recordAnswer(answerIn(session_id, { concept, correct }));
    }
  }

  test('says what resulted, and what to do next', async () => {
    const session_id = await openSession(learner, { planned_questions: 14, learning_objectives: ['Easy things', 'Hard things'] });
    await practise(session_id);
    const ended = await learner.endSession({ session_id, user_satisfaction_rating: 4, perceived_difficulty_rating: 3 });
    expect(ended).toMatchObject({
      session_id,
      started_at: START,
      ended_at: later(7 * MINUTE),
      duration_minutes: 7,
      performance_metrics: {
        questions_attempted: 7,
        questions_correct: 5,
        accuracy_percentage: expect.closeTo(500 / 7, 9),
        engagement_indicators: { session_completion_rate: 0.5, self_directed_exploration: false },
      },
      learning_progress: { concepts_practiced: ['Hard', 'Easy'], concepts_mastered: ['Easy'], knowledge_gaps_identified: ['Hard'] },
      session_outcome: {
        learning_objectives_met: ['Easy things'],
        areas_needing_more_work: ['Hard'],
        user_satisfaction_rating: 4,
        next_session_recommendations: [expect.stringMatching(/Practise Hard \(Equations\): mastery \d+ %/)],
      },
    });
    expect(ended.session_outcome).not.toHaveProperty('emotional_satisfaction_rating');
  });

  test('lets the DNA evolve, and says in its history what moved', async () => {
    const session_id = await openSession(learner);
    await practise(session_id, [false, false, false, false, false, false], [true, true, true]);
    const before = (await learner.profile())?.learning_dna;
    await learner.endSession({ session_id });
    const dna = (await learner.profile())?.learning_dna;
    expect(dna).toMatchObject({
      version: 2,
      updated_at: later(9 * MINUTE),
      evidence: { sessions: 1, answers: 9, concepts_mastered: 1, subjects: { Algebra: { answers: 9, correct: 3 } } },
      learning_effectiveness: { subjects_performance: { Algebra: { mastery_rate: 0.5 } } },
    });
    expect(dna?.assessment_history.map(({ assessment_type }) => assessment_type)).toEqual(['initial', 'performance_based']);
    expect(dna?.assessment_history[1]).toMatchObject({
      changes_made: [expect.stringMatching(/^preferred_difficulty_level: 0\.50 to 0\.\d\d$/)],
      confidence_delta: expect.closeTo(9 / 59, 12),
    });
    expect(dna?.learning_effectiveness.overall_learning_velocity).toBeCloseTo(1 / (9 / 60), 9);
    expect(before).toMatchObject({ version: 1 });
  });

  test('of a session without answers changes nothing but the count of sessions', async () => {
    const before = (await learner.profile())?.learning_dna;
    const session_id = await openSession(learner);
    tutor.clock.forward(MINUTE);
    const ended = await learner.endSession({ session_id });
    expect(ended.performance_metrics).toMatchObject({ questions_attempted: 0, accuracy_percentage: 0 });
    const dna = (await learner.profile())?.learning_dna;
    expect(dna).toMatchObject({ version: 1, evidence: { sessions: 1, answers: 0 } });
    expect(dna?.cognitive_profile).toEqual(before?.cognitive_profile);
    expect(dna?.assessment_history).toEqual(before?.assessment_history);
  });

  test('asked for twice gives the same, and lets the DNA learn once', async () => {
    const session_id = await openSession(learner);
    await practise(session_id);
    const first = await learner.endSession({ session_id });
    const dna = (await learner.profile())?.learning_dna;
    tutor.clock.forward(HOUR);
    expect(await learner.endSession({ session_id })).toEqual(first);
    expect((await learner.profile())?.learning_dna).toEqual(dna);
    const another = learner.endSession({ session_id, user_satisfaction_rating: 1 });
    expect(await refusalOf(another)).toMatchObject({ code: 'event_conflict' });
  });

  test('asked for by many at once happens once', async () => {
    const session_id = await openSession(learner);
    await practise(session_id);
    const engines = await Promise.all([1, 2, 3].map(() => tutor.another()));
    const ends = await Promise.all(engines.map((engine) => engine.as({ userId: user_id, role: 'system' }).endSession({ session_id })));
    expect(ends[1]).toEqual(ends[0]);
    expect(ends[2]).toEqual(ends[0]);
    expect((await learner.profile())?.learning_dna?.evidence.sessions).toBe(1);
  });
});

describe('lists that keep their newest', () => {
  const KEPT = 10;

  test('a session shows the newest interactions, and the log has all of them', async () => {
    const session_id = await openSession(learner);
    const ids: string[] = [];
    for (let n = 0; n < KEPT + 5; n += 1) {
      tutor.clock.forward(MINUTE);
      const { event_id } = await learner.recordInteraction({
        event_id: nextEventId(),
        session_id,
        interaction_type: 'response',
        user_input: `Message ${n}`,
      });
      ids.push(event_id);
    }
    const session = await stored('learning_sessions');
    expect(session?.['interactions'].map((shown: { interaction_id: string }) => shown.interaction_id)).toEqual(ids.slice(-KEPT));
    const events = (await learner.sessionEvents({ session_id, limit: 1_000 })).rows;
    expect(events.map(({ event_id }) => event_id)).toEqual([...ids.reverse(), `session_started/${session_id}`]);
    expect((await learner.sessionEvents({ session_id, limit: 3 })).rows.map(({ event_id }) => event_id)).toEqual(ids.slice(0, 3));
  });

  test('a concept keeps its newest answers, and the log has all of them', async () => {
    const session_id = await openSession(learner);
    for (let n = 0; n < 55; n += 1) {
      tutor.clock.forward(MINUTE);
      await learner.recordAnswer(answerIn(session_id, { response_time_seconds: n }));
    }
    const mastery = await stored('content_mastery');
    expect(mastery?.['learning_history'].map(({ date }: { date: Date }) => date)).toEqual(
      Array.from({ length: 50 }, (_, n) => later((6 + n) * MINUTE)),
    );
    const answers = (await learner.conceptAnswers({ subject: 'Algebra', topic: 'Equations', concept: 'Linear equations', limit: 1_000 }))
      .rows;
    expect(answers.map((event) => (event.type === 'answer' ? event.answer.response_time_seconds : undefined))).toEqual(
      Array.from({ length: 55 }, (_, n) => 54 - n),
    );
  });
});
