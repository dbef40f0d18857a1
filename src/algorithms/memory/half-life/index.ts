export {
  fitHalfLifeRegression,
  type HalfLifeFit,
  type HalfLifeFitFallback,
  type HalfLifeFitReport,
} from './fit-half-life-regression.js';
export { fitHlr, type HlrFit, type HlrFitFallback, type HlrFitOptions } from './fit-hlr.js';
export { halfLifeDays, halfLifeRecall } from './half-life.js';
export type { HalfLifeFitOptions } from './half-life-fit-options.js';
export type { HalfLifeMeasure } from './half-life-loss.js';
export type { HalfLifeObservation } from './half-life-observation.js';
export { type HalfLifeLearner, type HalfLifeStepParams, halfLifeStep, halfLifeStepDefaults } from './half-life-step.js';
export { hlr } from './hlr.js';
export { hlrFromCard } from './hlr-from-card.js';
export { type HlrParams, hlrDefaults } from './hlr-params.js';
export type { HlrState } from './hlr-state.js';
