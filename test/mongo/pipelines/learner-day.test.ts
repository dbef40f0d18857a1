import { learnerDayNumber, studyDay } from 'adaptive-learning-engine/algorithms';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dateOfDay, learnerDayOf, mondayOf } from '../../../src/pipelines/learner-day.js';
import { clockOffsetOf, zoneClock } from '../../../src/pipelines/zone-clock.js';
import { openDatabase } from '../../support/database.js';

const DAY = 86_400_000;
const HOUR = 3_600_000;

let database: Awaited<ReturnType<typeof openDatabase>>;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

interface Moment {
  readonly at: Date;
  readonly zone: string;
  readonly rollover: number;
}

/** What the server makes of each moment. */
async function onServer(moments: readonly Moment[]) {
  const inClockOf = ({ at, zone, rollover }: Moment, n: number) => {
    // A span that holds the clock's changes around the moment, as the pipelines' do.
    const clock = zoneClock(zone, new Date(at.getTime() - DAY), new Date(at.getTime() + DAY));
    return { n, day: learnerDayOf(at, clock, rollover), offset: { $divide: [clockOffsetOf(at, clock), 60_000] } };
  };
  const stages = [
    { $documents: moments.map(inClockOf) },
    { $project: { n: 1, day: 1, offset: 1, date: dateOfDay('$day'), monday: dateOfDay(mondayOf('$day')) } },
    { $sort: { n: 1 } },
  ];
  return database.db.aggregate(stages).toArray();
}

describe('by hand', () => {
  const CASES = [
    ['the evening before, up to the rollover hour', '2025-06-11T01:59:59.999Z', 'Europe/Zurich', 4, '2025-06-10', '2025-06-09'],
    ['the rollover hour itself', '2025-06-11T02:00:00Z', 'Europe/Zurich', 4, '2025-06-11', '2025-06-09'],
    ['without a rollover hour, from midnight on', '2025-06-10T22:00:00Z', 'Europe/Zurich', 0, '2025-06-11', '2025-06-09'],
    ['the hour that spring leaves out', '2026-03-29T01:30:00Z', 'Europe/Zurich', 4, '2026-03-28', '2026-03-23'],
    ['the hour that autumn repeats', '2026-10-25T00:30:00Z', 'Europe/Zurich', 2, '2026-10-25', '2026-10-19'],
    ['a Sunday ends its week', '2026-11-22T12:00:00Z', 'UTC', 4, '2026-11-22', '2026-11-16'],
    ['a Monday begins one', '2026-11-23T12:00:00Z', 'UTC', 4, '2026-11-23', '2026-11-23'],
    ['the last evening before the date that Samoa left out', '2011-12-30T09:59:00Z', 'Pacific/Apia', 4, '2011-12-29', '2011-12-26'],
    ['the hours up to the rollover behind it', '2011-12-30T13:59:00Z', 'Pacific/Apia', 4, '2011-12-29', '2011-12-26'],
    ['the first morning behind it', '2011-12-30T14:00:00Z', 'Pacific/Apia', 4, '2011-12-31', '2011-12-26'],
    ['half an hour of daylight saving', '2021-04-03T15:15:00Z', 'Australia/Lord_Howe', 2, '2021-04-03', '2021-03-29'],
  ] as const;

  test.each(CASES)('%s', async (_, at, zone, rollover, date, monday) => {
    expect(await onServer([{ at: new Date(at), zone, rollover }])).toMatchObject([{ date, monday }]);
    expect(new Date(learnerDayNumber(Date.parse(at), zone, rollover) * DAY).toISOString().slice(0, 10)).toBe(date);
  });
});

// Also years whose rules an older server does not know.
const YEARS = { min: new Date('2000-01-01T00:00:00Z'), max: new Date('2030-12-31T00:00:00Z'), noInvalidDate: true };
const ZONES = [
  ...[
    'Europe/Zurich',
    'Europe/Dublin',
    'America/New_York',
    'America/St_Johns',
    'America/Sao_Paulo',
    'Africa/Cairo',
    'Africa/Casablanca',
    'America/Mexico_City',
  ],
  ...['Asia/Kathmandu', 'Asia/Kolkata', 'Asia/Tehran', 'Asia/Tokyo', 'Australia/Lord_Howe', 'Antarctica/Troll', 'UTC'],
  ...['Pacific/Apia', 'Pacific/Fakaofo', 'Pacific/Chatham', 'Pacific/Kiritimati', 'Pacific/Honolulu'],
];

/** The last instant before a zone's clock is changed in a year; any instant where it is not. */
function changeIn(zone: string, year: number): number {
  const offset = (at: number) => studyDay(at, zone).offset_minutes;
  let at = Date.UTC(year, 0);
  while (at < Date.UTC(year + 1, 0) && offset(at) === offset(at + HOUR)) at += HOUR;
  return at;
}

test('as learnerDayNumber counts them, in all zones, also where clocks are changed and dates left out', async () => {
  const near = fc
    .tuple(fc.constantFrom(...ZONES), fc.integer({ min: 2000, max: 2030 }), fc.integer({ min: -40, max: 40 }), fc.nat(HOUR))
    .map(([zone, year, hours, ms]) => ({ zone, at: new Date(changeIn(zone, year) + hours * HOUR + ms) }));
  const samoa = fc
    .integer({ min: Date.parse('2011-12-29T00:00:00Z'), max: Date.parse('2012-01-01T00:00:00Z') })
    .map((at) => ({ zone: 'Pacific/Apia', at: new Date(at) }));
  const place = fc.oneof(fc.record({ at: fc.date(YEARS), zone: fc.constantFrom(...ZONES) }), near, samoa);
  const moment = fc.tuple(place, fc.integer({ min: 0, max: 23 })).map(([where, rollover]) => ({ ...where, rollover }));
  await fc.assert(
    fc.asyncProperty(fc.array(moment, { minLength: 1, maxLength: 200 }), async (moments) => {
      const expected = moments.map(({ at, zone, rollover }) => studyDay(at.getTime(), zone, rollover));
      const found = await onServer(moments);
      expect(found.map((row) => [row['day'], row['offset']])).toEqual(expected.map(({ day, offset_minutes }) => [day, offset_minutes]));
    }),
    { numRuns: 30 },
  );
});
