import type { Engine } from 'adaptive-learning-engine';
import { LIMITS } from 'adaptive-learning-engine/collections';
import { newLearner } from './crowd.js';

/** Takes three bytes in UTF-8, the most that one UTF-16 unit can. */
const WIDE = '語';
const CONCEPTS = 105;
/** Right answers in a row that bring a concept over the mastery threshold. */
const TO_MASTERY = 4;

/** Names that an exchange may say it was adapted by. */
const LONGEST_NOTES = 10;

/** A session in which everything is as long as it may be, and all lists are full; ended at last. */
export async function recordLongestSession(engine: Engine, onEvent: () => void = () => undefined): Promise<void> {
  const userId = await newLearner(engine);
  const learner = engine.as({ userId, role: 'learner' });
  const name = (n: number) => `${n}`.padStart(LIMITS.nameLength, WIDE);
  const names = (count: number) => Array.from({ length: count }, (_, n) => name(n));
  const sentence = WIDE.repeat(LIMITS.sentenceLength - LIMITS.nameLength) + name(0);
  const [subject, topic] = [name(0), name(0)];
  const { session_id } = await learner.startSession({
    session_type: 'assessment',
    subject,
    topics: names(LIMITS.shortList),
    learning_objectives: Array.from({ length: LIMITS.shortList }, () => sentence),
    metadata: { note: 'x'.repeat(LIMITS.metadataBytes - 11) },
  });
  let sent = 0;
  const next = () => {
    onEvent();
    sent += 1;
    return { event_id: `${sent}`.padStart(128, '0'), session_id };
  };
  for (let n = 0; n < TO_MASTERY * CONCEPTS; n += 1) {
    await learner.recordAnswer({
      ...{ ...next(), subject, topic, concept: name(n % CONCEPTS) },
      ...{ correct: true, response_time_seconds: 1.5, strategy: name(n % LIMITS.distinctNames) },
    });
  }
  for (let n = 0; n < CONCEPTS; n += 1) {
    const emotion = n % 2 === 0 ? 'frustration' : 'engaged_concentration';
    await learner.recordEmotion({ ...next(), emotion, intensity: 0.9, confidence: 0.9, trigger: name(n) });
    await learner.applyIntervention({ ...next(), intervention_type: name(n), reason: sentence });
    await learner.recordInteraction({
      ...next(),
      interaction_type: 'assessment',
      user_input: WIDE.repeat(LIMITS.userInputLength),
      ai_response: {
        text: WIDE.repeat(LIMITS.aiTextLength),
        provider_used: 'emergent',
        response_time_ms: 1.5,
        tokens_used: 1,
        cost_usd: 0.5,
      },
      quality_score: 0.5,
      emotional_context: { detected_emotion: emotion, confidence: 0.9, emotional_intensity: 0.5, adaptation_applied: names(LONGEST_NOTES) },
      personalization_applied: { difficulty_adjustment: 0.5, explanation_style: name(n), content_modifications: names(LONGEST_NOTES) },
    });
  }
  await learner.endSession({ session_id, user_satisfaction_rating: 4.5 });
  onEvent();
}
