import { randomUUID } from 'node:crypto';
import { createEngine } from 'adaptive-learning-engine';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { countCommands } from '../support/count-commands.js';
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

describe('createLearners', () => {
  const rowOf = (user_id: string) => ({ user_id, email: `${user_id}@example.org`, profile });
  const rowsOf = (name: string, count: number) => Array.from({ length: count }, (_, n) => rowOf(`${name}-${n}`));
  /** All that is stored of an account, except for the ids that the server gives and what the id says itself. */
  const storedOf = async (user_id: string) => {
    const found = ['users', 'learning_events', 'learning_dna', 'email_claims'].map((name) =>
      tutor.db
        .collection(name)
        .find({ user_id }, { projection: { _id: 0, user_id: 0, email: 0, body_hash: 0 } })
        .toArray(),
    );
    return Promise.all(found);
  };

  test('makes the accounts that createLearner makes, thousands with a few commands, and none of them twice', async () => {
    await using client = await MongoClient.connect(tutor.uri, { monitorCommands: true });
    const engine = await createEngine({ db: client.db(tutor.db.databaseName), clock: tutor.clock.read });
    await engine.createLearner(rowOf('alone'));
    const rows = rowsOf('many', 1_200);
    const commands = await countCommands(client, async () => {
      expect(await engine.createLearners(rows)).toMatchObject({ created: 1_200, alreadyExisted: 0, refused: 0 });
    });
    expect(Object.values(commands).reduce((sum, count) => sum + count, 0)).toBeLessThan(40);
    expect(await storedOf('many-1199')).toEqual(await storedOf('alone'));
    const before = await storedOf('many-7');
    tutor.clock.forward(1_000);
    const again = await engine.createLearners(rows.toReversed());
    expect(again).toMatchObject({ created: 0, alreadyExisted: 1_200, refused: 0, refusals: [] });
    expect(again.learners.at(-1)).toEqual({ user_id: 'many-0', created: false });
    expect(await storedOf('many-7')).toEqual(before);
  });

  test('tells the fate of each row by its place: as if each had been sent by itself', async () => {
    await tutor.engine.createLearner(rowOf('bea-there'));
    const { user_id, ...nameless } = rowOf('bea-nameless');
    const report = await tutor.engine.createLearners([
      rowOf('bea-new'),
      { ...rowOf('bea-there'), profile: { timezone: 'Asia/Tokyo' } },
      { ...rowOf('bea-two'), email: ' BEA-new@example.org' },
      rowOf('bea-new'),
      { ...rowOf('bea-three'), profile: { timezone: 'Mars' } },
      { ...rowOf('bea-two'), email: undefined },
      nameless,
      { ...rowOf('bea-four'), email: 'bea-there@example.org' },
    ]);
    expect(report).toMatchObject({ created: 3, alreadyExisted: 2, refused: 3 });
    expect(report.learners.map((learner) => learner?.created ?? null)).toEqual([true, false, null, false, null, true, true, null]);
    expect(await stored(report.learners[6]?.user_id as string)).toMatchObject({ email: 'bea-nameless@example.org' });
    expect(report.refusals.map(({ position, error }) => [position, error.code, error.where])).toEqual([
      [2, 'already_exists', 'createLearners.2.email'],
      [4, 'invalid_input', 'createLearners.4.profile.timezone'],
      [7, 'already_exists', 'createLearners.7.email'],
    ]);
    for (const { error } of report.refusals) expect(error.message).not.toContain('bea');
    expect(await tutor.db.collection('email_claims').countDocuments({ email: /^bea-/ })).toBe(3);
    expect(await stored('bea-there')).toMatchObject({ profile: { timezone: 'Europe/Zurich' } });
    expect((await tutor.engine.replay('bea-new')).changed).toEqual({ learning_sessions: 0, content_mastery: 0, learning_dna: 0 });
  });

  test('from two processes at once makes each account once, and says so once', async () => {
    const rows = rowsOf('cy', 700);
    const engines = [tutor.engine, await tutor.another()];
    const reports = await Promise.all(engines.map((engine) => engine.createLearners(rows)));
    expect(reports.map(({ created, alreadyExisted }) => created + alreadyExisted)).toEqual([700, 700]);
    expect(reports.reduce((sum, { created }) => sum + created, 0)).toBe(700);
    expect(await tutor.db.collection('users').countDocuments({ user_id: /^cy-/ })).toBe(700);
  });

  test('takes rows as they come, and ends at its signal', async () => {
    const stop = new AbortController();
    async function* endless() {
      for (let n = 0; ; n += 1) {
        if (n === 2_500) stop.abort();
        yield rowOf(`di-${n}`);
      }
    }
    expect(await refusalOf(tutor.engine.createLearners(endless(), { signal: stop.signal }))).toMatchObject({ code: 'aborted' });
    const made = await tutor.db.collection('users').countDocuments({ user_id: /^di-/ });
    expect(made).toBeGreaterThanOrEqual(2_000);
    const more = await tutor.engine.createLearners(new Set(rowsOf('di', 2_600)));
    expect(more).toMatchObject({ created: 2_600 - made, alreadyExisted: made });
    expect(await refusalOf(tutor.engine.createLearners('di-1' as never))).toMatchObject({ code: 'invalid_input', where: 'createLearners' });
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
    await tutor.engine.unsafe.repositories.users.updateOne({ user_id }, { set: { password_hash } });
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
    const { users } = tutor.engine.unsafe.repositories;
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
