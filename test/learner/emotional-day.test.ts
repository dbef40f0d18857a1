import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EmotionalAnalytics, LearningEvent } from '../../src/collections/index.js';
import { type EmotionalDay, emotionalDayOf, renewedDays, type Sitting, sumEmotionalDay } from '../../src/learner/index.js';
import { comparable } from './comparable-analytics.js';
import { emotionalHistory } from './emotional-history.js';
import { naiveEmotionalAnalytics } from './naive-emotional-day.js';

const THRESHOLD = 0.5;
const WHOLE = Number.NEGATIVE_INFINITY;

/** The documents that the heart makes of a log, day by day. */
function documentsOf(events: readonly LearningEvent[], stored: readonly EmotionalAnalytics[] = [], wholeFrom = WHOLE) {
  const userId = (events[0] as LearningEvent).user_id;
  return renewedDays({ userId, stored, summed: daysOf(events), wholeFrom });
}

function daysOf(events: readonly LearningEvent[]): ReadonlyMap<number, EmotionalDay> {
  const sittings = new Map<string, Sitting>();
  for (const event of events) {
    if (event.type === 'session_started') sittings.set(event.session_id, { ...event.session, session_context: event.session });
  }
  const byDay = new Map<number, Exclude<LearningEvent, { type: 'learner_created' }>[]>();
  for (const event of events) {
    const sitting = 'session_id' in event ? sittings.get(event.session_id) : undefined;
    if (event.type === 'learner_created' || sitting === undefined) continue;
    const day = emotionalDayOf(event.occurred_at, sitting);
    byDay.set(day, [...(byDay.get(day) ?? []), event]);
  }
  const ratings = events.filter((event) => event.type === 'intervention_rated');
  return new Map([...byDay].map(([day, own]) => [day, sumEmotionalDay([...own, ...ratings], sittings, THRESHOLD)]));
}

describe('the days, weeks and months of a learner', () => {
  it('are what a plain telling of the whole log says, across turns of clocks and a date that was left out', () => {
    fc.assert(
      fc.property(emotionalHistory, (events) => {
        const made = documentsOf(events).documents;
        expect(comparable(made)).toEqual(comparable([...naiveEmotionalAnalytics(events, THRESHOLD).values()]));
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
