import type { LearnerScope } from 'adaptive-learning-engine';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { refusalOf } from '../support/refusal.js';
import { DAY, later, MINUTE, START } from '../support/stopped-clock.js';
import { answerIn, openSession, openTutor, type Tutor } from '../support/tutor.js';

let tutor: Tutor;

beforeAll(async () => {
  tutor = await openTutor({ knowledge: 'ability' });
});
afterAll(() => tutor[Symbol.asyncDispose]());
beforeEach(() => tutor.clock.set(START));

const equations = { subject: 'Algebra', topic: 'Equations', concept: 'Linear equations' };

/** One answer a minute, of each mark. */
async function practise(learner: LearnerScope, marks: string, more: object = {}): Promise<string> {
  const session_id = await openSession(learner);
  for (const [n, mark] of [...marks].entries()) {
    await learner.recordAnswer(answerIn(session_id, { occurred_at: later(n * MINUTE), correct: mark === '+', ...more }));
  }
  return session_id;
}

describe('the ability of a learner', () => {
  test('grows with what they solve, the more in the subject and the concept of it', async () => {
    const learner = await tutor.newLearner();
    const unknown = await learner.ability();
    await practise(learner, '++++++++', { difficulty_level: 0.6 });
    const at = { at: later(10 * MINUTE) };
    const [overall, history, algebra, concept] = await Promise.all([
      learner.ability(at),
      learner.ability({ ...at, subject: 'History' }),
      learner.ability({ ...at, subject: 'Algebra' }),
      learner.ability({ ...at, ...equations }),
    ]);
    expect(overall.ability).toBeGreaterThan(unknown.ability);
    expect(history).toEqual(overall);
    expect(algebra.ability).toBeGreaterThan(overall.ability);
    expect(concept.ability).toBeGreaterThan(algebra.ability);
    expect(algebra.standard_error).toBeLessThan(unknown.standard_error);
    expect(concept.target_difficulty).toBeGreaterThan(unknown.target_difficulty);
    expect(concept.solves).toBeCloseTo(1 / (1 + Math.exp(-concept.ability)), 12);
  });

  test('is the mastery that is shown, and the difficulty that is recommended', async () => {
    const learner = await tutor.newLearner();
    await practise(learner, '+++-+++++');
    const at = later(3 * DAY);
    const asked = await learner.ability({ at, ...equations });
    const [shown] = (await learner.mastery({ at })).rows;
    expect(shown?.retained_mastery).toBeCloseTo(asked.solves, 12);
    expect(shown?.retained_mastery).toBeLessThan(shown?.mastery_level ?? 0);
    const [next] = (await learner.recommend({ at })).rows;
    expect(next).toMatchObject({ ...equations, target_difficulty: asked.target_difficulty });
  });

  test('goes on from session to session, and is the same to the bit after a late answer and after a replay', async () => {
    const [one, other] = [await tutor.newLearner(), await tutor.newLearner()];
    const marks = ['+', '-', '+', '+'];
    const answers = marks.map((mark, n) => ({ correct: mark === '+', occurred_at: later(n * DAY + MINUTE), event_id: `late-${n}` }));
    tutor.clock.set(later(5 * DAY));
    const play = async (learner: LearnerScope, order: readonly number[]) => {
      const sessions: string[] = [];
      for (const n of marks.keys()) sessions.push(await openSession(learner, { started_at: later(n * DAY) }));
      for (const n of order) await learner.recordAnswer(answerIn(sessions[n] as string, answers[n]));
    };
    await play(one, [0, 1, 2, 3]);
    await play(other, [0, 2, 3, 1]);
    const at = later(9 * DAY);
    const straight = await one.ability({ at, ...equations });
    expect(await other.ability({ at, ...equations })).toEqual(straight);
    await tutor.engine.replay(one.userId);
    expect(await one.ability({ at, ...equations })).toEqual(straight);
    expect(straight).not.toEqual(await (await tutor.newLearner()).ability({ at, ...equations }));
  });

  test('is estimated beside another model of knowledge, which says what mastery is', async () => {
    const engine = await tutor.another({ knowledge: 'bkt' });
    const { userId } = await tutor.newLearner();
    const learner = engine.as({ userId, role: 'learner' });
    await practise(learner, '++++');
    const at = later(10 * MINUTE);
    const [shown] = (await learner.mastery({ at })).rows;
    expect(shown?.mastery_level).toBeGreaterThan(0.95);
    const { solves } = await learner.ability({ at, ...equations });
    expect(solves).toBeGreaterThan(0.6);
    expect(solves).toBeLessThan(0.8);
  });

  test('is refused of a topic alone, and of a concept without its subject', async () => {
    const learner = await tutor.newLearner();
    for (const asked of [{ topic: 'Equations' }, { subject: 'Algebra', topic: 'Equations' }, { concept: 'Roots', topic: 'Equations' }]) {
      expect(await refusalOf(learner.ability(asked))).toMatchObject({ code: 'invalid_input', where: 'ability.concept' });
    }
  });
});
