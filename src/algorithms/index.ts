export { AdaptiveLearningError, ERROR_CODES, type ErrorCode, type ErrorDetails } from '../errors.js';
export { DEFAULT_ROLLOVER_HOUR, elapsedLearnerDays, endOfLearnerDay, learnerDayNumber } from './days/learner-day.js';
export { type StreakNow, type StreakState, streakAt, streakOf, updateStreak } from './days/streak.js';
export { type StudyDay, studyDay } from './days/study-day.js';
export { difficultyForSuccess } from './difficulty/difficulty-for-success.js';
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
export { type AffectDynamics, affectDynamics } from './emotion/affect-dynamics.js';
export { type EmotionalSummary, type EmotionDistribution, type EmotionShare, emotionDistribution } from './emotion/emotion-distribution.js';
export { type EmotionRole, emotionRole } from './emotion/emotion-role.js';
export { type EmotionMoment, type TimelineParams, timelineDefaults } from './emotion/emotion-timeline.js';
export {
  type EmotionTrend,
  emotionTrends,
  type ScorePoint,
  type ScoreTrend,
  scoreTrend,
  type TrendDirection,
} from './emotion/emotion-trends.js';
export { type EmotionalHour, type EmotionalHours, emotionalHours } from './emotion/emotional-hours.js';
export { commonTriggers, type EmotionalRecovery, emotionalRecovery, type HinderedEpisode } from './emotion/emotional-recovery.js';
export {
  AFFECT_SOURCES,
  type Affect,
  type AffectSource,
  EMOTIONAL_STATES,
  EMOTIONS,
  type EmotionalState,
} from './emotion/emotional-states.js';
export { type AppliedIntervention, type InterventionEffect, interventionEffects } from './emotion/intervention-effect.js';
export { bestEmotionFor, type EmotionLearning, type FeltAnswer, learningByEmotion } from './emotion/learning-by-emotion.js';
export { type AnswerColumns, answerColumns, type LoggedAnswer } from './evaluation/answer-columns.js';
export type { AnyModel, ParamsChoice, ParamsOf } from './evaluation/any-model.js';
export { auc } from './evaluation/auc.js';
export { baseRateLogLoss } from './evaluation/baseline.js';
export {
  compareMeasures,
  type Difference,
  type Differences,
  type Estimate,
  type Estimates,
  estimateMeasures,
  type ResamplingOptions,
} from './evaluation/bootstrap.js';
export { type Calibration, type CalibrationBin, calibration } from './evaluation/calibration.js';
export { evaluateModel, evaluateModelAsync } from './evaluation/evaluate-model.js';
export { logLoss } from './evaluation/log-loss.js';
export type { Measures } from './evaluation/measures.js';
export type { AsyncEvaluationOptions, Evaluation, EvaluationOptions, ModelReport } from './evaluation/model-report.js';
export { type LogPredictions, predictLog, SLICES, type Slice } from './evaluation/predict-log.js';
export type { Prediction, PredictionColumns, Predictions } from './evaluation/prediction.js';
export type { BootstrapOptions, Clusters, Interval } from './evaluation/resampling.js';
export { brierScore, rmse } from './evaluation/rmse.js';
export { fsrsBin, type ReviewPlace, rmseBins } from './evaluation/rmse-bins.js';
export { foldsByLearner, type Split, splitByLearner, splitByTime } from './evaluation/splits.js';
export { type Credit, type CreditParams, creditDefaults, levelsWithCredit, propagateCredit } from './graph/credit.js';
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
export { seededRandom } from './seeded-random.js';
export { ALGORITHMS, type AlgorithmRow } from './table.js';
