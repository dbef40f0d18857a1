import { noData } from '../left-out.js';
import type { Section } from '../report.js';
import type { ForecastRow } from '../rows.js';
import { dayBars } from '../spec/day-bars.js';
import { ENGLISH_WORDING, type Wording } from '../wording/wording.js';

const WEEK = 7;

/**
 * Due reviews by day; overdue reviews are at the bottom of the first day.
 *
 * @param rows - rows of `review_forecast`, one per day; the first day includes overdue reviews
 */
export function reviewsAhead(rows: readonly ForecastRow[], wording: Wording = ENGLISH_WORDING): Section {
  const id = 'reviews_ahead';
  const { say, count } = wording;
  const overdue = rows.reduce((sum, row) => sum + row.overdue, 0);
  const ahead = rows.reduce((sum, row) => sum + fresh(row), 0);
  if (overdue + ahead === 0) return noData(id, `No review comes due in the next ${rows.length} days.`);
  const most = rows.reduce((top, row) => (fresh(row) > fresh(top) ? row : top));
  const bars = rows.map((row) => ({
    day: row.day,
    value: fresh(row),
    before: row.overdue,
    ...(row.overdue > 0 ? { text: say('bar_overdue', { count: row.overdue }) } : row === most && { text: count(row.reviews) }),
  }));
  const picture = { description: say('reviews_title'), bars };
  const week = rows.slice(0, WEEK).reduce((sum, row) => sum + fresh(row), 0);
  const parts = [
    say('reviews_overdue', { n: overdue }),
    `${say('reviews_week', { n: week })}, ${say('reviews_span', { n: rows.length, all: ahead })}.`,
    ...(fresh(most) === 0 ? [] : [say('reviews_fullest', { day: wording.dayName(most.day), count: fresh(most) })]),
  ];
  return {
    id,
    title: say('reviews_title'),
    width: 'full',
    says: parts.join(' '),
    note: say('reviews_note'),
    key:
      overdue === 0
        ? []
        : [
            { mark: 'bar', color: 'mark', text: say('key_due') },
            { mark: 'bar', color: 'accent', text: say('key_overdue') },
          ],
    panels: [{ wide: dayBars(picture, 'wide', wording), narrow: dayBars(picture, 'narrow', wording) }],
    table: {
      columns: [
        { title: say('day'), side: 'left' },
        { title: say('reviews_due'), side: 'right' },
        { title: say('of_which_overdue'), side: 'right' },
      ],
      rows: rows.map((row) => [wording.shortDay(row.day), count(row.reviews), count(row.overdue)]),
    },
  };
}

/** What comes due on the day itself. */
function fresh(row: ForecastRow): number {
  return row.reviews - row.overdue;
}
