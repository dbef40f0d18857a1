import type { Question, Sitting, Watch } from './sitting.js';

const PROVIDERS = ['groq', 'gemini', 'emergent'] as const;
/** What a language model of the small kind costs. */
const USD_PER_TOKEN = 0.0000006;

/** Asks the AI tutor to explain what went wrong; the engine counts what that cost. */
export async function askTutor(
  { student, learner, sent, day, sessionId, signal, onHappening }: Sitting,
  { concept }: Question,
  watch: Watch,
  index: number,
): Promise<void> {
  const { random } = student;
  const tokens_used = random.wholeBetween(250, 900);
  const exchange = {
    event_id: `${day.id}.t${index}`,
    session_id: sessionId,
    occurred_at: watch.wait(random.between(20, 60)),
    interaction_type: 'question',
    user_input: `Why was my answer about ${concept} wrong?`,
    ai_response: {
      text: `Let us go through ${concept} step by step.`,
      provider_used: random.pick(PROVIDERS),
      response_time_ms: Math.round(random.logNormal(900, 0.4)),
      tokens_used,
      cost_usd: tokens_used * USD_PER_TOKEN,
    },
    cache_hit: random.chance(0.2),
    quality_score: random.between(0.6, 1),
  } as const;
  await sent.send(() => learner.recordInteraction(exchange, { signal }));
  onHappening({ kind: 'tutor_question' });
}
