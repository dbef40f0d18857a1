import { randomUUID } from 'node:crypto';
import type { LearnerScope } from 'adaptive-learning-engine';
import { type Chart, classReport, ENGLISH, learnerReport, type Report, renderReport } from 'adaptive-learning-engine/report';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { showLearner } from '../../examples/demo/show/learner-page.js';
import { Sheet } from '../../examples/demo/show/sheet.js';
import { refusalOf } from '../support/refusal.js';
import { storedEmotionalDay } from '../support/stored-documents.js';
import { answerIn, nextEventId, openSession, openTutor, type Tutor } from '../support/tutor.js';

const DAY_MS = 86_400_000;

let tutor: Tutor;
let learner: LearnerScope;
let at: Date;

beforeAll(async () => {
  tutor = await openTutor();
  learner = await tutor.newLearner();
  const begin = tutor.clock.read().getTime();
  for (const day of [0, 1, 3, 6]) {
    tutor.clock.set(new Date(begin + day * DAY_MS));
    const session = await openSession(learner);
    for (const [concept, correct] of [
      ['Brackets', true],
      ['<b>Factorising</b>', day > 2],
    ] as const) {
      await learner.recordAnswer(answerIn(session, { concept, correct }));
      tutor.clock.set(new Date(tutor.clock.read().getTime() + 60_000));
    }
    await learner.recordInteraction({
      event_id: nextEventId(),
      session_id: session,
      interaction_type: 'question',
      user_input: 'Why?',
      ai_response: { text: 'Because.', provider_used: 'groq', response_time_ms: 300, tokens_used: 200, cost_usd: 0.25 },
    });
    await learner.endSession({ session_id: session });
  }
  at = new Date(begin + 7 * DAY_MS);
  tutor.clock.set(at);
  const analysis_date = new Date(`${new Date(begin).toISOString().slice(0, 10)}T00:00:00Z`);
  await tutor.db.collection('emotional_analytics').insertOne(
    storedEmotionalDay({
      user_id: learner.userId,
      analysis_date,
      emotional_summary: { dominant_emotion: 'curiosity', overall_emotional_wellness: 0.7 },
    }),
  );
});
afterAll(() => tutor[Symbol.asyncDispose]());

function chart(report: Report, id: string): Chart {
  const found = report.charts.find((each) => each.id === id);
  if (found === undefined) throw new Error(`The report has no chart ${id}`);
  return found;
}

describe('learnerReport', () => {
  test('says what the database holds', async () => {
    const report = await learnerReport(learner, { at, weeks: 4 });
    expect(report).toMatchObject({ kind: 'learner', about: 'Ada Muster', timezone: 'Europe/Zurich', period: 'the last 4 weeks' });
    const [topic] = chart(report, 'mastery_by_topic').table!.rows;
    const [row] = (await learner.query('user_progress_dashboard', { at })).rows;
    expect(topic).toEqual([
      'Algebra',
      'Equations',
      `${Math.round(row!.mean_mastery * 100)}%`,
      `${Math.round(row!.mean_retention * 100)}%`,
      `${row!.concepts_mastered} of 2`,
      `${row!.concepts_due}`,
      '8',
    ]);
    expect(chart(report, 'study_calendar').table!.rows).toHaveLength(4);
    expect(chart(report, 'reviews_ahead').table!.rows).toHaveLength(30);
    expect(chart(report, 'dominant_emotions').table!.rows).toEqual([['curiosity', 'pleasant', '1']]);
    expect(chart(report, 'success_calibration').says).toMatch(/^Of 8 answers, /);
    // A concept's first answer has nothing to remember.
    expect(chart(report, 'memory_calibration').says).toMatch(/^Of 6 answers, /);
  });

  test('the memory that is drawn is the one that the engine speaks of', async () => {
    const memories = chart(await learnerReport(learner, { at }), 'forgetting_curves').table!.rows;
    const known = (await learner.mastery({ at })).rows;
    expect(memories).toHaveLength(2);
    for (const [concept, , remembered] of memories) {
      const retention = known.find((each) => each.concept === concept)!.retention;
      expect(remembered).toBe(`${Math.round(retention * 100)}%`);
    }
  });

  test('is drawn, with names as text', async () => {
    const html = await renderReport(await learnerReport(learner, { at }));
    expect(html).toContain('&lt;b&gt;Factorising&lt;/b&gt;');
    expect(html).not.toContain('<b>Factorising');
  });

  test('of a learner who has done nothing, and shares no emotions, it has no section, and says why to the developer alone', async () => {
    const report = await learnerReport(await tutor.newLearner(), { at });
    expect(report.charts).toEqual([]);
    expect(report.left_out.map(({ section, code }) => [section, code])).toContainEqual(['emotional_wellness', 'not_summed']);
    expect(await renderReport(report)).not.toMatch(/engine\.|preferences\./);
  });

  test('speaks German, or a language of the host', async () => {
    expect(await learnerReport(learner, { at, locale: 'de' })).toMatchObject({
      locale: 'de',
      title: 'Lernbericht',
      period: 'die letzten 26 Wochen',
    });
    const labels = { ...ENGLISH, learner_report: 'Lernblatt' };
    expect(await learnerReport(learner, { at, locale: { locale: 'de-CH', labels } })).toMatchObject({
      locale: 'de-CH',
      title: 'Lernblatt',
    });
    expect(await refusalOf(learnerReport(learner, { at, locale: 'xx' as never }))).toMatchObject({ where: 'learnerReport.locale' });
  });

  test('names what to study next as recommend does, and the weakest concepts', async () => {
    const month = new Date(at.getTime() + 30 * DAY_MS);
    const report = await learnerReport(learner, { at: month });
    const { rows } = await learner.recommend({ at: month, limit: 5 });
    expect(rows).not.toEqual([]);
    expect(chart(report, 'study_next').items!.map(({ title }) => title)).toEqual(rows.map(({ concept }) => concept));
    const levels = chart(report, 'weakest_concepts').table!.rows.map((row) => Number.parseInt(row[2]!, 10));
    expect(levels).toEqual([...levels].sort((a, b) => a - b));
  });

  test('refuses a learner without an account, and options out of range', async () => {
    const nobody = tutor.engine.as({ userId: randomUUID(), role: 'learner' });
    expect(await refusalOf(learnerReport(nobody, { at }))).toMatchObject({ code: 'not_found', where: 'profile' });
    for (const [options, where] of [
      [{ at: new Date(Number.NaN) }, 'learnerReport.at'],
      [{ at: '2026-01-01' }, 'learnerReport.at'],
      [{ at, weeks: 53 }, 'learnerReport.weeks'],
      [{ at, weeks: 0.5 }, 'learnerReport.weeks'],
      [{ at, daysAhead: 0 }, 'learnerReport.daysAhead'],
      [null, 'learnerReport.options'],
      [{ at, week: 3 }, 'learnerReport.options'],
      [new Proxy({ at }, {}), 'learnerReport.options'],
      [{ at, deadlineMs: -1 }, 'profile.control.deadlineMs'],
    ] as const) {
      expect(await refusalOf(learnerReport(learner, options as never))).toMatchObject({ code: 'invalid_input', where });
    }
  });
});

describe('classReport', () => {
  test('is about the class and nobody else', async () => {
    const other = await tutor.newLearner();
    const learners = [
      { user_id: learner.userId, name: 'Ada' },
      { user_id: other.userId, name: 'Ben' },
    ];
    const report = await classReport(tutor.engine, { name: 'Class 9b', learners, at });
    const { table, says } = chart(report, 'class_mastery');
    expect(says).toMatch(/^1 of 2 learners have practised; /);
    expect(table!.rows.map(([name]) => name)).toEqual(['Ada', 'Ben']);
    expect(table!.rows[1]!.slice(1)).toEqual(['–', '–', '–']);
    expect(chart(report, 'class_study').table!.rows.map((row) => row.slice(0, 3))).toEqual([
      ['Ben', '0 min', '0'],
      ['Ada', '8 min', '4'],
    ]);
    expect(chart(report, 'who_needs_help').items!.map(({ title, text }) => [title, text])).toContainEqual(['Ben', 'has not practised yet']);
    // What somebody outside the class does changes nothing, no matter who takes part in analytics.
    const stranger = await tutor.newLearner();
    const session_id = await openSession(stranger);
    await stranger.recordAnswer(answerIn(session_id, { concept: 'Brackets', correct: false }));
    expect(await classReport(tutor.engine, { name: 'Class 9b', learners, at })).toEqual(report);
  });

  test('refuses a class of nobody, and one that names no learner', async () => {
    for (const [options, where] of [
      [{ name: 'A', learners: [], at }, 'classReport.learners'],
      [{ name: 'A', learners: [{ user_id: learner.userId, name: 'x' }], at, subjects: 'x' }, 'classReport.options'],
      [{ name: 'A', learners: [{ user_id: learner.userId, name: 'x' }], at, deadlineMs: -1 }, 'query.control.deadlineMs'],
      [{ name: 'A', learners: [{ user_id: 7, name: 'x' }], at }, 'classReport.learners'],
      [{ name: '', learners: [{ user_id: learner.userId, name: 'x' }], at }, 'classReport.name'],
      [{ name: 'A', learners: [{ user_id: learner.userId, name: 'x' }], at, timezone: 'Mars/Olympus' }, 'learnerDayNumber.zone'],
    ] as const) {
      expect(await refusalOf(classReport(tutor.engine, options as never))).toMatchObject({ code: 'invalid_input', where });
    }
  });
});

describe('two concepts that a joined label would take for one', () => {
  const first = { subject: 'Algebra / Lines', topic: 'All', concept: 'Slope' };
  const second = { subject: 'Algebra', topic: 'Lines / All', concept: 'Slope' };
  const idOf = ({ subject, topic, concept }: typeof first) => ({ subject, topic, concept });
  const both = (rows: readonly (typeof first)[]) =>
    rows.filter((row) => [first.subject, second.topic].some((part) => Object.values(row).includes(part)));
  let student: LearnerScope;

  beforeAll(async () => {
    await tutor.engine.upsertCurriculum([first, { ...second, prerequisites: [first] }]);
    student = await tutor.newLearner();
    const session_id = await openSession(student);
    for (const [id, correct] of [
      [first, true],
      [first, true],
      [second, false],
    ] as const) {
      tutor.clock.set(new Date(tutor.clock.read().getTime() + 60_000));
      await student.recordAnswer(answerIn(session_id, { ...id, correct }));
    }
    await student.endSession({ session_id });
  });

  test('are two in a curriculum, and a circle of them names both', async () => {
    const refusal = await refusalOf(tutor.engine.upsertCurriculum([{ ...first, prerequisites: [second] }]));
    expect(refusal.code).toBe('prerequisite_cycle');
    expect(refusal.message).toContain('"Algebra / Lines" / All / Slope → Algebra / "Lines / All" / Slope');
  });

  test('are two in every verb and pipeline', async () => {
    const now = tutor.clock.read();
    const user_ids = [student.userId];
    const { engine } = tutor;
    const lists = {
      mastery: (await student.mastery({})).rows,
      progress: (await student.progress({})).rows.map((row) => ({ ...row, concept: 'Slope' })),
      recommend: (await student.recommend({ at: new Date(now.getTime() + 7 * DAY_MS), limit: 9 })).rows,
      forgetting_curves: (await student.query('forgetting_curves', { concepts: 9 })).rows,
      hardest_concepts: (await engine.query('hardest_concepts', { least_learners: 1 })).rows,
      mastery_distribution: (await engine.query('mastery_distribution', { least_learners: 1 })).rows,
      class_mastery: (await engine.query('class_mastery', { user_ids, at: now })).rows,
    };
    for (const [name, rows] of Object.entries(lists)) {
      expect(
        both(rows)
          .map(idOf)
          .sort((a, b) => (a.subject < b.subject ? -1 : 1)),
        name,
      ).toEqual([second, first]);
    }
    const [funnel] = both(
      (await engine.query('prerequisite_funnel', { subject: second.subject, least_learners: 1 })).rows.filter(
        (row) => row.concept === 'Slope',
      ),
    );
    expect(funnel).toMatchObject({ ...second, learners_started: 1, prerequisites: [{ ...first, learners_fulfilling: 1 }] });
  });

  test('are two on both pages and in the demo', async () => {
    const now = new Date(tutor.clock.read().getTime() + 9 * DAY_MS);
    const named = ['Slope (All)', 'Slope (Lines / All)'];
    const page = await learnerReport(student, { at: now, weeks: 4 });
    for (const id of ['weakest_concepts', 'forgetting_curves']) {
      expect(
        chart(page, id)
          .table!.rows.map(([title]) => title)
          .sort(),
        id,
      ).toEqual(named);
    }
    const learners = [{ user_id: student.userId, name: 'Ada' }];
    const ofClass = await classReport(tutor.engine, { name: '9b', learners, at: now });
    expect([...chart(ofClass, 'class_mastery').grid!.columns].sort()).toEqual(named);
    let printed = '';
    const sheet = new Sheet({ write: (text) => (printed += text) }, {});
    await showLearner(sheet, student, now, 'UTC');
    for (const name of named) expect(printed.split(name).length, name).toBeGreaterThan(2);
  });
});
