import { createEngine, type EngineWith, ROLES, type Role } from 'adaptive-learning-engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bookmarks } from '../../../examples/bookmarks/module.js';
import { plansOf } from '../../support/explain.js';
import { refusalOf } from '../../support/refusal.js';
import { newAccount, openTutor, type Tutor } from '../../support/tutor.js';

const slope = { subject: 'Algebra', topic: 'Lines', concept: 'Slope' };
const reached = 'reached';

let tutor: Tutor;
let engine: EngineWith<[ReturnType<typeof bookmarks>]>;
const open = (db = tutor.db) =>
  createEngine({
    db,
    clock: tutor.clock.read,
    cache: false,
    tuning: 'manual',
    modules: [bookmarks()],
    reach: { mayReach: (_, userId) => userId === reached, learnersOf: () => [reached] },
  });
beforeAll(async () => {
  tutor = await openTutor();
  engine = await open();
  await engine.setup();
  for (const user_id of [reached, 'other', 'suspended']) await engine.createLearner({ ...newAccount(), user_id });
  for (let n = 0; n < 20; n += 1) await tutor.db.collection('bookmarks').insertOne(stored(`crowd-${n}`));
  await engine.setAccountStatus({ user_id: 'suspended', account_status: 'suspended' });
});
afterAll(() => tutor[Symbol.asyncDispose]());

const stored = (user_id: string) => ({ user_id, ...slope, marked_at: tutor.clock.read(), answers: 0, schema_version: 1 });

const module = bookmarks();
const rolesOf = (action: string): readonly string[] =>
  action === 'read' ? ['learner', 'guardian', 'teacher', 'admin', 'system'] : (module.policy[action as keyof typeof module.policy] ?? []);

type Verbs = Readonly<Record<string, (input?: unknown) => Promise<unknown>>>;
const INPUTS: Readonly<Record<string, unknown>> = { add: slope, remove: slope, list: undefined, mostMarked: { subject: 'Algebra' } };

/** The verbs of the module as an actor of a role has them for a learner, whatever the types say. */
const verbsFor = (role: Role, userId: string) =>
  (engine.as({ actorId: userId, role: role as 'admin' }).learner(userId) as unknown as { readonly bookmarks: Verbs }).bookmarks;
const ofEngine = (role: Role) =>
  (engine.as({ actorId: 'somebody', role: role as 'admin' }) as unknown as { readonly bookmarks: Verbs }).bookmarks;

describe.each(ROLES)('as %s', (role) => {
  test.each(Object.entries(module.learner))('%s of a learner obeys the policy of its module', async (name, { action }) => {
    const call = verbsFor(role, reached)[name]?.(INPUTS[name]);
    if (rolesOf(action).includes(role)) await expect(call).resolves.toBeDefined();
    else expect(await refusalOf(call as Promise<unknown>)).toMatchObject({ code: 'access_denied', where: `bookmarks.${name}` });
  });

  test.each(Object.entries(module.engine))('%s of the engine obeys the policy of its module', async (name, { action }) => {
    const call = ofEngine(role)[name]?.(INPUTS[name]);
    if (rolesOf(action).includes(role)) await expect(call).resolves.toBeDefined();
    else expect(await refusalOf(call as Promise<unknown>)).toMatchObject({ code: 'access_denied', where: `bookmarks.${name}` });
  });
});

test('a verb about many learners counts those that its caller reaches', async () => {
  expect(await engine.bookmarks.mostMarked({ subject: 'Algebra' })).toMatchObject([{ concept: 'Slope' }]);
  expect(await ofEngine('teacher')['mostMarked']?.({ subject: 'Algebra' })).toEqual([]);
});

test.each(Object.keys(module.learner))('%s knows no learner out of reach, without an account, or suspended', async (name) => {
  const call = (role: Role, userId: string) => verbsFor(role, userId)[name]?.(INPUTS[name]) as Promise<unknown>;
  expect(await refusalOf(call('system', 'nobody'))).toMatchObject({ code: 'not_found' });
  if (rolesOf('read').includes('teacher') && name === 'list')
    expect(await refusalOf(call('teacher', 'other'))).toMatchObject({ code: 'not_found' });
  const onSuspended = call('system', 'suspended');
  if (name === 'list') await expect(onSuspended).resolves.toEqual([]);
  else expect(await refusalOf(onSuspended)).toMatchObject({ code: 'access_denied' });
});

test.each(['add', 'remove', 'mostMarked'])('%s refuses an unknown field, naming it', async (name) => {
  const target = name === 'mostMarked' ? (engine.bookmarks as unknown as Verbs) : verbsFor('system', reached);
  const refusal = await refusalOf(target[name]?.({ ...(INPUTS[name] as object), colour: 'red' }) as Promise<unknown>);
  expect(refusal).toMatchObject({ code: 'invalid_input', where: `bookmarks.${name}` });
  expect(refusal.message).toContain('colour');
});

test('a closed engine refuses verbs of modules, and a database without their collections is told of', async () => {
  const closed = await open();
  await closed.close();
  expect(await refusalOf(closed.as({ userId: reached, role: 'learner' }).bookmarks.list())).toMatchObject({ code: 'closed' });
  await using bare = await openTutor();
  const early = await createEngine({ db: bare.db, modules: [bookmarks()] });
  const refusal = await refusalOf(early.bookmarks.mostMarked({ subject: 'Algebra' }));
  expect(refusal).toMatchObject({ code: 'setup_required', where: 'bookmarks.mostMarked' });
  expect(refusal.message).toContain('bookmarks');
});

test('no verb and no job of the module scans a collection', async () => {
  const plans = await plansOf(tutor.uri, tutor.db.databaseName, async (db) => {
    const watched = await open(db as never);
    const learner = watched.as({ userId: reached, role: 'learner' });
    await learner.bookmarks.add(slope);
    await learner.bookmarks.add({ ...slope, note: 'again' });
    await learner.bookmarks.list();
    await learner.query('bookmarks_by_topic', {});
    await watched.bookmarks.mostMarked({ subject: 'Algebra' });
    await learner.bookmarks.remove(slope);
    await watched.jobs.run('bookmarks.tidy');
  });
  const own = plans.filter(({ command }) => command.includes('bookmarks'));
  expect(own.length).toBeGreaterThan(5);
  expect(own.filter(({ scansCollection }) => scansCollection)).toEqual([]);
});

test('a suspension that stands before the transaction of a verb ends it', async () => {
  const { user_id } = await engine.createLearner(newAccount());
  const learner = engine.as({ userId: user_id, role: 'learner' });
  await Promise.all([
    ...Array.from({ length: 10 }, (_, n) => learner.bookmarks.add({ ...slope, concept: `c${n}` }).catch(() => undefined)),
    engine.setAccountStatus({ user_id, account_status: 'suspended' }),
  ]);
  const kept = await tutor.db.collection('bookmarks').countDocuments({ user_id });
  expect(await refusalOf(learner.bookmarks.add(slope))).toMatchObject({ code: 'access_denied' });
  expect(await tutor.db.collection('bookmarks').countDocuments({ user_id })).toBe(kept);
});
