import { MongoNetworkError, MongoServerError } from 'mongodb';
import { expect, test } from 'vitest';
import { WriteConflict } from '../../src/repositories/index.js';
import { Sent } from '../../src/runtime/index.js';

const failing = (error: Error) => () => Promise.reject(error);

function labelled(label: string): Error {
  const error = new MongoServerError({ message: 'no', code: 112 });
  error.addErrorLabel(label);
  return error;
}

test('rows that were stored are remembered', async () => {
  const sent = new Sent<string>();
  expect(await sent.storing(['a', 'b'], async () => 2)).toBe(2);
  expect([sent.has('a'), sent.has('b'), sent.has('c')]).toEqual([true, true, false]);
});

test.each([
  ['a lost connection', new MongoNetworkError('gone')],
  ['a commit of unknown result', labelled('UnknownTransactionCommitResult')],
])('rows may be stored after %s', async (_, error) => {
  const sent = new Sent<string>();
  await expect(sent.storing(['a'], failing(error))).rejects.toBe(error);
  expect(sent.has('a')).toBe(true);
});

test.each([
  ['a conflict', new WriteConflict()],
  ['a transaction that was rolled back', labelled('TransientTransactionError')],
])('rows are surely not stored after %s', async (_, error) => {
  const sent = new Sent<string>();
  await expect(sent.storing(['a'], failing(error))).rejects.toBe(error);
  expect(sent.has('a')).toBe(false);
});

test('rows of an attempt of unknown result stay remembered when a later attempt is rolled back', async () => {
  const sent = new Sent<string>();
  await expect(sent.storing(['a'], failing(new MongoNetworkError('gone')))).rejects.toThrow();
  await expect(sent.storing(['a', 'b'], failing(new WriteConflict()))).rejects.toThrow();
  expect([sent.has('a'), sent.has('b')]).toEqual([true, false]);
});
