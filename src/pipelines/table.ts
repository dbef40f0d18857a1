import type { z } from 'zod';
import { classMastery } from './content/class-mastery.js';
import { classStudy } from './content/class-study.js';
import { hardestConcepts } from './content/hardest-concepts.js';
import { masteryDistribution } from './content/mastery-distribution.js';
import { prerequisiteFunnel } from './content/prerequisite-funnel.js';
import type { AnyPipeline, ParamsSchema } from './define-pipeline.js';
import { emotionByPerformance } from './emotion/emotion-by-performance.js';
import { emotionalWellnessTrends } from './emotion/emotional-wellness-trends.js';
import { forgettingCurves } from './learner/forgetting-curves.js';
import { learningEffectiveness } from './learner/learning-effectiveness.js';
import { learningVelocity } from './learner/learning-velocity.js';
import { profileWithDna } from './learner/profile-with-dna.js';
import { retentionCalibration } from './learner/retention-calibration.js';
import { reviewForecast } from './learner/review-forecast.js';
import { sessionHistory } from './learner/session-history.js';
import { studyDays } from './learner/study-days.js';
import { userProgressDashboard } from './learner/user-progress-dashboard.js';
import { answerLog } from './log/answer-log.js';
import { emotionalChanges } from './log/emotional-changes.js';
import { emotionalLog } from './log/emotional-log.js';
import type { PipelineParams, PipelineRows, PipelineScopes } from './pipeline-types.js';
import { activeLearners } from './platform/active-learners.js';
import { aiUsage } from './platform/ai-usage.js';
import { cohortComparison } from './platform/cohort-comparison.js';
import { interventionEffectiveness } from './platform/intervention-effectiveness.js';
import { platformUsageAnalytics } from './platform/platform-usage-analytics.js';

const TABLE = {
  answer_log: answerLog,
  emotional_changes: emotionalChanges,
  emotional_log: emotionalLog,
  profile_with_dna: profileWithDna,
  user_progress_dashboard: userProgressDashboard,
  session_history: sessionHistory,
  review_forecast: reviewForecast,
  retention_calibration: retentionCalibration,
  learning_velocity: learningVelocity,
  study_days: studyDays,
  learning_effectiveness: learningEffectiveness,
  emotional_wellness_trends: emotionalWellnessTrends,
  platform_usage_analytics: platformUsageAnalytics,
  mastery_distribution: masteryDistribution,
  hardest_concepts: hardestConcepts,
  prerequisite_funnel: prerequisiteFunnel,
  class_mastery: classMastery,
  class_study: classStudy,
  cohort_comparison: cohortComparison,
  ai_usage: aiUsage,
  intervention_effectiveness: interventionEffectiveness,
  emotion_by_performance: emotionByPerformance,
  forgetting_curves: forgettingCurves,
  active_learners: activeLearners,
} as const;

/**
 * The pipelines with the types of their schemas, from which `npm run docs` writes the plain types.
 *
 * @internal
 */
export type ExactPipelines = typeof TABLE;

export type PipelineName = keyof PipelineRows;

/** A pipeline by what it takes and returns. */
type PipelineTable = {
  readonly [Name in PipelineName]: AnyPipeline<ParamsSchema<PipelineParams[Name]>, z.ZodType<PipelineRows[Name]>> & {
    readonly name: Name;
    readonly scope: PipelineScopes[Name];
  };
};

/** All built-in pipelines. */
export const PIPELINES: PipelineTable = TABLE;
