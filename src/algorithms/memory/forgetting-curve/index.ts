export {
  type CurveFitFallback,
  type ForgettingCurveFit,
  type ForgettingCurveFitOptions,
  fitForgettingCurve,
  type RecallObservation,
} from './fit-forgetting-curve.js';
export {
  type CurveChoice,
  type ForgettingCurve,
  retention,
  timeUntilRetention,
} from './forgetting-curve.js';
export { forgettingCurveFromMemory } from './forgetting-curve-from-memory.js';
export {
  type CurveShape,
  checkForgettingCurveParams,
  type ForgettingCurveParams,
  forgettingCurveDefaults,
} from './forgetting-curve-params.js';
export { type ForgettingCurveReview, updateForgettingCurve } from './forgetting-curve-update.js';
export type { CurveMeasure } from './recall-loss.js';
export type { CurveBoundHit, CurveNumber } from './search-curve.js';
