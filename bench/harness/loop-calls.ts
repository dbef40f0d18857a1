import { randomUUID } from 'node:crypto';
import type { Engine } from 'adaptive-learning-engine';
import { ALGORITHMS, type AlgorithmRow } from 'adaptive-learning-engine/algorithms';
import { classReport, learnerReport, renderReport } from 'adaptive-learning-engine/report';
import { newLearner } from './crowd.js';
import { inventPractised, type Practised } from './practised-learner.js';

const AT_ONCE = 10;
const DAY_MS = 86_400_000;

/** Calls that go over much of a practised learner's data, by their names; in this order, since some write. */
export function loopCalls(engine: Engine, practised: Practised): ReadonlyMap<string, () => Promise<unknown>> {
  const { user_id, curriculum, rows } = practised;
  const learner = engine.as({ userId: user_id, role: 'system' });
  const at = practised.before(0);
  const [one] = curriculum;
  const late = (answers: number) => ({
    ...{ event_id: randomUUID(), subject: one?.subject ?? '', topic: one?.topic ?? '', concept: one?.concept ?? '' },
    ...{ occurred_at: practised.before(answers), correct: true, response_time_seconds: 9 },
  });
  const atOnce = (call: () => Promise<unknown>) => () => Promise.all(Array.from({ length: AT_ONCE }, call));
  const again = inventPractised(rows.length, curriculum.length);
  const cards = curriculum.map((name) => ({
    ...{ subject: name.subject, topic: name.topic, concept: name.concept },
    ...{ sm2: { ease_factor: 2.5, interval_days: 6, repetitions: 2 }, last_review: at },
  }));
  const fits = (ALGORITHMS as readonly AlgorithmRow[]).filter(({ fit }) => fit !== undefined).map(({ name }) => name);
  return new Map<string, () => Promise<unknown>>([
    ['recommend', () => learner.recommend({ at })],
    [`recommend, ${AT_ONCE} at once`, atOnce(() => learner.recommend({ at }))],
    ['mastery', () => learner.mastery({ at })],
    [`mastery, ${AT_ONCE} at once`, atOnce(() => learner.mastery({ at }))],
    ['progress', () => learner.progress({ at })],
    ['dueReviews, of 1,000', () => learner.dueReviews({ at, limit: 1_000 })],
    ['recentSessions, of a year', () => learner.recentSessions({ at, days: 365 })],
    ['query forgetting_curves', () => learner.query('forgetting_curves', { concepts: 50 })],
    ['query study_days', () => learner.query('study_days', { since: new Date(at.getTime() - 365 * DAY_MS), until: at })],
    ['learnerReport', () => learnerReport(learner, { at })],
    ['renderReport, the first, which loads Vega', async () => renderReport(await learnerReport(learner, { at }))],
    ['renderReport, another', async () => renderReport(await learnerReport(learner, { at }))],
    ['classReport', () => classReport(engine, { at, name: 'The class', learners: [{ user_id, name: 'Ada' }] })],
    ['late answer, one from the end', () => learner.recordAnswer(late(1))],
    ['late answer, a fifth from the end', () => learner.recordAnswer(late(rows.length / 5))],
    ['late answer, near the beginning', () => learner.recordAnswer(late(rows.length - 10))],
    ['replay', () => learner.replay()],
    ['aggregateEmotions', () => engine.aggregateEmotions()],
    ['rollUp', () => engine.rollUp()],
    ['upsertCurriculum', () => engine.upsertCurriculum(curriculum)],
    ['adoptCards', async () => engine.as({ userId: await newLearner(engine), role: 'system' }).adoptCards(cards)],
    ...fits.map((model) => [`fit ${model}`, () => engine.fit({ model })] as const),
    ['tune', () => engine.tune()],
    ['importHistory', () => engine.importHistory(again.rows)],
  ]);
}
