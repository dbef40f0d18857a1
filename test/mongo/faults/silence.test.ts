import { setTimeout as sleep } from 'node:timers/promises';
import { createEngine, type Engine, type LearnerScope } from 'adaptive-learning-engine';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { type FaultyServer, startFaultyServer } from '../../support/faulty-server.js';
import { refusalOf } from '../../support/refusal.js';
import { type SilentProxy, startSilentProxy } from '../../support/silent-proxy.js';
import { answerIn, newAccount, openSession } from '../../support/tutor.js';
import { callsOfEngine, callsOfLearner } from '../../support/verb-calls.js';

/** A quarter of a second is promised; the rest is for a machine that is busy with other tests. */
const LATE_MS = 250 + 750;

let server: FaultyServer;
beforeAll(async () => {
  server = await startFaultyServer();
});
afterAll(() => server[Symbol.asyncDispose]());

interface Place {
  readonly proxy: SilentProxy;
  readonly engine: Engine;
  readonly learner: LearnerScope;
  readonly session_id: string;
}

/** Commands that were sent and have neither a reply nor a failure. */
function underWay(client: MongoClient): ReadonlyMap<number, string> {
  const commands = new Map<number, string>();
  client.on('commandStarted', ({ requestId, commandName }) => commands.set(requestId, commandName));
  client.on('commandSucceeded', ({ requestId }) => commands.delete(requestId));
  client.on('commandFailed', ({ requestId }) => commands.delete(requestId));
  return commands;
}

/** An engine whose only way to the database is a proxy, and a learner in the middle of a session. */
async function behindProxy(): Promise<Place> {
  const proxy = await startSilentProxy({ host: '127.0.0.1', port: server.port });
  const client = new MongoClient(`mongodb://${proxy.address}/?directConnection=true`, { socketTimeoutMS: 3_000, connectTimeoutMS: 3_000 });
  onTestFinished(() => client.close());
  // First of all: a client does not close on a network that is silent.
  onTestFinished(() => proxy[Symbol.asyncDispose]());
  const engine = await createEngine({ db: client.db('silence'), cache: false, tuning: 'manual' });
  await engine.setup();
  const { user_id } = await engine.createLearner(newAccount());
  const learner = engine.as({ userId: user_id, role: 'system' });
  return { proxy, engine, learner, session_id: await openSession(learner) };
}

const callsOf = ({ engine, learner, session_id }: Place) =>
  Object.entries({
    ...Object.fromEntries(
      Object.entries(callsOfEngine(engine, { userId: learner.userId, session_id })).map(([verb, call]) => [`engine.${verb}`, call]),
    ),
    ...callsOfLearner(learner, session_id),
  });

async function timed(call: () => Promise<unknown>) {
  const start = performance.now();
  const refusal = await refusalOf(call());
  return { refusal, ms: performance.now() - start };
}

test.each([
  ['its deadline', 400, () => ({ deadlineMs: 400 }), 'deadline_exceeded'],
  ['its signal', 300, () => ({ signal: AbortSignal.timeout(300) }), 'aborted'],
])('on a network that has gone silent every verb ends at %s', async (_, ms, control, code) => {
  const place = await behindProxy();
  place.proxy.silenceAll();
  const ended = await Promise.all(callsOf(place).map(async ([verb, call]) => ({ verb, ...(await timed(() => call(control()))) })));
  for (const { verb, refusal, ms: took } of ended) {
    expect(refusal, verb).toMatchObject({ code });
    expect(took, verb).toBeLessThan(ms + LATE_MS);
  }
  place.proxy.heal();
  await place.learner.recordAnswer(answerIn(place.session_id));
});

test('an answer that waits behind one that hangs ends at its own deadline, and the learner goes on', async () => {
  const { proxy, learner, session_id, engine } = await behindProxy();
  proxy.silenceAll();
  const hanging = refusalOf(learner.recordAnswer(answerIn(session_id), { deadlineMs: 1_500 }));
  const waiting = await timed(() => learner.recordAnswer(answerIn(session_id), { deadlineMs: 200 }));
  expect(waiting.refusal.code).toBe('deadline_exceeded');
  expect(waiting.ms).toBeLessThan(200 + LATE_MS);
  proxy.heal();
  expect((await hanging).code).toBe('deadline_exceeded');
  await learner.recordAnswer(answerIn(session_id));
  expect(await engine.replay(learner.userId)).toMatchObject({ changed: { learning_sessions: 0, content_mastery: 0, learning_dna: 0 } });
});

test('repositories end at their deadline and their signal too', async () => {
  const { proxy, engine, learner } = await behindProxy();
  const { users, learning_events } = engine.unsafe.repositories;
  proxy.silenceAll();
  const filter = { user_id: learner.userId };
  const calls = [
    (control: object) => users.findOne(filter, control),
    (control: object) => users.count(filter, control),
    (control: object) => users.updateOne(filter, { set: { 'profile.name': 'Grace' } }, control),
    (control: object) => users.profileWithDna(learner.userId, control),
    (control: object) => learning_events.find(filter, control).toArray(),
    (control: object) => learning_events.find(filter, control).next(),
    (control: object) => learning_events.stored(learner.userId, 'x', control),
    (control: object) => learning_events.firstRecorded(new Date(), control),
  ];
  for (const call of calls) {
    const late = await timed(() => call({ deadlineMs: 100 }));
    expect(late.refusal.code).toBe('deadline_exceeded');
    expect(late.ms).toBeLessThan(100 + LATE_MS);
    const stopped = await timed(() => call({ signal: AbortSignal.timeout(100) }));
    expect(stopped.refusal.code).toBe('aborted');
    expect(stopped.ms).toBeLessThan(100 + LATE_MS);
  }
});

test('a server that stands still is not waited for, and the same answer again tells whether it was written', async () => {
  const { engine, learner, session_id } = await behindProxy();
  const answer = answerIn(session_id);
  process.kill(server.pid, 'SIGSTOP');
  try {
    const { refusal, ms } = await timed(() => learner.recordAnswer(answer, { deadlineMs: 500 }));
    expect(refusal.code).toBe('deadline_exceeded');
    expect(ms).toBeLessThan(500 + LATE_MS);
  } finally {
    process.kill(server.pid, 'SIGCONT');
  }
  const first = await learner.recordAnswer(answer);
  expect(await learner.recordAnswer(answer)).toEqual(first);
  expect(await engine.repositories.learning_events.count({ user_id: learner.userId, event_id: answer.event_id })).toBe(1);
});

test.each([50, 150, 300, 450])('an answer stopped after %i ms of a slow commit is written once or not at all', async (after) => {
  const { engine, learner, session_id } = await behindProxy();
  const answer = answerIn(session_id);
  await server.fail({ failCommands: ['commitTransaction'], blockConnection: true, blockTimeMS: 400 }, 1);
  await learner.recordAnswer(answer, { signal: AbortSignal.timeout(after) }).catch(() => undefined);
  // The next answer comes while the first may still be on its way.
  await learner.recordAnswer(answerIn(session_id));
  await learner.recordAnswer(answer);
  await server.mend();
  await sleep(500);
  expect(await engine.repositories.learning_events.count({ user_id: learner.userId, type: 'answer' })).toBe(2);
  expect(await engine.replay(learner.userId)).toMatchObject({ changed: { learning_sessions: 0, content_mastery: 0, learning_dna: 0 } });
});

describe('a command that its call has left behind is given up', () => {
  const HELD_MS = 1_500;

  type Held = (engine: Engine, signal: AbortSignal) => Promise<unknown>;

  /** Has a call stopped while the server holds one of its commands, and gives what is still under way a moment later. */
  async function leftBehind(command: string, call: Held) {
    const client = new MongoClient(server.uri, { monitorCommands: true, socketTimeoutMS: 30_000 });
    onTestFinished(() => client.close());
    const engine = await createEngine({ db: client.db('held'), cache: false, tuning: 'manual' });
    const commands = underWay(client);
    await server.fail({ failCommands: [command], blockConnection: true, blockTimeMS: HELD_MS });
    onTestFinished(() => server.mend());
    const stopping = new AbortController();
    const refusal = refusalOf(call(engine, stopping.signal));
    const left = () => [...commands.values()];
    await vi.waitUntil(() => left().some((name) => name === command), { timeout: 5_000, interval: 5 });
    await sleep(50);
    stopping.abort();
    expect(await refusal).toMatchObject({ code: 'aborted' });
    await sleep(250);
    const names = left();
    await server.mend();
    return names;
  }

  const setUp: Held = (engine, signal) => engine.setup({ signal });

  test('of setup, which goes on from there when it is run again', async () => {
    const db = server.client.db('held');
    for (const command of ['listCollections', 'create', 'createIndexes', 'collMod'])
      expect(await leftBehind(command, setUp), command).toEqual([]);
    const engine = await createEngine({ db, cache: false, tuning: 'manual' });
    await engine.setup();
    expect(await leftBehind('listIndexes', (other, signal) => other.verifySchema({ signal }))).toEqual([]);
    // Setup then counts what stands in the way of it.
    await db.collection('users').dropIndex('user_id');
    expect(await leftBehind('aggregate', setUp)).toEqual([]);
    await engine.setup();
    expect(await engine.verifySchema()).toEqual([]);
  });
});
