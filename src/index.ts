/** Memory and mind for a tutor backend. The rooms below have doors of their own: `/algorithms`, `/collections`, `/pipelines`, `/repositories`, `/embedded`. */

export type {
  ApplyInterventionInput,
  CallControl,
  CreateLearnerInput,
  CurriculumInput,
  DueReviewsInput,
  EmotionFate,
  EmotionOutcome,
  EndedSession,
  EndSessionInput,
  Engine,
  EngineOptions,
  InteractionOutcome,
  LearnerSettings,
  ModelSetting,
  RateInterventionInput,
  RecommendInput,
  RecordAnswerInput,
  RecordEmotionInput,
  RecordInteractionInput,
  ReplayReport,
  Role,
  StartedSession,
  StartSessionInput,
  UpdatePreferencesInput,
} from './engine/index.js';
export { createEngine, LearnerScope, ROLES } from './engine/index.js';
export type { ErrorCode, ErrorDetails } from './errors.js';
export { AdaptiveLearningError, ERROR_CODES } from './errors.js';
export type { AnswerOutcome, MasteryAt, Reason, Recommendation, RecommendationReason } from './learner/index.js';
export { RECOMMENDATION_REASONS } from './learner/index.js';
export type { SchemaDrift } from './repositories/index.js';
