import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AdaptiveLearningError, invalidInput } from '../../src/errors.js';
import { translateCommandError, translateDriverError } from '../../src/repositories/driver-errors.js';

const CANARY = 'ada@example.org: I feel awful today';

/** An error as the driver makes them, with what was sent in each place that the driver puts it. */
function driverError(fields: object, name = 'MongoServerError', message = `refused { value: "${CANARY}" }`): Error {
  const error = Object.assign(new Error(message, { cause: new TypeError(CANARY) }), fields, {
    errorResponse: { errmsg: CANARY, keyValue: { email: CANARY } },
    errInfo: { details: { consideredValue: CANARY } },
    keyValue: { email: CANARY },
    writeErrors: [{ err: { op: { user_input: CANARY } } }],
    [Symbol('beforeHandshake')]: CANARY,
  });
  Object.defineProperty(error, 'hidden', { value: CANARY, enumerable: false });
  error.name = name;
  return error;
}

/** All that a log, a console or a span can make of an error. */
function told(error: unknown): string {
  const { stack, ...fields } = error as Error;
  const everything = inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true, getters: true });
  return [everything, String(error), stack, JSON.stringify(error), JSON.stringify(fields)].join('\n');
}

describe('an error of the database', () => {
  const codes = [11_000, 121, 2, 20, 50, 18, 13, 8_000, 10_334, 14_031, 16_500, 40_485, 112, 292, 1];
  it.each(codes)('with the code %d tells nothing of what was sent, whichever way it is looked at', (code) => {
    const error = translateDriverError(driverError({ code, codeName: 'Refused', keyPattern: { email: 1 } }), 'users.insertOne');
    expect(error).toBeInstanceOf(AdaptiveLearningError);
    expect(told(error)).not.toMatch(/ada@|awful/);
  });

  it.each(['MongoBulkWriteError', 'MongoWriteConcernError', 'BSONError', 'MongoInvalidArgumentError', 'TypeError', 'RangeError'])(
    'of the class %s neither',
    (name) => {
      expect(told(translateCommandError(driverError({}, name), 'users.insertOne'))).not.toMatch(/ada@|awful/);
    },
  );

  it('keeps of its cause what helps: class, code, labels, and the frames of its stack', () => {
    const cause = driverError({ code: 11_000, codeName: 'DuplicateKey', errorLabels: ['RetryableWriteError', CANARY] });
    const { cause: kept } = translateDriverError(cause, 'users.insertOne') as Error;
    expect(kept).toMatchObject({ name: 'MongoServerError', code: 11_000, codeName: 'DuplicateKey', errorLabels: ['RetryableWriteError'] });
    expect((kept as Error).stack).toMatch(/^MongoServerError: a message of \d+ characters\n\s+at .*error-canary/);
  });

  it('keeps the message of the network, which tells of hosts', () => {
    const cause = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), { name: 'MongoNetworkError' });
    expect((translateDriverError(cause, 'ping') as { cause?: unknown }).cause).toMatchObject({
      message: 'connect ECONNREFUSED 127.0.0.1:1',
    });
  });

  it('does not take lines of a message for frames of a stack', () => {
    const cause = driverError({ code: 121 }, 'MongoServerError', `refused\n    at ${CANARY} (file.js:1:1)`);
    expect(told(translateDriverError(cause, 'x'))).not.toMatch(/ada@|awful/);
  });

  it('keeps the reason of an abort, which is the caller’s own', () => {
    const reason = { why: 'page closed' };
    expect(translateDriverError(new Error('x'), 'recommend', AbortSignal.abort(reason))).toMatchObject({ code: 'aborted', cause: reason });
  });
});

describe('no error of this library', () => {
  const wild = fc.string({
    unit: fc.constantFrom('a', '\n', '\r', '\u001b', '\u202e', '\u200b', '\u2066', '\ufeff', '\u2028', '\u0000', '\ud800', '\u009b'),
  });

  it('passes on what a terminal or a log would act upon, in whichever part of it', () => {
    fc.assert(
      fc.property(wild, (text) => {
        const details = { where: text, expected: text, received: text };
        const error = new AdaptiveLearningError('invalid_input', text, details);
        for (const part of [error.message, error.where, error.expected, error.received])
          expect(part).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        for (const value of [{ [text]: 1 }, [text], text])
          expect(invalidInput('call', 'another', value).message).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      }),
    );
  });
});
