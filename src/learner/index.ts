export {
  type AbilityChoice,
  type AbilityNow,
  abilityNow,
  abilityOf,
  conceptAbilityOf,
  fittingDifficulty,
  freshConcept,
  initialAbility,
  isKnowledge,
} from './ability.js';
export { type AiUsage, countAiQuery, firstReset } from './ai-usage.js';
export { conceptKey } from './concept-key.js';
export type { AnsweredBefore, ConceptMastery } from './concept-mastery.js';
export { conceptMasteryAt } from './concept-mastery.js';
export { allNames, type ConceptNames, conceptNames, type Naming, presentName, studiedIn } from './concept-names.js';
export { conceptPath } from './concept-path.js';
export { goesByEmotions, isFelt, withoutEmotion } from './consent.js';
export { DEFAULT_PARAMS, DEFAULT_SETTINGS, defaultModels, engineParams, FORGETTING_CURVE, type ModelNames } from './default-models.js';
export { type DueBy, type DueDate, dueDateNow, dueDateOf, dueOn, isDue } from './due-date.js';
export { elapsedDays } from './elapsed-days.js';
export { type EmotionalDay, emotionalDayOf, sumEmotionalDay } from './emotions/emotional-day.js';
export type { EmotionalEvent, SessionContext } from './emotions/emotional-event.js';
export { analysisDate, DAYS_BEFORE, type DataSource, dayOfDate, PERIODS } from './emotions/emotional-period.js';
export { type DocumentPlace, type RecomputedDocuments, recomputeDocuments, spansAround } from './emotions/recompute-documents.js';
export { answerNow, conceptOf } from './event-concept.js';
export { type DayRule, type EventDay, eventDay } from './event-day.js';
export type { Placed } from './event-order.js';
export { compareEvents, positionOf } from './event-order.js';
export type { ExpectedGain } from './expected-gain.js';
export type { AffectedDocuments, Folded } from './fold.js';
export { fold } from './fold.js';
export { foldLog, History } from './history.js';
export type { IncomingAnswer, IncomingEvent, IncomingOf } from './incoming-event.js';
export { assumedDna } from './initial-dna.js';
export { beginningOfLearnerDay, DEFAULT_ROLLOVER_HOUR, endOfLearnerDay, learnerDayNumber } from './learner-day.js';
export { dueWithin, type LearnerNow, learnerNow } from './learner-now.js';
export type { MasteryAt, MasteryEstimator } from './mastery-at.js';
export { estimatorFor, masteryAt } from './mastery-at.js';
export type { KnowledgeChoice, LearnerModels, PredictorChoice, SchedulerChoice } from './models.js';
export { versionOf } from './models.js';
export type { AnswerOutcome } from './outcome.js';
export { outcomeOf } from './outcome.js';
export type { CurriculumNode } from './prerequisites.js';
export type { JudgedBy, ModelVersion, Provenance, ProvenanceKind } from './provenance.js';
export { agrees, PROVENANCE_KINDS, predictorOf, storedProvenance, withJudges } from './provenance.js';
export { CANDIDATES } from './rank.js';
export { recommendFrom, recommendSteps } from './recommend.js';
export type {
  PriorityChange,
  PriorityChangeCode,
  Reason,
  ReasonNumbers,
  Recommendation,
  RecommendationReason,
} from './recommendation.js';
export { PRIORITY_CHANGES, RECOMMENDATION_REASONS } from './recommendation.js';
export { hasEmotions } from './session-emotion.js';
export { type Placement, type SessionSpan, SessionTimeline } from './session-timeline.js';
