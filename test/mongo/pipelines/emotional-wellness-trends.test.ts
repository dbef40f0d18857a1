import fc from 'fast-check';
import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EmotionalAnalytics } from '../../../src/collections/index.js';
import { PIPELINES } from '../../../src/pipelines/index.js';
import { expectNear, meanOf } from '../../support/near.js';
import { rowsOn, store } from '../../support/pipeline-rows.js';
import { refusalOf } from '../../support/refusal.js';
import { DAY } from '../../support/stopped-clock.js';
import { storedEmotionalDay, USER } from '../../support/stored-documents.js';
import { openTutor, type Tutor } from '../../support/tutor.js';
import { dateThere, instantsAtJump } from '../../support/zones.js';

const pipeline = PIPELINES.emotional_wellness_trends;

let tutor: Tutor;
beforeAll(async () => {
  tutor = await openTutor();
});
afterAll(() => tutor[Symbol.asyncDispose]());

const summary = (date: string, wellness: number, more: object = {}) =>
  storedEmotionalDay({
    analysis_date: new Date(`${date}T00:00:00Z`),
    emotional_summary: { overall_emotional_wellness: wellness },
    ...more,
  });

/** From Monday the 3rd to Thursday the 6th, two days at a time. */
const FOUR_DAYS = {
  user_id: USER,
  since: new Date('2025-03-03T00:00:00Z'),
  until: new Date('2025-03-07T00:00:00Z'),
  window_days: 2,
  timezone: 'UTC',
};

describe('by hand', () => {
  const CASES: readonly [string, readonly EmotionalAnalytics[], object, readonly (readonly unknown[])[]][] = [
    [
      'nothing was summed up: every day is a gap, and no line can be drawn',
      [],
      {},
      [
        ['2025-03-03', null, true, null, null],
        ['2025-03-04', null, true, null, null],
        ['2025-03-05', null, true, null, null],
        ['2025-03-06', null, true, null, null],
      ],
    ],
    [
      'a gap of a day lies on the line, is said to be filled, and stays out of the average; the end has no line',
      [summary('2025-03-03', 0.25), summary('2025-03-05', 0.75)],
      {},
      [
        ['2025-03-03', 0.25, false, 0.25, 0.25],
        ['2025-03-04', null, true, 0.5, 0.25],
        ['2025-03-05', 0.75, false, 0.75, 0.75],
        ['2025-03-06', null, true, null, 0.75],
      ],
    ],
    [
      'line and average reach back before the span, by the window and no further',
      [summary('2025-03-01', 0), summary('2025-03-02', 1), summary('2025-03-04', 0.5)],
      { until: new Date('2025-03-05T00:00:00Z') },
      [
        ['2025-03-03', null, true, 0.75, 1],
        ['2025-03-04', 0.5, false, 0.5, 0.5],
      ],
    ],
    [
      "the days of the learner's calendar, though the span begins and ends in UTC's day before",
      [summary('2025-03-03', 0.25), summary('2025-03-04', 0.5)],
      { since: new Date('2025-03-02T23:00:00Z'), until: new Date('2025-03-03T23:00:00Z'), timezone: 'Europe/Zurich' },
      [['2025-03-03', 0.25, false, 0.25, 0.25]],
    ],
    [
      'weekly and monthly summaries and other learners are not looked at',
      [
        summary('2025-03-03', 1, { data_source: 'weekly_summary' }),
        summary('2025-03-03', 1, { data_source: 'monthly_report' }),
        summary('2025-03-03', 1, { user_id: USER.replaceAll('1', '3') }),
      ],
      { until: new Date('2025-03-04T00:00:00Z') },
      [['2025-03-03', null, true, null, null]],
    ],
  ];

  test.each(CASES)('%s', async (_, emotional_analytics, params, expected) => {
    const rows = await rowsOn(tutor.db, { emotional_analytics }, pipeline, { ...FOUR_DAYS, ...params });
    expect(rows.map((row) => [row.day, row.wellness, row.filled, row.wellness_filled, row.moving_average])).toEqual(expected);
  });

  test('stability and the dominant emotion are those of the day, and of no other', async () => {
    const emotional_analytics = [
      summary('2025-03-03', 0.5, { emotional_summary: { dominant_emotion: 'boredom', emotional_stability_score: 0.2 } }),
    ];
    const rows = await rowsOn(tutor.db, { emotional_analytics }, pipeline, FOUR_DAYS);
    expect(rows.slice(0, 2)).toMatchObject([
      { dominant_emotion: 'boredom', stability: 0.2 },
      { dominant_emotion: null, stability: null },
    ]);
  });
});

test('as an oracle in memory draws it, on random days where clocks and calendars jump', async () => {
  const wellness = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1, 1e-29, 0.1));
  await fc.assert(
    fc.asyncProperty(
      instantsAtJump(9),
      fc.array(wellness, { minLength: 9, maxLength: 9 }),
      fc.integer({ min: 1, max: 5 }),
      async ({ zone, jump, instants }, values, window_days) => {
        // A day is summed up where the learner had one: any instant of it tells which.
        const summed = new Map(instants.map((at, n) => [dateThere(at, zone), values[n] as number]));
        const emotional_analytics = [...summed].map(([date, value]) => summary(date, value));
        const span = { since: new Date(jump.getTime() - 2 * DAY), until: new Date(jump.getTime() + 2 * DAY) };
        const params = { user_id: USER, ...span, window_days, timezone: zone };
        const rows = await rowsOn(tutor.db, { emotional_analytics }, pipeline, params);
        const calendar = calendarOf(new Date(span.since.getTime() - 12 * DAY), span.until, zone);
        const shown = calendarOf(span.since, span.until, zone);
        expect(rows.map(({ day }) => day)).toEqual(shown);
        // What the line knows: the days from as many before the first as the window is long.
        const known = shown.map((day) => calendar.indexOf(day));
        const reach = rows[0] === undefined ? '' : dayBefore(rows[0].day, window_days);
        for (const [n, row] of rows.entries()) {
          const place = known[n] as number;
          const value = summed.get(row.day);
          expect([row.wellness, row.filled]).toEqual(value === undefined ? [null, true] : [value, false]);
          const inWindow = calendar.slice(place + 1 - window_days, place + 1).flatMap((day) => summed.get(day) ?? []);
          expectNear(row.moving_average, meanOf(inWindow));
          expectNear(
            row.wellness_filled,
            onLine(row.day, summed, (day) => day >= reach && day <= (shown.at(-1) as string)),
          );
        }
      },
    ),
    { numRuns: 40 },
  );
});

test("the zone is the learner's own if nobody says, and a summary that does not fit is named and is a gap", async () => {
  const learner = await tutor.newLearner();
  const sound = { ...summary('2025-03-03', 0.5), user_id: learner.userId };
  const bent = { ...summary('2025-03-04', 0.5), user_id: learner.userId, _id: new ObjectId(), emotional_summary: { dominant_emotion: 7 } };
  await store(tutor.db, { emotional_analytics: [sound, bent] });
  const span = { since: new Date('2025-03-02T23:00:00Z'), until: new Date('2025-03-04T23:00:00Z') };
  const { rows, unreadable } = await learner.query('emotional_wellness_trends', span);
  expect(rows.map(({ day, wellness }) => [day, wellness])).toEqual([
    ['2025-03-03', 0.5],
    ['2025-03-04', null],
  ]);
  expect(unreadable).toEqual([{ collection: 'emotional_analytics', id: String(bent._id) }]);
});

test.each([0, 91, 1.5])('a window of %s days is refused', async (window_days) => {
  const learner = await tutor.newLearner();
  const { since, until } = FOUR_DAYS;
  const refusal = await refusalOf(learner.query('emotional_wellness_trends', { since, until, window_days }));
  expect(refusal).toMatchObject({ code: 'invalid_input', where: 'query.emotional_wellness_trends.window_days' });
});

/** Every date that the zone shows between two instants, asked of each quarter of an hour. */
function calendarOf(since: Date, until: Date, zone: string): string[] {
  const dates = new Set<string>();
  for (let time = since.getTime(); time < until.getTime(); time += DAY / 96) dates.add(dateThere(new Date(time), zone));
  dates.add(dateThere(new Date(until.getTime() - 1), zone));
  return [...dates];
}

function dayBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * DAY).toISOString().slice(0, 10);
}

/** On the straight line between the nearest days that were summed up; days are as far apart as their dates. */
function onLine(day: string, summed: ReadonlyMap<string, number>, isKnown: (day: string) => boolean): number | null {
  const days = [...summed.keys()].filter(isKnown).sort();
  const [before, after] = [days.filter((one) => one <= day).at(-1), days.find((one) => one >= day)];
  if (before === undefined || after === undefined) return null;
  const [from, to] = [summed.get(before) as number, summed.get(after) as number];
  const share = before === after ? 0 : (Date.parse(day) - Date.parse(before)) / (Date.parse(after) - Date.parse(before));
  return from + share * (to - from);
}
