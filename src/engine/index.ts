export type { CacheStatistics } from '../cache/index.js';
export { conceptKey, conceptPath, DEFAULT_SETTINGS, elapsedDays } from '../learner/index.js';
export type { LearnerExport } from '../lifecycle/index.js';
export { UNREADABLE_NAMED_AT_MOST } from '../pipelines/index.js';
export type { HostSession, Unreadable } from '../repositories/index.js';
export { yieldToEventLoop } from '../repositories/index.js';
export type { CallControl, JobControl, JobProgress, JobRun, JobStatus, JobsOptions, ListedJob, WriteControl } from '../runtime/index.js';
export { createLearnerInput } from './accounts/create-learner-input.js';
export type { ActorScope } from './actor-scope.js';
export type { As } from './as.js';
export type { CacheSetting } from './cache-setting.js';
export type { ChangesOf, ConceptChange } from './cards/concept-changes.js';
export type { CoreEngine } from './core-engine.js';
export type { CoreLearner, LearnerCalls } from './core-learner.js';
export { createEngine } from './create-engine.js';
export type { EmotionAggregation } from './emotions/aggregation-tally.js';
export type { Engine, EngineWith } from './engine.js';
export type { EngineMethods } from './facade/engine-methods.js';
export type { LearnerMethods } from './facade/learner-methods.js';
export type { EngineVerbName, InputOf, LearnerVerbName, ResultOf } from './facade/verb-types.js';
export type { FitModelControl, FitProgress } from './fitting/fit-control.js';
export type { FitResult } from './fitting/store-fit.js';
export type { ActiveSession } from './flows/active-session.js';
export type { AdoptCardsReport, RefusedCard } from './flows/adopt-cards.js';
export type { AggregateEmotionsControl } from './flows/aggregate-emotions.js';
export type { CloseIdleSessionsControl, IdleSessionsReport } from './flows/close-idle-sessions.js';
export type { CreateLearnersReport, RefusedLearner } from './flows/create-learners.js';
export type { EndedSession } from './flows/end-session.js';
export type { EnsuredLearner } from './flows/ensure-learner.js';
export type { HealthReport, QueryHealth } from './flows/health.js';
export type { ImportHistoryControl, ImportHistoryReport } from './flows/import-history.js';
export type { ListedConcept } from './flows/list-concepts.js';
export type { MigrateControl, MigrationReport } from './flows/migrate.js';
export type { RatingPreview, RatingsPreview } from './flows/preview-ratings.js';
export type { Profile, SessionSummary } from './flows/read-learner.js';
export type { TopicProgress } from './flows/read-progress.js';
export type { AnswerSource } from './flows/record-answers.js';
export type { EmotionOutcome } from './flows/record-emotion.js';
export type { EmotionHandling, InteractionOutcome } from './flows/record-interaction.js';
export type { Rescheduled } from './flows/reschedule.js';
export type { RollUpControl } from './flows/roll-up.js';
export type { StartedSession } from './flows/start-session.js';
export type { UndoneAnswer } from './flows/undo-answer.js';
export type { CurriculumInput, Upserted } from './flows/upsert-curriculum.js';
export type { Measured } from './health/measured.js';
export type { PredictorHealth } from './health/predictor.js';
export type { Growth } from './health/project-growth.js';
export type { CollectionStorage } from './health/storage.js';
export type {
  RecordAnswersControl,
  RecordAnswersProgress,
  RecordAnswersReport,
  RefusedAnswer,
  StoredAnswer,
} from './importing/import-tally.js';
export type {
  AbilityInput,
  ActivateFitInput,
  AdoptedCardInput,
  AggregateEmotionsInput,
  ApplyInterventionInput,
  CloseIdleSessionsInput,
  ConceptAnswersInput,
  ConceptChangeInput,
  CreateLearnerInput,
  CurriculumEntry,
  DueReviewsInput,
  EndSessionInput,
  EnsureLearnerInput,
  FitModelInput,
  FitsInput,
  HealthInput,
  HistoryRow,
  ImportedAnswerInput,
  ListConceptsInput,
  MasteryInput,
  MergeConceptsInput,
  PreviewRatingsInput,
  ProgressInput,
  RateInterventionInput,
  RecentSessionsInput,
  RecommendInput,
  RecordAnswerInput,
  RecordEmotionInput,
  RecordInteractionInput,
  RenameConceptInput,
  RescheduleInput,
  RetireConceptInput,
  RollUpInput,
  SessionEventsInput,
  SetAccountStatusInput,
  SetEmailInput,
  StartSessionInput,
  UndoAnswerInput,
  UpdatePreferencesInput,
  UpdateProfileInput,
} from './inputs/verb-inputs.js';
export type { EngineJobs } from './jobs.js';
export type { LearnerScope } from './learner-scope.js';
export type { Listing, Page } from './listing.js';
export type { LiveEvent } from './live/live-event.js';
export { LiveStream } from './live/live-stream.js';
export type { WatchOptions } from './live/watch.js';
export type { CollectionMigration } from './migrating/migrate-collection.js';
export type { ModelSetting } from './models/choose-model.js';
export type { LearnerSettings } from './models/settings.js';
export { defineModule, type Module } from './modules/define-module.js';
export type { CollectionReader, ModuleContext } from './modules/module-context.js';
export { type ModuleFollower, type ModuleJob, moduleFollower, moduleJob } from './modules/module-job.js';
export type { EngineModules, LearnerModules, ModuleRepositories } from './modules/module-methods.js';
export { modulePage } from './modules/module-page.js';
export { type ModuleReach, moduleReach } from './modules/module-reach.js';
export { engineVerb, learnerVerb, type ModuleVerb } from './modules/module-verb.js';
export { type Reaction, reaction } from './modules/reaction.js';
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
export type { MoveControl, MoveProgress, MoveReport, UnmovedLearner } from './recording/move-learners.js';
export type { RebuildOptions } from './recording/rebuild.js';
export type { ReplayReport } from './recording/replay-learner.js';
export type { RollUpProgress } from './rolling-up/make-days.js';
export type { RollUpReport } from './rolling-up/usage-days.js';
export type { LoggedFields, Logger } from './telemetry/logger.js';
export type { ServiceLevel } from './telemetry/service-levels.js';
export { SERVICE_LEVELS } from './telemetry/service-levels.js';
export type { TelemetryApi } from './telemetry/telemetry-api.js';
export type { Tuned, TuningReport, Untuned } from './tuning/tuning-report.js';
