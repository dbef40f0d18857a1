export { AdaptiveLearningError, ERROR_CODES, type ErrorCode, type ErrorDetails } from '../errors.js';
export { canonicalZone } from './days/canonical-zone.js';
export { type DayMoment, daysBetween } from './days/days-between.js';
export { beginningOfLearnerDay, DEFAULT_ROLLOVER_HOUR, elapsedLearnerDays, endOfLearnerDay, learnerDayNumber } from './days/learner-day.js';
export { type StreakNow, type StreakState, streakAt, streakOf, updateStreak } from './days/streak.js';
export { type StudyDay, studyDay } from './days/study-day.js';
export { type ZoneOffset, zoneOffsets } from './days/zone-offsets.js';
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
export { type EmotionFigures, emotionFigures } from './emotion/emotion-figures.js';
export { type EmotionRole, emotionRole } from './emotion/emotion-role.js';
export type { EmotionSums, FeltTime } from './emotion/emotion-sums.js';
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
export { addEmotionSums, sumEmotions } from './emotion/sum-emotions.js';
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
export { type LogPredictions, predictLog, predictLogSteps, SLICES, type Slice } from './evaluation/predict-log.js';
export type { Prediction, PredictionColumns, Predictions } from './evaluation/prediction.js';
export type { BootstrapOptions, Clusters, Interval } from './evaluation/resampling.js';
export { brierScore, rmse } from './evaluation/rmse.js';
export { fsrsBin, type ReviewPlace, rmseBins } from './evaluation/rmse-bins.js';
export { foldsByLearner, type Split, splitByLearner, splitByTime } from './evaluation/splits.js';
export type { AnswerLog } from './fitting/answer-log.js';
export type { ConceptFit, FitControl, FittedModel, Fitter, LeftOutConcept } from './fitting/fitter.js';
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
  prerequisiteGraphSteps,
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
export { ability } from './knowledge/ability/ability.js';
export { type AbilityAhead, type MasteryAhead, masteryAhead } from './knowledge/ability/ability-ahead.js';
export { abilityDifficulty } from './knowledge/ability/ability-difficulty.js';
export { abilityEstimate, type SolvingEstimate } from './knowledge/ability/ability-estimate.js';
export { type AbilityModelParams, abilityModelDefaults } from './knowledge/ability/ability-model-params.js';
export type { AbilityBearing, ConceptAbility } from './knowledge/ability/concept-ability.js';
export { type KnownAbility, learnAbility } from './knowledge/ability/learn-ability.js';
export { ABILITY_SUBJECTS, initialLearnerAbility, type LearnerAbility, withLearner } from './knowledge/ability/learner-ability.js';
export type { NormalEstimate } from './knowledge/ability/normal-estimate.js';
export { type BktParams, type BktState, bkt, bktDefaults } from './knowledge/bkt/bkt.js';
export { type BktClasses, type BktClassParams, bktParamsFor } from './knowledge/bkt/bkt-classes.js';
export type { BktFitOptions } from './knowledge/bkt/fit/bkt-fit-options.js';
export {
  BKT_FALLBACKS,
  BKT_ODDITIES,
  type BktBoundHit,
  type BktConceptReport,
  type BktFallback,
  type BktOddity,
} from './knowledge/bkt/fit/bkt-fit-report.js';
export type { BktLog } from './knowledge/bkt/fit/bkt-log.js';
export { type BktFit, fitBkt } from './knowledge/bkt/fit/fit-bkt.js';
export type { BktBounds, BktParameter } from './knowledge/bkt/fit/hidden-params.js';
export { type EloConceptParams, elo, eloConceptDefaults } from './knowledge/elo/elo.js';
export { type EloRating, type EloStep, eloInitialRating } from './knowledge/elo/elo-rating.js';
export { type EloParams, type EloRatings, type EloUpdate, eloDefaults, eloProbability, updateElo } from './knowledge/elo/elo-ratings.js';
export type { KnowledgeFit, UnfittedConcept } from './knowledge/fit/fit-each-concept.js';
export type { KnowledgeFitOptions } from './knowledge/fit/fit-limits.js';
export type { KnowledgeLog } from './knowledge/fit/knowledge-log.js';
export { FIT_FALLBACKS, type FitFallback } from './knowledge/fit/why-not-fitted.js';
export { fitLogistic } from './knowledge/logistic/fit/fit-logistic.js';
export type { LogisticFitOptions, LogisticFitProgress } from './knowledge/logistic/fit/logistic-fit-options.js';
export {
  LOGISTIC_FALLBACKS,
  type LogisticFallback,
  type LogisticFit,
  type LogisticFitReport,
} from './knowledge/logistic/fit/logistic-fit-report.js';
export type { LogisticLog } from './knowledge/logistic/fit/logistic-log.js';
export { type LogisticExplanation, logisticExplain } from './knowledge/logistic/logistic-explain.js';
export type { LogisticFactor } from './knowledge/logistic/logistic-factor.js';
export { LOGISTIC_GROUPS, LOGISTIC_VERSION, type LogisticGroup } from './knowledge/logistic/logistic-layout.js';
export { type LogisticLearned, logisticLearn } from './knowledge/logistic/logistic-learn.js';
export { logisticConfidence, logisticMastery, logisticPredict } from './knowledge/logistic/logistic-predict.js';
export type { LogisticAnswer, LogisticQuestion } from './knowledge/logistic/logistic-question.js';
export {
  type LogisticLearner,
  type LogisticSkill,
  logisticInitialLearner,
  logisticInitialSkill,
} from './knowledge/logistic/logistic-states.js';
export { type LogisticUpdated, logisticUpdate } from './knowledge/logistic/logistic-update.js';
export {
  type LogisticItemWeights,
  type LogisticPopulation,
  type LogisticSkillWeights,
  logisticDefaults,
} from './knowledge/logistic/logistic-weights.js';
export { fitPfa, PFA_ODDITIES, type PfaConceptReport, type PfaFit, type PfaFitOptions, type PfaOddity } from './knowledge/pfa/fit-pfa.js';
export { PFA_COUNTS, type PfaCounts, type PfaParams, type PfaState, pfa, pfaDefaults, pfaProbability } from './knowledge/pfa/pfa.js';
export { type AnswerScales, checkAnswerScales } from './memory/answer-agreement.js';
export type { CardMemory, FsrsCardMemory, Sm2CardMemory } from './memory/card-memory.js';
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
export { forgettingCurveFromMemory } from './memory/forgetting-curve/forgetting-curve-from-memory.js';
export {
  type CurveShape,
  checkForgettingCurveParams,
  type ForgettingCurveParams,
  forgettingCurveDefaults,
} from './memory/forgetting-curve/forgetting-curve-params.js';
export { type ForgettingCurveReview, updateForgettingCurve } from './memory/forgetting-curve/forgetting-curve-update.js';
export type { CurveMeasure } from './memory/forgetting-curve/recall-loss.js';
export type { CurveBoundHit, CurveNumber } from './memory/forgetting-curve/search-curve.js';
export { fsrs } from './memory/fsrs/fsrs.js';
export type { FsrsMemory } from './memory/fsrs/fsrs-core.js';
export { fsrsFromCard } from './memory/fsrs/fsrs-from-card.js';
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
export { fsrsWeightSpread } from './memory/fsrs-fit/fit-coordinates.js';
export { fitFsrs, fitFsrsInSlices } from './memory/fsrs-fit/fit-fsrs.js';
export type { FsrsFitOptions, FsrsFitProgress, FsrsRecencyWeighting } from './memory/fsrs-fit/fsrs-fit-options.js';
export type { FsrsBoundHit, FsrsFit, FsrsFitFallback, FsrsFitReport } from './memory/fsrs-fit/fsrs-fit-report.js';
export { gradeFromRating, ratingFromGrade } from './memory/grades.js';
export {
  fitHalfLifeRegression,
  type HalfLifeFit,
  type HalfLifeFitFallback,
  type HalfLifeFitReport,
} from './memory/half-life/fit-half-life-regression.js';
export { fitHlr, type HlrFit, type HlrFitFallback, type HlrFitOptions } from './memory/half-life/fit-hlr.js';
export { halfLifeDays, halfLifeRecall } from './memory/half-life/half-life.js';
export type { HalfLifeFitOptions } from './memory/half-life/half-life-fit-options.js';
export type { HalfLifeMeasure } from './memory/half-life/half-life-loss.js';
export type { HalfLifeObservation } from './memory/half-life/half-life-observation.js';
export { type HalfLifeLearner, type HalfLifeStepParams, halfLifeStep, halfLifeStepDefaults } from './memory/half-life/half-life-step.js';
export { hlr } from './memory/half-life/hlr.js';
export { hlrFromCard } from './memory/half-life/hlr-from-card.js';
export { type HlrParams, hlrDefaults } from './memory/half-life/hlr-params.js';
export type { HlrState } from './memory/half-life/hlr-state.js';
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
export { personal } from './memory/personal/personal.js';
export type { ResidualBase, ResidualCurve } from './memory/residual/residual-base.js';
export { type ResidualCard, residualInitialCard } from './memory/residual/residual-card.js';
export { RESIDUAL_LATER_FEATURES, RESIDUAL_SAME_DAY_FEATURES } from './memory/residual/residual-features.js';
export { type ResidualOutlook, residualForecast, residualInterval } from './memory/residual/residual-interval.js';
export { type ResidualLearner, type ResidualRates, residualInitialLearner } from './memory/residual/residual-learner.js';
export { type ResidualParams, type ResidualStart, residualDefaults } from './memory/residual/residual-params.js';
export { residualPopulation } from './memory/residual/residual-population.js';
export { type ResidualQuestion, residualPredict } from './memory/residual/residual-predict.js';
export { type ResidualAnswer, type ResidualUpdated, residualUpdate } from './memory/residual/residual-update.js';
export type { Sm2EarlyPass } from './memory/sm2/early-pass.js';
export { sm2 } from './memory/sm2/sm2.js';
export { sm2Buttons } from './memory/sm2/sm2-buttons.js';
export { type Sm2ButtonsParams, sm2ButtonsDefaults } from './memory/sm2/sm2-buttons-params.js';
export { sm2ButtonsStep } from './memory/sm2/sm2-buttons-step.js';
export { sm2FromCard } from './memory/sm2/sm2-from-card.js';
export { type Sm2Review, sm2FromHistory } from './memory/sm2/sm2-from-history.js';
export { type Sm2Item, sm2NextItem } from './memory/sm2/sm2-item.js';
export { type Sm2Params, type Sm2Variant, sm2Defaults } from './memory/sm2/sm2-params.js';
export { type Sm2State, sm2Step } from './memory/sm2/sm2-step.js';
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
export { learnedPool } from './prediction/learned-pool.js';
export { LEARNED_POOL_FEATURES } from './prediction/learned-pool-features.js';
export { type LearnedPoolParams, learnedPoolDefaults } from './prediction/learned-pool-params.js';
export type { LearnedPoolConcept, LearnedPoolLearner } from './prediction/learned-pool-state.js';
export type { LogisticDifficulty, LogisticItems } from './prediction/logistic-items.js';
export { logisticMemory } from './prediction/logistic-memory/logistic-memory.js';
export {
  type LogisticMemoryParams,
  logisticMemoryDefaults,
  type MemoryStart,
  type PracticeStart,
} from './prediction/logistic-memory/logistic-memory-params.js';
export type { LogisticMemoryConcept, LogisticMemoryLearner } from './prediction/logistic-memory/logistic-memory-states.js';
export { MEMORY_FEATURES } from './prediction/logistic-memory/memory-features.js';
export { PRACTICE_FEATURES } from './prediction/logistic-memory/practice-features.js';
export { type LogisticPredictorParams, logisticPredictor } from './prediction/logistic-predictor.js';
export { opinionPool } from './prediction/opinion-pool.js';
export { seededRandom } from './seeded-random.js';
export {
  ALGORITHMS,
  type AlgorithmRow,
  type FittableRow,
  type KnowledgeModelName,
  type PredictorName,
  type SchedulerName,
} from './table.js';
