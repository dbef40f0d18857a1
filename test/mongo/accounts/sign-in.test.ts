import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Accounts, openAccounts, PASSWORD } from './support.js';

let at: Accounts;
beforeAll(async () => {
  at = await openAccounts();
});
afterAll(() => at[Symbol.asyncDispose]());

const minutes = (count: number) => count * 60_000;

test('signs up, verifies the address and signs in, in any spelling of the address', async () => {
  const { engine } = at;
  const made = await engine.accounts.signUp({
    email: 'Ada@Example.org',
    password: PASSWORD,
    profile: { timezone: 'Europe/Zurich', name: 'Ada' },
  });
  if (made.status !== 'created') throw new Error(made.status);
  const { user_id, verification } = made;
  expect(await engine.accounts.verifyEmail({ token: verification.token })).toEqual({ status: 'verified', user_id });
  const signedIn = await engine.accounts.signIn({ email: ' ADA@example.ORG ', password: PASSWORD, device: "Ada's phone" });
  expect(signedIn).toMatchObject({ status: 'signed_in', user_id, roles: ['learner'], email_verified: true });
  const learner = engine.as({ userId: user_id, role: 'learner' });
  expect(await learner.accounts.devices()).toMatchObject([{ device: "Ada's phone" }]);
  expect(await learner.profile()).toMatchObject({ profile: { name: 'Ada' } });
});

test('an address that is taken is no error, and the account stays as it is', async () => {
  const { engine, newPerson } = at;
  await newPerson('bob@example.org');
  const profile = { timezone: 'Asia/Tokyo' };
  expect(await engine.accounts.signUp({ email: 'BOB@example.org', password: 'another password', profile })).toEqual({
    status: 'address_taken',
  });
  expect(await engine.accounts.signIn({ email: 'bob@example.org', password: PASSWORD })).toMatchObject({ status: 'signed_in' });
});

test('refuses an unknown address, a wrong password and what is no address with one answer', async () => {
  const { engine, newPerson } = at;
  await newPerson('cleo@example.org');
  for (const email of ['nobody@example.org', 'cleo@example.org', 'no address', 'ı@example.org'])
    expect(await engine.accounts.signIn({ email, password: 'wrong password' })).toEqual({ status: 'refused' });
});

describe('locks', () => {
  test('after five attempts for half a minute, then twice as long; known and unknown addresses alike', async () => {
    const { engine, newPerson, clock } = at;
    await newPerson('dan@example.org');
    for (const email of ['dan@example.org', 'ghost@example.org']) {
      const attempt = (password = 'wrong password') => engine.accounts.signIn({ email, password });
      for (let count = 0; count < 5; count += 1) expect(await attempt()).toEqual({ status: 'refused' });
      const until = new Date(clock.read().getTime() + 30_000);
      expect(await attempt(PASSWORD)).toEqual({ status: 'locked', until });
      clock.forward(30_001);
      expect(await attempt()).toEqual({ status: 'refused' });
      expect(await attempt()).toEqual({ status: 'locked', until: new Date(clock.read().getTime() + 60_000) });
      clock.forward(minutes(2));
    }
    expect(await engine.accounts.signIn({ email: 'dan@example.org', password: PASSWORD })).toMatchObject({ status: 'signed_in' });
    expect(await engine.accounts.signIn({ email: 'dan@example.org', password: 'wrong password' })).toEqual({ status: 'refused' });
  });

  test('forty guesses at once get no more than five', async () => {
    const { engine, another, newPerson, db } = at;
    const user_id = await newPerson('eve@example.org');
    const other = await another();
    const guess = (index: number) =>
      (index % 2 === 0 ? engine : other).accounts.signIn({ email: 'eve@example.org', password: `guess number ${index}` });
    const results = await Promise.all(Array.from({ length: 40 }, (_, index) => guess(index)));
    expect(results.filter(({ status }) => status === 'refused')).toHaveLength(5);
    expect(results.filter(({ status }) => status === 'locked')).toHaveLength(35);
    expect((await db.collection('users').findOne({ user_id }))?.['security']).toMatchObject({ failed_login_attempts: 5 });
    await other.close();
  });
});

describe('refresh tokens', () => {
  const signIn = async (email: string) => {
    const result = await at.engine.accounts.signIn({ email, password: PASSWORD });
    if (result.status !== 'signed_in') throw new Error(result.status);
    return result;
  };

  test('rotate; a reused one signs its device out, and no other', async () => {
    const { engine, newPerson } = at;
    const user_id = await newPerson('finn@example.org');
    const phone = await signIn('finn@example.org');
    const laptop = await signIn('finn@example.org');
    const next = await engine.accounts.refresh({ refresh_token: phone.refresh_token });
    if (next.status !== 'refreshed') throw new Error(next.status);
    expect(next).toMatchObject({ user_id, roles: ['learner'], sign_in_id: phone.sign_in_id });
    expect(next.refresh_token).not.toBe(phone.refresh_token);
    expect(await engine.accounts.refresh({ refresh_token: phone.refresh_token })).toEqual({ status: 'reused', user_id });
    expect(await engine.accounts.refresh({ refresh_token: next.refresh_token })).toEqual({ status: 'refused' });
    expect(await engine.accounts.refresh({ refresh_token: laptop.refresh_token })).toMatchObject({ status: 'refreshed' });
  });

  test('of ten who refresh at once, one gets the next token, and the device is signed out', async () => {
    const { engine, newPerson } = at;
    await newPerson('gus@example.org');
    const { refresh_token } = await signIn('gus@example.org');
    const results = await Promise.all(Array.from({ length: 10 }, () => engine.accounts.refresh({ refresh_token })));
    const statuses = results.map(({ status }) => status).sort();
    expect(statuses.filter((status) => status === 'refreshed')).toHaveLength(1);
    expect(statuses.filter((status) => status === 'reused')).toHaveLength(1);
  });

  test('forged ones are refused and end nothing', async () => {
    const { engine, newPerson } = at;
    await newPerson('hal@example.org');
    const { refresh_token, sign_in_id } = await signIn('hal@example.org');
    const secret = 'A'.repeat(43);
    for (const forged of [
      '',
      'x',
      `${sign_in_id}.${secret}.${secret}`,
      `${sign_in_id}.${secret}`,
      `${crypto.randomUUID()}.${secret}.${secret}`,
    ])
      if (forged !== '') expect(await engine.accounts.refresh({ refresh_token: forged })).toEqual({ status: 'refused' });
    expect(await engine.accounts.refresh({ refresh_token })).toMatchObject({ status: 'refreshed' });
  });

  test('end after their days, at sign-out, and with the account', async () => {
    const { engine, newPerson, clock } = at;
    const user_id = await newPerson('ida@example.org');
    const first = await signIn('ida@example.org');
    expect(await engine.accounts.signOut({ refresh_token: first.refresh_token })).toEqual({ signed_out: true });
    expect(await engine.accounts.signOut({ refresh_token: first.refresh_token })).toEqual({ signed_out: false });
    const second = await signIn('ida@example.org');
    clock.forward(31 * 86_400_000);
    expect(await engine.accounts.refresh({ refresh_token: second.refresh_token })).toEqual({ status: 'refused' });
    const third = await signIn('ida@example.org');
    await engine.setAccountStatus({ user_id, account_status: 'suspended' });
    expect(await engine.accounts.refresh({ refresh_token: third.refresh_token })).toEqual({ status: 'refused' });
    expect(await engine.accounts.signIn({ email: 'ida@example.org', password: PASSWORD })).toEqual({ status: 'suspended' });
    await engine.setAccountStatus({ user_id, account_status: 'active' });
    expect(await engine.accounts.refresh({ refresh_token: third.refresh_token })).toEqual({ status: 'refused' });
  });
});

test('devices are signed out one by one, or all but one', async () => {
  const { engine, newPerson } = at;
  const userId = await newPerson('jo@example.org');
  const learner = engine.as({ userId, role: 'learner' });
  const ids: string[] = [];
  for (const device of ['phone', 'tablet', 'laptop']) {
    const result = await engine.accounts.signIn({ email: 'jo@example.org', password: PASSWORD, device });
    if (result.status === 'signed_in') ids.push(result.sign_in_id);
  }
  const [phone = '', tablet = ''] = ids;
  expect(await learner.accounts.signOutDevices({ sign_in_id: phone })).toEqual({ signed_out: 1 });
  expect(await learner.accounts.signOutDevices({ except: tablet })).toEqual({ signed_out: 1 });
  expect(await learner.accounts.devices()).toMatchObject([{ sign_in_id: tablet, device: 'tablet' }]);
  expect(await learner.accounts.signOutDevices()).toEqual({ signed_out: 1 });
});

test('roles come with the sign-in; nobody changes their own', async () => {
  const { engine, newPerson } = at;
  const user_id = await newPerson('kim@example.org');
  await engine.accounts.setRoles({ user_id, roles: ['teacher', 'guardian'] });
  expect(await engine.accounts.signIn({ email: 'kim@example.org', password: PASSWORD })).toMatchObject({ roles: ['guardian', 'teacher'] });
  const admin = engine.as({ actorId: user_id, role: 'admin' });
  await expect(admin.accounts.setRoles({ user_id, roles: ['admin'] })).rejects.toMatchObject({ code: 'access_denied' });
});

test('of a suspension and a refresh at once, the device is signed in after neither', async () => {
  const { engine, another, newPerson } = at;
  const other = await another();
  for (let round = 0; round < 20; round += 1) {
    const email = `race${round}@example.org`;
    const user_id = await newPerson(email);
    const signedIn = await engine.accounts.signIn({ email, password: PASSWORD });
    if (signedIn.status !== 'signed_in') throw new Error(signedIn.status);
    const [refreshed] = await Promise.all([
      engine.accounts.refresh({ refresh_token: signedIn.refresh_token }),
      other.setAccountStatus({ user_id, account_status: 'suspended' }),
    ]);
    const token = refreshed.status === 'refreshed' ? refreshed.refresh_token : signedIn.refresh_token;
    expect(await engine.accounts.refresh({ refresh_token: token })).toEqual({ status: 'refused' });
    expect(await engine.repositories.sign_ins.count({ user_id })).toBe(0);
  }
  await other.close();
});
