import { createEngine, type EngineWith, type LearnerScope } from 'adaptive-learning-engine';
import type { Db } from 'mongodb';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { bookmarks } from '../../examples/bookmarks/module.js';
import { LEARNER_VERBS } from '../../src/engine/learner-verbs.js';
import { AdaptiveLearningError } from '../../src/errors.js';
import { type FaultyServer, startFaultyServer } from '../support/faulty-server.js';
import { answerIn, newAccount, openSession } from '../support/tutor.js';
import { callsOfLearner } from '../support/verb-calls.js';

/** How long a command of a verb waits on the server while the account changes, in milliseconds. */
const WAIT_MS = 250;
/** Commands of a verb before which, one after the other, the account is suspended: its reads, its writes and its commit. */
const STAGES = ['find', 'aggregate', 'insert', 'update', 'commitTransaction'] as const;

type Host = EngineWith<[ReturnType<typeof bookmarks>]>;
type Verbs = Readonly<Record<string, (...args: unknown[]) => Promise<unknown>>>;

let server: FaultyServer;
let db: Db;
let engine: Host;
/** As another process has it, which changes accounts meanwhile. */
let other: Host;
const open = () => createEngine({ db, cache: false, tuning: 'manual', encryption: false, modules: [bookmarks()] });
beforeAll(async () => {
  server = await startFaultyServer();
  db = server.client.db('laws');
  engine = await open();
  other = await open();
  await engine.setup();
  await other.health({});
});
afterEach(() => server.mend());
afterAll(async () => {
  await Promise.all([engine.close(), other.close()]);
  await server[Symbol.asyncDispose]();
});

interface Studying {
  readonly userId: string;
  /** The learner as the host's system has them: it may call every verb. */
  readonly learner: LearnerScope & { readonly bookmarks: object };
  readonly session_id: string;
}

async function studying(): Promise<Studying> {
  const { user_id: userId } = await engine.createLearner(newAccount());
  const learner = engine.as({ userId, role: 'system' }) as unknown as Studying['learner'];
  const session_id = await openSession(learner);
  await learner.recordAnswer(answerIn(session_id, { event_id: 'known' }));
  await learner.applyIntervention({ event_id: 'help', session_id, intervention_type: 'encouragement', reason: 'r' });
  return { userId, learner, session_id };
}

const CONCEPT = { subject: 'Algebra', topic: 'Equations', concept: 'Linear equations' };

/** Inputs with which a verb changes something, where the usual call does not. */
const INPUTS: Readonly<Record<string, (session_id: string) => unknown>> = {
  undoAnswer: () => ({ event_id: 'known' }),
  reschedule: () => ({ ...CONCEPT, due: '2099-04-01' }),
  resetConcept: () => CONCEPT,
  suspend: () => CONCEPT,
  resume: () => CONCEPT,
  rateIntervention: (session_id) => ({ event_id: 'rated', session_id, intervention_id: 'help', effectiveness_rating: 3 }),
};

/** Verbs of one learner that write, and whether their account must be active: the core's and a module's. */
const WRITING = [
  ...Object.values(LEARNER_VERBS)
    .filter(({ kind }) => kind === 'call' || kind === 'job')
    .map((verb) => ({ name: verb.name, isGuarded: ((verb as { readonly account?: string }).account ?? 'active') === 'active' })),
  { name: 'bookmarks.add', isGuarded: true },
  { name: 'bookmarks.remove', isGuarded: true },
];
const GUARDED = WRITING.filter(({ isGuarded }) => isGuarded).map(({ name }) => name);

/** One call of a verb, which may be made again with the very same input. */
function callOf(name: string, { learner, session_id }: Studying): () => Promise<unknown> {
  const [verb = '', module] = name.split('.').reverse();
  const target = (module === undefined ? learner : learner.bookmarks) as unknown as Verbs;
  const args = module === undefined ? argumentsOf(verb, session_id) : [CONCEPT];
  return async () => target[verb]?.(...args);
}

function argumentsOf(verb: string, session_id: string): readonly unknown[] {
  if (INPUTS[verb] !== undefined) return [INPUTS[verb](session_id)];
  let taken: unknown[] = [];
  const take = async (...args: unknown[]) => {
    taken = args.slice(0, -1);
  };
  void Reflect.get(callsOfLearner(new Proxy({}, { get: () => take }), session_id), verb)({});
  return taken;
}

/** What is stored of a learner, without the account itself, as one text. */
async function storedOf(userId: string): Promise<string> {
  const all: unknown[] = [];
  for (const { name } of await db.listCollections({}, { nameOnly: true }).toArray())
    if (name !== 'users')
      all.push(name, ...(await db.collection(name).find({ user_id: userId }, { readConcern: 'majority' }).sort({ _id: 1 }).toArray()));
  return JSON.stringify(all);
}

/** A report tells of what it refuses, and does not throw it. */
function refusalIn(result: unknown): unknown {
  return (result as { readonly refusals?: readonly { readonly error: unknown }[] } | undefined)?.refusals?.[0]?.error;
}

const settled = (call: Promise<unknown>) => call.then(refusalIn, (error: unknown) => error);

describe.each(GUARDED)('%s', (name) => {
  test.each(STAGES)('writes nothing after a suspension that was acknowledged before its %s', async (stage) => {
    const one = await studying();
    if (name === 'bookmarks.remove') await callOf('bookmarks.add', one)();
    const call = callOf(name, one);
    const before = await storedOf(one.userId);
    const reached = await server.block(stage, WAIT_MS, 1);
    const outcome = settled(call());
    // A verb that sends no such command ends before.
    await Promise.race([reached().catch(() => undefined), outcome]);
    await other.setAccountStatus({ user_id: one.userId, account_status: 'suspended' });
    const suspended = await storedOf(one.userId);
    const refusal = await outcome;
    expect(await storedOf(one.userId)).toBe(suspended);
    if (refusal === undefined) expect(suspended).not.toBe(before);
    else {
      expect(refusal).toMatchObject({ code: 'access_denied', received: 'one that is suspended' });
      expect(suspended).toBe(before);
    }
  });
});

/** What the server may meet once in the middle of a write. */
const FAULTS = {
  'a write concern error of a primary that steps down': {
    failCommands: ['commitTransaction', 'update', 'insert'],
    writeConcernError: { code: 189, errmsg: 'stepped down', errorLabels: ['RetryableWriteError'] },
  },
  'a write concern error that no retry mends': {
    failCommands: ['commitTransaction', 'update', 'insert'],
    writeConcernError: { code: 64, errmsg: 'waiting for replication timed out' },
  },
  'a commit at a member that is no primary': { failCommands: ['commitTransaction'], errorCode: 10_107 },
  'a connection that ends at its commit': { failCommands: ['commitTransaction'], closeConnection: true },
  'a write at a member that is no primary': { failCommands: ['update', 'insert'], errorCode: 10_107 },
  'a connection that ends at a write': { failCommands: ['update', 'insert'], closeConnection: true },
} as const;

const eventsOf = (userId: string) => db.collection('learning_events').countDocuments({ user_id: userId });

describe.each(WRITING.map(({ name }) => name))('%s', (name) => {
  test.each(Object.entries(FAULTS))('is done exactly once, or fails with a known code, after %s', async (_, fault) => {
    const [one, twin] = [await studying(), await studying()];
    await callOf(name, twin)();
    const [before, once] = [await eventsOf(one.userId), await eventsOf(twin.userId)];
    await server.fail(fault, 1);
    const failure = await settled(callOf(name, one)());
    await server.mend();
    const after = await eventsOf(one.userId);
    if (failure === undefined) expect(after).toBe(once);
    else {
      expect(failure).toBeInstanceOf(AdaptiveLearningError);
      expect([before, once]).toContain(after);
    }
    expect(await engine.replay(one.userId)).toMatchObject({ changed: { learning_sessions: 0, content_mastery: 0, learning_dna: 0 } });
  });
});
