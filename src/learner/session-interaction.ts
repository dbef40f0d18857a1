import { type LearningSession, learningSessions } from '../collections/index.js';
import { LIMITS } from '../schema/index.js';
import type { IncomingOf } from './incoming-event.js';
import type { LearnerModels } from './models.js';
import { keepNewest } from './newest.js';
import { foldEmotion } from './session-emotion.js';
import { countName } from './tally.js';

type AiUsage = LearningSession['ai_usage_analytics'];
type Interaction = LearningSession['interactions'][number];

/** What one exchange with the tutor does to its session: the exchange itself, what the AI cost, and how the learner felt. */
export function foldInteraction(session: LearningSession, event: IncomingOf<'interaction'>, models: LearnerModels): LearningSession {
  const { interaction } = event;
  const { evidence, performance_metrics: metrics } = session;
  const cacheHits = evidence.cache_hits + (interaction.ai_response !== undefined && interaction.cache_hit === true ? 1 : 0);
  const responseMs = evidence.response_ms + (interaction.ai_response?.response_time_ms ?? 0);
  const next: LearningSession = {
    ...session,
    interactions: keepNewest(session.interactions, shown(event), learningSessions.capped.interactions as number),
    ai_usage_analytics: countAiUsage(session.ai_usage_analytics, event, cacheHits, responseMs),
    performance_metrics: {
      ...metrics,
      engagement_indicators: {
        ...metrics.engagement_indicators,
        follow_up_questions: metrics.engagement_indicators.follow_up_questions + (interaction.follow_up === true ? 1 : 0),
      },
    },
    evidence: { ...evidence, cache_hits: cacheHits, response_ms: responseMs },
  };
  const felt = interaction.emotional_context;
  if (felt === undefined) return next;
  return foldEmotion(
    next,
    event.occurred_at,
    { emotion: felt.detected_emotion, intensity: felt.emotional_intensity, confidence: felt.confidence },
    models.emotionConfidence,
  );
}

/** The exchange as the session shows it; quality and cache hits are counted, not repeated. */
function shown({ event_id, occurred_at, interaction }: IncomingOf<'interaction'>): Interaction {
  const { cache_hit, quality_score, follow_up, ...exchange } = interaction;
  return { interaction_id: event_id, timestamp: occurred_at, ...exchange };
}

function countAiUsage(usage: AiUsage, { interaction }: IncomingOf<'interaction'>, cacheHits: number, responseMs: number): AiUsage {
  const response = interaction.ai_response;
  if (response === undefined) return usage;
  const queries = usage.total_ai_queries + 1;
  return {
    total_ai_queries: queries,
    providers_used: countName(usage.providers_used, response.provider_used, LIMITS.distinctNames),
    total_tokens_consumed: usage.total_tokens_consumed + response.tokens_used,
    total_cost_usd: usage.total_cost_usd + response.cost_usd,
    average_response_time_ms: responseMs / queries,
    cache_hit_rate: cacheHits / queries,
    quality_scores:
      interaction.quality_score === undefined
        ? usage.quality_scores
        : keepNewest(
            usage.quality_scores,
            interaction.quality_score,
            learningSessions.capped['ai_usage_analytics.quality_scores'] as number,
          ),
  };
}
