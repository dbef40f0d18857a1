export { AdaptiveLearningError, ERROR_CODES, type ErrorCode, type ErrorDetails } from '../errors.js';
export {
  type RecentSuccess,
  updateRecentSuccess,
} from './difficulty/recent-success.js';
export {
  type CurrentAffect,
  DIFFICULTY_REASONS,
  type DifficultyChange,
  type DifficultyReason,
  type TargetDifficulty,
  type TargetDifficultyInput,
  targetDifficulty,
} from './difficulty/target-difficulty.js';
export {
  KLINKENBERG_TARGET_SUCCESS,
  type TargetDifficultyParams,
  targetDifficultyDefaults,
  WILSON_TARGET_SUCCESS,
} from './difficulty/target-difficulty-params.js';
export {
  AFFECT_SOURCES,
  type Affect,
  type AffectSource,
  EMOTIONAL_STATES,
  EMOTIONS,
  type EmotionalState,
} from './emotion/emotional-states.js';
export { auc } from './evaluation/auc.js';
export { baseRateLogLoss } from './evaluation/baseline.js';
export { type Calibration, type CalibrationBin, calibration } from './evaluation/calibration.js';
export { logLoss } from './evaluation/log-loss.js';
export type { Prediction } from './evaluation/prediction.js';
export {
  type Blocker,
  blockedBy,
  type FringeConcept,
  type MasteryLevels,
  outerFringe,
  readiness,
} from './graph/outer-fringe.js';
export {
  buildPrerequisiteGraph,
  type Prerequisite,
  type PrerequisiteGraph,
  type PrerequisiteNode,
} from './graph/prerequisite-graph.js';
export { type BktParams, type BktState, bkt, bktDefaults } from './knowledge/bkt/bkt.js';
export { fitLogistic } from './knowledge/logistic/fit/fit-logistic.js';
export type { LogisticFitOptions, LogisticFitProgress } from './knowledge/logistic/fit/logistic-fit-options.js';
export {
  LOGISTIC_FALLBACKS,
  type LogisticFallback,
  type LogisticFit,
  type LogisticFitReport,
} from './knowledge/logistic/fit/logistic-fit-report.js';
export type { LogisticLog } from './knowledge/logistic/fit/logistic-log.js';
export { type LogisticExplanation, logisticExplain } from './knowledge/logistic/logistic-explain.js';
export { LOGISTIC_GROUPS, LOGISTIC_VERSION, type LogisticGroup } from './knowledge/logistic/logistic-layout.js';
export { type LogisticLearned, logisticLearn } from './knowledge/logistic/logistic-learn.js';
export { logisticConfidence, logisticMastery, logisticPredict } from './knowledge/logistic/logistic-predict.js';
export type { LogisticAnswer, LogisticQuestion } from './knowledge/logistic/logistic-question.js';
export {
  type LogisticLearner,
  type LogisticSkill,
  logisticInitialLearner,
  logisticInitialSkill,
} from './knowledge/logistic/logistic-states.js';
export { type LogisticUpdated, logisticUpdate } from './knowledge/logistic/logistic-update.js';
export {
  type LogisticItemWeights,
  type LogisticPopulation,
  type LogisticSkillWeights,
  logisticDefaults,
} from './knowledge/logistic/logistic-weights.js';
export {
  type CurveChoice,
  type ForgettingCurve,
  retention,
  timeUntilRetention,
} from './memory/forgetting-curve/forgetting-curve.js';
export { type CurveShape, type ForgettingCurveParams, forgettingCurveDefaults } from './memory/forgetting-curve/forgetting-curve-params.js';
export { type ForgettingCurveReview, updateForgettingCurve } from './memory/forgetting-curve/forgetting-curve-update.js';
export { gradeFromRating, ratingFromAnswer, ratingFromGrade, type ScoredAnswer } from './memory/grades.js';
export { LONGEST_INTERVAL_DAYS } from './memory/longest-interval.js';
export { sm2 } from './memory/sm2/sm2.js';
export { type Sm2Params, type Sm2Variant, sm2Defaults } from './memory/sm2/sm2-params.js';
export { type Sm2State, sm2Step } from './memory/sm2/sm2-step.js';
export type {
  Grade,
  Json,
  JsonObject,
  KnowledgeModel,
  KnowledgeObservation,
  Model,
  Rating,
  ReviewObservation,
  Scheduler,
} from './model.js';
export { ALGORITHMS, type AlgorithmRow } from './table.js';
