import { randomUUID } from 'node:crypto';
import { createEngine, type LearnerScope } from 'adaptive-learning-engine';
import { type CommandStartedEvent, MongoClient, ObjectId } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { learnerDayNumber } from '../../src/algorithms/index.js';
import { users } from '../../src/collections/index.js';
import {
  CollectionSet,
  createUnsafeRepositories,
  inTransaction,
  isDuplicateOf,
  openShownRepositories,
  type Repositories,
  type TransactionOptions,
} from '../../src/repositories/index.js';
import { refusalAtOnce, refusalOf } from '../support/refusal.js';
import { DAY, HOUR, later, START } from '../support/stopped-clock.js';
import { answerIn, newAccount, openSession, openTutor, type Tutor } from '../support/tutor.js';

let tutor: Tutor;
let repositories: Repositories;
let learner: LearnerScope;
let user_id: string;

beforeAll(async () => {
  tutor = await openTutor({ scheduler: 'sm2' });
  repositories = openShownRepositories(new CollectionSet(tutor.db));
});
afterAll(() => tutor[Symbol.asyncDispose]());
beforeEach(async () => {
  tutor.clock.set(START);
  learner = await tutor.newLearner();
  user_id = learner.userId;
});

/** As a caller without a compiler writes it. */
const untyped = (value: unknown) => value as never;

describe('a filter is held to its collection', () => {
  test.each([
    ['an operator object as the owner', { user_id: { $ne: null } }, 'invalid_input', 'users.findOne.user_id'],
    ['an operator that finds every owner', { user_id: { $gt: '' } }, 'access_denied', 'users.findOne.user_id'],
    ['a list of owners', { user_id: ['a'] }, 'access_denied', 'users.findOne.user_id'],
    ['no owner', { email: 'a@example.org' }, 'access_denied', 'users.findOne.user_id'],
    ['an owner only in $or', { $or: [{ user_id: 'a' }] }, 'access_denied', 'users.findOne.user_id'],
    ['no filter', undefined, 'invalid_input', 'users.findOne'],
    ['null', null, 'invalid_input', 'users.findOne'],
    ['a string', 'user_id', 'invalid_input', 'users.findOne'],
    ['a list', [], 'invalid_input', 'users.findOne'],
    ['an unknown path', { user_id: 'a', emial: 'b' }, 'invalid_input', 'users.findOne'],
    ['an unknown path further in', { user_id: 'a', 'profile.nam': 'b' }, 'invalid_input', 'users.findOne'],
    ['JavaScript', { user_id: 'a', $where: 'sleep(1000)' }, 'invalid_input', 'users.findOne'],
    ['an expression', { user_id: 'a', $expr: {} }, 'invalid_input', 'users.findOne'],
    ['$nor', { user_id: 'a', $nor: [{ email: 'b' }] }, 'invalid_input', 'users.findOne'],
    ['an empty $or', { user_id: 'a', $or: [] }, 'invalid_input', 'users.findOne.$or'],
    ['null inside $and', { user_id: 'a', $and: [null] }, 'invalid_input', 'users.findOne.$and'],
    ['an unknown path inside $and', { user_id: 'a', $and: [{ nmae: 1 }] }, 'invalid_input', 'users.findOne.$and'],
    ['JavaScript inside $or', { user_id: 'a', $or: [{ $where: '1' }] }, 'invalid_input', 'users.findOne.$or'],
    ['a pattern', { user_id: 'a', email: /.*/ }, 'invalid_input', 'users.findOne'],
    ['$regex', { user_id: 'a', email: { $regex: '.*' } }, 'invalid_input', 'users.findOne.email'],
    ['undefined', { user_id: 'a', email: undefined }, 'invalid_input', 'users.findOne.email'],
    ['undefined in a comparison', { user_id: 'a', 'profile.age': { $gt: undefined } }, 'invalid_input', 'users.findOne.profile.age.$gt'],
    ['undefined in a list', { user_id: 'a', email: { $in: [undefined] } }, 'invalid_input', 'users.findOne.email.$in'],
    ['no list for $in', { user_id: 'a', email: { $in: 'b' } }, 'invalid_input', 'users.findOne.email.$in'],
    ['NaN', { user_id: 'a', 'profile.age': Number.NaN }, 'invalid_input', 'users.findOne.profile.age'],
    ['an invalid date', { user_id: 'a', created_at: new Date('x') }, 'invalid_input', 'users.findOne.created_at'],
    ['an operator inside a value', { user_id: 'a', profile: { name: 'x', $ne: 1 } }, 'invalid_input', 'users.findOne.profile'],
    ['a __proto__ key', JSON.parse('{"user_id": "a", "__proto__": {}}'), 'invalid_input', 'users.findOne'],
    ['a getter', Object.defineProperty({}, 'user_id', { get: () => 'a', enumerable: true }), 'invalid_input', 'users.findOne'],
  ])('%s is refused', async (_, filter, code, where) => {
    expect(await refusalOf(repositories.users.findOne(untyped(filter)))).toMatchObject({ code, where });
    expect(refusalAtOnce(() => repositories.users.find(untyped(filter)))).toMatchObject({ code });
    expect(await refusalOf(repositories.users.count(untyped(filter)))).toMatchObject({ code });
    expect(await refusalOf(repositories.users.updateOne(untyped(filter), { set: { email_verified: true } }))).toMatchObject({ code });
  });

  test.each([
    ['JavaScript', { $where: '1' }],
    ['an unknown path', { interaction_typ: 'question' }],
    ['NaN', { 'ai_response.tokens_used': { $gt: Number.NaN } }],
    ['no filter', 'question'],
  ])('%s inside $elemMatch is refused', async (_, inner) => {
    const filter = untyped({ user_id, interactions: { $elemMatch: inner } });
    expect(await refusalOf(repositories.learning_sessions.findOne(filter))).toMatchObject({ code: 'invalid_input' });
  });

  test('entries of a list are found by what is in them', async () => {
    const session_id = await openSession(learner);
    await learner.recordInteraction({ event_id: 'i', session_id, interaction_type: 'question', user_input: 'Why?' });
    const { learning_sessions } = repositories;
    const by = (interaction_id: string) => learning_sessions.count({ user_id, interactions: { $elemMatch: { interaction_id } } });
    expect([await by('i'), await by('j')]).toEqual([1, 0]);
  });

  test('a question about all learners says so', async () => {
    await tutor.newLearner();
    expect(await repositories.users.count({ account_status: 'active' }, { reach: 'all' })).toBeGreaterThan(1);
    const one = await repositories.users.findOne({ user_id: { $in: [user_id] } }, { reach: 'all' });
    expect(one?.user_id).toBe(user_id);
  });

  test('what belongs to nobody needs no owner', async () => {
    expect(await repositories.concepts.count({})).toBe(0);
  });

  test.each([
    ['a sort by an unknown path', { sort: { 'profile.nam': 1 } }],
    ['a limit of none', { limit: 0 }],
    ['a limit that is no number', { limit: '5' }],
    ['a limit that is a fraction', { limit: 1.5 }],
    ['no fields at all', { fields: [] }],
    ['an unknown field', { fields: ['emial'] }],
    ['a field that is not at the top', { fields: ['profile.name'] }],
  ])('%s is refused', async (_, options) => {
    expect(refusalAtOnce(() => repositories.users.find({ user_id }, untyped(options)))).toMatchObject({ code: 'invalid_input' });
  });
});

describe('a part of documents', () => {
  const { schema } = users;
  const named = schema.pick({ _id: true, user_id: true }).extend({ profile: schema.shape.profile.pick({ name: true }) });

  test('is read as it is cut out of the declaration, and nothing beside it', async () => {
    const [row] = await repositories.users.findPart({ user_id }, named).toArray();
    expect(row).toEqual({ _id: expect.anything(), user_id, profile: { name: 'Ada Muster' } });
  });

  test('is cut out of a declaration of several kinds, too', async () => {
    const part = z.strictObject({ _id: z.unknown(), dna: z.strictObject({ cognitive_profile: z.unknown() }) });
    const created = { user_id, type: 'learner_created' } as const;
    const [row] = await repositories.learning_events.findPart(created, part).toArray();
    expect(Object.keys(row?.dna ?? {})).toEqual(['cognitive_profile']);
  });

  test.each([
    ['without the _id', untyped(schema.pick({ user_id: true }))],
    ['with a field that nobody declared', untyped(named.extend({ emial: z.string() }))],
    ['with a field inside that nobody declared', untyped(named.extend({ profile: z.strictObject({ nmae: z.string() }) }))],
  ])('%s is refused before anything is sent', (_, part) => {
    expect(refusalAtOnce(() => repositories.users.findPart({ user_id }, part))).toMatchObject({ code: 'invalid_input' });
  });
});

describe('what is read is held to its declaration', () => {
  const corrupt = async () => {
    const session_id = await openSession(learner);
    await learner.recordAnswer(answerIn(session_id));
    const change = { $set: { 'mastery_tracking.current_mastery_level': 'high' } };
    await tutor.db.collection('content_mastery').updateOne({ user_id }, change, { bypassDocumentValidation: true });
    const row = await tutor.db.collection('content_mastery').findOne({ user_id });
    return { session_id, id: String(row?._id) };
  };
  const named = (id: string) => ({
    code: 'corrupt_document',
    where: `content_mastery ${id} mastery_tracking.current_mastery_level`,
    expected: 'a finite number',
    received: 'a string of 4 characters',
  });

  test('a row that does not fit is reported with its collection, id and field', async () => {
    const { id } = await corrupt();
    const { content_mastery } = repositories;
    expect(await refusalOf(content_mastery.findOne({ user_id }))).toMatchObject(named(id));
    expect(await refusalOf(content_mastery.find({ user_id }, { unreadable: 'refuse' }).toArray())).toMatchObject(named(id));
    const cursor = content_mastery.lookup(user_id);
    expect([await cursor.next(), cursor.unreadable]).toEqual([null, [{ collection: 'content_mastery', id }]]);
  });

  test('also by the reads of the hot path, which leave lists out', async () => {
    const { id, session_id } = await corrupt();
    // The engine that stored it need not read it: its next answer writes the level again.
    const reader = (await tutor.another()).as(learner.caller);
    expect(await refusalOf(reader.recordAnswer(answerIn(session_id)))).toMatchObject(named(id));
  });

  test('also where a whole part of it is no object any more', async () => {
    const { id, session_id } = await corrupt();
    const change = { $set: { spaced_repetition_data: 7, 'mastery_tracking.current_mastery_level': 0.5 } };
    await tutor.db.collection('content_mastery').updateOne({ user_id }, change, { bypassDocumentValidation: true });
    const expected = { code: 'corrupt_document', where: `content_mastery ${id} spaced_repetition_data` };
    expect(await refusalOf(learner.recordAnswer(answerIn(session_id)))).toMatchObject(expected);
  });

  test('a list comes without such a row, which is reported', async () => {
    const { id, session_id } = await corrupt();
    await learner.recordAnswer(answerIn(session_id, { concept: 'Inequalities' }));
    const found: unknown[] = [];
    const cursor = repositories.content_mastery.find({ user_id }, { onUnreadable: (error) => found.push(error) });
    const rows = await cursor.toArray();
    expect(cursor.unreadable).toEqual([{ collection: 'content_mastery', id }]);
    expect(rows.map(({ concept }) => concept)).toEqual(['Inequalities']);
    expect(found).toEqual([expect.objectContaining(named(id))]);
  });

  test('a field that nobody declared is not passed over', async () => {
    await tutor.db.collection('users').updateOne({ user_id }, { $set: { shoe_size: 38 } }, { bypassDocumentValidation: true });
    expect(await refusalOf(repositories.users.findOne({ user_id }))).toMatchObject({ code: 'corrupt_document' });
    // Anyone who does not ask for the field does not meet it.
    expect(await repositories.users.findOne({ user_id }, { fields: ['email'] })).toMatchObject({ email: `${user_id}@example.org` });
  });

  test('a projection gives just its fields and the id', async () => {
    const row = await repositories.users.findOne({ user_id }, { fields: ['email', 'profile'] });
    expect(Object.keys(row ?? {}).sort()).toEqual(['_id', 'email', 'profile']);
  });

  test('and so for a collection of several kinds of document', async () => {
    await openSession(learner);
    const rows = await repositories.learning_events.find({ user_id }, { fields: ['type', 'session'] }).toArray();
    expect(rows.map((row) => [row.type, 'session' in row])).toEqual([
      ['learner_created', false],
      ['session_started', true],
    ]);
  });
});

describe('a cursor', () => {
  const events = 40;
  let many: string;
  beforeAll(async () => {
    const crowd = await tutor.newLearner();
    many = crowd.userId;
    const session_id = await openSession(crowd);
    for (let n = 0; n < events; n += 1) await crowd.recordAnswer(answerIn(session_id));
  });
  const find = (options = {}) => repositories.learning_events.find({ user_id: many }, { batchSize: 3, ...options });
  /** Cursors that the server holds open on the log of this database; other test files have theirs. */
  const openCursors = async () => {
    const idle = { type: 'idleCursor', ns: `${tutor.db.databaseName}.learning_events` };
    const open = await tutor.client
      .db('admin')
      .aggregate([{ $currentOp: { idleCursors: true } }, { $match: idle }])
      .toArray();
    return open.length;
  };

  test('is open on the server while it is read', async () => {
    const cursor = find();
    await cursor.next();
    expect(await openCursors()).toBe(1);
    await cursor.close();
    expect(await openCursors()).toBe(0);
  });

  test('gives all rows, one by one or at once', async () => {
    const rows: unknown[] = [];
    for await (const row of find()) rows.push(row);
    expect(rows.length).toBe(events + 2);
    expect(await find().toArray()).toEqual(rows);
    const cursor = find({ limit: 1 });
    expect(await cursor.next()).toEqual(rows[0]);
    expect(await cursor.next()).toBeNull();
  });

  test.each([
    ['no reason', undefined],
    ['a reason of its own', new Error('The request is gone')],
    ['a string as its reason', 'gone'],
  ])('stops in the middle when its signal says so, with %s', async (_, reason) => {
    const controller = new AbortController();
    let seen = 0;
    const reading = (async () => {
      for await (const _row of find({ signal: controller.signal })) {
        seen += 1;
        if (seen === 4) controller.abort(reason);
      }
    })();
    expect(await refusalOf(reading)).toMatchObject({ code: 'aborted', where: 'learning_events.find' });
    expect(seen).toBe(4);
    expect(await openCursors()).toBe(0);
  });

  test('is not opened by a signal that was given before', async () => {
    const signal = AbortSignal.abort();
    expect(refusalAtOnce(() => find({ signal }))).toMatchObject({ code: 'aborted' });
    expect(await refusalOf(repositories.users.findOne({ user_id }, { signal }))).toMatchObject({ code: 'aborted' });
    expect(await refusalOf(repositories.users.count({ user_id }, { signal }))).toMatchObject({ code: 'aborted' });
  });

  test.each(['findOne', 'count'] as const)('a %s under way ends with the library’s error, whatever the reason', async (verb) => {
    const controller = new AbortController();
    const call = repositories.users[verb]({ user_id }, { signal: controller.signal });
    controller.abort(new RangeError('mine'));
    expect(await refusalOf(call)).toMatchObject({ code: 'aborted' });
  });

  test('is closed on the server when a loop is left early', async () => {
    for await (const _row of find()) break;
    expect(await openCursors()).toBe(0);
  });

  test('is closed on the server when the loop throws', async () => {
    const reading = (async () => {
      for await (const _row of find()) throw new RangeError('mine');
    })();
    await expect(reading).rejects.toThrow('mine');
    expect(await openCursors()).toBe(0);
  });
});

describe('writes', () => {
  const content = async () => {
    const user = await repositories.users.findOne({ user_id });
    if (user === null) throw new Error('The learner was just made');
    const { _id, ...rest } = user;
    return rest;
  };
  const another = async () => {
    const id = randomUUID();
    return { ...(await content()), user_id: id, email: `${id}@example.org` };
  };

  test('a document is held to its schema before it is sent', async () => {
    const insert = async (change: object) => repositories.users.insertOne(untyped({ ...(await another()), ...change }));
    expect(await refusalOf(insert({ shoe_size: 38 }))).toMatchObject({ code: 'invalid_input', where: 'users.insertOne' });
    expect(await refusalOf(insert({ created_at: new Date('x') }))).toMatchObject({ where: 'users.insertOne.created_at' });
    expect(await refusalOf(insert({ _id: new ObjectId() }))).toMatchObject({ where: 'users.insertOne' });
  });

  test('a field that is undefined is stored as one that is not there', async () => {
    const account = await another();
    const location = { country: 'CH', region: undefined };
    await repositories.users.insertOne({ ...account, metadata: undefined, profile: { ...account.profile, location } });
    const stored = await tutor.db.collection('users').findOne({ user_id: account.user_id });
    expect(stored?.['profile']).toMatchObject({ location: { country: 'CH' } });
    expect(stored).not.toHaveProperty('metadata');
    expect(stored).not.toHaveProperty('profile.location.region');
  });

  test('what must be unique and is taken, is refused without repeating it', async () => {
    const refusal = await refusalOf(repositories.users.insertOne({ ...(await another()), user_id }));
    expect(refusal).toMatchObject({ code: 'already_exists', where: 'users.insertOne' });
    expect(refusal.message).toContain('user_id');
    expect(refusal.message).not.toContain(user_id);
  });

  test('an update changes what it names and says whether anything was there', async () => {
    const set = { 'profile.name': 'Grace', 'profile.age': 30 };
    expect(await repositories.users.updateOne({ user_id }, { set, increment: { 'security.failed_login_attempts': 2 } })).toBe(true);
    expect(await repositories.users.updateOne({ user_id }, { unset: ['profile.age'] })).toBe(true);
    expect(await repositories.users.updateOne({ user_id: randomUUID() }, { set })).toBe(false);
    const stored = await content();
    expect(stored).toMatchObject({ profile: { name: 'Grace' }, security: { failed_login_attempts: 2 } });
    expect(stored.profile.age).toBeUndefined();
  });

  test.each([
    ['nothing', {}, 'users.updateOne'],
    ['a misspelt path', { set: { 'profile.nam': 'x' } }, 'users.updateOne.set'],
    ['a wrong type', { set: { 'profile.name': 7 } }, 'users.updateOne.set.profile.name'],
    ['an empty name', { set: { 'profile.name': '' } }, 'users.updateOne.set.profile.name'],
    ['undefined', { set: { 'profile.age': undefined } }, 'users.updateOne.set.profile.age'],
    ['an object with an operator in it', { set: { profile: { $ne: 1 } } }, 'users.updateOne.set.profile.education_level'],
    ['an operator as a path', { set: { $where: 1 } }, 'users.updateOne.set'],
    [
      'an increment by NaN',
      { increment: { 'security.failed_login_attempts': Number.NaN } },
      'users.updateOne.increment.security.failed_login_attempts',
    ],
    [
      'an increment by infinity',
      { increment: { 'security.failed_login_attempts': Number.POSITIVE_INFINITY } },
      'users.updateOne.increment.security.failed_login_attempts',
    ],
    ['an increment of a misspelt path', { increment: { 'security.failed': 1 } }, 'users.updateOne.increment'],
    ['an increment of a text', { increment: { 'profile.name': 1 } }, 'users.updateOne.increment.profile.name'],
    ['a path to unset that is not there', { unset: ['profile.agee'] }, 'users.updateOne.unset'],
    ['another owner', { set: { user_id: randomUUID() } }, 'users.updateOne'],
    ['another id', { set: { _id: new ObjectId() } }, 'users.updateOne'],
    ['no owner', { unset: ['user_id'] }, 'users.updateOne'],
    ['an address past its claim', { set: { email: 'a@example.org' } }, 'users.updateOne'],
  ])('an update with %s is refused', async (_, update, where) => {
    const before = await content();
    expect(await refusalOf(repositories.users.updateOne({ user_id }, untyped(update)))).toMatchObject({ code: 'invalid_input', where });
    expect(await content()).toEqual(before);
  });

  test('what only the server can see is refused too', async () => {
    const below = repositories.users.updateOne({ user_id }, { increment: { 'security.failed_login_attempts': -1 } });
    expect(await refusalOf(below)).toMatchObject({ code: 'invalid_input', where: 'users.updateOne' });
    const required = repositories.users.updateOne({ user_id }, { unset: ['email'] });
    expect(await refusalOf(required)).toMatchObject({ code: 'invalid_input', where: 'users.updateOne' });
  });

  test('in a transaction they show together or not at all', async () => {
    const change = (options: TransactionOptions) =>
      repositories.users.updateOne({ user_id }, { set: { 'profile.name': 'Grace' } }, options);
    const failing = inTransaction(tutor, async (options) => {
      await change(options);
      const seen = await repositories.users.findOne({ user_id }, options);
      expect(seen?.profile.name).toBe('Grace');
      throw new RangeError('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect((await content()).profile.name).toBe('Ada Muster');
    await inTransaction(tutor, change);
    expect((await content()).profile.name).toBe('Grace');
  });

  test('a transaction of the engine is acknowledged once a majority has it in its journal', async () => {
    const client = await MongoClient.connect(tutor.uri, { monitorCommands: true });
    const concerns: unknown[] = [];
    client.on('commandStarted', ({ commandName, command }) => {
      if (commandName === 'commitTransaction') concerns.push(command['writeConcern']);
    });
    try {
      const engine = await createEngine({ db: client.db(tutor.db.databaseName), tuning: 'manual' });
      const account = await engine.createLearner(newAccount());
      const own = engine.as({ userId: account.user_id, role: 'learner' });
      const { session_id, ...answer } = answerIn('');
      await own.recordAnswer(answer);
      await own.recordAnswers([{ ...answer, event_id: 'of-many' }]);
      expect(concerns.length).toBeGreaterThanOrEqual(3);
      expect(concerns).toMatchObject(concerns.map(() => ({ w: 'majority', j: true })));
    } finally {
      await client.close();
    }
  });

  test('in a transaction anyone who begins again knows a duplicate by its fields', async () => {
    const duplicate = await content();
    const refusal = await refusalOf(inTransaction(tutor, (options) => repositories.users.insertOne(duplicate, options)));
    expect(refusal.code).toBe('already_exists');
    expect(isDuplicateOf(refusal, ['user_id'])).toBe(true);
    expect(isDuplicateOf(refusal, ['email'])).toBe(false);
  });
});

describe('save and replaceAll', () => {
  const dna = async () => {
    const stored = await repositories.learning_dna.findOne({ user_id });
    if (stored === null) throw new Error('The learner was just made');
    const { _id, ...content } = stored;
    return content;
  };

  test('save sends what changed, and only onto the revision that was read', async () => {
    const before = await dna();
    const next = { ...before, version: 2, revision: 1 };
    expect(await repositories.learning_dna.save(before, next)).toBe(true);
    expect(await dna()).toEqual(next);
    expect(await repositories.learning_dna.save(before, { ...before, version: 9, revision: 1 })).toBe(false);
    expect(await dna()).toEqual(next);
  });

  test('save of no change is no error', async () => {
    const before = await dna();
    expect(await repositories.learning_dna.save(before, before)).toBe(true);
    expect(await dna()).toEqual(before);
  });

  test('save appends to a list that was not loaded, and keeps its newest', async () => {
    const [before, whole] = [await repositories.learning_dna.forFold(user_id), await dna()];
    if (before === null) throw new Error('The learner was just made');
    expect(before.assessment_history).toEqual([]);
    const entry = { date: START, assessment_type: 'user_feedback' as const, changes_made: [], confidence_delta: 0 };
    const after = { ...before, assessment_history: [entry], revision: before.revision + 1 };
    expect(await repositories.learning_dna.save(before, after)).toBe(true);
    expect((await dna()).assessment_history).toEqual([...whole.assessment_history, entry]);
  });

  test('replaceAll puts documents in their places, or inserts them, or says that somebody was faster', async () => {
    const { learning_dna } = repositories;
    const [stored, other] = [await dna(), { ...(await dna()), user_id: randomUUID() }];
    const next = { ...stored, version: 3, revision: 1 };
    expect(await learning_dna.replaceAll([])).toBe(true);
    const swaps = [
      { after: next, revision: 0 },
      { after: other, revision: null },
    ];
    expect(await learning_dna.replaceAll(swaps)).toBe(true);
    expect(await dna()).toEqual(next);
    expect(await learning_dna.count({ user_id: other.user_id })).toBe(1);
    expect(await learning_dna.replaceAll([{ after: { ...next, version: 4 }, revision: 0 }])).toBe(false);
    expect(await dna()).toEqual(next);
    const unfit = learning_dna.replaceAll([{ after: untyped({ ...next, version: 0 }), revision: 1 }]);
    expect(await refusalOf(unfit)).toMatchObject({ code: 'invalid_input', where: 'learning_dna.replaceAll.version' });
  });
});

describe('named verbs', () => {
  test('a login finds its account by the address as a person types it', async () => {
    const address = `${user_id}@example.org`;
    for (const typed of [address, address.toUpperCase(), `  ${address}\n`]) {
      expect(await repositories.users.findByEmail(typed)).toMatchObject({ user_id, email: address, account_status: 'active' });
    }
    expect(Object.keys((await repositories.users.findByEmail(address)) ?? {})).not.toContain('profile');
    expect(await repositories.users.findByEmail('nobody@example.org')).toBeNull();
    for (const hostile of [{ $ne: null }, ['a@example.org'], 7, '', 'no address', null]) {
      const refusal = await refusalOf((async () => repositories.users.findByEmail(untyped(hostile)))());
      expect(refusal).toMatchObject({ code: 'invalid_input', where: 'users.findByEmail.email' });
    }
  });

  test('an account is made with the address in that one spelling, so it cannot be made twice', async () => {
    const account = newAccount();
    await tutor.engine.createLearner({ ...account, email: ` ${String(account.email).toUpperCase()} ` });
    const again = tutor.engine.createLearner({ ...newAccount(), email: account.email });
    expect(await refusalOf(again)).toMatchObject({ code: 'already_exists' });
  });

  test('a profile comes with its DNA in one round trip, without the password’s hash', async () => {
    const client = await MongoClient.connect(tutor.uri, { monitorCommands: true });
    try {
      const { users } = createUnsafeRepositories(client.db(tutor.db.databaseName));
      // The first question of all asks whether the database was set up.
      await users.count({ user_id });
      const commands: CommandStartedEvent[] = [];
      client.on('commandStarted', (event) => commands.push(event));
      const profile = await users.profileWithDna(user_id);
      expect(commands.map(({ commandName }) => commandName)).toEqual(['aggregate']);
      expect(profile).toMatchObject({ user_id, learning_dna: { version: 1 } });
      expect(JSON.stringify(profile)).not.toContain('argon2');
      expect(profile).not.toHaveProperty('security');
    } finally {
      await client.close();
    }
  });

  test('a profile without DNA says so, and one of nobody is null', async () => {
    await tutor.db.collection('learning_dna').deleteOne({ user_id });
    expect((await repositories.users.profileWithDna(user_id))?.learning_dna).toBeNull();
    expect(await repositories.users.profileWithDna(randomUUID())).toBeNull();
  });

  test('the sessions of the last thirty days, newest first, without their dialogue', async () => {
    const ids: string[] = [];
    for (const day of [0, 5, 34, 35, 36]) {
      tutor.clock.set(later(day * DAY));
      ids.push(await openSession(learner));
    }
    const at = later(35 * DAY);
    const rows = await repositories.learning_sessions.recent(user_id, { at }).toArray();
    expect(rows.map(({ session_id }) => session_id)).toEqual([ids[3], ids[2], ids[1]]);
    expect(rows[0]).not.toHaveProperty('interactions');
    const week = await repositories.learning_sessions.recent(user_id, { at, days: 1 }).toArray();
    expect(week.map(({ session_id }) => session_id)).toEqual([ids[3], ids[2]]);
    expect((await repositories.learning_sessions.latest(user_id, { at, limit: 1 }).next())?.session_id).toBe(ids[3]);
    expect(await repositories.learning_sessions.latest(user_id, { at: new Date(START.getTime() - 1), limit: 1 }).next()).toBeNull();
  });

  test('a session is its learner’s own', async () => {
    const session_id = await openSession(learner);
    const stranger = await tutor.newLearner();
    expect(await repositories.learning_sessions.own(user_id, session_id)).toMatchObject({ session_id });
    expect(await repositories.learning_sessions.own(stranger.userId, session_id)).toBeNull();
    expect(await repositories.learning_sessions.whole(stranger.userId, session_id)).toBeNull();
    expect(await repositories.learning_sessions.forFold(stranger.userId, session_id)).toBeNull();
  });

  describe('of mastery', () => {
    beforeEach(async () => {
      const session_id = await openSession(learner);
      const answers = [
        { concept: 'known well', correct: true, times: 6 },
        { concept: 'not known', correct: false, times: 2 },
        { concept: 'half known', correct: true, times: 1 },
      ];
      let hours = 0;
      tutor.clock.set(later(10 * HOUR));
      for (const { concept, correct, times } of answers) {
        for (let n = 0; n < times; n += 1) {
          await learner.recordAnswer(answerIn(session_id, { concept, correct, occurred_at: later(hours * HOUR) }));
          hours += 1;
        }
      }
      await learner.recordAnswer(answerIn(session_id, { subject: 'Geometry', concept: 'Angles', correct: false }));
    });
    const concepts = (rows: readonly { readonly concept: string }[]) => rows.map(({ concept }) => concept);

    test('all levels, or those of a subject', async () => {
      expect(concepts(await repositories.content_mastery.lookup(user_id).toArray()).sort()).toEqual([
        'Angles',
        'half known',
        'known well',
        'not known',
      ]);
      expect(concepts(await repositories.content_mastery.lookup(user_id, { subject: 'Geometry' }).toArray())).toEqual(['Angles']);
      expect(concepts(await repositories.content_mastery.levels(user_id, { subject: 'Geometry' }).toArray())).toEqual(['Angles']);
      expect(await repositories.content_mastery.lookup((await tutor.newLearner()).userId).toArray()).toEqual([]);
    });

    test('what is due, longest overdue first, up to the limit', async () => {
      const due = (at: Date, more = {}) =>
        repositories.content_mastery
          .due(user_id, { day: learnerDayNumber(at.getTime(), 'Europe/Zurich'), before: new Date(at.getTime() + 1), limit: 10, ...more })
          .toArray();
      expect(await due(later(DAY / 2))).toEqual([]);
      expect(concepts(await due(later(3 * DAY)))).toEqual(['known well', 'not known', 'half known', 'Angles']);
      expect(concepts(await due(later(3 * DAY), { limit: 1 }))).toEqual(['known well']);
      expect(concepts(await due(later(3 * DAY), { subject: 'Geometry' }))).toEqual(['Angles']);
    });

    test('what is weakest, below a level', async () => {
      const weakest = (more = {}) => repositories.content_mastery.weakest(user_id, { below: 0.8, limit: 10, ...more }).toArray();
      expect(concepts(await weakest({ subject: 'Algebra' }))).toEqual(['not known', 'half known']);
      expect(concepts(await weakest({ subject: 'Algebra', limit: 1 }))).toEqual(['not known']);
      expect(concepts(await weakest({ below: 0 }))).toEqual([]);
    });
  });
});

test('filters find names, zones and addresses however they are spelt', async () => {
  const learner = await tutor.newLearner();
  const session_id = await openSession(learner);
  await learner.recordAnswer(answerIn(session_id, { concept: 'Café' }));
  const own = { user_id: learner.userId };
  for (const concept of ['Cafe\u0301', ' Café ', 'Ca\u200bfé', '\u202eCafé\u202c']) {
    for (const condition of [concept, { $in: [concept] }, { $eq: concept }]) {
      expect(await repositories.content_mastery.count({ ...own, concept: condition })).toBe(1);
      expect(await repositories.content_mastery.count({ ...own, $or: [{ concept: condition }] })).toBe(1);
      expect(await repositories.learning_events.count({ ...own, 'answer.concept': condition })).toBe(1);
    }
    expect((await learner.conceptAnswers({ subject: ' Algebra', topic: 'Equations', concept })).rows).toHaveLength(1);
  }
  expect(await repositories.content_mastery.lookup(learner.userId, { subject: 'Alge\u200bbra\u00a0' }).toArray()).toHaveLength(1);
  expect((await learner.query('user_progress_dashboard', { subject: ' Algebra ' })).rows).toHaveLength(1);
  expect(await repositories.users.count({ ...own, email: ` ${learner.userId.toUpperCase()}@EXAMPLE.org ` })).toBe(1);
  expect(await repositories.users.count({ ...own, 'profile.timezone': 'europe/zurich' })).toBe(1);
});

describe('the curriculum', () => {
  const subject = 'Curriculum';
  const upsert = (entries: unknown) => tutor.engine.upsertCurriculum(untyped(entries));
  const curriculum = async () => (await repositories.concepts.curriculum({ subject }).toArray()).map(({ _id, ...rest }) => rest);

  beforeEach(() => tutor.db.collection('concepts').deleteMany({}));

  test('is stored with default values, and again without doubling', async () => {
    const entries = [
      { subject, topic: 'T', concept: 'b', prerequisites: [{ concept: 'a', importance_weight: 0.5 }] },
      { subject, topic: 'T', concept: 'a', description: 'First', metadata: { cms: 1 } },
    ];
    expect(await upsert(entries)).toEqual({ inserted: 2, updated: 0 });
    const first = await curriculum();
    expect(first.map(({ concept }) => concept)).toEqual(['a', 'b']);
    expect(first[1]).toMatchObject({
      difficulty_level: 0.5,
      prerequisites: [{ subject, topic: 'T', concept: 'a', importance_weight: 0.5, mastery_required: 0.6 }],
    });
    expect(await upsert(entries)).toEqual({ inserted: 0, updated: 2 });
    expect(await curriculum()).toEqual(first);
  });

  test('an entry keeps what it does not name, takes out what is null or empty, and keeps when it was made', async () => {
    const needed = [{ concept: 'z', importance_weight: 0.3, mastery_required: 0.4 }];
    const whole = { description: 'First', metadata: { cms: 1 }, difficulty_level: 0.9, prerequisites: needed };
    const entry = { subject, topic: 'T', concept: 'a' };
    await upsert([
      { ...entry, concept: 'z' },
      { ...entry, ...whole },
    ]);
    const [first] = await curriculum();
    tutor.clock.forward(HOUR);
    for (const named of [{}, { difficulty_level: 0.2 }, { description: 'Second' }, { metadata: { cms: 2 } }, { prerequisites: [] }]) {
      const [before] = await curriculum();
      await upsert([{ ...entry, ...named }]);
      expect((await curriculum())[0]).toEqual({ ...before, ...named, created_at: START, updated_at: later(HOUR) });
    }
    await upsert([{ ...entry, ...whole, description: '' }]);
    expect((await curriculum())[0]).toEqual({ ...first, description: '', updated_at: later(HOUR) });
    await upsert([{ ...entry, description: null, metadata: null, difficulty_level: null, prerequisites: null }]);
    expect((await curriculum())[0]).toEqual({
      ...entry,
      difficulty_level: 0.5,
      prerequisites: [],
      created_at: START,
      updated_at: later(HOUR),
      schema_version: 1,
    });
  });

  test.each([
    [
      'a circle',
      [
        ['a', 'b'],
        ['b', 'c'],
        ['c', 'a'],
      ],
      'prerequisite_cycle',
      /T \/ a.*T \/ b.*T \/ c/,
    ],
    ['a concept that needs itself', [['a', 'a']], 'prerequisite_cycle', /T \/ a → .*T \/ a/],
    ['a prerequisite that nobody has heard of', [['a', 'z']], 'invalid_input', /prerequisites\.0.*not in it/],
  ] as const)('%s is refused and nothing is stored', async (_, edges, code, message) => {
    const entries = edges.map(([concept, needed]) => ({ subject, topic: 'T', concept, prerequisites: [{ concept: needed }] }));
    const refusal = await refusalOf(upsert(entries));
    expect(refusal.code).toBe(code);
    expect(refusal.message).toMatch(message);
    expect(await curriculum()).toEqual([]);
  });

  test('a circle that closes over what is stored already is found too', async () => {
    const entry = (concept: string, ...needed: string[]) => ({
      subject,
      topic: 'T',
      concept,
      prerequisites: needed.map((name) => ({ concept: name })),
    });
    await upsert([entry('a'), entry('b', 'a')]);
    expect(await refusalOf(upsert([entry('a', 'b')]))).toMatchObject({ code: 'prerequisite_cycle' });
  });

  test('a name that several topics have must say which', async () => {
    const entries = [
      { subject, topic: 'T', concept: 'a' },
      { subject, topic: 'U', concept: 'a' },
    ];
    const asks = (topic?: string) => [
      ...entries,
      { subject, topic: 'V', concept: 'b', prerequisites: [{ concept: 'a', ...(topic && { topic }) }] },
    ];
    const refusal = await refusalOf(upsert(asks()));
    expect(refusal).toMatchObject({ code: 'invalid_input', where: 'upsertCurriculum.2.prerequisites.0' });
    expect(refusal.received).toContain('say which topic');
    await upsert(asks('U'));
    expect((await curriculum()).find(({ concept }) => concept === 'b')?.prerequisites).toMatchObject([{ topic: 'U' }]);
  });

  test.each([
    ['two entries for one concept', [{ concept: 'a' }, { concept: 'a' }], 'upsertCurriculum.1'],
    [
      'a prerequisite that is named twice',
      [{ concept: 'a' }, { concept: 'b', prerequisites: [{ concept: 'a' }, { concept: 'a' }] }],
      'upsertCurriculum.1.prerequisites.1',
    ],
    ['no entry', [], 'upsertCurriculum'],
    ['a share above 1', [{ concept: 'a', difficulty_level: 1.1 }], 'upsertCurriculum.0.difficulty_level'],
  ])('%s is refused', async (_, entries, where) => {
    const refusal = await refusalOf(upsert(entries.map((entry) => ({ subject, topic: 'T', ...entry }))));
    expect(refusal).toMatchObject({ code: 'invalid_input', where });
    expect(await curriculum()).toEqual([]);
  });

  test('tells what a concept builds on and what builds on it', async () => {
    await upsert([
      { subject, topic: 'T', concept: 'a' },
      { subject, topic: 'T', concept: 'b', prerequisites: [{ concept: 'a', importance_weight: 0.7, mastery_required: 0.5 }] },
      {
        subject,
        topic: 'U',
        concept: 'c',
        prerequisites: [
          { concept: 'b', importance_weight: 0.3 },
          { concept: 'a', topic: 'T' },
        ],
      },
    ]);
    expect(await repositories.concepts.relationships({ subject, topic: 'T', concept: 'b' })).toEqual({
      difficulty_level: 0.5,
      prerequisite_concepts: [{ concept: 'a', importance_weight: 0.7, mastery_required: 0.5 }],
      dependent_concepts: [{ concept: 'c', dependency_strength: 0.3 }],
    });
    expect(await repositories.concepts.relationships({ subject, topic: 'U', concept: 'b' })).toBeUndefined();
    const session_id = await openSession(learner, { subject });
    await learner.recordAnswer(answerIn(session_id, { subject, topic: 'T', concept: 'b' }));
    const mastery = await repositories.content_mastery.findOne({ user_id, concept: 'b' });
    expect(mastery?.prerequisite_relationships.dependent_concepts).toEqual([{ concept: 'c', dependency_strength: 0.3 }]);
  });
});
