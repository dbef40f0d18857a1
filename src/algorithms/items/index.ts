export { type AbilityMethod, type AbilityParams, type AbilityPrior, abilityDefaults } from './ability/ability-params.js';
export { type AbilityEstimate, estimateAbility } from './ability/estimate-ability.js';
export type { ItemResponse } from './ability/item-responses.js';
export { responsesLogLikelihood } from './ability/log-likelihood.js';
export { fitItems } from './calibration/fit-items.js';
export type { FitItemsOptions } from './calibration/fit-options.js';
export type { ItemAnswers } from './calibration/item-answers.js';
export {
  type FittedItem,
  ITEM_FLAGS,
  type ItemFit,
  type ItemFitReport,
  type ItemFlag,
  type ItemModel,
} from './calibration/item-fit.js';
export { type ItemPriors, itemPriorDefaults } from './calibration/priors.js';
export type { ItemStandardErrors } from './calibration/standard-errors.js';
export { itemInformation, itemProbability } from './item-response/item-curve.js';
export type { IrtMetric, ItemParameters } from './item-response/item-parameters.js';
export { abilityForScore, expectedScore, testInformation } from './item-response/test-curve.js';
export { type AdaptiveTestResult, type AreaResult, adaptiveTest } from './selection/adaptive-test.js';
export { NEXT_ITEM_REASONS, type NextItemReason } from './selection/choose-item.js';
export type { AreaWeights } from './selection/content-balance.js';
export { type ExposureControl, exposureParameters } from './selection/exposure.js';
export { type BankItem, buildItemBank, type ItemBank } from './selection/item-bank.js';
export { type NextItem, nextItem } from './selection/next-item.js';
export { type StopRule, stopReason, type TestProgress } from './selection/stop-rules.js';
export { type AdaptiveTestOptions, type AdaptiveTestRules, adaptiveTestDefaults } from './selection/test-rules.js';
export type { AdaptiveTestState, TestAnswer } from './selection/test-state.js';
