import { createEngine } from 'adaptive-learning-engine';
import { defineModule, inputSchema, learnerVerb } from 'adaptive-learning-engine/modules';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { users } from '../../../src/collections/index.js';
import { refusalOf } from '../../support/refusal.js';
import { newAccount, openTutor } from '../../support/tutor.js';

const change = z.custom<object>();

/** Makes any change of `users`, as a module of a host's might try. */
const attempt = learnerVerb({
  action: 'attempt',
  kind: 'call',
  input: inputSchema('Attempt', { change }, { change: 'The change.' }),
  summary: 'Makes a change.',
  result: 'Whether it was made.',
  run: (context, { userId }, input) => context.write([userId], (unit) => unit.write(users, input.change as never)),
});

test('a module updates of an account what belongs to sign-in, and nothing else', async () => {
  await using tutor = await openTutor();
  const { db } = tutor;
  const engine = await createEngine({
    db,
    cache: false,
    tuning: 'manual',
    encryption: false,
    modules: [defineModule({ name: 'tries', summary: 'Tries.', policy: { attempt: ['system'] }, learner: { attempt } })],
  });
  const { user_id } = await engine.createLearner(newAccount());
  const run = (tried: unknown) => engine.as({ userId: user_id, role: 'system' }).tries.attempt({ change: tried as never });
  expect(await run({ update: { user_id }, set: { email_verified: true, 'security.failed_login_attempts': 3 } })).toBe(true);
  expect(await engine.repositories.users.findOne({ user_id })).toMatchObject({
    email_verified: true,
    security: { failed_login_attempts: 3 },
  });
  const before = await db.collection('users').findOne({ user_id });
  for (const refused of [
    { update: { user_id }, set: { account_status: 'deleted' } },
    { update: { user_id }, set: { email_verified: false, 'profile.name': 'Eve' } },
    { update: { user_id }, set: { securityX: true } },
    { update: { user_id }, unset: ['profile'] },
    { update: { user_id }, increment: { recordings: 1 } },
    { delete: { user_id } },
    { insert: { ...before, user_id: 'other' } },
  ])
    expect(await refusalOf(run(refused))).toMatchObject({ code: 'access_denied' });
  // Each attempt began by admitting the account, which counts `recordings`.
  expect({ ...(await db.collection('users').findOne({ user_id })), recordings: 0 }).toEqual({ ...before, recordings: 0 });
  await engine.close();
});
