import type { LearnerScope, PlatformQueryName, ReachResolver } from 'adaptive-learning-engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PIPELINES } from '../../src/pipelines/index.js';
import { refusalOf } from '../support/refusal.js';
import { DAY, later, START } from '../support/stopped-clock.js';
import { answerIn, nextEventId, openSession, openTutor, type Tutor } from '../support/tutor.js';

let tutor: Tutor;
/** Two of a teacher's, and one of nobody's. */
let own: readonly LearnerScope[];
let stranger: LearnerScope;

beforeAll(async () => {
  tutor = await openTutor();
  own = [await studied(true), await studied(false)];
  stranger = await studied(true);
  tutor.clock.set(later(DAY));
});
afterAll(() => tutor[Symbol.asyncDispose]());

async function studied(correct: boolean): Promise<LearnerScope> {
  tutor.clock.set(START);
  const learner = await tutor.newLearner();
  const session_id = await openSession(learner);
  await learner.recordAnswer(answerIn(session_id, { correct, emotional_state: 'hope' }));
  const event = { event_id: nextEventId(), session_id };
  const ai_response = { text: 'Because …', provider_used: 'groq', response_time_ms: 800, tokens_used: 120, cost_usd: 0.002 };
  await learner.recordInteraction({ ...event, interaction_type: 'question', user_input: 'Why?', ai_response });
  return learner;
}

const teacherBy = async (reach: Partial<ReachResolver>) =>
  (await tutor.another({ reach: { mayReach: () => false, ...reach } })).as({ actorId: 'mr-keller', role: 'teacher' });
const ofOwn = { learnersOf: () => own.map(({ userId }) => userId) };

const PLATFORM = Object.values(PIPELINES).filter(({ scope }) => scope === 'platform');
/** What sums over learners before anybody can be left out. */
const WHOLE_ONLY = [
  'platform_usage_analytics',
  'prerequisite_funnel',
  'cohort_comparison',
  'active_learners',
  'intervention_effectiveness',
  'emotion_by_performance',
];

/** The params of a pipeline's example, about everybody and with nobody hidden in a crowd. */
function paramsOf({ example, params }: (typeof PLATFORM)[number]): object {
  const { limit, after, without, ...rest } = example as { readonly [param: string]: unknown };
  const all = [...own, stranger].map(({ userId }) => userId);
  return {
    ...rest,
    ...('user_ids' in params.shape ? { user_ids: all } : {}),
    ...('since' in params.shape ? { since: later(-DAY), until: later(2 * DAY) } : {}),
    ...('least_learners' in params.shape ? { least_learners: 2 } : {}),
    ...('at' in params.shape ? { at: later(DAY) } : {}),
  };
}

describe.each(PLATFORM.filter(({ name }) => !WHOLE_ONLY.includes(name)).map((one) => [one.name, one] as const))('%s', (name, pipeline) => {
  test('answers a teacher as if there were no learners but their own', async () => {
    const teacher = await teacherBy(ofOwn);
    const ask = (of: Pick<typeof teacher, 'query'>) =>
      of.query(name as PlatformQueryName, paramsOf(pipeline) as never).then(({ rows }) => rows);
    const [narrowed, whole] = [await ask(teacher), await ask(tutor.engine)];
    expect(whole).not.toEqual([]);
    expect(JSON.stringify(narrowed)).not.toContain(stranger.userId);
    const hidden = await hide(stranger.userId);
    expect(await ask(tutor.engine)).toEqual(narrowed);
    await hidden.restore();
    expect(await ask(tutor.engine)).toEqual(whole);
    expect(whole).not.toEqual(narrowed);
  });

  test('answers a teacher without learners as if there were none', async () => {
    const nobody = await teacherBy({ learnersOf: () => [] });
    const { rows } = await nobody.query(name as PlatformQueryName, paramsOf(pipeline) as never);
    expect(rows).toEqual([]);
  });
});

test.each(WHOLE_ONLY)('%s is refused to a teacher: it sums over learners who cannot be distinguished', async (name) => {
  const pipeline = PLATFORM.find((one) => one.name === name) as (typeof PLATFORM)[number];
  const { limit, after, ...example } = pipeline.example as { readonly [param: string]: unknown };
  const teacher = await teacherBy(ofOwn);
  expect(await refusalOf(teacher.query(name as PlatformQueryName, example as never))).toMatchObject({ code: 'access_denied' });
});

test("a host's own pipeline that joins other documents is refused to a teacher, and one that does not is narrowed", async () => {
  const { definePipeline } = await import('adaptive-learning-engine/pipelines');
  const { z } = await import('zod');
  const common = {
    question: 'who has studied?',
    scope: 'platform',
    collection: 'content_mastery',
    index: 'identity',
    resultSize: { rows: 100 },
    params: z.strictObject({}),
    example: {},
    row: z.strictObject({ user_id: z.string(), others: z.array(z.unknown()).optional() }),
  } as const;
  const shown = { $project: { _id: 0, user_id: 1, others: 1 } };
  const first = { $match: { user_id: { $gt: '' } } };
  const others = { from: 'users', pipeline: [{ $project: { _id: 0, user_id: 1 } }], as: 'others' };
  const pipelines = [
    definePipeline({ ...common, name: 'who_studied', stages: () => [first, shown] }),
    definePipeline({ ...common, name: 'who_else', stages: () => [first, { $lookup: others }, shown] }),
    definePipeline({ ...common, name: 'who_else_inside', stages: () => [first, { $facet: { a: [{ $lookup: others }] } }, shown] }),
    definePipeline({ ...common, name: 'everybody', stages: () => [{ $sort: { user_id: 1 } }, shown] }),
  ] as const;
  const engine = await tutor.another({ pipelines, reach: { mayReach: () => false, ...ofOwn } } as never);
  const teacher = engine.as({ actorId: 'mr-keller', role: 'teacher' });
  const ask = (name: string) => teacher.query(name as PlatformQueryName, {} as never);
  expect((await ask('who_studied')).rows.map((row) => (row as { user_id?: string }).user_id).sort()).toEqual(
    own.map(({ userId }) => userId).sort(),
  );
  for (const name of ['who_else', 'who_else_inside', 'everybody'])
    expect(await refusalOf(ask(name)), name).toMatchObject({ code: 'access_denied', where: name });
});

test.each([
  ['nothing', undefined],
  ['a string', 'ada'],
  ['a number', 7],
  ['numbers', [1]],
  ['an empty id', ['']],
  ['a hole', new Array(1)],
  ['too many', Array.from({ length: 10_001 }, (_, n) => `l${n}`)],
])('a resolver that lists %s has the query refused', async (_, listed) => {
  const teacher = await teacherBy({ learnersOf: () => listed as never });
  expect(await refusalOf(teacher.query('hardest_concepts', {}))).toMatchObject({ code: 'reach_unresolved', where: 'query' });
});

test('a resolver that lists nobody’s learners has queries about many refused', async () => {
  expect(await refusalOf((await teacherBy({})).query('hardest_concepts', {}))).toMatchObject({ code: 'access_denied' });
});

test('what a teacher was told is not cached for others, nor what others were told for the teacher', async () => {
  let listed = own.map(({ userId }) => userId);
  const engine = await tutor.another({ cache: {}, reach: { mayReach: () => false, learnersOf: () => listed } });
  const teacher = engine.as({ actorId: 'mr-keller', role: 'teacher' });
  const learners = async (of: Pick<typeof teacher, 'query'>) =>
    (await of.query('hardest_concepts', { least_learners: 1 })).rows[0]?.learners;
  expect([await learners(engine), await learners(teacher), await learners(engine)]).toEqual([3, 2, 3]);
  listed = [stranger.userId];
  expect(await learners(teacher)).toBe(1);
});

describe('a repository', () => {
  test('reads and changes nothing outside the reach of a call', async () => {
    const { content_mastery, users } = tutor.engine.repositories;
    const [one] = own as readonly [LearnerScope];
    const reach = [one.userId];
    expect((await content_mastery.find({}, { reach }).toArray()).map(({ user_id }) => user_id)).toEqual(reach);
    expect(await content_mastery.findOne({ user_id: stranger.userId }, { reach })).toBeNull();
    expect(
      await content_mastery.findOne({ $or: [{ user_id: stranger.userId }, { 'evidence.answers': { $gt: 0 } }] }, { reach }),
    ).toMatchObject({ user_id: one.userId });
    expect(await users.count({}, { reach: [] })).toBe(0);
    expect(await users.count({}, { reach: 'all' })).toBe(3);
  });

  test.each([true, 'ada', 7, {}, [7]])('refuses %j, which is no reach', async (reach) => {
    const { users } = tutor.engine.repositories;
    expect(await refusalOf(users.count({}, { reach: reach as never }))).toMatchObject({
      code: 'invalid_input',
      where: 'users.count.reach',
    });
  });
});

/** Takes everything away that is stored of a learner, until it is put back. */
async function hide(user_id: string): Promise<{ restore(): Promise<void> }> {
  const names = (await tutor.db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name);
  const kept = await Promise.all(names.map(async (name) => [name, await tutor.db.collection(name).find({ user_id }).toArray()] as const));
  for (const name of names) await tutor.db.collection(name).deleteMany({ user_id });
  return {
    async restore() {
      for (const [name, documents] of kept) if (documents.length > 0) await tutor.db.collection(name).insertMany([...documents]);
    },
  };
}
