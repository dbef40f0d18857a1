export { type AnswerColumns, answerColumns, type LoggedAnswer } from './answer-columns.js';
export type { AnyModel, ParamsChoice, ParamsOf } from './any-model.js';
export { auc } from './auc.js';
export { baseRateLogLoss } from './baseline.js';
export {
  compareMeasures,
  type Difference,
  type Differences,
  type Estimate,
  type Estimates,
  estimateMeasures,
  type ResamplingOptions,
} from './bootstrap.js';
export { type Calibration, type CalibrationBin, calibration } from './calibration.js';
export { evaluateModel, evaluateModelAsync } from './evaluate-model.js';
export { logLoss } from './log-loss.js';
export type { Measures } from './measures.js';
export type { AsyncEvaluationOptions, Evaluation, EvaluationOptions, ModelReport } from './model-report.js';
export { type LogPredictions, predictLog, predictLogSteps, SLICES, type Slice } from './predict-log.js';
export type { Prediction, PredictionColumns, Predictions } from './prediction.js';
export type { BootstrapOptions, Clusters, Interval } from './resampling.js';
export { brierScore, rmse } from './rmse.js';
export { fsrsBin, type ReviewPlace, rmseBins } from './rmse-bins.js';
export { foldsByLearner, type Split, splitByLearner, splitByTime } from './splits.js';
