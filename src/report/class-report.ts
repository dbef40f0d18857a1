import { canonicalZone, learnerDayNumber } from '../algorithms/index.js';
import type { CallControl, Engine } from '../engine/index.js';
import { invalidInput } from '../errors.js';
import type { ClassMember } from './charts/class-heat-map.js';
import { composeClassReport } from './compose-class-report.js';
import { checkInstant, checkWhole } from './option-checks.js';
import { readClassMastery } from './read-class-mastery.js';
import type { Report } from './report.js';
import { dayOf, plural } from './spec/words.js';

const DAY_MS = 86_400_000;
const USUAL_WEEKS = 4;
const MOST_WEEKS = 52;
const MOST_LEARNERS = 200;
const HARDEST = 20;
/** The engine's own, unless the host has set another. */
const USUAL_MASTERED_ABOVE = 0.8;

export interface ClassReportOptions extends CallControl {
  /** What the class is called. */
  readonly name: string;
  /** Who is in it, with the names to show: 1 to 200. */
  readonly learners: readonly ClassMember[];
  /** The instant that the report is as of. */
  readonly at: Date;
  /** How many weeks of use and of costs it looks back on, 1 to 52; 4 if not given. */
  readonly weeks?: number | undefined;
  /** Whose days they are; UTC if not given. */
  readonly timezone?: string | undefined;
  /** Only what is learnt of this subject. */
  readonly subject?: string | undefined;
  /** A concept is mastered above this level: the engine's `masteredAbove`, 0.8 if not given. */
  readonly masteredAbove?: number | undefined;
}

/**
 * Gathers a class's report: who knows what, and over the whole platform the hardest concepts, use and costs of the AI. One round trip, its
 * questions side by side, and one more for each further 20,000 levels of mastery. It names learners and is for whoever teaches them.
 *
 * All of the class is read, up to 100,000 levels of mastery (200 learners with 500 concepts each). Of a class with more, learners are left
 * out whole, in the order of their ids, and the report says of how many nothing was read. Use is that of the UTC days that `engine.rollUp`
 * has counted, and a note says how far that has come. Stored documents that do not fit are left out, and named in the report's `left_out`.
 *
 * @throws AdaptiveLearningError `invalid_input` for options out of range
 *
 * @example
 * const report = await classReport(engine, { name: 'Class 9b', learners: [{ user_id, name: 'Ada' }], at: new Date() });
 */
export async function classReport(engine: Engine, options: ClassReportOptions): Promise<Report> {
  const {
    name,
    learners,
    at,
    weeks = USUAL_WEEKS,
    timezone = 'UTC',
    subject,
    masteredAbove = USUAL_MASTERED_ABOVE,
    signal,
  } = checkOptions(options);
  const span = { since: new Date(at.getTime() - weeks * 7 * DAY_MS), until: at, timezone };
  // Days of use are those of UTC.
  const utcDays = { since: utcDay(span.since, Math.floor), until: utcDay(span.until, Math.ceil) };
  const part = subject === undefined ? {} : { subject };
  const control = { signal };
  const as_of = dayOf(learnerDayNumber(at.getTime(), timezone, 0) * DAY_MS);
  const [mastery, hardest, usage, ai] = await Promise.all([
    readClassMastery(engine, { user_ids: learners.map(({ user_id }) => user_id), at, ...part }, control),
    engine.ask('hardest_concepts', { ...part, mastered_above: masteredAbove }, { ...control, limit: HARDEST }),
    engine.ask('platform_usage_analytics', utcDays, control),
    engine.ask('ai_usage', span, control),
  ]);
  return composeClassReport({
    name,
    as_of,
    timezone,
    period: `the last ${plural(weeks, 'week')}`,
    learners,
    mastery: mastery.rows,
    unread: mastery.unread,
    hardest: hardest.rows,
    usage: usage.rows,
    rolledUp: { ...utcDays, recorded_before: usage.recorded_before, timezone: 'UTC' },
    ai: ai.rows,
    masteredAbove,
    unreadable: [...mastery.unreadable, hardest.unreadable, usage.unreadable, ai.unreadable],
  });
}

function utcDay(at: Date, round: (days: number) => number): Date {
  return new Date(round(at.getTime() / DAY_MS) * DAY_MS);
}

function checkOptions(options: ClassReportOptions): ClassReportOptions {
  if (typeof options !== 'object' || options === null)
    throw invalidInput('classReport.options', 'options such as { name, learners, at }', options);
  const { name, learners, at, weeks } = options;
  if (typeof name !== 'string' || name === '') throw invalidInput('classReport.name', 'a text', name);
  if (!Array.isArray(learners) || learners.length === 0 || learners.length > MOST_LEARNERS)
    throw invalidInput('classReport.learners', `1 to ${MOST_LEARNERS} learners`, learners);
  for (const member of learners as readonly unknown[]) {
    const { user_id, name: shown } = (member ?? {}) as Partial<ClassMember>;
    if (typeof user_id !== 'string' || typeof shown !== 'string')
      throw invalidInput('classReport.learners', 'a user_id and a name for each', member);
  }
  checkInstant('classReport.at', at);
  checkWhole('classReport.weeks', weeks, MOST_WEEKS);
  const { timezone } = options;
  return timezone === undefined ? options : { ...options, timezone: canonicalZone(timezone) ?? timezone };
}
