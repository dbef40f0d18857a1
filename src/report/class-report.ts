import { canonicalZone, DEFAULT_ROLLOVER_HOUR, learnerDayNumber } from '../algorithms/index.js';
import { type CallControl, DEFAULT_SETTINGS, type Engine } from '../engine/index.js';
import { invalidInput } from '../errors.js';
import { checkKeys } from '../schema/index.js';
import type { ClassMember } from './class-figures.js';
import { composeClassReport } from './compose-class-report.js';
import { checkInstant, checkWhole } from './option-checks.js';
import { readClassMastery } from './read-class-mastery.js';
import type { Report } from './report.js';
import { dayOf } from './spec/axis-days.js';
import { type ReportLocale, wordingOf } from './wording/wording.js';

const DAY_MS = 86_400_000;
const DEFAULT_WEEKS = 4;
const MOST_WEEKS = 52;
const MOST_LEARNERS = 200;

export interface ClassReportOptions extends CallControl {
  /** The name of the class. */
  readonly name: string;
  /** The learners of the class, with display names; 1 to 200. */
  readonly learners: readonly ClassMember[];
  /** The instant of the report. */
  readonly at: Date;
  /** The number of past weeks to include, 1 to 52; 4 if not given. */
  readonly weeks?: number | undefined;
  /** The IANA time zone for days; UTC if not given. */
  readonly timezone?: string | undefined;
  /** Only this subject; all subjects if not given. */
  readonly subject?: string | undefined;
  /** The language of the report: `en`, `de` or custom labels; English if not given. */
  readonly locale?: ReportLocale | undefined;
  /** The mastery level above which a concept is mastered; pass the engine's `masteredAbove`; 0.8 if not given. */
  readonly masteredAbove?: number | undefined;
}

/**
 * Creates a report about a class: who needs help and with what, who knows what, what is hardest, and who has studied. It is for teachers: it names
 * the learners of the class, and ignores their participation in analytics and the minimum group size. It takes one round trip of parallel queries,
 * plus one for each further 20,000 mastery levels.
 *
 * It reads up to 100,000 mastery levels (200 learners with 500 concepts each). In a larger class, learners are left out completely, by the order of
 * their ids, and the report says how many. Sections without data are listed in `left_out`, and stored documents that do not match their schema in
 * `unreadable`.
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
    weeks = DEFAULT_WEEKS,
    timezone = 'UTC',
    subject,
    locale = 'en',
    masteredAbove = DEFAULT_SETTINGS.masteredAbove,
    signal,
    deadlineMs,
  } = checkOptions(options);
  const control = { signal, deadlineMs };
  const wording = wordingOf(locale, 'classReport.locale');
  const dayAt = (instant: Date) => dayOf(learnerDayNumber(instant.getTime(), timezone, DEFAULT_ROLLOVER_HOUR) * DAY_MS);
  dayAt(at);
  const user_ids = learners.map(({ user_id }) => user_id);
  const part = subject === undefined ? {} : { subject };
  const span = { since: new Date(at.getTime() - weeks * 7 * DAY_MS), until: at };
  const [mastery, study] = await Promise.all([
    readClassMastery(engine, { user_ids, at, ...part }, control),
    engine.query('class_study', { user_ids, ...span, ...part }, control),
  ]);
  return composeClassReport(
    {
      name,
      at,
      dayAt,
      timezone,
      weeks,
      learners,
      mastery: mastery.rows,
      unread: mastery.unread,
      study: study.rows,
      masteredAbove,
      unreadable: [...mastery.unreadable, study.unreadable],
    },
    wording,
  );
}

const KNOWN = [
  'name',
  'learners',
  'at',
  'weeks',
  'timezone',
  'subject',
  'locale',
  'masteredAbove',
  'signal',
  'deadlineMs',
] as const satisfies readonly (keyof ClassReportOptions)[];

function checkOptions(options: ClassReportOptions): ClassReportOptions {
  checkKeys(options, KNOWN, 'classReport.options');
  const { name, learners, at, weeks } = options;
  if (typeof name !== 'string' || name === '') throw invalidInput('classReport.name', 'a string', name);
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
