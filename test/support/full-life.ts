import type { LearnerScope } from 'adaptive-learning-engine';
import { DAY, later, MINUTE, START } from './stopped-clock.js';
import { answerIn, nextEventId, openSession, type Tutor } from './tutor.js';

const CURRICULUM = [
  { subject: 'Algebra', topic: 'Numbers', concept: 'Fractions', difficulty_level: 0.2 },
  { subject: 'Algebra', topic: 'Equations', concept: 'Linear equations', prerequisites: [{ concept: 'Fractions', mastery_required: 0.5 }] },
  { subject: 'Algebra', topic: 'Equations', concept: 'Quadratic equations', prerequisites: [{ concept: 'Linear equations' }] },
  { subject: 'Node.js', topic: '$streams', concept: 'constructor', description: 'Names that only data may have', metadata: { cms: 7 } },
];

/** A curriculum, and a learner who did a bit of everything in two sessions a day apart: each collection then holds documents. */
export async function liveFully(tutor: Tutor): Promise<{ learner: LearnerScope; session_id: string }> {
  await tutor.engine.upsertCurriculum(CURRICULUM);
  tutor.clock.set(START);
  const learner = await tutor.newLearner({ metadata: { crm: 'x-1' } });
  const session_id = await openSession(learner, {
    learning_objectives: ['Understand Fractions'],
    planned_questions: 4,
    initial_emotional_state: 'curiosity',
    metadata: { room: 3 },
  });
  const at = (minutes: number) => ({ occurred_at: later(minutes * MINUTE), event_id: nextEventId(), session_id });
  tutor.clock.set(later(30 * MINUTE));
  for (const minutes of [1, 2, 3]) {
    await learner.recordAnswer(
      answerIn(session_id, { ...at(minutes), topic: 'Numbers', concept: 'Fractions', strategy: 'worked.example' }),
    );
  }
  await learner.recordAnswer(answerIn(session_id, { ...at(4), correct: false, score: 0.3, learning_style: 'visual', item_id: 'q-7' }));
  await learner.recordEmotion({ ...at(5), emotion: 'frustration', intensity: 0.7, confidence: 0.9, trigger: 'a wrong sign' });
  await learner.recordInteraction({
    ...at(6),
    interaction_type: 'question',
    user_input: 'Why does the sign change?',
    ai_response: { text: 'Because …', provider_used: 'groq', response_time_ms: 800, tokens_used: 120, cost_usd: 0.002 },
    cache_hit: false,
    quality_score: 0.8,
    follow_up: true,
    emotional_context: { detected_emotion: 'confusion', confidence: 0.8, emotional_intensity: 0.4, adaptation_applied: ['slower'] },
    personalization_applied: { difficulty_adjustment: -0.1, explanation_style: 'concise', content_modifications: ['fewer steps'] },
  });
  const { intervention_id } = await learner.applyIntervention({ ...at(7), intervention_type: 'hint', reason: 'Two wrong in a row' });
  await learner.rateIntervention({ ...at(8), intervention_id, effectiveness_rating: 4 });
  await learner.recordAnswer(answerIn(session_id, { ...at(9), rating: 4, difficulty_level: 0.6, emotional_state: 'delight' }));
  await learner.endSession({ session_id, ended_at: later(10 * MINUTE), user_satisfaction_rating: 5 });

  tutor.clock.set(later(DAY));
  const second = await openSession(learner, { subject: 'Node.js', topics: ['$streams'] });
  tutor.clock.forward(MINUTE);
  await learner.recordAnswer(
    answerIn(second, { subject: 'Node.js', topic: '$streams', concept: 'constructor', strategy: '7', metadata: { tries: 2 } }),
  );
  tutor.clock.forward(MINUTE);
  await learner.endSession({ session_id: second });
  const { params_version } = await tutor.engine.fit({ model: 'fsrs' });
  // One learner is too few to tune by: begun and ended as a tuning does.
  const { model_tunings } = tutor.engine.unsafe.repositories;
  const lease = { holder: 'this process', params_version, until: later(DAY) };
  await model_tunings.begin({ model: 'fsrs', begun: 0, lease });
  const last = { end: 'not_better', at: later(0), events: 20, answers: 12, learners: 1, params_version: 'default' } as const;
  await model_tunings.end({ model: 'fsrs', holder: lease.holder }, last);
  await tutor.engine.aggregateEmotions();
  await tutor.engine.rollUp();
  await tutor.engine.health();
  // One learner is too few for parameters of a concept's own: stored as a fit stores them.
  await tutor.engine.unsafe.repositories.model_fit_concepts.insertOne({
    model: 'bkt',
    params_version,
    subject: 'Algebra',
    topic: 'Numbers',
    concept: 'Fractions',
    params: { prior: 0.3, learn: 0.1, guess: 0.2, slip: 0.1, forget: 0 },
    report: { answers: 120, learners: 30 },
    schema_version: 1,
  });
  // The stored form of a data key, also where the tests store in clear.
  await tutor.engine.unsafe.repositories.data_keys.insertOne({
    user_id: learner.userId,
    version: 1,
    key_id: '0f'.repeat(32),
    wrapping_key: 'alias/tutor',
    wrapped: Buffer.alloc(109).toString('base64'),
    created_at: later(0),
    schema_version: 1,
  });
  return { learner, session_id };
}
