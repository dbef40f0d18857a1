import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildAccountsApp } from '../../../examples/fastify-accounts.js';
import { type Accounts, openAccounts, PASSWORD } from './support.js';

let at: Accounts;
let address: string;
let app: ReturnType<typeof buildAccountsApp>;
const emails: { to: string; subject: string; token: string }[] = [];

beforeAll(async () => {
  at = await openAccounts();
  app = buildAccountsApp(at.engine, async (to, subject, token) => {
    emails.push({ to, subject, token });
  });
  // biome-ignore lint/nursery/useAwaitThenable: Fastify's overloads hide the promise from the rule
  address = await app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await app.close();
  await at[Symbol.asyncDispose]();
});

async function post(path: string, body: unknown, accessToken?: string) {
  const headers = { 'content-type': 'application/json', ...(accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` }) };
  const reply = await fetch(`${address}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: reply.status, body: (await reply.json()) as Record<string, string> };
}

const newestTo = (to: string) => emails.filter((email) => email.to === to).at(-1)?.token ?? '';
const email = 'ada@example.org';

test('a person signs up, verifies, signs in, answers, refreshes, forgets the password and signs out', async () => {
  const account = { email, password: PASSWORD, profile: { timezone: 'Europe/Zurich' } };
  expect(await post('/auth/sign-up', account)).toEqual({ status: 202, body: {} });
  expect(await post('/auth/verify', { token: newestTo(email) })).toMatchObject({ status: 200 });
  expect(await post('/auth/sign-up', account)).toEqual({ status: 202, body: {} });
  expect(emails.at(-1)).toMatchObject({ to: email, subject: 'You have an account already', token: '' });

  expect(await post('/auth/sign-in', { email, password: 'wrong password' })).toEqual({ status: 401, body: { status: 'refused' } });
  const { body: first } = await post('/auth/sign-in', { email, password: PASSWORD });
  const answer = { event_id: randomUUID(), subject: 'Algebra', topic: 'Lines', concept: 'Slope', correct: true, response_time_seconds: 5 };
  expect(await post('/answers', answer)).toEqual({ status: 401, body: { code: 'sign_in' } });
  expect(await post('/answers', answer, `${first['access_token']}x`)).toMatchObject({ status: 401 });
  expect(await post('/answers', answer, first['access_token'])).toMatchObject({ status: 200, body: { concept: 'Slope' } });

  const { body: second } = await post('/auth/refresh', { refresh_token: first['refresh_token'] });
  expect(await post('/answers', answer, second['access_token'])).toMatchObject({ status: 200 });
  expect(await post('/auth/refresh', { refresh_token: first['refresh_token'] })).toEqual({ status: 401, body: { status: 'reused' } });
  expect(await post('/auth/refresh', { refresh_token: second['refresh_token'] })).toEqual({ status: 401, body: { status: 'refused' } });

  expect(await post('/auth/forgot', { email })).toEqual({ status: 202, body: {} });
  expect(await post('/auth/forgot', { email: 'nobody@example.org' })).toEqual({ status: 202, body: {} });
  expect(await post('/auth/reset', { token: newestTo(email), password: 'the next long password' })).toMatchObject({ status: 200 });
  const { body: third } = await post('/auth/sign-in', { email, password: 'the next long password' });
  expect(await post('/auth/sign-out', { refresh_token: third['refresh_token'] })).toMatchObject({
    status: 200,
    body: { signed_out: true },
  });
  expect(await post('/auth/refresh', { refresh_token: third['refresh_token'] })).toMatchObject({ status: 401 });
});

test('a stranger chooses neither the id of an account nor its consents', async () => {
  const chosen = { user_id: 'chosen-id', preferences: { privacy_settings: { public_profile: true } } };
  const account = { ...chosen, email: 'eve@example.org', password: PASSWORD, profile: { timezone: 'Europe/Zurich' } };
  expect(await post('/auth/sign-up', account)).toEqual({ status: 202, body: {} });
  const stored = await at.engine.repositories.users.findOne({ email: 'eve@example.org' }, { reach: 'all' });
  expect(stored).toMatchObject({ preferences: { privacy_settings: { public_profile: false } } });
  expect(stored?.user_id).not.toBe('chosen-id');
});

test('errors in a body have their status, and repeat no password', async () => {
  const { status, body } = await post('/auth/sign-up', { email, password: 'short', profile: { timezone: 'Europe/Zurich' } });
  expect({ status, body }).toEqual({
    status: 400,
    body: {
      code: 'invalid_input',
      message: 'accounts.signUp.password: expected a password of at least 10 characters, got another password',
    },
  });
});
