import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import KeyvRedis from '@keyv/redis';
import type { Engine, LearnerScope } from 'adaptive-learning-engine';
import Keyv from 'keyv';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { learnerOwner, QueryCache } from '../../src/cache/index.js';
import { hasRedis, type RedisServer, startRedis } from '../support/redis-server.js';
import { answerIn, openSession, openTutor, type Tutor } from '../support/tutor.js';

/** How long a store may be left alone before it is tried again, and more, in milliseconds. */
const BACK = { timeout: 30_000, interval: 100 };

describe.skipIf(!hasRedis())('answers kept in a Redis that several processes share', () => {
  let tutor: Tutor;
  let redis: RedisServer;
  /** Two engines with a connection each, as two processes have. */
  let here: Engine;
  let there: Engine;
  let keyvs: Keyv[];
  let learner: LearnerScope;
  let session_id: string;

  beforeAll(async () => {
    [tutor, redis] = await Promise.all([openTutor(), startRedis()]);
  });
  afterAll(async () => {
    await redis[Symbol.asyncDispose]();
    await tutor[Symbol.asyncDispose]();
  });
  beforeEach(async () => {
    keyvs = [];
    [here, there] = await Promise.all([engineOn(), engineOn()]);
    const { userId } = await tutor.newLearner();
    learner = here.as({ userId, role: 'learner' });
    session_id = await openSession(learner);
    await learner.recordAnswer(answerIn(session_id));
    await vi.waitFor(async () => expect(await isKept(here)).toBe(true), BACK);
    await vi.waitFor(async () => expect(await isKept(there)).toBe(true), BACK);
  });
  afterEach(async () => {
    for (const keyv of keyvs) await keyv.disconnect().catch(() => undefined);
  });

  function engineOn(namespace = 'test'): Promise<Engine> {
    const store = new Keyv(new KeyvRedis(redis.uri), { useKeyPrefix: false });
    store.on('error', () => undefined);
    keyvs.push(store);
    return tutor.another({ cache: { store, namespace } });
  }
  const answers = async (engine: Engine) => {
    const { rows, as_of } = await engine.as({ userId: learner.userId, role: 'learner' }).query('user_progress_dashboard', {});
    return { answers: rows.reduce((sum, row) => sum + row.answers, 0), as_of };
  };
  /** Whether an answer is now given a second time: a moment later by the clock, it still says the same moment. */
  const isKept = async (engine: Engine) => {
    const { as_of } = await answers(engine);
    tutor.clock.forward(1);
    return (await answers(engine)).as_of.getTime() === as_of.getTime();
  };

  test('what one has loaded is given by the other', async () => {
    const { as_of } = await answers(here);
    tutor.clock.forward(1000);
    expect(await answers(there)).toEqual({ answers: 1, as_of });
  });

  test('a write through one is in the next answers of the other', async () => {
    for (let written = 2; written < 12; written += 1) {
      const [reader, writer] = written % 2 === 0 ? [here, there] : [there, here];
      await answers(reader);
      await writer.as(learner.caller).recordAnswer(answerIn(session_id));
      // At once, unless this machine was so busy that the writer gave Redis up: then as soon as it is tried again.
      await vi.waitFor(async () => expect(await answers(reader)).toMatchObject({ answers: written }), BACK);
    }
  });

  test('anyone who asks after a write is told of it, while many ask and write through both at once', async () => {
    const timeouts = { read: 60_000, invalidate: 60_000 };
    const options = { namespace: 'crowd', tenant: 'tutor', clock: tutor.clock.read, timeouts } satisfies ConstructorParameters<
      typeof QueryCache
    >[1];
    const caches = keyvs.map((store) => new QueryCache(store, options));
    const owners = Array.from({ length: 4 }, () => ({ id: learnerOwner(randomUUID()), value: 0, safe: 0 }));
    const act = async (n: number) => {
      const owner = owners[n % owners.length] as (typeof owners)[number];
      const cache = caches[(n >> 2) % caches.length] as QueryCache;
      if (n % 7 === 0) {
        owner.value += 1;
        const version = owner.value;
        await cache.invalidate(owner.id);
        owner.safe = Math.max(owner.safe, version);
        return;
      }
      const least = owner.safe;
      const load = async () => {
        const { value } = owner;
        await setImmediate();
        return { as_of: tutor.clock.read(), value };
      };
      const answer = await cache.resolve({ owner: owner.id, identity: null, minutes: 15, loading: '' }, load, undefined);
      expect(answer.value).toBeGreaterThanOrEqual(least);
    };
    const client = async (first: number) => {
      for (let n = 0; n < 100; n += 1) await act(first + 31 * n);
    };
    await Promise.all(Array.from({ length: 24 }, (_, first) => client(first)));
    for (const cache of caches) {
      expect(cache.statistics()).toMatchObject({ available: true, errors: 0 });
      expect(cache.statistics().hits).toBeGreaterThan(0);
    }
  });

  test('another namespace is another cache', async () => {
    const { as_of } = await answers(here);
    tutor.clock.forward(1000);
    expect((await answers(await engineOn('other'))).as_of).not.toEqual(as_of);
  });

  const OUTAGES = {
    killed: { end: () => redis.kill(), repair: () => redis.restart(), hangs: false },
    frozen: { end: async () => redis.freeze(), repair: async () => redis.thaw(), hangs: true },
  };

  describe.each(Object.entries(OUTAGES))('%s in the middle', (_, { end, repair, hangs }) => {
    afterEach(async () => {
      redis.thaw();
      await redis.kill();
      await redis.restart();
    });

    test('questions and writes go on, none of them held up for long, and nothing old is given before or after', async () => {
      await answers(here);
      await end();
      // A command of the store's own: it is still under way when all questions have been answered.
      let isAnswered = false;
      const hanging = (keyvs[1] as Keyv).get('anything').finally(() => {
        isAnswered = true;
      });
      for (let written = 2; written <= 12; written += 1) {
        await learner.recordAnswer(answerIn(session_id));
        expect(await answers(here)).toMatchObject({ answers: written });
      }
      // Nothing of ours has waited for the store.
      if (hangs) expect(isAnswered).toBe(false);
      await repair();
      await hanging;
      for (let written = 13; written <= 16; written += 1) {
        await learner.recordAnswer(answerIn(session_id));
        expect(await answers(here)).toMatchObject({ answers: written });
      }
      // It comes back by itself, and what was kept before the outage is not among it.
      await vi.waitFor(async () => expect(await isKept(here)).toBe(true), BACK);
      expect(await answers(here)).toMatchObject({ answers: 16 });
      await vi.waitFor(async () => expect(await answers(there)).toMatchObject({ answers: 16 }), BACK);
    });
  });
});
