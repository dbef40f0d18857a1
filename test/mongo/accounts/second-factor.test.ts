import { TOTP } from 'otpauth';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Accounts, openAccounts, PASSWORD } from './support.js';

let at: Accounts;
beforeAll(async () => {
  at = await openAccounts({ issuer: 'Tutor of tests' });
});
afterAll(() => at[Symbol.asyncDispose]());

const codeAt = (secret: string, time: Date) => new TOTP({ secret }).generate({ timestamp: time.getTime() });

async function enabled(email: string) {
  const userId = await at.newPerson(email);
  const learner = at.engine.as({ userId, role: 'learner' });
  const begun = await learner.accounts.beginSecondFactor();
  if (begun.status !== 'begun') throw new Error(begun.status);
  const confirmed = await learner.accounts.confirmSecondFactor({ code: codeAt(begun.secret, at.clock.read()) });
  if (confirmed.status !== 'enabled') throw new Error(confirmed.status);
  return { userId, learner, secret: begun.secret, uri: begun.uri, recoveryCodes: confirmed.recovery_codes };
}

const signIn = (email: string, code?: string) =>
  at.engine.accounts.signIn({ email, password: PASSWORD, ...(code === undefined ? {} : { code }) });

test('sign-in asks for a code, takes each code once, and one step of clock drift', async () => {
  const { clock, engine } = at;
  const { secret, uri, learner } = await enabled('ada@example.org');
  expect(uri).toMatch(/^otpauth:\/\/totp\/Tutor%20of%20tests:ada%40example.org\?.*secret=/);
  expect(await learner.profile()).toMatchObject({ email: 'ada@example.org' });
  expect(await signIn('ada@example.org')).toEqual({ status: 'code_required' });
  expect(await engine.accounts.signIn({ email: 'ada@example.org', password: 'wrong password' })).toEqual({ status: 'refused' });
  // The code that confirmed it was used.
  expect(await signIn('ada@example.org', codeAt(secret, clock.read()))).toEqual({ status: 'refused' });
  clock.forward(30_000);
  const code = codeAt(secret, clock.read());
  const both = await Promise.all([signIn('ada@example.org', code), signIn('ada@example.org', code)]);
  expect(both.map(({ status }) => status).sort()).toEqual(['refused', 'signed_in']);
  clock.forward(90_000);
  expect(await signIn('ada@example.org', codeAt(secret, new Date(clock.read().getTime() - 60_000)))).toEqual({ status: 'refused' });
  expect(await signIn('ada@example.org', codeAt(secret, new Date(clock.read().getTime() - 30_000)))).toMatchObject({ status: 'signed_in' });
});

test('asking for a code between guesses begins no new count', async () => {
  const { clock } = at;
  const { secret } = await enabled('bob@example.org');
  const statuses: string[] = [];
  for (let guess = 0; guess < 5; guess += 1) {
    statuses.push((await signIn('bob@example.org', '000000')).status, (await signIn('bob@example.org')).status);
  }
  expect(statuses.filter((status) => status === 'locked').length).toBeGreaterThanOrEqual(5);
  clock.forward(3_600_000);
  expect(await signIn('bob@example.org', codeAt(secret, clock.read()))).toMatchObject({ status: 'signed_in' });
});

test('a recovery code signs in once, however it is typed', async () => {
  const { recoveryCodes } = await enabled('cy@example.org');
  expect(new Set(recoveryCodes).size).toBe(10);
  const [first = '', second = ''] = recoveryCodes;
  expect(await signIn('cy@example.org', first.toUpperCase().replaceAll('-', ' '))).toMatchObject({ status: 'signed_in' });
  expect(await signIn('cy@example.org', first)).toEqual({ status: 'refused' });
  const both = await Promise.all([signIn('cy@example.org', second), signIn('cy@example.org', second)]);
  expect(both.map(({ status }) => status).sort()).toEqual(['refused', 'signed_in']);
});

test('it is confirmed by a right code only, begun again until then, and removed by a code', async () => {
  const { engine, newPerson, clock, db } = at;
  const userId = await newPerson('dan@example.org');
  const learner = engine.as({ userId, role: 'learner' });
  expect(await learner.accounts.confirmSecondFactor({ code: '123456' })).toEqual({ status: 'refused' });
  const first = await learner.accounts.beginSecondFactor();
  const second = await learner.accounts.beginSecondFactor();
  if (first.status !== 'begun' || second.status !== 'begun') throw new Error('not begun');
  expect(await learner.accounts.confirmSecondFactor({ code: codeAt(first.secret, clock.read()) })).toEqual({ status: 'refused' });
  expect(await signIn('dan@example.org')).toMatchObject({ status: 'signed_in' });
  expect(await learner.accounts.confirmSecondFactor({ code: codeAt(second.secret, clock.read()) })).toMatchObject({ status: 'enabled' });
  expect(await learner.accounts.beginSecondFactor()).toEqual({ status: 'enabled_already' });
  expect((await db.collection('users').findOne({ user_id: userId }))?.['security']).toMatchObject({ two_factor_enabled: true });
  expect(await learner.accounts.removeSecondFactor({ code: '000000' })).toEqual({ status: 'refused' });
  clock.forward(30_000);
  expect(await learner.accounts.removeSecondFactor({ code: codeAt(second.secret, clock.read()) })).toEqual({ status: 'removed' });
  expect(await signIn('dan@example.org')).toMatchObject({ status: 'signed_in' });
});
