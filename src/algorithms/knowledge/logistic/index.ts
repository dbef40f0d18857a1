export { fitLogistic } from './fit/fit-logistic.js';
export type { LogisticFitOptions, LogisticFitProgress } from './fit/logistic-fit-options.js';
export {
  LOGISTIC_FALLBACKS,
  type LogisticFallback,
  type LogisticFit,
  type LogisticFitReport,
} from './fit/logistic-fit-report.js';
export type { LogisticLog } from './fit/logistic-log.js';
export { type LogisticExplanation, logisticExplain } from './logistic-explain.js';
export type { LogisticFactor } from './logistic-factor.js';
export { LOGISTIC_GROUPS, LOGISTIC_VERSION, type LogisticGroup } from './logistic-layout.js';
export { type LogisticLearned, logisticLearn } from './logistic-learn.js';
export { logisticConfidence, logisticMastery, logisticPredict } from './logistic-predict.js';
export type { LogisticAnswer, LogisticQuestion } from './logistic-question.js';
export {
  type LogisticLearner,
  type LogisticSkill,
  logisticInitialLearner,
  logisticInitialSkill,
} from './logistic-states.js';
export { type LogisticUpdated, logisticUpdate } from './logistic-update.js';
export {
  type LogisticItemWeights,
  type LogisticPopulation,
  type LogisticSkillWeights,
  logisticDefaults,
} from './logistic-weights.js';
