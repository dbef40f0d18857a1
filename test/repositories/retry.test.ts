import { describe, expect, test } from 'vitest';
import { AdaptiveLearningError } from '../../src/errors.js';
import { retry, WriteConflict } from '../../src/repositories/index.js';
import { refusalOf } from '../support/refusal.js';

const patient = { forMs: 10_000, random: () => 0 };

/** An error as the driver's own classes look; the driver may be another copy than ours. */
function driverError(name: string, fields: object = {}): Error {
  return Object.assign(new Error('of the driver'), { name, ...fields });
}

/** Work that fails with these, one after the other, and then succeeds. */
function failing(...errors: readonly unknown[]) {
  const left = [...errors];
  const work = {
    tries: 0,
    run: async () => {
      work.tries += 1;
      if (left.length > 0) throw left.shift();
      return 'done';
    },
  };
  return work;
}

const labelled = (label: string) => driverError('MongoServerError', { hasErrorLabel: (asked: string) => asked === label });

describe('retry', () => {
  test.each([
    ['another writer was faster', new WriteConflict()],
    ['two transactions met', labelled('TransientTransactionError')],
    ['a commit whose outcome nobody knows', labelled('UnknownTransactionCommitResult')],
    ['a broken connection', driverError('MongoNetworkError')],
    ['a socket that ended under a write', Object.assign(new Error('This socket has been ended by the other party'), { code: 'EPIPE' })],
    ['no server to be found', driverError('MongoServerSelectionError')],
    ['a pool that was cleared', driverError('MongoPoolClearedError')],
    ['a write conflict', driverError('MongoServerError', { code: 112 })],
    ['a primary that steps down', driverError('MongoServerError', { code: 10_107 })],
    ['a repository that says the same', new AdaptiveLearningError('database_unavailable', 'x')],
  ])('begins again after %s', async (_, error) => {
    const work = failing(error, error);
    expect(await retry(work.run, 'call', patient)).toBe('done');
    expect(work.tries).toBe(3);
  });

  test.each([
    ['a duplicate', driverError('MongoServerError', { code: 11_000, keyPattern: { email: 1 } }), 'already_exists'],
    ['a refused document', driverError('MongoServerError', { code: 121 }), 'invalid_input'],
    ['a server without transactions', driverError('MongoServerError', { code: 20 }), 'replica_set_required'],
    ['a refusal of our own', new AdaptiveLearningError('not_found', 'x'), 'not_found'],
  ])('does not begin again after %s', async (_, error, code) => {
    const work = failing(error, error);
    expect(await refusalOf(retry(work.run, 'call', patient))).toMatchObject({ code });
    expect(work.tries).toBe(1);
  });

  test('hands on what it does not know, as it is', async () => {
    const bug = new RangeError('a bug');
    const work = failing(bug);
    await expect(retry(work.run, 'call', patient)).rejects.toBe(bug);
    expect(work.tries).toBe(1);
  });

  test.each([
    ['the database', driverError('MongoNetworkError')],
    ['other writers', new WriteConflict()],
  ])('says, when the time is over, that %s kept it from its work', async (_, error) => {
    const work = failing(error, error);
    const refusal = await refusalOf(retry(work.run, 'call', { ...patient, forMs: 0 }));
    expect(refusal).toMatchObject({ code: 'database_unavailable', where: 'call', cause: expect.any(Error) });
    expect(work.tries).toBe(1);
  });

  test('does nothing for a signal that was given before', async () => {
    const work = failing();
    const refusal = await refusalOf(retry(work.run, 'call', { ...patient, signal: AbortSignal.abort('gone') }));
    expect(refusal).toMatchObject({ code: 'aborted', cause: 'gone' });
    expect(work.tries).toBe(0);
  });

  test('stops between two tries when its signal says so', async () => {
    const controller = new AbortController();
    const work = failing(new WriteConflict(), new WriteConflict(), new WriteConflict());
    const run = async () => {
      if (work.tries === 1) controller.abort();
      return work.run();
    };
    expect(await refusalOf(retry(run, 'call', { ...patient, signal: controller.signal }))).toMatchObject({ code: 'aborted' });
    expect(work.tries).toBe(2);
  });

  test('a duplicate’s message names the field and not its value', async () => {
    const error = driverError('MongoServerError', { code: 11_000, keyPattern: { email: 1 }, keyValue: { email: 'ada@example.org' } });
    const refusal = await refusalOf(retry(failing(error).run, 'call', patient));
    expect(refusal.message).toBe('call: expected a new email, got one that is taken');
  });
});
