import { accounts } from 'adaptive-learning-engine/accounts';
import { expect, test } from 'vitest';
import { refusalAtOnce } from '../../support/refusal.js';

test('all faults of the settings are told at once', () => {
  const odd = {
    passwords: { shortest: 4, memoryKiB: 1, passes: 0.5, refuse: 'never' },
    lockOut: { after: 0, firstSeconds: -1 },
    signInDays: Number.NaN,
    resetPasswordMinutes: 1,
    requireVerifiedEmail: 'yes',
    issuer: 'a:b',
  };
  const refusal = refusalAtOnce(() => accounts(odd as never));
  expect(refusal).toMatchObject({ code: 'invalid_input' });
  expect(refusal.issues?.map(({ path }) => path).sort()).toEqual(
    [
      'accounts.passwords.shortest',
      'accounts.passwords.memoryKiB',
      'accounts.passwords.passes',
      'accounts.passwords.refuse',
      'accounts.lockOut.after',
      'accounts.lockOut.firstSeconds',
      'accounts.signInDays',
      'accounts.resetPasswordMinutes',
      'accounts.requireVerifiedEmail',
      'accounts.issuer',
    ].sort(),
  );
});

test('unknown settings are refused, with the nearest name', () => {
  expect(refusalAtOnce(() => accounts({ signinDays: 3 } as never)).message).toContain('did you mean signInDays?');
  expect(refusalAtOnce(() => accounts({ passwords: { shortst: 12 } } as never)).message).toContain('did you mean shortest?');
});
