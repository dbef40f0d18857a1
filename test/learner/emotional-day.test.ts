import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EmotionalState } from '../../src/algorithms/index.js';
import type { EmotionalAnalytics, LearningEvent } from '../../src/collections/index.js';
import { type EmotionalDay, emotionalDayOf, recomputeDocuments, type SessionContext, sumEmotionalDay } from '../../src/learner/index.js';
import { comparable } from './comparable-analytics.js';
import { emotionalHistory } from './emotional-history.js';
import { make, START } from './event-maker.js';
import { naiveEmotionalAnalytics } from './naive-emotional-day.js';

const THRESHOLD = 0.5;
const WHOLE = Number.NEGATIVE_INFINITY;

/** The documents that the fold makes of a log, day by day. */
function documentsOf(events: readonly LearningEvent[], stored: readonly EmotionalAnalytics[] = [], wholeFrom = WHOLE) {
  const userId = (events[0] as LearningEvent).user_id;
  return recomputeDocuments({ userId, stored, summed: daysOf(events), wholeFrom });
}

function daysOf(events: readonly LearningEvent[]): ReadonlyMap<number, EmotionalDay> {
  const sittings = new Map<string, SessionContext>();
  for (const event of events) {
    if (event.type === 'session_started') sittings.set(event.session_id, { ...event.session, session_context: event.session });
  }
  const byDay = new Map<number, Extract<LearningEvent, { session_id: string }>[]>();
  for (const event of events) {
    if (!('session_id' in event)) continue;
    const sitting = sittings.get(event.session_id);
    if (sitting === undefined) continue;
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

const minutesTo = (instant: string) => (Date.parse(instant) - START.getTime()) / 60_000;

/** One session in a zone, with a reading at each of some instants. */
function readIn(
  session: number,
  timezone: string,
  readings: readonly (readonly [string, EmotionalState])[],
  rollover = 4,
): LearningEvent[] {
  const minutes = readings.map(([instant]) => minutesTo(instant));
  return [
    make.started(session, `start-${session}`, Math.min(...minutes), { timezone, day_rollover_hour: rollover }),
    ...readings.map(([, emotion], n) => make.emotion(session, `${session}-${n}`, minutes[n] as number, emotion, { intensity: 1 })),
  ];
}

/** By date: the minutes in each state. */
function minutesOf(events: readonly LearningEvent[], source = 'daily_aggregation') {
  const own = documentsOf(events).documents.filter(({ data_source }) => data_source === source);
  return Object.fromEntries(
    own.map(({ analysis_date, emotional_summary }) => [
      analysis_date.toISOString(),
      Object.fromEntries(Object.entries(emotional_summary.emotion_distribution).map(([state, share]) => [state, share.total_time_minutes])),
    ]),
  );
}

describe('a day', () => {
  it('ends what is felt when it turns, so that days add up to their week', () => {
    const events = readIn(1, 'Europe/Zurich', [
      ['2025-03-04T02:50:00Z', 'hope'],
      ['2025-03-04T03:05:00Z', 'boredom'],
      ['2025-03-04T03:09:00Z', 'relief'],
    ]);
    expect(minutesOf(events)).toEqual({
      '2025-03-03T00:00:00.000Z': { hope: 1 },
      '2025-03-04T00:00:00.000Z': { boredom: 4, relief: 1 },
    });
    expect(minutesOf(events, 'weekly_summary')).toEqual({ '2025-03-03T00:00:00.000Z': { boredom: 4, hope: 1, relief: 1 } });
    expect(minutesOf(events, 'monthly_report')).toEqual({ '2025-03-01T00:00:00.000Z': { boredom: 4, hope: 1, relief: 1 } });
  });

  it('has 23 hours in spring and 25 in autumn, and its date all the same', () => {
    // 03:59 and 04:00 by the clock, either time.
    expect(
      Object.keys(
        minutesOf(
          readIn(1, 'Europe/Zurich', [
            ['2025-03-30T01:59:00Z', 'hope'],
            ['2025-03-30T02:00:00Z', 'hope'],
          ]),
        ),
      ),
    ).toEqual(['2025-03-29T00:00:00.000Z', '2025-03-30T00:00:00.000Z']);
    expect(
      Object.keys(
        minutesOf(
          readIn(1, 'Europe/Zurich', [
            ['2025-10-26T02:59:00Z', 'hope'],
            ['2025-10-26T03:00:00Z', 'hope'],
          ]),
        ),
      ),
    ).toEqual(['2025-10-25T00:00:00.000Z', '2025-10-26T00:00:00.000Z']);
  });

  it('that a zone left out has no document, and its week six days', () => {
    const events = readIn(1, 'Pacific/Apia', [
      ['2011-12-30T09:00:00Z', 'hope'],
      ['2011-12-30T13:59:00Z', 'boredom'],
      ['2011-12-30T14:00:00Z', 'relief'],
    ]);
    expect(minutesOf(events)).toEqual({
      '2011-12-29T00:00:00.000Z': { boredom: 1, hope: 1 },
      '2011-12-31T00:00:00.000Z': { relief: 1 },
    });
    expect(minutesOf(events, 'weekly_summary')).toEqual({ '2011-12-26T00:00:00.000Z': { boredom: 1, hope: 1, relief: 1 } });
  });

  it('is one date, wherever on earth the learner was on it', () => {
    const events = [
      ...readIn(1, 'Pacific/Auckland', [['2026-03-01T20:00:00Z', 'hope']]),
      ...readIn(2, 'America/Lima', [['2026-03-03T02:00:00Z', 'hope']]),
    ];
    expect(minutesOf(events)).toEqual({ '2026-03-02T00:00:00.000Z': { hope: 2 } });
  });

  it('leaves out what is not sure enough, and what was felt before a withdrawal lasts no longer', () => {
    const events = [
      make.started(1, 'start', 0),
      make.emotion(1, 'a', 0, 'anger', { confidence: 0.49 }),
      make.emotion(1, 'b', 1, 'frustration', { intensity: 1, trigger: 'fractions' }),
      make.answer(1, 'c', 2, { correct: false, activity_type: 'practice' }),
      { ...make.ended(1, 'd', 3), type: 'consent_withdrawn', end: undefined } as never,
      make.answer(1, 'e', 4, { activity_type: 'practice' }),
      make.answer(1, 'f', 5, { activity_type: 'assessment', emotional_state: 'pride' }),
    ];
    const [day] = documentsOf(events).documents;
    expect(day?.evidence).toMatchObject({
      heard: 3,
      states: [
        { emotion: 'frustration', readings: 1, minutes: 1, sessions: 1 },
        { emotion: 'pride', readings: 1, minutes: 1, sessions: 1 },
      ],
      swings: { pairs: 0, squares: 0 },
      // The answer after the withdrawal goes with no emotion.
      answers: [
        { emotion: 'frustration', activity: 'practice', answers: 1, score: 0 },
        { emotion: 'pride', activity: 'assessment', answers: 1, score: 1 },
      ],
    });
    expect(day).toMatchObject({
      emotional_summary: {
        emotional_stability_score: null,
        overall_emotional_wellness: expect.closeTo((1 + (0.7 - 0.6) / 2) / 2, 12),
      },
      learning_correlation_analysis: {
        // (1 + 5·0.5) / 6 and (0 + 5·0.5) / 6.
        most_productive_emotions: [{ emotion: 'pride', learning_effectiveness_score: expect.closeTo(3.5 / 6, 12) }],
        problematic_emotional_patterns: [
          {
            emotion: 'frustration',
            learning_hindrance_score: expect.closeTo((0.5 - 2.5 / 6) / 0.5, 12),
            common_triggers: ['fractions'],
            recovery_time_minutes: null,
          },
        ],
      },
    });
  });

  it('without a reading has no document', () => {
    expect(documentsOf([make.started(1, 'start', 0), make.answer(1, 'a', 1), make.intervention(1, 'b', 2)]).documents).toEqual([]);
  });
});
