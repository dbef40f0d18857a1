import { createEngine } from 'adaptive-learning-engine';
import { expect, it } from 'vitest';
import { openDatabase } from '../support/database.js';

it('records a late answer though a document was changed past the library, and puts that right', async () => {
  await using database = await openDatabase();
  const engine = await createEngine({ db: database.db, clock: () => new Date('2026-03-02T12:00:00Z') });
  await engine.setup();
  const { user_id: userId } = await engine.createLearner({
    email: 'ada@example.org',
    password_hash: 'hash',
    profile: { name: 'Ada', education_level: 'high_school', timezone: 'Europe/Zurich' },
  });
  const learner = engine.as({ userId, role: 'learner' });
  const { session_id } = await learner.startSession({
    session_type: 'practice',
    subject: 'Algebra',
    started_at: new Date('2026-03-02T10:00:00Z'),
  });
  const answer = (event_id: string, minute: number) => ({
    event_id,
    session_id,
    occurred_at: new Date(Date.UTC(2026, 2, 2, 10, minute)),
    subject: 'Algebra',
    topic: 'Equations',
    concept: 'Brackets',
    correct: true,
    response_time_seconds: 10,
  });
  await learner.recordAnswer(answer('second', 30));
  await database.db.collection('learning_sessions').updateOne({ session_id }, { $inc: { revision: 7 } });

  await learner.recordAnswer(answer('first', 20));

  const session = await engine.repositories.learning_sessions.own(userId, session_id);
  expect(session?.performance_metrics.questions_attempted).toBe(2);
  expect((await engine.replay(userId)).changed).toEqual({ learning_sessions: 0, content_mastery: 0, learning_dna: 0 });
});
