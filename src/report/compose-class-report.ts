import type { Unreadable } from '../engine/index.js';
import { aiCost } from './charts/ai-cost.js';
import { type ClassMember, classHeatMap } from './charts/class-heat-map.js';
import { hardConcepts } from './charts/hard-concepts.js';
import { platformUsage } from './charts/platform-usage.js';
import { type Followed, knowledgeOf } from './followed.js';
import { leftOutOf } from './left-out.js';
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
  /** Ids of learners whose mastery was not read. */
  readonly unread: readonly string[];
  readonly hardest: readonly HardConceptRow[];
  readonly usage: readonly UsageRow[];
  /** How far the rows of use have come. */
  readonly rolledUp: Followed;
  readonly ai: readonly AiUsageRow[];
  /** A concept is mastered above this level. */
  readonly masteredAbove: number;
  /** Of each answer, what could not be counted. */
  readonly unreadable: readonly (readonly Unreadable[])[];
}

/** Makes a class report of rows that were already read. */
export function composeClassReport(rows: ClassReportRows): Report {
  const { name, as_of, timezone, period, learners, mastery, unread, hardest, usage, rolledUp, ai, masteredAbove } = rows;
  const left_out = leftOutOf(rows.unreadable);
  return {
    kind: 'class',
    title: 'Class report',
    about: name,
    as_of,
    timezone,
    period,
    figures: figuresOf(rows),
    charts: [classHeatMap(mastery, learners, masteredAbove, unread), hardConcepts(hardest), platformUsage(usage, rolledUp), aiCost(ai)],
    ...(left_out !== undefined && { left_out }),
  };
}

function figuresOf({ learners, mastery, unread, usage, rolledUp, ai, masteredAbove }: ClassReportRows): readonly KeyFigure[] {
  const active = new Set(mastery.map(({ user_id }) => user_id)).size;
  const mean = mastery.reduce((sum, row) => sum + row.mastery, 0) / mastery.length;
  const done = mastery.filter((row) => row.mastery > masteredAbove).length;
  const sessions = usage.reduce((sum, row) => sum + row.sessions, 0);
  const minutes = usage.reduce((sum, row) => sum + row.total_minutes, 0);
  const isCounted = usage.length > 0 || ['partly', 'wholly'].includes(knowledgeOf(rolledUp));
  const queries = ai.reduce((sum, row) => sum + row.queries, 0);
  return [
    {
      name: plural(learners.length, 'learner').replace(/^\S+ /, ''),
      value: count(learners.length),
      more:
        unread.length === 0
          ? `${count(active)} have practised`
          : `${count(active)} of the ${count(learners.length - unread.length)} that were read have practised`,
    },
    {
      name: 'mean mastery',
      value: mastery.length === 0 ? '–' : percent(mean),
      more: `${percent(mastery.length === 0 ? 0 : done / mastery.length)} mastered`,
    },
    {
      name: 'studied on the platform',
      value: isCounted ? hours(minutes) : '–',
      more: isCounted ? `in ${plural(sessions, 'session')}` : 'not counted yet',
    },
    {
      name: 'paid for the AI on the platform',
      value: money(ai.reduce((sum, row) => sum + row.cost_usd, 0)),
      more: `for ${plural(queries, 'question')}`,
    },
  ];
}
