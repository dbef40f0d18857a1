import type { LearnerScope, Recommendation } from 'adaptive-learning-engine';
import { ALGEBRA, type Asked, comparePolicies, FAMILIES, type Family, type Policy } from 'adaptive-learning-engine/simulator';
import { expect, test } from 'vitest';
import { openTutor } from '../support/tutor.js';

/** Where simulated learners live. */
const TIME_ZONE = { timezone: 'UTC', day_rollover_hour: 0 };
const ALL = ALGEBRA.concepts.length;

/** A week under `recommend`: the answers by sitting, and what the simulator recommended before the last one. */
function play() {
  const sittings = new Set<readonly Asked[]>();
  let last: { readonly at: Date; readonly rows: readonly Recommendation[] } = { at: new Date(0), rows: [] };
  const policy: Policy = {
    name: 'watched',
    summary: 'As recommend, and looks on.',
    choose: ({ asked, now, recommend }) => {
      sittings.add(asked);
      last = { at: now.at, rows: recommend(ALL) };
      return { concept: last.rows[0]?.concept ?? '', difficulty: last.rows[0]?.target_difficulty ?? 0.5 };
    },
  };
  comparePolicies({ family: FAMILIES[0] as Family, policies: [policy], minds: 1, weeks: 1, seed: 5, budget: { questions: 5 } });
  return { sittings: [...sittings], last };
}

async function record(learner: LearnerScope, asked: readonly Asked[]): Promise<void> {
  const [first] = asked;
  if (first === undefined) return;
  const { subject } = ALGEBRA;
  const started_at = new Date(first.at.getTime() - 60_000);
  const { session_id } = await learner.startSession({ session_type: 'practice', subject, started_at, initial_difficulty_level: 0.5 });
  for (const { concept, correct, seconds, difficulty, at } of asked) {
    const { topic } = ALGEBRA.concepts[ALGEBRA.placeOf(concept) ?? 0] as (typeof ALGEBRA.concepts)[number];
    const event = { event_id: `q${at.getTime()}`, session_id, occurred_at: at };
    const answer = { subject, topic, concept, correct, response_time_seconds: seconds, difficulty_level: difficulty };
    await learner.recordAnswer({ ...event, ...answer });
  }
}

test('the simulator recommends what the engine does after the same answers', async () => {
  await using tutor = await openTutor({ knowledge: 'ability' });
  const { sittings, last } = play();
  await tutor.engine.upsertCurriculum([...ALGEBRA.curriculum]);
  tutor.clock.set(last.at);
  const learner = await tutor.newLearner({ profile: { name: 'Sim', education_level: 'high_school', ...TIME_ZONE } });
  for (const [index, asked] of sittings.entries()) await record(learner, index === sittings.length - 1 ? asked.slice(0, -1) : asked);
  const { rows } = await learner.recommend({ at: last.at, subject: ALGEBRA.subject, limit: ALL });
  expect(sittings.length).toBeGreaterThan(2);
  expect(new Set(rows.map(({ reasons }) => reasons[0]?.code)).size).toBeGreaterThan(1);
  expect(rows).toEqual(last.rows);
});
