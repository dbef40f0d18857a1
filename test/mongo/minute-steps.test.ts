import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerIn, openSession, openTutor, type Tutor } from '../support/tutor.js';

const MINUTE = 60_000;

let tutor: Tutor;

beforeAll(async () => {
  tutor = await openTutor({ scheduler: { model: 'fsrs', params: { learning_steps: [1, 10], relearning_steps: [10] } } });
});
afterAll(() => tutor[Symbol.asyncDispose]());

test('with steps of minutes a new concept is due again within the sitting, a known one after days, and a replay agrees', async () => {
  const learner = await tutor.newLearner();
  const session_id = await openSession(learner);
  const start = tutor.clock.read().getTime();
  const waits: number[] = [];
  const answer = async (minutes: number, correct: boolean) => {
    const at = start + minutes * MINUTE;
    tutor.clock.set(new Date(at));
    await learner.recordAnswer(answerIn(session_id, { occurred_at: new Date(at), correct }));
    const stored = await tutor.engine.repositories.content_mastery.findOne({ user_id: learner.userId });
    waits.push(((stored?.spaced_repetition_data.next_review_date.getTime() ?? 0) - at) / MINUTE);
  };
  await answer(0, false);
  await answer(1, true);
  await answer(11, true);
  expect(waits.slice(0, 2)).toEqual([1, 10]);
  expect(waits[2]).toBeGreaterThan(6 * 60);
  expect((await tutor.engine.replay(learner.userId)).changed).toMatchObject({ content_mastery: 0, learning_sessions: 0 });
});
