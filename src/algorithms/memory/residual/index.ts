export type { ResidualBase, ResidualCurve } from './residual-base.js';
export { type ResidualCard, residualInitialCard } from './residual-card.js';
export { RESIDUAL_LATER_FEATURES, RESIDUAL_SAME_DAY_FEATURES } from './residual-features.js';
export { type ResidualOutlook, residualForecast, residualInterval } from './residual-interval.js';
export { type ResidualLearner, type ResidualRates, residualInitialLearner } from './residual-learner.js';
export { type ResidualParams, type ResidualStart, residualDefaults } from './residual-params.js';
export { residualPopulation } from './residual-population.js';
export { type ResidualQuestion, residualPredict } from './residual-predict.js';
export { type ResidualAnswer, type ResidualUpdated, residualUpdate } from './residual-update.js';
