import { z } from 'zod';
import { conceptId, emotionalAnalytics, modelFits, modelTunings, storageSamples, watermarks } from '../collections/index.js';
import { fields as f, isPlainObject, withoutId } from '../schema/index.js';
import { asGiven, byLearner, document, listOf, objectSchema, pipeline, storedDocuments } from './argument-rules.js';
import { promise, rows } from './checked-arguments.js';
import { MASTERY_ORDERS } from './mastery-order.js';

const { userId, sessionId, storedEventId, instant } = f;
const limit = z.int().min(1);
const userIds = z.array(userId);
const sessionIds = z.array(sessionId);
// What names a thing may be the thing itself, with all its other fields.
const concept = z.object(conceptId.shape);
const concepts = z.array(concept);
const subject = f.name.optional();
const level = z.number();
const sessionPlace = z.object({ started_at: instant, session_id: sessionId });

const rowId = z.string().regex(/^[0-9a-f]{24}$/, { error: '24 hexadecimal digits' });
const masteryPlace = z.discriminatedUnion('sort', [
  concept.extend({ sort: z.literal('name') }),
  z.strictObject({ sort: z.literal('weakest'), value: level, id: rowId }),
  z.strictObject({ sort: z.enum(['due', 'recent']), value: instant, id: rowId }),
]);

const admission = z.strictObject({
  user_id: userId,
  account_status: z.enum(['active', 'not_deleted']).optional(),
  emotions: z.strictObject({ feltFrom: instant.optional() }).optional(),
});

const { data_source, analysis_date } = emotionalAnalytics.schema.shape;
const { model, params_version } = modelFits.schema.shape;
const fit = z.object({ model, params_version });

const { begun, lease, last } = modelTunings.schema.shape;
const holding = z.object({ model, holder: lease.unwrap().shape.holder });

const { job } = watermarks.schema.shape;

const replacement = z.strictObject({
  after: z.custom<object>(isPlainObject, { error: 'an object' }),
  revision: z.int().min(0).nullable(),
});

/** What methods take that all repositories have, where the method itself does not look at it. */
export const SHARED_ARGUMENTS = {
  findPart: rows({ filter: asGiven, part: objectSchema }, 'findPart'),
  run: rows({ pipeline, params: asGiven }, 'run'),
  unreadable: rows({ pipeline, params: asGiven }),
  save: promise({ before: document, after: document }),
  replaceAll: promise({ changes: z.array(replacement) }),
  shown: promise({ rows: storedDocuments }),
} as const;

/** What each method takes that one repository has. */
export const NAMED_ARGUMENTS = {
  users: {
    findByEmail: promise({ email: f.storedEmail }),
    replaceEmail: promise({ userId, from: f.storedEmail.optional(), to: f.storedEmail.nullable(), now: instant }),
    existing: promise({ userIds }),
    settings: rows({ userIds }),
    admitAll: promise({ admissions: z.array(admission) }),
    outsideAnalytics: promise({}),
    profileWithDna: promise({ userId }),
  },
  email_claims: {
    ownerOf: promise({ email: f.storedEmail }),
    ownersOf: promise({ emails: z.array(f.storedEmail) }),
    release: promise({ email: f.storedEmail, userId }),
  },
  data_keys: {
    ofLearners: promise({ userIds }),
  },
  learning_dna: {
    manyForFold: promise({ userIds }),
    forFold: promise({ userId }),
  },
  learning_sessions: {
    recent: rows({ userId }, 'call', { at: instant, days: f.amount.optional(), after: sessionPlace.optional(), limit: limit.optional() }),
    latest: rows({ userId }, 'call', { at: instant, limit }),
    around: promise({ userId, at: instant }),
    between: promise({ userId, from: instant, to: instant }),
    newest: promise({ userId }),
    lastOf: promise({ userIds }),
    dayRules: rows({ userId, sessionIds }, 'read'),
    open: rows({}, 'call', { before: instant, after: sessionPlace.optional(), limit }),
    own: promise({ userId, sessionId }),
    whole: promise({ userId, sessionId }),
    manyForFold: promise({ owned: byLearner(sessionId) }),
    forFold: promise({ userId, sessionId }),
    firstStart: promise({ since: instant }),
    countStarted: promise({ day: instant }),
    uncountable: promise({ day: instant }, 'call', { limit }),
  },
  emotional_analytics: {
    between: rows({ userId }, 'call', { source: data_source, first: instant, last: instant }),
    remove: promise({ userId, places: z.array(z.strictObject({ data_source, analysis_date })) }),
  },
  content_mastery: {
    lookup: rows({ userId }, 'read', {
      subject,
      topic: f.name.optional(),
      concepts: z.array(f.name).optional(),
      sort: z.enum(MASTERY_ORDERS).optional(),
      after: masteryPlace.optional(),
      limit: limit.optional(),
    }),
    levels: rows({ userId }, 'call', { subject }),
    due: rows({ userId }, 'call', { day: f.dayNumber, before: instant, subject, limit }),
    soonest: rows({ userId }, 'call', { subject, limit }),
    weakest: rows({ userId }, 'call', { below: level, subject, limit }),
    manyForFold: promise({ owned: byLearner(concept) }),
    learnersOf: promise({ id: concept }, 'call', { limit }),
    hasAny: promise({ userId, ids: concepts.min(1) }),
    forFold: promise({ userId, id: concept }),
  },
  learning_events: {
    stored: promise({ userId, eventId: storedEventId }),
    prints: promise({ owned: byLearner(storedEventId) }),
    history: rows({ userId }),
    firstRecorded: promise({ from: instant }),
    firstOccurred: promise({ userId, from: instant }),
    ofIds: rows({ userId, eventIds: z.array(storedEventId) }, 'read'),
    ratings: rows({ userId, sessionIds }, 'read', { after: instant }),
    ofSession: rows({ userId, sessionId }, 'call', { limit }),
    ofConcept: rows({ userId, id: concept }, 'call', { limit, formerly: concepts.optional() }),
    markUndone: promise({ userId, answerId: storedEventId, at: instant }),
    changesOf: promise({ owned: byLearner(concept) }),
    daysTouchedSince: promise({ recordedSince: instant }),
  },
  concepts: {
    curriculum: rows({}, 'read', { subject }),
    graph: rows({}, 'read', { subject, retired: z.boolean().optional() }),
    page: rows({}, 'read', {
      subject,
      topic: f.name.optional(),
      after: concept.optional(),
      retired: z.boolean(),
      limit: limit.optional(),
    }),
    names: rows({}),
    moved: rows({}),
    retired: rows({}),
    upsert: promise({ curriculum: listOf('concepts') }),
    remove: promise({ ids: concepts }),
    touch: promise({ ids: concepts.min(1) }),
    existing: promise({ ids: concepts }),
    whole: promise({ ids: concepts }),
    dependents: rows({ id: concept }, 'call', { limit: limit.optional() }),
    relationships: promise({ id: concept }),
  },
  model_fits: {
    active: rows({ models: z.array(model) }),
    ofModel: rows({ model }, 'call', { limit }),
    activate: promise({ fit, at: instant }),
  },
  model_fit_concepts: {
    ofFit: rows({ fit }),
    remove: promise({ fit }),
    leftOut: rows({ fit }, 'read'),
  },
  model_tunings: {
    of: promise({ model }),
    begin: promise({ state: z.strictObject({ model, begun, lease: lease.unwrap() }) }),
    extend: promise({ holding, until: instant }),
    end: promise({ holding, last: last.unwrap() }),
    leave: promise({ holding, leaving: z.strictObject({ now: instant, stopped: z.boolean() }) }),
  },
  watermarks: {
    of: promise({ job }),
    advance: promise({ job, recordedBefore: instant, now: instant }),
  },
  learner_usage_days: {
    rollUp: promise({ day: instant }, 'call', { deadline: instant, keep: z.boolean(), without: userIds.optional() }),
    firstDay: promise({ since: instant }),
  },
  platform_usage_days: {
    rollUp: promise({ day: instant }, 'call', { deadline: instant }),
    markChanged: promise({ days: z.array(instant), at: instant }),
    changedSince: promise({ since: instant }),
  },
  storage_samples: {
    keep: promise({ samples: z.array(withoutId(storageSamples.schema)) }, 'call', { before: instant }),
    since: rows({ day: instant }),
  },
} as const;
