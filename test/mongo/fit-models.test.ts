import { fsrsDefaults, seededRandom } from 'adaptive-learning-engine/algorithms';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusalOf } from '../support/refusal.js';
import { DAY, later, MINUTE } from '../support/stopped-clock.js';
import { answerIn, openSession, openTutor, type Tutor } from '../support/tutor.js';

let tutor: Tutor;
const learners: string[] = [];

/** Three learners who review twenty concepts on nine days; they forget fast, which the defaults of FSRS do not expect. */
beforeAll(async () => {
  tutor = await openTutor();
  const random = seededRandom(7);
  for (let number = 0; number < 3; number += 1) {
    tutor.clock.set(later(0));
    const learner = await tutor.newLearner();
    learners.push(learner.userId);
    for (const day of [0, 2, 5, 9, 14, 20, 27, 36, 50]) {
      tutor.clock.set(later(day * DAY));
      const session_id = await openSession(learner);
      for (let concept = 0; concept < 20; concept += 1) {
        tutor.clock.forward(MINUTE);
        const correct = day === 0 || random() < 0.3;
        await learner.recordAnswer(answerIn(session_id, { concept: `c${concept}`, correct }));
      }
      await learner.endSession({ session_id });
    }
  }
}, 120_000);
afterAll(() => tutor[Symbol.asyncDispose]());

const mastery = (user_id: string) => tutor.engine.repositories.content_mastery.find({ user_id }).toArray();
const byName = <Named extends { readonly concept: string }>(concepts: readonly Named[]) =>
  [...concepts].sort((a, b) => (a.concept < b.concept ? -1 : 1));
const versions = async (user_id: string) => new Set((await mastery(user_id)).map(({ models }) => models.scheduler.params_version));

describe('a fit', () => {
  test('reads the whole log, tells how far it is, and changes nothing for learners', async () => {
    const before = await mastery(learners[0] as string);
    const phases: string[] = [];
    const fit = await tutor.engine.fit({ model: 'fsrs' }, { onProgress: ({ phase }) => phases.push(phase) });
    expect(fit).toMatchObject({ model: 'fsrs', status: 'fitted', answers: 540, learners: 3, concepts: 0 });
    expect(fit.first_answer_at).toEqual(new Date(later(0).getTime() + MINUTE));
    expect(fit.report).toMatchObject({ reviews: 540, cards: 60, predictions: 480, fitted: 'all_weights', fallback: null });
    expect(new Set(phases)).toEqual(new Set(['reading', 'fitting', 'judging']));
    expect(await mastery(learners[0] as string)).toEqual(before);
    expect((await tutor.engine.fits({ model: 'fsrs' })).rows).toMatchObject([{ params_version: fit.params_version }]);
  });

  test('says how it did on the newest answers, beside what is served now', async () => {
    const [fit] = (await tutor.engine.fits({ model: 'fsrs' })).rows;
    const { log_loss, log_loss_before, answers } = fit?.held_out ?? { log_loss: 1, log_loss_before: 0, answers: 0 };
    expect(answers).toBe(108);
    expect(log_loss).toBeLessThan(log_loss_before);
    const { difference, drawn, learners: judged, served } = fit?.held_out ?? expect.unreachable('the log is long enough');
    expect([drawn, judged, served]).toEqual(['answers', 3, { name: 'fsrs', version: fit?.model_version, params_version: 'default' }]);
    expect(difference.value).toBeCloseTo(log_loss - log_loss_before, 12);
    expect(difference.low).toBeLessThan(difference.value);
    expect(difference.high).toBeGreaterThan(difference.value);
    // Better, but by no more than 108 answers may be by luck.
    expect([fit?.verdict, difference.high > 0]).toEqual(['no_better', true]);
  });

  test('gives the same parameters for the same log', async () => {
    const [fit] = (await tutor.engine.fits({ model: 'fsrs' })).rows;
    tutor.clock.forward(MINUTE);
    expect((await tutor.engine.fit({ model: 'fsrs' })).params).toEqual(fit?.params);
  });

  test('of a range reads that range only, and says that it is too little', async () => {
    tutor.clock.forward(MINUTE);
    const fit = await tutor.engine.fit({ model: 'fsrs', until: later(DAY) });
    expect(fit).toMatchObject({
      answers: 60,
      fell_back: 'no_second_reviews',
      verdict: 'no_better',
      report: { fitted: 'nothing', fallback: 'no_second_reviews' },
      params: { weights: fsrsDefaults.weights },
    });
    expect(fit.held_out).toBeUndefined();
  });

  test('of nothing is stored as one of nothing', async () => {
    tutor.clock.forward(MINUTE);
    const fit = await tutor.engine.fit({ model: 'fsrs', subject: 'Nobody studies this' });
    expect(fit).toMatchObject({ answers: 0, learners: 0 });
    expect(fit.first_answer_at).toBeUndefined();
  });

  test('stops when it is told, and stores nothing', async () => {
    const count = await tutor.db.collection('model_fits').countDocuments();
    expect(await refusalOf(tutor.engine.fit({ model: 'fsrs' }, { signal: AbortSignal.abort() }))).toMatchObject({ code: 'aborted' });
    expect(await tutor.db.collection('model_fits').countDocuments()).toBe(count);
  });
});

describe('a fit of what learners know', () => {
  test('finds parameters for each concept that tells enough, and says of the others why not', async () => {
    tutor.clock.forward(MINUTE);
    const fit = await tutor.engine.fit({ model: 'bkt', seed: 1 });
    const own = await tutor.engine.repositories.model_fit_concepts.ofFit(fit).toArray();
    expect(own).toHaveLength(fit.concepts);
    expect([fit.concepts, fit.left_out, fit.fell_back]).toEqual([0, 20, 'no_concept_fitted']);
    expect(fit.held_out?.answers).toBe(108);
    // Of three learners it says no more.
    const why = { reasons: ['too_few_learners'], learners: null, answers: null };
    const names = Array.from({ length: 20 }, (_, number) => `c${number}`).sort();
    expect(byName(fit.left_out_concepts)).toEqual(names.map((concept) => ({ subject: 'Algebra', topic: 'Equations', concept, ...why })));
  });

  test('is served to each concept by its own parameters, once it is active', async () => {
    const [fit] = (await tutor.engine.fits({ model: 'bkt' })).rows;
    const { params_version = '' } = fit ?? {};
    // As a fit on many more learners would have found them.
    const params = { prior: 0.9, learn: 0.2, guess: 0.2, slip: 0.1, forget: 0 };
    await tutor.engine.unsafe.repositories.model_fit_concepts.insertOne({
      model: 'bkt',
      params_version,
      subject: 'Algebra',
      topic: 'Equations',
      concept: 'known before',
      params,
      report: {},
      schema_version: 1,
    });
    await tutor.db.collection('model_fits').updateOne({ params_version }, { $set: { concepts: 1 } });
    await tutor.engine.activate({ model: 'bkt', params_version, force: true });
    tutor.clock.set(later(50.5 * DAY));
    const learner = await tutor.newLearner();
    const session_id = await openSession(learner);
    for (const concept of ['known before', 'of all']) {
      tutor.clock.forward(MINUTE);
      await learner.recordAnswer(answerIn(session_id, { concept }));
    }
    const answers = (await learner.sessionEvents({ session_id, limit: 10 })).rows;
    const before = answers.flatMap((event) =>
      event.type === 'answer' ? [[event.answer.concept, event.provenance.before.mastery_level]] : [],
    );
    expect(Object.fromEntries(before)).toEqual({ 'known before': 0.9, 'of all': (fit?.params as { prior: number } | undefined)?.prior });
    expect((await tutor.engine.replay(learner.userId)).changed).toMatchObject({ learning_sessions: 0, content_mastery: 0 });
    await tutor.engine.activate({ model: 'bkt', params_version: 'default' });
  });
});

describe('a fit of a predictor', () => {
  test('is served once it is active, concept by concept, and the log tells so', async () => {
    const engine = await tutor.another({ predictor: 'logistic' });
    tutor.clock.forward(MINUTE);
    let learner = await tutor.newLearner();
    for (let number = 0; number < 8; number += 1) {
      learner = await tutor.newLearner();
      const session_id = await openSession(learner);
      for (const correct of [true, number % 2 === 0, true]) {
        tutor.clock.forward(MINUTE);
        await learner.recordAnswer(answerIn(session_id, { concept: 'c1', correct }));
      }
    }
    const fit = await engine.fit({ model: 'logistic' });
    expect(fit.held_out).toMatchObject({ served: { name: 'logistic', params_version: 'default' }, drawn: 'answers' });
    const beside = await tutor.engine.fit({ model: 'logistic' });
    // Another predictor is served there: what it said of the same answers is another figure, what the fit said is the same.
    expect(beside.held_out).toMatchObject({ served: { name: 'logistic_memory' }, log_loss: fit.held_out?.log_loss });
    expect(beside.held_out?.log_loss_before).not.toBe(fit.held_out?.log_loss_before);
    expect(fit).toMatchObject({ status: 'fitted', report: { fallback: null, converged: true } });
    expect(fit.concepts).toBeGreaterThanOrEqual(20);
    const scope = engine.as({ userId: learner.userId, role: 'learner' });
    const session_id = await openSession(scope);
    const predictions: number[] = [];
    for (const params_version of ['default', fit.params_version]) {
      await engine.activate({ model: 'logistic', params_version, force: true });
      tutor.clock.forward(MINUTE);
      await scope.recordAnswer(answerIn(session_id, { concept: 'c1' }));
      const [answer] = (await scope.conceptAnswers({ subject: 'Algebra', topic: 'Equations', concept: 'c1', limit: 1 })).rows;
      expect(answer?.provenance.predictor).toEqual({ name: 'logistic', version: fit.model_version, params_version });
      predictions.push(answer?.provenance.predicted ?? 0);
    }
    expect(predictions[0]).not.toBe(predictions[1]);
    expect((await engine.replay(learner.userId)).changed).toMatchObject({ learning_sessions: 0, content_mastery: 0 });
    await engine.activate({ model: 'logistic', params_version: 'default' });
  });
});

describe('activating a fit', () => {
  const best = async () => {
    const fits = (await tutor.engine.fits({ model: 'fsrs', limit: 100 })).rows;
    return fits.find(({ report }) => report['fitted'] === 'all_weights') ?? expect.unreachable('one fit has fitted all weights');
  };

  test('lets the next answer be judged by it, and keeps what old events were scored with', async () => {
    const user_id = learners[0] as string;
    const { params_version } = await best();
    const log = await tutor.db
      .collection('learning_events')
      .find({ user_id }, { sort: { _id: 1 } })
      .toArray();
    await tutor.engine.activate({ model: 'fsrs', params_version });
    expect(await versions(user_id)).toEqual(new Set(['default']));
    tutor.clock.set(later(51 * DAY));
    const learner = tutor.engine.as({ userId: user_id, role: 'learner' });
    const session_id = await openSession(learner);
    await learner.recordAnswer(answerIn(session_id, { concept: 'c0' }));
    const [answer] = (await learner.conceptAnswers({ subject: 'Algebra', topic: 'Equations', concept: 'c0', limit: 1 })).rows;
    expect(answer?.provenance.scheduler).toMatchObject({ name: 'fsrs', params_version });
    expect(await versions(user_id)).toEqual(new Set([params_version]));
    const ids = log.map(({ _id }) => _id);
    expect(
      await tutor.db
        .collection('learning_events')
        .find({ _id: { $in: ids } }, { sort: { _id: 1 } })
        .toArray(),
    ).toEqual(log);
  });

  test('reaches a learner by replay too, and another engine that has not been told', async () => {
    const [, user_id] = learners as [string, string];
    const { params_version } = await best();
    const other = await tutor.another();
    await other.replay(user_id);
    expect(await versions(user_id)).toEqual(new Set([params_version]));
    expect((await other.replay(user_id)).changed.content_mastery).toBe(0);
  });

  test('reaches the replay of an engine that has asked a moment ago, and keeps its answer for half a minute', async () => {
    const [user_id] = learners as [string];
    const { params_version } = await best();
    const other = await tutor.another();
    for (const version of ['default', params_version]) {
      await other.replay(user_id);
      await tutor.engine.activate({ model: 'fsrs', params_version: version });
      await other.replay(user_id);
      expect(await versions(user_id)).toEqual(new Set([version]));
    }
  });

  test('leaves an engine alone that was given parameters of its own', async () => {
    const [, , user_id] = learners as [string, string, string];
    const own = await tutor.another({
      scheduler: {
        model: (await import('adaptive-learning-engine/algorithms')).fsrs as never,
        params: fsrsDefaults,
        paramsVersion: 'mine',
      },
    });
    await own.replay(user_id);
    expect(await versions(user_id)).toEqual(new Set(['mine']));
  });

  test('of another one retires the first: there is never more than one', async () => {
    const [newest, older] = (await tutor.engine.fits({ model: 'fsrs', limit: 100 })).rows.filter(
      ({ report }) => report['fitted'] === 'all_weights',
    );
    await Promise.all([newest, older].map((fit) => tutor.engine.activate({ model: 'fsrs', params_version: fit?.params_version ?? '' })));
    const active = (await tutor.engine.fits({ model: 'fsrs', limit: 100 })).rows.filter(({ status }) => status === 'active');
    expect(active).toHaveLength(1);
    expect(active[0]?.activated_at).toBeInstanceOf(Date);
  });

  test('goes back to the defaults, and learners with it', async () => {
    const user_id = learners[0] as string;
    await tutor.engine.activate({ model: 'fsrs', params_version: 'default' });
    expect((await tutor.engine.fits({ model: 'fsrs', limit: 100 })).rows.filter(({ status }) => status === 'active')).toEqual([]);
    await tutor.engine.replay(user_id);
    expect(await versions(user_id)).toEqual(new Set(['default']));
  });

  test('that is not there, or of another version of the model, is refused', async () => {
    expect(await refusalOf(tutor.engine.activate({ model: 'fsrs', params_version: 'never' }))).toMatchObject({ code: 'not_found' });
    const { params_version } = await best();
    await tutor.db.collection('model_fits').updateOne({ params_version }, { $set: { model_version: '0' } });
    expect(await refusalOf(tutor.engine.activate({ model: 'fsrs', params_version }))).toMatchObject({
      code: 'invalid_input',
      where: 'activate.params_version',
    });
  });
});

describe('a verdict', () => {
  interface Row {
    readonly user_id: string;
    readonly at: Date;
    readonly concept: string;
    readonly correct: boolean;
  }

  let imports = 0;

  /** Imports answers to a subject of their own, so that a fit can read them alone. */
  const importAnswers = async (subject: string, rows: readonly Row[]) => {
    imports += 1;
    tutor.clock.set(later((60 + imports) * DAY));
    const { recorded } = await tutor.engine.importHistory(rows.map((row) => ({ ...row, subject, topic: 'All' })));
    expect(recorded).toBe(rows.length);
  };

  /** Some learners who review some cards every other day, the newest two times as the test says. */
  const reviews = (recallOf: (day: number) => number): readonly Row[] => {
    const random = seededRandom(5);
    return [0, 2, 4, 6, 8, 10, 12, 14, 16, 18].flatMap((day) =>
      Array.from({ length: 30 * 3 }, (_, number) => ({
        user_id: `reviewer ${number % 30}`,
        at: new Date(later(day * DAY).getTime() + number * MINUTE),
        concept: `card ${Math.floor(number / 30)}`,
        correct: random() < recallOf(day),
      })),
    );
  };

  test('says better of a fit to what learners go on doing, and activates it', async () => {
    await importAnswers(
      'Forgotten',
      reviews(() => 0.3),
    );
    const { model, params_version, verdict, held_out } = await tutor.engine.fit({ model: 'fsrs', subject: 'Forgotten' });
    expect([verdict, held_out?.drawn]).toEqual(['better_than_served', 'learners']);
    expect(held_out?.difference.high).toBeLessThan(0);
    await tutor.engine.activate({ model, params_version });
    await tutor.engine.activate({ model, params_version: 'default' });
  });

  test('says worse of a fit to a past that is over, and activates it only by force', async () => {
    await importAnswers(
      'Changed',
      reviews((day) => (day < 16 ? 0.3 : 0.98)),
    );
    const fit = await tutor.engine.fit({ model: 'fsrs', subject: 'Changed' });
    expect(fit).toMatchObject({ verdict: 'worse', held_out: { learners: 30, drawn: 'learners' } });
    expect(fit.held_out?.difference.low).toBeGreaterThan(0);
    const { model, params_version } = fit;
    const refusal = await refusalOf(tutor.engine.activate({ model, params_version }));
    expect(refusal).toMatchObject({ code: 'fit_refused', where: 'activate.params_version' });
    expect(refusal.message).toContain('worse');
    expect((await tutor.engine.fits({ model })).rows[0]).toMatchObject({ params_version, status: 'fitted', verdict: 'worse' });
    await tutor.engine.activate({ model, params_version, force: true });
    expect((await tutor.engine.fits({ model })).rows[0]).toMatchObject({ params_version, status: 'active' });
  });

  test('is none on answers that what is served was fitted to', async () => {
    tutor.clock.forward(MINUTE);
    const again = await tutor.engine.fit({ model: 'fsrs', subject: 'Changed' });
    expect(again.verdict).toBe('no_better');
    expect(again.held_out).toBeUndefined();
    await tutor.engine.activate({ model: 'fsrs', params_version: 'default' });
  });

  test('says the same again for the same log and seed', async () => {
    tutor.clock.forward(MINUTE);
    const judged = async () => (await tutor.engine.fit({ model: 'hlr', subject: 'Changed', seed: 3 })).held_out;
    const first = await judged();
    expect(first?.served.name).toBe('fsrs');
    tutor.clock.forward(MINUTE);
    expect(await judged()).toEqual(first);
  });

  test('of cards that were seen once says that, and names each of them', async () => {
    const cards = Array.from({ length: 60 }, (_, card) => `card ${String(card).padStart(2, '0')}`);
    await importAnswers(
      'Once',
      cards.map((concept, number) => ({ user_id: 'once', at: later(number * MINUTE), concept, correct: number % 2 === 0 })),
    );
    for (const [model, reason] of [
      ['fsrs', 'no_second_reviews'],
      ['hlr', 'no_second_reviews'],
      ['bkt', 'no_concept_fitted'],
      ['pfa', 'no_concept_fitted'],
      ['logistic', 'too_few_answers'],
    ] as const) {
      tutor.clock.forward(MINUTE);
      const { params_version, fell_back, verdict } = await tutor.engine.fit({ model, subject: 'Once' });
      expect([model, fell_back, verdict]).toEqual([model, reason, 'no_better']);
      const refusal = await refusalOf(tutor.engine.activate({ model, params_version }));
      expect(refusal.code).toBe('fit_refused');
      expect(refusal.message).toContain(reason);
      const left = await tutor.engine.repositories.model_fit_concepts.leftOut({ model, params_version }).toArray();
      const why = { reasons: [model === 'logistic' ? reason : 'no_second_answers'], learners: null, answers: null };
      const all = cards.map((concept) => ({ subject: 'Once', topic: 'All', concept, left_out: why }));
      expect(left.map(({ subject, topic, concept, left_out }) => ({ subject, topic, concept, left_out }))).toEqual(
        model === 'fsrs' || model === 'hlr' ? [] : all,
      );
    }
  });

  test('says how many stored answers could not be read', async () => {
    const log = tutor.db.collection('learning_events');
    const broken = (await log.findOne({ 'answer.subject': 'Once' })) ?? expect.unreachable('answers of this subject were imported');
    await log.updateOne({ _id: broken._id }, { $set: { 'answer.rating': 'two' } }, { bypassDocumentValidation: true });
    tutor.clock.forward(MINUTE);
    const fit = await tutor.engine.fit({ model: 'fsrs', subject: 'Once' });
    expect(fit).toMatchObject({ answers: 59, unreadable_answers: 1 });
    expect(fit.unreadable).toEqual([{ collection: 'learning_events', id: String(broken._id) }]);
  });
});

describe('what the predictor knows of a learner', () => {
  const state = async (session_id: string) =>
    (await tutor.engine.repositories.learning_sessions.findOne({ session_id }, { reach: 'all' }))?.predictor.state;

  test('goes on from session to session', async () => {
    tutor.clock.set(later(60 * DAY));
    const learner = await tutor.newLearner();
    const first = await openSession(learner);
    const fresh = await state(first);
    tutor.clock.forward(MINUTE);
    await learner.recordAnswer(answerIn(first, { correct: false }));
    const learnt = await state(first);
    expect(learnt).not.toEqual(fresh);
    tutor.clock.forward(MINUTE);
    expect(await state(await openSession(learner))).toEqual(learnt);
  });

  test('an answer that comes late changes the session after its own, as if it had come in time', async () => {
    tutor.clock.set(later(61 * DAY));
    const learner = await tutor.newLearner();
    const first = await openSession(learner);
    tutor.clock.forward(10 * MINUTE);
    const second = await openSession(learner);
    tutor.clock.forward(MINUTE);
    await learner.recordAnswer(answerIn(second));
    const before = await state(second);
    await learner.recordAnswer(answerIn(first, { correct: false, occurred_at: later(61 * DAY + MINUTE) }));
    expect(await state(second)).not.toEqual(before);
    expect((await tutor.engine.replay(learner.userId)).changed).toMatchObject({ learning_sessions: 0, content_mastery: 0 });
  });

  test('a session that is told of late goes in between, and sessions of one instant have an order', async () => {
    tutor.clock.set(later(62 * DAY));
    const learner = await tutor.newLearner();
    const answers = async (session_id: string) => {
      tutor.clock.forward(MINUTE);
      await learner.recordAnswer(answerIn(session_id, { correct: false }));
    };
    await answers(await openSession(learner));
    tutor.clock.forward(10 * MINUTE);
    await answers(await openSession(learner));
    await openSession(learner, { started_at: later(62 * DAY + 5 * MINUTE) });
    for (let twin = 0; twin < 3; twin += 1) await openSession(learner, { started_at: later(62 * DAY + 13 * MINUTE) });
    tutor.clock.forward(10 * MINUTE);
    await answers(await openSession(learner));
    expect((await tutor.engine.replay(learner.userId)).changed).toMatchObject({ learning_sessions: 0, content_mastery: 0 });
  });
});
