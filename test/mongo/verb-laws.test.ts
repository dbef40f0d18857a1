import { createHash, randomUUID } from 'node:crypto';
import type { LearnerScope } from 'adaptive-learning-engine';
import { AdaptiveLearningError, ROLES } from 'adaptive-learning-engine';
import { BSON } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENGINE_VERBS } from '../../src/engine/engine-verbs.js';
import { LEARNER_VERBS } from '../../src/engine/learner-verbs.js';
import { rolesFor } from '../../src/security/index.js';
import { digestOf } from '../support/digest.js';
import { openSession, openTutor, type Tutor } from '../support/tutor.js';
import { callsOfEngine, callsOfLearner } from '../support/verb-calls.js';

let tutor: Tutor;
let learner: LearnerScope;
let session_id: string;
/** A session of another learner. */
let theirs: { readonly userId: string; readonly session_id: string };

beforeAll(async () => {
  tutor = await openTutor();
  learner = await tutor.newLearner();
  session_id = await openSession(learner);
  const other = await tutor.newLearner();
  theirs = { userId: other.userId, session_id: await openSession(other) };
});
afterAll(() => tutor[Symbol.asyncDispose]());

type Name = keyof typeof LEARNER_VERBS;
const NAMES = Object.keys(LEARNER_VERBS) as Name[];

/** The code that a call fails with, also of an answer or a card that a report refuses; undefined for one that succeeds. */
async function codeOf(call: Promise<unknown>): Promise<string | undefined> {
  const [result, error] = await call.then(
    (value) => [value, undefined] as const,
    (reason: unknown) => [undefined, reason] as const,
  );
  await (result as { close?: () => Promise<void> } | undefined)?.close?.();
  const refused = (result as { refusals?: readonly { error: Error }[] } | undefined)?.refusals?.[0]?.error;
  const failure = error ?? refused;
  if (failure !== undefined && !(failure instanceof AdaptiveLearningError)) throw failure;
  return failure?.code;
}

describe.each(ROLES)('for the role %s', (role) => {
  const isPermitted = (name: Name) => rolesFor(LEARNER_VERBS[name].action).includes(role);

  test.each(NAMES)('%s does what the policy says of its action, with own data', async (name) => {
    const before = await digestOf(tutor.db);
    const scope = tutor.engine.as({ userId: learner.userId, role });
    const code = await codeOf(callsOfLearner(scope, session_id)[name]({}));
    if (isPermitted(name)) expect(code).not.toBe('access_denied');
    else {
      expect(code).toBe('access_denied');
      expect(await digestOf(tutor.db)).toBe(before);
    }
  });

  test.each(NAMES)('%s finds no learner who is absent, and writes nothing', async (name) => {
    const before = await digestOf(tutor.db);
    const nobody = tutor.engine.as({ userId: 'nobody', role });
    expect(await codeOf(callsOfLearner(nobody, session_id)[name]({}))).toBe(isPermitted(name) ? 'not_found' : 'access_denied');
    expect(await digestOf(tutor.db)).toBe(before);
  });

  test.each(NAMES)("%s neither changes nor tells another learner's data, whose session it names", async (name) => {
    const before = await documentsOf(theirs.userId);
    const scope = tutor.engine.as({ userId: learner.userId, role });
    const outcome = await callsOfLearner(scope, theirs.session_id)
      [name]({})
      .then((value) => value, String);
    await (outcome as { close?: () => Promise<void> } | undefined)?.close?.();
    expect(JSON.stringify(outcome) ?? '').not.toContain(theirs.userId);
    expect(await documentsOf(theirs.userId)).toBe(before);
  });
});

test.each(Object.keys(ENGINE_VERBS) as (keyof typeof ENGINE_VERBS)[])(
  "%s of the engine is permitted to the host's system",
  async (name) => {
    expect(rolesFor(ENGINE_VERBS[name].action)).toContain('system');
    const calls = callsOfEngine(tutor.engine, { userId: learner.userId, session_id });
    expect(await codeOf(calls[name]({ deadlineMs: 60_000 }))).not.toBe('access_denied');
  },
);

test('a caller of a role that nobody has is refused', () => {
  expect(() => tutor.engine.as({ userId: randomUUID(), role: 'teacher' as 'learner' })).toThrow(/as\.role/);
});

/** All that is stored of a learner, as one text. */
async function documentsOf(userId: string): Promise<string> {
  const hash = createHash('sha256');
  for (const { name } of await tutor.db.listCollections({}, { nameOnly: true }).toArray())
    for await (const document of tutor.db.collection(name).find({ user_id: userId }).sort({ _id: 1 }))
      hash.update(BSON.serialize(document));
  return hash.digest('hex');
}
