import { expect, test } from 'vitest';
import { openAccounts } from './support.js';

test('no password, token, code or secret stands in the database; no verb is another role’s', async () => {
  await using at = await openAccounts();
  const { engine, db } = at;
  const password = 'canary-password-7301';
  const made = await engine.accounts.signUp({
    email: 'ada@example.org',
    password,
    profile: { timezone: 'Europe/Zurich', name: 'canary-name' },
  });
  if (made.status !== 'created') throw new Error(made.status);
  const signedIn = await engine.accounts.signIn({ email: 'ada@example.org', password, device: 'canary-device' });
  const reset = await engine.accounts.requestPasswordReset({ email: 'ada@example.org' });
  const learner = engine.as({ userId: made.user_id, role: 'learner' });
  const factor = await learner.accounts.beginSecondFactor();
  if (signedIn.status !== 'signed_in' || reset.status !== 'issued' || factor.status !== 'begun') throw new Error('not made');
  const stored: string[] = [];
  for (const { name } of await db.listCollections().toArray())
    for await (const document of db.collection(name).find()) stored.push(JSON.stringify(document));
  const text = stored.join('\n');
  expect(text).toContain(made.user_id);
  const [, family = '', own = ''] = signedIn.refresh_token.split('.');
  for (const secret of [
    password,
    made.verification.token,
    reset.token,
    family,
    own,
    factor.secret,
    'canary-device',
    'canary-name',
    '$argon2id',
  ])
    expect(text).not.toContain(secret);

  for (const role of ['admin', 'maintainer'] as const) {
    const actor = engine.as({ actorId: 'someone', role }) as unknown as { accounts: typeof engine.accounts };
    await expect(async () => actor.accounts.requestPasswordReset({ email: 'ada@example.org' })).rejects.toMatchObject({
      code: 'access_denied',
    });
  }
});
