import type { Chart } from '../report.js';
import type { ForecastRow } from '../rows.js';
import { dayBars } from '../spec/day-bars.js';
import { count, dayName, plural, shortDay } from '../spec/words.js';
import { nothingToShow } from './nothing-to-show.js';

const WEEK = 7;

/**
 * Reviews that come due, day by day; what is overdue stands at the foot of the first day.
 *
 * @param rows - of `review_forecast`: a row for each day, the overdue ones among the first day's reviews
 */
export function reviewsAhead(rows: readonly ForecastRow[]): Chart {
  const about = { id: 'reviews_ahead', title: 'Reviews ahead', width: 'full' } as const;
  const overdue = rows.reduce((sum, row) => sum + row.overdue, 0);
  const ahead = rows.reduce((sum, row) => sum + row.reviews - row.overdue, 0);
  if (overdue + ahead === 0) return nothingToShow(about, `No review comes due in the next ${plural(rows.length, 'day')}.`);
  const fresh = (row: ForecastRow) => row.reviews - row.overdue;
  const most = rows.reduce((top, row) => (fresh(row) > fresh(top) ? row : top));
  const bars = rows.map((row) => ({
    day: row.day,
    value: row.reviews - row.overdue,
    before: row.overdue,
    ...(row.overdue > 0 ? { text: `${count(row.overdue)} overdue` } : row === most && { text: count(row.reviews) }),
  }));
  const picture = { description: 'Reviews that come due, day by day', bars };
  const week = rows.slice(0, WEEK).reduce((sum, row) => sum + fresh(row), 0);
  return {
    ...about,
    says:
      `${overdue === 0 ? 'Nothing is overdue.' : `${plural(overdue, 'review')} ${overdue === 1 ? 'is' : 'are'} overdue.`} ` +
      `${plural(week, 'more comes', 'more come')} due within a week, and ${count(ahead)} in ${plural(rows.length, 'day')}` +
      `${fresh(most) === 0 ? '.' : `; the fullest day is ${dayName(most.day)}, with ${count(fresh(most))}.`}`,
    key:
      overdue === 0
        ? []
        : [
            { mark: 'bar', color: 'mark', text: 'due on the day' },
            { mark: 'bar', color: 'accent', text: 'overdue' },
          ],
    panels: [{ wide: dayBars(picture, 'wide'), narrow: dayBars(picture, 'narrow') }],
    table: {
      columns: [
        { title: 'Day', side: 'left' },
        { title: 'Reviews due', side: 'right' },
        { title: 'Of them overdue', side: 'right' },
      ],
      rows: rows.map((row) => [shortDay(row.day), count(row.reviews), count(row.overdue)]),
    },
  };
}
