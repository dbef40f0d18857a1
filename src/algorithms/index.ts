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
export {
  type CurveFitFallback,
  type ForgettingCurveFit,
  type ForgettingCurveFitOptions,
  fitForgettingCurve,
  type RecallObservation,
} from './memory/forgetting-curve/fit-forgetting-curve.js';
export {
  type CurveChoice,
  type ForgettingCurve,
  retention,
  timeUntilRetention,
} from './memory/forgetting-curve/forgetting-curve.js';
export { type CurveShape, type ForgettingCurveParams, forgettingCurveDefaults } from './memory/forgetting-curve/forgetting-curve-params.js';
export { type ForgettingCurveReview, updateForgettingCurve } from './memory/forgetting-curve/forgetting-curve-update.js';
export type { CurveMeasure } from './memory/forgetting-curve/recall-loss.js';
export type { CurveBoundHit, CurveNumber } from './memory/forgetting-curve/search-curve.js';
export { fsrs } from './memory/fsrs/fsrs.js';
export type { FsrsMemory } from './memory/fsrs/fsrs-core.js';
export { fsrsFromHistory } from './memory/fsrs/fsrs-from-history.js';
export { fsrsFromSm2, sm2FromFsrs } from './memory/fsrs/fsrs-from-sm2.js';
export { fsrsInitialMemory, fsrsNextMemory } from './memory/fsrs/fsrs-memory.js';
export {
  FSRS_COMPATIBILITY,
  type FsrsDayCount,
  type FsrsGradeSpacing,
  type FsrsHardStep,
  type FsrsParams,
  fsrsDefaults,
  fsrsParams,
} from './memory/fsrs/fsrs-params.js';
export { fsrsInterval, fsrsRetrievability, fsrsTimeUntil } from './memory/fsrs/fsrs-retrievability.js';
export { type FsrsNextStates, type FsrsObservation, fsrsNextStates, fsrsReview } from './memory/fsrs/fsrs-review.js';
export type { FsrsMoment, FsrsNewState, FsrsReviewedState, FsrsState } from './memory/fsrs/fsrs-state.js';
export { FSRS_WEIGHTS, type FsrsWeight, fsrsDefaultWeights } from './memory/fsrs/fsrs-weights.js';
export { migrateFsrsWeights } from './memory/fsrs/migrate-fsrs-weights.js';
export { fitFsrs, fitFsrsInSlices } from './memory/fsrs-fit/fit-fsrs.js';
export type { FsrsFitOptions, FsrsFitProgress, FsrsRecencyWeighting } from './memory/fsrs-fit/fsrs-fit-options.js';
export type { FsrsBoundHit, FsrsFit, FsrsFitFallback, FsrsFitReport } from './memory/fsrs-fit/fsrs-fit-report.js';
export { gradeFromRating, ratingFromAnswer, ratingFromGrade, type ScoredAnswer } from './memory/grades.js';
export {
  fitHalfLifeRegression,
  type HalfLifeFit,
  type HalfLifeFitFallback,
  type HalfLifeFitReport,
} from './memory/half-life/fit-half-life-regression.js';
export { fitHlr, type HlrFit, type HlrFitOptions } from './memory/half-life/fit-hlr.js';
export { halfLifeDays, halfLifeRecall } from './memory/half-life/half-life.js';
export type { HalfLifeFitOptions } from './memory/half-life/half-life-fit-options.js';
export type { HalfLifeMeasure } from './memory/half-life/half-life-loss.js';
export type { HalfLifeObservation } from './memory/half-life/half-life-observation.js';
export { type HalfLifeLearner, type HalfLifeStepParams, halfLifeStep, halfLifeStepDefaults } from './memory/half-life/half-life-step.js';
export { hlr } from './memory/half-life/hlr.js';
export { type HlrParams, hlrDefaults } from './memory/half-life/hlr-params.js';
export type { HlrState } from './memory/half-life/hlr-state.js';
export type { LoggedReview } from './memory/logged-review.js';
export { LONGEST_INTERVAL_DAYS } from './memory/longest-interval.js';
export { sm2 } from './memory/sm2/sm2.js';
export { sm2Buttons } from './memory/sm2/sm2-buttons.js';
export { type Sm2ButtonsParams, sm2ButtonsDefaults } from './memory/sm2/sm2-buttons-params.js';
export { sm2ButtonsStep } from './memory/sm2/sm2-buttons-step.js';
export { type Sm2Review, sm2FromHistory } from './memory/sm2/sm2-from-history.js';
export { type Sm2Item, sm2NextItem } from './memory/sm2/sm2-item.js';
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
