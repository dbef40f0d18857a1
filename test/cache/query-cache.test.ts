import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { CachedQuery } from '../../src/cache/cache.js';
import { type CacheStore, inProcessStore, learnerOwner, QueryCache } from '../../src/cache/index.js';
import { MINUTE, StoppedClock } from '../support/stopped-clock.js';

const OWNER = learnerOwner('11111111-1111-4111-8111-111111111111');
const QUESTION: CachedQuery = { owner: OWNER, identity: ['progress', {}], minutes: 15, loading: '' };

interface Version {
  readonly as_of: Date;
  readonly version: number;
}

let clock: StoppedClock;
let cache: QueryCache;
let loads: number;
beforeEach(() => {
  // No step takes too long, however busy this machine is; what a store that hangs costs is measured on a real one.
  vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] });
  clock = new StoppedClock();
  cache = newCache();
  loads = 0;
});

const newCache = (store: CacheStore = inProcessStore(), { namespace = 'test', tenant = 'tutor' } = {}) =>
  new QueryCache(store, { namespace, tenant, clock: clock.read });
const load = async (): Promise<Version> => {
  loads += 1;
  return { as_of: clock.read(), version: loads };
};
const ask = (question: Partial<CachedQuery> = {}, of = cache) => of.resolve({ ...QUESTION, ...question }, load, undefined);

afterEach(() => void vi.useRealTimers());

test('an answer is kept for its time, and not a moment longer', async () => {
  expect(await ask()).toMatchObject({ version: 1 });
  clock.forward(15 * MINUTE - 1);
  expect(await ask()).toMatchObject({ version: 1 });
  clock.forward(1);
  expect(await ask()).toMatchObject({ version: 2 });
  expect(cache.statistics()).toEqual({ hits: 1, misses: 2, sharedLoads: 0, errors: 0, available: true });
});

test('an answer from the future, kept before the clock was set back, is not given', async () => {
  await ask();
  clock.forward(-2 * MINUTE);
  expect(await ask()).toMatchObject({ version: 2 });
});

test('a caller may do with an answer what they like', async () => {
  const listed = async () => ({ as_of: clock.read(), rows: [{ day: new Date(0) }] });
  const rows = async () => (await cache.resolve(QUESTION, listed, undefined)).rows;
  for (let n = 0; n < 3; n += 1) {
    const own = await rows();
    expect(own).toEqual([{ day: new Date(0) }]);
    own[0]?.day.setTime(1);
    own.push({ day: new Date(2) });
  }
});

describe('no two questions meet', () => {
  test('of owners, params, tenants, namespaces', async () => {
    const store = inProcessStore();
    const others = [newCache(store), newCache(store, { tenant: 'other' }), newCache(store, { namespace: 'other' })];
    const questions: Partial<CachedQuery>[] = [
      {},
      { owner: 'platform' },
      { owner: learnerOwner('platform') },
      { owner: learnerOwner('*') },
      { identity: ['progress', { subject: 'x' }] },
      { identity: ['progress,', {}] },
    ];
    const versions: number[] = [];
    for (const other of others) for (const question of questions) versions.push((await ask(question, other)).version);
    expect(new Set(versions).size).toBe(others.length * questions.length);
  });

  test('and keys hold nothing of what is asked or of whom', async () => {
    const keys: string[] = [];
    const inner = inProcessStore();
    const set = (key: string, value: string, ttlMs: number) => {
      keys.push(key);
      return inner.set(key, value, ttlMs);
    };
    const store = { ...inner, set };
    await ask({ identity: ['progress', { subject: 'Algebra' }] }, newCache(store));
    expect(keys).toHaveLength(3);
    for (const key of keys) expect(key).toMatch(/^ale:test:(version|query):[\w-]{43}$/);
  });
});

describe('one loading for all who wait', () => {
  const pending = () => {
    const { promise, resolve, reject } = deferred<Version>();
    let signal: AbortSignal | undefined;
    const begun = deferred<void>();
    const begin = (own: AbortSignal | undefined) => {
      loads += 1;
      signal = own;
      begun.resolve(undefined);
      return promise;
    };
    return { begin, resolve, reject, begun: begun.promise, aborted: () => signal?.aborted };
  };

  test('each with a copy of their own', async () => {
    const work = pending();
    const waiting = Array.from({ length: 50 }, () => cache.resolve(QUESTION, work.begin, undefined));
    await work.begun;
    work.resolve({ as_of: clock.read(), version: 7 });
    const answers = await Promise.all(waiting);
    expect(loads).toBe(1);
    expect(answers.every(({ version }) => version === 7)).toBe(true);
    expect(new Set(answers).size).toBe(50);
    expect(cache.statistics()).toMatchObject({ misses: 1, sharedLoads: 49 });
  });

  test('one who leaves does not disturb the others; when all have left, it is stopped', async () => {
    const work = pending();
    const [one, two] = [new AbortController(), new AbortController()];
    const first = cache.resolve(QUESTION, work.begin, one.signal);
    const second = cache.resolve(QUESTION, work.begin, two.signal);
    await work.begun;
    one.abort(new Error('left'));
    await expect(first).rejects.toThrow('left');
    expect(work.aborted()).toBe(false);
    two.abort(new Error('left too'));
    await expect(second).rejects.toThrow('left too');
    expect(work.aborted()).toBe(true);
    expect(await ask()).toMatchObject({ version: 2 });
  });

  test('who asks after a write does not wait for what began before it', async () => {
    const work = pending();
    const before = cache.resolve(QUESTION, work.begin, undefined);
    await work.begun;
    await cache.invalidate(OWNER);
    expect(await ask()).toMatchObject({ version: 2 });
    work.resolve({ as_of: clock.read(), version: -1 });
    expect(await before).toMatchObject({ version: -1 });
    expect(await ask()).toMatchObject({ version: 2 });
  });

  test('a loading that failed is not kept', async () => {
    const work = pending();
    const both = [cache.resolve(QUESTION, work.begin, undefined), cache.resolve(QUESTION, work.begin, undefined)];
    await work.begun;
    work.reject(new Error('no database'));
    for (const outcome of await Promise.allSettled(both))
      expect(outcome).toMatchObject({ status: 'rejected', reason: { message: 'no database' } });
    expect(await ask()).toMatchObject({ version: 2 });
  });
});

/** A promise that the test ends when it likes. */
function deferred<Result>() {
  let end: { resolve: (result: Result) => void; reject: (error: Error) => void } | undefined;
  const promise = new Promise<Result>((resolve, reject) => {
    end = { resolve, reject };
  });
  return { promise, resolve: (result: Result) => end?.resolve(result), reject: (error: Error) => end?.reject(error) };
}

/** What stands behind the questions: a number that only grows, and that a loading reads at some moment between its beginning and its end. */
class Counter {
  value = 0;
}

interface Step {
  readonly write: boolean;
  readonly process: number;
}

/** What some clients do, each one thing after the other; they ask and write through either of two processes. */
const clients = fc.array(
  fc.array(fc.record<Step>({ write: fc.boolean(), process: fc.integer({ min: 0, max: 1 }) }), { minLength: 1, maxLength: 5 }),
  { minLength: 1, maxLength: 4 },
);

/** Plays the clients, who begin, commit, load and come back at moments that the scheduler chooses. */
async function play(s: fc.Scheduler, all: readonly (readonly Step[])[], caches: readonly QueryCache[], pass: () => void = () => undefined) {
  const counter = new Counter();
  // The newest version that a write has come back from.
  let safe = 0;
  const moment = (label: string) => s.schedule(Promise.resolve(), label);
  const write = async (own: QueryCache) => {
    counter.value += 1;
    const version = counter.value;
    await moment('committed');
    await own.invalidate(OWNER);
    safe = Math.max(safe, version);
  };
  const read = async (own: QueryCache) => {
    const least = safe;
    const loading = async () => {
      await moment('sent');
      const version = counter.value;
      await moment('came');
      return { as_of: clock.read(), version };
    };
    expect((await own.resolve(QUESTION, loading, undefined)).version).toBeGreaterThanOrEqual(least);
  };
  const follow = async (steps: readonly Step[]) => {
    for (const step of steps) {
      await moment('begin');
      pass();
      const own = caches[step.process % caches.length] as QueryCache;
      await (step.write ? write(own) : read(own));
    }
  };
  await s.waitFor(Promise.all(all.map(follow)));
}

/** A store whose every command takes its effect, and is answered, at moments that the scheduler chooses. */
function scheduled(s: fc.Scheduler, fails: () => boolean = () => false): CacheStore {
  const kept = new Map<string, string>();
  const command = async <Result>(effect: () => Result): Promise<Result | undefined> => {
    await s.schedule(Promise.resolve(), 'to the store');
    // As Keyv has it: an error is swallowed, and looks like nothing found.
    const done = fails() ? undefined : effect();
    await s.schedule(Promise.resolve(), 'from the store');
    return done;
  };
  return { get: (key) => command(() => kept.get(key)), set: (key, value) => command(() => kept.set(key, value)) };
}

test('while the store does not answer, nobody joins a load that another process’s write may have outdated', async () => {
  const away = () => Promise.reject(new Error('away'));
  const here = newCache({ get: away, set: away });
  const begun = deferred<void>();
  const before = deferred<Version>();
  const first = here.resolve(
    QUESTION,
    () => {
      begun.resolve();
      return before.promise;
    },
    undefined,
  );
  await begun.promise;
  // Another process writes here, and has its acknowledgement.
  expect(await ask({}, here)).toMatchObject({ version: 1 });
  before.resolve({ as_of: clock.read(), version: -1 });
  expect(await first).toMatchObject({ version: -1 });
});

test('anyone who asks after a write is told of it, in whichever order two processes and their store come to act', async () => {
  const property = fc.asyncProperty(fc.scheduler(), clients, async (s, all) => {
    const store = scheduled(s);
    const caches = [newCache(store), newCache(store)];
    await play(s, all, caches);
    for (const own of caches) expect(own.statistics()).toMatchObject({ available: true, errors: 0 });
  });
  await fc.assert(property, { numRuns: 200 });
});

test('and within one process also with a store that fails from time to time, and swallows its errors', async () => {
  const failures = fc.infiniteStream(fc.integer({ min: 0, max: 5 })).map((draws) => () => draws.next().value === 0);
  const property = fc.asyncProperty(fc.scheduler(), clients, failures, (s, all, fails) =>
    // Time passes at each step: commands under way come too late, and a store that is left alone is tried again.
    play(s, all, [newCache(scheduled(s, fails))], () => vi.advanceTimersByTime(20_000)),
  );
  await fc.assert(property, { numRuns: 300 });
});
