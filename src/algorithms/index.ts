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
export { type BktClasses, type BktClassParams, bktParamsFor } from './knowledge/bkt/bkt-classes.js';
export type { BktFitOptions } from './knowledge/bkt/fit/bkt-fit-options.js';
export {
  BKT_FALLBACKS,
  BKT_ODDITIES,
  type BktBoundHit,
  type BktConceptReport,
  type BktFallback,
  type BktOddity,
} from './knowledge/bkt/fit/bkt-fit-report.js';
export type { BktLog } from './knowledge/bkt/fit/bkt-log.js';
export { type BktFit, fitBkt } from './knowledge/bkt/fit/fit-bkt.js';
export type { BktBounds, BktParameter } from './knowledge/bkt/fit/hidden-params.js';
export { type EloConceptParams, elo, eloConceptDefaults } from './knowledge/elo/elo.js';
export { type EloRating, type EloStep, eloInitialRating } from './knowledge/elo/elo-rating.js';
export { type EloParams, type EloRatings, type EloUpdate, eloDefaults, eloProbability, updateElo } from './knowledge/elo/elo-ratings.js';
export type { KnowledgeFit, UnfittedConcept } from './knowledge/fit/fit-each-concept.js';
export type { KnowledgeFitOptions } from './knowledge/fit/fit-limits.js';
export type { KnowledgeLog } from './knowledge/fit/knowledge-log.js';
export { FIT_FALLBACKS, type FitFallback } from './knowledge/fit/why-not-fitted.js';
export { fitPfa, PFA_ODDITIES, type PfaConceptReport, type PfaFit, type PfaFitOptions, type PfaOddity } from './knowledge/pfa/fit-pfa.js';
export { type PfaParams, type PfaState, pfa, pfaDefaults, pfaProbability } from './knowledge/pfa/pfa.js';
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
