import type { EmotionalAnalytics, EmotionalEvidence } from 'adaptive-learning-engine/collections';
import { emotionalAnalyticsOf } from '../../../src/learner/emotions/emotional-analytics-of.js';
import { DAYS_BEFORE, type EmotionalEvent, emotionalDayOf, sumEmotionalDay } from '../../../src/learner/index.js';
import { learnerOf } from './placeholder-ids.js';
import { type PlayedLife, USUAL_MODELS } from './play-life.js';

/** The days of emotions of a life, summed from its log as the engine sums them; weeks and months are left to `aggregateEmotions`. */
export function emotionalDaysOf({ shape, events, history }: PlayedLife): EmotionalAnalytics[] {
  if (!shape.sharesEmotions) return [];
  const byDay = new Map<number, EmotionalEvent[]>();
  for (const event of events) {
    if (event.type === 'learner_created') continue;
    const sitting = history.sessions.get(event.session_id);
    if (sitting === undefined) throw new Error('Expected every event of a life to be in one of its sessions');
    const day = emotionalDayOf(event.occurred_at, sitting);
    byDay.set(day, [...(byDay.get(day) ?? []), event]);
  }
  const evidences = new Map<number, EmotionalEvidence>();
  for (const [day, own] of byDay) {
    const { evidence } = sumEmotionalDay(own, history.sessions, USUAL_MODELS.emotionConfidence);
    if (evidence !== null) evidences.set(day, evidence);
  }
  return [...evidences].map(([day, evidence]) => {
    const before = Array.from({ length: DAYS_BEFORE }, (_, n) => evidences.get(day - DAYS_BEFORE + n) ?? []).flat();
    return { ...emotionalAnalyticsOf({ userId: learnerOf(), source: 'daily_aggregation', day, evidence, before }), revision: 0 };
  });
}
