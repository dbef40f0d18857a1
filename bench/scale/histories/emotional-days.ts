import type { EmotionalAnalytics } from 'adaptive-learning-engine/collections';
import { type EmotionalEvent, emotionalDayOf, recomputeDocuments, sumEmotionalDay } from '../../../src/learner/index.js';
import { learnerOf } from './placeholder-ids.js';
import { DEFAULT_MODELS, type SimulatedHistory } from './simulate-history.js';

/** The days of emotions of a life, summed from its log as the engine sums them; weeks and months are left to `aggregateEmotions`. */
export function emotionalDaysOf({ shape, events, history }: SimulatedHistory): EmotionalAnalytics[] {
  if (!shape.sharesEmotions) return [];
  const byDay = new Map<number, EmotionalEvent[]>();
  for (const event of events) {
    if (!('session_id' in event)) continue;
    const sitting = history.sessions.get(event.session_id);
    if (sitting === undefined) throw new Error('Expected every event of a life to be in one of its sessions');
    const day = emotionalDayOf(event.occurred_at, sitting);
    byDay.set(day, [...(byDay.get(day) ?? []), event]);
  }
  const sum = (own: readonly EmotionalEvent[]) => sumEmotionalDay(own, history.sessions, DEFAULT_MODELS.emotionConfidence);
  const summed = new Map([...byDay].map(([day, own]) => [day, sum(own)]));
  const { documents } = recomputeDocuments({ userId: learnerOf(), stored: [], summed, wholeFrom: 0 });
  return documents.filter(({ data_source }) => data_source === 'daily_aggregation').map((document) => ({ ...document, revision: 0 }));
}
