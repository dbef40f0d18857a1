export { classMastery } from './content/class-mastery.js';
export { classStudy } from './content/class-study.js';
export { hardestConcepts } from './content/hardest-concepts.js';
export { masteryDistribution } from './content/mastery-distribution.js';
export { prerequisiteFunnel } from './content/prerequisite-funnel.js';
export type {
  AnyPipeline,
  ModulePipeline,
  ParamsSchema,
  Pipeline,
  PipelineOver,
  Ref,
  ResultSize,
  Scope,
  Stage,
} from './define-pipeline.js';
export { declarationOf, definePipeline, definePipelineOf, stagesNamed, stagesOf } from './define-pipeline.js';
export { emotionByPerformance } from './emotion/emotion-by-performance.js';
export { emotionalWellnessTrends } from './emotion/emotional-wellness-trends.js';
export { excludeInvalid, INVALID_DOCUMENT, onlyInvalid, UNREADABLE_NAMED_AT_MOST } from './exclude-invalid.js';
export { forgettingCurves } from './learner/forgetting-curves.js';
export { learningEffectiveness } from './learner/learning-effectiveness.js';
export { learningVelocity } from './learner/learning-velocity.js';
export { profileWithDna, withheldProfile } from './learner/profile-with-dna.js';
export { retentionCalibration } from './learner/retention-calibration.js';
export { reviewForecast } from './learner/review-forecast.js';
export { sessionHistory } from './learner/session-history.js';
export { studyDays } from './learner/study-days.js';
export { TOPIC_ORDERS, type TopicOrder, userProgressDashboard } from './learner/user-progress-dashboard.js';
export { answerLog } from './log/answer-log.js';
export { emotionalChanges } from './log/emotional-changes.js';
export { emotionalLog } from './log/emotional-log.js';
export { DEFAULT_SPAN_DAYS, isAboutSpan } from './params.js';
export type { PipelineParams, PipelineRows, PipelineScopes } from './pipeline-types.js';
export { activeLearners } from './platform/active-learners.js';
export { aiUsage } from './platform/ai-usage.js';
export { cohortComparison } from './platform/cohort-comparison.js';
export { interventionEffectiveness } from './platform/intervention-effectiveness.js';
export { platformUsageAnalytics } from './platform/platform-usage-analytics.js';
export { learnerDayStages, platformDayStages, startedOn, unreadableOn } from './platform/usage-stages.js';
export { LEAST_LEARNERS } from './privacy.js';
export { checkPipelines, knownToPipelines, type QueryRegistry, queryRegistry } from './query-registry.js';
export type { PipelineName } from './table.js';
export { PIPELINES } from './table.js';
export { hasWritingStage } from './writing-stages.js';
