import type { EmotionalAnalytics, LearningEvent } from 'adaptive-learning-engine/collections';
import { emotionalDayOf, renewedDays, sumEmotionalDay } from '../../../src/learner/index.js';
import { learnerOf } from './placeholder-ids.js';
import { type PlayedLife, USUAL_MODELS } from './play-life.js';

/** The days of emotions of a life, as the engine sums them from the log. Weeks and months are left out: a shifted life has others. */
export function emotionalDaysOf({ shape, events, history }: PlayedLife): EmotionalAnalytics[] {
  if (!shape.sharesEmotions) return [];
  const days = new Map<number, Exclude<LearningEvent, { type: 'learner_created' }>[]>();
  for (const event of events) {
    const sitting = 'session_id' in event ? history.sessions.get(event.session_id) : undefined;
    if (event.type === 'learner_created' || sitting === undefined) continue;
    const day = emotionalDayOf(event.occurred_at, sitting);
    days.set(day, [...(days.get(day) ?? []), event]);
  }
  const summed = new Map([...days].map(([day, own]) => [day, sumEmotionalDay(own, history.sessions, USUAL_MODELS.emotionConfidence)]));
  const { documents } = renewedDays({ userId: learnerOf(), stored: [], summed, wholeFrom: 0 });
  return documents.filter(({ data_source }) => data_source === 'daily_aggregation').map((document) => ({ ...document, revision: 0 }));
}
