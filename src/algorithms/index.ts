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
export { type AbilityMethod, type AbilityParams, type AbilityPrior, abilityDefaults } from './items/ability/ability-params.js';
export { type AbilityEstimate, estimateAbility } from './items/ability/estimate-ability.js';
export type { ItemResponse } from './items/ability/item-responses.js';
export { responsesLogLikelihood } from './items/ability/log-likelihood.js';
export { fitItems } from './items/calibration/fit-items.js';
export type { FitItemsOptions } from './items/calibration/fit-options.js';
export type { ItemAnswers } from './items/calibration/item-answers.js';
export {
  type FittedItem,
  ITEM_FLAGS,
  type ItemFit,
  type ItemFitReport,
  type ItemFlag,
  type ItemModel,
} from './items/calibration/item-fit.js';
export { type ItemPriors, itemPriorDefaults } from './items/calibration/priors.js';
export type { ItemStandardErrors } from './items/calibration/standard-errors.js';
export { itemInformation, itemProbability } from './items/item-response/item-curve.js';
export type { IrtMetric, ItemParameters } from './items/item-response/item-parameters.js';
export { abilityForScore, expectedScore, testInformation } from './items/item-response/test-curve.js';
export { type AdaptiveTestResult, type AreaResult, adaptiveTest } from './items/selection/adaptive-test.js';
export { NEXT_ITEM_REASONS, type NextItemReason } from './items/selection/choose-item.js';
export type { AreaWeights } from './items/selection/content-balance.js';
export { type ExposureControl, exposureParameters } from './items/selection/exposure.js';
export { type BankItem, buildItemBank, type ItemBank } from './items/selection/item-bank.js';
export { type NextItem, nextItem } from './items/selection/next-item.js';
export { type StopRule, stopReason, type TestProgress } from './items/selection/stop-rules.js';
export { type AdaptiveTestOptions, type AdaptiveTestRules, adaptiveTestDefaults } from './items/selection/test-rules.js';
export type { AdaptiveTestState, TestAnswer } from './items/selection/test-state.js';
export { type BktParams, type BktState, bkt, bktDefaults } from './knowledge/bkt/bkt.js';
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
