/** An engine with a module of its own: a learner marks a concept, and answers count on the bookmark. */
import { randomUUID } from 'node:crypto';
import { createEngine } from 'adaptive-learning-engine';
import { startEmbedded } from 'adaptive-learning-engine/embedded';
import { bookmarks } from './module.js';

const slope = { subject: 'Algebra', topic: 'Lines', concept: 'Slope' };

const server = await startEmbedded();
const engine = await createEngine({ uri: server.uri, modules: [bookmarks({ keepDays: 90 })] });
try {
  await engine.setup();
  const userId = randomUUID();
  await engine.ensureLearner({ user_id: userId, timezone: 'Europe/London' });

  const learner = engine.as({ userId, role: 'learner' });
  await learner.bookmarks.add({ ...slope, note: 'Ask about negative slopes.' });
  await learner.recordAnswer({ event_id: randomUUID(), ...slope, correct: true, response_time_seconds: 12 });
  for (const { concept, note, answers } of await learner.bookmarks.list()) console.log(`${concept}: ${note} ${answers} answer`);

  const { rows } = await learner.query('bookmarks_by_topic', {});
  console.log(rows);
  console.log(await engine.jobs.run('bookmarks.tidy'));
} finally {
  await engine.close();
  await server.stop();
}
