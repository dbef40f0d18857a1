import { DEFAULT_ROLLOVER_HOUR, learnerDayNumber, studyDay } from '../algorithms/index.js';
import type { CallControl, LearnerScope } from '../engine/index.js';
import { AdaptiveLearningError, invalidInput } from '../errors.js';
import { composeLearnerReport } from './compose-learner-report.js';
import { checkInstant, checkWhole } from './option-checks.js';
import type { Report } from './report.js';
import { dayOf, plural } from './spec/words.js';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Half a year, unless told; at most what a question may be about. */
const USUAL_WEEKS = 26;
const MOST_WEEKS = 52;
const USUAL_DAYS_AHEAD = 30;
const MOST_DAYS_AHEAD = 90;
/** Small pictures of memories. */
const CONCEPTS = 6;
const BINS = 10;
/** What a learner is called whose account has no name. */
const NAMELESS = 'Learner';

export interface LearnerReportOptions extends CallControl {
  /** The instant that the report is as of. */
  readonly at: Date;
  /** How many weeks it looks back on, 1 to 52; 26 if not given. */
  readonly weeks?: number | undefined;
  /** How many days of reviews it looks ahead to, 1 to 90; 30 if not given. */
  readonly daysAhead?: number | undefined;
}

/**
 * Gathers a learner's report: mastery by topic, reviews ahead, memories that fade, days of study, emotions, and how far the predictions came
 * true. Two round trips: the profile, and the questions side by side. {@link renderReport} makes a page of it.
 *
 * The emotions are those of days that `engine.aggregateEmotions` has summed up, and a note says how far that has come; without consent there
 * are none. Stored documents that do not fit are left out, and named in the report's `left_out`.
 *
 * @throws AdaptiveLearningError `not_found` when the learner has no account, `invalid_input` for options out of range
 *
 * @example
 * const report = await learnerReport(engine.as({ userId, role: 'learner' }), { at: new Date(), weeks: 12 });
 */
export async function learnerReport(learner: LearnerScope, options: LearnerReportOptions): Promise<Report> {
  const { at, weeks = USUAL_WEEKS, daysAhead = USUAL_DAYS_AHEAD, signal } = checkOptions(options);
  const profile = await learner.profile({ signal });
  if (profile === null) {
    const details = { where: 'learnerReport.learner', expected: 'a learner with an account', received: 'one without' };
    throw new AdaptiveLearningError('not_found', `${details.where}: expected ${details.expected}, got ${details.received}`, details);
  }
  const { name = NAMELESS, timezone, day_rollover_hour = DEFAULT_ROLLOVER_HOUR } = profile.profile;
  const span = { since: new Date(at.getTime() - weeks * 7 * DAY_MS), until: at };
  const control = { signal };
  const [topics, memories, forecast, wellness, calibration, days] = await Promise.all([
    learner.ask('user_progress_dashboard', { at }, control),
    learner.ask('forgetting_curves', { concepts: CONCEPTS }, control),
    learner.ask('review_forecast', { at, days: daysAhead, timezone, day_rollover_hour }, control),
    learner.ask('emotional_wellness_trends', { ...span, timezone }, control),
    learner.ask('retention_calibration', { ...span, bins: BINS }, control),
    learner.ask('study_days', span, control),
  ]);
  return composeLearnerReport({
    name,
    at,
    as_of: dayOf(learnerDayNumber(at.getTime(), timezone, day_rollover_hour) * DAY_MS),
    timezone,
    period: `the last ${plural(weeks, 'week')}`,
    offsetMs: studyDay(at.getTime(), timezone).offset_minutes * MINUTE_MS,
    topics: topics.rows,
    memories: memories.rows,
    forecast: forecast.rows,
    wellness: wellness.rows,
    calibration: calibration.rows,
    days: days.rows,
    summedUp: { ...span, recorded_before: wellness.recorded_before, timezone },
    unreadable: [topics, memories, forecast, wellness, calibration, days].map(({ unreadable }) => unreadable),
  });
}

function checkOptions(options: LearnerReportOptions): LearnerReportOptions {
  if (typeof options !== 'object' || options === null) throw invalidInput('learnerReport.options', 'options such as { at }', options);
  checkInstant('learnerReport.at', options.at);
  checkWhole('learnerReport.weeks', options.weeks, MOST_WEEKS);
  checkWhole('learnerReport.daysAhead', options.daysAhead, MOST_DAYS_AHEAD);
  return options;
}
