import { randomUUID } from 'node:crypto';
import { inspect } from 'node:util';
import type { LearnerScope } from 'adaptive-learning-engine';
import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { users } from '../../src/collections/index.js';
import { PIPELINES } from '../../src/pipelines/index.js';
import { digestOf } from '../support/digest.js';
import { liveFully } from '../support/full-life.js';
import { refusalOf } from '../support/refusal.js';
import { DAY, later } from '../support/stopped-clock.js';
import { answerIn, newAccount, nextEventId, openTutor, type Tutor } from '../support/tutor.js';
import { callsOfEngine, callsOfLearner } from '../support/verb-calls.js';

const SECRET = 'secret.of.the.learner';

let tutor: Tutor;
let learner: LearnerScope;
let session_id: string;
/** An answer of the learner's. */
let answered: string;
let before: string;

beforeAll(async () => {
  tutor = await openTutor();
  ({ learner, session_id } = await liveFully(tutor));
  // The session of these calls is open, so that nothing but the input can be at fault.
  const open = await learner.startSession({ session_type: 'practice', subject: 'Algebra' });
  session_id = open.session_id;
  answered = (await tutor.db.collection('learning_events').findOne({ type: 'answer' }))?.['event_id'] as string;
  before = await digestOf(tutor.db);
});
afterAll(() => tutor[Symbol.asyncDispose]());

type Input = Record<string, unknown>;

interface Call {
  /** The call with its input, whatever that is. */
  readonly run: (input: never) => Promise<unknown>;
  /** An input that would be taken. */
  readonly valid: () => Input;
  /** Fields, by what is asked of them; from these the faults are made. */
  readonly ids?: readonly string[];
  readonly texts?: readonly string[];
  readonly numbers?: readonly string[];
  readonly dates?: readonly string[];
  readonly lists?: readonly string[];
  readonly choices?: readonly string[];
  readonly objects?: readonly string[];
  /** Fields that null is an answer to. */
  readonly nullable?: readonly string[];
  /** It writes without an input too. */
  readonly takesNothing?: true;
  /** A list of such inputs is taken too. */
  readonly takesLists?: true;
  /** Dates that say when something happened: those of the future are refused. */
  readonly times?: readonly string[];
}

const event = () => ({ event_id: nextEventId(), session_id, occurred_at: later(DAY + 3_000_000), metadata: { a: 1 } });
const EVENT = { ids: ['event_id', 'session_id'], dates: ['occurred_at'], times: ['occurred_at'] };

const changed = () => ({
  event_id: nextEventId(),
  occurred_at: later(DAY),
  metadata: { a: 1 },
  ...{ subject: 'Algebra', topic: 'Numbers', concept: 'Fractions' },
});
const CHANGED = {
  ids: ['event_id'],
  texts: ['subject', 'topic', 'concept'],
  dates: ['occurred_at'],
  times: ['occurred_at'],
  objects: ['metadata'],
  takesLists: true,
} as const;

const CALLS: Record<string, Call> = {
  startSession: {
    run: (input) => learner.startSession(input),
    valid: () => ({
      session_id: randomUUID(),
      started_at: later(DAY),
      session_type: 'practice',
      subject: 'Algebra',
      topics: ['Equations'],
      learning_objectives: ['Understand'],
      initial_difficulty_level: 0.5,
      device_type: 'mobile',
      platform: 'ios',
      planned_questions: 5,
      initial_emotional_state: 'hope',
      metadata: { a: 1 },
    }),
    ids: ['session_id'],
    texts: ['subject', 'topics.0', 'learning_objectives.0'],
    numbers: ['initial_difficulty_level', 'planned_questions'],
    dates: ['started_at'],
    times: ['started_at'],
    lists: ['topics', 'learning_objectives'],
    choices: ['session_type', 'device_type', 'platform', 'initial_emotional_state'],
    objects: ['metadata'],
  },
  recordAnswer: {
    run: (input) => learner.recordAnswer(input),
    valid: () => ({
      ...answerIn(session_id),
      ...event(),
      item_id: 'q',
      score: 1,
      rating: 3,
      difficulty_level: 0.5,
      activity_type: 'practice',
      emotional_state: 'hope',
      strategy: 's',
      learning_style: 'visual',
    }),
    ...EVENT,
    texts: ['subject', 'topic', 'concept', 'item_id', 'strategy'],
    numbers: ['response_time_seconds', 'score', 'rating', 'difficulty_level'],
    choices: ['activity_type', 'emotional_state', 'learning_style', 'correct'],
    objects: ['metadata'],
  },
  recordInteraction: {
    run: (input) => learner.recordInteraction(input),
    valid: () => ({
      ...event(),
      interaction_type: 'question',
      user_input: 'Why?',
      ai_response: { text: 'So', provider_used: 'groq', response_time_ms: 1, tokens_used: 1, cost_usd: 0.1 },
      cache_hit: true,
      quality_score: 0.5,
      follow_up: false,
      emotional_context: { detected_emotion: 'hope', confidence: 1, emotional_intensity: 1, adaptation_applied: ['x'] },
      personalization_applied: { difficulty_adjustment: 0, explanation_style: 'concise', content_modifications: ['x'] },
    }),
    ...EVENT,
    texts: ['user_input', 'ai_response.text', 'emotional_context.adaptation_applied.0', 'personalization_applied.explanation_style'],
    numbers: [
      'quality_score',
      'ai_response.response_time_ms',
      'ai_response.tokens_used',
      'ai_response.cost_usd',
      'emotional_context.confidence',
      'personalization_applied.difficulty_adjustment',
    ],
    lists: ['emotional_context.adaptation_applied', 'personalization_applied.content_modifications'],
    choices: ['interaction_type', 'emotional_context.detected_emotion', 'cache_hit', 'follow_up'],
    objects: ['metadata', 'ai_response', 'emotional_context', 'personalization_applied'],
  },
  recordEmotion: {
    run: (input) => learner.recordEmotion(input),
    valid: () => ({ ...event(), emotion: 'hope', intensity: 1, confidence: 1, trigger: 't' }),
    ...EVENT,
    texts: ['trigger'],
    numbers: ['intensity', 'confidence'],
    choices: ['emotion'],
    objects: ['metadata'],
  },
  applyIntervention: {
    run: (input) => learner.applyIntervention(input),
    valid: () => ({ ...event(), intervention_type: 'hint', reason: 'r' }),
    ...EVENT,
    texts: ['intervention_type', 'reason'],
    objects: ['metadata'],
  },
  rateIntervention: {
    run: (input) => learner.rateIntervention(input),
    valid: () => ({ ...event(), intervention_id: 'i', effectiveness_rating: 3 }),
    ...EVENT,
    ids: ['event_id', 'session_id', 'intervention_id'],
    numbers: ['effectiveness_rating'],
    objects: ['metadata'],
  },
  endSession: {
    run: (input) => learner.endSession(input),
    valid: () => ({ session_id, ended_at: later(DAY + 3_600_000), user_satisfaction_rating: 3, perceived_difficulty_rating: 3 }),
    ids: ['session_id'],
    dates: ['ended_at'],
    times: ['ended_at'],
    numbers: ['user_satisfaction_rating', 'perceived_difficulty_rating'],
    takesNothing: true,
  },
  updatePreferences: {
    run: (input) => learner.updatePreferences(input),
    valid: () => ({ privacy_settings: { public_profile: true }, learning_preferences: { feedback_frequency: 'high' } }),
    choices: ['privacy_settings.public_profile', 'learning_preferences.feedback_frequency'],
    objects: ['privacy_settings', 'learning_preferences'],
  },
  updateProfile: {
    run: (input) => learner.updateProfile(input),
    valid: () => ({
      name: 'Ada',
      age: 17,
      education_level: 'graduate',
      timezone: 'Europe/Zurich',
      day_rollover_hour: 3,
      location: { country: 'Switzerland', region: 'Bern' },
      learning_goals: ['Pass'],
      subjects_of_interest: ['Algebra'],
    }),
    texts: ['name', 'timezone', 'location.country', 'location.region', 'learning_goals.0', 'subjects_of_interest.0'],
    nullable: ['name', 'age', 'day_rollover_hour', 'location'],
    numbers: ['age', 'day_rollover_hour'],
    lists: ['learning_goals', 'subjects_of_interest'],
    choices: ['education_level'],
    objects: ['location'],
  },
  recommend: {
    run: (input) => learner.recommend(input),
    valid: () => ({ at: later(0), subject: 'Algebra', limit: 5, horizon: later(30 * DAY), minutes: 20 }),
    texts: ['subject'],
    numbers: ['limit', 'minutes'],
    dates: ['at', 'horizon'],
  },
  dueReviews: {
    run: (input) => learner.dueReviews(input),
    valid: () => ({ at: later(0), subject: 'Algebra', limit: 5, within: 'today' }),
    texts: ['subject'],
    numbers: ['limit'],
    dates: ['at'],
    choices: ['within'],
  },
  mastery: {
    run: (input) => learner.mastery(input),
    valid: () => ({ at: later(0), subject: 'Algebra', topic: 'Equations', concepts: ['Roots'], sort: 'due', limit: 5 }),
    texts: ['subject', 'topic', 'concepts.0'],
    numbers: ['limit'],
    dates: ['at'],
    lists: ['concepts'],
    choices: ['sort'],
  },
  progress: {
    run: (input) => learner.progress(input),
    valid: () => ({ at: later(0), subject: 'Algebra', topic: 'Equations', concepts: ['Roots'], sort: 'weakest', limit: 5 }),
    texts: ['subject', 'topic', 'concepts.0'],
    numbers: ['limit'],
    dates: ['at'],
    lists: ['concepts'],
    choices: ['sort'],
  },
  ability: {
    run: (input) => learner.ability(input),
    valid: () => ({ at: later(0), subject: 'Algebra', topic: 'Equations', concept: 'Roots' }),
    texts: ['subject', 'topic', 'concept'],
    dates: ['at'],
  },
  recentSessions: {
    run: (input) => learner.recentSessions(input),
    valid: () => ({ at: later(0), days: 3, limit: 5 }),
    numbers: ['days', 'limit'],
    dates: ['at'],
  },
  sessionEvents: {
    run: (input) => learner.sessionEvents(input),
    valid: () => ({ session_id, limit: 5 }),
    ids: ['session_id'],
    numbers: ['limit'],
  },
  conceptAnswers: {
    run: (input) => learner.conceptAnswers(input),
    valid: () => ({ subject: 's', topic: 't', concept: 'c', limit: 5, states: true }),
    texts: ['subject', 'topic', 'concept'],
    numbers: ['limit'],
    choices: ['states'],
  },
  undoAnswer: {
    run: (input) => learner.undoAnswer(input),
    valid: () => ({ event_id: answered }),
    ids: ['event_id'],
  },
  reschedule: {
    run: (input) => learner.reschedule(input),
    valid: () => ({ ...changed(), due: later(0) }),
    ...CHANGED,
    choices: ['due'],
  },
  suspend: { run: (input) => learner.suspend(input), valid: () => changed(), ...CHANGED },
  resume: { run: (input) => learner.resume(input), valid: () => changed(), ...CHANGED },
  resetConcept: { run: (input) => learner.resetConcept(input), valid: () => changed(), ...CHANGED },
  previewRatings: {
    run: (input) => learner.previewRatings(input),
    valid: () => ({ session_id, occurred_at: later(DAY), subject: 's', topic: 't', concept: 'c' }),
    ids: ['session_id'],
    texts: ['subject', 'topic', 'concept'],
    dates: ['occurred_at'],
    times: ['occurred_at'],
  },
  createLearner: {
    run: (input) => tutor.engine.createLearner(input),
    valid: () => ({
      ...newAccount(),
      email_verified: true,
      profile: {
        name: 'Ada',
        age: 12,
        education_level: 'graduate',
        timezone: 'UTC',
        day_rollover_hour: 3,
        location: { country: 'CH', region: 'ZH' },
        learning_goals: ['Win'],
        subjects_of_interest: ['Algebra'],
      },
      subscription: {
        plan: 'free',
        expires_at: later(DAY),
        payment_method_id: 'p',
        usage_tracking: { ai_queries_used: 0, ai_queries_limit: 1, reset_date: later(DAY) },
      },
      learning_dna: { motivation_profile: motivation() },
      metadata: { a: 1 },
    }),
    ids: ['user_id'],
    texts: [
      'password_hash',
      'email',
      'profile.name',
      'profile.timezone',
      'profile.location.country',
      'profile.learning_goals.0',
      'subscription.payment_method_id',
      'subscription.plan',
    ],
    numbers: [
      'profile.age',
      'profile.day_rollover_hour',
      'subscription.usage_tracking.ai_queries_limit',
      'learning_dna.motivation_profile.intrinsic_motivation_level',
    ],
    dates: ['subscription.expires_at', 'subscription.usage_tracking.reset_date'],
    lists: ['profile.learning_goals', 'profile.subjects_of_interest'],
    choices: ['profile.education_level', 'email_verified', 'preferences.privacy_settings.emotional_data_usage'],
    objects: ['profile', 'subscription', 'preferences', 'learning_dna', 'metadata'],
  },
  ensureLearner: {
    run: (input) => tutor.engine.ensureLearner(input),
    valid: () => ({ user_id: randomUUID(), timezone: 'UTC' }),
    ids: ['user_id'],
    texts: ['timezone'],
  },
  listConcepts: {
    run: (input) => tutor.engine.listConcepts(input),
    valid: () => ({ subject: 's', topic: 't', retired: true, limit: 10 }),
    texts: ['subject', 'topic', 'cursor'],
    numbers: ['limit'],
    choices: ['retired'],
  },
  renameConcept: {
    run: (input) => tutor.engine.renameConcept(input),
    valid: () => ({ from: concept('Linear equations'), to: concept('Equations of lines') }),
    texts: ['from.subject', 'from.topic', 'from.concept', 'to.subject', 'to.topic', 'to.concept'],
    objects: ['from', 'to'],
  },
  mergeConcepts: {
    run: (input) => tutor.engine.mergeConcepts(input),
    valid: () => ({ from: concept('Equations of lines'), into: concept('Quadratic equations') }),
    texts: ['from.subject', 'from.topic', 'from.concept', 'into.subject', 'into.topic', 'into.concept'],
    objects: ['from', 'into'],
  },
  retireConcept: {
    run: (input) => tutor.engine.retireConcept(input),
    valid: () => ({ ...concept('Quadratic equations'), retired: true }),
    texts: ['subject', 'topic', 'concept'],
    choices: ['retired'],
  },
  closeIdleSessions: {
    run: (input) => tutor.engine.closeIdleSessions(input),
    valid: () => ({ idle_minutes: 500_000, limit: 1 }),
    numbers: ['idle_minutes', 'limit'],
  },
  setAccountStatus: {
    run: (input) => tutor.engine.setAccountStatus(input),
    valid: () => ({ user_id: learner.userId, account_status: 'active' }),
    ids: ['user_id'],
    choices: ['account_status'],
  },
  setEmail: {
    run: (input) => tutor.engine.setEmail(input),
    valid: () => ({ user_id: learner.userId, email: 'new@example.org' }),
    ids: ['user_id'],
    texts: ['email'],
    nullable: ['email'],
  },
};

function concept(name: string) {
  return { subject: 'Algebra', topic: 'Equations', concept: name };
}

function motivation() {
  return {
    goal_orientation: 'mastery',
    intrinsic_motivation_level: 0.5,
    extrinsic_motivation_responsiveness: 0.5,
    feedback_preference: 'immediate',
    achievement_sensitivity: 0.5,
    autonomy_preference: 'guided',
  };
}

const runsCode = () => {
  throw new Error('Code of the value has run');
};

/** What may stand nowhere, whatever the field. */
const HOSTILE: readonly (readonly [string, () => unknown])[] = [
  ['an operator object', () => ({ $ne: null })],
  ['a comparison that finds everything', () => ({ $gt: '' })],
  ['JavaScript for the server', () => ({ $where: 'sleep(1000)' })],
  ['an object that claims to be an ObjectId', () => ({ _bsontype: 'ObjectId', id: SECRET })],
  ['an object with toBSON', () => ({ toBSON: runsCode })],
  ['an object with toJSON', () => ({ toJSON: runsCode, toString: runsCode })],
  ['a getter', () => Object.defineProperty({}, SECRET, { get: runsCode, enumerable: true })],
  ['a __proto__ key', () => JSON.parse('{"__proto__": {"admin": true}}')],
  ['a function', () => runsCode],
  ['a symbol', () => Symbol(SECRET)],
  ['null', () => null],
  ['a Proxy', () => new Proxy({}, TRAPS)],
  ['a Proxy of a list', () => new Proxy([], TRAPS)],
  ['a Proxy of a function', () => new Proxy(runsCode, TRAPS)],
  ['a revoked Proxy', () => revoked()],
  ['an object that inherits from a Proxy', () => Object.create(new Proxy({}, TRAPS))],
  ['an instance whose class says what it is by code', () => new Impostor()],
  ['a list with a hole', () => new Array(3)],
  ['a list with a getter', () => Object.defineProperty([], 0, { get: runsCode, enumerable: true })],
  ['an object nested a hundred thousand deep', () => nested(100_000)],
  ['a circle', () => circle()],
  ['a key with a NUL', () => ({ [`${SECRET}\0`]: 1 })],
];

/** Each look at such a Proxy is an error. */
const TRAPS: ProxyHandler<object> = Object.fromEntries(
  ['get', 'has', 'ownKeys', 'getOwnPropertyDescriptor', 'getPrototypeOf', 'isExtensible', 'apply'].map((trap) => [trap, runsCode]),
);

function revoked(): unknown {
  const { proxy, revoke } = Proxy.revocable([], {});
  revoke();
  return proxy;
}

class Impostor {
  get _bsontype(): string {
    return runsCode();
  }
}

function nested(levels: number): unknown {
  let value: unknown = SECRET;
  for (let level = 0; level < levels; level += 1) value = { inner: value };
  return value;
}

function circle(): unknown {
  const value: { self?: unknown } = {};
  value.self = value;
  return value;
}

const OF_TEXTS = [
  ['an empty string', ''],
  ['half a character', `${SECRET}\ud800`],
  ['a string that is far too long', SECRET.repeat(1_000)],
  ['a number', 7],
  ['a list with a text', [SECRET]],
] as const;

const OF_NUMBERS = [
  ['NaN', Number.NaN],
  ['infinity', Number.POSITIVE_INFINITY],
  ['minus infinity', Number.NEGATIVE_INFINITY],
  ['a number beyond all bounds', 1e300],
  ['a number below all bounds', -1e300],
  ['a number as a text', '5'],
  ['a bigint', 5n],
] as const;

const OF_DATES = [
  ['an invalid date', new Date(Number.NaN)],
  ['a date as a text', '2026-03-02T09:00:00Z'],
  ['a date as a number', 1_772_442_000_000],
  ['the year 1', new Date('0001-01-01T00:00:00Z')],
  ['the year 9999', new Date('9999-12-31T00:00:00Z')],
  ['1969', new Date(-1)],
  ['a subclass of Date', new (class Later extends Date {})()],
] as const;

const OF_IDS = [
  ['an empty string', ''],
  ['a string with a slash', `${SECRET}/1`],
  ['a string with a space', 'a b'],
  ['a string with a line break', `${SECRET}\n1`],
  ['an id that is far too long', 'a'.repeat(200)],
  ['an ObjectId', new ObjectId()],
  ['a number', 7],
  ['a list with an id', ['a']],
] as const;

const OF_CHOICES = [
  ['a choice that is none', SECRET],
  ['a number', 1],
  ['the text of a truth', 'true'],
] as const;

const OF_OBJECTS = [
  ['a string', SECRET],
  ['a number', 7],
  ['a list', [1]],
  ['a class instance', new Map()],
] as const;

type Fault = readonly [field: string, what: string, input: () => unknown];

function faultsOf({
  valid,
  ids = [],
  texts = [],
  numbers = [],
  dates = [],
  times = [],
  lists = [],
  choices = [],
  objects = [],
  nullable = [],
}: Call): Fault[] {
  const spoil = (field: string, what: string, value: unknown): Fault => [field, what, () => withValue(valid(), field.split('.'), value)];
  const each = (fields: readonly string[], values: readonly (readonly [string, unknown])[]) =>
    fields.flatMap((field) => values.map(([what, value]) => spoil(field, what, value)));
  const all = [...ids, ...texts, ...numbers, ...dates, ...choices, ...lists];
  /** A dialogue may hold an empty text; ids of learners and sessions are the host's own. */
  const fits = ([field, what]: Fault) =>
    (what === 'an empty string' && ['user_input', 'ai_response.text'].includes(field)) ||
    (what === 'null' && nullable.includes(field)) ||
    (['a string with a slash', 'a string with a space'].includes(what) && ['session_id', 'user_id'].includes(field));
  return [
    ...each(ids, OF_IDS).filter((fault) => !fits(fault)),
    ...each(texts, OF_TEXTS).filter((fault) => !fits(fault)),
    ...each(numbers, OF_NUMBERS),
    ...each(dates, OF_DATES),
    ...times.map((field) => spoil(field, 'two days ahead', later(3 * DAY + 3_600_001))),
    ...each(choices, OF_CHOICES),
    ...each(objects, OF_OBJECTS),
    ...lists.flatMap((field) => [spoil(field, 'a list that is too long', Array(51).fill('x')), spoil(field, 'a string', SECRET)]),
    ...all
      .flatMap((field) => HOSTILE.map(([what, make]): Fault => [field, what, () => withValue(valid(), field.split('.'), make())]))
      .filter((fault) => !fits(fault)),
    ...objects.map(
      (field): Fault => [field, 'an unknown or hostile part', () => withValue(valid(), [...field.split('.'), '_bsontype'], SECRET)],
    ),
    ...objects.map(
      (field): Fault => [
        field,
        'a getter in it',
        () => withValue(valid(), [...field.split('.'), 'more'], Object.defineProperty({}, 'x', { get: runsCode, enumerable: true })),
      ],
    ),
  ];
}

/** Each text of an input, whatever its field is for, by the keys on the way to it. */
function textsOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value === 'string') return [path];
  if (typeof value !== 'object' || value === null || value instanceof Date) return [];
  return Object.entries(value).flatMap(([key, below]) => textsOf(below, [...path, key]));
}

/** What may not stand in place of the whole input. */
const WHOLE: readonly (readonly [string, (valid: Input) => unknown])[] = [
  ['null', () => null],
  ['a number', () => 7],
  ['a string', () => SECRET],
  ['a list', (valid) => [valid]],
  ['a function', () => runsCode],
  ['an unknown field', (valid) => ({ ...valid, unheard_of: SECRET })],
  ['a user_id that is not the caller’s', (valid) => ({ ...valid, userId: randomUUID() })],
  ['an operator as a field', (valid) => ({ ...valid, $where: '1' })],
  ['a __proto__ key', (valid) => Object.defineProperty({ ...valid }, '__proto__', { value: { admin: true }, enumerable: true })],
  ['a getter', (valid) => Object.defineProperty({ ...valid }, 'more', { get: runsCode, enumerable: true })],
  ['a class instance', (valid) => Object.assign(new (class Input {})(), valid)],
  ['a toBSON method', (valid) => ({ ...valid, toBSON: runsCode })],
];

function withValue(value: unknown, path: readonly string[], next: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return next;
  if (Array.isArray(value)) return value.with(Number(key), withValue(value[Number(key)], rest, next));
  const fields = value as Input;
  return { ...fields, [key]: withValue(fields[key], rest, next) };
}

async function expectRefused(name: string, field: string, call: () => Promise<unknown>): Promise<void> {
  const refusal = await refusalOf(call());
  expect(refusal).toMatchObject({ code: 'invalid_input', where: expect.stringMatching(new RegExp(`^${name}(\\.|$)`)) });
  const top = field.split('.')[0] ?? '';
  // Of hostile objects no part is read, so the call itself is named.
  if (refusal.where !== name) expect(refusal.where?.split('.')[1]).toBe(top);
  for (const text of [refusal.message, refusal.expected, refusal.received]) expect(text ?? '').not.toMatch(/secret|argon2|@example/);
}

test('every call of a learner, and of the engine, that takes an input is in the table', () => {
  const members = Object.entries(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(learner)));
  const calls = members.filter(([name, { value }]) => typeof value === 'function' && name !== 'constructor').map(([name]) => name);
  const withoutInput = ['activeSession', 'profile', 'replay', 'recordAnswers', 'adoptCards', 'query', 'watch', 'exportData'];
  expect(calls.filter((name) => !(name in CALLS) && !withoutInput.includes(name))).toEqual([]);
  const ofEngine = Object.entries(tutor.engine).filter(([, value]) => typeof value === 'function');
  const elsewhere = [
    'setup',
    'verifySchema',
    'migrate',
    'close',
    'as',
    'replay',
    'upsertCurriculum',
    'fit',
    'fits',
    'tune',
    'activate',
    'createLearners',
    'importHistory',
    'recordAnswers',
    'query',
    'watch',
    'aggregateEmotions',
    'rollUp',
    'health',
  ];
  expect(ofEngine.map(([name]) => name).filter((name) => !(name in CALLS) && !elsewhere.includes(name))).toEqual([]);
});

describe.each(Object.entries(CALLS))('%s', (name, call) => {
  test('names two faults of one input, that of the message first', async () => {
    const fields = [call.ids, call.texts, call.numbers, call.dates, call.lists, call.choices, call.objects].flatMap((some) => some ?? []);
    const top = fields.find((field) => !field.includes('.'));
    const input = { ...call.valid(), ...(top !== undefined && { [top]: true }), unheard_of: 1 };
    const { issues = [], where, message } = await refusalOf(call.run(input as never));
    expect(issues.map(({ path }) => path)).toEqual(top === undefined ? [name] : [`${name}.${top}`, name]);
    expect(where).toBe(issues[0]?.path);
    expect(message).toBe(`${issues[0]?.path}: expected ${issues[0]?.expected}, got ${issues[0]?.received}`);
  });

  test('refuses each fault of each field, names it, repeats no text, and writes nothing', async () => {
    const faults = faultsOf(call);
    expect(faults.length).toBeGreaterThan(10);
    for (const [field, what, input] of faults) {
      await expectRefused(name, field, () => call.run(input() as never)).catch((error: unknown) => {
        throw new Error(`${field}: ${what}`, { cause: error });
      });
    }
    expect(await digestOf(tutor.db)).toBe(before);
  });

  test.each(WHOLE)('refuses %s in place of its input, or in it', async (what, make) => {
    if (what === 'a list' && call.takesLists === true) return;
    const refusal = await refusalOf(call.run(make(call.valid()) as never));
    expect(refusal).toMatchObject({ code: 'invalid_input', where: name });
    expect(`${refusal.message} ${refusal.received}`).not.toMatch(/secret|argon2|@example/);
    expect(await digestOf(tutor.db)).toBe(before);
  });

  test('refuses half a character in each of its texts, also those of choices and deep in lists', async () => {
    for (const path of textsOf(call.valid())) {
      const refusal = await refusalOf(call.run(withValue(call.valid(), path, `${SECRET}\udfff`) as never));
      expect(refusal, path.join('.')).toMatchObject({ code: 'invalid_input', where: expect.stringMatching(new RegExp(`^${name}\\.`)) });
      expect(inspect(refusal)).not.toContain(SECRET);
    }
    expect(await digestOf(tutor.db)).toBe(before);
  });

  test('gives a promise, whatever the input: nothing is thrown at the caller', async () => {
    for (const input of [...(call.takesNothing === true ? [] : [undefined]), null, 7, { $ne: 1 }]) {
      const promise = call.run(input as never);
      expect(promise).toBeInstanceOf(Promise);
      await promise.catch(() => undefined);
    }
    expect(await digestOf(tutor.db)).toBe(before);
  });
});

describe('recordAnswers', () => {
  const each = [
    ...faultsOf(CALLS['recordAnswer'] as Call),
    ...WHOLE.map(([what, make]): Fault => ['', what, () => make(CALLS['recordAnswer']?.valid() ?? {})]),
  ];
  const callers = [
    ['of a learner', (answers: readonly unknown[]) => learner.recordAnswers(answers as never)],
    ['of the engine', (answers: readonly unknown[]) => tutor.engine.recordAnswers(answers.map((answer) => withOwner(answer)) as never)],
  ] as const;

  /** The same fault in an answer that names its learner. */
  function withOwner(answer: unknown): unknown {
    const isObject = typeof answer === 'object' && answer !== null && Object.getPrototypeOf(answer) === Object.prototype;
    return isObject ? Object.defineProperty(answer, 'user_id', { value: learner.userId, enumerable: true }) : answer;
  }

  test.each(callers)('%s refuses each faulty answer under its place, repeats no text, and writes nothing', async (_, record) => {
    const report = await record(each.map(([, , input]) => input()));
    expect(report).toMatchObject({ read: each.length, recorded: 0, alreadyRecorded: 0, refused: each.length });
    expect(report.refusals.map(({ position }) => position)).toEqual(each.map((_fault, position) => position));
    for (const { position, error } of report.refusals) {
      const place = `recordAnswers.${position}`;
      expect(error).toMatchObject({ code: 'invalid_input', where: expect.stringMatching(new RegExp(`^${place}(\\.|$)`)) });
      // Of hostile objects no part is read, so the answer itself is named.
      if (error.where !== place) expect(error.where?.split('.')[2]).toBe(each[position]?.[0].split('.')[0]);
      for (const text of [error.message, error.expected, error.received]) expect(text ?? '').not.toMatch(/secret|argon2|@example/);
    }
    expect(await digestOf(tutor.db)).toBe(before);
  });

  test.each([
    ['a user_id that is none', { user_id: '' }, 'recordAnswers.0.user_id'],
    ['an ObjectId as a user_id', { user_id: new ObjectId() }, 'recordAnswers.0.user_id'],
    ['an operator as a user_id', { user_id: { $ne: null } }, 'recordAnswers.0.user_id'],
    ['no user_id', { user_id: undefined }, 'recordAnswers.0.user_id'],
  ])('of the engine refuses %s', async (_, more, where) => {
    const report = await tutor.engine.recordAnswers([{ ...CALLS['recordAnswer']?.valid(), ...more } as never]);
    expect(report.refusals).toMatchObject([{ position: 0, error: { code: 'invalid_input', where } }]);
    expect(await digestOf(tutor.db)).toBe(before);
  });

  test.each([
    ['onProgress', 7, 'onProgress'],
    ['onRefused', {}, 'onRefused'],
    ['onStored', 'tell', 'onStored'],
    ['stopOnError', 'yes', 'stopOnError'],
    ['signal', {}, 'signal'],
  ])('refuses %s as %s', async (field, value, place) => {
    const refusal = await refusalOf(learner.recordAnswers([], { [field]: value } as never));
    expect(refusal).toMatchObject({ code: 'invalid_input', where: `recordAnswers.control.${place}` });
  });
});

test('createLearners refuses each faulty row under its place, repeats no text, and writes nothing', async () => {
  const { valid } = CALLS['createLearner'] as Call;
  const rows = [...faultsOf(CALLS['createLearner'] as Call), ...WHOLE.map(([what, make]): Fault => ['', what, () => make(valid())])];
  const report = await tutor.engine.createLearners(rows.map(([, , input]) => input()) as never);
  expect(report).toMatchObject({ created: 0, alreadyExisted: 0, refused: rows.length, learners: rows.map(() => null) });
  for (const [index, { position, error }] of report.refusals.entries()) {
    const place = `createLearners.${index}`;
    expect(position).toBe(index);
    expect(error).toMatchObject({ code: 'invalid_input', where: expect.stringMatching(new RegExp(`^${place}(\\.|$)`)) });
    if (error.where !== place) expect(error.where?.split('.')[2]).toBe(rows[index]?.[0].split('.')[0]);
    for (const text of [error.message, error.expected, error.received]) expect(text ?? '').not.toMatch(/secret|argon2|@example/);
  }
  expect(await digestOf(tutor.db)).toBe(before);
});

describe('metadata', () => {
  const refused: readonly [string, unknown][] = [
    ['half a character', { note: '\ud83d' }],
    ['half a character as a key', { '\ude00': 1 }],
    ['half a character deep within', { a: [{ b: ['x\udc00'] }] }],
    ['a number that is none', { a: Number.NaN }],
    ['a bigint', { a: 1n }],
    ['a date', { a: new Date(0) }],
    ['an ObjectId', { a: new ObjectId() }],
    ['nothing as a value', { a: undefined }],
    ['17 levels', nested(17)],
    ['a Proxy within', { a: [new Proxy({}, TRAPS)] }],
  ];

  test.each(refused)('of an answer is refused with %s, alone and in an import, and repeats nothing of it', async (_, metadata) => {
    const answer = { ...CALLS['recordAnswer']?.valid(), metadata };
    const alone = await refusalOf(learner.recordAnswer(answer as never));
    expect(alone).toMatchObject({ code: 'invalid_input', where: expect.stringMatching(/^recordAnswer(\.metadata)?$/) });
    const good = { ...CALLS['recordAnswer']?.valid(), event_id: '' };
    const { refusals } = await learner.recordAnswers([answer, good] as never);
    expect(refusals.map(({ position }) => position)).toEqual([0, 1]);
    expect(inspect(alone, { depth: Number.POSITIVE_INFINITY, showHidden: true })).not.toContain(SECRET);
    expect(await digestOf(tutor.db)).toBe(before);
  });
});

describe('the cards that are adopted', () => {
  const card = () => ({ subject: 'French', topic: 'Food', concept: 'pomme', sm2: { ease_factor: 2.3, interval_days: 12, repetitions: 4 } });

  test('are each refused by their place, whatever stands there, and the sum is right', async () => {
    const list: unknown[] = [
      new Proxy({}, TRAPS),
      {
        ...card(),
        sm2: {
          get ease_factor() {
            return runsCode();
          },
        },
      },
      card(),
    ];
    Object.defineProperty(list, 3, { get: runsCode, enumerable: true });
    list.length = 5;
    const { refused, neverReviewed, refusals } = await learner.adoptCards(list as never);
    expect([refused, neverReviewed]).toEqual([4, 1]);
    expect(refusals.map(({ error }) => [error.code, error.where])).toEqual(
      [0, 1, 3, 4].map((position) => ['invalid_input', `adoptCards.${position}`]),
    );
  });

  test('are not sought in a Proxy', async () => {
    for (const list of [new Proxy([], TRAPS), revoked()])
      expect(await refusalOf(learner.adoptCards(list as never))).toMatchObject({ code: 'invalid_input', where: 'adoptCards' });
  });
});

describe('query', () => {
  test.each<[string, unknown, unknown]>([
    ['a name by code', { toString: runsCode, toJSON: runsCode }, {}],
    ['a symbol as a name', Symbol(SECRET), {}],
    ['a Proxy as a name', new Proxy({}, TRAPS), {}],
    ['a string of control characters as a name', `${SECRET}\n\u001b[31m`, {}],
    ['params that are a Proxy', 'user_progress_dashboard', new Proxy({}, TRAPS)],
    ['params that inherit from a Proxy', 'user_progress_dashboard', Object.create(new Proxy({}, TRAPS))],
    ['a getter as a param', 'user_progress_dashboard', Object.defineProperty({}, 'at', { get: runsCode, enumerable: true })],
    ['no params', 'user_progress_dashboard', null],
  ])('refuses %s, and repeats nothing of it', async (_, name, params) => {
    const refusal = await refusalOf(learner.query(name as 'user_progress_dashboard', params as never));
    expect(refusal).toMatchObject({ code: 'invalid_input', where: expect.stringMatching(/^query\./) });
    expect(inspect(refusal)).not.toContain(SECRET);
  });
});

describe('the items of an import', () => {
  test.each<[string, () => unknown]>([
    ['a list whose getter throws', () => Object.defineProperty([0, 0, 0], 1, { get: runsCode, enumerable: true })],
    ['a list with a Proxy', () => [0, new Proxy({}, TRAPS), 0]],
    [
      'an iterator one of whose results cannot be read',
      () => ({
        [Symbol.iterator]: () => {
          let place = -1;
          return {
            next: () => {
              place += 1;
              if (place === 1) return Object.defineProperty({ done: false }, 'value', { get: runsCode });
              return place < 3 ? { done: false, value: 0 } : { done: true, value: undefined };
            },
          };
        },
      }),
    ],
  ])('of %s are each refused by their place, to the last one', async (_, make) => {
    const { read, refusals } = await learner.recordAnswers(make() as never);
    expect(read).toBe(3);
    expect(refusals.map(({ position, error }) => [position, error.code, error.where])).toEqual(
      [0, 1, 2].map((position) => [position, 'invalid_input', `recordAnswers.${position}`]),
    );
  });

  test('are not sought in a Proxy', async () => {
    expect(await refusalOf(learner.recordAnswers(new Proxy([], TRAPS) as never))).toMatchObject({ code: 'invalid_input' });
  });
});

describe('find', () => {
  const users = () => tutor.engine.unsafe.repositories.users;
  const filter = () => ({ user_id: learner.userId });

  test.each<[string, object, string]>([
    ['an unknown option', { limits: 1 }, 'users.find.options'],
    ['an option of the driver', { projection: { email: 1 } }, 'users.find.options'],
    ['a sort that is no direction', { sort: { email: 'asc' } }, 'users.find.sort.email'],
    ['a sort by code', { sort: new Proxy({}, TRAPS) }, 'users.find.sort'],
    ['fields that are no list', { fields: 'email' }, 'users.find.fields'],
    ['a batch of nothing', { batchSize: 0 }, 'users.find.batchSize'],
    ['an index that is no name', { index: { $natural: 1 } }, 'users.find.index'],
    ['options that are a Proxy', new Proxy({}, TRAPS), 'users.find.options'],
  ])('refuses %s', async (_, options, where) => {
    const call = async () =>
      users()
        .find(filter(), options as never)
        .toArray();
    expect(await refusalOf(call())).toMatchObject({ code: 'invalid_input', where });
    const one = refusalOf(users().findOne(filter(), options as never));
    expect(await one).toMatchObject({ code: 'invalid_input', where: where.replace('find', 'findOne') });
  });

  test.each<[string, object]>([
    ['a filter that is a Proxy', new Proxy({}, TRAPS)],
    ['half a character', { email: '\ud800' }],
    ['a path with a line break', { 'email\n\u001b[31m': 1 }],
  ])('refuses %s, and repeats nothing of it raw', async (what, more) => {
    const call = async () =>
      users()
        .find((what === 'a filter that is a Proxy' ? more : { ...filter(), ...more }) as never)
        .toArray();
    const error = await refusalOf(call());
    expect(error.code).toMatch(/invalid_input|access_denied/);
    for (const text of [error.message, error.where, error.received]) expect(text).not.toMatch(/[\p{Cc}\p{Cs}]/u);
  });

  test.each<[string, object]>([
    ['an unknown part', { sets: { 'profile.name': 'x' } }],
    ['a set that is a Proxy', { set: new Proxy({}, TRAPS) }],
    ['an unset that is no list', { unset: 'metadata' }],
    ['an increment that is a list', { increment: [1] }],
    ['a Proxy', new Proxy({}, TRAPS)],
  ])('and an update refuses %s', async (_, update) => {
    expect(await refusalOf(users().updateOne(filter(), update as never))).toMatchObject({ code: 'invalid_input' });
    expect(await digestOf(tutor.db)).toBe(before);
  });
});

/** What no options, and no control, may be: by what is wrong, with where that is found below them. */
const BAD_OPTIONS: readonly (readonly [string, () => unknown, string])[] = [
  ['a misspelt option', () => ({ deadlineMS: 5 }), ''],
  ['an option of symbols', () => ({ [Symbol(SECRET)]: 1 }), ''],
  ['a Proxy', () => new Proxy({}, TRAPS), ''],
  ['a revoked Proxy', () => revoked(), ''],
  ['what inherits from a Proxy', () => Object.create(new Proxy({}, TRAPS)), ''],
  ['an AbortSignal', () => AbortSignal.timeout(60_000), ''],
  ['a list', () => [], ''],
  ['a string', () => SECRET, ''],
  ['null', () => null, ''],
  ['a getter', () => Object.defineProperty({}, 'signal', { get: runsCode, enumerable: true }), '.signal'],
  ['a hidden getter', () => Object.defineProperty({}, 'deadlineMs', { get: runsCode }), '.deadlineMs'],
  ['a Proxy as a signal', () => ({ signal: new Proxy(new AbortController().signal, TRAPS) }), '.signal'],
  ['what claims to be a signal', () => ({ signal: Object.create(AbortSignal.prototype) as AbortSignal }), '.signal'],
  ['no time', () => ({ deadlineMs: 0 }), '.deadlineMs'],
  ['a time that is none', () => ({ deadlineMs: Number.NaN }), '.deadlineMs'],
  ['a Proxy as a time', () => ({ deadlineMs: new Proxy({}, TRAPS) }), '.deadlineMs'],
];

describe('the control of every verb', () => {
  test.each(BAD_OPTIONS)('is refused as %s, by name, and nothing is written', async (_, make, place) => {
    const calls = Object.entries({
      ...callsOfEngine(tutor.engine, { userId: learner.userId, session_id }),
      ...callsOfLearner(learner, session_id),
    });
    expect(calls.length).toBeGreaterThan(35);
    for (const [verb, call] of calls) {
      const refusal = await refusalOf(call(make() as never));
      expect(refusal, verb).toMatchObject({ code: 'invalid_input', where: `${verb}.control${place}` });
      expect(inspect(refusal)).not.toContain(SECRET);
    }
    expect(await digestOf(tutor.db)).toBe(before);
  });

  test('is told the option that was probably meant', async () => {
    const { message } = await refusalOf(learner.profile({ deadlineMS: 5 } as never));
    expect(message).toBe('profile.control: expected only signal, deadlineMs, got the unknown deadlineMS; did you mean deadlineMs?');
    const paged = await refusalOf(learner.query('user_progress_dashboard', {}, { cursr: 'x' } as never));
    expect(paged.message).toMatch(/did you mean cursor\?$/);
  });

  test('is read once: what its maker does to it later changes nothing', async () => {
    const stop = new AbortController();
    const control: { signal?: AbortSignal } = {};
    const reading = learner.profile(control);
    control.signal = stop.signal;
    stop.abort();
    expect((await reading).user_id).toBe(learner.userId);
  });
});

describe('the options of every call of a repository', () => {
  const filter = () => ({ user_id: learner.userId });
  const calls: Record<string, (options: never) => Promise<unknown>> = {
    findOne: async (options) => tutor.engine.repositories.users.findOne(filter(), options),
    find: async (options) => tutor.engine.repositories.users.find(filter(), options).toArray(),
    findPart: async (options) => tutor.engine.repositories.users.findPart(filter(), users.schema.pick({ _id: true }), options).toArray(),
    findUndecoded: async (options) => tutor.engine.repositories.users.findUndecoded(filter(), options).toArray(),
    count: async (options) => tutor.engine.repositories.users.count(filter(), options),
    insertOne: async (options) => tutor.engine.unsafe.repositories.watermarks.insertOne({} as never, options),
    updateOne: async (options) => tutor.engine.unsafe.repositories.users.updateOne(filter(), { set: { 'profile.name': 'x' } }, options),
    run: async (options) => tutor.engine.repositories.users.run(PIPELINES.profile_with_dna, filter(), options).toArray(),
    save: async (options) => tutor.engine.unsafe.repositories.learning_dna.save({ a: 1 } as never, { a: 2 } as never, options),
    stored: async (options) => tutor.engine.repositories.learning_events.stored(learner.userId, 'x', options),
    profileWithDna: async (options) => tutor.engine.repositories.users.profileWithDna(learner.userId, options),
    history: async (options) => tutor.engine.repositories.learning_events.history(learner.userId, options).toArray(),
  };
  /** These spread what they are given into the options of another call, which refuses what is left. */
  const SPREADING = new Set(['profileWithDna', 'history']);

  test.each(Object.keys(calls))('%s are refused when they are none, and nothing is written', async (name) => {
    const bad = BAD_OPTIONS.filter(([what]) => !SPREADING.has(name) || what === 'a misspelt option' || what.endsWith('time'));
    for (const [what, make] of bad) {
      const refusal = await refusalOf((calls[name] as (options: never) => Promise<unknown>)(make() as never));
      expect(refusal, what).toMatchObject({ code: 'invalid_input' });
      expect(refusal.where, what).toMatch(/(options|signal|deadlineMs)$/);
    }
    expect(await digestOf(tutor.db)).toBe(before);
  });
});

describe('replay', () => {
  test.each([undefined, null, 7, '', `${SECRET}\n`, new ObjectId(), { $ne: null }, [randomUUID()], {}])(
    'refuses %s as a learner',
    async (id) => {
      const refusal = await refusalOf(tutor.engine.replay(id as never));
      expect(refusal).toMatchObject({ code: 'invalid_input', where: 'replay.userId' });
      expect(refusal.message).not.toContain('secret');
    },
  );
});

describe('upsertCurriculum', () => {
  const entry = { subject: 's', topic: 't', concept: 'c' };
  test.each([
    ['null', null, ''],
    ['an object', entry, ''],
    ['no entry', [], ''],
    ['a string as an entry', [SECRET], '.0'],
    ['an operator as a name', [{ ...entry, concept: { $ne: null } }], '.0.concept'],
    ['a name that poisons', [{ ...entry, concept: '__proto__' }], '.0.concept'],
    ['a name that the driver reads', [{ ...entry, topic: '_bsontype' }], '.0.topic'],
    ['a description that is too long', [{ ...entry, description: SECRET.repeat(100) }], '.0.description'],
    ['NaN', [{ ...entry, difficulty_level: Number.NaN }], '.0.difficulty_level'],
    ['an unknown field', [{ ...entry, level: 1 }], '.0'],
    ['too many prerequisites', [{ ...entry, prerequisites: Array(51).fill({ concept: 'c' }) }], '.0.prerequisites'],
    ['an unknown field of a prerequisite', [{ ...entry, prerequisites: [{ concept: 'c', weight: 1 }] }], '.0.prerequisites.0'],
    ['metadata that is a list', [{ ...entry, metadata: [1] }], '.0.metadata'],
    ['metadata that is too large', [{ ...entry, metadata: { a: SECRET.repeat(300) } }], '.0.metadata'],
  ])('refuses %s', async (_, input, place) => {
    const refusal = await refusalOf(tutor.engine.upsertCurriculum(input as never));
    expect(refusal).toMatchObject({ code: 'invalid_input', where: `upsertCurriculum${place}` });
    expect(refusal.message).not.toContain('secret');
    expect(await digestOf(tutor.db)).toBe(before);
  });
});

describe('the calls of fits', () => {
  test.each([
    ['migrate', 'a dryRun that is no boolean', { dryRun: 'yes' }, 'migrate.dryRun'],
    ['migrate', 'a version that is none', { to: { learning_events: 0 } }, 'migrate.to.learning_events'],
    ['migrate', 'a collection without migrations', { to: { users: 1 } }, 'migrate.to.users'],
    ['migrate', 'an operator as a version', { to: { learning_events: { $gt: 0 } } }, 'migrate.to.learning_events'],
    ['migrate', 'a lease of no time', { leaseMs: 0 }, 'migrate.leaseMs'],
    ['migrate', 'an unknown field', { dry: true }, 'migrate'],
    ['fit', 'a model that is none', { model: 'sm3' }, 'fit.model'],
    ['fit', 'a model that cannot be fitted', { model: 'sm2' }, 'fit.model'],
    ['fit', 'no model', {}, 'fit.model'],
    ['fit', 'a seed that is half', { model: 'bkt', seed: 0.5 }, 'fit.seed'],
    ['fit', 'a date as a text', { model: 'bkt', since: '2026-01-01' }, 'fit.since'],
    ['fit', 'an operator as a subject', { model: 'bkt', subject: { $ne: null } }, 'fit.subject'],
    ['fit', 'an unknown field', { model: 'bkt', sed: 1 }, 'fit'],
    ['fits', 'no model', {}, 'fits.model'],
    ['fits', 'a limit of 0', { model: 'bkt', limit: 0 }, 'fits.limit'],
    ['activate', 'an operator as a version', { model: 'bkt', params_version: { $gt: '' } }, 'activate.params_version'],
    ['activate', 'a force that is no boolean', { model: 'bkt', params_version: 'x', force: 'yes' }, 'activate.force'],
    ['activate', 'no version', { model: 'bkt' }, 'activate.params_version'],
  ] as const)('%s refuses %s', async (verb, _, input, where) => {
    expect(await refusalOf(tutor.engine[verb](input as never))).toMatchObject({ code: 'invalid_input', where });
    expect(await digestOf(tutor.db)).toBe(before);
  });
});

test('each valid input of the table is taken, so the faults above are what is refused', async () => {
  const { intervention_id } = await learner.applyIntervention({ ...event(), event_id: 'i', intervention_type: 'hint', reason: 'r' });
  expect(intervention_id).toBe('i');
  tutor.clock.set(later(DAY + 3_600_000));
  for (const [name, { run, valid }] of Object.entries(CALLS)) {
    await run(valid() as never).catch((error: unknown) => {
      throw new Error(`${name} was to be taken`, { cause: error });
    });
  }
  expect(await digestOf(tutor.db)).not.toBe(before);
});
