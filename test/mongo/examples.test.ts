import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { AdaptiveLearningError, createEngine, type Engine } from 'adaptive-learning-engine';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { buildApp } from '../../examples/fastify-tutor.js';
import { leitner } from '../../examples/own-scheduler.js';
import { fencedCode, markedBlock, README } from '../examples/readme.js';
import { runExample } from '../examples/run-example.js';
import { openDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let engine: Engine;
let userId: string;

beforeAll(async () => {
  database = await openDatabase();
  engine = await createEngine({ db: database.db });
  await engine.setup();
  ({ user_id: userId } = await engine.createLearner({
    email: 'ada@example.org',
    password_hash: 'x',
    profile: { name: 'Ada', education_level: 'high_school', timezone: 'UTC' },
  }));
});
afterAll(() => database[Symbol.asyncDispose]());

const concept = { subject: 'Algebra', topic: 'Equations', concept: 'Brackets' } as const;

test('examples/quickstart.ts runs, predicts, learns and recommends what has come into reach', async () => {
  const printed = await runExample('examples/quickstart.ts', { MONGODB_URI: inject('mongoUri') });
  expect(printed.trimEnd().split('\n')).toEqual([
    expect.stringMatching(/^Predicted 0\.\d\d, mastery now 0\.\d\d$/),
    expect.stringMatching(/^Next: Two-step equations \(ready_to_learn\)$/),
    expect.stringMatching(/^Next: One-step equations \(practised_today\)$/),
    '1 question, 1 right',
  ]);
});

/** The numbers that the README shows of its quickstart's output. */
const SHOWN = [...README.matchAll(/^ {4}[{[].*$/gm)].flatMap(([line]) => [...line.matchAll(/(\w+): ([\d.e-]+)/g)]).map(([pair]) => pair);

/** The same numbers as they were printed, each as short as it is shown. */
function roundedAs(shown: readonly string[], printed: string): readonly string[] {
  return shown.map((pair) => {
    const [name = '', digits = ''] = pair.split(': ');
    const value = Number(new RegExp(`\\b${name}: ([\\d.e-]+)`).exec(printed)?.[1]);
    const places = /\.(\d+)$/.exec(digits)?.[1]?.length ?? 0;
    return `${name}: ${digits.includes('e') ? value.toExponential(0) : value.toFixed(places)}`;
  });
}

describe('README.md', () => {
  test('its quickstart runs as it stands, in a fresh process', async () => {
    const file = `.cache/readme-${randomBytes(4).toString('hex')}.ts`;
    mkdirSync('.cache', { recursive: true });
    writeFileSync(file, fencedCode('ts'));
    try {
      const printed = await runExample(file, { MONGODB_URI: inject('mongoUri') });
      expect(printed).toContain("concept: 'Brackets'");
      expect(roundedAs(SHOWN, printed)).toEqual(SHOWN);
    } finally {
      rmSync(file);
    }
  });

  test('the error that it shows is the one that comes', async () => {
    const answer = { event_id: 'a', session_id: randomUUID(), ...concept, correct: true, response_time_seconds: -12 };
    const error = await engine
      .as({ userId, role: 'learner' })
      .recordAnswer(answer)
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(AdaptiveLearningError);
    const { name, message, code, where, expected, received } = error as AdaptiveLearningError;
    const shown = [
      `${name}: ${message}`,
      ...Object.entries({ code, where, expected, received }).map(([key, value]) => `  ${key}: '${value}'`),
    ];
    expect(markedBlock('error').replaceAll(/^ {4}/gm, '')).toBe(shown.join('\n'));
  });
});

test('examples/own-scheduler.ts: the engine schedules by Leitner’s boxes, and says so in the log', async () => {
  const boxes = await createEngine({ db: database.db, scheduler: { model: leitner } });
  const learner = boxes.as({ userId, role: 'learner' });
  const id = { subject: 'Algebra', topic: 'Boxes', concept: 'Card' };
  const { session_id } = await learner.startSession({
    session_type: 'revision',
    subject: 'Algebra',
    started_at: new Date('2026-01-01T10:00:00Z'),
  });
  const intervals: number[] = [];
  for (const [day, rating] of [
    [1, 3],
    [2, 3],
    [4, 3],
    [8, 1],
    [9, 3],
  ] as const) {
    const occurred_at = new Date(Date.UTC(2026, 0, day, 12));
    const correct = rating > 1;
    const outcome = await learner.recordAnswer({
      event_id: `day-${day}`,
      session_id,
      ...id,
      correct,
      rating,
      response_time_seconds: 5,
      occurred_at,
    });
    intervals.push(outcome.repetition_interval_days);
    // Due when the day begins, at four in the morning.
    expect(outcome.next_review_date).toEqual(new Date(Date.UTC(2026, 0, day + outcome.repetition_interval_days, 4)));
  }
  expect(intervals).toEqual([1, 2, 4, 1, 2]);
  const [newest] = (await learner.conceptAnswers(id)).rows;
  expect(newest).toMatchObject({ provenance: { scheduler: { name: 'leitner', version: '1' } } });
});

describe('examples/fastify-tutor.ts', () => {
  let address: string;
  let close: () => Promise<unknown>;

  beforeAll(async () => {
    const app = buildApp(engine);
    // biome-ignore lint/nursery/useAwaitThenable: Fastify's overloads hide the promise from the rule
    address = await app.listen({ host: '127.0.0.1', port: 0 });
    close = () => app.close();
  });
  afterAll(() => close());

  async function call(method: 'GET' | 'POST', path: string, body?: unknown, learner = userId) {
    const reply = await fetch(`${address}${path}`, {
      method,
      headers: { 'x-learner-id': learner, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: reply.status, body: (await reply.json()) as Record<string, unknown> };
  }

  const started = () => call('POST', '/sessions', { session_type: 'practice', subject: 'Algebra' });
  const answer = (session_id: unknown, event_id: string) => ({ event_id, session_id, ...concept, correct: true, response_time_seconds: 9 });

  test('a learner starts a session, answers, is told what comes next, and ends it', async () => {
    const { status, body: session } = await started();
    expect(status).toBe(201);
    const first = await call('POST', '/answers', answer(session['session_id'], 'http-1'));
    expect(first).toMatchObject({ status: 200, body: { concept: 'Brackets', correct: true, predicted: expect.any(Number) } });
    expect((await call('POST', '/answers', answer(session['session_id'], 'http-1'))).body).toEqual(first.body);
    const next = await call('GET', '/next?limit=3');
    expect(next.body['rows']).toEqual(expect.arrayContaining([expect.objectContaining({ concept: 'Brackets' })]));
    const ended = await call('POST', `/sessions/${String(session['session_id'])}/end`);
    expect(ended).toMatchObject({ status: 200, body: { performance_metrics: { questions_attempted: 1 } } });
  });

  test('an answer may say in JSON when it was given', async () => {
    const { body: session } = await started();
    const late = { ...answer(session['session_id'], 'http-late'), occurred_at: session['started_at'] };
    expect(await call('POST', '/answers', late)).toMatchObject({ status: 200, body: { occurred_at: session['started_at'] } });
  });

  test('each way of refusing has its status, and the message names the field', async () => {
    const { body: session } = await started();
    await call('POST', '/answers', answer(session['session_id'], 'http-2'));
    const bad = await call('POST', '/answers', { ...answer(session['session_id'], 'http-3'), correct: 'yes' });
    expect(bad).toEqual({
      status: 400,
      body: { code: 'invalid_input', message: 'recordAnswer.correct: expected true or false, got a string of 3 characters' },
    });
    const conflict = await call('POST', '/answers', { ...answer(session['session_id'], 'http-2'), correct: false });
    expect(conflict).toMatchObject({ status: 409, body: { code: 'event_conflict' } });
    expect(await call('POST', '/answers', answer(randomUUID(), 'http-4'))).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect(await call('POST', '/sessions')).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
    expect(await call('GET', '/next?limit=many')).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
    expect(await call('GET', '/next', undefined, 'nobody')).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });

  test('one learner cannot answer in another’s session', async () => {
    const { body: session } = await started();
    const { user_id: stranger } = await engine.createLearner({
      email: 'eve@example.org',
      password_hash: 'x',
      profile: { name: 'Eve', education_level: 'high_school', timezone: 'UTC' },
    });
    expect(await call('POST', '/answers', answer(session['session_id'], 'http-5'), stranger)).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    });
  });
});

test('examples/mongoose-host.ts: an app with users of its own moves 3,000 cards over, and its collections stay as they were', async () => {
  const printed = await runExample('examples/mongoose-host.ts', { MONGODB_URI: inject('mongoUri') });
  const [moved, due, next, ...own] = printed.trimEnd().split('\n');
  expect(moved).toBe('3000 cards moved over');
  // Of twenty due dates in turn, five lie before today and one on it; the hour decides where the ends of today fall.
  expect(due).toMatch(/^(250|300|350) due today$/);
  expect(next).toMatch(/^Next review of word \d+ in \d+ days?$/);
  expect(own.sort()).toEqual([
    'cards: 3000 documents, indexes _id_, options {}',
    'users: 3 documents, indexes _id_ and nick_1, options {}',
  ]);
});

test('examples/host-transaction.ts: a coin and an answer are stored together, or neither', async () => {
  const printed = await runExample('examples/host-transaction.ts', { MONGODB_URI: inject('mongoUri') });
  expect(printed.trimEnd().split('\n')).toEqual([
    'paid: 0 coins, 1 answers',
    'refused: no coins left',
    'after the refusal: 0 coins, 1 answers',
    'paid again: 0 coins, 2 answers',
  ]);
});
