import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { AdaptiveLearningError, createEngine, type Engine, type LearnerScope } from 'adaptive-learning-engine';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FaultyServer, startFaultyServer } from '../../support/faulty-server.js';
import { refusalOf } from '../../support/refusal.js';
import { answerIn, newAccount, openSession } from '../../support/tutor.js';
import { callsOfEngine, callsOfLearner } from '../../support/verb-calls.js';

let server: FaultyServer;
let engine: Engine;
let learner: LearnerScope;
let session_id: string;
beforeAll(async () => {
  server = await startFaultyServer();
  engine = await createEngine({ db: server.client.db('stopping'), cache: false, tuning: 'manual' });
  await engine.setup();
  ({ learner, session_id } = await studying(engine));
});
afterAll(() => server[Symbol.asyncDispose]());

async function studying(on: Engine) {
  const { user_id } = await on.createLearner(newAccount());
  const own = on.as({ userId: user_id, role: 'system' });
  return { learner: own, session_id: await openSession(own) };
}

const uriOf = (database: string) => server.uri.replace('/?', `/${database}?`);

describe('a commit whose reply is lost', () => {
  test.each([2, 3, 4])('%i times is asked for again, and the answer is stored once', async (times) => {
    const answer = answerIn(session_id);
    const { learning_events } = engine.repositories;
    await server.fail({ failCommands: ['commitTransaction'], closeConnection: true }, times);
    const start = performance.now();
    await learner.recordAnswer(answer);
    // To begin the work again would be to wait for one's own open transaction, for as long as the server keeps it: a minute here.
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(await learning_events.count({ user_id: learner.userId, event_id: answer.event_id })).toBe(1);
    expect(await engine.replay(learner.userId)).toMatchObject({ changed: { learning_sessions: 0, content_mastery: 0, learning_dna: 0 } });
  });
});

describe('connections that are closed three times in a row', () => {
  // The driver tries a read twice and no more; a primary that steps down closes what there is.
  test('are survived by every verb', async () => {
    const own = await studying(engine);
    const place = { userId: own.learner.userId, session_id: own.session_id };
    const calls = Object.entries({ ...callsOfEngine(engine, place), ...callsOfLearner(own.learner, own.session_id) });
    const failed: string[] = [];
    for (const [verb, call] of calls) {
      await server.fail({ failCommands: [...READS, ...WRITES], closeConnection: true }, 3);
      const outcome = await call({}).catch((error: unknown) => error);
      await server.mend();
      if (outcome instanceof Error && !OWN_REFUSALS.has((outcome as AdaptiveLearningError).code))
        failed.push(`${verb}: ${String(outcome)}`);
      if (verb === 'watch') await (outcome as Partial<{ close(): Promise<void> }>).close?.();
    }
    expect(failed).toEqual([]);
  });
});

/** Refusals of what the verbs are called with here, which the network does not change. */
const OWN_REFUSALS: ReadonlySet<string> = new Set(['not_found', 'invalid_input', 'conflict']);
const READS = ['find', 'aggregate', 'getMore', 'listCollections', 'listIndexes', 'count'];
const WRITES = ['insert', 'update', 'delete', 'commitTransaction'];

describe('what no new try mends is said at once', () => {
  const address = () => `127.0.0.1:${server.port}`;
  test.each([
    ['a wrong password', () => `mongodb://ada:5ecret@${address()}/tutor?authSource=admin`, 'authentication_failed'],
    ['a host that does not exist', () => 'mongodb://ada:5ecret@no-such-host.invalid:27017/tutor', 'database_unreachable'],
    ['a cluster that does not exist', () => 'mongodb+srv://ada:5ecret@no-such-cluster.invalid/tutor', 'database_unreachable'],
  ])('%s, when an engine is made by its address or on a host’s own database', async (_, uri, code) => {
    const start = performance.now();
    const client = new MongoClient(uri());
    const refusals = [await refusalOf(createEngine({ uri: uri() })), await refusalOf(createEngine({ db: client.db('tutor') }))];
    expect(performance.now() - start).toBeLessThan(10_000);
    for (const refusal of refusals) {
      expect(refusal.code).toBe(code);
      expect(refusal.message).not.toMatch(/5ecret|ada/);
    }
    await client.close();
  });

  test('it names the host', async () => {
    const refusal = await refusalOf(createEngine({ uri: 'mongodb://no-such-host.invalid:27017/tutor' }));
    expect(refusal.message).toContain('no-such-host.invalid');
  });

  test.each([
    [18, 'authentication_failed'],
    [13, 'not_authorised'],
  ])('error %i at a call', async (errorCode, code) => {
    await server.fail({ failCommands: ['find', 'aggregate', 'insert', 'update'], errorCode });
    const start = performance.now();
    const refusals = [
      await refusalOf(learner.recordAnswer(answerIn(session_id))),
      await refusalOf(learner.profile()),
      await refusalOf(engine.createLearner(newAccount())),
    ];
    await server.mend();
    expect(performance.now() - start).toBeLessThan(5_000);
    for (const refusal of refusals) expect(refusal.code).toBe(code);
  });
});

describe('close', () => {
  test.each(['db', 'uri'] as const)('lets twenty answers under way end, and refuses every verb afterwards (%s)', async (by) => {
    const database = `closing_${by}`;
    const closing = await createEngine({ ...(by === 'db' ? { db: server.client.db(database) } : { uri: uriOf(database) }), cache: false });
    await closing.setup();
    const learners = await Promise.all(Array.from({ length: 20 }, () => studying(closing)));
    const stream = await closing.watch();
    const next = stream.next();
    const answers = learners.map((own) => own.learner.recordAnswer(answerIn(own.session_id)));
    await Promise.all([closing.close(), closing.close()]);
    for (const { status } of await Promise.allSettled(answers)) expect(status).toBe('fulfilled');
    expect((await next).done).toBe(true);
    const [first] = learners;
    const calls = Object.entries({
      ...callsOfEngine(closing, { userId: first?.learner.userId ?? '', session_id }),
      ...callsOfLearner(first?.learner ?? expect.unreachable(), session_id),
    });
    for (const [verb, call] of calls) expect((await refusalOf(call({}))).code, verb).toBe('closed');
    expect((await refusalOf(closing.repositories.users.count({ user_id: randomUUID() }))).code).toBe('closed');
    await closing.close();
  });

  test('ends what has not ended after its time, jobs at once', async () => {
    const closing = await createEngine({ db: server.client.db('stopping'), cache: false, tuning: 'manual' });
    const own = await studying(closing);
    await server.fail({ failCommands: ['commitTransaction'], blockConnection: true, blockTimeMS: 2_000 }, 1);
    const answer = own.learner.recordAnswer(answerIn(own.session_id)).catch((error: unknown) => error);
    const endless = own.learner.recordAnswers(forever(own.session_id)).catch((error: unknown) => error);
    await sleep(300);
    const start = performance.now();
    await closing.close({ timeoutMs: 200 });
    expect(performance.now() - start).toBeLessThan(1_500);
    await server.mend();
    expect(await endless).toMatchObject({ name: 'AdaptiveLearningError', code: 'closed' });
    expect(await answer).toSatisfy(
      (ended) => !(ended instanceof Error) || (ended instanceof AdaptiveLearningError && ended.code === 'closed'),
    );
  });

  test.each([-1, Number.NaN, 'soon'])('takes no timeoutMs of %j', async (timeoutMs) => {
    expect(await refusalOf(engine.close({ timeoutMs: timeoutMs as number }))).toMatchObject({
      code: 'invalid_input',
      where: 'close.timeoutMs',
    });
  });
});

async function* forever(session: string) {
  for (;;) {
    await sleep(1);
    yield answerIn(session);
  }
}

describe('an import stops', () => {
  test.each([
    ['list-like source', false],
    ['source that is asynchronous', true],
  ])('within one item of a %s once its signal is given', async (_, later) => {
    const controller = new AbortController();
    let pulled = 0;
    let closed = false;
    const items = {
      next() {
        pulled += 1;
        if (pulled === 1_000) controller.abort();
        const step = { done: false as const, value: answerIn(session_id) };
        return later ? Promise.resolve(step) : step;
      },
      return() {
        closed = true;
        return { done: true as const, value: undefined };
      },
    };
    const source = later ? { [Symbol.asyncIterator]: () => items } : { [Symbol.iterator]: () => items };
    const refusal = await refusalOf(learner.recordAnswers(source as Iterable<never>, { signal: controller.signal }));
    expect(refusal.code).toBe('aborted');
    expect(pulled).toBeLessThanOrEqual(1_001);
    expect(closed).toBe(true);
  });

  test('while its source keeps it waiting for ever', async () => {
    const hanging = { [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => undefined) }) };
    const refusal = await refusalOf(learner.recordAnswers(hanging, { signal: AbortSignal.timeout(100) }));
    expect(refusal.code).toBe('aborted');
  });
});
