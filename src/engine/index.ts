export type { CallControl } from './context.js';
export type { Engine, EngineOptions } from './create-engine.js';
export { createEngine } from './create-engine.js';
export type { CreateLearnerInput } from './create-learner.js';
export type { DueReviewsInput } from './due-reviews.js';
export type { EndedSession, EndSessionInput } from './end-session.js';
export type { ApplyInterventionInput, RateInterventionInput } from './interventions.js';
export { LearnerScope } from './learner-scope.js';
export type {
  ConceptAnswersInput,
  MasteryInput,
  Profile,
  ProgressInput,
  RecentSessionsInput,
  SessionEventsInput,
  SessionSummary,
  TopicProgress,
} from './read-learner.js';
export type { RebuildOptions } from './rebuild.js';
export type { RecommendInput } from './recommend.js';
export type { RecordAnswerInput } from './record-answer.js';
export type { EmotionOutcome, RecordEmotionInput } from './record-emotion.js';
export type { EmotionFate, InteractionOutcome, RecordInteractionInput } from './record-interaction.js';
export type { ReplayReport } from './replay.js';
export type { LearnerSettings, ModelSetting } from './settings.js';
export type { StartedSession, StartSessionInput } from './start-session.js';
export type { UpdatePreferencesInput } from './update-preferences.js';
export type { CurriculumInput } from './upsert-curriculum.js';
