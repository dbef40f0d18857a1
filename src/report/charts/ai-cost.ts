import type { Chart } from '../report.js';
import type { AiUsageRow } from '../rows.js';
import { barList } from '../spec/bar-list.js';
import { dayBars } from '../spec/day-bars.js';
import { everyDay } from '../spec/every-day.js';
import { count, dayName, money, plural, quoted, readable, shortDay } from '../spec/words.js';
import { nothingToShow } from './nothing-to-show.js';

interface Sum {
  readonly name: string;
  readonly queries: number;
  readonly cost: number;
}

/**
 * What the AI cost day by day, and who was paid.
 *
 * @param rows - of `ai_usage`, in the order of time: one for each day and provider; costs in US dollars
 */
export function aiCost(rows: readonly AiUsageRow[]): Chart {
  const about = { id: 'ai_cost', title: 'What the AI cost', width: 'full' } as const;
  const queries = rows.reduce((sum, row) => sum + row.queries, 0);
  if (queries === 0) return nothingToShow(about, 'The AI was not asked anything in this time.');
  const days = sumsBy(rows, ({ day }) => day);
  const providers = [...sumsBy(rows, ({ provider }) => provider)].sort((a, b) => b.cost - a.cost);
  const total = days.reduce((sum, { cost }) => sum + cost, 0);
  const [dearest] = [...days].sort((a, b) => b.cost - a.cost);
  const bars = everyDay(days.map((sum) => ({ ...sum, day: sum.name }))).map(({ day, row }) => ({
    day,
    value: row?.cost ?? 0,
    ...(day === dearest?.name && dearest.cost > 0 && { text: money(dearest.cost) }),
  }));
  const byDay = { description: 'Cost of the AI, day by day, in US dollars', bars, format: moneyFormat(dearest?.cost ?? 0) };
  const byProvider = {
    description: 'Cost of the AI by provider, in US dollars',
    rows: providers.map(({ name, cost }) => ({ label: readable(name), value: cost, text: money(cost) })),
    most: Math.max(providers[0]?.cost ?? 0, Number.MIN_VALUE),
    axis: { values: [] },
  };
  return {
    ...about,
    says:
      `${plural(queries, 'question')} to the AI cost ${money(total)}, ${money((total / queries) * 1000)} per thousand. ` +
      `${quoted(readable(providers[0]?.name ?? ''))} got the most, ${money(providers[0]?.cost ?? 0)}` +
      `${dearest === undefined ? '.' : `; the dearest day was ${dayName(dearest.name)}, at ${money(dearest.cost)}.`}`,
    note: 'For all learners of the platform.',
    key: [],
    panels: [
      { title: 'Day by day', wide: dayBars(byDay, 'wide'), narrow: dayBars(byDay, 'narrow') },
      { title: 'By provider', wide: barList(byProvider, 'wide'), narrow: barList(byProvider, 'narrow') },
    ],
    table: {
      columns: [
        { title: 'Day', side: 'left' },
        { title: 'Questions', side: 'right' },
        ...providers.map(({ name }) => ({ title: readable(name), side: 'right' }) as const),
        { title: 'Cost', side: 'right' },
      ],
      rows: days.map(({ name: day, queries: asked, cost }) => [
        shortDay(day),
        count(asked),
        ...providers.map(({ name }) => money(costOf(rows, day, name))),
        money(cost),
      ]),
    },
  };
}

function costOf(rows: readonly AiUsageRow[], day: string, provider: string): number {
  return rows.reduce((sum, row) => sum + (row.day === day && row.provider === provider ? row.cost_usd : 0), 0);
}

/** Cents where there are some on the axis. */
function moneyFormat(most: number): string {
  if (most >= 20) return '$,.0f';
  return most >= 0.1 ? '$,.2f' : '$~g';
}

function sumsBy(rows: readonly AiUsageRow[], nameOf: (row: AiUsageRow) => string): readonly Sum[] {
  const sums = new Map<string, Sum>();
  for (const row of rows) {
    const name = nameOf(row);
    const { queries, cost } = sums.get(name) ?? { queries: 0, cost: 0 };
    sums.set(name, { name, queries: queries + row.queries, cost: cost + row.cost_usd });
  }
  return [...sums.values()];
}
