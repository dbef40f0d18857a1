import { AdaptiveLearningError, ERROR_CODES } from 'adaptive-learning-engine';
import { DecodedCursor } from 'adaptive-learning-engine/repositories';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { learningSessions } from '../../src/collections/index.js';
import { PIPELINES } from '../../src/pipelines/index.js';
import { CollectionSet, openShownRepositories } from '../../src/repositories/index.js';
import { hostileValues } from '../support/hostile-values.js';
import { repositoryArguments } from '../support/repository-arguments.js';
import { openTutor, type Tutor } from '../support/tutor.js';

let tutor: Tutor;
beforeAll(async () => {
  tutor = await openTutor();
});
afterAll(() => tutor[Symbol.asyncDispose]());

/** All methods: those that hosts get, and what the library keeps. */
const repositories = () => openShownRepositories(new CollectionSet(tutor.db));

const filter = { user_id: 'ada' };
const { schema } = learningSessions;
const part = schema.pick({ _id: true, session_id: true });
const run = async () => 1;

/** Those that all repositories have, on sessions. */
const SHARED: { readonly [method: string]: readonly unknown[] } = {
  findOne: [filter, { fields: ['session_id'], sort: { started_at: 1 }, limit: 1, index: 'identity' }],
  find: [filter, { fields: ['session_id'], sort: { started_at: 1 }, last: { interactions: 1 }, batchSize: 1 }],
  findPart: [filter, part],
  findUndecoded: [filter],
  count: [filter],
  insertOne: [{ user_id: 'ada' }],
  updateOne: [filter, { set: { ended_at: new Date() }, unset: ['metadata'], increment: { revision: 1 } }],
  save: [
    { user_id: 'ada', session_id: 's', revision: 0, a: 1 },
    { user_id: 'ada', session_id: 's', revision: 1, a: 2 },
  ],
  replaceAll: [[{ after: { user_id: 'ada' }, revision: 0 }]],
  run: [PIPELINES.session_history, PIPELINES.session_history.example],
  unreadable: [PIPELINES.session_history, PIPELINES.session_history.example],
  shown: [[{ user_id: 'ada' }]],
  command: ['learning_sessions.mine', {}, run],
  cursor: [() => tutor.db.collection('learning_sessions').find(), (row: unknown) => row, 'learning_sessions.mine', {}],
};

type Call = (...args: readonly unknown[]) => unknown;

/** Each method of a repository, its own and those that all have, with arguments that it takes. */
function methodsOf(collection: string, repository: object): [string, Call, readonly unknown[]][] {
  const found: [string, Call, readonly unknown[]][] = [];
  for (let from: object = Object.getPrototypeOf(repository); from !== Object.prototype; from = Object.getPrototypeOf(from)) {
    const isShared = Object.hasOwn(from, 'findOne') || Object.hasOwn(from, 'command');
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(from))) {
      if (typeof value !== 'function' || name === 'constructor' || (isShared && collection !== 'learning_sessions')) continue;
      const call = (...args: readonly unknown[]) => (Reflect.get(repository, name) as Call).apply(repository, [...args]);
      found.push([name, call, isShared ? (SHARED[name] ?? []) : repositoryArguments(collection, name)]);
    }
  }
  return found;
}

/** A value with each of its parts, and the whole, replaced by something else or missing, one at a time. */
function* broken(value: unknown, place: string): Generator<readonly [string, unknown]> {
  for (const [what, hostile] of hostileValues()) yield [`${what} as ${place}`, hostile];
  if (value instanceof Map) {
    const [key, items] = [...value][0] as [unknown, unknown];
    for (const [what, other] of broken(items, `${place}.items`)) yield [what, new Map([[key, other]])];
    for (const [what, hostile] of hostileValues()) yield [`${what} as ${place}.key`, new Map([[hostile, items]])];
  } else if (Array.isArray(value)) {
    for (const [what, other] of value.length === 0 ? [] : broken(value[0], `${place}.0`)) yield [what, [other]];
  } else if (Object.getPrototypeOf(value ?? 0) === Object.prototype && !Object.isFrozen(value)) {
    const whole = value as { readonly [key: string]: unknown };
    for (const key of Object.keys(whole)) {
      const { [key]: _, ...rest } = whole;
      yield [`no ${place}.${key}`, rest];
      for (const [what, other] of broken(whole[key], `${place}.${key}`)) yield [what, { ...whole, [key]: other }];
    }
  }
}

const OPTIONS = ['session', 'signal', 'deadlineMs', 'maxTimeMS', 'reach', 'onUnreadable', 'limit', 'mine'];

/** Arguments of which one is missing or another, with options one after the other that are none. */
function* brokenArguments(valid: readonly unknown[]): Generator<readonly [string, readonly unknown[]]> {
  for (let count = 0; count < valid.length; count += 1) yield [`only ${count} arguments`, valid.slice(0, count)];
  for (const [place, value] of valid.entries())
    for (const [what, other] of broken(value, `argument ${place}`)) yield [what, valid.with(place, other)];
  const last: unknown = valid.at(-1);
  const mayHoldOptions = typeof last === 'object' && last !== null && Object.getPrototypeOf(last) === Object.prototype;
  for (const [number, [what, hostile]] of hostileValues().entries()) {
    const option = OPTIONS[number % OPTIONS.length] as string;
    yield [`${what} as options`, [...valid, hostile]];
    yield [`${what} as ${option}`, [...valid, { [option]: hostile }]];
    if (mayHoldOptions) yield [`${what} as ${option} in the last argument`, valid.with(-1, { ...last, [option]: hostile })];
  }
}

/** How a call ends: a result, an error of the library's, or what nobody was told of. */
async function endOf(call: () => unknown): Promise<string> {
  try {
    const result = await call();
    if (result instanceof DecodedCursor) await result.toArray();
    return 'a result';
  } catch (error) {
    if (!(error instanceof AdaptiveLearningError)) return `${(error as Error).name}: ${(error as Error).message}`;
    return ERROR_CODES.includes(error.code) ? error.code : `an error of no code: ${error.message}`;
  }
}

/** What a call may end with that is given something else than it takes, or something that is not there. */
const ENDS = new Set(['a result', 'invalid_input', 'access_denied', 'deadline_exceeded', 'corrupt_document']);

describe('every method of every repository, found by reflection', () => {
  test('takes what it is declared to take', async () => {
    const refused: string[] = [];
    for (const [collection, repository] of Object.entries(repositories())) {
      for (const [name, call, valid] of methodsOf(collection, repository)) {
        const end = await endOf(() => call(...valid));
        if (end !== 'a result') refused.push(`${collection}.${name}: ${end}`);
      }
    }
    // A session is more than its learner's id.
    expect(refused).toEqual(['learning_sessions.insertOne: invalid_input', 'learning_sessions.replaceAll: invalid_input']);
  });

  test('ends in a result or an error of the library, whatever it is given', async () => {
    const others: string[] = [];
    let methods = 0;
    for (const [collection, repository] of Object.entries(repositories())) {
      for (const [name, call, valid] of methodsOf(collection, repository)) {
        methods += 1;
        for (const [what, args] of brokenArguments(valid)) {
          const end = await endOf(() => call(...args));
          if (!ENDS.has(end)) others.push(`${collection}.${name}, ${what}: ${end}`);
        }
      }
    }
    expect(others).toEqual([]);
    expect(methods).toBeGreaterThan(80);
  });
});

describe('a cursor', () => {
  const ask = () => tutor.engine.repositories.learning_sessions.find(filter);

  test('is read to its end, or not, and asked again, without an error of another kind', async () => {
    const orders: readonly (readonly ('next' | 'toArray' | 'first' | 'close')[])[] = [
      ['close', 'next'],
      ['close', 'toArray'],
      ['close', 'close'],
      ['first', 'next'],
      ['toArray', 'toArray'],
      ['next', 'next', 'next'],
    ];
    for (const order of orders) {
      const cursor = ask();
      for (const step of order) expect(ENDS, order.join()).toContain(await endOf(() => cursor[step]()));
      for await (const row of cursor) expect(row).toBeUndefined();
    }
  });
});

test('a refusal names every argument and every option at fault', async () => {
  const { learning_sessions, watermarks } = repositories() as unknown as {
    readonly [name: string]: { readonly [verb: string]: Call };
  };
  const issuesOf = async (call: () => unknown) => {
    try {
      await call();
    } catch (error) {
      return (error as AdaptiveLearningError).issues?.map(({ path }) => path);
    }
    return expect.unreachable('it is refused');
  };
  expect(await issuesOf(() => watermarks?.['of']?.(7, { sesion: 1, limits: 2 }))).toEqual([
    ...['watermarks.of.options', 'watermarks.of.options', 'watermarks.of.job'],
  ]);
  const recent = () => learning_sessions?.['recent']?.(7, { at: 'now', days: -1, deadlineMs: 0, signal: 1 });
  expect(await issuesOf(recent)).toEqual(['deadlineMs', 'signal', 'userId'].map((name) => `learning_sessions.recent.${name}`));
  const around = () => learning_sessions?.['recent']?.(7, { at: 'now', days: -1, limit: 0.5 });
  expect(await issuesOf(around)).toEqual(['userId', 'at', 'days', 'limit'].map((name) => `learning_sessions.recent.${name}`));
});
