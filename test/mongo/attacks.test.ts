import type { Engine, LearnerScope } from 'adaptive-learning-engine';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusalAtOnce, refusalOf } from '../support/refusal.js';
import { later, MINUTE } from '../support/stopped-clock.js';
import { answerIn, newAccount, nextEventId, openSession, openTutor, type Tutor } from '../support/tutor.js';

let tutor: Tutor;
let client: MongoClient;
/** An engine whose commands can be heard. */
let engine: Engine;
let alice: LearnerScope;
beforeAll(async () => {
  tutor = await openTutor();
  client = await MongoClient.connect(tutor.uri, { monitorCommands: true });
  engine = await tutor.another({ db: client.db(tutor.db.databaseName) });
  const { user_id } = await engine.createLearner(newAccount());
  alice = engine.as({ userId: user_id, role: 'system' });
});
afterAll(async () => {
  await client.close();
  await tutor[Symbol.asyncDispose]();
});

/** What a call comes to for anyone who makes it: its outcome, with its ids taken out, and the commands that it costs, in their order. */
async function seenOf(ids: readonly string[], call: () => Promise<unknown>): Promise<unknown> {
  const commands: string[] = [];
  const hear = ({ commandName }: { readonly commandName: string }) => void commands.push(commandName);
  client.on('commandStarted', hear);
  const outcome: unknown = await call().catch(({ name, message, code, where, expected, received, cause }) => ({
    name,
    message,
    code,
    where,
    expected,
    received,
    cause,
  }));
  client.off('commandStarted', hear);
  const text =
    JSON.stringify(outcome, (_, value: unknown) => (typeof value === 'string' && ids.includes(value) ? '<id>' : value)) ?? 'nothing';
  return { outcome: ids.reduce((said, id) => said.replaceAll(id, '<id>'), text), commands: commands.sort() };
}

describe("another learner's id", () => {
  let theirs: { readonly session_id: string; readonly event_id: string; readonly intervention_id: string };
  beforeAll(async () => {
    const { user_id } = await engine.createLearner(newAccount());
    const bob = engine.as({ userId: user_id, role: 'system' });
    const session_id = await openSession(bob, { session_id: 'bobs-own-session' });
    tutor.clock.set(later(10 * MINUTE));
    const answer = answerIn(session_id, { event_id: 'bobs-own-answer' });
    await bob.recordAnswer(answer);
    const { intervention_id } = await bob.applyIntervention({
      event_id: 'bobs-own-hint',
      session_id,
      intervention_type: 'hint',
      reason: 'r',
    });
    theirs = { session_id, event_id: 'bobs-own-answer', intervention_id };
    await openSession(alice, { session_id: 'alices-session' });
    await alice.recordAnswer(answerIn('alices-session'));
  });

  const inSession = (id: string) => ({ event_id: nextEventId(), session_id: id });
  /** Verbs that take an id, with the kind of it. */
  const calls: readonly (readonly [string, 'session_id' | 'event_id' | 'intervention_id', (id: string) => Promise<unknown>])[] = [
    ['startSession', 'session_id', (id) => alice.startSession({ session_id: id, session_type: 'practice', subject: 'Algebra' })],
    ['recordAnswer', 'session_id', (id) => alice.recordAnswer(answerIn(id))],
    ['recordAnswers', 'session_id', (id) => alice.recordAnswers([answerIn(id)])],
    ['recordInteraction', 'session_id', (id) => alice.recordInteraction({ ...inSession(id), interaction_type: 'question' })],
    ['recordEmotion', 'session_id', (id) => alice.recordEmotion({ ...inSession(id), emotion: 'hope', intensity: 1, confidence: 1 })],
    ['applyIntervention', 'session_id', (id) => alice.applyIntervention({ ...inSession(id), intervention_type: 'a', reason: 'b' })],
    ['rateIntervention', 'session_id', (id) => alice.rateIntervention({ ...inSession(id), intervention_id: 'x', effectiveness_rating: 1 })],
    [
      'rateIntervention',
      'intervention_id',
      (id) => alice.rateIntervention({ ...inSession('alices-session'), intervention_id: id, effectiveness_rating: 1 }),
    ],
    ['endSession', 'session_id', (id) => alice.endSession({ session_id: id })],
    ['sessionEvents', 'session_id', (id) => alice.sessionEvents({ session_id: id })],
    ['recordAnswer', 'event_id', (id) => alice.recordAnswer(answerIn('alices-session', { event_id: id }))],
    [
      'recordInteraction',
      'event_id',
      (id) => alice.recordInteraction({ event_id: `${id}`, session_id: 'alices-session', interaction_type: 'question' }),
    ],
  ];

  // What succeeds comes last: a session that Alice has opened herself is hers.
  test.each(calls.toReversed())('%s by a %s tells nobody whether it exists', async (_, kind, call) => {
    const stranger = theirs[kind];
    // Each a minute later than the one before: events of one instant have an order of their own, by their ids.
    const at = (minute: number) => tutor.clock.set(new Date(tutor.clock.read().getTime() + minute * MINUTE));
    at(1);
    await call('nobodys-0').catch(() => undefined);
    at(1);
    const absent = await seenOf(['nobodys-1'], () => call('nobodys-1'));
    at(1);
    const there = await seenOf([stranger], () => call(stranger));
    const shown = (seen: unknown) => JSON.stringify(seen).replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>');
    if (kind === 'event_id') {
      // Both are taken, as Alice's own, onto what she knew before: what they cost is what can be compared.
      expect((there as { commands: unknown }).commands).toEqual((absent as { commands: unknown }).commands);
    } else {
      expect(shown(there)).toBe(shown(absent));
    }
  });
});

describe('ids that are more than names', () => {
  const ids = [
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    '$where',
    '$user_id',
    'a.b',
    '{"$gt":""}',
    '*',
    '.',
    '\u{1f600}'.repeat(128),
    'ß'.repeat(128),
    '%00',
    "'; drop",
  ];

  test.each(ids)('%s is an id as any other, through a whole life', async (id) => {
    const event_id = /^[\w.:-]+$/.test(id) ? id : 'e';
    await engine.createLearner({ ...newAccount(), user_id: id });
    const learner = engine.as({ userId: id, role: 'system' });
    await learner.startSession({ session_id: id, session_type: 'practice', subject: 'Algebra', started_at: later(MINUTE) });
    const answer = answerIn(id, {
      event_id,
      concept: 'constructor',
      topic: 'toString',
      occurred_at: later(2 * MINUTE),
      metadata: { constructor: 1, toString: 'x', 'a.b': 1, $where: 'x' },
    });
    const first = await learner.recordAnswer(answer);
    expect(await learner.recordAnswer(answer)).toEqual(first);
    const { recorded } = await engine.recordAnswers([
      { ...answer, user_id: id, event_id: `${event_id}:2`, occurred_at: later(3 * MINUTE) },
    ]);
    expect(recorded).toBe(1);
    await engine.importHistory([
      { user_id: id, at: later(-MINUTE), subject: 'S', topic: 'valueOf', concept: 'isPrototypeOf', correct: true },
    ]);
    await learner.endSession({ session_id: id, ended_at: later(4 * MINUTE) });
    expect((await learner.mastery()).rows.map(({ concept }) => concept).sort()).toEqual(['constructor', 'isPrototypeOf']);
    const { rows } = await learner.sessionEvents({ session_id: id });
    expect(rows.every(({ user_id }) => user_id === id)).toBe(true);
    expect(rows.filter(({ type }) => type === 'answer')).toHaveLength(2);
    expect((await learner.profile()).user_id).toBe(id);
    expect((await learner.query('user_progress_dashboard', {})).rows.reduce((sum, { concepts_seen }) => sum + concepts_seen, 0)).toBe(2);
    const before = await tutor.db.collection('content_mastery').find({ user_id: id }).sort({ _id: 1 }).toArray();
    await engine.replay(id);
    const after = await tutor.db.collection('content_mastery').find({ user_id: id }).sort({ _id: 1 }).toArray();
    const withoutRevision = (all: readonly object[]) => all.map((one) => ({ ...one, revision: 0, _id: 0 }));
    expect(withoutRevision(after)).toEqual(withoutRevision(before));
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test.each([
    { $gt: '' },
    { $ne: null },
    ['a'],
    '',
    'a\0b',
    'a\nb',
    'x'.repeat(129),
    '\u{1f600}'.repeat(129),
    '\ud800',
    null,
    7,
    new Proxy({}, {}),
  ])('as refuses %j', (userId) => {
    expect(refusalAtOnce(() => engine.as({ userId: userId as never, role: 'learner' }))).toMatchObject({ code: 'invalid_input' });
  });
});

describe('pages, cursors and tokens', () => {
  const paged: readonly (readonly [string, (page: { readonly limit?: unknown; readonly cursor?: unknown }) => Promise<unknown>])[] = [
    ['query', (control) => alice.query('session_history', {}, control as never)],
    ['recentSessions', (input) => alice.recentSessions(input as never)],
    ['mastery', (input) => alice.mastery(input as never)],
    ['progress', (input) => alice.progress(input as never)],
    ['sessionEvents', ({ limit }) => alice.sessionEvents({ session_id: 'alices-session', limit: limit as never })],
    ['recommend', ({ limit }) => alice.recommend({ limit: limit as never })],
  ];

  test.each(paged)('%s takes no page of a size that is none', async (_, call) => {
    for (const limit of [0, -1, 1e9, 0.5, Number.NaN, Number.POSITIVE_INFINITY, '5', { $gt: 0 }, null, 2 ** 53])
      expect(await refusalOf(call({ limit })), String(limit)).toMatchObject({ code: 'invalid_input' });
  });

  const forged = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString('base64url');
  test.each(paged.filter(([name]) => !['sessionEvents', 'recommend'].includes(name)))(
    '%s takes no cursor that was made up',
    async (_, call) => {
      const cursors = [
        '',
        'x',
        '\0',
        forged([]),
        forged({}),
        forged(['*', { $gt: '' }]),
        forged(['', { date: 0 }, { $ne: null }]),
        'A'.repeat(100_000),
        { $gt: '' },
        7,
      ];
      for (const cursor of cursors) expect(await refusalOf(call({ cursor }))).toMatchObject({ code: 'invalid_input' });
    },
  );

  test('a cursor with the right name and an operator behind it is refused, and so is one of another learner', async () => {
    const { user_id } = await engine.createLearner(newAccount());
    const other = engine.as({ userId: user_id, role: 'system' });
    for (const minute of [1, 2, 3]) await openSession(other, { session_id: `other-${minute}`, started_at: later(minute * MINUTE) });
    const { next } = await other.recentSessions({ limit: 1 });
    expect(next).toEqual(expect.any(String));
    const [name] = JSON.parse(Buffer.from(next as string, 'base64url').toString()) as [string];
    for (const parts of [
      [name, { $gt: '' }, 'x'],
      [name, { date: Number.MAX_VALUE }, 'x'],
      [name, { date: 0 }, { $ne: '' }],
      [name, { date: 0 }, '\ud800'],
      [name],
    ])
      expect(await refusalOf(other.recentSessions({ limit: 1, cursor: forged(parts) }))).toMatchObject({ code: 'invalid_input' });
    const ofOther = alice.recentSessions({ limit: 1, cursor: next as string });
    expect(await refusalOf(ofOther)).toMatchObject({ code: 'invalid_input', where: 'recentSessions.cursor' });
  });

  test('a place in the log of changes is good for its learner only, whatever is made of it', async () => {
    const token = forged(['*', [1, 1], 0, 0]);
    const tokens = [
      token,
      forged([null, 'FF', 0, 0]),
      forged(['*', { $gt: '' }, 0, 0]),
      forged([alice.userId, 'ZZ', 0, 0]),
      '',
      '\0',
      'A'.repeat(10_000),
      { $gt: '' },
    ];
    for (const after of tokens) expect(await refusalOf(alice.watch({ after: after as never }))).toMatchObject({ code: 'invalid_input' });
  });

  test.each(['$', 'a$', 'a\0', '\0', 'system.', 'a b', '../', 'x'.repeat(33), { $gt: '' }, 7, null])(
    'no engine has the prefix %j',
    async (prefix) => {
      const error = await refusalOf(tutor.another({ collections: { prefix: prefix as never } }));
      expect(error).toMatchObject({ code: 'invalid_input', where: 'createEngine.collections.prefix' });
    },
  );
});

describe('filters and updates of repositories', () => {
  const { users } = { users: () => engine.unsafe.repositories.users };
  test.each<[string, object]>([
    ['everybody by an operator', { user_id: { $gt: '' } }],
    ['everybody by a list', { user_id: { $in: [] }, $or: [{ user_id: { $ne: null } }] }],
    ['JavaScript', { user_id: 'x', $where: 'sleep(1000)' }],
    ['an expression', { user_id: 'x', $expr: { $function: { body: 'x', args: [], lang: 'js' } } }],
    ['a pattern', { user_id: { $regex: '.*' } }],
    ['a pattern of JavaScript', { user_id: /.*/ }],
    ['a text search', { user_id: 'x', $text: { $search: 'x' } }],
    ['a comment', { user_id: 'x', $comment: 'x' }],
    ['a way out of a list', { $and: [{ user_id: { $gte: '' } }] }],
  ])('none finds %s', async (_, filter) => {
    for (const call of [
      async () => users().findOne(filter as never),
      async () => users().count(filter as never),
      async () => users().updateOne(filter as never, { set: { 'profile.name': 'x' } }),
    ])
      expect((await refusalOf(call())).code).toMatch(/invalid_input|access_denied/);
  });

  test.each<[string, object]>([
    ['a dollar in a path', { set: { 'profile.$[].name': 'x' } }],
    ['a place of another', { set: { user_id: 'x' } }],
    ['the prototype', { set: { '__proto__.polluted': 1 } }],
    ['the prototype behind a field', { set: { 'profile.__proto__.polluted': 1 } }],
    ['a pipeline', [{ $set: { email: 'x' } }]],
    ['an operator', { $set: { email: 'x' } }],
    ['an address', { set: { email: 'x@example.org' } }],
    ['an increment of a text', { increment: { 'profile.name': 1 } }],
  ])('none writes by %s', async (_, update) => {
    expect(await refusalOf(users().updateOne({ user_id: alice.userId }, update as never))).toMatchObject({ code: 'invalid_input' });
  });
});
