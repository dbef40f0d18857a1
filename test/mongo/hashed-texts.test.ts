import { afterAll, beforeAll, expect, test } from 'vitest';
import { bodyHash } from '../../src/runtime/body-hash.js';
import { refusalOf } from '../support/refusal.js';
import { answerIn, newAccount, nextEventId, openSession, openTutor, type Tutor } from '../support/tutor.js';

let tutor: Tutor;

beforeAll(async () => {
  tutor = await openTutor();
});
afterAll(() => tutor[Symbol.asyncDispose]());

test('no stored hash depends on what a learner or the tutor wrote, and another text under a used id is a conflict all the same', async () => {
  const learner = await tutor.newLearner();
  const other = await tutor.newLearner();
  const session_id = await openSession(learner);
  const otherSession = await openSession(other);
  const event_id = nextEventId();
  const asked = { event_id, interaction_type: 'question' as const };
  await learner.recordInteraction({ ...asked, session_id, user_input: 'no', metadata: { note: 'a' } });
  await other.recordInteraction({ ...asked, session_id: otherSession, user_input: 'yes', metadata: { note: 'b' } });
  const hashes = await tutor.db.collection('learning_events').distinct('body_hash', { event_id });
  expect(hashes).toHaveLength(1);
  expect(hashes).not.toContain(bodyHash('interaction', { ...asked, user_input: 'no', metadata: { note: 'a' } }));

  await learner.recordInteraction({ ...asked, session_id, user_input: 'no', metadata: { note: 'a' } });
  for (const change of [{ user_input: 'yes' }, { metadata: { note: 'b' } }, { user_input: undefined }]) {
    const again = learner.recordInteraction({ ...asked, session_id, user_input: 'no', metadata: { note: 'a' }, ...change });
    expect(await refusalOf(again)).toMatchObject({ code: 'event_conflict' });
  }
  const answer = answerIn(session_id, { metadata: { note: 'a' } });
  await learner.recordAnswer(answer);
  const { refusals } = await learner.recordAnswers([answer, { ...answer, metadata: { note: 'b' } }]);
  expect(refusals).toMatchObject([{ position: 1, error: { code: 'event_conflict' } }]);
});

test('the reason of an intervention is compared too', async () => {
  const learner = await tutor.newLearner();
  const session_id = await openSession(learner);
  const input = { event_id: nextEventId(), session_id, intervention_type: 'hint', reason: 'stuck' };
  await learner.applyIntervention(input);
  await learner.applyIntervention(input);
  expect(await refusalOf(learner.applyIntervention({ ...input, reason: 'tired' }))).toMatchObject({ code: 'event_conflict' });
  expect(await refusalOf(learner.applyIntervention({ ...input, intervention_type: 'break' }))).toMatchObject({ code: 'event_conflict' });
});

test('a part that retention has deleted is not to be found in a hash, and its event is known again all the same', async () => {
  const [learner, other] = [await tutor.newLearner(), await tutor.newLearner()];
  const [session_id, otherSession] = [await openSession(learner), await openSession(other)];
  const [spoken, felt] = [nextEventId(), nextEventId()];
  const interaction = { event_id: spoken, interaction_type: 'question' as const, user_input: 'no' };
  const emotion = { event_id: felt, emotion: 'shame' as const, intensity: 0.5, confidence: 1, trigger: 'a wrong sign' };
  await learner.recordInteraction({ ...interaction, session_id });
  await learner.recordEmotion({ ...emotion, session_id });
  await other.recordEmotion({ ...emotion, session_id: otherSession, emotion: 'hope', intensity: 1, trigger: 'a story' });
  const log = tutor.db.collection('learning_events');
  expect(await log.distinct('body_hash', { event_id: felt })).toHaveLength(1);
  expect(await refusalOf(learner.recordEmotion({ ...emotion, session_id, emotion: 'hope' }))).toMatchObject({ code: 'event_conflict' });
  const past = { bypassDocumentValidation: true } as const;
  await log.updateMany({ event_id: { $in: [spoken, felt] } }, { $unset: { interaction: true, emotion: true } }, past);
  expect(await learner.recordInteraction({ ...interaction, session_id })).toMatchObject({ event_id: spoken, session_id });
  expect(await learner.recordEmotion({ ...emotion, session_id })).toMatchObject({ event_id: felt, session_id });
  expect(await log.countDocuments({ event_id: { $in: [spoken, felt] } })).toBe(3);
});

test('the hash of a new learner depends on nothing personal, and another person under a used id is refused all the same', async () => {
  const patterns = {
    optimal_emotional_states: [],
    problematic_emotional_states: [],
    confidence_builders: [],
    engagement_factors: [],
    emotional_recovery_strategies: [],
    emotional_resilience_score: 0.5,
  };
  const account = (of: string) => ({
    ...newAccount(),
    password_hash: `$argon2id$v=19$m=65536,t=3,p=4$c2FsdHNhbHQ$${of}`,
    profile: {
      name: of,
      age: of.length,
      education_level: 'other' as const,
      timezone: 'UTC',
      learning_goals: [of],
      location: { country: of },
    },
    subscription: { payment_method_id: of },
    metadata: { note: of },
    learning_dna: { emotional_learning_patterns: { ...patterns, stress_triggers: [of] } },
  });
  const [ada, eve] = [account('Ada'), account('Evelyn')];
  const { engine } = tutor;
  for (const one of [ada, eve]) await engine.createLearner(one);
  const own = { user_id: { $in: [ada.user_id, eve.user_id] } };
  expect(await tutor.db.collection('learning_events').distinct('body_hash', own)).toHaveLength(1);

  expect(await engine.createLearner(ada)).toEqual({ user_id: ada.user_id });
  const { email: _email, password_hash: _hash, ...nameless } = ada;
  const changes = [
    { ...ada, email: 'somebody@example.org' },
    { ...ada, password_hash: eve.password_hash },
    { ...ada, profile: { ...ada.profile, name: 'Eve' } },
    { ...ada, profile: { ...ada.profile, learning_goals: ['Poems'] } },
    { ...ada, profile: { ...ada.profile, location: { country: 'France' } } },
    { ...ada, subscription: { payment_method_id: 'another' } },
    { ...ada, metadata: { note: 'another' } },
    { ...ada, learning_dna: eve.learning_dna },
    { ...ada, preferences: { privacy_settings: { emotional_data_usage: false } } },
    nameless,
  ];
  for (const changed of changes) expect(await refusalOf(engine.createLearner(changed))).toMatchObject({ code: 'already_exists' });

  // What retention drops, or the learner changes, does not make them somebody else.
  const users = tutor.db.collection('users');
  await users.updateOne({ user_id: ada.user_id }, { $unset: { 'profile.name': true, metadata: true } });
  expect(await engine.createLearner(ada)).toEqual({ user_id: ada.user_id });
  tutor.clock.forward(1_000);
  await engine.as({ userId: eve.user_id, role: 'learner' }).updateProfile({ name: 'Eve' });
  expect(await engine.createLearner(eve)).toEqual({ user_id: eve.user_id });
  await engine.setEmail({ user_id: eve.user_id, email: 'eve@example.org' });
  expect(await refusalOf(engine.createLearner(eve))).toMatchObject({ code: 'already_exists' });
});
