import { AsyncLocalStorage } from 'node:async_hooks';
import { createEngine, type Engine, type LearnerScope, type RecordAnswerInput } from 'adaptive-learning-engine';
import { defineModule, reaction } from 'adaptive-learning-engine/modules';
import { type Db, MongoClient } from 'mongodb';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { countCommands } from '../../support/count-commands.js';
import { type FaultyServer, startFaultyServer } from '../../support/faulty-server.js';
import { refusalOf } from '../../support/refusal.js';
import { answerIn, newAccount, openSession } from '../../support/tutor.js';

const OPTIONS = { cache: false, tuning: 'manual' } as const;
/** Transactions that begin before others wait for one another. */
const LANES = 2;
/** Of {@link behindOthers}: to make each of those that go first takes a transaction for the account, the session and the first answer. */
const COMMITS_BEFORE = LANES * 3 + LANES;

let server: FaultyServer;
let client: MongoClient;
let db: Db;
let engine: Engine;
beforeAll(async () => {
  server = await startFaultyServer();
  client = await MongoClient.connect(server.uri, { monitorCommands: true });
  db = client.db('grouped');
  engine = await createEngine({ db, ...OPTIONS });
  await engine.setup();
});
afterAll(async () => {
  await engine.close();
  await client.close();
  await server[Symbol.asyncDispose]();
});
afterEach(() => server.mend());

interface Studying {
  readonly learner: LearnerScope;
  readonly answer: RecordAnswerInput;
}

/** A learner with an open session and an answer behind them, and the next answer. */
async function studying(): Promise<Studying> {
  const { user_id } = await engine.createLearner(newAccount());
  const learner = engine.as({ userId: user_id, role: 'learner' });
  const session_id = await openSession(learner);
  await learner.recordAnswer(answerIn(session_id));
  return { learner, answer: answerIn(session_id) };
}

const crowd = (count: number) => Promise.all(Array.from({ length: count }, studying));
const isStored = async ({ learner, answer }: Studying) =>
  (await db.collection('learning_events').countDocuments({ user_id: learner.userId, event_id: answer.event_id })) === 1;
const nothingToReplay = async ({ learner }: Studying) =>
  expect(await engine.replay(learner.userId)).toMatchObject({
    changed: { learning_sessions: 0, content_mastery: 0, learning_dna: 0 },
  });

/** Takes all lanes with answers whose commits take their time: what is sent next waits, and shares a transaction. */
async function behindOthers<Result>(send: () => Promise<Result>): Promise<Result> {
  const before = await crowd(LANES);
  const committing = await server.block('commitTransaction', 300, LANES);
  const first = before.map(({ learner, answer }) => learner.recordAnswer(answer));
  await committing();
  const result = await send();
  await Promise.all(first);
  return result;
}

test('what waits for a transaction goes into the next one together', async () => {
  const group = await crowd(10);
  let results: unknown[] = [];
  const counts = await countCommands(client, async () => {
    results = await behindOthers(() => Promise.all(group.map(({ learner, answer }) => learner.recordAnswer(answer))));
  });
  expect(results).toHaveLength(10);
  expect(counts['commitTransaction']).toBe(COMMITS_BEFORE + 1);
  for (const one of group) {
    expect(await isStored(one)).toBe(true);
    await nothingToReplay(one);
  }
});

test('one caller at a time sends what it sends without groups', async () => {
  const ungrouped = await createEngine({ db, ...OPTIONS, groupCommit: false });
  const { learner, answer } = await studying();
  const other = ungrouped.as({ userId: learner.userId, role: 'learner' });
  await other.recordAnswer(answer);
  const { session_id } = answer as { readonly session_id: string };
  const without = await countCommands(client, () => other.recordAnswer(answerIn(session_id)));
  await learner.recordAnswer(answerIn(session_id));
  expect(await countCommands(client, () => learner.recordAnswer(answerIn(session_id)))).toEqual(without);
  await ungrouped.close();
});

test('with groupCommit: false each answer has a transaction of its own', async () => {
  const ungrouped = await createEngine({ db, ...OPTIONS, groupCommit: false });
  const group = await crowd(8);
  const send = () =>
    Promise.all(group.map(({ learner, answer }) => ungrouped.as({ userId: learner.userId, role: 'learner' }).recordAnswer(answer)));
  expect((await countCommands(client, send))['commitTransaction']).toBe(8);
  await ungrouped.close();
});

describe('one that may not be stored is refused as by itself, and its neighbours are stored', () => {
  /** What makes it so, behind the engine's back, and the code that its caller gets; none where it is stored in the end. */
  const FAULTS: readonly (readonly [string, (one: Studying) => Promise<unknown>, string | undefined])[] = [
    [
      'an account that was suspended',
      ({ learner }) => db.collection('users').updateOne({ user_id: learner.userId }, { $set: { account_status: 'suspended' } }),
      'access_denied',
    ],
    ['an account that is gone', ({ learner }) => db.collection('users').deleteOne({ user_id: learner.userId }), 'not_found'],
    [
      'an id that was used for another answer',
      async ({ learner, answer }) => {
        const another = await createEngine({ db, ...OPTIONS });
        await another.as({ userId: learner.userId, role: 'learner' }).recordAnswer({ ...answer, correct: false });
        await another.close();
      },
      'event_conflict',
    ],
    [
      'documents that another process has changed',
      async ({ learner, answer }) => {
        const another = await createEngine({ db, ...OPTIONS });
        const { session_id } = answer as { readonly session_id: string };
        await another.as({ userId: learner.userId, role: 'learner' }).recordAnswer(answerIn(session_id));
        await another.close();
      },
      undefined,
    ],
    [
      'the same answer, stored by another process',
      async ({ learner, answer }) => {
        const another = await createEngine({ db, ...OPTIONS });
        await another.as({ userId: learner.userId, role: 'learner' }).recordAnswer(answer);
        await another.close();
      },
      undefined,
    ],
    [
      'a document that the server’s validator refuses',
      ({ learner }) =>
        db
          .collection('learning_sessions')
          .updateOne({ user_id: learner.userId }, { $set: { started_at: 'never' } }, { bypassDocumentValidation: true }),
      'corrupt_document',
    ],
  ];

  test.each(FAULTS)('%s', async (_, spoil, code) => {
    const group = await crowd(6);
    const odd = group[3] as Studying;
    await spoil(odd);
    let outcomes: readonly PromiseSettledResult<unknown>[] = [];
    const counts = await countCommands(client, async () => {
      outcomes = await behindOthers(() => Promise.allSettled(group.map(({ learner, answer }) => learner.recordAnswer(answer))));
    });
    // Its neighbours share one, and it has at most one of its own.
    expect(counts['commitTransaction']).toBeLessThanOrEqual(COMMITS_BEFORE + 2);
    for (const [place, one] of group.entries()) {
      if (one === odd && code !== undefined) {
        expect(outcomes[place]).toMatchObject({ status: 'rejected', reason: { code } });
        continue;
      }
      expect(outcomes[place]).toMatchObject({ status: 'fulfilled' });
      expect(await isStored(one)).toBe(true);
      await nothingToReplay(one);
    }
  });

  test('all at once', async () => {
    const group = await crowd(3 * FAULTS.length);
    for (const [place, [, spoil]] of FAULTS.entries()) await spoil(group[3 * place + 1] as Studying);
    const outcomes = await behindOthers(() => Promise.allSettled(group.map(({ learner, answer }) => learner.recordAnswer(answer))));
    const codes = outcomes.map((outcome) => (outcome.status === 'rejected' ? (outcome.reason as { code: string }).code : undefined));
    expect(codes).toEqual(FAULTS.flatMap(([, , code]) => [undefined, code, undefined]));
  });
});

describe('a caller who leaves', () => {
  test('while it waits is not stored; the others are', async () => {
    const group = await crowd(5);
    const odd = group[2] as Studying;
    const leaving = new AbortController();
    const outcomes = await behindOthers(() => {
      const sent = group.map((one) => one.learner.recordAnswer(one.answer, one === odd ? { signal: leaving.signal } : {}));
      setTimeout(() => leaving.abort(), 30);
      return Promise.allSettled(sent);
    });
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect(outcomes[2]).toMatchObject({ reason: { code: 'aborted' } });
    expect(await isStored(odd)).toBe(false);
    await odd.learner.recordAnswer(odd.answer);
    await nothingToReplay(odd);
  });

  test.each([{ deadlineMs: 900 }, { signal: true }])('while its transaction is under way is not stored either (%o)', async (how) => {
    const before = await crowd(LANES);
    const group = await crowd(5);
    const odd = group[2] as Studying;
    const leaving = new AbortController();
    const control = 'signal' in how ? { signal: leaving.signal } : how;
    // All transactions take longer than a second; that of the group begins once those before it take longer than they may.
    await server.fail({ failCommands: ['insert'], blockConnection: true, blockTimeMS: 1_200 });
    const first = before.map(({ learner, answer }) => learner.recordAnswer(answer));
    const start = performance.now();
    let left = 0;
    setTimeout(() => leaving.abort(), 900);
    const sent = group.map((one) => one.learner.recordAnswer(one.answer, one === odd ? control : {}));
    void sent[2]?.catch(() => {
      left = performance.now() - start;
    });
    const outcomes = await Promise.allSettled(sent);
    await Promise.all(first);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
    expect(outcomes[2]).toMatchObject({ reason: { code: 'signal' in how ? 'aborted' : 'deadline_exceeded' } });
    expect(left).toBeLessThan(1_600);
    expect(await isStored(odd)).toBe(false);
  });
});

describe('faults of the server', () => {
  test.each([
    ['whose reply is lost twice', { failCommands: ['commitTransaction'], closeConnection: true }, 2],
    [
      'that is in conflict with another writer once',
      { failCommands: ['update'], errorCode: 112, errorLabels: ['TransientTransactionError'] },
      1,
    ],
    ['that is in conflict again and again', { failCommands: ['update'], errorCode: 112, errorLabels: ['TransientTransactionError'] }, 12],
    ['whose connection breaks', { failCommands: ['insert'], closeConnection: true }, 1],
  ] as const)('a group’s transaction %s stores each answer once', async (_, fault, times) => {
    const group = await crowd(20);
    await server.fail(fault, times);
    await Promise.all(group.map(({ learner, answer }) => learner.recordAnswer(answer)));
    for (const one of group) {
      expect(await isStored(one)).toBe(true);
      await nothingToReplay(one);
    }
  });

  test('a transaction that hangs does not hold up those who come later', async () => {
    const before = await crowd(LANES);
    const later = await crowd(3);
    const committing = await server.block('commitTransaction', 4_000, LANES);
    const first = before.map(({ learner, answer }) => learner.recordAnswer(answer));
    await committing();
    const start = performance.now();
    await Promise.all(later.map(({ learner, answer }) => learner.recordAnswer(answer)));
    expect(performance.now() - start).toBeLessThan(3_000);
    await Promise.all(first);
  });
});

test('a reaction runs within the call of its own learner', async () => {
  const calls = new AsyncLocalStorage<string>();
  const seenBy = new Map<string, string | undefined>();
  const listening = defineModule({
    name: 'listening',
    summary: 'Notes within which call it runs.',
    reactions: {
      note: reaction({
        summary: 'Notes the call.',
        to: ['answer'],
        run: async (_, [{ user_id }]) => void seenBy.set(user_id, calls.getStore()),
      }),
    },
  });
  const listened = await createEngine({ db, ...OPTIONS, modules: [listening] as const });
  const group = await crowd(12);
  await Promise.all(
    group.map(({ learner, answer }) =>
      calls.run(learner.userId, () => listened.as({ userId: learner.userId, role: 'learner' }).recordAnswer(answer)),
    ),
  );
  expect(seenBy).toEqual(new Map(group.map(({ learner: { userId } }) => [userId, userId])));
  await listened.close();
});

test('closing the engine lets those who wait end', async () => {
  const closing = await createEngine({ db, ...OPTIONS });
  const group = await crowd(30);
  const answers = group.map(({ learner, answer }) => closing.as({ userId: learner.userId, role: 'learner' }).recordAnswer(answer));
  await closing.close();
  for (const { status } of await Promise.allSettled(answers)) expect(status).toBe('fulfilled');
  expect((await refusalOf(closing.as({ userId: 'ada', role: 'learner' }).profile())).code).toBe('closed');
});
