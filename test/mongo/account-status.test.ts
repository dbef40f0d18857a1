import { randomUUID } from 'node:crypto';
import type { Engine, LearnerScope, LearnerVerbName } from 'adaptive-learning-engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LEARNER_VERBS } from '../../src/engine/learner-verbs.js';
import { PIPELINES } from '../../src/pipelines/index.js';
import { learnerReport } from '../../src/report/index.js';
import { refusalOf } from '../support/refusal.js';
import { DAY, later, MINUTE, START } from '../support/stopped-clock.js';
import { answerIn, newAccount, nextEventId, openSession, openTutor, type Tutor } from '../support/tutor.js';
import { callsOfLearner } from '../support/verb-calls.js';

let tutor: Tutor;
beforeAll(async () => {
  tutor = await openTutor({ cache: {} });
});
afterAll(() => tutor[Symbol.asyncDispose]());

type Call = (learner: LearnerScope, session_id: string, engine: Engine) => Promise<unknown>;

const first = async (report: Promise<{ readonly refusals: readonly { readonly error: Error }[] }>) => {
  const [refusal] = (await report).refusals;
  if (refusal !== undefined) throw refusal.error;
};
const concept = { subject: 'Algebra', topic: 'Equations', concept: 'Linear equations' };

/** The typical calls of all verbs of a kind; those of the same name below go further. */
function callsOfKind(kind: 'call' | 'read'): { readonly [verb: string]: Call } {
  const names = Object.values(LEARNER_VERBS).filter(
    (verb) => verb.kind === kind && !(verb.name in OTHERS) && verb.name !== 'rateIntervention',
  );
  return Object.fromEntries(
    names.map(({ name }): [string, Call] => [
      name,
      (learner, session_id) => callsOfLearner(learner, session_id)[name as LearnerVerbName]({}),
    ]),
  );
}

/** Verbs that change a learner otherwise, or the account itself. */
const OTHERS: { readonly [verb: string]: Call } = {
  updatePreferences: (learner) => learner.updatePreferences({ privacy_settings: { emotional_data_usage: false } }),
  updateProfile: (learner) => learner.updateProfile({ age: 20 }),
  replay: (learner, _, engine) => engine.replay(learner.userId),
  setEmail: (learner, _, engine) => engine.setEmail({ user_id: learner.userId, email: `${randomUUID()}@example.org` }),
  setAccountStatus: (learner, _, engine) => engine.setAccountStatus({ user_id: learner.userId, account_status: 'active' }),
};

/** Every verb that records for a learner. */
const RECORDING: { readonly [verb: string]: Call } = {
  ...callsOfKind('call'),
  'recordAnswer without a session': (learner) => {
    const { session_id, ...answer } = answerIn('');
    return learner.recordAnswer(answer);
  },
  'recordAnswers without a session': (learner) => {
    const { session_id, ...answer } = answerIn('');
    return first(learner.recordAnswers([answer]));
  },
  'recordAnswer, late': (learner, session_id) => learner.recordAnswer(answerIn(session_id, { occurred_at: later(MINUTE) })),
  'recordAnswer with an emotion': (learner, session_id) => learner.recordAnswer(answerIn(session_id, { emotional_state: 'hope' })),
  recordAnswers: (learner, session_id) => first(learner.recordAnswers([answerIn(session_id)])),
  'recordAnswers, late': (learner, session_id) => first(learner.recordAnswers([answerIn(session_id, { occurred_at: later(MINUTE) })])),
  'recordAnswers of the engine': (learner, session_id, engine) =>
    first(engine.recordAnswers([{ ...answerIn(session_id), user_id: learner.userId }])),
  adoptCards: (learner) =>
    learner.adoptCards([
      { ...concept, concept: 'A card', sm2: { ease_factor: 2, interval_days: 3, repetitions: 1 }, last_review: later(0) },
    ]),
  undoAnswer: async (learner, _, engine) => {
    const filter = { user_id: learner.userId, type: 'answer', undone_at: { $exists: false } } as const;
    const answer = await engine.repositories.learning_events.findOne(filter, { fields: ['event_id'] });
    return learner.undoAnswer({ event_id: answer?.event_id ?? 'never-sent' });
  },
  reschedule: (learner) => learner.reschedule({ ...concept, due: '2026-04-01' }),
  'reschedule to an instant': (learner) => learner.reschedule([{ ...concept, due: later(0) }]),
  suspend: (learner) => learner.suspend(concept),
  resume: (learner) => learner.resume(concept),
  resetConcept: (learner) => learner.resetConcept(concept),
};

/** Every verb that reads of a learner; the questions are all those about one. */
const READING: { readonly [verb: string]: Call } = {
  ...callsOfKind('read'),
  previewRatings: (learner) => learner.previewRatings(concept),
  conceptAnswers: (learner) => learner.conceptAnswers(concept),
  watch: async (learner) => (await learner.watch()).close(),
  exportData: async (learner) => (await learner.exportData()).close(),
  learnerReport: (learner) => learnerReport(learner, { at: later(0) }),
  ...Object.fromEntries(
    Object.values(PIPELINES)
      .filter(({ scope }) => scope === 'learner')
      .map(({ name, example }) => {
        const { user_id, after, limit, ...params } = example as { readonly [param: string]: unknown };
        return [`query ${name}`, (learner: LearnerScope) => learner.query(name as never, params as never)];
      }),
  ),
};

test('every verb of a learner is in one of the tables', () => {
  const verbs = Object.keys(LEARNER_VERBS);
  const known = [...Object.keys(RECORDING), ...Object.keys(READING), ...Object.keys(OTHERS)].map((name) => name.split(/[ ,]/)[0]);
  // A rating needs an intervention, and goes the way of all events.
  expect(verbs.filter((verb) => !['rateIntervention', ...known].includes(verb))).toEqual([]);
});

async function livingLearner(): Promise<{ learner: LearnerScope; session_id: string }> {
  tutor.clock.set(START);
  const learner = await tutor.newLearner();
  const session_id = await openSession(learner);
  tutor.clock.set(later(5 * MINUTE));
  await learner.recordAnswer(answerIn(session_id));
  tutor.clock.set(later(6 * MINUTE));
  return { learner, session_id };
}

const storedOf = async (user_id: string) => {
  const names = ['learning_events', 'learning_sessions', 'content_mastery', 'learning_dna'];
  return Promise.all(names.map((name) => tutor.db.collection(name).find({ user_id }).sort({ _id: 1 }).toArray()));
};

describe.each(Object.entries({ ...RECORDING, ...READING, ...OTHERS }))('%s', (_, call) => {
  test('of an unknown learner is not_found, in one form', async () => {
    const nobody = tutor.engine.as({ userId: randomUUID(), role: 'system' });
    const refusal = await refusalOf(call(nobody, randomUUID(), tutor.engine));
    expect(refusal).toMatchObject({ code: 'not_found', expected: 'a learner that exists', received: 'an unknown user_id' });
  });
});

describe.each(Object.entries(RECORDING))('%s', (_, call) => {
  test.each(['suspended', 'deleted'] as const)('is refused for an account that is %s, and stores nothing', async (account_status) => {
    const { learner, session_id } = await livingLearner();
    await tutor.engine.setAccountStatus({ user_id: learner.userId, account_status });
    const before = await storedOf(learner.userId);
    const refusal = await refusalOf(call(learner, session_id, tutor.engine));
    expect(refusal).toMatchObject({ code: 'access_denied', received: `one that is ${account_status}` });
    expect(await storedOf(learner.userId)).toEqual(before);
    await tutor.engine.setAccountStatus({ user_id: learner.userId, account_status: 'active' });
    await call(learner, session_id, tutor.engine);
    expect(await storedOf(learner.userId)).not.toEqual(before);
  });
});

describe.each(Object.entries(READING))('%s', (_, call) => {
  test('goes on for a suspended account, and is refused for a deleted one, also when it was asked before', async () => {
    const { learner, session_id } = await livingLearner();
    await call(learner, session_id, tutor.engine);
    await tutor.engine.setAccountStatus({ user_id: learner.userId, account_status: 'suspended' });
    await call(learner, session_id, tutor.engine);
    await tutor.engine.setAccountStatus({ user_id: learner.userId, account_status: 'deleted' });
    expect(await refusalOf(call(learner, session_id, tutor.engine))).toMatchObject({ code: 'access_denied' });
  });
});

test('a suspended learner may still withdraw consent', async () => {
  const { learner, session_id } = await livingLearner();
  await learner.recordEmotion({ event_id: nextEventId(), session_id, emotion: 'hope', intensity: 1, confidence: 1 });
  await tutor.engine.setAccountStatus({ user_id: learner.userId, account_status: 'suspended' });
  await learner.updatePreferences({ privacy_settings: { emotional_data_usage: false } });
  expect((await learner.profile()).preferences.privacy_settings.emotional_data_usage).toBe(false);
});

test('one suspended learner of an import does not keep the others from being recorded', async () => {
  const [one, other] = [await livingLearner(), await livingLearner()];
  await tutor.engine.setAccountStatus({ user_id: one.learner.userId, account_status: 'suspended' });
  const answers = [one, other, one, other].map(({ learner, session_id }) => ({ ...answerIn(session_id), user_id: learner.userId }));
  const report = await tutor.engine.recordAnswers([...answers, { ...answerIn(other.session_id), user_id: 'nobody' }]);
  expect(report).toMatchObject({ recorded: 2, refused: 3 });
  expect(report.refusals.map(({ position, error }) => [position, error.code])).toEqual([
    [0, 'access_denied'],
    [2, 'access_denied'],
    [4, 'not_found'],
  ]);
});

test('what a learner sees of the account is picked: a field that somebody adds stays inside', async () => {
  const { user_id } = await tutor.engine.createLearner({
    ...newAccount(),
    subscription: { plan: 'premium', payment_method_id: 'pm_secret_1' },
    metadata: { crm: 'secret-2' },
  });
  await tutor.db.collection('users').updateOne({ user_id }, { $set: { note: 'secret-3' } }, { bypassDocumentValidation: true });
  const learner = tutor.engine.as({ userId: user_id, role: 'learner' });
  const asked = await learner.query('profile_with_dna', {});
  const profiles = asked.rows.length === 0 ? [await learner.profile().catch(() => null)] : asked.rows;
  for (const profile of profiles) {
    expect(JSON.stringify(profile)).not.toMatch(/secret|argon2|payment_method|failed_login|two_factor|schema_version|revision|"_id"/);
    if (profile === null) continue;
    expect(Object.keys(profile).sort()).toEqual([
      'account_status',
      'created_at',
      'email',
      'email_verified',
      'last_login',
      'learning_dna',
      'preferences',
      'profile',
      'subscription',
      'updated_at',
      'user_id',
    ]);
  }
});

test('the fits of a model that is none are refused as a fit of it is', async () => {
  const refusals = await Promise.all([refusalOf(tutor.engine.fits({ model: 'zz' })), refusalOf(tutor.engine.fit({ model: 'zz' }))]);
  for (const refusal of refusals) expect(refusal.code).toBe('invalid_input');
  expect(refusals[0]?.expected).toBe(refusals[1]?.expected);
});

test('a session that a suspended learner left open is closed like any other', async () => {
  const { learner, session_id } = await livingLearner();
  await tutor.engine.setAccountStatus({ user_id: learner.userId, account_status: 'suspended' });
  tutor.clock.set(later(10 * DAY));
  expect((await tutor.engine.closeIdleSessions()).closed).toBeGreaterThan(0);
  expect(await tutor.db.collection('learning_sessions').findOne({ user_id: learner.userId, session_id })).toHaveProperty('ended_at');
});

test.each(['suspended', 'deleted'] as const)(
  'what was recorded before is not told again to an account that is %s',
  async (account_status) => {
    const { learner, session_id } = await livingLearner();
    const answer = answerIn(session_id);
    await learner.recordAnswer(answer);
    await tutor.engine.setAccountStatus({ user_id: learner.userId, account_status });
    const refusal = { code: 'access_denied', where: 'recordAnswer', received: `one that is ${account_status}` };
    expect(await refusalOf(learner.recordAnswer(answer))).toMatchObject(refusal);
    expect(await refusalOf(learner.recordAnswer({ ...answer, correct: false }))).toMatchObject(refusal);
  },
);
