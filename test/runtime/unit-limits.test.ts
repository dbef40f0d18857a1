import { expect, test } from 'vitest';
import { users } from '../../src/collections/index.js';
import { unitLimits } from '../../src/runtime/unit-limits.js';
import type { AnyDeclaration } from '../../src/schema/index.js';

const bookmarks = { name: 'bookmarks' } as AnyDeclaration;
const another = { name: 'seats', modulesUpdate: ['teacher'] };

test('a module reaches its own collections, and of the core what is left to modules', () => {
  const { checkRead, checkChange } = unitLimits([bookmarks]);
  checkRead(bookmarks);
  checkChange(bookmarks, { delete: {} });
  checkRead(users);
  checkChange(users, { update: { user_id: 'ada' }, set: { 'security.failed_login_attempts': 0 } });
  expect(() => checkChange(users, { update: { user_id: 'ada' }, set: { account_status: 'deleted' } })).toThrow(
    'an update of another field',
  );
  expect(() => checkChange(users, { delete: { user_id: 'ada' } })).toThrow('another change');
});

test('a collection of another module stays out of reach, whatever its declaration leaves to modules', () => {
  const { checkRead, checkChange } = unitLimits([bookmarks]);
  expect(() => checkRead(another)).toThrow('expected one of bookmarks, got seats');
  expect(() => checkChange(another, { update: {}, set: { teacher: 'eve' } })).toThrow('expected one of bookmarks, got seats');
});
