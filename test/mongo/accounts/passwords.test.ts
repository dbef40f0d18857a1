import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Accounts, openAccounts, PASSWORD } from './support.js';

let at: Accounts;
beforeAll(async () => {
  at = await openAccounts({
    passwords: { refuse: (password) => (password.includes('stolen') ? 'a password that was never stolen' : undefined) },
  });
});
afterAll(() => at[Symbol.asyncDispose]());

const signIn = (email: string, password: string) => at.engine.accounts.signIn({ email, password });
const NEXT = 'the next long password';

test('a reset sets the password once, signs all devices out, ends locks and verifies the address', async () => {
  const { engine, newPerson, db } = at;
  const user_id = await newPerson('ada@example.org');
  const before = await signIn('ada@example.org', PASSWORD);
  for (let count = 0; count < 5; count += 1) await signIn('ada@example.org', 'wrong password');
  expect(await signIn('ada@example.org', PASSWORD)).toMatchObject({ status: 'locked' });

  const issued = await engine.accounts.requestPasswordReset({ email: 'ADA@example.org' });
  if (issued.status !== 'issued') throw new Error(issued.status);
  expect(issued).toMatchObject({ user_id, email: 'ada@example.org' });
  const { token } = issued;
  const both = await Promise.all([NEXT, NEXT].map((password) => engine.accounts.resetPassword({ token, password })));
  expect(both.map(({ status }) => status).sort()).toEqual(['changed', 'refused']);
  expect(both.find(({ status }) => status === 'changed')).toEqual({ status: 'changed', user_id, signed_out: 1 });

  expect(await signIn('ada@example.org', NEXT)).toMatchObject({ status: 'signed_in', email_verified: true });
  expect(await signIn('ada@example.org', PASSWORD)).toEqual({ status: 'refused' });
  if (before.status !== 'signed_in') throw new Error(before.status);
  expect(await engine.accounts.refresh({ refresh_token: before.refresh_token })).toEqual({ status: 'refused' });
  expect(await db.collection('email_tokens').countDocuments({ purpose: 'reset_password' })).toBe(0);
});

test('a reset token ends with its time, with the next one, and with the address', async () => {
  const { engine, newPerson, clock } = at;
  const user_id = await newPerson('bob@example.org');
  const request = async () => {
    const issued = await engine.accounts.requestPasswordReset({ email: 'bob@example.org' });
    if (issued.status !== 'issued') throw new Error(issued.status);
    return issued.token;
  };
  const reset = (token: string) => engine.accounts.resetPassword({ token, password: NEXT });
  const first = await request();
  const second = await request();
  expect(await reset(first)).toEqual({ status: 'refused' });
  clock.forward(60 * 60_000);
  expect(await reset(second)).toEqual({ status: 'refused' });
  const third = await request();
  await engine.setEmail({ user_id, email: 'robert@example.org' });
  expect(await reset(third)).toEqual({ status: 'refused' });
  expect(await engine.accounts.requestPasswordReset({ email: 'nobody@example.org' })).toEqual({ status: 'no_account' });
  expect(await signIn('robert@example.org', PASSWORD)).toMatchObject({ status: 'signed_in' });
});

test('a token to verify an address resets no password, and the other way round', async () => {
  const { engine } = at;
  const made = await engine.accounts.signUp({ email: 'cy@example.org', password: PASSWORD, profile: { timezone: 'Europe/Zurich' } });
  const reset = await engine.accounts.requestPasswordReset({ email: 'cy@example.org' });
  if (made.status !== 'created' || reset.status !== 'issued') throw new Error('not made');
  expect(await engine.accounts.resetPassword({ token: made.verification.token, password: NEXT })).toEqual({ status: 'refused' });
  expect(await engine.accounts.verifyEmail({ token: reset.token })).toEqual({ status: 'refused' });
});

test('a change of password keeps one device, and counts wrong ones as attempts', async () => {
  const { engine, newPerson } = at;
  const userId = await newPerson('dan@example.org');
  const learner = engine.as({ userId, role: 'learner' });
  const [phone] = [await signIn('dan@example.org', PASSWORD), await signIn('dan@example.org', PASSWORD)];
  if (phone?.status !== 'signed_in') throw new Error('not signed in');
  expect(await learner.accounts.changePassword({ current: 'wrong password', password: NEXT })).toEqual({ status: 'refused' });
  expect(await learner.accounts.changePassword({ current: PASSWORD, password: NEXT, keep: phone.sign_in_id })).toEqual({
    status: 'changed',
    signed_out: 1,
  });
  expect(await learner.accounts.devices()).toMatchObject([{ sign_in_id: phone.sign_in_id }]);
  for (let count = 0; count < 5; count += 1) await learner.accounts.changePassword({ current: 'wrong password', password: NEXT });
  expect(await learner.accounts.changePassword({ current: NEXT, password: PASSWORD })).toMatchObject({ status: 'locked' });
});

test('an address changes when the new one is verified, and not if somebody else has it by then', async () => {
  const { engine, newPerson } = at;
  const userId = await newPerson('eve@example.org');
  const learner = engine.as({ userId, role: 'learner' });
  const request = async (email: string) => {
    const issued = await learner.accounts.requestEmailVerification({ email });
    if (issued.status !== 'issued') throw new Error(issued.status);
    return issued.token;
  };
  const token = await request('Eva@Example.org');
  expect(await signIn('eve@example.org', PASSWORD)).toMatchObject({ status: 'signed_in' });
  expect(await engine.accounts.verifyEmail({ token })).toEqual({ status: 'verified', user_id: userId });
  expect(await signIn('eva@example.org', PASSWORD)).toMatchObject({ status: 'signed_in', email_verified: true });
  expect(await learner.accounts.requestEmailVerification()).toEqual({ status: 'verified_already' });
  const late = await request('finn@example.org');
  await newPerson('finn@example.org');
  expect(await engine.accounts.verifyEmail({ token: late })).toEqual({ status: 'address_taken' });
});

test('unverified addresses do not sign in where they must be verified', async () => {
  const { another, newPerson } = at;
  const user_id = await newPerson('gus@example.org');
  const strict = await another({ requireVerifiedEmail: true });
  expect(await strict.accounts.signIn({ email: 'gus@example.org', password: PASSWORD })).toEqual({ status: 'email_not_verified', user_id });
  expect(await strict.accounts.signIn({ email: 'gus@example.org', password: 'wrong password' })).toEqual({ status: 'refused' });
  await strict.close();
});

test('new passwords keep the rules, by which no error repeats them', async () => {
  const { engine } = at;
  const signUp = (password: string) =>
    engine.accounts.signUp({ email: 'hal-secret@example.org', password, profile: { timezone: 'Europe/Zurich' } });
  for (const [password, expected] of [
    ['short', /at least 10 characters/],
    ['hal-secret@EXAMPLE.org', /not the email address/],
    ['hal-secret', /not the email address/],
    ['abababababab', /4 different characters/],
    ['a stolen password', /never stolen/],
    ['x'.repeat(2_000), /at most 1024/],
  ] as const) {
    const error = await signUp(password).then(
      () => undefined,
      (refusal: Error) => refusal,
    );
    expect(error?.message).toMatch(expected);
    expect(JSON.stringify([error?.message, error])).not.toContain(password);
  }
});

test('hashes of another kind and of another cost are renewed at sign-in', async () => {
  const { another, engine, db } = at;
  await engine.createLearner({
    user_id: 'ida',
    email: 'ida@example.org',
    password_hash: 'old$7:emordnilap desrever',
    profile: { timezone: 'Europe/Zurich' },
  });
  const verifyOther = (hash: string, password: string) => hash === `old$7:${[...password].reverse().join('')}`;
  const strong = await another({ passwords: { verifyOther, memoryKiB: 8_192, passes: 2 } });
  const attempt = (password: string) => strong.accounts.signIn({ email: 'ida@example.org', password });
  const hashNow = async () => (await strong.unsafe.repositories.users.findOne({ user_id: 'ida' }))?.password_hash;
  expect(await attempt('reversed palindrom')).toEqual({ status: 'refused' });
  expect(await attempt('reversed palindrome')).toMatchObject({ status: 'signed_in' });
  expect(await hashNow()).toMatch(/^\$argon2id\$v=19\$m=8192,t=2,p=1\$/);
  const stronger = await another({ passwords: { memoryKiB: 16_384, passes: 2 } });
  expect(await stronger.accounts.signIn({ email: 'ida@example.org', password: 'reversed palindrome' })).toMatchObject({
    status: 'signed_in',
  });
  expect(await hashNow()).toMatch(/^\$argon2id\$v=19\$m=16384,t=2,p=1\$/);
  const kept = await hashNow();
  expect(await attempt('reversed palindrome')).toMatchObject({ status: 'signed_in' });
  expect(await hashNow()).toBe(kept);
  expect(await db.collection('users').findOne({ user_id: 'ida' })).not.toMatchObject({ password_hash: kept });
  await Promise.all([strong.close(), stronger.close()]);
});

test('a call that is aborted while it waits for a hash ends, and changes nothing', async () => {
  const { engine } = at;
  const control = new AbortController();
  const waiting = Promise.all(
    Array.from({ length: 30 }, (_, index) =>
      engine.accounts
        .signUp(
          { email: `crowd${index}@example.org`, password: PASSWORD, profile: { timezone: 'Europe/Zurich' } },
          { signal: control.signal },
        )
        .then(
          () => 'made',
          (error: { code?: string }) => error.code,
        ),
    ),
  );
  control.abort();
  expect(new Set(await waiting)).toEqual(new Set(['aborted']));
});
