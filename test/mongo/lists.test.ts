import { randomUUID } from 'node:crypto';
import type { LearnerScope, MasteryInput, Page, ProgressInput } from 'adaptive-learning-engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { store } from '../support/pipeline-rows.js';
import { refusalOf } from '../support/refusal.js';
import { DAY, HOUR, later, MINUTE } from '../support/stopped-clock.js';
import { storedMastery, storedSession } from '../support/stored-documents.js';
import { answerIn, newAccount, openSession, openTutor, type Tutor } from '../support/tutor.js';

let tutor: Tutor;
beforeAll(async () => {
  tutor = await openTutor();
});
afterAll(() => tutor[Symbol.asyncDispose]());

/** Every row of a list, and how many stood on each page. */
async function allPages<Row>(page: (cursor: string | undefined) => Promise<Page<Row>>): Promise<{ rows: Row[]; sizes: number[] }> {
  const rows: Row[] = [];
  const sizes: number[] = [];
  for (let cursor: string | undefined; ; ) {
    const found = await page(cursor);
    rows.push(...found.rows);
    sizes.push(found.rows.length);
    if (found.next === null) return { rows, sizes };
    cursor = found.next;
  }
}

describe('lists page by page', () => {
  let learner: LearnerScope;
  const started = Array.from({ length: 7 }, (_, n) => later(-Math.floor(n / 3) * DAY));
  beforeAll(async () => {
    learner = await tutor.newLearner();
    const of = (topic: string, n: number) =>
      storedMastery({
        user_id: learner.userId,
        subject: n % 3 === 0 ? 'Geometry' : 'Algebra',
        topic,
        concept: `Concept ${n}`,
        // Several are equal in each: their order must be the same on every page.
        mastery_tracking: { current_mastery_level: (n % 3) / 4, last_practiced_date: later((n % 2) * HOUR) },
        spaced_repetition_data: { next_review_date: later(((n % 3) - 1) * DAY) },
      });
    const topics = ['Lines', 'Angles', 'Équations', '𝒜'];
    const everybody = [learner.userId, 'somebody else'];
    await store(tutor.db, {
      content_mastery: everybody.flatMap((user_id) =>
        Array.from({ length: 10 }, (_, n) => ({ ...of(topics[n % topics.length] as string, n), user_id })),
      ),
      learning_sessions: everybody.flatMap((user_id) =>
        started.map((started_at) => storedSession({ user_id, session_id: randomUUID(), started_at })),
      ),
    });
  });

  const LISTS = {
    ...Object.fromEntries(
      (['name', 'weakest', 'due', 'recent'] as const).flatMap((sort) => [
        [`mastery by ${sort}`, (page: object) => learner.mastery({ sort, ...page })],
        [`mastery of a subject by ${sort}`, (page: object) => learner.mastery({ sort, subject: 'Algebra', ...page })],
        [`progress by ${sort}`, (page: object) => learner.progress({ sort, ...page })],
      ]),
    ),
    'recent sessions': (page: object) => learner.recentSessions({ days: 30, ...page }),
  } as { readonly [list: string]: (page: { limit?: number; cursor?: string | undefined }) => Promise<Page<object>> };

  test.each(Object.entries(LISTS))('%s: every row once, in one order, whatever the size of a page', async (_, list) => {
    const whole = await list({});
    expect([whole.next, whole.unreadable]).toEqual([null, []]);
    expect(whole.rows.length).toBeGreaterThan(4);
    for (const limit of [1, 2, 3, whole.rows.length, whole.rows.length + 1]) {
      const { rows, sizes } = await allPages((cursor) => list({ limit, cursor }));
      expect(rows).toEqual(whole.rows);
      const pages = Math.ceil(whole.rows.length / limit);
      expect(sizes).toEqual(Array.from({ length: pages }, (__, n) => Math.min(limit, whole.rows.length - n * limit)));
    }
  });

  const inOrder = (values: readonly number[], direction: 1 | -1) => {
    expect(values).toEqual(values.toSorted((a, b) => (a - b) * direction));
    expect(new Set(values).size).toBeGreaterThan(1);
  };

  test('each order is by what it says', async () => {
    const concepts = async (sort: MasteryInput['sort']) => (await learner.mastery({ sort })).rows;
    inOrder(
      (await concepts('weakest')).map(({ mastery_level }) => mastery_level),
      1,
    );
    inOrder(
      (await concepts('due')).map(({ next_review_date }) => next_review_date.getTime()),
      1,
    );
    inOrder(
      (await concepts('recent')).map(({ last_practiced_date }) => last_practiced_date.getTime()),
      -1,
    );
    const topics = async (sort: ProgressInput['sort']) => (await learner.progress({ sort })).rows;
    inOrder(
      (await topics('weakest')).map(({ mean_mastery }) => mean_mastery),
      1,
    );
    inOrder(
      (await topics('due')).map(({ concepts_due }) => concepts_due),
      -1,
    );
    inOrder(
      (await topics('recent')).map(({ last_practiced_date }) => last_practiced_date.getTime()),
      -1,
    );
  });

  test.each([
    ['a subject', { subject: 'Geometry' }, 4],
    ['a topic', { topic: '𝒜' }, 2],
    ['some concepts', { concepts: ['Concept 1', 'Concept 4', 'Concept 77'] }, 2],
    ['some concepts of a subject', { subject: 'Algebra', concepts: ['Concept 1', 'Concept 3'] }, 1],
    ['what nobody has met', { topic: 'Nothing' }, 0],
  ] as const)('only %s', async (_, filter, concepts) => {
    const asked = filter as MasteryInput;
    expect((await learner.mastery(asked)).rows).toHaveLength(concepts);
    const { rows } = await learner.progress(asked as ProgressInput);
    expect(rows.reduce((sum, { concepts_seen }) => sum + concepts_seen, 0)).toBe(concepts);
  });

  test.each([
    ['another order', 'mastery', { sort: 'weakest' }, { sort: 'due' }],
    ['another subject', 'mastery', { subject: 'Algebra' }, { subject: 'Geometry' }],
    ['another verb', 'progress', {}, { sort: 'weakest' }],
    ['other days', 'recentSessions', { days: 30 }, { days: 29 }],
  ] as const)('a cursor of %s is refused', async (_, verb, asked, other) => {
    const list = (input: object) => learner[verb]({ limit: 1, ...input });
    const { next } = await list(asked);
    expect((await list({ ...asked, cursor: next })).rows).toHaveLength(1);
    for (const cursor of [next, 'made up', ''])
      expect(await refusalOf(list({ ...other, cursor }))).toMatchObject({ code: 'invalid_input', where: `${verb}.cursor` });
    const somebody = await tutor.newLearner();
    expect(await refusalOf(somebody[verb]({ limit: 1, ...asked, cursor: next as string }))).toMatchObject({ code: 'invalid_input' });
  });
});

describe('how concepts were answered', () => {
  test('accuracy, times, interval and the last ten answers, as the log has them; a replay finds nothing to change', async () => {
    const learner = await tutor.newLearner();
    const session_id = await openSession(learner);
    const given = Array.from({ length: 12 }, (_, n) => ({
      concept: n % 3 === 0 ? 'Roots' : 'Linear equations',
      correct: n % 4 !== 1,
      ...(n % 4 === 1 && { score: 0.6 }),
      response_time_seconds: n === 5 ? 0 : 2 + n,
      occurred_at: later(n * MINUTE),
    }));
    tutor.clock.set(later(HOUR));
    // The third comes last: late.
    for (const answer of [...given.slice(0, 2), ...given.slice(3), ...given.slice(2, 3)])
      await learner.recordAnswer(answerIn(session_id, answer));
    const shown = given.map(({ occurred_at: at, concept, correct, score = correct ? 1 : 0 }) => ({ at, concept, correct, score }));
    for (const concept of ['Roots', 'Linear equations']) {
      const own = given.filter((answer) => answer.concept === concept);
      const timed = own.filter(({ response_time_seconds: seconds }) => seconds > 0);
      const [row] = (await learner.mastery({ concepts: [concept] })).rows;
      expect(row).toMatchObject({
        answers: own.length,
        accuracy: own.filter(({ correct }) => correct).length / own.length,
        mean_response_seconds: timed.reduce((sum, answer) => sum + answer.response_time_seconds, 0) / timed.length,
        last_answers: shown
          .filter((answer) => answer.concept === concept)
          .map(({ concept: _, ...answer }) => answer)
          .toReversed(),
      });
      const stored = await tutor.engine.repositories.content_mastery.findOne({ user_id: learner.userId, concept });
      expect(row?.repetition_interval_days).toBe(stored?.spaced_repetition_data.repetition_interval_days);
    }
    const [topic] = (await learner.progress()).rows;
    expect(topic).toMatchObject({ answers: 12, accuracy: 9 / 12, last_answers: shown.toReversed().slice(0, 10) });
    expect(topic?.mean_response_seconds).toBeCloseTo((78 + 24 - 7 - 12) / 11, 12);
    const { changed } = await tutor.engine.replay(learner.userId);
    expect(changed).toEqual({ learning_sessions: 0, content_mastery: 0, learning_dna: 0 });
  });

  test('documents from before these were kept are read, go on with what is known, and a replay fills them in', async () => {
    tutor.clock.set(later(0));
    const learner = await tutor.newLearner();
    const session_id = await openSession(learner);
    await learner.recordAnswer(answerIn(session_id, { occurred_at: later(0) }));
    const stored = tutor.db.collection('content_mastery');
    const ofOld = { $unset: { 'evidence.response_time': '', 'learning_history.$[].correct': '' } };
    await stored.updateOne({ user_id: learner.userId }, ofOld);
    const one = async () => (await learner.mastery()).rows[0];
    const right = { at: later(0), correct: true, score: 1 };
    expect(await one()).toMatchObject({ accuracy: 1, mean_response_seconds: null, last_answers: [right] });
    expect((await learner.progress()).rows[0]).toMatchObject({ accuracy: 1, mean_response_seconds: null, last_answers: [right] });
    // By an engine that has not read it before.
    const again = (await tutor.another()).as(learner.caller);
    await again.recordAnswer(answerIn(session_id, { correct: false, response_time_seconds: 30, occurred_at: later(MINUTE) }));
    expect(await one()).toMatchObject({ accuracy: 0.5, mean_response_seconds: 30, last_answers: [{ correct: false }, right] });
    expect((await tutor.engine.replay(learner.userId)).changed.content_mastery).toBe(1);
    expect(await one()).toMatchObject({ mean_response_seconds: 21 });
  });

  test('of a card that was never answered here, nothing is made up', async () => {
    const learner = await tutor.newLearner();
    const sm2 = { ease_factor: 2.5, interval_days: 6, repetitions: 2 };
    await learner.adoptCards([{ subject: 'French', topic: 'Food', concept: 'pomme', sm2, last_review: later(-DAY) }]);
    const unknown = { answers: 0, accuracy: null, mean_response_seconds: null, last_answers: [] };
    expect((await learner.mastery()).rows).toMatchObject([{ ...unknown, repetition_interval_days: 6 }]);
    expect((await learner.progress()).rows).toMatchObject([{ ...unknown, mean_interval_days: 6 }]);
  });
});

describe('a span that was not said is the last 30 days', () => {
  test("of the learner: from the beginning of their day 29 days ago to the end of today's", async () => {
    const account = newAccount();
    const learner = await tutor.newLearner({
      ...account,
      profile: { ...account.profile, timezone: 'Pacific/Auckland', day_rollover_hour: 4 },
    });
    // Noon of 2 April in Auckland, a summer hour before the clocks change.
    tutor.clock.set(new Date('2026-04-01T23:00:00Z'));
    const first = new Date('2026-03-03T15:00:00Z');
    const at = [new Date(first.getTime() - 1), first, new Date('2026-04-02T14:59:59Z'), new Date('2026-04-02T15:00:00Z')];
    await store(tutor.db, {
      learning_sessions: at.map((started_at) => storedSession({ user_id: learner.userId, session_id: randomUUID(), started_at })),
    });
    const { rows } = await learner.query('session_history', {});
    expect(rows.map(({ started_at }) => started_at)).toEqual([at[2], at[1]]);
    const more = await learner.query('session_history', { since: at[0] as Date });
    expect(more.rows).toHaveLength(3);
  });

  test('of the platform: 30 days of UTC, today whole; each end stays where it was said', async () => {
    tutor.clock.set(new Date('2026-03-31T12:00:00Z'));
    const days = ['2026-03-01', '2026-03-02', '2026-03-31', '2026-04-01'].map((day) => new Date(day));
    await tutor.db.collection('platform_usage_days').deleteMany({});
    await store(tutor.db, {
      learning_sessions: days.map((started_at) => storedSession({ user_id: 'ada', session_id: randomUUID(), started_at })),
    });
    await tutor.engine.rollUp({ since: new Date('2026-03-01'), until: new Date('2026-04-02') });
    const asked = async (span: object) => (await tutor.engine.query('platform_usage_analytics', span)).rows.map(({ day }) => day);
    expect(await asked({})).toEqual(['2026-03-02', '2026-03-31']);
    expect(await asked({ since: new Date('2026-03-01') })).toEqual(['2026-03-01', '2026-03-02', '2026-03-31']);
    expect(await asked({ until: new Date('2026-04-02') })).toEqual(['2026-03-31', '2026-04-01']);
    expect(await refusalOf(tutor.engine.query('platform_usage_analytics', { since: new Date('2026-04-02') }))).toMatchObject({
      code: 'invalid_input',
      where: 'query.platform_usage_analytics.until',
    });
  });
});
