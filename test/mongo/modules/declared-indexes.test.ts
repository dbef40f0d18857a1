import { createEngine } from 'adaptive-learning-engine';
import {
  defineCollection,
  defineModule,
  definePipelineOf,
  engineVerb,
  fields,
  inputSchema,
  moduleJob,
} from 'adaptive-learning-engine/modules';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { plansOf } from '../../support/explain.js';
import { refusalOf } from '../../support/refusal.js';
import { openTutor, type Tutor } from '../../support/tutor.js';

const summary = 'A bank of questions.';
const common = {
  schemaVersion: 1,
  owner: 'nobody',
  capped: {},
  encrypted: [],
  consent: {},
  retention: [{ part: '*', keep: 'indefinitely' }],
  pseudonymised: {},
} as const;

const questions = defineCollection({
  ...common,
  name: 'questions',
  description: 'a question',
  schema: z.strictObject({
    _id: fields.objectId,
    question_id: fields.name,
    level: z.int(),
    title: fields.name,
    body: fields.sentence,
    active: z.boolean(),
    slug: fields.name,
    schema_version: fields.schemaVersion,
  }),
  identity: ['question_id'],
  shardKey: { question_id: 1 },
  indexes: [
    { name: 'identity', key: { question_id: 1 }, unique: true, why: 'a question by its id' },
    { name: 'search', key: { level: 1, title: 'text', body: 'text' }, why: 'words in questions of a level' },
    { name: 'slug', key: { slug: 1 }, unique: true, where: { active: true }, why: 'one active question of a slug' },
    { name: 'hard', key: { level: -1 }, where: { level: { $gte: 5 } }, why: 'hard questions' },
  ],
});

const tokens = defineCollection({
  ...common,
  name: 'tokens',
  description: 'a token to be used once',
  schema: z.strictObject({ _id: fields.objectId, token: fields.name, expires_at: fields.instant, schema_version: fields.schemaVersion }),
  identity: ['token'],
  shardKey: { token: 1 },
  indexes: [
    { name: 'identity', key: { token: 1 }, unique: true, why: 'a token by its hash' },
    { name: 'expiry', key: { expires_at: 1 }, expireAfterSeconds: 0, why: 'tokens that nobody used' },
  ],
});

const search = definePipelineOf(questions, {
  name: 'search_questions',
  question: 'Which questions of a level have these words?',
  scope: 'platform',
  index: 'search',
  resultSize: { rows: 50 },
  params: z.strictObject({ level: z.int(), words: z.string() }),
  example: { level: 1, words: 'heart' },
  row: z.strictObject({ question_id: fields.name, rank: z.number() }),
  stages: ({ level, words }, ref) => [
    { $match: { level, $text: { $search: words } } },
    { $project: { _id: 0, question_id: ref('question_id'), rank: { $meta: 'textScore' } } },
    { $sort: { rank: -1, question_id: 1 } },
    { $limit: 50 },
  ],
});

const raise = engineVerb({
  action: 'edit',
  kind: 'call',
  input: inputSchema('RaiseInput', { level: z.int() }, { level: 'Whose questions get harder by one.' }),
  summary,
  result: 'The ids of the questions.',
  run: (context, _, { level }) =>
    context.write([], async (unit) => {
      const found = await unit.find(questions, { level }, { sort: { question_id: 1 } });
      for (const { question_id } of found) await unit.write(questions, { update: { question_id }, increment: { level: 1 } });
      const raised = await unit.find(questions, { level: level + 1 });
      return { ids: found.map(({ question_id }) => question_id), now: raised.length };
    }),
});

const bank = defineModule({
  name: 'bank',
  summary,
  collections: { questions, tokens },
  policy: { edit: ['system'] },
  engine: { raise },
  pipelines: [search],
  jobs: { count: moduleJob({ summary, everyMinutes: 5, run: (context) => context.read(questions).count({}) }) },
});

let tutor: Tutor;
const open = (db = tutor.db) => createEngine({ db, clock: tutor.clock.read, cache: false, tuning: 'manual', modules: [bank] as const });
let engine: Awaited<ReturnType<typeof open>>;
beforeAll(async () => {
  tutor = await openTutor();
  engine = await open();
  await engine.setup();
  const question = (n: number) => ({
    question_id: `q${n}`,
    level: n % 2,
    title: n % 3 === 0 ? 'The heart' : 'The lung',
    body: n % 4 === 0 ? 'What does the heart do?' : 'What is it?',
    active: true,
    slug: `s${n}`,
    schema_version: 1,
  });
  await tutor.db.collection('questions').insertMany(Array.from({ length: 40 }, (_, n) => question(n)));
});
afterAll(() => tutor[Symbol.asyncDispose]());

test('setup makes text indexes with filters beside them, partial unique ones and ends of documents, once', async () => {
  expect(await engine.verifySchema()).toEqual([]);
  const made = await tutor.db.collection('tokens').indexes();
  expect(made.find(({ name }) => name === 'expiry')).toMatchObject({ expireAfterSeconds: 0 });
  const before = await tutor.db.collection('questions').indexes();
  await engine.setup();
  expect(await tutor.db.collection('questions').indexes()).toEqual(before);
  await tutor.db.collection('tokens').dropIndex('expiry');
  await tutor.db.collection('tokens').createIndex({ expires_at: 1 }, { name: 'expiry', expireAfterSeconds: 3_600 });
  expect(await engine.verifySchema()).toMatchObject([{ collection: 'tokens', kind: 'drifted_index', index: 'expiry' }]);
});

test('a partial unique index holds for its part of the documents', async () => {
  const same = { question_id: 'x', level: 9, title: 't', body: 'b', slug: 's1', schema_version: 1 };
  await expect(tutor.db.collection('questions').insertOne({ ...same, active: true })).rejects.toMatchObject({ code: 11000 });
  await tutor.db.collection('questions').insertOne({ ...same, active: false });
  await tutor.db.collection('questions').deleteOne({ question_id: 'x' });
});

test('a pipeline searches words by the text index, in the best order, and scans nothing', async () => {
  const { rows, unreadable } = await engine.query('search_questions', { level: 0, words: 'heart' });
  expect(unreadable).toEqual([]);
  expect(rows.length).toBeGreaterThan(5);
  expect(rows[0]?.question_id).toBe('q0');
  expect(rows.every(({ question_id }) => Number(question_id.slice(1)) % 2 === 0)).toBe(true);
  const plans = await plansOf(tutor.uri, tutor.db.databaseName, async (db) => {
    await (await open(db as never)).query('search_questions', { level: 0, words: 'heart' });
  });
  const own = plans.filter(({ command }) => command.includes('questions'));
  expect(own.length).toBeGreaterThan(0);
  expect(own.filter(({ scansCollection }) => scansCollection)).toEqual([]);
});

test('a unit of work reads many documents as it has left them, and refuses more than it may hold', async () => {
  await tutor.db.collection('questions').updateMany({ level: 1 }, { $set: { level: 3 } });
  const raised = await engine.bank.raise({ level: 3 });
  expect(raised.ids).toHaveLength(20);
  expect(raised.now).toBe(20);
  expect([...raised.ids].sort()).toEqual(raised.ids);
  const many = Array.from({ length: 1_001 }, (_, n) => ({
    question_id: `m${n}`,
    level: 7,
    title: 't',
    body: 'b',
    active: false,
    slug: 'm',
    schema_version: 1,
  }));
  await tutor.db.collection('questions').insertMany(many);
  expect(await refusalOf(engine.bank.raise({ level: 7 }))).toMatchObject({ code: 'invalid_input', where: 'questions.find' });
  expect(await tutor.db.collection('questions').countDocuments({ level: 7 })).toBe(1_001);
});
