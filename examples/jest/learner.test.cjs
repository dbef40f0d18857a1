const { randomUUID } = require('node:crypto');
const { createEngine } = require('adaptive-learning-engine');

let engine;
beforeAll(async () => {
  // Each test file has a database of its own.
  engine = await createEngine({ uri: process.env.MONGODB_URI, database: `tests_${randomUUID()}`, tuning: 'manual' });
  await engine.setup();
});
afterAll(() => engine?.close());

test('a right answer is recorded once', async () => {
  const { user_id } = await engine.createLearner({ profile: { timezone: 'Europe/Zurich' } });
  const learner = engine.as({ userId: user_id, role: 'learner' });
  const slope = { subject: 'Algebra', topic: 'Lines', concept: 'Slope' };
  const answer = { ...slope, event_id: randomUUID(), correct: true, response_time_seconds: 9 };
  const first = await learner.recordAnswer(answer);
  expect(await learner.recordAnswer(answer)).toEqual(first);
  expect((await learner.mastery()).rows).toHaveLength(1);
});
