import type { LearnerScope } from 'adaptive-learning-engine';
import { type Chart, classReport, learnerReport, type Report, renderReport } from 'adaptive-learning-engine/report';
import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readClassMastery } from '../../src/report/read-class-mastery.js';
import { store } from '../support/pipeline-rows.js';
import { DAY, later, MINUTE, START } from '../support/stopped-clock.js';
import { storedMastery } from '../support/stored-documents.js';
import { answerIn, nextEventId, openSession, openTutor, type Tutor } from '../support/tutor.js';

const FELT = { emotion: 'hope', intensity: 0.8, confidence: 0.9 } as const;

let tutor: Tutor;
let learner: LearnerScope;
beforeAll(async () => {
  tutor = await openTutor();
});
afterAll(() => tutor[Symbol.asyncDispose]());
beforeEach(async () => {
  tutor.clock.set(START);
  for (const { name } of await tutor.db.listCollections({ type: 'collection' }).toArray()) await tutor.db.collection(name).deleteMany({});
  learner = await tutor.newLearner();
});

function chart(report: Report, id: string): Chart {
  const found = report.charts.find((each) => each.id === id);
  if (found === undefined) throw new Error(`The report has no chart ${id}`);
  return found;
}

/** A quarter of an hour from the start on, with one answer and one feeling. */
async function sit(): Promise<void> {
  const session_id = await openSession(learner);
  await learner.recordAnswer(answerIn(session_id));
  await learner.recordEmotion({ ...FELT, session_id, event_id: nextEventId() });
  tutor.clock.set(later(15 * MINUTE));
  await learner.endSession({ session_id });
}

const ofLearner = (at: Date) => learnerReport(learner, { at, weeks: 2 });
const ofClass = (at: Date) =>
  classReport(tutor.engine, { name: 'Class 9b', learners: [{ user_id: learner.userId, name: 'Ada' }], at, weeks: 2 });

describe('emotions', () => {
  const CHARTS = ['emotional_wellness', 'dominant_emotions'] as const;
  const codesOf = ({ left_out }: Report) => Object.fromEntries(left_out.map(({ section, code }) => [section, code]));

  test('that were never summed are not called none', async () => {
    await sit();
    expect(codesOf(await ofLearner(later(DAY)))).toMatchObject({ emotional_wellness: 'not_summed', dominant_emotions: 'not_summed' });
  });

  test('that were summed say how far, by the clocks of the learner', async () => {
    await sit();
    tutor.clock.set(later(DAY));
    await tutor.engine.aggregateEmotions();
    const report = await ofLearner(later(DAY));
    const come = (await learner.query('emotional_wellness_trends', { since: later(0), until: later(DAY) })).recorded_before as Date;
    expect(come.getTime()).toBeGreaterThan(later(DAY - 60 * MINUTE).getTime());
    // Zurich is an hour ahead of UTC in March.
    const clock = new Date(come.getTime() + 60 * MINUTE).toISOString().slice(11, 16);
    for (const id of CHARTS) {
      const { note, panels } = chart(report, id);
      expect(panels).toHaveLength(1);
      expect(note).toMatch(new RegExp(`The days are complete up to 3 March 2026, ${clock} \\(Europe/Zurich\\)\\.$`));
    }
    await learner.updatePreferences({ privacy_settings: { emotional_data_usage: false } });
    expect(codesOf(await ofLearner(later(DAY)))).toMatchObject({ emotional_wellness: 'no_consent', dominant_emotions: 'no_consent' });
  });
});

describe('a stored document that does not fit', () => {
  test('is named once, by its collection and id, in both reports, and not on their pages', async () => {
    await sit();
    for (const report of [await ofLearner(later(DAY)), await ofClass(later(DAY))]) expect(report.unreadable).toEqual([]);
    const _id = new ObjectId();
    const bent = {
      ...storedMastery({ user_id: learner.userId }),
      _id,
      mastery_tracking: { current_mastery_level: 'high' },
      spaced_repetition_data: 'soon',
    };
    await tutor.db.collection<{ _id: ObjectId }>('content_mastery').insertOne(bent, { bypassDocumentValidation: true });
    for (const report of [await ofLearner(later(DAY)), await ofClass(later(DAY))]) {
      expect(report.unreadable).toEqual([{ collection: 'content_mastery', id: String(_id) }]);
      const html = await renderReport(report);
      expect(html).toContain('1 stored record could not be read');
      expect(html).not.toContain(String(_id));
    }
  });
});

describe('a class of more than one page', () => {
  const [ANN, BEN, CYD] = ['a', 'b', 'c'].map((digit) => '11111111-1111-4111-8111-111111111111'.replaceAll('1', digit)) as [
    string,
    string,
    string,
  ];
  const user_ids = [CYD, ANN, BEN];
  const at = later(0);
  const read = async (bound: { page: number; pages: number }) => {
    const { rows, unread } = await readClassMastery(tutor.engine, { user_ids, at }, {}, bound);
    return [rows.map(({ user_id, concept }) => [user_id.slice(0, 1), concept].join('')).join(' '), unread];
  };
  beforeEach(() =>
    store(tutor.db, {
      content_mastery: [ANN, BEN, CYD].flatMap((user_id) => [1, 2, 3].map((n) => storedMastery({ user_id, concept: String(n) }))),
    }),
  );

  test('is read to its end', async () => {
    const whole = ['a1 a2 a3 b1 b2 b3 c1 c2 c3', []];
    for (const page of [1, 2, 3, 4, 8, 9, 10]) expect(await read({ page, pages: 9 })).toEqual(whole);
  });

  test('is read up to the bound, and names whom it has not read to the end', async () => {
    expect(await read({ page: 4, pages: 2 })).toEqual(['a1 a2 a3 b1 b2 b3', [CYD]]);
    expect(await read({ page: 2, pages: 2 })).toEqual(['a1 a2 a3', [CYD, BEN]]);
    expect(await read({ page: 1, pages: 2 })).toEqual(['', [CYD, ANN, BEN]]);
    // Whether more of Ann's would follow is not known where the page ends with her.
    expect(await read({ page: 3, pages: 1 })).toEqual(['', [CYD, ANN, BEN]]);
  });

  test('names what does not fit on each of its pages', async () => {
    await store(tutor.db, {
      content_mastery: [ANN, BEN].flatMap((user_id) => [
        storedMastery({ user_id, concept: '1' }),
        { ...storedMastery({ user_id, concept: '2' }), mastery_tracking: 'high' },
        storedMastery({ user_id, concept: '3' }),
      ]),
    });
    const { rows, unreadable } = await readClassMastery(tutor.engine, { user_ids, at }, {}, { page: 1, pages: 9 });
    expect(rows).toHaveLength(4);
    expect(new Set(unreadable.flat().map(({ id }) => id)).size).toBe(2);
  });
});
