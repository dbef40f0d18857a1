import { Writable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportAnswers } from '../../examples/export-answers.js';
import { later, MINUTE } from '../support/stopped-clock.js';
import { answerIn, openSession, openTutor, type Tutor } from '../support/tutor.js';

let tutor: Tutor;
beforeAll(async () => {
  tutor = await openTutor();
});
afterAll(() => tutor[Symbol.asyncDispose]());

/** The lines of an export, each parsed. */
async function exported(range = {}): Promise<{ lines: number; rows: { [field: string]: unknown }[] }> {
  let text = '';
  const out = new Writable({
    write(chunk, _, done) {
      text += String(chunk);
      done();
    },
  });
  const lines = await exportAnswers(tutor.engine, out, range);
  return {
    lines,
    rows:
      text === ''
        ? []
        : text
            .trimEnd()
            .split('\n')
            .map((line) => JSON.parse(line)),
  };
}

test('every answer is a line of JSON, in order, but those of learners who keep out of analytics', async () => {
  expect(await exported()).toEqual({ lines: 0, rows: [] });
  const sharing = { preferences: { privacy_settings: { analytics_participation: true } } };
  const learner = await tutor.newLearner(sharing);
  const hidden = await tutor.newLearner({ preferences: { privacy_settings: { analytics_participation: false } } });
  for (const each of [learner, hidden]) {
    const session_id = await openSession(each);
    for (const minutes of [1, 2, 3]) {
      tutor.clock.forward(MINUTE);
      await each.recordAnswer(answerIn(session_id, { correct: minutes !== 2 }));
    }
  }
  const { lines, rows } = await exported();
  expect(lines).toBe(3);
  expect(rows.map(({ user_id, correct }) => [user_id, correct])).toEqual([true, false, true].map((correct) => [learner.userId, correct]));
  const fields = ['concept', 'correct', 'day', 'event_id', 'occurred_at', 'rating', 'subject', 'topic', 'user_id'];
  expect(Object.keys(rows[0] ?? {}).sort()).toEqual(fields);
  expect((await exported({ since: later(100 * MINUTE) })).lines).toBe(0);
});
