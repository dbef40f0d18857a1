import type { LearnerScope } from 'adaptive-learning-engine';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { EMOTIONAL_STATES } from '../../src/algorithms/index.js';
import type { ContentMastery, LearningSession } from '../../src/collections/index.js';
import { refusalOf } from '../support/refusal.js';
import { later, MINUTE, START } from '../support/stopped-clock.js';
import { answerIn, nextEventId, openSession, openTutor, type Tutor } from '../support/tutor.js';

let tutor: Tutor;
let learner: LearnerScope;
let session_id: string;

beforeAll(async () => {
  tutor = await openTutor();
});
afterAll(() => tutor[Symbol.asyncDispose]());
beforeEach(async () => {
  tutor.clock.set(START);
  learner = await tutor.newLearner();
  session_id = await openSession(learner);
});

const felt = (more: object = {}) => ({
  event_id: nextEventId(),
  session_id,
  emotion: 'frustration' as const,
  intensity: 0.8,
  confidence: 0.9,
  ...more,
});
const session = async () => (await tutor.engine.repositories.learning_sessions.own(learner.userId, session_id)) ?? expect.unreachable();

describe('an emotion that the learner lets be used', () => {
  test('is kept in the session, with what brought it about', async () => {
    expect(await learner.recordEmotion(felt({ trigger: 'a wrong sign' }))).toMatchObject({ session_id, emotion: 'applied' });
    tutor.clock.set(later(MINUTE));
    await learner.recordEmotion(felt({ emotion: 'relief' }));
    const { emotional_journey, evidence } = await session();
    expect(emotional_journey).toMatchObject({
      initial_emotional_state: 'frustration',
      emotional_states_timeline: [
        { timestamp: START, emotion: 'frustration', intensity: 0.8, trigger: 'a wrong sign' },
        { timestamp: later(MINUTE), emotion: 'relief' },
      ],
    });
    expect(evidence).toMatchObject({ emotion_readings: 2, setbacks: 1, recoveries: 1, triggers: ['a wrong sign'] });
    expect((await learner.endSession({ session_id })).session_id).toBe(session_id);
    expect((await session()).emotional_journey.final_emotional_state).toBe('relief');
  });

  test('colours the answers that follow, unless they come with one of their own', async () => {
    await learner.recordEmotion(felt());
    await learner.recordAnswer(answerIn(session_id));
    await learner.recordAnswer(answerIn(session_id, { emotional_state: 'delight', correct: false }));
    const mastery = await tutor.engine.repositories.content_mastery.findOne({ user_id: learner.userId });
    expect(mastery?.learning_history.map(({ emotional_state }) => emotional_state)).toEqual(['frustration', 'delight']);
    expect(mastery?.personalization_data.emotional_associations).toEqual({ frustration: 1, delight: 0 });
  });

  test.each([
    [0.5, 'applied'],
    [0.49, 'low_confidence'],
  ])('and that is detected with a confidence of %d is %s', async (confidence, fate) => {
    const before = await session();
    const event = felt({ confidence });
    expect(await learner.recordEmotion(event)).toMatchObject({ emotion: fate });
    const { last_event, revision, ...after } = await session();
    if (fate === 'low_confidence') expect({ ...before, ...after }).toEqual(before);
    else expect(after.evidence.emotion_readings).toBe(1);
    // Either way the reading itself is in the log.
    expect(await tutor.db.collection('learning_events').countDocuments({ event_id: event.event_id })).toBe(1);
  });

  test('is measured by the host’s own threshold', async () => {
    const careful = (await tutor.another({ emotionConfidence: 0.95 })).as({ userId: learner.userId, role: 'learner' });
    expect(await careful.recordEmotion(felt())).toMatchObject({ emotion: 'low_confidence' });
    expect((await session()).evidence.emotion_readings).toBe(0);
  });

  test('may come with an interaction', async () => {
    const emotional_context = {
      detected_emotion: 'boredom' as const,
      confidence: 0.9,
      emotional_intensity: 0.5,
      adaptation_applied: ['a story'],
    };
    const exchange = { event_id: nextEventId(), session_id, interaction_type: 'question' as const, emotional_context };
    expect(await learner.recordInteraction(exchange)).toMatchObject({ emotion: 'applied' });
    const { interactions, emotional_journey } = await session();
    expect(interactions).toMatchObject([{ emotional_context }]);
    expect(emotional_journey.emotional_states_timeline).toMatchObject([{ emotion: 'boredom', intensity: 0.5 }]);
  });
});

describe('an emotion that the learner does not let be used', () => {
  beforeEach(async () => {
    await learner.updatePreferences({ privacy_settings: { emotional_data_usage: false } });
  });

  /** Every text that is stored of this learner, as one. */
  async function everything(): Promise<string> {
    const texts: string[] = [];
    for (const { name } of await tutor.db.listCollections({}, { nameOnly: true }).toArray()) {
      texts.push(JSON.stringify(await tutor.db.collection(name).find({ user_id: learner.userId }).toArray()));
    }
    return texts.join();
  }

  test('is stored nowhere, by whichever call it comes', async () => {
    expect(await learner.recordEmotion(felt({ trigger: 'a wrong sign' }))).toMatchObject({ emotion: 'consent_withheld' });
    await learner.recordAnswer(answerIn(session_id, { emotional_state: 'shame' }));
    const emotional_context = {
      detected_emotion: 'anxiety' as const,
      confidence: 1,
      emotional_intensity: 1,
      adaptation_applied: ['breathing'],
    };
    const exchange = { event_id: nextEventId(), session_id, interaction_type: 'question' as const, user_input: 'Why?', emotional_context };
    expect(await learner.recordInteraction(exchange)).toMatchObject({ emotion: 'consent_withheld' });
    const second = await openSession(learner, { initial_emotional_state: 'hopelessness' });
    for (const id of [session_id, second]) {
      tutor.clock.forward(MINUTE);
      await learner.endSession({ session_id: id });
    }
    const stored = await everything();
    const named = EMOTIONAL_STATES.filter((state) => state !== 'neutral' && stored.includes(`"${state}"`));
    expect(named).toEqual([]);
    for (const text of ['a wrong sign', 'breathing', 'emotional_context', '"type":"emotion"']) expect(stored).not.toContain(text);
    expect(stored).toContain('Why?');
  });

  test('changes no recommendation', async () => {
    await learner.recordAnswer(answerIn(session_id, { correct: false }));
    const before = (await learner.recommend()).rows;
    await learner.recordEmotion(felt({ confidence: 1, intensity: 1 }));
    expect((await learner.recommend()).rows).toEqual(before);
  });

  test('is refused all the same where it cannot be', async () => {
    expect(await refusalOf(learner.recordEmotion(felt({ intensity: 2 })))).toMatchObject({ where: 'recordEmotion.intensity' });
    expect(await refusalOf(learner.recordEmotion(felt({ occurred_at: later(100 * 24 * 60 * MINUTE) })))).toMatchObject({
      code: 'invalid_input',
      where: 'recordEmotion.occurred_at',
    });
  });

  test('and that was used until they said so, colours nothing that comes after', async () => {
    await learner.updatePreferences({ privacy_settings: { emotional_data_usage: true } });
    await learner.recordEmotion(felt());
    await learner.recordAnswer(answerIn(session_id));
    tutor.clock.forward(MINUTE);
    await learner.updatePreferences({ privacy_settings: { emotional_data_usage: false } });
    tutor.clock.forward(MINUTE);
    await learner.recordAnswer(answerIn(session_id));
    await learner.recordAnswer(answerIn(session_id, { concept: 'Inequalities' }));
    // By the driver's own collection: the repositories show nobody what is withheld.
    const stored = tutor.db.collection<ContentMastery>('content_mastery').find({ user_id: learner.userId }).sort({ concept: -1 });
    const felts = (await stored.toArray()).map((mastery) => [
      mastery.concept,
      mastery.learning_history.map(({ emotional_state }) => emotional_state),
      mastery.evidence.emotions,
    ]);
    expect(felts).toEqual([
      ['Linear equations', ['frustration', 'neutral'], { frustration: { answers: 1, score_sum: 1 } }],
      ['Inequalities', ['neutral'], {}],
    ]);
    const { evidence, emotional_journey } =
      (await tutor.db.collection<LearningSession>('learning_sessions').findOne({ user_id: learner.userId })) ?? expect.unreachable();
    expect(evidence.current_emotion).toBeUndefined();
    expect(emotional_journey.final_emotional_state).toBeUndefined();
    for (const { difficulty_changes } of (await learner.recommend()).rows)
      expect(difficulty_changes.map(({ code }) => code)).not.toContain('strained');
    expect((await tutor.engine.replay(learner.userId)).changed).toEqual({ learning_sessions: 0, content_mastery: 0, learning_dna: 0 });
  });

  test('is used again once the learner says so', async () => {
    await learner.updatePreferences({ privacy_settings: { emotional_data_usage: true } });
    expect(await learner.recordEmotion(felt())).toMatchObject({ emotion: 'applied' });
  });
});

describe('preferences', () => {
  test('are changed one by one, and the others stay', async () => {
    const before = (await learner.profile())?.preferences;
    tutor.clock.forward(MINUTE);
    await learner.updatePreferences({ privacy_settings: { public_profile: true }, learning_preferences: { feedback_frequency: 'high' } });
    const profile = await learner.profile();
    expect(profile).toMatchObject({ updated_at: later(MINUTE) });
    expect(profile?.preferences).toEqual({
      ...before,
      privacy_settings: { ...before?.privacy_settings, public_profile: true },
      learning_preferences: { ...before?.learning_preferences, feedback_frequency: 'high' },
    });
  });

  test('that are undefined are left as they are', async () => {
    const before = (await learner.profile())?.preferences;
    await learner.updatePreferences({ privacy_settings: { public_profile: undefined }, notification_settings: undefined });
    expect((await learner.profile())?.preferences).toEqual(before);
  });
});
