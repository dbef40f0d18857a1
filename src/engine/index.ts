export type { CacheStatistics } from '../cache/index.js';
export { conceptKey, conceptPath, elapsedDays, USUAL_SETTINGS } from '../learner/index.js';
export { UNREADABLE_NAMED_AT_MOST } from '../pipelines/index.js';
export type { Unreadable } from '../repositories/index.js';
export { yieldToEventLoop } from '../repositories/index.js';
export type { CallControl, JobControl, JobRun, JobStatus, JobsOptions } from '../runtime/index.js';
export type { CacheSetting } from './cache-setting.js';
export type { ChangesOf, ConceptChange } from './cards/concept-changes.js';
export type { Engine } from './create-engine.js';
export { createEngine } from './create-engine.js';
export type { MoveControl, MoveProgress, MoveReport, UnmovedLearner } from './curriculum/move-learners.js';
export type { EmotionAggregation } from './emotions/aggregation-tally.js';
export type { MasteryInput, RecordAnswerInput, RollUpInput } from './facade/verb-inputs.js';
export type { FitResult } from './fitting/store-fit.js';
export type { ActivateFitInput, FitsInput } from './flows/activate-fit.js';
export type { ActiveSession } from './flows/active-session.js';
export type { AdoptCardsReport, AdoptedCardInput, RefusedCard } from './flows/adopt-cards.js';
export type { AggregateEmotionsControl, AggregateEmotionsInput } from './flows/aggregate-emotions.js';
export type { ConceptChangeInput } from './flows/change-concept.js';
export type { CloseIdleSessionsInput, IdleSessionsReport } from './flows/close-idle-sessions.js';
export type { CreateLearnerInput } from './flows/create-learner.js';
export type { CreateLearnersReport, RefusedLearner } from './flows/create-learners.js';
export type { DueReviewsInput } from './flows/due-reviews.js';
export type { EndedSession, EndSessionInput } from './flows/end-session.js';
export type { EnsuredLearner, EnsureLearnerInput } from './flows/ensure-learner.js';
export type { FitModelControl, FitModelInput, FitProgress } from './flows/fit-model.js';
export type { HealthInput, HealthReport, QueryHealth } from './flows/health.js';
export type { HistoryRow, ImportHistoryControl, ImportHistoryReport } from './flows/import-history.js';
export type { ApplyInterventionInput, RateInterventionInput } from './flows/interventions.js';
export type { ListConceptsInput, ListedConcept } from './flows/list-concepts.js';
export type { PreviewRatingsInput, RatingPreview, RatingsPreview } from './flows/preview-ratings.js';
export type { AbilityInput } from './flows/read-ability.js';
export type { ConceptAnswersInput } from './flows/read-concept-answers.js';
export type {
  Profile,
  RecentSessionsInput,
  SessionEventsInput,
  SessionSummary,
} from './flows/read-learner.js';
export type { ProgressInput, TopicProgress } from './flows/read-progress.js';
export type { RecommendInput } from './flows/recommend.js';
export type { AnswerSource, ImportedAnswerInput } from './flows/record-answers.js';
export type { EmotionOutcome, RecordEmotionInput } from './flows/record-emotion.js';
export type { EmotionHandling, InteractionOutcome, RecordInteractionInput } from './flows/record-interaction.js';
export type { MergeConceptsInput, RenameConceptInput } from './flows/rename-concept.js';
export type { Rescheduled, RescheduleInput } from './flows/reschedule.js';
export type { RetireConceptInput } from './flows/retire-concept.js';
export type { RollUpControl, RollUpProgress, RollUpReport } from './flows/roll-up.js';
export type { SetAccountStatusInput } from './flows/set-account-status.js';
export type { SetEmailInput } from './flows/set-email.js';
export type { StartedSession, StartSessionInput } from './flows/start-session.js';
export type { UndoAnswerInput, UndoneAnswer } from './flows/undo-answer.js';
export type { UpdatePreferencesInput } from './flows/update-preferences.js';
export type { UpdateProfileInput } from './flows/update-profile.js';
export type { CurriculumInput } from './flows/upsert-curriculum.js';
export type { Measured } from './health/measured.js';
export type { PredictorHealth } from './health/predictor.js';
export type { Growth } from './health/project-growth.js';
export type { ServiceLevel } from './health/service-levels.js';
export { SERVICE_LEVELS } from './health/service-levels.js';
export type { CollectionStorage } from './health/storage.js';
export type {
  RecordAnswersControl,
  RecordAnswersProgress,
  RecordAnswersReport,
  RefusedAnswer,
  StoredAnswer,
} from './importing/import-tally.js';
export type { EngineJobs } from './jobs.js';
export { LearnerScope } from './learner-scope.js';
export type { Listing, Page } from './listing.js';
export type { LiveEvent } from './live/live-event.js';
export { LiveStream } from './live/live-stream.js';
export type { WatchOptions } from './live/watch.js';
export type { ModelSetting } from './models/choose-model.js';
export type { LearnerSettings } from './models/settings.js';
export type { CurriculumSetting } from './options/curriculum-setting.js';
export type {
  AddressOptions,
  CollectionsSetting,
  DatabaseOptions,
  EngineOptions,
  EngineSettings,
  TuningSetting,
} from './options/engine-options.js';
export type { SessionSettings } from './options/session-settings.js';
export type { StudyTimeSetting } from './options/study-time-setting.js';
export type {
  LearnerQueryName,
  OwnPipelines,
  PlatformQueryName,
  QueryControl,
  QueryParams,
  QueryResult,
  QueryResultOf,
} from './queries/run-query.js';
export type { RebuildOptions } from './recording/rebuild.js';
export type { ReplayReport } from './recording/replay-learner.js';
export type { TelemetryApi } from './telemetry/telemetry-api.js';
export type { Tuned, TuningReport, Untuned } from './tuning/tuning-report.js';
