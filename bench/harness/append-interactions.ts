import type { LearnerScope } from 'adaptive-learning-engine';

const EMOTIONS = ['engaged_concentration', 'confusion', 'frustration', 'curiosity'] as const;
const QUESTION = 'Why does the sign change when I bring a term to the other side of the equation? ';
const ANSWER = 'Whatever you do to one side you do to the other as well, so taking a term away here takes it away there. ';

/** Appends so many everyday interactions to a session, one after the other; gives how long each took, in milliseconds. */
export async function appendInteractions(
  learner: LearnerScope,
  session_id: string,
  count: number,
  onAppend: () => void = () => undefined,
): Promise<Float64Array> {
  const took = new Float64Array(count);
  for (let n = 0; n < count; n += 1) {
    const startedAt = performance.now();
    await learner.recordInteraction({
      event_id: `interaction-${n}`,
      session_id,
      interaction_type: 'question',
      user_input: `${n}: ${QUESTION.repeat(1 + (n % 3))}`,
      ai_response: {
        text: ANSWER.repeat(1 + (n % 5)),
        provider_used: n % 2 === 0 ? 'groq' : 'gemini',
        response_time_ms: 300 + (n % 700),
        tokens_used: 100 + (n % 300),
        cost_usd: 0.0004,
      },
      cache_hit: n % 4 === 0,
      quality_score: (n % 10) / 10,
      emotional_context: {
        detected_emotion: EMOTIONS[n % EMOTIONS.length] as (typeof EMOTIONS)[number],
        confidence: 0.8,
        emotional_intensity: 0.5,
        adaptation_applied: ['shorter steps'],
      },
    });
    took[n] = performance.now() - startedAt;
    onAppend();
  }
  return took;
}
