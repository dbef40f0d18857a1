import { randomUUID } from 'node:crypto';
import type { LearnerScope, LiveEvent, LiveStream, WatchOptions } from 'adaptive-learning-engine';
import { MongoClient } from 'mongodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ChangeFeed } from '../../src/repositories/index.js';
import { countCommands } from '../support/count-commands.js';
import { refusalOf } from '../support/refusal.js';
import { startStandalone } from '../support/standalone-server.js';
import { later, MINUTE } from '../support/stopped-clock.js';
import { answerIn, openSession, openTutor, type Tutor } from '../support/tutor.js';

let tutor: Tutor;
let learner: LearnerScope;
let session_id: string;
let streams: LiveStream[];
beforeAll(async () => {
  tutor = await openTutor();
});
afterAll(() => tutor[Symbol.asyncDispose]());
beforeEach(async () => {
  streams = [];
  learner = await tutor.newLearner();
  session_id = await openSession(learner);
});
afterEach(async () => {
  for (const stream of streams) await stream.close();
});

const opened = async (opening: Promise<LiveStream>) => {
  const stream = await opening;
  streams.push(stream);
  return stream;
};
const watching = (options?: WatchOptions, of = learner) => opened(of.watch(options));
const take = async (stream: LiveStream, count: number): Promise<LiveEvent[]> => {
  const events: LiveEvent[] = [];
  while (events.length < count) {
    const { value } = await stream.next();
    if (value === undefined) throw new Error('Expected an event, got the end of the stream');
    events.push(value);
  }
  return events;
};
const kinds = (events: readonly LiveEvent[]) => events.map(({ type }) => type);
/** An answer that ends what a test waits for: nothing more can come in front of it. */
const last = async () => {
  const { event_id } = await learner.recordAnswer(answerIn(session_id, { concept: `Last ${randomUUID()}` }));
  return event_id;
};
/** Everything up to that answer, without it. */
const until = async (stream: LiveStream, event_id: string): Promise<LiveEvent[]> => {
  const events: LiveEvent[] = [];
  for (;;) {
    const [event] = (await take(stream, 1)) as [LiveEvent];
    if ('event_id' in event && event.event_id === event_id) return events;
    events.push(event);
  }
};

test('nothing that is recorded after the stream stands is missed, and nothing from before is told', async () => {
  await learner.recordAnswer(answerIn(session_id));
  const stream = await watching();
  const outcome = await learner.recordAnswer(answerIn(session_id, { correct: false }));
  const [recorded, moved] = await take(stream, 2);
  const { event_id, concept, mastery_before, mastery_level, next_review_date } = outcome;
  const common = { user_id: learner.userId, concept, token: expect.any(String) };
  expect(recorded).toMatchObject({
    ...common,
    type: 'answer_recorded',
    event_id,
    correct: false,
    mastery_before,
    mastery_level,
    next_review_date,
    late: false,
  });
  expect(moved).toMatchObject({ ...common, type: 'review_due_changed', cause: 'answer', mastery_level, next_review_date });
});

test('mastery is told when it is reached, once', async () => {
  const stream = await watching();
  let reached: string | undefined;
  for (let n = 0; n < 30 && reached === undefined; n += 1) {
    tutor.clock.forward(MINUTE);
    const outcome = await learner.recordAnswer(answerIn(session_id, { rating: 4 }));
    if (outcome.newly_mastered) reached = outcome.event_id;
  }
  await learner.recordAnswer(answerIn(session_id, { rating: 4 }));
  const events = await until(stream, await last());
  expect(events.filter(({ type }) => type === 'mastery_reached')).toMatchObject([{ event_id: reached }]);
});

test('a late answer says that it is late, and its concept says where it is now, once', async () => {
  tutor.clock.set(later(60 * MINUTE));
  session_id = await openSession(learner);
  tutor.clock.set(later(70 * MINUTE));
  await learner.recordAnswer(answerIn(session_id));
  const stream = await watching();
  const { event_id } = await learner.recordAnswer(answerIn(session_id, { occurred_at: later(65 * MINUTE), correct: false }));
  const events = await until(stream, await last());
  expect(kinds(events)).toEqual(['review_due_changed', 'answer_recorded']);
  const [mastery] = (await learner.mastery({ at: tutor.clock.read() })).rows;
  expect(events).toMatchObject([
    { cause: 'rebuilt', next_review_date: mastery?.next_review_date },
    { event_id, late: true },
  ]);
});

test('a replay that changes a concept says so, one that changes nothing says nothing', async () => {
  await learner.recordAnswer(answerIn(session_id));
  const stream = await watching();
  await tutor.engine.replay(learner.userId);
  await tutor.db.collection('content_mastery').updateOne({ user_id: learner.userId }, { $set: { 'evidence.answers': 7 } });
  await tutor.engine.replay(learner.userId);
  expect(await until(stream, await last())).toMatchObject([{ type: 'review_due_changed', cause: 'rebuilt' }]);
});

test("a learner is told of nobody else's, anyone who watches all is", async () => {
  const other = await tutor.newLearner();
  const own = await watching();
  const everybody = await opened(tutor.engine.watch());
  const { event_id } = await other.recordAnswer(answerIn(await openSession(other)));
  const end = await last();
  expect(await until(own, end)).toEqual([]);
  expect(await until(everybody, end)).toMatchObject([
    { type: 'answer_recorded', user_id: other.userId, event_id },
    { type: 'review_due_changed' },
  ]);
});

describe('going on behind a token', () => {
  test('gives what came behind each event, no more and no less', async () => {
    const first = await watching();
    for (let n = 0; n < 4; n += 1) {
      tutor.clock.forward(MINUTE);
      await learner.recordAnswer(answerIn(session_id, { correct: n !== 2 }));
    }
    await learner.recordAnswer(answerIn(session_id, { occurred_at: new Date(tutor.clock.read().getTime() - MINUTE / 2) }));
    const end = await last();
    const all = await until(first, end);
    expect(all.length).toBeGreaterThan(8);
    for (const [n, { token }] of all.entries()) {
      const again = await watching({ after: token });
      expect(await until(again, end)).toEqual(all.slice(n + 1));
      await again.close();
    }
  });

  test("somebody else's token, a made-up one, a damaged one: refused before a command is sent", async () => {
    const stream = await watching();
    await learner.recordAnswer(answerIn(session_id));
    const [event] = (await take(stream, 1)) as [LiveEvent];
    const other = await tutor.newLearner();
    const platform = () => tutor.engine.watch({ after: event.token });
    for (const call of [
      () => other.watch({ after: event.token }),
      platform,
      () => learner.watch({ after: 'x' }),
      () => learner.watch({ after: event.token.slice(4) }),
    ]) {
      expect(await refusalOf(call())).toMatchObject({ code: 'invalid_input', where: 'watch.after' });
    }
    const [name, , ...rest] = JSON.parse(Buffer.from(event.token, 'base64url').toString()) as unknown[];
    const forged = Buffer.from(JSON.stringify([name, 'ABCDEF', ...rest])).toString('base64url');
    expect(await refusalOf(learner.watch({ after: forged }))).toMatchObject({ code: 'invalid_input', where: 'watch.after' });
  });
});

test('killed cursors and connections lose nothing and repeat nothing', async () => {
  const stream = await watching();
  const end = randomUUID();
  const writing = (async () => {
    for (let n = 0; n < 20; n += 1) {
      await learner.recordAnswer(answerIn(session_id, { event_id: `n${n}-${end}` }));
      if (n % 5 === 2) await killStreams();
    }
    return last();
  })();
  const seen = (await until(stream, await writing)).filter((event) => event.type === 'answer_recorded');
  expect(seen.map(({ event_id }) => event_id)).toEqual(Array.from({ length: 20 }, (_, n) => `n${n}-${end}`));
});

/** Kills what the server has of change streams on this database, as a failover would. */
async function killStreams(): Promise<void> {
  const admin = tutor.client.db('admin');
  const operations = await admin
    .aggregate([{ $currentOp: { idleCursors: true, allUsers: true } }, { $match: { ns: { $regex: tutor.db.databaseName } } }])
    .toArray();
  const cursors = operations.map(({ cursor }) => (cursor as { cursorId?: unknown } | undefined)?.cursorId).filter((id) => id !== undefined);
  if (cursors.length > 0) await tutor.db.command({ killCursors: '$cmd.aggregate', cursors });
  for (const { opid } of operations.filter(({ op }) => op === 'getmore')) await admin.command({ killOp: 1, op: opid });
}

describe('it ends', () => {
  test('at close, also for who waits', async () => {
    const stream = await watching();
    const waiting = stream.next();
    await stream.close();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(await stream.next()).toEqual({ done: true, value: undefined });
  });

  test('with a loop, and leaves no cursor behind', async () => {
    const stream = await watching();
    await learner.recordAnswer(answerIn(session_id));
    for await (const event of stream) {
      expect(event.type).toBe('answer_recorded');
      break;
    }
    expect(await stream.next()).toEqual({ done: true, value: undefined });
  });

  test('through its signal', async () => {
    const controller = new AbortController();
    const stream = await watching({ signal: controller.signal });
    const waiting = refusalOf(stream.next());
    controller.abort();
    expect(await waiting).toMatchObject({ code: 'aborted', where: 'watch' });
  });
});

test('a stored answer of another shape is named, and the stream goes on', async () => {
  const corrupt: string[] = [];
  const told = await watching({ onUnreadable: ({ where = '' }) => corrupt.push(where) });
  const untold = await watching();
  const { insertedId } = await tutor.db
    .collection('learning_events')
    .insertOne({ user_id: learner.userId, event_id: 'bent', type: 'answer', answer: { concept: 7 } }, { bypassDocumentValidation: true });
  const end = await last();
  expect(await until(told, end)).toEqual([]);
  expect(corrupt).toEqual([expect.stringMatching(`^learning_events ${String(insertedId)}`)]);
  expect(await until(untold, end)).toEqual([]);
  expect(untold.unreadable).toEqual([{ collection: 'learning_events', id: String(insertedId) }]);
});

test('a standalone server has no such stream', async () => {
  await using server = await startStandalone();
  const opening = ChangeFeed.open(server.client.db('alone'), { stages: [], where: 'watch', retryForMs: 0 }, undefined);
  expect(await refusalOf(opening)).toMatchObject({ code: 'replica_set_required' });
});

test('while nobody reads, nothing is fetched; all of it comes when somebody does', async () => {
  await using client = await MongoClient.connect(tutor.uri, { monitorCommands: true });
  const engine = await tutor.another({ db: client.db(tutor.db.databaseName) });
  const stream = await opened(engine.as(learner.caller).watch());
  await learner.recordAnswer(answerIn(session_id));
  await take(stream, 1);
  const commands = await countCommands(client, async () => {
    for (let n = 0; n < 5; n += 1) await learner.recordAnswer(answerIn(session_id));
  });
  // The engine asks for its active models from time to time; that is no reading of the stream.
  expect(commands).not.toHaveProperty('getMore');
  expect(commands).not.toHaveProperty('aggregate');
  const events = await until(stream, await last());
  expect(kinds(events).filter((type) => type === 'answer_recorded')).toHaveLength(5);
  await stream.close();
});
