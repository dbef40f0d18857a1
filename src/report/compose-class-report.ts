import { aiCost } from './charts/ai-cost.js';
import { type ClassMember, classHeatMap } from './charts/class-heat-map.js';
import { hardConcepts } from './charts/hard-concepts.js';
import { platformUsage } from './charts/platform-usage.js';
import type { KeyFigure, Report } from './report.js';
import type { AiUsageRow, ClassMasteryRow, HardConceptRow, UsageRow } from './rows.js';
import { count, hours, money, percent, plural } from './spec/words.js';

/** Everything that a class report is made of. */
export interface ClassReportRows {
  readonly name: string;
  /** The day at `at` in `timezone`, `2026-11-21`. */
  readonly as_of: string;
  readonly timezone: string;
  readonly period: string;
  readonly learners: readonly ClassMember[];
  readonly mastery: readonly ClassMasteryRow[];
  readonly hardest: readonly HardConceptRow[];
  readonly usage: readonly UsageRow[];
  readonly ai: readonly AiUsageRow[];
  /** A concept is mastered above this level. */
  readonly masteredAbove: number;
}

/** Makes a class report of rows that were already read. */
export function composeClassReport(rows: ClassReportRows): Report {
  const { name, as_of, timezone, period, learners, mastery, hardest, usage, ai, masteredAbove } = rows;
  return {
    kind: 'class',
    title: 'Class report',
    about: name,
    as_of,
    timezone,
    period,
    figures: figuresOf(rows),
    charts: [classHeatMap(mastery, learners, masteredAbove), hardConcepts(hardest), platformUsage(usage), aiCost(ai)],
  };
}

function figuresOf({ learners, mastery, usage, ai, masteredAbove }: ClassReportRows): readonly KeyFigure[] {
  const active = new Set(mastery.map(({ user_id }) => user_id)).size;
  const mean = mastery.reduce((sum, row) => sum + row.mastery, 0) / mastery.length;
  const done = mastery.filter((row) => row.mastery > masteredAbove).length;
  const sessions = usage.reduce((sum, row) => sum + row.sessions, 0);
  const minutes = usage.reduce((sum, row) => sum + row.total_minutes, 0);
  const queries = ai.reduce((sum, row) => sum + row.queries, 0);
  return [
    {
      name: plural(learners.length, 'learner').replace(/^\S+ /, ''),
      value: count(learners.length),
      more: `${count(active)} have practised`,
    },
    {
      name: 'mean mastery',
      value: mastery.length === 0 ? '–' : percent(mean),
      more: `${percent(mastery.length === 0 ? 0 : done / mastery.length)} mastered`,
    },
    { name: 'studied on the platform', value: hours(minutes), more: `in ${plural(sessions, 'session')}` },
    {
      name: 'paid for the AI on the platform',
      value: money(ai.reduce((sum, row) => sum + row.cost_usd, 0)),
      more: `for ${plural(queries, 'question')}`,
    },
  ];
}
