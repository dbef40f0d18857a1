import { z } from 'zod';
import { fields as f } from '../schema/index.js';

/**
 * What sessions came to, summed. Each figure is a whole number, so that sums come out the same in whatever order they are added:
 * times in milliseconds, costs in billionths of a dollar, each rounded once for each session.
 */
export const usageFigures = z.strictObject({
  sessions: f.count,
  /** Sessions with a duration: the others are still open, or were left open. */
  ended_sessions: f.count,
  duration_ms: f.count,
  questions: f.count,
  correct: f.count,
  answering_ms: f.count,
  concepts_introduced: f.count,
  /** Concepts that passed the mastery threshold, less those that fell below it again. */
  concepts_mastered: z.int(),
  ai_queries: f.count,
  /** Of more than 50 different providers, those that were asked most. */
  ai_queries_by_provider: f.byName(f.count),
  ai_tokens: f.count,
  ai_cost_nano_usd: f.count,
  ai_response_ms: f.count,
  ai_cache_hits: f.count,
});
