import type { LearnerScope } from 'adaptive-learning-engine';
import { AdaptiveLearningError } from 'adaptive-learning-engine';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LEARNER_VERBS } from '../../src/engine/learner-verbs.js';
import { rolesFor } from '../../src/security/index.js';
import { digestOf } from '../support/digest.js';
import { openSession, openTutor, type Tutor } from '../support/tutor.js';
import { callsOfLearner } from '../support/verb-calls.js';

/** Whether the link between the actor and the learner is removed as soon as it was looked up. */
let isRevoked = false;
let isLinked = true;
let tutor: Tutor;
let learner: LearnerScope;
let session_id: string;

beforeAll(async () => {
  const mayReach = () => {
    const wasLinked = isLinked;
    if (isRevoked) isLinked = false;
    return wasLinked;
  };
  tutor = await openTutor({ reach: { mayReach } });
  learner = await tutor.newLearner();
  session_id = await openSession(learner);
});
afterAll(() => tutor[Symbol.asyncDispose]());

type Name = keyof typeof LEARNER_VERBS;
const NAMES = Object.keys(LEARNER_VERBS) as Name[];

/** What a call comes to, also of a report that refuses its only row, and whether it has changed anything. */
async function called(role: 'guardian' | 'teacher', name: Name, how: 'linked' | 'revoked') {
  isRevoked = how === 'revoked';
  isLinked = true;
  const before = await digestOf(tutor.db);
  const scope = tutor.engine.as({ actorId: 'mr-keller', role }).learner(learner.userId);
  const code = await callsOfLearner(scope, session_id)
    [name]({})
    .then(
      (report) => (report as { refusals?: readonly { error: AdaptiveLearningError }[] } | undefined)?.refusals?.[0]?.error.code,
      (error: unknown) => (error instanceof AdaptiveLearningError ? error.code : Promise.reject(error)),
    );
  return { code, hasWritten: (await digestOf(tutor.db)) !== before };
}

test.each([
  ['teacher', ['startSession', 'recordAnswer', 'recordAnswers', 'endSession', 'recordInteraction', 'recordEmotion']],
  ['guardian', ['updatePreferences', 'updateProfile']],
] as const)('a link of a %s that is removed between the check and the commit refuses each write', async (role, writing) => {
  const written: Name[] = [];
  for (const name of NAMES.filter((each) => rolesFor(LEARNER_VERBS[each].action).includes(role))) {
    const revoked = await called(role, name, 'revoked');
    expect(revoked.hasWritten, name).toBe(false);
    if (!(await called(role, name, 'linked')).hasWritten) continue;
    written.push(name);
    expect(revoked.code, name).toBe('not_found');
  }
  expect(written).toEqual(expect.arrayContaining([...writing]));
});

test('a call of a learner or of the system asks no resolver', async () => {
  isLinked = false;
  await learner.recordEmotion({ event_id: 'own', session_id: await openSession(learner), emotion: 'hope', intensity: 1, confidence: 1 });
});
