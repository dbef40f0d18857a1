import { DEFAULT_ROLLOVER_HOUR, learnerDayNumber } from '../algorithms/index.js';
import type { CallControl, LearnerMethods } from '../engine/index.js';
import { checkKeys } from '../schema/index.js';
import { composeLearnerReport } from './compose-learner-report.js';
import { checkInstant, checkWhole } from './option-checks.js';
import type { Report } from './report.js';
import { dayOf } from './spec/axis-days.js';
import { type ReportLocale, wordingOf } from './wording/wording.js';

const DAY_MS = 86_400_000;
/** Half a year, unless told; at most what a question may be about. */
const USUAL_WEEKS = 26;
const MOST_WEEKS = 52;
const USUAL_DAYS_AHEAD = 30;
const MOST_DAYS_AHEAD = 90;
/** Small pictures of memories. */
const CONCEPTS = 6;
const BINS = 10;
const RECOMMENDED = 5;

/** Whose report is made: a learner as anybody who may read their data has them. */
export type ReportedLearner = Pick<LearnerMethods, 'profile' | 'recommend' | 'mastery' | 'query'>;

export interface LearnerReportOptions extends CallControl {
  /** The instant that the report is as of. */
  readonly at: Date;
  /** How many weeks it looks back on, 1 to 52; 26 if not given. */
  readonly weeks?: number | undefined;
  /** How many days of reviews it looks ahead to, 1 to 90; 30 if not given. */
  readonly daysAhead?: number | undefined;
  /** The language of the report: `en` or `de`, or labels of the host's own; English if not given. */
  readonly locale?: ReportLocale | undefined;
}

/**
 * Gathers a learner's report: what to study next, mastery by topic, weakest concepts, reviews ahead, memories that fade, days of study,
 * emotions, and how far the predictions came true. Two round trips: the profile, and the queries side by side. {@link renderReport} makes a
 * page of it.
 *
 * The emotions are those of days that `engine.aggregateEmotions` has summed. A section without data or consent is not on the page; `left_out`
 * says why. Stored documents that do not fit their declaration are named in `unreadable`.
 *
 * @throws AdaptiveLearningError `not_found` when the learner has no account, `invalid_input` for options out of range
 *
 * @example
 * const report = await learnerReport(engine.as({ userId, role: 'learner' }), { at: new Date(), weeks: 12 });
 */
export async function learnerReport(learner: ReportedLearner, options: LearnerReportOptions): Promise<Report> {
  const { at, weeks = USUAL_WEEKS, daysAhead = USUAL_DAYS_AHEAD, locale = 'en', signal, deadlineMs } = checkOptions(options);
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
