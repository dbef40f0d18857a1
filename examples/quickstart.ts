/** A minimal example: one learner, one answer, and recommendations. */
import { randomUUID } from 'node:crypto';
import { createEngine } from 'adaptive-learning-engine';
import { startEmbedded } from 'adaptive-learning-engine/embedded';

const server = await startEmbedded();
const engine = await createEngine({ uri: server.uri });
try {
  await engine.setup();
  await engine.upsertCurriculum([
    { subject: 'Algebra', topic: 'Equations', concept: 'One-step equations' },
    { subject: 'Algebra', topic: 'Equations', concept: 'Two-step equations', prerequisites: [{ concept: 'One-step equations' }] },
  ]);
  const { user_id: userId } = await engine.createLearner({
    email: 'ada@example.org',
    password_hash: 'made by your login',
    profile: { name: 'Ada', education_level: 'high_school', timezone: 'Europe/London' },
  });

  const learner = engine.as({ userId, role: 'learner' });
  const session = await learner.startSession({ session_type: 'practice', subject: 'Algebra' });
  const outcome = await learner.recordAnswer({
    event_id: randomUUID(),
    session_id: session.session_id,
    subject: 'Algebra',
    topic: 'Equations',
    concept: 'One-step equations',
    correct: true,
    response_time_seconds: 12,
  });
  console.log(`Predicted ${outcome.predicted.toFixed(2)}, mastery now ${outcome.mastery_level.toFixed(2)}`);

  for (const { concept, reasons } of (await learner.recommend({ limit: 5 })).rows) {
    console.log(`Next: ${concept} (${reasons.map(({ code }) => code).join(', ')})`);
  }
  const ended = await learner.endSession({ session_id: session.session_id });
  console.log(`${ended.performance_metrics.questions_attempted} question, ${ended.performance_metrics.questions_correct} right`);
} finally {
  await engine.close();
  await server.stop();
}
