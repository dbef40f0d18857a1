import { ALGEBRA, comparePolicies, FAMILIES, type Family, type Policy, type PolicyView } from 'adaptive-learning-engine/simulator';
import { expect, test } from 'vitest';
import { openTutor } from '../support/tutor.js';

/** What the simulator asked and how it went, and what it would have recommended after each answer. */
interface Played {
  readonly answers: readonly PolicyView['sitting'][number][];
  readonly recommended: readonly (readonly object[])[];
}

/** A term of one week under `recommend`, with everything that it saw. */
function played(): Played {
  const answers: PolicyView['sitting'][number][] = [];
  const recommended: object[][] = [];
  const policy: Policy = {
    name: 'watched',
    summary: 'As recommend.',
    choose: (view) => {
      const rows = view.recommend(ALGEBRA.concepts.length);
      recommended.push([...rows]);
      const [first] = rows;
      return { concept: first?.concept ?? 'Fractions', ...(first === undefined ? {} : { difficulty: first.target_difficulty }) };
    },
  };
  const family = FAMILIES[0] as Family;
  const watched: Policy = {
    ...policy,
    choose: (view, mind) => {
      const last = view.sitting.at(-1);
      if (last !== undefined && !answers.includes(last)) answers.push(last);
      return policy.choose(view, mind);
    },
  };
  comparePolicies({ family, policies: [watched], minds: 1, weeks: 1, seed: 5, budget: { questions: 8 } });
  return { answers, recommended };
}

test('the simulator recommends what the engine does after the same answers', async () => {
  await using tutor = await openTutor();
  const { engine, clock } = tutor;
  const { answers, recommended } = played();
  await engine.upsertCurriculum([...ALGEBRA.curriculum]);
  const sitting = answers.slice(0, 7);
  const [first] = sitting;
  if (first === undefined) throw new Error('Nothing was asked');
  clock.set(new Date(first.at.getTime() - 3_600_000));
  const learner = await tutor.newLearner({
    profile: { name: 'Sim', education_level: 'high_school', timezone: 'UTC', day_rollover_hour: 0 },
  });
  clock.set(sitting.at(-1)?.at ?? first.at);
  const { session_id } = await learner.startSession({
    session_type: 'practice',
    subject: ALGEBRA.subject,
    started_at: new Date(first.at.getTime() - 1000 * 600),
    initial_difficulty_level: 0.5,
  });
  for (const [index, { concept, correct, seconds, difficulty, at }] of sitting.entries()) {
    const { topic } = ALGEBRA.concepts[ALGEBRA.placeOf(concept) ?? 0] as (typeof ALGEBRA.concepts)[number];
    await learner.recordAnswer({
      ...{ event_id: `e${index}`, session_id, occurred_at: at, subject: ALGEBRA.subject, topic, concept, correct },
      response_time_seconds: seconds,
      difficulty_level: difficulty,
    });
  }
  const said = await learner.recommend({ at: sitting.at(-1)?.at, subject: ALGEBRA.subject, limit: ALGEBRA.concepts.length });
  expect(said.rows.length).toBeGreaterThan(3);
  // Priorities fall within the pause between an answer and the next question, so the places are compared and not the last digits.
  const inBrief = (rows: readonly object[]) => rows.map((row) => [Reflect.get(row, 'concept'), Reflect.get(row, 'target_difficulty')]);
  expect(inBrief(said.rows)).toEqual(inBrief(recommended[sitting.length] ?? []));
});
