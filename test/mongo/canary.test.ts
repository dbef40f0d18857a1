import { inspect } from 'node:util';
import { AggregationTemporality, InMemoryMetricExporter, MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import type { CallControl, Engine, LearnerScope } from 'adaptive-learning-engine';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { later, MINUTE } from '../support/stopped-clock.js';
import { newAccount, openTutor, type Tutor } from '../support/tutor.js';
import { callsOfEngine, callsOfLearner } from '../support/verb-calls.js';

/** Passes as an id, as a name, as a text and, with a host, as an address; it is sought whatever becomes of the case of its letters. */
const CANARY = 'Canary7b1d';
const SOUGHT = /canary7b1d/i;
/** As a key it is a sentence: a key that looks like the name of a field is shown, for anyone who misspelt one. */
const KEY = `${CANARY}: I feel awful`;

const spans = new InMemorySpanExporter();
const figures = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
const reader = new PeriodicExportingMetricReader({ exporter: figures, exportIntervalMillis: 3_600_000 });
/** Warnings of the process, and what is written to its streams. */
const heard: string[] = [];
/** What the engine logs. */
const logged: string[] = [];
const hear = (warning: Error) => heard.push(inspect(warning));
const streams = [process.stdout, process.stderr].map((stream) => ({ stream, write: stream.write }));

let tutor: Tutor;
let engine: Engine;
let learner: LearnerScope;
beforeAll(async () => {
  const tracers = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] });
  const meters = new MeterProvider({ readers: [reader] });
  const telemetry = { trace: { getTracer: tracers.getTracer.bind(tracers) }, metrics: { getMeter: meters.getMeter.bind(meters) } };
  // The log as it would stand in a file.
  const log = (fields: object, message: string) => void logged.push(`${inspect(fields)} ${message}`);
  const logger = { debug: log, info: log, warn: log, error: log };
  tutor = await openTutor({ telemetry: telemetry as never, logger });
  engine = tutor.engine;
  await engine.createLearner(account());
  learner = engine.as({ userId: CANARY, role: 'system' });
  await learner.startSession({ ...(INPUTS['startSession']?.()[0] as object), session_id: CANARY } as never);
  tutor.clock.set(later(10 * MINUTE));
  process.on('warning', hear);
  for (const { stream, write } of streams) {
    stream.write = ((...args: Parameters<typeof write>) => {
      heard.push(String(args[0]));
      return write.apply(stream, args);
    }) as typeof write;
  }
});
afterAll(async () => {
  process.off('warning', hear);
  for (const { stream, write } of streams) stream.write = write;
  await reader.shutdown();
  await tutor[Symbol.asyncDispose]();
});

const metadata = () => ({ [KEY]: CANARY, list: [{ [KEY]: CANARY }] });
const concept = { subject: CANARY, topic: CANARY, concept: CANARY };
const event = () => ({ event_id: CANARY, session_id: CANARY, occurred_at: later(MINUTE), metadata: metadata() });
const answer = () => ({ ...event(), ...concept, correct: true, response_time_seconds: 3, item_id: CANARY, strategy: CANARY });
const account = () => ({
  ...newAccount(),
  user_id: CANARY,
  email: `${CANARY}@example.org`,
  password_hash: CANARY,
  profile: {
    name: CANARY,
    timezone: 'UTC',
    location: { country: CANARY, region: CANARY },
    learning_goals: [CANARY],
    subjects_of_interest: [CANARY],
  },
  subscription: { plan: CANARY, payment_method_id: CANARY },
  metadata: metadata(),
});

/** What verbs are given, with the canary in each field that takes a text; of the verbs that are not here no argument takes one. */
const INPUTS: Readonly<Record<string, () => readonly unknown[]>> = {
  createLearner: () => [account()],
  createLearners: () => [[account(), { ...account(), user_id: 'another' }]],
  ensureLearner: () => [{ user_id: `${CANARY}-2`, timezone: 'UTC' }],
  setEmail: () => [{ user_id: CANARY, email: `${CANARY}+2@example.org` }],
  setAccountStatus: () => [{ user_id: CANARY, account_status: 'active' }],
  upsertCurriculum: () => [
    [{ ...concept, description: CANARY, prerequisites: [{ ...concept, concept: `${CANARY} 2` }], metadata: metadata() }],
  ],
  fit: () => [{ model: CANARY, subject: CANARY }],
  activate: () => [{ model: 'bkt', params_version: CANARY }],
  fits: () => [{ model: CANARY }],
  importHistory: () => [[{ user_id: CANARY, at: later(MINUTE), ...concept, correct: true, item_id: CANARY }]],
  aggregateEmotions: () => [{ since: later(0), user_id: CANARY }],
  'engine.recordAnswers': () => [[{ ...answer(), user_id: CANARY }]],
  'engine.query': () => ['hardest_concepts', { subject: CANARY }],
  'engine.replay': () => [CANARY],
  startSession: () => [
    {
      session_type: 'practice',
      subject: CANARY,
      topics: [CANARY],
      learning_objectives: [CANARY],
      session_id: `${CANARY}-2`,
      metadata: metadata(),
    },
  ],
  recordAnswer: () => [answer()],
  recordAnswers: () => [[answer()]],
  adoptCards: () => [
    [{ ...concept, event_id: CANARY, sm2: { ease_factor: 2.5, interval_days: 6, repetitions: 2 }, due: later(0), metadata: metadata() }],
  ],
  recordInteraction: () => [
    {
      ...event(),
      event_id: `${CANARY}-i`,
      interaction_type: 'question',
      user_input: CANARY,
      ai_response: { text: CANARY, provider_used: CANARY, response_time_ms: 1, tokens_used: 1, cost_usd: 0 },
    },
  ],
  recordEmotion: () => [{ ...event(), event_id: `${CANARY}-e`, emotion: 'hope', intensity: 1, confidence: 1, trigger: CANARY }],
  applyIntervention: () => [{ ...event(), event_id: `${CANARY}-a`, intervention_type: CANARY, reason: CANARY }],
  rateIntervention: () => [{ ...event(), event_id: `${CANARY}-r`, intervention_id: CANARY, effectiveness_rating: 3 }],
  endSession: () => [{ session_id: CANARY, ended_at: later(2 * MINUTE) }],
  ability: () => [{ subject: CANARY, topic: CANARY, concept: CANARY }],
  recommend: () => [{ subject: CANARY }],
  dueReviews: () => [{ subject: CANARY }],
  mastery: () => [{ subject: CANARY }],
  progress: () => [{ subject: CANARY }],
  sessionEvents: () => [{ session_id: CANARY }],
  conceptAnswers: () => [concept],
  query: () => ['user_progress_dashboard', { subject: CANARY }],
  updatePreferences: () => [{ privacy_settings: { public_profile: true } }],
  listConcepts: () => [{ subject: CANARY }],
  renameConcept: () => [{ from: concept, to: { ...concept, concept: `${CANARY} 3` } }],
  mergeConcepts: () => [{ from: concept, into: { ...concept, concept: `${CANARY} 2` } }],
  retireConcept: () => [concept],
  undoAnswer: () => [{ event_id: CANARY }],
  reschedule: () => [{ ...concept, due: '2026-04-01' }],
  resetConcept: () => [concept],
  suspend: () => [concept],
  resume: () => [concept],
  previewRatings: () => [concept],
  updateProfile: () => [{ name: CANARY, timezone: 'UTC', location: { country: CANARY }, learning_goals: [CANARY] }],
};

/** Verbs none of whose arguments takes a text. */
const WITHOUT_TEXT = [
  'setup',
  'verifySchema',
  'closeIdleSessions',
  'rollUp',
  'migrate',
  'tune',
  'health',
  'watch',
  'activeSession',
  'exportData',
  'profile',
  'recentSessions',
  'replay',
];

type Call = (control: CallControl, change: (input: unknown) => unknown) => Promise<unknown>;

/** Every verb that takes a text, of the engine and of a learner. */
function planted(on: Engine, as: LearnerScope): [string, Call][] {
  const all = (target: object, whose: string, verbs: object): [string, Call][] =>
    Object.keys(verbs).flatMap((verb) => {
      const input = INPUTS[`${whose}.${verb}`] ?? INPUTS[verb];
      if (input === undefined) return [];
      const run = Reflect.get(target, verb) as (...args: unknown[]) => Promise<unknown>;
      const call: Call = (control, change) => {
        const args = input();
        return run.apply(target, [...args.slice(0, -1), change(args.at(-1)), control]);
      };
      return [[`${whose}.${verb}`, call]];
    });
  return [
    ...all(on, 'engine', callsOfEngine(on, { userId: CANARY, session_id: CANARY })),
    ...all(as, 'learner', callsOfLearner(as, CANARY)),
  ];
}

/** All that a log, a console or a tool makes of what a call came to; refusals of an import are in its report. */
function told(outcome: unknown): string {
  const errors =
    outcome instanceof Error
      ? [outcome]
      : ((outcome as { refusals?: { error: Error }[] } | null)?.refusals ?? []).map(({ error }) => error);
  return errors
    .flatMap((error) => [
      inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true, getters: true }),
      String(error),
      String(error.stack),
      JSON.stringify(error),
      JSON.stringify({ ...error }),
    ])
    .join('\n');
}

async function toldOf(calls: readonly [string, Call][], control: () => CallControl, change: (input: unknown) => unknown): Promise<number> {
  let failures = 0;
  for (const [verb, call] of calls) {
    const outcome = await call(control(), change).catch((error: unknown) => error);
    const text = told(outcome);
    if (text !== '') failures += 1;
    expect(SOUGHT.exec(text)?.[0] === undefined ? '' : text, verb).toBe('');
  }
  return failures;
}

const same = (input: unknown) => input;
/** The same of each object of a list, or of the input itself. */
const inEach = (change: (input: Record<string, unknown>) => unknown) => (input: unknown) =>
  Array.isArray(input)
    ? input.map(change as (input: unknown) => unknown)
    : typeof input === 'object' && input !== null
      ? change(input as Record<string, unknown>)
      : `${CANARY}\n${CANARY}`;
const everyField = (value: (before: unknown) => unknown) =>
  inEach((input) => Object.fromEntries(Object.entries(input).map(([key, before]) => [key, value(before)])));
const oneField = (value: unknown, place: number) =>
  inEach((input) => {
    const keys = Object.keys(input);
    return { ...input, [keys[place % keys.length] as string]: value };
  });

/** What goes wrong, and of how many calls at least. */
const SITUATIONS: readonly (readonly [string, (input: unknown) => unknown, number])[] = [
  ['a key that nobody knows', inEach((input) => ({ ...input, [KEY]: CANARY })), 25],
  ['a key with control characters', inEach((input) => ({ ...input, [`${CANARY}\n\u001b[31m\u202e`]: CANARY })), 25],
  ['an operator for each field', everyField(() => ({ $gt: CANARY, [KEY]: CANARY })), 25],
  ['a list for each field', everyField(() => [CANARY, { [KEY]: CANARY }]), 25],
  ['a string that is far too long for each field', everyField(() => CANARY.repeat(2_000)), 25],
  ['a string with a line break for each field', everyField(() => `${CANARY}\n`), 20],
  ['half a character in each field', everyField(() => `${CANARY}\ud800`), 25],
  ...[0, 1, 2, 3, 4, 5].map(
    (place) => [`a wrong value in field ${place}, the others as they are`, oneField([{ [KEY]: CANARY }], place), 20] as const,
  ),
];

test('every verb has its input here, or takes no text', () => {
  const verbs = [...Object.keys(callsOfEngine(engine, { userId: '', session_id: '' })), ...Object.keys(callsOfLearner(learner, ''))];
  expect(verbs.filter((verb) => !(verb in INPUTS) && !WITHOUT_TEXT.includes(verb))).toEqual([]);
});

test.each(SITUATIONS)('no error of any verb tells what was given with %s', async (_, change, atLeast) => {
  expect(await toldOf(planted(engine, learner), () => ({}), change)).toBeGreaterThanOrEqual(atLeast);
});

test('none tells it when the call is aborted, ends at its deadline, or comes to an engine that is closed', async () => {
  const calls = planted(engine, learner);
  expect(await toldOf(calls, () => ({ signal: AbortSignal.abort() }), same)).toBe(calls.length);
  expect(await toldOf(calls, () => ({ deadlineMs: 0.001 }), same)).toBeGreaterThan(20);
  const closed = await tutor.another();
  const own = closed.as({ userId: CANARY, role: 'system' });
  await closed.close();
  expect(await toldOf(planted(closed, own), () => ({}), same)).toBe(calls.length);
});

test('none tells it when the learner is unknown, the id or the address is taken, or the event is another', async () => {
  const calls = planted(engine, learner);
  const unknown = engine.as({ userId: `${CANARY}-nobody`, role: 'system' });
  expect(
    await toldOf(
      planted(engine, unknown).filter(([verb]) => verb.startsWith('learner.')),
      () => ({}),
      same,
    ),
  ).toBeGreaterThan(15);
  await toldOf(calls, () => ({}), same);
  // Sent again with another body: a conflict, or an address that is taken.
  const other = inEach((input) => ({
    ...input,
    ...('metadata' in input ? { metadata: { [KEY]: 2 } } : {}),
    ...('email' in input && !('profile' in input) ? { user_id: 'another' } : {}),
  }));
  expect(await toldOf(calls, () => ({}), other)).toBeGreaterThan(7);
});

test('none tells it when the validator of the server refuses what is written, which says why with the document itself', async () => {
  const { db } = tutor;
  const named = await db.listCollections().toArray();
  for (const { name } of named)
    await db.command({ collMod: name, validator: { nobody_has_this: { $exists: true } }, validationLevel: 'strict' });
  const fresh = (text: string) => text.replace(CANARY, `${CANARY}${Math.random().toString(36).slice(2, 8)}`);
  const change = inEach((input) => ({
    ...input,
    ...('event_id' in input ? { event_id: fresh(CANARY) } : {}),
    ...('session_id' in input && 'session_type' in input ? { session_id: fresh(CANARY) } : {}),
    ...('user_id' in input && 'profile' in input ? { user_id: fresh(CANARY), email: `${fresh(CANARY)}@example.org` } : {}),
  }));
  const outcomes: string[] = [];
  for (const [verb, call] of planted(engine, learner)) {
    const outcome: unknown = await call({ deadlineMs: 3_000 }, change).catch((error: unknown) => error);
    expect(told(outcome), verb).not.toMatch(SOUGHT);
    if (outcome instanceof Error && /validator refused/.test(outcome.message)) outcomes.push(verb);
  }
  expect(outcomes).toEqual(
    expect.arrayContaining(['engine.createLearner', 'learner.recordAnswer', 'learner.recordInteraction', 'learner.startSession']),
  );
});

test('neither do spans, figures, warnings of the process, nor anything that it has written', async () => {
  await reader.forceFlush();
  expect(spans.getFinishedSpans().length).toBeGreaterThan(100);
  const ofSpans = spans.getFinishedSpans().map(({ name, attributes, status, events, links }) => [name, attributes, status, events, links]);
  expect(JSON.stringify(ofSpans)).not.toMatch(SOUGHT);
  expect(JSON.stringify(figures.getMetrics().map(({ scopeMetrics }) => scopeMetrics))).not.toMatch(SOUGHT);
  expect(heard.filter((text) => SOUGHT.test(text))).toEqual([]);
  expect(logged.length).toBeGreaterThan(0);
  expect(logged.filter((text) => SOUGHT.test(text))).toEqual([]);
});
