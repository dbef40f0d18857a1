import type { Engine, LearnerScope } from 'adaptive-learning-engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusalOf } from '../support/refusal.js';
import { DAY, later, MINUTE } from '../support/stopped-clock.js';
import { answerIn, openSession, openTutor, type Tutor } from '../support/tutor.js';

let tutor: Tutor;
let second: Engine;
beforeAll(async () => {
  tutor = await openTutor();
  second = await tutor.another();
});
afterAll(() => tutor[Symbol.asyncDispose]());

const place = { subject: 'Algebra', topic: 'Lines' };
/** Concepts of a name that no other test has. */
let made = 0;
const named = (word: string) => {
  made += 1;
  return { ...place, concept: `${word} ${made}` };
};
type Id = ReturnType<typeof named>;

/** A week of answers to concepts in turn, in sessions of a day each. */
async function study(learner: LearnerScope, ids: readonly Id[], from = 0): Promise<void> {
  for (let day = from; day < from + 4; day += 1) {
    tutor.clock.set(later(day * DAY));
    const session_id = await openSession(learner);
    for (const [n, id] of ids.entries()) {
      tutor.clock.forward(MINUTE);
      await learner.recordAnswer(answerIn(session_id, { ...id, correct: (day + n) % 3 !== 0, strategy: 'worked example' }));
    }
    tutor.clock.forward(MINUTE);
    await learner.endSession({ session_id });
  }
}

const NAMES = ['content_mastery', 'learning_sessions', 'learning_dna'] as const;

/** What is stored of a learner, except for what counts writes and says who it is. */
async function stateOf({ userId }: LearnerScope) {
  const sorts = { subject: 1, topic: 1, concept: 1, started_at: 1 } as const;
  const all = await Promise.all(NAMES.map((name) => tutor.db.collection(name).find({ user_id: userId }).sort(sorts).toArray()));
  const sessions = new Map(all[1]?.map(({ session_id }, n) => [session_id, `session ${n}`]));
  const bare = (key: string, value: unknown): unknown => {
    if (['_id', 'user_id', 'revision', 'event_id'].includes(key)) return undefined;
    return key === 'session_id' ? sessions.get(value) : value;
  };
  return JSON.parse(JSON.stringify(all, bare)) as unknown;
}

const NOTHING = { learning_sessions: 0, content_mastery: 0, learning_dna: 0 };
const conceptsOf = async (learner: LearnerScope) => (await learner.mastery()).rows.map(({ concept }) => concept);

describe('renameConcept', () => {
  test('rebuilds each learner once, and reports each once', async () => {
    const old = named('many');
    await tutor.engine.upsertCurriculum([old]);
    for (let n = 0; n < 40; n += 1) {
      const learner = await tutor.newLearner();
      await learner.recordAnswer(answerIn(await openSession(learner), old));
    }
    const reported: number[] = [];
    const control = { onProgress: ({ learners }: { readonly learners: number }) => reported.push(learners) };
    expect(await tutor.engine.renameConcept({ from: old, to: named('many') }, control)).toEqual({ learners: 40, failed: [] });
    expect(reported).toEqual(Array.from({ length: 40 }, (_, n) => n + 1));
  });

  test('takes along what learners know and what builds on it, and late answers; back again all is as it was', async () => {
    const [old, other, needs] = [named('old'), named('other'), named('needs')];
    const now = { subject: 'Geometry', topic: 'Lines', concept: `${old.concept} now` };
    await tutor.engine.upsertCurriculum([
      { ...old, description: 'What it is', difficulty_level: 0.3 },
      { ...needs, prerequisites: [{ concept: old.concept, importance_weight: 0.4 }] },
    ]);
    const learner = await tutor.newLearner();
    await study(learner, [old, other]);
    const before = await stateOf(learner);
    for (const [from, to] of [
      [old, now],
      [now, old],
    ] as const)
      expect(await tutor.engine.renameConcept({ from, to })).toEqual({ learners: 1, failed: [] });
    expect(await stateOf(learner)).toEqual(before);
    const told: number[] = [];
    const report = await tutor.engine.renameConcept({ from: old, to: now }, { onProgress: ({ learners }) => told.push(learners) });
    expect(report).toEqual({ learners: 1, failed: [] });
    expect(told).toEqual([1]);
    expect((await conceptsOf(learner)).sort()).toEqual([now.concept, other.concept].sort());
    expect((await tutor.engine.replay(learner.userId)).changed).toEqual(NOTHING);

    const { rows } = await tutor.engine.listConcepts({ subject: 'Geometry' });
    expect(rows).toMatchObject([{ ...now, description: 'What it is', difficulty_level: 0.3 }]);
    const building = (await tutor.engine.listConcepts({ ...place })).rows.find(({ concept }) => concept === needs.concept);
    expect(building?.prerequisites).toEqual([{ ...now, importance_weight: 0.4, mastery_required: 0.6 }]);

    // Of a device that was offline, and of an engine that has not heard of the new name.
    for (const engine of [tutor.engine, second]) {
      const own = engine.as({ userId: learner.userId, role: 'learner' });
      await own.recordAnswer(answerIn(await openSession(own), old));
    }
    expect((await conceptsOf(learner)).sort()).toEqual([now.concept, other.concept].sort());
    for (const id of [old, now]) expect((await learner.conceptAnswers(id)).rows).toHaveLength(6);
    expect((await tutor.engine.replay(learner.userId)).changed).toEqual(NOTHING);

    expect(await tutor.engine.renameConcept({ from: now, to: old })).toEqual({ learners: 1, failed: [] });
    expect((await tutor.engine.replay(learner.userId)).changed).toEqual(NOTHING);
    expect((await learner.conceptAnswers(old)).rows).toHaveLength(6);
  });

  test('is taken up where it was stopped, and answers that come meanwhile are neither lost nor folded onto a part', async () => {
    const [old, now] = [named('stopped'), named('stopped, now')];
    const learners = await Promise.all(Array.from({ length: 9 }, () => tutor.newLearner()));
    for (const learner of learners) await study(learner, [old]);
    const stopping = new AbortController();
    const stopped = tutor.engine.renameConcept({ from: old, to: now }, { signal: stopping.signal, onProgress: () => stopping.abort() });
    expect(await refusalOf(stopped)).toMatchObject({ code: 'aborted' });
    const left = await tutor.db.collection('content_mastery').countDocuments(old);
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(learners.length);
    tutor.clock.set(later(5 * DAY));
    // Some are moved already and some are not; one engine knows of it and the other does not.
    for (const [n, { userId }] of learners.entries()) {
      const learner = (n % 2 === 0 ? tutor.engine : second).as({ userId, role: 'learner' });
      await learner.recordAnswer(answerIn(await openSession(learner), n % 3 === 0 ? now : old));
    }
    await tutor.engine.renameConcept({ from: old, to: now });
    expect(await tutor.db.collection('content_mastery').countDocuments(old)).toBe(0);
    for (const learner of learners) {
      expect((await learner.mastery()).rows).toMatchObject([{ ...now }]);
      expect((await learner.conceptAnswers(now)).rows).toHaveLength(5);
      expect((await tutor.engine.replay(learner.userId)).changed).toEqual(NOTHING);
    }
    expect(await tutor.engine.renameConcept({ from: old, to: now })).toEqual({ learners: 0, failed: [] });
  });

  test('beside writers of another process leaves no document under the former name, and loses no answer', async () => {
    const [old, now] = [named('busy'), named('busy, now')];
    const learners = await Promise.all(Array.from({ length: 6 }, () => tutor.newLearner()));
    const sessions = await Promise.all(learners.map((learner) => openSession(learner)));
    await Promise.all(learners.slice(0, 3).map((learner, n) => learner.recordAnswer(answerIn(sessions[n] ?? '', old))));
    await tutor.engine.upsertCurriculum([old]);
    const third = await tutor.another();
    let recorded = 3;
    let isRenamed = false;
    const write = async ({ userId }: LearnerScope, n: number) => {
      const engine = n % 2 === 0 ? second : third;
      for (let times = 0; times < 4 || !isRenamed; times += 1) {
        const answer = { ...answerIn(sessions[n] ?? ''), ...old };
        if (n === 5) await third.recordAnswers([{ ...answer, user_id: userId }]);
        else await engine.as({ userId, role: 'learner' }).recordAnswer(answer);
        recorded += 1;
      }
    };
    const writing = Promise.all(learners.map(write));
    await tutor.engine.renameConcept({ from: old, to: now });
    isRenamed = true;
    await writing;
    expect(await tutor.db.collection('content_mastery').countDocuments(old)).toBe(0);
    const answers = await Promise.all(learners.map((learner) => learner.conceptAnswers({ ...now, limit: 10_000 })));
    expect(answers.reduce((sum, { rows }) => sum + rows.length, 0)).toBe(recorded);
    for (const { userId } of learners) expect((await tutor.engine.replay(userId)).changed).toEqual(NOTHING);
  });

  test('refuses names that are taken, unknown or former, and changes nothing', async () => {
    const [a, b, c] = [named('a'), named('b'), named('c')];
    await tutor.engine.upsertCurriculum([a, b]);
    const { engine } = tutor;
    const cases = [
      [() => engine.renameConcept({ from: a, to: b }), 'already_exists', 'renameConcept.to'],
      [() => engine.renameConcept({ from: c, to: { ...c, topic: 'T' } }), 'not_found', 'renameConcept.from'],
      [() => engine.renameConcept({ from: a, to: { ...a, concept: ` ${a.concept}\u200b ` } }), 'invalid_input', 'renameConcept.to'],
      [() => engine.mergeConcepts({ from: a, into: c }), 'not_found', 'mergeConcepts.into'],
      [() => engine.mergeConcepts({ from: a, into: a }), 'invalid_input', 'mergeConcepts.into'],
      [() => engine.retireConcept(c), 'not_found', 'retireConcept'],
    ] as const;
    for (const [call, code, where] of cases) expect(await refusalOf(call())).toMatchObject({ code, where });
    await engine.renameConcept({ from: a, to: c });
    const ofFormer = [
      () => engine.renameConcept({ from: a, to: { ...a, topic: 'T' } }),
      () => engine.retireConcept(a),
      () => engine.upsertCurriculum([a]),
    ];
    for (const call of ofFormer) {
      const refusal = await refusalOf(call());
      expect(refusal).toMatchObject({ code: 'not_found' });
      expect(refusal.message).toContain(c.concept);
    }
    // Its answers count for another concept: a second one of that name could not be told from it.
    expect(await refusalOf(engine.renameConcept({ from: b, to: a }))).toMatchObject({ code: 'already_exists' });
  });
});

describe('mergeConcepts', () => {
  test('makes what a history that had used one name from the start would have made', async () => {
    const [one, other] = [named('one'), named('other')];
    const [learner, twin] = [await tutor.newLearner(), await tutor.newLearner()];
    await study(learner, [one, other, one]);
    await study(learner, [one], 5);
    expect(await tutor.engine.mergeConcepts({ from: one, into: other })).toEqual({ learners: 1, failed: [] });
    await study(twin, [other, other, other]);
    await study(twin, [other], 5);
    expect(await stateOf(learner)).toEqual(await stateOf(twin));
    expect((await tutor.engine.replay(learner.userId)).changed).toEqual(NOTHING);
    expect((await learner.conceptAnswers(other)).rows).toHaveLength(16);
  });

  test('keeps what the curriculum says of the other, once, and refuses a circle', async () => {
    const [a, b, c, d] = [named('a'), named('b'), named('c'), named('d')];
    await tutor.engine.upsertCurriculum([
      { ...a, description: 'Goes' },
      { ...b, description: 'Stays' },
      { ...c, prerequisites: [a, { ...b, importance_weight: 0.2 }] },
      { ...d, prerequisites: [c] },
    ]);
    expect(await refusalOf(tutor.engine.mergeConcepts({ from: a, into: d }))).toMatchObject({ code: 'prerequisite_cycle' });
    await tutor.engine.mergeConcepts({ from: a, into: b });
    const { rows } = await tutor.engine.listConcepts({ ...place, limit: 1_000 });
    const own = rows.filter(({ concept }) => [a, b, c, d].some((id) => id.concept === concept));
    expect(own).toMatchObject([
      { ...b, description: 'Stays' },
      { ...c, prerequisites: [{ ...b, importance_weight: 0.2 }] },
      { ...d, prerequisites: [c] },
    ]);
  });
});

test('a retired concept is neither due nor recommended, blocks nothing, and stays readable; it can be taken back', async () => {
  const [old, base, next] = [named('retired'), named('base'), named('next')];
  await tutor.engine.upsertCurriculum([old, base, { ...next, prerequisites: [base] }]);
  const learner = await tutor.newLearner();
  await study(learner, [old]);
  const at = later(400 * DAY);
  const shown = async () => ({
    due: (await learner.dueReviews({ at })).rows.map(({ concept }) => concept),
    recommended: (await learner.recommend({ at, limit: 100 })).rows.map(({ concept }) => concept),
  });
  const before = await shown();
  expect(before.due).toContain(old.concept);
  expect(before.recommended).toContain(base.concept);
  expect(before.recommended).not.toContain(next.concept);
  for (const id of [old, base]) await tutor.engine.retireConcept(id);
  const after = await shown();
  expect(after.due).toEqual([]);
  expect(after.recommended).not.toContain(old.concept);
  expect(after.recommended).not.toContain(base.concept);
  expect(after.recommended).toContain(next.concept);
  expect(await conceptsOf(learner)).toEqual([old.concept]);
  expect((await learner.conceptAnswers(old)).rows).toHaveLength(4);
  expect((await learner.progress({ at })).rows).toMatchObject([{ concepts_seen: 1, concepts_due: 0 }]);
  expect((await learner.query('user_progress_dashboard', { at })).rows).toMatchObject([{ concepts_due: 0 }]);
  expect((await learner.query('review_forecast', { at, days: 1 })).rows).toMatchObject([{ reviews: 0, overdue: 0 }]);
  expect((await learner.query('forgetting_curves', { concepts: 5 })).rows).toEqual([]);
  const listed = async (retired: boolean) => (await tutor.engine.listConcepts({ ...place, retired, limit: 1_000 })).rows;
  expect((await listed(false)).some(({ concept }) => concept === old.concept)).toBe(false);
  expect((await listed(true)).find(({ concept }) => concept === old.concept)?.retired_at).toBeInstanceOf(Date);
  for (const id of [old, base]) await tutor.engine.retireConcept({ ...id, retired: false });
  expect(await shown()).toEqual(before);
});

test('listConcepts gives every concept once, page by page', async () => {
  const subject = 'Listed';
  const ids = ['b', 'a', 'c'].flatMap((topic) => ['z', 'y'].map((concept) => ({ subject, topic, concept })));
  await tutor.engine.upsertCurriculum(ids);
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await tutor.engine.listConcepts({ subject, limit: 4, ...(cursor === undefined ? {} : { cursor }) });
    seen.push(...page.rows.map(({ topic, concept }) => topic + concept));
    expect(page.unreadable).toEqual([]);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  expect(seen).toEqual(['ay', 'az', 'by', 'bz', 'cy', 'cz']);
  expect((await tutor.engine.listConcepts({ subject, topic: 'a' })).rows).toHaveLength(2);
  expect(await refusalOf(tutor.engine.listConcepts({ topic: 'a' }))).toMatchObject({
    code: 'invalid_input',
    where: 'listConcepts.subject',
  });
});

describe('a strict curriculum', () => {
  test('refuses answers and cards of a concept that it does not have, each by itself, and names the nearest', async () => {
    const [old, now] = [named('Quadratic equations'), named('Roots of equations')];
    await tutor.engine.upsertCurriculum([old]);
    await tutor.engine.renameConcept({ from: old, to: now });
    const strict = await tutor.another({ curriculum: { strict: true } });
    const learner = strict.as({ userId: (await tutor.newLearner()).userId, role: 'learner' });
    const session_id = await openSession(learner);
    const meant = `did you mean Algebra / Lines / ${now.concept}?`;
    const misspelt = [{ concept: now.concept.replace('Roots', 'Rotos') }, { topic: 'Others' }, { subject: 'Others' }];
    for (const wrong of misspelt) {
      const refusal = await refusalOf(learner.recordAnswer(answerIn(session_id, { ...now, ...wrong })));
      expect(refusal).toMatchObject({ code: 'invalid_input', where: 'recordAnswer.concept' });
      expect(refusal.message).toContain(meant);
    }
    const far = await refusalOf(learner.recordAnswer(answerIn(session_id, { ...now, concept: 'Xylophone' })));
    expect(far.message).not.toContain('did you mean');
    expect((await learner.mastery()).rows).toEqual([]);
    // What a concept was called before is no unknown name.
    await learner.recordAnswer(answerIn(session_id, old));
    const rows = [now, { ...now, ...misspelt[0] }, old, { ...now, concept: 'Xylophone' }].map((id, n) => ({
      user_id: learner.userId,
      at: later((10 + n) * DAY),
      ...id,
      correct: true,
    }));
    tutor.clock.set(later(20 * DAY));
    const report = await strict.importHistory(rows);
    expect(report).toMatchObject({ recorded: 2, refused: 2 });
    expect(report.refusals.map(({ position, error }) => [position, error.code, error.where])).toEqual([
      [1, 'invalid_input', 'importHistory.1.concept'],
      [3, 'invalid_input', 'importHistory.3.concept'],
    ]);
    expect(report.refusals[0]?.error.message).toContain(meant);
    // No session was opened for the refused ones.
    expect(await tutor.db.collection('learning_sessions').countDocuments({ user_id: learner.userId })).toBe(3);
    const card = { ...now, sm2: { ease_factor: 2, interval_days: 3, repetitions: 1 }, last_review: later(0) };
    const cards = await learner.adoptCards([card, { ...card, ...misspelt[0] }]);
    expect(cards).toMatchObject({ adopted: 1, refused: 1, refusals: [{ position: 1 }] });
    // Recorded before, sent again: a retry is told what the first call was told.
    const loose = tutor.engine.as({ userId: learner.userId, role: 'learner' });
    const answer = answerIn(session_id, { ...now, concept: 'Xylophone' });
    expect(await learner.recordAnswer(answer).catch(() => 'refused')).toBe('refused');
    const stored = await loose.recordAnswer(answer);
    expect(await learner.recordAnswer(answer)).toEqual(stored);
    // A concept that was added a moment ago is known at once.
    await tutor.engine.upsertCurriculum([{ ...now, concept: 'Xylophone' }]);
    await learner.recordAnswer(answerIn(session_id, { ...now, concept: 'Xylophone' }));
  });
});
