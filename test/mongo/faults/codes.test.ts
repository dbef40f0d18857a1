import { inspect } from 'node:util';
import { AdaptiveLearningError, createEngine, type Engine, type ErrorCode, type LearnerScope } from 'adaptive-learning-engine';
import { type ClientSession, MongoClient } from 'mongodb';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../../../src/embedded/free-port.js';
import { CollectionSet, command, inTransaction, openShownRepositories } from '../../../src/repositories/index.js';
import { type FaultyServer, startFaultyServer } from '../../support/faulty-server.js';
import { refusalOf } from '../../support/refusal.js';
import { answerIn, newAccount, openSession } from '../../support/tutor.js';
import { callsOfEngine, callsOfLearner } from '../../support/verb-calls.js';

/** What each code of a server comes to. */
const CODES: readonly (readonly [number, ErrorCode])[] = [
  [13, 'not_authorised'],
  [18, 'authentication_failed'],
  [50, 'deadline_exceeded'],
  [72, 'database_refused'],
  [290, 'database_unavailable'],
  [292, 'database_refused'],
  [8_000, 'database_refused'],
  [10_334, 'invalid_input'],
  [14_031, 'database_refused'],
  [16_500, 'database_unavailable'],
];

/** Everything that the library sends, except for the driver's own watching of the server. */
const SENT = ['find', 'aggregate', 'getMore', 'insert', 'update', 'delete', 'commitTransaction', 'ping', 'listCollections', 'listIndexes'];

/** How long calls go on trying where that is worth it, in milliseconds. */
const HASTY_MS = 600;

let server: FaultyServer;
let engine: Engine;
/** The same with little patience. */
let hasty: Engine;
/** A learner for each verb, since the writes of one learner wait for one another. */
const learners: { readonly learner: LearnerScope; readonly session_id: string }[] = [];

beforeAll(async () => {
  server = await startFaultyServer();
  const db = server.client.db('codes');
  engine = await createEngine({ db, cache: false, tuning: 'manual' });
  await engine.setup();
  hasty = await createEngine({ db, cache: false, deadlineMs: HASTY_MS, tuning: 'manual' });
  await hasty.health({}, { deadlineMs: 60_000 });
  const verbs = Object.keys({ ...callsOfEngine(engine, UNKNOWN), ...callsOfLearner(engine.as(SOMEBODY), '') }).length + 2;
  const accounts = Array.from({ length: verbs }, newAccount);
  await engine.createLearners(accounts);
  for (const { user_id } of accounts) {
    const session_id = await openSession(engine.as({ userId: user_id, role: 'system' }));
    learners.push({ learner: engine.as({ userId: user_id, role: 'system' }), session_id });
  }
});
afterEach(() => server.mend());
afterAll(() => server[Symbol.asyncDispose]());

const UNKNOWN = { userId: 'nobody', session_id: '' };
const SOMEBODY = { userId: 'nobody', role: 'system' } as const;

type Call = () => Promise<unknown>;

function place(index: number) {
  return learners[index % learners.length] ?? expect.unreachable();
}

/** Every verb, each with a learner of its own. */
function verbs(on: Engine): readonly (readonly [string, Call])[] {
  const ofEngine = Object.keys(callsOfEngine(on, UNKNOWN)) as (keyof ReturnType<typeof callsOfEngine>)[];
  const ofLearner = Object.keys(callsOfLearner(on.as(SOMEBODY), '')) as (keyof ReturnType<typeof callsOfLearner>)[];
  return [
    ...ofEngine.map((verb, index) => {
      const { learner, session_id } = place(index);
      return [`engine.${verb}`, () => callsOfEngine(on, { userId: learner.userId, session_id })[verb]({})] as const;
    }),
    ...ofLearner.map((verb, index) => {
      const { learner, session_id } = place(ofEngine.length + index);
      const own = on.as({ userId: learner.userId, role: 'system' });
      return [`learner.${verb}`, () => callsOfLearner(own, session_id)[verb]({})] as const;
    }),
  ];
}

/** The methods of repositories, those that read more than once among them. */
function methods(on: Engine, session?: ClientSession): readonly (readonly [string, Call])[] {
  const { users, learning_events, learning_sessions, content_mastery, concepts, watermarks, email_claims } = on.unsafe.repositories;
  const inside = openShownRepositories(
    new CollectionSet(server.client.db('codes')),
    undefined,
    on === hasty ? { deadlineMs: HASTY_MS } : {},
  );
  const { learner, session_id } = place(0);
  const options = session === undefined ? {} : { session };
  const own = { user_id: learner.userId };
  return Object.entries({
    findOne: async () => users.findOne(own, options),
    find: async () => learning_sessions.find(own, options).toArray(),
    next: async () => learning_sessions.find(own, options).next(),
    first: async () => learning_sessions.find(own, options).first(),
    loop: async () => {
      for await (const _ of learning_events.find(own, options)) break;
    },
    findUndecoded: async () => users.findUndecoded(own, options).toArray(),
    count: async () => users.count(own, options),
    updateOne: async () => users.updateOne(own, { set: { 'profile.name': 'Grace' } }, options),
    stored: async () => learning_events.stored(learner.userId, 'x', options),
    prints: async () => inside.learning_events.prints(new Map([[learner.userId, ['x']]]), options),
    history: async () => learning_events.history(learner.userId, options).toArray(),
    foldable: async () => inside.learning_sessions.forFold(learner.userId, session_id, options),
    foldables: async () => inside.learning_dna.manyForFold([learner.userId], options),
    recent: async () => learning_sessions.recent(learner.userId, { at: new Date(), limit: 1, ...options }).toArray(),
    levels: async () => content_mastery.levels(learner.userId, options).toArray(),
    concepts: async () => concepts.curriculum(options).toArray(),
    remove: async () => concepts.remove([{ subject: 's', topic: 't', concept: 'never' }], options),
    watermark: async () => watermarks.of('rollUp', options),
    owner: async () => email_claims.ownerOf('ada@example.org', options),
    profileWithDna: async () => users.profileWithDna(learner.userId, options),
  });
}

/** How a call ends: a stream by its first event, which no call waits for longer than its deadline. */
async function ended([name, call]: readonly [string, Call]) {
  const start = performance.now();
  const outcome = await call()
    .then(async (result) => {
      if (!isStream(result)) return undefined;
      await result.next().finally(() => result.close());
    })
    .catch((error: unknown) => error);
  return { name, outcome, ms: performance.now() - start };
}

interface Stream {
  next(): Promise<unknown>;
  close(): Promise<void>;
}

function isStream(value: unknown): value is Stream {
  return typeof value === 'object' && value !== null && 'next' in value && 'close' in value;
}

/** Nothing of what was sent, and nothing of the server's own text, which may repeat it. */
function holdsNothingSent(error: unknown): void {
  expect(inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true })).not.toMatch(
    /Why\?|@example\.org|Linear equations|Failing command/,
  );
}

/** Verbs whose result tells of each part, or of each item, what it met. */
const TELLING: ReadonlySet<string> = new Set(['engine.health', 'engine.recordAnswers', 'learner.recordAnswers']);

/** What was tried again until the deadline may be ended by either of the two. */
function isAsDeclared(name: string, outcome: unknown, code: ErrorCode): boolean {
  if (outcome === undefined) return TELLING.has(name);
  const codes = code === 'database_unavailable' ? [code, 'deadline_exceeded'] : [code];
  return outcome instanceof AdaptiveLearningError && codes.includes(outcome.code);
}

describe.each(CODES)('where the server refuses every command with %i', (errorCode, code) => {
  test(`all verbs and repositories end with ${code}`, async () => {
    const on = code === 'database_unavailable' ? hasty : engine;
    await server.fail({ failCommands: SENT, errorCode });
    const all = await Promise.all([...verbs(on), ...methods(on)].map(ended));
    await server.mend();
    const others = all.filter(({ name, outcome }) => !isAsDeclared(name, outcome, code));
    expect(others).toEqual([]);
    for (const { outcome } of all) holdsNothingSent(outcome);
    if (code !== 'database_unavailable') for (const { name, ms } of all) expect(ms, name).toBeLessThan(5_000);
  });

  test('so does everything in a transaction of the host’s own', async () => {
    await server.fail({ failCommands: SENT, errorCode });
    for (const [index, [name]] of methods(engine).entries()) {
      const refusal = await server.client.withSession((session) =>
        refusalOf(session.withTransaction(() => methods(engine, session)[index]?.[1]() ?? expect.unreachable())),
      );
      expect(refusal.code, name).toBe(code);
    }
  });
});

test.each([290, 16_500])('what error %i keeps from its work says so at its deadline', async (errorCode) => {
  const { learner, session_id } = place(0);
  const own = hasty.as({ userId: learner.userId, role: 'system' });
  const calls: readonly Call[] = [
    () => own.recordAnswer(answerIn(session_id)),
    () => own.mastery(),
    () => own.query('user_progress_dashboard', {}),
    () => hasty.createLearner(newAccount()),
  ];
  await server.fail({ failCommands: SENT, errorCode });
  for (const call of calls) expect(await refusalOf(call())).toMatchObject({ code: 'database_unavailable', cause: expect.any(Error) });
});

test.each([290, 16_500, 112, 251])('a write that error %i meets at each of its commands ends in a result', async (errorCode) => {
  const { learner, session_id } = place(0);
  const calls: readonly Call[] = [
    () => learner.recordAnswer(answerIn(session_id)),
    () => learner.recordAnswers([answerIn(session_id)]),
    () => engine.createLearner(newAccount()),
    () => engine.upsertCurriculum([{ subject: 's', topic: 't', concept: 'c' }]),
  ];
  for (const failCommands of [['insert', 'update'], ['find', 'aggregate'], ['commitTransaction']])
    for (const call of calls) {
      await server.fail({ failCommands, errorCode }, 1);
      await call();
      await server.mend();
    }
});

describe('a transaction of the host’s own', () => {
  test('is begun again by the driver where it was rolled back, by a write and by a read', async () => {
    const { users } = engine.unsafe.repositories;
    const filter = { user_id: place(0).learner.userId };
    for (const failCommand of ['update', 'find']) {
      let tries = 0;
      await server.fail({ failCommands: [failCommand], errorCode: 112, errorLabels: ['TransientTransactionError'] }, 1);
      const run = async (session: ClientSession) => {
        tries += 1;
        await users.find(filter, { session }).toArray();
        return users.updateOne(filter, { set: { 'profile.name': 'Grace' } }, { session });
      };
      expect(await server.client.withSession((session) => session.withTransaction(() => run(session)))).toBe(true);
      expect(tries).toBe(2);
    }
  });

  test('gives its caller the error that its own work throws', async () => {
    const own = new RangeError('of the host');
    const run = async (session: ClientSession) => {
      await engine.repositories.users.count({ user_id: place(0).learner.userId }, { session });
      throw own;
    };
    await expect(server.client.withSession((session) => session.withTransaction(() => run(session)))).rejects.toBe(own);
  });
});

describe('what the driver throws without asking a server', () => {
  const circular: Record<string, unknown> = {};
  circular['self'] = circular;
  const throwing = {
    get user_input(): string {
      throw new TypeError('Why?');
    },
  };
  const texts: readonly (readonly [string, object])[] = [
    ['a circle', circular],
    ['a getter that throws', throwing],
    ['a document over 16 MB', { text: 'Why?'.repeat(5_000_000) }],
  ];

  test.each(texts)('of %s that cannot be written as BSON', async (_, document) => {
    const probes = server.client.db('codes').collection('probes');
    const alone = await refusalOf(command('probes.insertOne', {}, (driver) => probes.insertOne({ ...document } as never, driver)));
    const within = await refusalOf(
      inTransaction({ client: server.client }, (options) =>
        command('probes.insertOne', options, (driver) => probes.insertOne({ document } as never, driver)),
      ),
    );
    for (const refusal of [alone, within]) {
      expect(refusal).toMatchObject({ code: 'invalid_input', cause: expect.any(Error) });
      holdsNothingSent(refusal);
    }
  });

  test('once its client is closed', async () => {
    const client = await MongoClient.connect(server.uri);
    const closing = await createEngine({ db: client.db('codes'), cache: false, deadlineMs: HASTY_MS, tuning: 'manual' });
    await closing.health();
    await client.close();
    for (const end of await Promise.all(verbs(closing).map(ended)))
      expect(isAsDeclared(end.name, end.outcome, 'closed'), `${end.name}: ${end.outcome}`).toBe(true);
  });

  test('while no server can be selected', async () => {
    const client = new MongoClient(`mongodb://127.0.0.1:${await freePort()}/?directConnection=true`, { serverSelectionTimeoutMS: 100 });
    const away = await createEngine({ db: client.db('codes'), cache: false, deadlineMs: HASTY_MS, tuning: 'manual' });
    for (const end of await Promise.all(verbs(away).map(ended)))
      expect(isAsDeclared(end.name, end.outcome, 'database_unavailable'), `${end.name}: ${end.outcome}`).toBe(true);
    await client.close();
  });

  test('while its pool is cleared again and again', async () => {
    await server.fail({ failCommands: SENT, closeConnection: true });
    for (const end of await Promise.all([...verbs(hasty), ...methods(hasty)].map(ended)))
      expect(isAsDeclared(end.name, end.outcome, 'database_unavailable'), `${end.name}: ${end.outcome}`).toBe(true);
  });
});
