import { readFileSync } from 'node:fs';
import type { Db } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AnyPipeline, PIPELINES } from '../../../src/pipelines/index.js';
import { openDatabase } from '../../support/database.js';
import { rowsOn, type Stored } from '../../support/pipeline-rows.js';
import { stagesOnPage } from '../../support/stages-on-page.js';
import { storedEmotionalDay, storedMastery, storedSession } from '../../support/stored-documents.js';

const PAGE = readFileSync('docs/pipelines.md', 'utf8');
const { user_id } = PIPELINES.user_progress_dashboard.example;
const [classmate] = PIPELINES.class_mastery.example.user_ids.slice(1);
const inMarch = (day: number) => new Date(Date.UTC(2026, 2, day, 9));

let database: Awaited<ReturnType<typeof openDatabase>>;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

const known = (learner: string | undefined, topic: string, level: number, due: number) =>
  storedMastery({
    user_id: learner,
    topic,
    mastery_tracking: { current_mastery_level: level, last_practiced_date: inMarch(20) },
    spaced_repetition_data: { next_review_date: inMarch(due) },
  });

const sat = (day: number) => storedSession({ user_id, started_at: inMarch(day), ended_at: new Date(inMarch(day).getTime() + 20 * 60_000) });

const felt = (day: number, wellness: number) =>
  storedEmotionalDay({
    user_id,
    analysis_date: new Date(Date.UTC(2026, 2, day)),
    emotional_summary: { overall_emotional_wellness: wellness },
  });

const masteries = [known(user_id, 'Equations', 0.9, 30), known(user_id, 'Powers', 0.3, 35), known(classmate, 'Powers', 0.5, 33)];

/** Each with how many rows its example must have here. */
const CASES: readonly (readonly [AnyPipeline, Stored, number])[] = [
  [PIPELINES.user_progress_dashboard, { content_mastery: masteries }, 2],
  [PIPELINES.review_forecast, { content_mastery: masteries }, 30],
  [PIPELINES.class_mastery, { content_mastery: masteries }, 3],
  [PIPELINES.session_history, { learning_sessions: [sat(2), sat(3), sat(31)] }, 3],
  [PIPELINES.study_days, { learning_sessions: [sat(2), sat(3), sat(31)] }, 3],
  // 1 March to 1 April in UTC is 32 days in Zurich.
  [PIPELINES.emotional_wellness_trends, { emotional_analytics: [felt(4, 0.5), felt(6, 0.7)] }, 32],
];

test.each(CASES.map((row) => [row[0].name, ...row] as const))(
  'the stages that docs/pipelines.md shows for %s give its rows when they are pasted',
  async (name, pipeline, stored, howMany) => {
    const rows = await rowsOn(database.db, stored, pipeline, pipeline.example);
    expect(rows).toHaveLength(howMany);
    expect(await pasted(database.db, pipeline, name)).toEqual(rows);
  },
);

function pasted(db: Db, { collection }: AnyPipeline, name: string): Promise<unknown[]> {
  return db.collection(collection).aggregate(stagesOnPage(PAGE, name)).toArray();
}
