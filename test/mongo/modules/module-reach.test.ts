import { createEngine } from 'adaptive-learning-engine';
import {
  defineCollection,
  defineModule,
  engineVerb,
  fields,
  inputSchema,
  learnerVerb,
  moduleReach,
  NOTHING,
} from 'adaptive-learning-engine/modules';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { refusalOf } from '../../support/refusal.js';
import { newAccount, openTutor, type Tutor } from '../../support/tutor.js';

const seats = defineCollection({
  name: 'seats',
  description: 'a learner in a teacher’s group',
  schema: z.strictObject({ _id: fields.objectId, user_id: fields.userId, teacher: fields.userId, schema_version: fields.schemaVersion }),
  schemaVersion: 1,
  owner: 'user_id',
  identity: ['user_id', 'teacher'],
  shardKey: { user_id: 1 },
  indexes: [
    { name: 'identity', key: { user_id: 1, teacher: 1 }, unique: true, why: 'a learner sits once with a teacher' },
    { name: 'teacher', key: { teacher: 1, user_id: 1 }, why: 'the learners of a teacher' },
  ],
  capped: {},
  encrypted: [],
  consent: {},
  retention: [{ part: '*', keep: 'while_active' }],
  pseudonymised: { user_id: 'replace_id', teacher: 'replace_id' },
});

const seat = inputSchema('SeatInput', { user_id: fields.userId, teacher: fields.userId }, { user_id: 'Who.', teacher: 'With whom.' });
const summary = 'Seats learners with teachers.';

const seatThem = engineVerb({
  action: 'seat',
  kind: 'call',
  input: seat,
  summary,
  result: 'Nothing.',
  run: (context, _, input) =>
    context.write([input.user_id], async (unit) => {
      await unit.write(seats, { insert: { ...input, schema_version: 1 } });
    }),
});

const unseat = engineVerb({
  action: 'seat',
  kind: 'call',
  input: seat,
  summary,
  result: 'Nothing.',
  run: (context, _, input) => context.write([], async (unit) => unit.write(seats, { delete: input })),
});

const greet = learnerVerb({
  action: 'greet',
  kind: 'read',
  input: NOTHING,
  summary,
  result: 'A greeting.',
  run: async (_, { userId, actorId }) => `${actorId} greets ${userId}`,
});

const reach = moduleReach({
  mayReach: async (context, { actorId }, user_id) => (await context.read(seats).findOne({ user_id, teacher: actorId })) !== null,
  learnersOf: async (context, { actorId }) => {
    const found = await context.read(seats).find({ teacher: actorId }, { reach: 'all', index: 'teacher' }).toArray();
    return found.map(({ user_id }) => user_id);
  },
});

/** What an accounts module would be: it stores who belongs to whom, and grants by that. */
const classes = defineModule({
  name: 'classes',
  summary,
  collections: { seats },
  policy: { seat: ['admin', 'system'], greet: ['teacher'] },
  engine: { seat: seatThem, unseat },
  learner: { greet },
  reach,
});

let tutor: Tutor;
const open = () => createEngine({ db: tutor.db, clock: tutor.clock.read, cache: false, tuning: 'manual', modules: [classes] as const });
let engine: Awaited<ReturnType<typeof open>>;
beforeAll(async () => {
  tutor = await openTutor();
  engine = await open();
  await engine.setup();
});
afterAll(() => tutor[Symbol.asyncDispose]());

const newLearner = async () => (await engine.createLearner(newAccount())).user_id;

test('a module says whom a teacher reaches: in verbs of one learner, in queries of many, and no longer once the link is gone', async () => {
  const [own, other] = [await newLearner(), await newLearner()];
  const teacher = engine.as({ actorId: 'mr-keller', role: 'teacher' });
  expect(await refusalOf(teacher.learner(own).mastery({}))).toMatchObject({ code: 'not_found' });
  await engine.classes.seat({ user_id: own, teacher: 'mr-keller' });
  expect((await teacher.learner(own).mastery({})).rows).toEqual([]);
  expect(await teacher.learner(own).classes.greet()).toBe(`mr-keller greets ${own}`);
  expect(await refusalOf(teacher.learner(other).mastery({}))).toMatchObject({ code: 'not_found' });
  expect(await refusalOf(teacher.learner(other).classes.greet())).toMatchObject({ code: 'not_found' });
  await expect(teacher.query('hardest_concepts', {})).resolves.toMatchObject({ rows: [] });
  await engine.classes.unseat({ user_id: own, teacher: 'mr-keller' });
  expect(await refusalOf(teacher.learner(own).classes.greet())).toMatchObject({ code: 'not_found' });
});

test('a role has the actions that the module’s policy gives it, and no other', async () => {
  const own = await newLearner();
  await engine.classes.seat({ user_id: own, teacher: 'root' });
  const admin = engine.as({ actorId: 'root', role: 'admin' });
  await expect(admin.classes.seat({ user_id: own, teacher: 'mrs-noether' })).resolves.toBeUndefined();
  const teacher = engine.as({ actorId: 'root', role: 'teacher' }) as unknown as typeof admin;
  expect(await refusalOf(teacher.classes.seat({ user_id: own, teacher: 'x' }))).toMatchObject({
    code: 'access_denied',
    where: 'classes.seat',
  });
  const asAdmin = admin.learner(own) as unknown as { readonly classes: { greet(): Promise<unknown> } };
  expect(await refusalOf(asAdmin.classes.greet())).toMatchObject({ code: 'access_denied', where: 'classes.greet' });
});

test('a reach that fails refuses the call, and what it read is not told', async () => {
  const mayReach = async () => {
    throw new Error('a secret');
  };
  const failing = defineModule({ name: 'failing', summary, reach: { mayReach } });
  const one = await createEngine({ db: tutor.db, tuning: 'manual', modules: [failing] });
  onTestFinished(() => one.close());
  const refusal = await refusalOf(
    one
      .as({ actorId: 'x', role: 'teacher' })
      .learner(await newLearner())
      .mastery({}),
  );
  expect(refusal).toMatchObject({ code: 'reach_unresolved' });
  expect(refusal.message).not.toContain('secret');
});

test('learners are granted in one place: two modules, or a module and the host, are refused', async () => {
  const second = defineModule({ name: 'second', summary, reach });
  const places = async (options: object) =>
    (await refusalOf(createEngine({ db: tutor.db, modules: [classes, second], ...options } as never))).issues?.map(({ path }) => path);
  expect(await places({})).toEqual(['createEngine.modules.classes.reach', 'createEngine.modules.second.reach']);
  expect(await places({ modules: [classes], reach: { mayReach: () => true } })).toEqual(['createEngine.modules.classes.reach']);
});
