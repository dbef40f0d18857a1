import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lockedUntil } from '../../../src/modules/accounts/rules/lock-out.js';
import { passwordFault } from '../../../src/modules/accounts/rules/password-fault.js';
import {
  formatRecoveryCode,
  isRecoveryCode,
  RECOVERY_BYTES,
  spelledRecoveryCode,
} from '../../../src/modules/accounts/rules/recovery-code.js';
import { formatRefreshToken, hashesOf, parseRefreshToken, standingOf } from '../../../src/modules/accounts/rules/refresh-token.js';

const now = new Date('2026-12-01T10:00:00Z');
const lockOut = { after: 5, firstSeconds: 30, longestSeconds: 3_600 };

describe('locks', () => {
  test('begin after the attempts, double, and end growing', () => {
    const seconds = (attempts: number) => {
      const until = lockedUntil(attempts, now, lockOut);
      return until === undefined ? undefined : (until.getTime() - now.getTime()) / 1_000;
    };
    expect([1, 4, 5, 6, 7, 11, 12, 1_000_000].map(seconds)).toEqual([undefined, undefined, 30, 60, 120, 1_920, 3_600, 3_600]);
  });
});

describe('refresh tokens', () => {
  const secret = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('base64url'));
  const token = fc.record({ signInId: fc.uuid(), family: secret, own: secret });

  test('are read as they were written', () => {
    fc.assert(
      fc.property(token, (made) => {
        expect(parseRefreshToken(formatRefreshToken(made))).toEqual(made);
      }),
    );
  });

  test('are current, reused or foreign by their secrets', () => {
    fc.assert(
      fc.property(token, secret, (made, other) => {
        fc.pre(other !== made.own && other !== made.family);
        const stored = hashesOf(made);
        expect(standingOf(made, stored)).toBe('current');
        expect(standingOf({ ...made, own: other }, stored)).toBe('reused');
        expect(standingOf({ ...made, family: other }, stored)).toBe('foreign');
      }),
    );
  });

  test('of another shape are none', () => {
    for (const text of ['', '.', 'a.b.c', `${crypto.randomUUID()}..`, `${crypto.randomUUID()}.${'A'.repeat(43)}.${'A'.repeat(44)}`])
      expect(parseRefreshToken(text)).toBeUndefined();
  });
});

describe('recovery codes', () => {
  const bytes = fc.uint8Array({ minLength: RECOVERY_BYTES, maxLength: RECOVERY_BYTES });

  test('have one spelling, however they are typed', () => {
    fc.assert(
      fc.property(bytes, (random) => {
        const code = formatRecoveryCode(random);
        expect(code).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}$/);
        expect(isRecoveryCode(code)).toBe(true);
        const typed = code.toUpperCase().replaceAll('0', 'O').replaceAll('1', 'l').replaceAll('-', ' ');
        expect(spelledRecoveryCode(typed)).toBe(spelledRecoveryCode(code));
      }),
    );
  });

  test('differ where their bytes do', () => {
    fc.assert(
      fc.property(bytes, bytes, (one, other) => {
        fc.pre(Buffer.compare(one, other) !== 0);
        expect(formatRecoveryCode(one)).not.toBe(formatRecoveryCode(other));
      }),
    );
  });

  test('codes of an app are none', () => {
    for (const code of ['123456', '000 000', '']) expect(isRecoveryCode(code)).toBe(false);
  });
});

test('a password is judged by its length, whatever its characters', () => {
  const fault = (password: string) => passwordFault(password, { email: 'ada@example.org', shortest: 10 });
  expect(fault('äöü ßñé 漢字漢')).toBeUndefined();
  expect(fault('🦊🐻🐼🐨🐯🦁🐮🐷🐸🐵')).toBeUndefined();
  expect(fault('🦊🐻🐼🐨🐯🦁🐮🐷🐸')).toBe('a password of at least 10 characters');
  expect(fault('ADA@example.ORG')).toBe('a password that is not the email address');
  expect(fault('x'.repeat(257))).toBe('a password of at most 256 characters');
  expect(fault('xyxyxyxyxyxy')).toBe('a password of at least 4 different characters');
});
