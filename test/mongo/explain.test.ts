import { randomUUID } from 'node:crypto';
import { createEngine, type LearnerScope } from 'adaptive-learning-engine';
import type { Document } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { type AnyPipeline, PIPELINES, type PipelineName } from '../../src/pipelines/index.js';
import { ConceptRepository } from '../../src/repositories/concept-repository.js';
import { DnaRepository } from '../../src/repositories/dna-repository.js';
import { EmailClaimRepository } from '../../src/repositories/email-claim-repository.js';
import { EmotionalAnalyticsRepository } from '../../src/repositories/emotional-analytics-repository.js';
import { EventRepository } from '../../src/repositories/event-repository.js';
import { FitConceptRepository, FitRepository } from '../../src/repositories/fit-repository.js';
import {
  CollectionSet,
  MASTERY_ORDERS,
  type MasteryOrder,
  type MasteryPlace,
  openRepositories,
  type Repositories,
  repositoryNamed,
  SessionRepository,
} from '../../src/repositories/index.js';
import { LearnerUsageRepository } from '../../src/repositories/learner-usage-repository.js';
import { MasteryRepository } from '../../src/repositories/mastery-repository.js';
import { PlatformUsageRepository } from '../../src/repositories/platform-usage-repository.js';
import { StorageRepository } from '../../src/repositories/storage-repository.js';
import { TuningRepository } from '../../src/repositories/tuning-repository.js';
import { UserRepository } from '../../src/repositories/user-repository.js';
import { WatermarkRepository } from '../../src/repositories/watermark-repository.js';
import { type Plan, plansOf } from '../support/explain.js';
import { liveFully } from '../support/full-life.js';
import { DAY, HOUR, later } from '../support/stopped-clock.js';
import { answerIn, nextEventId, openSession, openTutor, type Tutor } from '../support/tutor.js';

/** Other learners, so that anyone who reads them all would be seen to. */
const CROWD = 150;
const concept = { subject: 'Algebra', topic: 'Equations', concept: 'Linear equations' };
const at = later(3 * DAY);
const DAY_ROLLED_UP = new Date('2026-03-02');
const NEVER = new Date('2100-01-01');

let tutor: Tutor;
let user_id: string;
let session_id: string;
let learner: LearnerScope;
/** How many documents of a collection are the learner's. */
const own: Record<string, number> = {};

beforeAll(async () => {
  tutor = await openTutor();
  ({ learner, session_id } = await liveFully(tutor));
  user_id = learner.userId;
  tutor.clock.set(later(2 * DAY));
  await addFarReview();
  for (const name of [
    'users',
    'email_claims',
    'learning_dna',
    'learning_sessions',
    'emotional_analytics',
    'content_mastery',
    'learning_events',
  ]) {
    const collection = tutor.db.collection(name);
    const documents = await collection.find({ user_id }).toArray();
    own[name] = documents.length;
    for (let n = 0; n < CROWD; n += 1) await collection.insertMany(asSomebodyElse(documents, n / CROWD));
  }
  const concepts = await tutor.db.collection('concepts').find().toArray();
  for (let n = 0; n < CROWD; n += 1)
    await tutor.db.collection('concepts').insertMany(concepts.map((entry) => inTopic(entry, `Topic ${n}`)));
});
afterAll(() => tutor[Symbol.asyncDispose]());

/** A concept whose review lies far ahead, so that a plan that reads only what is due soon reads less than one that reads all. */
async function addFarReview(): Promise<void> {
  const { _id, spaced_repetition_data, ...mastery } = (await tutor.db.collection('content_mastery').findOne({ user_id })) as Document;
  const far = { ...spaced_repetition_data, next_review_date: NEVER };
  await tutor.db.collection('content_mastery').insertOne({ ...mastery, concept: 'Far off', spaced_repetition_data: far });
}

function asSomebodyElse(documents: readonly Document[], level: number): Document[] {
  const id = randomUUID();
  return documents.map(({ _id, ...rest }) => ({
    ...rest,
    user_id: id,
    ...('email' in rest && { email: `${id}@example.org` }),
    ...('session_id' in rest && { session_id: randomUUID() }),
    ...('mastery_tracking' in rest && { mastery_tracking: { ...(rest['mastery_tracking'] as object), current_mastery_level: level } }),
  }));
}

function inTopic({ _id, ...entry }: Document, topic: string): Document {
  return { ...entry, topic, prerequisites: (entry['prerequisites'] as Document[]).map((needed) => ({ ...needed, topic })) };
}

const plansOn = (work: (repositories: Repositories) => Promise<unknown>) =>
  plansOf(tutor.uri, tutor.db.databaseName, (db) => work(openRepositories(new CollectionSet(db))));

/** Every verb of a repository, and the index that it rides on. */
const VERBS = {
  users: {
    findByEmail: ['user_id', (r) => r.users.findByEmail(`${user_id}@example.org`)],
    replaceEmail: ['user_id', (r) => r.users.replaceEmail(user_id, `${user_id}@example.org`, `${user_id}@example.org`, at, {})],
    profileWithDna: ['user_id', (r) => r.users.profileWithDna(user_id)],
    admitAll: ['user_id', (r) => r.users.admitAll([{ user_id, account_status: 'active', emotions: { feltFrom: at } }])],
    existing: ['user_id', (r) => r.users.existing([user_id])],
    settings: ['user_id', (r) => r.users.settings([user_id]).toArray()],
    outsideAnalytics: ['analytics', (r) => r.users.outsideAnalytics()],
  },
  email_claims: {
    ownerOf: ['identity', (r) => r.email_claims.ownerOf(`${user_id}@example.org`)],
    ownersOf: ['identity', (r) => r.email_claims.ownersOf([`${user_id}@example.org`])],
    release: ['identity', (r) => r.email_claims.release('nobody@example.org', user_id, {})],
  },
  learning_dna: {
    manyForFold: ['user_id', (r) => r.learning_dna.manyForFold([user_id])],
    forFold: ['user_id', (r) => r.learning_dna.forFold(user_id)],
  },
  learning_sessions: {
    recent: ['user_started', (r) => r.learning_sessions.recent(user_id, { at }).toArray()],
    latest: ['user_started', (r) => r.learning_sessions.latest(user_id, { at, limit: 1 }).toArray()],
    lastOf: ['user_started', (r) => r.learning_sessions.lastOf([user_id])],
    newest: ['user_started', (r) => r.learning_sessions.newest(user_id)],
    around: ['user_started', (r) => r.learning_sessions.around(user_id, at)],
    between: ['user_started', (r) => r.learning_sessions.between(user_id, at, NEVER)],
    open: ['open', (r) => r.learning_sessions.open({ before: NEVER, limit: 1 }).toArray()],
    own: ['identity', (r) => r.learning_sessions.own(user_id, session_id)],
    dayRules: ['identity', (r) => r.learning_sessions.dayRules(user_id, [session_id]).toArray()],
    whole: ['identity', (r) => r.learning_sessions.whole(user_id, session_id)],
    forFold: ['identity', (r) => r.learning_sessions.forFold(user_id, session_id)],
    manyForFold: ['identity', (r) => r.learning_sessions.manyForFold(new Map([[user_id, [session_id, user_id]]]))],
    firstStart: ['started', (r) => r.learning_sessions.firstStart(at)],
    countStarted: ['started', (r) => r.learning_sessions.countStarted(at)],
    uncountable: ['started', (r) => r.learning_sessions.uncountable(at, { limit: 100 })],
  },
  emotional_analytics: {
    between: [
      'identity',
      (r) => r.emotional_analytics.between(user_id, { source: 'daily_aggregation', first: later(0), last: at }).toArray(),
    ],
    remove: ['identity', (r) => r.emotional_analytics.remove(user_id, [{ data_source: 'weekly_summary', analysis_date: at }])],
  },
  content_mastery: {
    lookup: ['identity', (r) => r.content_mastery.lookup(user_id, { subject: 'Algebra' }).toArray()],
    levels: ['user_subject', (r) => r.content_mastery.levels(user_id, { subject: 'Algebra' }).toArray()],
    due: ['user_next_review', (r) => r.content_mastery.due(user_id, { day: 20_000, before: at, limit: 5 }).toArray()],
    soonest: ['user_next_review', (r) => r.content_mastery.soonest(user_id, { limit: 5 }).toArray()],
    weakest: ['user_mastery', (r) => r.content_mastery.weakest(user_id, { below: 0.8, limit: 5 }).toArray()],
    forFold: ['identity', (r) => r.content_mastery.forFold(user_id, concept)],
    learnersOf: ['concept', (r) => r.content_mastery.learnersOf(concept, { limit: 1 })],
    hasAny: ['identity', (r) => r.content_mastery.hasAny(user_id, [concept, { ...concept, concept: 'Never seen' }])],
    manyForFold: [
      'identity',
      (r) =>
        r.content_mastery.manyForFold(new Map([user_id, session_id].map((id) => [id, [concept, { ...concept, concept: 'Fractions' }]]))),
    ],
  },
  learning_events: {
    stored: ['identity', (r) => r.learning_events.stored(user_id, 'learner_created/1')],
    prints: ['identity', (r) => r.learning_events.prints(new Map([[user_id, ['learner_created/1', 'none']]]))],
    history: ['user_time', (r) => r.learning_events.history(user_id).toArray()],
    firstRecorded: ['recorded', (r) => r.learning_events.firstRecorded(at)],
    firstOccurred: ['user_time', (r) => r.learning_events.firstOccurred(user_id, later(0))],
    ofIds: ['identity', (r) => r.learning_events.ofIds(user_id, ['learner_created/1', 'event-1']).toArray()],
    ratings: ['user_session_time', (r) => r.learning_events.ratings(user_id, [session_id], { after: later(0) }).toArray()],
    ofSession: ['user_session_time', (r) => r.learning_events.ofSession(user_id, session_id, { limit: 100 }).toArray()],
    changesOf: ['user_concept_changes', (r) => r.learning_events.changesOf(new Map([[user_id, [concept]]]))],
    markUndone: ['identity', (r) => r.learning_events.markUndone(user_id, 'never-sent', at, {})],
    ofConcept: ['user_concept_time', (r) => r.learning_events.ofConcept(user_id, concept, { limit: 100 }).toArray()],
    daysTouchedSince: ['recorded', (r) => r.learning_events.daysTouchedSince(at)],
  },
  concepts: {
    curriculum: ['identity', (r) => r.concepts.curriculum().toArray()],
    graph: ['identity', (r) => r.concepts.graph({ subject: 'Algebra' }).toArray()],
    whole: ['identity', (r) => r.concepts.whole([concept])],
    existing: ['identity', (r) => r.concepts.existing([concept, { ...concept, concept: 'Never seen' }])],
    relationships: ['prerequisites', (r) => r.concepts.relationships({ subject: 'Algebra', topic: 'Numbers', concept: 'Fractions' })],
    page: ['identity', (r) => r.concepts.page({ subject: 'Algebra', after: concept, retired: true, limit: 1 }).toArray()],
    names: ['identity', (r) => r.concepts.names().toArray()],
    moved: ['moved', (r) => r.concepts.moved().toArray()],
    retired: ['retired', (r) => r.concepts.retired().toArray()],
    remove: ['identity', (r) => r.concepts.remove([{ ...concept, concept: 'Never seen' }])],
    dependents: ['prerequisites', (r) => r.concepts.dependents({ subject: 'Algebra', topic: 'Numbers', concept: 'Fractions' }).toArray()],
    touch: ['identity', (r) => r.concepts.touch([{ subject: 'Algebra', topic: 'Numbers', concept: 'Fractions' }])],
    upsert: [
      'identity',
      (r) =>
        r.concepts.upsert([{ ...concept, difficulty_level: 0.5, prerequisites: [], created_at: at, updated_at: at, schema_version: 1 }]),
    ],
  },
  model_fits: {
    active: ['active', (r) => r.model_fits.active(['sm2', 'bkt']).toArray()],
    ofModel: ['model_time', (r) => r.model_fits.ofModel('bkt', { limit: 10 }).toArray()],
    activate: ['identity', (r) => r.model_fits.activate({ model: 'bkt', params_version: 'x' }, at, {})],
  },
  model_fit_concepts: {
    ofFit: ['identity', (r) => r.model_fit_concepts.ofFit({ model: 'bkt', params_version: 'x' }).toArray()],
    remove: ['identity', (r) => r.model_fit_concepts.remove({ model: 'bkt', params_version: 'x' })],
    leftOut: ['identity', (r) => r.model_fit_concepts.leftOut({ model: 'bkt', params_version: 'x' }).toArray()],
  },
  model_tunings: {
    of: ['identity', (r) => r.model_tunings.of('bkt')],
    begin: ['identity', (r) => r.model_tunings.begin({ model: 'bkt', begun: 1, lease: { holder: 'h', params_version: 'v', until: at } })],
    extend: ['identity', (r) => r.model_tunings.extend({ model: 'bkt', holder: 'h' }, at)],
    end: [
      'identity',
      (r) =>
        r.model_tunings.end(
          { model: 'bkt', holder: 'h' },
          { end: 'not_better', at, events: 1, answers: 1, learners: 1, params_version: 'default' },
        ),
    ],
    leave: ['identity', (r) => r.model_tunings.leave({ model: 'bkt', holder: 'h' }, { now: at, stopped: true })],
  },
  watermarks: {
    of: ['identity', (r) => r.watermarks.of('rollUp')],
    advance: ['identity', (r) => r.watermarks.advance('rollUp', at, at)],
  },
  learner_usage_days: {
    rollUp: ['started', (r) => r.learner_usage_days.rollUp(DAY_ROLLED_UP, { deadline: NEVER, maxTimeMS: 10_000, keep: false })],
    firstDay: ['day_user', (r) => r.learner_usage_days.firstDay(at)],
  },
  platform_usage_days: {
    rollUp: ['day_user', (r) => r.platform_usage_days.rollUp(DAY_ROLLED_UP, { deadline: NEVER, maxTimeMS: 10_000 })],
    markChanged: ['identity', (r) => r.platform_usage_days.markChanged([DAY_ROLLED_UP], at)],
    changedSince: ['changed', (r) => r.platform_usage_days.changedSince(at)],
  },
  storage_samples: {
    keep: [
      'identity',
      (r) =>
        r.storage_samples.keep([{ collection: 'users', day: at, documents: 1, bytes: 1, index_bytes: 1, schema_version: 1 }], {
          before: new Date(0),
        }),
    ],
    since: ['day', (r) => r.storage_samples.since(at).toArray()],
  },
} as const satisfies { [Name in keyof Repositories]?: { [verb: string]: readonly [string, (r: Repositories) => Promise<unknown>] } };

const CLASSES = {
  users: UserRepository,
  email_claims: EmailClaimRepository,
  learning_dna: DnaRepository,
  learning_sessions: SessionRepository,
  emotional_analytics: EmotionalAnalyticsRepository,
  content_mastery: MasteryRepository,
  learning_events: EventRepository,
  concepts: ConceptRepository,
  model_fits: FitRepository,
  model_fit_concepts: FitConceptRepository,
  model_tunings: TuningRepository,
  watermarks: WatermarkRepository,
  learner_usage_days: LearnerUsageRepository,
  platform_usage_days: PlatformUsageRepository,
  storage_samples: StorageRepository,
};

test.each(Object.entries(CLASSES))('every named query of %s is in the table', (name, { prototype }) => {
  const verbs = Object.getOwnPropertyNames(prototype).filter((property) => property !== 'constructor');
  expect(Object.keys(VERBS[name as keyof typeof VERBS]).sort()).toEqual(verbs.sort());
});

const verbs = Object.entries(VERBS).flatMap(([name, table]) => Object.entries(table).map(([verb, row]) => [name, verb, ...row] as const));

test.each(verbs)('%s.%s reads by an index: %s', async (name, _, index, run) => {
  const plans = await plansOn(run);
  expect(plans).not.toEqual([]);
  expectNoScan(plans);
  expect(plans.flatMap(({ indexes }) => indexes)).toContain(index);
  const limit = own[name];
  if (limit === undefined || index === 'analytics') return;
  // Nobody else's documents are looked at on the way.
  for (const { documentsExamined, command } of plans) expect(documentsExamined, command).toBeLessThanOrEqual(limit + 1);
});

const PLACES: { readonly [Order in MasteryOrder]: MasteryPlace } = {
  name: { sort: 'name', ...concept },
  weakest: { sort: 'weakest', value: 0.5, id: '0123456789abcdef01234567' },
  due: { sort: 'due', value: at, id: '0123456789abcdef01234567' },
  recent: { sort: 'recent', value: at, id: '0123456789abcdef01234567' },
};
const LISTS = {
  ...Object.fromEntries(
    MASTERY_ORDERS.flatMap((sort) => [
      [`mastery by ${sort}`, (r: Repositories) => r.content_mastery.lookup(user_id, { sort, subject: 'Algebra', limit: 5 }).toArray()],
      [
        `mastery by ${sort}, a page further`,
        (r: Repositories) =>
          r.content_mastery.lookup(user_id, { sort, after: PLACES[sort], concepts: ['Linear equations', 'Far off'], limit: 5 }).toArray(),
      ],
    ]),
  ),
  'recent sessions': (r: Repositories) => r.learning_sessions.recent(user_id, { at, limit: 5 }).toArray(),
  'recent sessions, a page further': (r: Repositories) =>
    r.learning_sessions.recent(user_id, { at, after: { started_at: at, session_id }, limit: 5 }).toArray(),
  'what is due': (r: Repositories) => r.content_mastery.due(user_id, { day: 20_000, before: at, limit: 5 }).toArray(),
  'what comes due first': (r: Repositories) => r.content_mastery.soonest(user_id, { limit: 5 }).toArray(),
  'the weakest': (r: Repositories) => r.content_mastery.weakest(user_id, { below: 0.8, limit: 5 }).toArray(),
  'what happened in a session': (r: Repositories) => r.learning_events.ofSession(user_id, session_id, { limit: 100 }).toArray(),
  'answers to a concept': (r: Repositories) => r.learning_events.ofConcept(user_id, concept, { limit: 100 }).toArray(),
};

test.each(Object.entries(LISTS))('the list of %s is read in the order of an index', async (_, run) => {
  const plans = await plansOn(run);
  expectNoScan(plans);
  expect(plans.map(({ sortsInMemory, command }) => [sortsInMemory, command])).toEqual([[false, expect.any(String)]]);
});

type ParamsOf<Name extends PipelineName> = z.input<(typeof PIPELINES)[Name]['params']>;

/** What may change the plan of a pipeline, or who stands in its answer, beside its example. */
const MORE: { readonly [Name in PipelineName]?: () => Partial<ParamsOf<Name>> } = {
  user_progress_dashboard: () => ({ subject: 'Algebra', topic: 'Equations', concepts: ['Linear equations'], sort: 'recent' }),
  forgetting_curves: () => ({ subject: 'Algebra' }),
  session_history: () => ({ after: { started_at: later(2 * DAY), session_id }, limit: 10 }),
  mastery_distribution: () => ({ subject: 'Algebra' }),
  hardest_concepts: () => ({ subject: 'Algebra', topic: 'Equations' }),
  class_mastery: () => ({ subject: 'Algebra' }),
  cohort_comparison: () => ({ cohorts: [{ name: 'all', user_ids: [user_id, randomUUID()] }], least_learners: 2 }),
  answer_log: () => ({ since: later(0), until: at, subject: 'Algebra' }),
};

const asked = Object.entries<AnyPipeline>(PIPELINES).flatMap(([name, pipeline]) => {
  const more = MORE[name as PipelineName];
  return [[name, 'its example', pipeline, () => ({})] as const, ...(more === undefined ? [] : [[name, 'more', pipeline, more] as const])];
});

test.each(asked)('the pipeline %s, asked %s, rides on the index that it declares', async (_, __, pipeline, more) => {
  // Without a user_id among them, it asks of all learners.
  const params = {
    ...pipeline.example,
    ...('user_id' in pipeline.example && { user_id }),
    ...('user_ids' in pipeline.example && { user_ids: [user_id] }),
    ...more(),
  };
  const plans = await plansOn((repositories) => {
    const repository = repositoryNamed(repositories, pipeline.collection);
    return repository.run(pipeline, params).toArray();
  });
  expectNoScan(plans);
  expect(plans.flatMap(({ indexes }) => indexes)).toContain(pipeline.index);
  if (!('user_id' in params)) return;
  for (const { documentsExamined } of plans) expect(documentsExamined).toBeLessThanOrEqual((own[pipeline.collection] ?? 0) + 1);
});

describe('no call of a learner scans a collection, in reading or in writing', () => {
  const CALLS: { readonly [call: string]: (scope: LearnerScope<readonly [], 'system'>) => Promise<unknown> } = {
    startSession: (scope) => openSession(scope),
    recordAnswer: async (scope) => scope.recordAnswer(answerIn(await openSession(learner))),
    'recordAnswer, late': async (scope) => {
      const id = await openSession(learner, { started_at: later(30 * HOUR) });
      await learner.recordAnswer(answerIn(id));
      return scope.recordAnswer(answerIn(id, { occurred_at: later(31 * HOUR) }));
    },
    recordAnswers: async (scope) => {
      const id = await openSession(learner);
      return scope.recordAnswers([answerIn(id, { emotional_state: 'hope' }), answerIn(id, { concept: 'Never seen' })]);
    },
    activeSession: async (scope) => scope.activeSession(),
    adoptCards: async (scope) => {
      const card = { ...concept, concept: 'A card', sm2: { ease_factor: 2.5, interval_days: 6, repetitions: 2 }, last_review: at };
      return scope.adoptCards([card, { ...card, concept: 'Another card' }]);
    },
    undoAnswer: async (scope) => {
      const answer = answerIn(await openSession(learner));
      await learner.recordAnswer(answer);
      return scope.undoAnswer({ event_id: answer.event_id });
    },
    reschedule: (scope) => scope.reschedule({ ...concept, due: '2026-04-01' }),
    suspend: (scope) => scope.suspend(concept),
    resume: (scope) => scope.resume(concept),
    previewRatings: (scope) => scope.previewRatings(concept),
    resetConcept: async (scope) => {
      await learner.recordAnswer(answerIn(await openSession(learner), { concept: 'To reset' }));
      return scope.resetConcept({ ...concept, concept: 'To reset' });
    },
    'recordAnswers, late': async (scope) => {
      const id = await openSession(learner, { started_at: later(30 * HOUR) });
      await learner.recordAnswer(answerIn(id));
      return scope.recordAnswers([answerIn(id, { occurred_at: later(31 * HOUR) }), answerIn(id)]);
    },
    recordInteraction: async (scope) =>
      scope.recordInteraction({
        event_id: nextEventId(),
        session_id: await openSession(learner),
        interaction_type: 'question',
        ai_response: { text: 'x', provider_used: 'groq', response_time_ms: 1, tokens_used: 1, cost_usd: 0 },
      }),
    recordEmotion: async (scope) =>
      scope.recordEmotion({
        event_id: nextEventId(),
        session_id: await openSession(learner),
        emotion: 'boredom',
        intensity: 1,
        confidence: 1,
      }),
    applyIntervention: async (scope) =>
      scope.applyIntervention({ event_id: nextEventId(), session_id: await openSession(learner), intervention_type: 'hint', reason: 'r' }),
    rateIntervention: async (scope) => {
      const event = { event_id: nextEventId(), session_id: await openSession(learner) };
      const { intervention_id } = await learner.applyIntervention({ ...event, intervention_type: 'hint', reason: 'r' });
      return scope.rateIntervention({ ...event, event_id: nextEventId(), intervention_id, effectiveness_rating: 5 });
    },
    endSession: async (scope) => scope.endSession({ session_id: await openSession(learner) }),
    recommend: (scope) => scope.recommend({ at, subject: 'Algebra' }),
    dueReviews: (scope) => scope.dueReviews({ at, within: 'today' }),
    ability: (scope) => scope.ability({ at, subject: 'Algebra', topic: 'Equations', concept: 'Linear equations' }),
    profile: (scope) => scope.profile(),
    mastery: (scope) => scope.mastery({ at }),
    progress: (scope) => scope.progress({ at }),
    recentSessions: (scope) => scope.recentSessions({ at }),
    sessionEvents: (scope) => scope.sessionEvents({ session_id }),
    conceptAnswers: (scope) => scope.conceptAnswers(concept),
    exportData: async (scope) => {
      for await (const _ of await scope.exportData());
    },
    replay: (scope) => scope.replay(),
    query: (scope) => scope.query('user_progress_dashboard', { at }),
    updatePreferences: (scope) => scope.updatePreferences({ privacy_settings: { public_profile: false } }),
    updateProfile: (scope) => scope.updateProfile({ age: 20 }),
  };

  test('every call is in the table', () => {
    const members = Object.entries(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(learner)));
    const calls = members.filter(([name, { value }]) => typeof value === 'function' && name !== 'constructor').map(([name]) => name);
    expect(calls).not.toEqual([]);
    // A stream follows the server's log, which has no index.
    expect(calls.filter((name) => !(name in CALLS) && name !== 'watch')).toEqual([]);
  });

  test.each(Object.keys(CALLS))('%s', async (name) => {
    const plans = await plansOf(tutor.uri, tutor.db.databaseName, async (db) => {
      const engine = await createEngine({ db, clock: tutor.clock.read });
      return CALLS[name]?.(engine.as({ userId: user_id, role: 'system' }));
    });
    expect(plans).not.toEqual([]);
    expectNoScan(plans);
  });
});

test('a question without an index is seen to scan, so the tests above can fail', async () => {
  const plans = await plansOn((repositories) => repositories.users.findOne({ 'profile.age': 12 }, { reach: 'all' }));
  expect(plans).toMatchObject([{ scansCollection: true, indexes: [] }]);
});

function expectNoScan(plans: readonly Plan[]): void {
  expect(plans.filter(({ scansCollection }) => scansCollection)).toEqual([]);
}
