import { randomUUID } from 'node:crypto';
import { createEngine, type LoggedFields, type Logger } from 'adaptive-learning-engine';
import { defineModule, moduleJob } from 'adaptive-learning-engine/modules';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { LOG_EVENTS } from '../../src/runtime/index.js';
import { refusalOf } from '../support/refusal.js';
import { type SmallOplogServer, startSmallOplog } from '../support/small-oplog-server.js';
import { newAccount, openTutor, type Tutor } from '../support/tutor.js';

interface Logged extends LoggedFields {
  readonly level: string;
  readonly message: string;
}

/** A logger that keeps what it is told. */
function listening(): { readonly logger: Logger; readonly logged: Logged[] } {
  const logged: Logged[] = [];
  const at = (level: string) => (fields: LoggedFields, message: string) => void logged.push({ ...fields, level, message });
  return { logger: { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }, logged };
}

let tutor: Tutor;
beforeAll(async () => {
  tutor = await openTutor();
});
afterAll(() => tutor[Symbol.asyncDispose]());

async function open(more: Partial<Parameters<Tutor['another']>[0]> = {}) {
  const { logger, logged } = listening();
  const engine = await tutor.another({ logger, ...more });
  onTestFinished(() => engine.close());
  // The tests' client has no socket timeout.
  if (more.encryption !== undefined || !('encryption' in more)) logged.splice(0);
  const named = (event: string) => logged.filter((entry) => entry.event === event);
  return { engine, logged, named };
}

const answer = () => ({
  event_id: randomUUID(),
  subject: 'Algebra',
  topic: 'Lines',
  concept: 'Slope',
  correct: true,
  response_time_seconds: 4,
});

test('attempts that are made again are logged with the call, their number and the reason', async () => {
  const { engine, named } = await open();
  const { engine: other } = await open();
  const { user_id: userId } = await engine.createLearner(newAccount());
  const answers = [engine, other].map((each) => each.as({ userId, role: 'learner' }));
  await Promise.all(Array.from({ length: 40 }, (_, n) => answers[n % 2]?.recordAnswer(answer())));
  expect(named('retried')[0]).toEqual({
    event: 'retried',
    level: 'debug',
    message: LOG_EVENTS.retried.message,
    call: 'recordAnswer',
    attempt: 1,
    reason: expect.any(String),
  });
});

test('jobs are logged when they finish and when they fail', async () => {
  const good = moduleJob({ summary: 'Works.', everyMinutes: 60, run: async () => ({ done: true }) });
  const bad = moduleJob({
    summary: 'Fails.',
    everyMinutes: 60,
    run: () => Promise.reject(new TypeError('a learner wrote canary-7731')),
  });
  const { logger, logged } = listening();
  const engine = await createEngine({
    db: tutor.db,
    cache: false,
    tuning: 'manual',
    encryption: false,
    logger,
    modules: [defineModule({ name: 'chores', summary: 'Chores.', jobs: { good, bad } })],
  });
  onTestFinished(() => engine.close());
  await engine.jobs.run('chores.good');
  await expect(engine.jobs.run('chores.bad')).rejects.toThrow('canary-7731');
  const ofJobs = logged.filter(({ event }) => event.startsWith('job_'));
  expect(ofJobs).toEqual([
    { event: 'job_finished', level: 'info', message: 'A job finished.', job: 'chores.good', milliseconds: expect.any(Number) },
    { event: 'job_failed', level: 'error', message: LOG_EVENTS.job_failed.message, job: 'chores.bad', code: 'TypeError', reason: '' },
  ]);
  expect(JSON.stringify(logged)).not.toContain('canary');
});

test('an onError that throws is logged, and the jobs go on', async () => {
  const warned: Error[] = [];
  const note = (warning: Error) => void warned.push(warning);
  process.on('warning', note);
  onTestFinished(() => void process.off('warning', note));
  const bad = moduleJob({ summary: 'Fails.', everyMinutes: 0.001, run: () => Promise.reject(new TypeError('canary-7731')) });
  const { logger, logged } = listening();
  const engine = await createEngine({
    db: tutor.db,
    cache: false,
    tuning: 'manual',
    encryption: false,
    logger,
    modules: [defineModule({ name: 'repairs', summary: 'Repairs.', jobs: { bad } })],
  });
  onTestFinished(() => engine.close());
  const onError = () => {
    throw new RangeError('canary-7731');
  };
  engine.jobs.start({ only: ['repairs.bad'], onError });
  const failures = () => logged.filter(({ event }) => event === 'on_error_failed');
  await expect.poll(failures, { timeout: 10_000 }).toHaveLength(2);
  expect(failures()[0]).toEqual({
    event: 'on_error_failed',
    level: 'error',
    message: LOG_EVENTS.on_error_failed.message,
    job: 'repairs.bad',
    code: 'RangeError',
    reason: '',
  });
  expect(JSON.stringify(logged)).not.toContain('canary');
  expect(warned).toEqual([]);
});

test('what a caller did wrong is no event, what the system did wrong is one', async () => {
  const { engine, logged, named } = await open();
  await refusalOf(engine.as({ userId: 'nobody', role: 'learner' }).recordAnswer(answer()));
  await refusalOf(engine.createLearner({ profile: {} } as never));
  expect(logged).toEqual([]);
  const { user_id } = await engine.createLearner(newAccount());
  await tutor.db.collection('users').updateOne({ user_id }, { $set: { created_at: 'canary-7731' } }, { bypassDocumentValidation: true });
  await refusalOf(engine.as({ userId: user_id, role: 'learner' }).profile());
  expect(named('call_failed')).toMatchObject([{ level: 'warn', call: 'learner.profile', code: 'corrupt_document' }]);
  expect(JSON.stringify(logged)).not.toContain('canary');
});

test('a fit that is refused is logged with its verdict', async () => {
  const { engine, named } = await open();
  const { user_id: userId } = await engine.createLearner(newAccount());
  for (let n = 0; n < 3; n += 1) await engine.as({ userId, role: 'learner' }).recordAnswer(answer());
  const { params_version, verdict } = await engine.fit({ model: 'bkt' });
  const refused = await refusalOf(engine.activate({ model: 'bkt', params_version }));
  expect(refused.code).toBe('fit_refused');
  expect(named('fit_refused')).toMatchObject([{ level: 'warn', model: 'bkt', params_version, verdict }]);
});

test('a cache store that fails is logged once, and once when it answers again', async () => {
  let isDown = false;
  const kept = new Map<string, string>();
  const fail = () => Promise.reject(new Error('down'));
  const store = {
    get: (key: string) => (isDown ? fail() : Promise.resolve(kept.get(key))),
    set: (key: string, text: string) => (isDown ? fail() : Promise.resolve(void kept.set(key, text))),
  };
  const { engine, logged } = await open({ cache: { store } });
  const { user_id: userId } = await engine.createLearner(newAccount());
  const learner = engine.as({ userId, role: 'learner' });
  isDown = true;
  await learner.recordAnswer(answer());
  await learner.recordAnswer(answer());
  isDown = false;
  await expect
    .poll(() => logged.filter(({ event }) => event.startsWith('cache_')).map(({ event }) => event))
    .toEqual(['cache_unavailable', 'cache_available']);
});

test('unsafe settings are logged in the place of warnings of the process', async () => {
  const warned: Error[] = [];
  const note = (warning: Error) => void warned.push(warning);
  process.on('warning', note);
  onTestFinished(() => void process.off('warning', note));
  const { logged } = await open({ encryption: undefined });
  expect(logged.map(({ event }) => event)).toEqual(['no_socket_timeout', 'not_encrypted']);
  await new Promise(setImmediate);
  expect(warned).toEqual([]);
});

test('pino fits as it is', async () => {
  const lines: string[] = [];
  const logger = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
  const engine = await tutor.another({ encryption: undefined, logger });
  onTestFinished(() => engine.close());
  expect(lines.map((line) => JSON.parse(line) as object)).toContainEqual(
    expect.objectContaining({ level: 40, event: 'not_encrypted', msg: LOG_EVENTS.not_encrypted.message }),
  );
});

test('a logger that throws or rejects ends nothing; one that lacks methods is refused with all their names', async () => {
  const loud = (): never => {
    throw new Error('no disk');
  };
  const engine = await tutor.another({
    encryption: undefined,
    logger: { debug: loud, info: loud, warn: loud, error: (() => Promise.reject(new Error('no disk'))) as never },
  });
  onTestFinished(() => engine.close());
  const { user_id: userId } = await engine.createLearner(newAccount());
  expect(await engine.as({ userId, role: 'learner' }).recordAnswer(answer())).toMatchObject({ concept: 'Slope' });
  const refusal = await refusalOf(tutor.another({ logger: { info: loud } as never }));
  expect(refusal.issues?.map(({ path }) => path)).toEqual(['debug', 'warn', 'error'].map((level) => `createEngine.logger.${level}`));
});

test('the loss of the primary and the next election are logged', async () => {
  const server: SmallOplogServer = await startSmallOplog();
  onTestFinished(() => server[Symbol.asyncDispose]());
  const { logger, logged } = listening();
  // The server's own client has known it since before it was a replica set; this one begins with its primary.
  const uri = `mongodb://${server.client.options.hosts[0]}/logs?replicaSet=small`;
  const engine = await createEngine({ uri, tuning: 'manual', encryption: false, logger });
  onTestFinished(() => engine.close());
  await engine.setup();
  // The write does not wait for the election: it meets the absence, whether or not the driver has heard of it.
  await server.client.db('admin').command({ replSetStepDown: 1, force: true });
  await engine.createLearner(newAccount());
  const events = () => logged.filter(({ event }) => event.startsWith('primary_'));
  await expect.poll(events, { timeout: 20_000 }).toHaveLength(2);
  expect(events()).toMatchObject([
    { event: 'primary_lost', level: 'warn' },
    { event: 'primary_elected', level: 'warn', primary: expect.stringMatching(/^127\.0\.0\.1:\d+$/) },
  ]);
});
