export { AdaptiveLearningError, ERROR_CODES, type ErrorCode, type ErrorDetails } from '../errors.js';
export type { CardMemory, FsrsCardMemory, Sm2CardMemory } from './card-memory.js';
export * from './days/index.js';
export * from './difficulty/index.js';
export * from './emotion/index.js';
export * from './evaluation/index.js';
export type { AnswerLog } from './fitting/answer-log.js';
export type { ConceptFit, FitControl, FittedModel, Fitter, LeftOutConcept } from './fitting/fitter.js';
export * from './graph/index.js';
export * from './items/index.js';
export * from './knowledge/ability/index.js';
export * from './knowledge/bkt/index.js';
export * from './knowledge/elo/index.js';
export type { KnowledgeFit, UnfittedConcept } from './knowledge/fit/fit-each-concept.js';
export type { KnowledgeFitOptions } from './knowledge/fit/fit-limits.js';
export type { KnowledgeLog } from './knowledge/fit/knowledge-log.js';
export { FIT_FALLBACKS, type FitFallback } from './knowledge/fit/why-not-fitted.js';
export * from './knowledge/logistic/index.js';
export * from './knowledge/pfa/index.js';
export { type AnswerScales, checkAnswerScales } from './memory/answer-agreement.js';
export * from './memory/forgetting-curve/index.js';
export * from './memory/fsrs/index.js';
export { gradeFromRating, ratingFromGrade } from './memory/grades.js';
export * from './memory/half-life/index.js';
export {
  type AnswerHelp,
  answerCredit,
  type JudgedAnswer,
  judgeAnswer,
  ratingFromAnswer,
  type ScoredAnswer,
} from './memory/judge-answer.js';
export type { LoggedReview } from './memory/logged-review.js';
export { LONGEST_INTERVAL_DAYS } from './memory/longest-interval.js';
export * from './memory/personal/index.js';
export * from './memory/residual/index.js';
export * from './memory/sm2/index.js';
export type {
  AnswerCircumstances,
  AnswerMoment,
  Grade,
  Json,
  JsonObject,
  KnowledgeModel,
  KnowledgeObservation,
  Model,
  Opinions,
  Predictor,
  PredictorObservation,
  PredictorStates,
  Rating,
  RecallAfter,
  ReviewObservation,
  Scheduler,
} from './model.js';
export type { LogisticHead } from './online-logistic/logistic-head.js';
export * from './prediction/index.js';
export { seededRandom } from './seeded-random.js';
export {
  ALGORITHMS,
  type AlgorithmRow,
  type FittableRow,
  type KnowledgeModelName,
  type PredictorName,
  type SchedulerName,
} from './table.js';
