import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { refusalOf } from '../support/refusal.js';
import { START } from '../support/stopped-clock.js';
import { answerIn, newAccount, nextEventId, openSession, openTutor, type Tutor } from '../support/tutor.js';

let tutor: Tutor;

beforeAll(async () => {
  tutor = await openTutor();
});
afterAll(() => tutor[Symbol.asyncDispose]());
beforeEach(() => tutor.clock.set(START));

const stored = (user_id: string) => tutor.db.collection('users').findOne({ user_id });
const claimsOf = async (user_id: string) =>
  (await tutor.db.collection('email_claims').find({ user_id }).toArray()).map(({ email }) => email as string);
const profile = { timezone: 'Europe/Zurich' };
const password_hash = '$argon2id$v=19$made-by-the-host';

describe('createLearner', () => {
  test('needs no email, no password, no name and no education: those that are not given are not stored', async () => {
    const { user_id } = await tutor.engine.createLearner({ profile });
    const account = await stored(user_id);
    for (const field of ['email', 'password_hash']) expect(account).not.toHaveProperty(field);
    expect(account?.['profile']).toEqual({
      education_level: 'other',
      timezone: 'Europe/Zurich',
      learning_goals: [],
      subjects_of_interest: [],
    });
    expect(account?.['email_verified']).toBe(false);
    expect(await claimsOf(user_id)).toEqual([]);
    expect(await tutor.engine.verifySchema()).toEqual([]);
  });

  test('makes any number of accounts without an email', async () => {
    const made = await Promise.all(Array.from({ length: 20 }, () => tutor.engine.createLearner({ profile })));
    expect(new Set(made.map(({ user_id }) => user_id)).size).toBe(20);
  });

  test('takes an email without a password, for a learner whom another system signs on', async () => {
    const email = `${randomUUID()}@example.org`;
    const { user_id } = await tutor.engine.createLearner({ email, email_verified: true, profile });
    expect(await claimsOf(user_id)).toEqual([email]);
    expect(await tutor.engine.repositories.users.findByEmail(email)).toMatchObject({ user_id, email_verified: true });
  });

  test.each([
    ['a password', { password_hash }],
    ['that it is verified', { email_verified: true }],
  ])('refuses %s without an email', async (_, more) => {
    expect(await refusalOf(tutor.engine.createLearner({ profile, ...more }))).toMatchObject({
      code: 'invalid_input',
      where: 'createLearner.email',
    });
  });

  test.each(['primary_school', 'other', 'middle_school', 'professional'] as const)('takes the education %s', async (education_level) => {
    const { user_id } = await tutor.engine.createLearner({ profile: { ...profile, education_level } });
    expect((await stored(user_id))?.['profile']).toMatchObject({ education_level });
  });

  test('takes a plan by any name', async () => {
    const { user_id } = await tutor.engine.createLearner({ profile, subscription: { plan: 'School licence 2031' } });
    expect((await stored(user_id))?.['subscription']).toMatchObject({ plan: 'School licence 2031' });
  });

  test('of two calls at once for one address, in two processes, one gets it and the other nothing', async () => {
    const email = `${randomUUID()}@example.org`;
    const engines = [tutor.engine, await tutor.another()];
    const ids = engines.map(() => randomUUID());
    const calls = engines.map((engine, n) => engine.createLearner({ user_id: ids[n], email: ` ${email.toUpperCase()}`, profile }));
    const ended = await Promise.allSettled(calls);
    expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = ids[ended.findIndex(({ status }) => status === 'rejected')] as string;
    for (const name of ['users', 'learning_events', 'learning_dna'])
      expect(await tutor.db.collection(name).countDocuments({ user_id: lost }), name).toBe(0);
    expect(await tutor.db.collection('email_claims').countDocuments({ email })).toBe(1);
  });

  test.each(['\u212a@example.org', 'a@\u212aexample.org', 'a@exam\u017fle.org', '\uff41@example.org', 'a\u200b@example.org'])(
    'refuses an address with a letter that only looks like another: %j',
    async (email) => {
      const refusal = await refusalOf(tutor.engine.createLearner({ email, profile }));
      expect(refusal).toMatchObject({ code: 'invalid_input', where: 'createLearner.email' });
      expect(refusal.message).not.toContain(email);
    },
  );
});

describe('ensureLearner', () => {
  test('makes an account of a bare id, with what is stated, and says that it did', async () => {
    const user_id = `auth0|${randomUUID()}`;
    expect(await tutor.engine.ensureLearner({ user_id })).toEqual({ user_id, created: true });
    const account = await stored(user_id);
    expect(account).toMatchObject({
      profile: { education_level: 'other', timezone: 'UTC' },
      account_status: 'active',
      email_verified: false,
      subscription: { plan: 'free', status: 'active' },
    });
    const nothing = { analytics_participation: true, emotional_data_usage: false, learning_data_sharing: false, public_profile: false };
    expect(account).toMatchObject({ preferences: { privacy_settings: nothing } });
    const learner = tutor.engine.as({ userId: user_id, role: 'learner' });
    await learner.recordAnswer(answerIn(await openSession(learner)));
    expect((await learner.mastery()).rows).toHaveLength(1);
    expect((await tutor.engine.replay(user_id)).changed).toEqual({
      learning_sessions: 0,
      content_mastery: 0,
      learning_dna: 0,
    });
  });

  test('changes nothing when it is called again, whatever zone it is given', async () => {
    const user_id = randomUUID();
    await tutor.engine.ensureLearner({ user_id, timezone: 'Asia/Tokyo' });
    const before = await stored(user_id);
    tutor.clock.forward(1_000);
    expect(await tutor.engine.ensureLearner({ user_id, timezone: 'UTC' })).toEqual({ user_id, created: false });
    expect(await stored(user_id)).toEqual(before);
    expect(before?.['profile']).toMatchObject({ timezone: 'Asia/Tokyo' });
  });

  test('finds an account that createLearner made', async () => {
    const account = newAccount();
    await tutor.engine.createLearner(account);
    const before = await stored(account.user_id);
    expect(await tutor.engine.ensureLearner({ user_id: account.user_id })).toEqual({ user_id: account.user_id, created: false });
    expect(await stored(account.user_id)).toEqual(before);
  });

  test('of many calls at once, in two processes, exactly one makes the account', async () => {
    const engines = [tutor.engine, await tutor.another()];
    for (let round = 0; round < 5; round += 1) {
      const user_id = randomUUID();
      const calls = Array.from({ length: 12 }, (_, n) => (engines[n % 2] as Tutor['engine']).ensureLearner({ user_id }));
      const made = await Promise.all(calls);
      expect(made.filter(({ created }) => created)).toHaveLength(1);
      for (const name of ['users', 'learning_events', 'learning_dna'])
        expect(await tutor.db.collection(name).countDocuments({ user_id }), name).toBe(1);
    }
  });
});

describe('setEmail', () => {
  test('moves the address: the new one finds the account, the old one is free', async () => {
    const account = newAccount();
    const { user_id } = account;
    await tutor.engine.createLearner({ ...account, email_verified: true });
    const email = `${randomUUID()}@example.org`;
    await tutor.engine.setEmail({ user_id, email: ` ${email.toUpperCase()}` });
    expect(await stored(user_id)).toMatchObject({ email, email_verified: false, password_hash: account.password_hash });
    expect(await claimsOf(user_id)).toEqual([email]);
    const { users } = tutor.engine.repositories;
    expect(await users.findByEmail(email)).toMatchObject({ user_id });
    expect(await users.findByEmail(account.email as string)).toBeNull();
    await tutor.engine.createLearner({ ...newAccount(), email: account.email });
  });

  test('gives one to an account that had none, and takes it away with the password', async () => {
    const { user_id } = await tutor.engine.createLearner({ profile });
    const email = `${randomUUID()}@example.org`;
    await tutor.engine.setEmail({ user_id, email });
    expect(await claimsOf(user_id)).toEqual([email]);
    await tutor.engine.repositories.users.updateOne({ user_id }, { set: { password_hash } });
    await tutor.engine.setEmail({ user_id, email: null });
    const account = await stored(user_id);
    for (const field of ['email', 'password_hash']) expect(account).not.toHaveProperty(field);
    expect(await claimsOf(user_id)).toEqual([]);
    await tutor.engine.setEmail({ user_id, email: null });
  });

  test('changes nothing when the account has the address already, also not that it is verified', async () => {
    const account = newAccount();
    await tutor.engine.createLearner({ ...account, email_verified: true });
    const before = await stored(account.user_id);
    tutor.clock.forward(1_000);
    await tutor.engine.setEmail({ user_id: account.user_id, email: String(account.email).toUpperCase() });
    expect(await stored(account.user_id)).toEqual(before);
  });

  test("refuses somebody else's address, and an unknown learner, and changes nothing", async () => {
    const [one, other] = [newAccount(), newAccount()];
    for (const account of [one, other]) await tutor.engine.createLearner(account);
    const taken = await refusalOf(tutor.engine.setEmail({ user_id: one.user_id, email: other.email as string }));
    expect(taken).toMatchObject({ code: 'already_exists', where: 'setEmail' });
    expect(taken.message).not.toContain(other.email);
    expect(await claimsOf(one.user_id)).toEqual([one.email]);
    expect(await refusalOf(tutor.engine.setEmail({ user_id: randomUUID(), email: 'a@example.org' }))).toMatchObject({ code: 'not_found' });
  });

  test('of two that want one address at once, in two processes, one gets it; the other keeps its own', async () => {
    const accounts = [newAccount(), newAccount()];
    for (const account of accounts) await tutor.engine.createLearner(account);
    const email = `${randomUUID()}@example.org`;
    const engines = [tutor.engine, await tutor.another()];
    const ended = await Promise.allSettled(accounts.map(({ user_id }, n) => (engines[n] as Tutor['engine']).setEmail({ user_id, email })));
    expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const held = await Promise.all(accounts.map(({ user_id }) => claimsOf(user_id)));
    const own = await Promise.all(accounts.map(async ({ user_id }) => [(await stored(user_id))?.['email']]));
    expect(held).toEqual(own);
    expect(held.flat().filter((address) => address === email)).toHaveLength(1);
  });

  test('is the only way: an update past it is refused', async () => {
    const { user_id } = await tutor.engine.createLearner({ profile });
    const { users } = tutor.engine.repositories;
    for (const change of [{ set: { email: 'a@example.org' } }, { unset: ['email' as const] }])
      expect(await refusalOf(users.updateOne({ user_id }, change))).toMatchObject({ code: 'invalid_input', where: 'users.updateOne' });
  });
});

describe("a session's id is its learner's own", () => {
  test('two learners use one id, and neither sees the other in any verb', async () => {
    const session_id = 'lesson 7';
    const [ada, ben] = [await tutor.newLearner(), await tutor.newLearner()];
    const started = await ada.startSession({ session_id, session_type: 'practice', subject: 'Algebra' });
    const event_id = nextEventId();
    await ada.recordAnswer(answerIn(session_id, { event_id, concept: 'Of Ada' }));
    // What Ben is told of an id that Ada uses is what he is told of one that nobody uses.
    const common = (id: string) => ({ event_id: nextEventId(), session_id: id });
    const verbs: readonly ((id: string) => Promise<unknown>)[] = [
      (id) => ben.recordAnswer(answerIn(id)),
      (id) => ben.recordAnswers([answerIn(id)], { stopOnError: true }),
      (id) => ben.recordInteraction({ ...common(id), interaction_type: 'question' }),
      (id) => ben.recordEmotion({ ...common(id), emotion: 'hope', intensity: 1, confidence: 1 }),
      (id) => ben.applyIntervention({ ...common(id), intervention_type: 'hint', reason: 'Stuck' }),
      (id) => ben.rateIntervention({ ...common(id), intervention_id: event_id, effectiveness_rating: 3 }),
      (id) => ben.endSession({ session_id: id }),
    ];
    for (const verb of verbs) {
      const [known, unknown] = await Promise.all([refusalOf(verb(session_id)), refusalOf(verb('nobody uses this'))]);
      expect({ code: known.code, message: known.message }).toEqual({ code: unknown.code, message: unknown.message });
      expect(known.code).toBe('not_found');
    }
    expect((await ben.sessionEvents({ session_id })).rows).toEqual([]);
    expect(await ben.startSession({ session_id, session_type: 'practice', subject: 'Algebra' })).toEqual(started);
    await ben.recordAnswer(answerIn(session_id, { event_id, concept: 'Of Ben' }));
    await ben.endSession({ session_id });
    for (const [learner, concept, ended] of [
      [ada, 'Of Ada', false],
      [ben, 'Of Ben', true],
    ] as const) {
      expect((await learner.mastery()).rows.map((row) => row.concept)).toEqual([concept]);
      const [session] = (await learner.recentSessions()).rows;
      expect(session?.ended_at !== undefined).toBe(ended);
      expect((await tutor.engine.replay(learner.userId)).changed).toEqual({ learning_sessions: 0, content_mastery: 0, learning_dna: 0 });
    }
  });
});
