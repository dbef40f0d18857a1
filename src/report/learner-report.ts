import { DEFAULT_ROLLOVER_HOUR, learnerDayNumber } from '../algorithms/index.js';
import type { CallControl, LearnerMethods } from '../engine/index.js';
import { checkKeys } from '../schema/index.js';
import { composeLearnerReport } from './compose-learner-report.js';
import { checkInstant, checkWhole } from './option-checks.js';
import type { Report } from './report.js';
import { dayOf } from './spec/axis-days.js';
import { type ReportLocale, wordingOf } from './wording/wording.js';

const DAY_MS = 86_400_000;
/** Half a year, by default; at most what a question may be about. */
const DEFAULT_WEEKS = 26;
const MOST_WEEKS = 52;
const DEFAULT_DAYS_AHEAD = 30;
const MOST_DAYS_AHEAD = 90;
/** Small pictures of memories. */
const CONCEPTS = 6;
const BINS = 10;
const RECOMMENDED = 5;

/** The learner's handle, for any role that may read the learner's data. */
export type ReportedLearner = Pick<LearnerMethods, 'profile' | 'recommend' | 'mastery' | 'query'>;

export interface LearnerReportOptions extends CallControl {
  /** The instant of the report. */
  readonly at: Date;
  /** The number of past weeks to include, 1 to 52; 26 if not given. */
  readonly weeks?: number | undefined;
  /** The number of days ahead for the review forecast, 1 to 90; 30 if not given. */
  readonly daysAhead?: number | undefined;
  /** The language of the report: `en`, `de` or custom labels; English if not given. */
  readonly locale?: ReportLocale | undefined;
}

/**
 * Creates a report about a learner: what to study next, mastery by topic, weakest concepts, upcoming reviews, forgetting curves, study days,
 * emotions, and accuracy of the predictions. It takes two round trips: the profile, then parallel queries. {@link renderReport} renders it as a page.
 *
 * Emotions are included for days that `engine.aggregateEmotions` has aggregated. A section without data or consent is omitted; `left_out` says why.
 * Stored documents that do not match their schema are listed in `unreadable`.
 *
 * @throws AdaptiveLearningError `not_found` when the learner has no account, `invalid_input` for options out of range
 *
 * @example
 * const report = await learnerReport(engine.as({ userId, role: 'learner' }), { at: new Date(), weeks: 12 });
 */
export async function learnerReport(learner: ReportedLearner, options: LearnerReportOptions): Promise<Report> {
  const { at, weeks = DEFAULT_WEEKS, daysAhead = DEFAULT_DAYS_AHEAD, locale = 'en', signal, deadlineMs } = checkOptions(options);
  const control = { signal, deadlineMs };
  const wording = wordingOf(locale, 'learnerReport.locale');
  const profile = await learner.profile(control);
  const { name = wording.say('learner'), timezone, day_rollover_hour = DEFAULT_ROLLOVER_HOUR } = profile.profile;
  const span = { since: new Date(at.getTime() - weeks * 7 * DAY_MS), until: at };
  const [recommendations, masteries, topics, memories, forecast, wellness, calibration, days] = await Promise.all([
    learner.recommend({ at, limit: RECOMMENDED }, control),
    learner.mastery({ at }, control),
    learner.query('user_progress_dashboard', { at }, control),
    learner.query('forgetting_curves', { concepts: CONCEPTS }, control),
    learner.query('review_forecast', { at, days: daysAhead, timezone, day_rollover_hour }, control),
    learner.query('emotional_wellness_trends', { ...span, timezone }, control),
    learner.query('retention_calibration', { ...span, bins: BINS }, control),
    learner.query('study_days', span, control),
  ]);
  const lists = [recommendations, masteries, topics, memories, forecast, wellness, calibration, days];
  return composeLearnerReport(
    {
      name,
      at,
      dayAt: (instant) => dayOf(learnerDayNumber(instant.getTime(), timezone, day_rollover_hour) * DAY_MS),
      timezone,
      weeks,
      recommendations: recommendations.rows,
      masteries: masteries.rows,
      topics: topics.rows,
      memories: memories.rows,
      forecast: forecast.rows,
      wellness: wellness.rows,
      summedUp: { ...span, recorded_before: wellness.recorded_before, timezone },
      sharesEmotions: profile.preferences.privacy_settings.emotional_data_usage,
      calibration: calibration.rows,
      days: days.rows,
      unreadable: lists.map(({ unreadable }) => unreadable),
    },
    wording,
  );
}

const KNOWN = ['at', 'weeks', 'daysAhead', 'locale', 'signal', 'deadlineMs'] as const satisfies readonly (keyof LearnerReportOptions)[];

function checkOptions(options: LearnerReportOptions): LearnerReportOptions {
  checkKeys(options, KNOWN, 'learnerReport.options');
  checkInstant('learnerReport.at', options.at);
  checkWhole('learnerReport.weeks', options.weeks, MOST_WEEKS);
  checkWhole('learnerReport.daysAhead', options.daysAhead, MOST_DAYS_AHEAD);
  return options;
}
