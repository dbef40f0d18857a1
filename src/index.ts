/** Memory and mind for a tutor backend. The rooms below have doors of their own: `/algorithms`, `/collections`, `/pipelines`, `/repositories`, `/report`, `/embedded`. */

export type { CacheStore } from './cache/index.js';
export type {
  ActivateFitInput,
  AggregateEmotionsControl,
  AggregateEmotionsInput,
  Answer,
  AnswerSource,
  AnswerTo,
  ApplyInterventionInput,
  AskControl,
  CacheSetting,
  CallControl,
  ConceptAnswersInput,
  CreateLearnerInput,
  CurriculumInput,
  DueReviewsInput,
  EmotionAggregation,
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
  ImportedAnswerInput,
  InteractionOutcome,
  LearnerQuestion,
  LearnerSettings,
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
  RecordAnswersControl,
  RecordAnswersProgress,
  RecordAnswersReport,
  RecordEmotionInput,
  RecordInteractionInput,
  RefusedAnswer,
  ReplayReport,
  SessionEventsInput,
  SessionSummary,
  StartedSession,
  StartSessionInput,
  TopicProgress,
  Unsound,
  UpdatePreferencesInput,
} from './engine/index.js';
export { createEngine, LearnerScope } from './engine/index.js';
export type { ErrorCode, ErrorDetails } from './errors.js';
export { AdaptiveLearningError, ERROR_CODES } from './errors.js';
export type { AnswerOutcome, MasteryAt, Reason, Recommendation, RecommendationReason } from './learner/index.js';
export { RECOMMENDATION_REASONS } from './learner/index.js';
export type { SchemaDrift } from './repositories/index.js';
export type { Caller, Role } from './security/index.js';
export { ROLES } from './security/index.js';
