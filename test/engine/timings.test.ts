import { describe, expect, test } from 'vitest';
import { SERVICE_LEVELS } from '../../src/engine/telemetry/service-levels.js';
import { Timings } from '../../src/engine/telemetry/timings.js';
import { AdaptiveLearningError } from '../../src/errors.js';
import { PIPELINES } from '../../src/pipelines/index.js';
import * as mastery from '../../src/repositories/mastery-repository.js';
import * as sessions from '../../src/repositories/session-repository.js';
import * as users from '../../src/repositories/user-repository.js';

const LOGIN = { kind: 'query', name: 'users.findByEmail', collection: 'users', operation: 'findByEmail' } as const;

describe('the table of promises', () => {
  test('holds the targets of section 3.1 of the specification', () => {
    const targets = Object.fromEntries(SERVICE_LEVELS.map(({ promise, targetMs }) => [promise, targetMs]));
    expect(targets).toMatchObject({
      user_authentication: 50,
      user_profile_lookup: 100,
      recent_session_history: 200,
      content_mastery_lookup: 150,
      spaced_repetition_due: 100,
    });
  });

  test('names pipelines and verbs that exist', () => {
    const classes = [mastery, sessions, users].flatMap((file) => Object.values<unknown>(file)).filter(isClass);
    const verbs = new Set(classes.flatMap((one) => Object.getOwnPropertyNames(one.prototype)));
    for (const { name, kind } of SERVICE_LEVELS) {
      if (kind === 'pipeline') expect(Object.keys(PIPELINES)).toContain(name);
      else expect(verbs, name).toContain(name.split('.')[1]);
    }
  });

  test('has each name once', () => {
    expect(new Set(SERVICE_LEVELS.map(({ name }) => name)).size).toBe(SERVICE_LEVELS.length);
  });
});

test('quantiles are those of the times, to one part in a hundred', () => {
  const timings = new Timings(new Date(0));
  for (let n = 1; n <= 1000; n += 1) timings.observe(LOGIN).end(n / 10);
  const [timing] = timings.read();
  expect(timing).toMatchObject({ name: LOGIN.name, count: 1000, aborted: 0, errors: {} });
  const near = (value: number | null | undefined, expected: number) => expect(Math.abs((value ?? 0) / expected - 1)).toBeLessThan(0.01);
  near(timing?.p50Ms, 50);
  near(timing?.p95Ms, 95);
  near(timing?.p99Ms, 99);
  near(timing?.maxMs, 100);
  // 0.1 to 49.9 are under the target of 50 ms, exactly.
  expect(timing?.underTarget).toBe(499);
});

test('what failed and what was stopped have no part in the times', () => {
  const timings = new Timings(new Date(0));
  timings.observe(LOGIN).end(1);
  timings.observe(LOGIN).end(9_999, new AdaptiveLearningError('database_unavailable', 'x'));
  timings.observe(LOGIN).end(9_999, new AdaptiveLearningError('aborted', 'x'));
  timings.observe(LOGIN).end(9_999, new RangeError('x'));
  expect(timings.read()).toMatchObject([
    { count: 1, maxMs: expect.closeTo(1, 1), errors: { database_unavailable: 1, other: 1 }, aborted: 1 },
  ]);
});

test('a time beyond every bound is counted at the bound, and none below a microsecond is lost', () => {
  const timings = new Timings(new Date(0));
  timings.observe(LOGIN).end(1e12);
  timings.observe(LOGIN).end(0);
  expect(timings.read()).toMatchObject([{ count: 2 }]);
});

test('a reset starts over', () => {
  const timings = new Timings(new Date(0));
  timings.observe(LOGIN).end(1);
  timings.reset(new Date(5));
  expect([timings.read(), timings.since]).toEqual([[], new Date(5)]);
});

function isClass(value: unknown): value is { readonly prototype: object } {
  return typeof value === 'function' && value.prototype !== undefined;
}
