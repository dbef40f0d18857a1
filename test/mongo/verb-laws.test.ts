import { createHash } from 'node:crypto';
import type { LearnerScope, Role } from 'adaptive-learning-engine';
import { AdaptiveLearningError, ROLES } from 'adaptive-learning-engine';
import { BSON } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINE_VERBS } from '../../src/engine/engine-verbs.js';
import { LEARNER_VERBS } from '../../src/engine/learner-verbs.js';
import { rolesFor } from '../../src/security/index.js';
import { digestOf } from '../support/digest.js';
import { openSession, openTutor, type Tutor } from '../support/tutor.js';
import { callsOfEngine, callsOfLearner } from '../support/verb-calls.js';

/** Who calls in a role that needs somebody, and reaches one learner. */
const ACTOR = 'mr-keller';
/** An id that the resolver grants though nobody has it. */
const GRANTED_AND_ABSENT = 'nobody';

let tutor: Tutor;
let learner: LearnerScope;
let session_id: string;
/** A session of another learner. */
let theirs: { readonly userId: string; readonly session_id: string };

beforeAll(async () => {
  tutor = await openTutor({
    reach: {
      mayReach: ({ actorId }, userId) => actorId === ACTOR && [learner.userId, GRANTED_AND_ABSENT].includes(userId),
      learnersOf: ({ actorId }) => (actorId === ACTOR ? [learner.userId] : []),
    },
  });
  learner = await tutor.newLearner();
  session_id = await openSession(learner);
  const other = await tutor.newLearner();
  theirs = { userId: other.userId, session_id: await openSession(other) };
});
afterAll(() => tutor[Symbol.asyncDispose]());

type Name = keyof typeof LEARNER_VERBS;
const NAMES = Object.keys(LEARNER_VERBS) as Name[];

/** The code that a call fails with; undefined for one that succeeds. */
const codeOf = async (call: Promise<unknown>) => (await failureOf(call))?.code;

/** What a call fails with, also an answer or a card that a report refuses, as a caller sees it; undefined for one that succeeds. */
async function failureOf(call: Promise<unknown>) {
  const [result, error] = await call.then(
    (value) => [value, undefined] as const,
    (reason: unknown) => [undefined, reason] as const,
  );
  await (result as { close?: () => Promise<void> } | undefined)?.close?.();
  const refused = (result as { refusals?: readonly { error: Error }[] } | undefined)?.refusals?.[0]?.error;
  const failure = error ?? refused;
  if (failure !== undefined && !(failure instanceof AdaptiveLearningError)) throw failure;
  if (failure === undefined) return undefined;
  const { code, message, where, expected, received } = failure;
  return { code, message, where, expected, received };
}

/** A learner as a caller of a role has them, by the long form. */
const scopeOf = (role: Role, userId: string) =>
  tutor.engine.as({ actorId: role === 'learner' ? learner.userId : ACTOR, role }).learner(userId);

/** Each state of an account, and what every verb says of it that is not open to it. */
describe.each([
  ['absent', { code: 'not_found', expected: 'a learner that exists', received: 'an unknown user_id' }],
  ['suspended', { code: 'access_denied', expected: 'an active account', received: 'one that is suspended' }],
  ['deleted', { code: 'access_denied', received: 'one that is deleted' }],
] as const)('of an account that is %s', (status, answer) => {
  const isOpen = (name: Name) => {
    const { account = 'active' } = LEARNER_VERBS[name] as { readonly account?: 'active' | 'readable' | 'any' };
    return status !== 'absent' && (account === 'any' || (account === 'readable' && status === 'suspended'));
  };

  test.each(NAMES.filter((name) => !isOpen(name)))('%s says the same as every other verb, and writes nothing', async (name) => {
    const { userId, its } = await closedAccount(status);
    const before = await digestOf(tutor.db);
    for (const scope of [
      tutor.engine.as({ userId, role: 'system' }),
      tutor.engine.as({ actorId: 'root', role: 'system' }).learner(userId),
    ]) {
      const failure = await failureOf(callsOfLearner(scope, its)[name]({}));
      expect(failure).toMatchObject({ ...answer, where: name });
      expect(failure?.message).toBe(`${name}: expected ${failure?.expected}, got ${answer.received}`);
    }
    expect(await digestOf(tutor.db)).toBe(before);
  });

  test.each(NAMES.filter(isOpen))('%s is open to it', async (name) => {
    const { userId, its } = await closedAccount(status);
    expect(await codeOf(callsOfLearner(tutor.engine.as({ userId, role: 'system' }), its)[name]({}))).toBeUndefined();
  });
});

/** A learner with a session, whose account was closed after that. */
async function closedAccount(status: 'absent' | 'suspended' | 'deleted') {
  if (status === 'absent') return { userId: 'nobody', its: 'no session' };
  const closed = await tutor.newLearner();
  const its = await openSession(closed);
  await tutor.engine.setAccountStatus({ user_id: closed.userId, account_status: status });
  return { userId: closed.userId, its };
}

describe.each(ROLES)('for the role %s', (role) => {
  const isPermitted = (name: Name) => rolesFor(LEARNER_VERBS[name].action).includes(role);

  test.each(NAMES)('%s does what the policy says of its action, with a learner in reach', async (name) => {
    const before = await digestOf(tutor.db);
    const code = await codeOf(callsOfLearner(scopeOf(role, learner.userId), session_id)[name]({}));
    if (isPermitted(name)) expect(code).not.toBe('access_denied');
    else {
      expect(code).toBe('access_denied');
      expect(await digestOf(tutor.db)).toBe(before);
    }
  });

  test.each(NAMES)('%s finds no learner who is absent, and writes nothing', async (name) => {
    const before = await digestOf(tutor.db);
    const nobody = callsOfLearner(scopeOf(role, GRANTED_AND_ABSENT), session_id);
    expect(await codeOf(nobody[name]({}))).toBe(isPermitted(name) ? 'not_found' : 'access_denied');
    expect(await digestOf(tutor.db)).toBe(before);
  });

  test.each(NAMES)('%s says of a learner out of reach what it says of one who is absent, and writes nothing', async (name) => {
    if (!isPermitted(name) || role === 'admin' || role === 'system') return;
    const before = await digestOf(tutor.db);
    const [hidden, absent] = await Promise.all(
      [theirs.userId, GRANTED_AND_ABSENT].map((userId) => failureOf(callsOfLearner(scopeOf(role, userId), theirs.session_id)[name]({}))),
    );
    expect(hidden).toEqual(absent);
    expect(hidden).toMatchObject({ code: 'not_found' });
    expect(await digestOf(tutor.db)).toBe(before);
  });

  test.each(NAMES)("%s neither changes nor tells another learner's data, whose session it names", async (name) => {
    const before = await documentsOf(theirs.userId);
    const outcome = await callsOfLearner(scopeOf(role, learner.userId), theirs.session_id)
      [name]({})
      .then((value) => value, String);
    await (outcome as { close?: () => Promise<void> } | undefined)?.close?.();
    expect(JSON.stringify(outcome) ?? '').not.toContain(theirs.userId);
    expect(await documentsOf(theirs.userId)).toBe(before);
  });

  test.each(Object.keys(ENGINE_VERBS) as (keyof typeof ENGINE_VERBS)[])(
    '%s of the engine does what the policy says of its action',
    async (name) => {
      const isOpen = rolesFor(ENGINE_VERBS[name].action).includes(role);
      const before = isOpen ? '' : await digestOf(tutor.db);
      const calls = callsOfEngine(tutor.engine.as({ actorId: ACTOR, role }), { userId: learner.userId, session_id });
      const code = await codeOf(calls[name]({ deadlineMs: 60_000 }));
      if (isOpen) return expect(code).not.toBe('access_denied');
      expect(code).toBe('access_denied');
      expect(await digestOf(tutor.db)).toBe(before);
    },
  );
});

test.each(['learner', 'system'] as const)('the short form is one learner for the role %s', async (role) => {
  const scope = tutor.engine.as({ userId: learner.userId, role });
  expect(scope).toMatchObject({ userId: learner.userId, caller: { userId: learner.userId, role } });
  expect(await codeOf(scope.mastery())).toBeUndefined();
});

test("an engine itself is the host's system: it may do everything", async () => {
  const calls = callsOfEngine(tutor.engine, { userId: learner.userId, session_id });
  for (const name of Object.keys(ENGINE_VERBS) as (keyof typeof ENGINE_VERBS)[])
    expect(await codeOf(calls[name]({ deadlineMs: 60_000 })), name).not.toBe('access_denied');
});

/** All that is stored of a learner, as one text. */
async function documentsOf(userId: string): Promise<string> {
  const hash = createHash('sha256');
  for (const { name } of await tutor.db.listCollections({}, { nameOnly: true }).toArray())
    for await (const document of tutor.db.collection(name).find({ user_id: userId }).sort({ _id: 1 }))
      hash.update(BSON.serialize(document));
  return hash.digest('hex');
}
