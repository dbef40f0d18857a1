import type { Db } from 'mongodb';
import type { LearningSession, UsageFigures } from '../../src/collections/index.js';

/** What is rolled up, without what the server adds: by day and learner, and by day. */
export interface Figures {
  readonly learnerDays: readonly object[];
  readonly platformDays: readonly object[];
}

/** The figures as they are stored. */
export async function storedFigures(db: Db): Promise<Figures> {
  const own = { projection: { _id: 0, schema_version: 0, changed_at: 0 } };
  return {
    learnerDays: await db.collection('learner_usage_days').find({}, own).sort({ day: 1, user_id: 1 }).toArray(),
    // A day without sessions stays only where it was marked as changed.
    platformDays: await db
      .collection('platform_usage_days')
      .find({ sessions: { $gt: 0 } }, own)
      .sort({ day: 1 })
      .toArray(),
  };
}

/** The same from nothing but the sessions, summed in memory. */
export async function countedFigures(db: Db): Promise<Figures> {
  const byLearner = new Map<string, { user_id: string; day: Date } & UsageFigures>();
  const byDay = new Map<string, { day: Date; learners: number } & UsageFigures>();
  for await (const session of db.collection<LearningSession>('learning_sessions').find()) {
    const day = new Date(session.started_at.toISOString().slice(0, 10));
    const { user_id } = session;
    const key = `${day.toISOString()} ${user_id}`;
    const figures = figuresOf(session);
    const isNew = !byLearner.has(key);
    byLearner.set(key, { user_id, day, ...plus(byLearner.get(key), figures) });
    const before = byDay.get(day.toISOString());
    byDay.set(day.toISOString(), { day, learners: (before?.learners ?? 0) + (isNew ? 1 : 0), ...plus(before, figures) });
  }
  const inOrder = <Row>(rows: ReadonlyMap<string, Row>) => [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  return { learnerDays: inOrder(byLearner), platformDays: inOrder(byDay) };
}

function figuresOf(session: LearningSession): UsageFigures {
  const { performance_metrics: metrics, evidence, ai_usage_analytics: ai } = session;
  return {
    sessions: 1,
    ended_sessions: session.duration_minutes === undefined ? 0 : 1,
    duration_ms: Math.round((session.duration_minutes ?? 0) * 60_000),
    questions: metrics.questions_attempted,
    correct: metrics.questions_correct,
    answering_ms: Math.round(evidence.response_seconds * 1000),
    concepts_introduced: evidence.concepts_introduced,
    concepts_mastered: evidence.concepts_mastered,
    ai_queries: ai.total_ai_queries,
    ai_queries_by_provider: ai.providers_used,
    ai_tokens: ai.total_tokens_consumed,
    ai_cost_nano_usd: Math.round(ai.total_cost_usd * 1e9),
    ai_response_ms: Math.round(evidence.response_ms),
    ai_cache_hits: evidence.cache_hits,
  };
}

function plus(a: UsageFigures | undefined, b: UsageFigures): UsageFigures {
  if (a === undefined) return b;
  const { ai_queries_by_provider: one, ...rest } = b;
  const sums = Object.fromEntries(Object.entries(rest).map(([figure, value]) => [figure, a[figure as keyof typeof rest] + value]));
  const providers = { ...a.ai_queries_by_provider };
  for (const [name, n] of Object.entries(one)) providers[name] = (Object.hasOwn(providers, name) ? (providers[name] ?? 0) : 0) + n;
  return { ...sums, ai_queries_by_provider: providers } as UsageFigures;
}
