import { comeTo, type Followed, type Knowledge, knowledgeOf } from '../followed.js';
import type { Chart } from '../report.js';
import type { UsageRow } from '../rows.js';
import { dayBars } from '../spec/day-bars.js';
import { everyDay } from '../spec/every-day.js';
import { count, dayName, duration, plural, shortDay } from '../spec/words.js';
import { nothingToShow } from './nothing-to-show.js';

/**
 * How many learners were active, day by day, as far as `engine.rollUp()` has counted them.
 *
 * @param rows - of `platform_usage_analytics`, in the order of time; a day without a row had nobody
 * @param followed - the answer's `recorded_before`, and what was asked about
 */
export function platformUsage(rows: readonly UsageRow[], followed: Followed): Chart {
  const about = { id: 'platform_usage', title: 'Active learners', width: 'full' } as const;
  const sessions = rows.reduce((sum, row) => sum + row.sessions, 0);
  if (sessions === 0) return nothingToShow(about, nobody(followed));
  const ended = rows.reduce((sum, row) => sum + row.ended_sessions, 0);
  const minutes = rows.reduce((sum, row) => sum + row.total_minutes, 0);
  const most = rows.reduce((top, row) => (row.active_learners > top.active_learners ? row : top));
  const bars = everyDay(rows).map(({ day, row }) => ({
    day,
    value: row?.active_learners ?? 0,
    ...(day === most.day && { text: count(most.active_learners) }),
  }));
  const picture = { description: 'Active learners, day by day', bars };
  return {
    ...about,
    says:
      `${plural(sessions, 'session')} in ${plural(bars.length, 'day')}, ${duration(minutes)} in all${ended === 0 ? '' : ` and ${duration(minutes / ended)} each`}. ` +
      `Most learners were active on ${dayName(most.day)}: ${count(most.active_learners)}.`,
    note: `All learners of the platform, not this class alone. Days are those of UTC${complete(followed)}.`,
    key: [],
    panels: [{ wide: dayBars(picture, 'wide'), narrow: dayBars(picture, 'narrow') }],
    table: {
      columns: [
        { title: 'Day', side: 'left' },
        { title: 'Active learners', side: 'right' },
        { title: 'Sessions', side: 'right' },
        { title: 'Time', side: 'right' },
      ],
      rows: rows.map((row) => [shortDay(row.day), count(row.active_learners), count(row.sessions), duration(row.total_minutes)]),
    },
  };
}

function nobody(followed: Followed): string {
  const sentences: Readonly<Record<Knowledge, string>> = {
    never: 'Daily figures have not been made yet: run engine.rollUp().',
    earlier: `Daily figures have been made up to ${comeTo(followed)} only, which is before this time: run engine.rollUp().`,
    partly: `Nobody studied in this time before ${comeTo(followed)}; what came later has not been counted yet.`,
    wholly: 'Nobody studied in this time.',
  };
  return sentences[knowledgeOf(followed)];
}

function complete(followed: Followed): string {
  if (knowledgeOf(followed) === 'never')
    return '; up to when they are complete is not known, since engine.rollUp() has never run to its end';
  return `, complete up to ${comeTo(followed)}`;
}
