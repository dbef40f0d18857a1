/** Memory and mind for a tutor backend. The rooms below have doors of their own: `/algorithms`, `/collections`, `/pipelines`, `/repositories`, `/embedded`. */

export type { CacheStore } from './cache/index.js';
export type {
  ActivateFitInput,
  Answer,
  AnswerTo,
  ApplyInterventionInput,
  AskControl,
  CacheSetting,
  CallControl,
  ConceptAnswersInput,
  CreateLearnerInput,
  CurriculumInput,
  DueReviewsInput,
  EmotionFate,
  EmotionOutcome,
  EndedSession,
  EndSessionInput,
  Engine,
  EngineOptions,
  FitModelControl,
  FitModelInput,
  FitProgress,
  FitsInput,
  InteractionOutcome,
  LearnerQuestion,
  LearnerSettings,
  LiveEvent,
  MasteryInput,
  ModelSetting,
  PlatformQuestion,
  Profile,
  ProgressInput,
  QuestionParams,
  RateInterventionInput,
  RebuildOptions,
  RecentSessionsInput,
  RecommendInput,
  RecordAnswerInput,
  RecordEmotionInput,
  RecordInteractionInput,
  ReplayReport,
  SessionEventsInput,
  SessionSummary,
  StartedSession,
  StartSessionInput,
  TopicProgress,
  Unsound,
  UpdatePreferencesInput,
  WatchOptions,
} from './engine/index.js';
export { createEngine, LearnerScope, LiveStream } from './engine/index.js';
export type { ErrorCode, ErrorDetails } from './errors.js';
export { AdaptiveLearningError, ERROR_CODES } from './errors.js';
export type { AnswerOutcome, MasteryAt, Reason, Recommendation, RecommendationReason } from './learner/index.js';
export { RECOMMENDATION_REASONS } from './learner/index.js';
export type { SchemaDrift } from './repositories/index.js';
export type { Caller, Role } from './security/index.js';
export { ROLES } from './security/index.js';
