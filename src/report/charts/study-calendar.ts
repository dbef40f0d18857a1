import { noData } from '../left-out.js';
import type { Section } from '../report.js';
import type { StudyDayRow } from '../rows.js';
import { dayOf, dayTime } from '../spec/axis-days.js';
import { BREADTH, type Breadth, frame, over } from '../spec/frame.js';
import { colorOf } from '../spec/palette.js';
import type { Datum, FieldChannel, Spec } from '../spec/spec.js';
import { ENGLISH_WORDING, type Wording } from '../wording/wording.js';

const DAY_MS = 86_400_000;
const WEEK = 7;
/** Every other one, from Monday on. */
const WEEKDAYS_SHOWN = [0, 2, 4, 6] as const;
/** A phone shows the newest. */
const NARROW_WEEKS = 12;
const LARGEST_CELL = 26;
const PADDING = { left: 40, right: 8, top: 26, bottom: 8 } as const;
/** The share of its cell that the fullest day's square takes, by length. */
const FULL = 0.86;

/**
 * A study calendar: a column per week, a square per day with an area proportional to the minutes.
 *
 * @param rows - rows of `study_days`, in chronological order; days without a row have no study
 * @param today - the last day of the calendar, such as `2026-11-21`
 */
export function studyCalendar(rows: readonly StudyDayRow[], today: string, wording: Wording = ENGLISH_WORDING): Section {
  const id = 'study_calendar';
  const { say, duration, count, shortDay, dayName } = wording;
  const studied = rows.filter(({ minutes, answers, sessions }) => minutes > 0 || answers > 0 || sessions > 0);
  const [first] = studied;
  if (first === undefined) return noData(id, 'The learner did not study in this time.');
  const minutes = studied.reduce((sum, row) => sum + row.minutes, 0);
  const longest = studied.reduce((top, row) => (row.minutes > top.minutes ? row : top));
  const streak = Math.max(...studied.map((row) => row.streak));
  const weeks = weeksOf(first.day, today);
  return {
    id,
    title: say('calendar_title'),
    width: 'full',
    says: [
      say('calendar_says', { n: studied.length, since: dayName(first.day), time: duration(minutes) }),
      say('calendar_longest', { n: streak, day: dayName(longest.day), time: duration(longest.minutes) }),
    ].join(' '),
    note: [say('calendar_note'), ...(weeks.length > NARROW_WEEKS ? [say('calendar_narrow', { n: NARROW_WEEKS })] : [])].join(' '),
    key: [],
    panels: [
      {
        wide: calendarSpec(studied, weeks, 'wide', wording),
        narrow: calendarSpec(studied, weeks.slice(-NARROW_WEEKS), 'narrow', wording),
      },
    ],
    table: {
      columns: [
        { title: say('day'), side: 'left' },
        { title: say('time'), side: 'right' },
        { title: say('sessions'), side: 'right' },
        { title: say('answers'), side: 'right' },
        { title: say('streak'), side: 'right' },
      ],
      rows: studied.map((row) => [shortDay(row.day), duration(row.minutes), count(row.sessions), count(row.answers), count(row.streak)]),
    },
  };
}

function calendarSpec(
  studied: readonly StudyDayRow[],
  weeks: readonly number[],
  breadth: Breadth & ('wide' | 'narrow'),
  { say, month, weekday }: Wording,
): Spec {
  const room = BREADTH[breadth] - PADDING.left - PADDING.right;
  const cell = Math.min(LARGEST_CELL, room / weeks.length);
  const side = cell * FULL;
  const most = Math.max(1, ...studied.map(({ minutes }) => minutes));
  const begin = weeks[0] ?? 0;
  // Columns and rows are places on a grid of cells, in pixels.
  const placed = (time: number) => ({
    x: (Math.floor((time - begin) / DAY_MS / WEEK) + 0.5) * cell,
    y: (Math.floor((time - begin) / DAY_MS) % WEEK) * cell + cell / 2,
  });
  const days = weeks.flatMap((week) => Array.from({ length: WEEK }, (_, n) => week + n * DAY_MS));
  const area = side ** 2;
  const squares: Datum[] = studied
    .filter(({ day }) => dayTime(day) >= begin)
    // A day of a single short answer is still seen.
    .map((row) => ({ ...placed(dayTime(row.day)), area: Math.max(area * 0.06, (area * row.minutes) / most) }));
  const months = weeks.flatMap((week, index) => {
    const name = month(week + (WEEK - 1) * DAY_MS);
    return index === 0 || name !== month(week - DAY_MS) ? [{ x: index * cell, text: name }] : [];
  });
  const x: FieldChannel = { field: 'x', type: 'quantitative', scale: null, axis: null };
  const y: FieldChannel = { field: 'y', type: 'quantitative', scale: null, axis: null };
  const label = { type: 'text', color: colorOf('soft'), fontSize: 12 } as const;
  return frame(breadth, {
    description: say('calendar_title'),
    height: cell * WEEK,
    padding: PADDING,
    layer: [
      over(
        days.map((time) => placed(time)),
        { type: 'point', shape: 'circle', filled: true, color: colorOf('grid'), size: 16, opacity: 1 },
        { x, y },
      ),
      over(
        squares,
        { type: 'point', shape: 'square', filled: true, color: colorOf('mark'), opacity: 1 },
        {
          x,
          y,
          size: { field: 'area', type: 'quantitative', scale: null, legend: null },
        },
      ),
      over(
        WEEKDAYS_SHOWN.map((index) => ({ y: (index + 0.5) * cell, text: weekday(begin + index * DAY_MS) })),
        { ...label, align: 'left', baseline: 'middle', dx: -PADDING.left },
        { x: { value: 0 }, y, text: { field: 'text' } },
      ),
      over(apart(months, cell), { ...label, align: 'left', baseline: 'bottom', dy: -8 }, { x, y: { value: 0 }, text: { field: 'text' } }),
    ],
  });
}

/** Names of months that would touch the next are left out. */
function apart(months: readonly { readonly x: number; readonly text: string }[], cell: number) {
  return months.filter(({ x }, index) => (months[index + 1]?.x ?? x + 100) - x >= Math.max(30, cell));
}

/** The Mondays of all weeks between two days. */
function weeksOf(first: string, last: string): readonly number[] {
  const monday = (time: number) => time - ((new Date(time).getUTCDay() + 6) % WEEK) * DAY_MS;
  const begin = monday(dayTime(first));
  const end = Math.max(monday(dayTime(last)), begin);
  return Array.from({ length: (end - begin) / DAY_MS / WEEK + 1 }, (_, index) => dayTime(dayOf(begin + index * WEEK * DAY_MS)));
}
