import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine, FitProgress } from 'adaptive-learning-engine';
import { logisticPredictor, logLoss, type Predictor } from 'adaptive-learning-engine/algorithms';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EngineContext } from '../../src/engine/context.js';
import { whoseAnswers } from '../../src/engine/tuning/whose-answers.js';
import { answerLog } from '../../src/pipelines/index.js';
import { CollectionSet, openRepositories } from '../../src/repositories/index.js';
import { refusalOf } from '../support/refusal.js';
import { MINUTE } from '../support/stopped-clock.js';
import { type Studied, studyClass } from '../support/study-class.js';
import { openTutor, type Tutor } from '../support/tutor.js';

let tutor: Tutor;
beforeEach(async () => {
  tutor = await openTutor({ predictor: 'logistic' });
});
afterEach(() => tutor[Symbol.asyncDispose]());

const MODEL = 'logistic';
const served = async () => (await tutor.engine.repositories.model_fits.active([MODEL]).toArray()).map((fit) => fit.params_version);
const tuning = () => tutor.engine.repositories.model_tunings.of(MODEL);

const study = (engine: Engine, studied: Studied) => studyClass(tutor.clock, engine, studied);

/** The log loss of what was said before each answer of learners whose names begin so. */
async function lossOf(prefix: string): Promise<number> {
  const events = tutor.db.collection('learning_events').find({ type: 'answer', user_id: { $regex: `^${prefix}` } });
  const said = (await events.toArray()).map(({ answer, provenance }) => ({
    predicted: Number((provenance as { predicted: number }).predicted),
    actual: Boolean((answer as { correct: boolean }).correct),
  }));
  return logLoss(said) ?? expect.unreachable('there are answers');
}

describe('tune', () => {
  test('waits until the log tells something, then serves a numbered version that predicts better, and waits until the log has grown', async () => {
    const { engine } = tutor;
    expect(await engine.tune()).toEqual({ outcome: 'not_enough_new', model: MODEL, events: 0, needed: 300 });
    await study(engine, { answers: 1_200 });
    const before = await lossOf('learner 0');
    const report = await engine.tune();
    expect(report).toMatchObject({
      ...{ outcome: 'activated', params_version: `tuned-0001/${tutor.clock.read().toISOString().slice(0, 10)}` },
      ...{ answers: 1_200, learners: 12, held_out: { served: { params_version: 'default' } } },
    });
    expect(await served()).toEqual([(report as { params_version: string }).params_version]);
    expect(await tuning()).toMatchObject({ begun: 1, unended: 0, last: { end: 'activated', answers: 1_200 } });
    expect((await tuning())?.lease).toBeUndefined();
    expect(await engine.tune()).toMatchObject({ outcome: 'not_enough_new' });
    // The same class goes on with the same material: other learners, who were in no fit.
    await study(engine, { answers: 600, from: 40, seed: 2 });
    expect(await lossOf('learner 40')).toBeLessThan(before - 0.02);
    const events = await tutor.db
      .collection('learning_events')
      .findOne({ type: 'answer', user_id: 'learner 40 0' }, { sort: { occurred_at: -1 } });
    expect(JSON.stringify(events?.['provenance'])).toContain('tuned-0001');
  });

  test('keeps what is served where a fit predicts no better: what was easy is hard from now on', async () => {
    const easyAtFirst = (isEasy: boolean) => (_: number, concept: number, random: () => number) =>
      random() < ((concept % 2 === 0) === isEasy ? 0.9 : 0.1);
    await study(tutor.engine, { answers: 800, isRight: easyAtFirst(true) });
    await study(tutor.engine, { answers: 200, from: 40, isRight: easyAtFirst(false) });
    expect(await tutor.engine.tune()).toMatchObject({ outcome: 'not_better', verdict: 'worse', params_version: 'default' });
    expect(await served()).toEqual([]);
    expect(await tuning()).toMatchObject({
      begun: 1,
      unended: 0,
      last: { end: 'not_better', verdict: 'worse', params_version: 'default' },
    });
    expect(await tutor.db.collection('model_fits').countDocuments()).toBe(0);
    expect(await tutor.engine.tune()).toMatchObject({ outcome: 'not_enough_new' });
  });

  test('never touches parameters of the host, nor a predictor that has no fit', async () => {
    const model = logisticPredictor as unknown as Predictor;
    const own = await tutor.another({ predictor: { model, params: logisticPredictor.defaults, paramsVersion: 'mine' } });
    expect(await own.tune()).toEqual({ outcome: 'own_parameters', model: MODEL });
    expect(await (await tutor.another({ predictor: 'opinion_pool' })).tune()).toEqual({ outcome: 'no_fit', model: 'opinion_pool' });
    // A model of the host's own is not the library's, though it has the name.
    const namesake = await tutor.another({ predictor: { model: { ...model } } });
    expect(await namesake.tune()).toEqual({ outcome: 'no_fit', model: MODEL });
    expect(await tutor.db.collection('model_tunings').countDocuments()).toBe(0);
  });
});

test('of a log that is too large the learners who studied last are read, whole', async () => {
  await study(tutor.engine, { answers: 120 });
  await study(tutor.engine, { answers: 240, from: 40, seed: 2 });
  const context = new CollectionSet(tutor.db);
  const repositories = openRepositories(context);
  const some = (most: number, events = 1_000) =>
    whoseAnswers({ collections: context, repositories, deadlineMs: 30_000, random: Math.random } as EngineContext, events, {}, most);
  expect(await some(1_000)).toBeUndefined();
  // There are 24 learners: a quarter of the log is of six of them, all of those who began later.
  const last = await some(250);
  expect(last?.map((id) => id.split(' ')[1])).toEqual(Array(6).fill('40'));
  const rows = await repositories.learning_events.run(answerLog, { after: '', among: [...(last ?? [])] }).toArray();
  expect(rows).toHaveLength(6 * 20);
});

describe('of several processes', () => {
  test('one tunes', async () => {
    await study(tutor.engine, { answers: 1_000 });
    const engines = await Promise.all([1, 2, 3].map(() => tutor.another()));
    const outcomes = (await Promise.all(engines.map((engine) => engine.tune()))).map(({ outcome }) => outcome).sort();
    expect(outcomes).toEqual(['activated', 'busy', 'busy']);
    expect(await tutor.db.collection('model_fits').countDocuments()).toBe(1);
  });

  test('one that dies loses its lease by time, and what it had half written is never served', async () => {
    await study(tutor.engine, { answers: 1_000 });
    const fits = tutor.db.collection('model_fits');
    // What a process leaves that is killed with all concepts stored and the fit itself not.
    await tutor.engine.tune();
    const whole = await tutor.db.collection('model_fit_concepts').countDocuments();
    await fits.deleteMany({});
    const until = new Date(tutor.clock.read().getTime() + 2 * MINUTE);
    const lease = { holder: 'dead', params_version: (await tuning())?.last?.params_version, until };
    await tutor.db.collection('model_tunings').updateOne({ model: MODEL }, { $set: { lease, unended: 1 }, $unset: { last: 1 } });

    const other = await tutor.another();
    expect(await other.tune()).toEqual({ outcome: 'busy', model: MODEL, from: until });
    expect([await served(), whole]).toEqual([[], expect.any(Number)]);
    tutor.clock.set(until);
    expect(await other.tune()).toMatchObject({ outcome: 'activated', params_version: expect.stringMatching(/^tuned-0002/) });
    // What was left of the dead one is gone.
    expect(await tutor.db.collection('model_fit_concepts').countDocuments()).toBe(whole);
    expect(await tutor.db.collection('model_fit_concepts').distinct('params_version')).toEqual(await served());
  });

  test('one that has lost its lease serves nothing', async () => {
    await study(tutor.engine, { answers: 1_000 });
    const outcome = await tutor.engine.tune({
      onProgress: ({ phase, ...rest }) => {
        // Another takes over while this one fits.
        if (phase !== 'fitting' || !('share' in rest)) return;
        void tutor.db.collection('model_tunings').updateOne({ model: MODEL }, { $set: { 'lease.holder': 'another' } });
      },
    });
    expect(outcome).toMatchObject({ outcome: 'busy' });
    expect(await served()).toEqual([]);
    expect(await tuning()).toMatchObject({ lease: { holder: 'another' } });
  });
});

describe('a tuning that is stopped', () => {
  test('changes nothing, however far it is, and the next one begins at once', async () => {
    await study(tutor.engine, { answers: 1_000 });
    for (const at of ['reading', 'judging', 'fitting'] as const) {
      const stop = new AbortController();
      const onProgress = ({ phase }: FitProgress) => phase === at && stop.abort();
      expect((await refusalOf(tutor.engine.tune({ signal: stop.signal, onProgress }))).code, at).toBe('aborted');
      expect(await served()).toEqual([]);
      await expect.poll(async () => (await tuning())?.unended).toBe(0);
    }
    expect(await tutor.engine.tune()).toMatchObject({ outcome: 'activated', params_version: expect.stringMatching(/^tuned-0004/) });
  });

  test('by the closing of its engine ends soon', async () => {
    await study(tutor.engine, { answers: 1_000 });
    const engine = await tutor.another();
    const ended = refusalOf(engine.tune({ onProgress: ({ phase }) => phase === 'judging' && void engine.close() }));
    expect((await ended).code).toBe('closed');
    const start = performance.now();
    await engine.close();
    expect(performance.now() - start).toBeLessThan(1_000);
    expect(await served()).toEqual([]);
  });
});

describe('by itself', () => {
  test('an engine tunes in the background once answers come and enough is new', async () => {
    const engine = await tutor.another({ tuning: 'automatic' });
    await study(engine, { answers: 1_000 });
    await expect.poll(served, { timeout: 20_000, interval: 200 }).toHaveLength(1);
    const { predictor } = await engine.health();
    expect(predictor.value).toMatchObject({ model: MODEL, tuning: 'automatic', lastTuning: { end: 'activated', answers: 1_000 } });
    expect([predictor.value?.params_version]).toEqual(await served());
    expect(predictor.value?.since).toEqual(tutor.clock.read());
    const counted = async () => (await engine.health()).queries.find(({ name }) => name === 'engine.tune')?.count;
    await expect.poll(counted).toBeGreaterThan(0);
    await engine.close();
  });

  test('it does not where the host tunes, nor once it is closed', async () => {
    const closed = await tutor.another({ tuning: 'automatic' });
    await study(tutor.engine, { answers: 600 });
    await study(closed, { answers: 10, from: 40 });
    await closed.close();
    await sleep(2_500);
    expect(await tuning()).toBeNull();
  });
});

describe('a tuning', () => {
  test('of the default predictor is served too', async () => {
    const engine = await tutor.another({ predictor: undefined });
    await study(engine, { answers: 1_000 });
    expect(await engine.tune()).toMatchObject({ outcome: 'activated', model: 'logistic_memory' });
    const [active] = await engine.repositories.model_fits.active(['logistic_memory']).toArray();
    expect(active?.params_version).toMatch(/^tuned-0001/);
  });

  test('reads no answer of a learner who takes no part in analytics', async () => {
    await study(tutor.engine, { answers: 1_200 });
    for (const id of ['learner 0 3', 'learner 0 7'])
      await tutor.engine.as({ userId: id, role: 'learner' }).updatePreferences({ privacy_settings: { analytics_participation: false } });
    await tutor.engine.tune();
    expect((await tuning())?.last).toMatchObject({ learners: 10, answers: 1_000 });
  });

  test('is automatic or manual, and nothing else', async () => {
    const refusal = await refusalOf(tutor.another({ tuning: 'sometimes' as never }));
    expect(refusal).toMatchObject({ code: 'invalid_input', where: 'createEngine.tuning' });
  });
});
