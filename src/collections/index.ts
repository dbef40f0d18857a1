export { cardMemory } from './adopted-card.js';
export { CONCEPT_CHANGES } from './concept-change.js';
export type { Concept } from './concepts.js';
export { conceptId, concepts, prerequisite } from './concepts.js';
export type { ContentMastery, ListedMastery, RankedMastery, ShownMastery } from './content-mastery.js';
export { ACTIVITY_TYPES, contentMastery, listedMastery, rankedMastery, shownMastery } from './content-mastery.js';
export { dataKeys } from './data-keys.js';
export type {
  AnswerProvenance,
  ConceptDocument,
  ConceptId,
  ContentMasteryDocument,
  DataKeyDocument,
  EmailClaimDocument,
  EmotionalAnalyticsDocument,
  EventPosition,
  LearnerUsageDayDocument,
  LearningDnaDocument,
  LearningEventDocument,
  LearningSessionDocument,
  ModelFitConceptDocument,
  ModelFitDocument,
  ModelTuningDocument,
  PlatformUsageDayDocument,
  StorageSampleDocument,
  StoredDocuments,
  UsageFigures,
  UserDocument,
  WatermarkDocument,
} from './documents.js';
export type { EmailClaim } from './email-claims.js';
export { emailClaims } from './email-claims.js';
export type { EmotionalAnalytics, EmotionalEvidence } from './emotional-analytics.js';
export { emotionalAnalytics, TRIGGERS_KEPT } from './emotional-analytics.js';
export type { EventType } from './event-position.js';
export { EVENT_TYPES } from './event-position.js';
export type { LearnerUsageDay } from './learner-usage-days.js';
export { learnerUsageDays } from './learner-usage-days.js';
export type { LearningDna } from './learning-dna.js';
export { LEARNING_STYLES, learningDna, NO_EMOTIONAL_PATTERNS } from './learning-dna.js';
export type { AnswerEvent, EventOf, LearningEvent } from './learning-events.js';
export { answerBody, initialDna, learningEvents } from './learning-events.js';
export type { LearningSession } from './learning-sessions.js';
export { INTERACTION_TYPES, learningSessions, SESSION_TYPES } from './learning-sessions.js';
export type { ModelFitConcept } from './model-fit-concepts.js';
export { modelFitConcepts } from './model-fit-concepts.js';
export type { ModelFit } from './model-fits.js';
export { FIT_STATUSES, FIT_VERDICTS, modelFits } from './model-fits.js';
export type { ModelTuning } from './model-tunings.js';
export { modelTunings, TUNING_ENDS } from './model-tunings.js';
export type { PlatformUsageDay } from './platform-usage-days.js';
export { platformUsageDays } from './platform-usage-days.js';
export type { RecordedBy, Role } from './recorded-by.js';
export { ROLES } from './recorded-by.js';
export {
  emotionBody,
  interactionBody,
  interventionBody,
  interventionRatingBody,
  sessionEndBody,
  sessionStartBody,
} from './session-event-bodies.js';
export type { StorageSample } from './storage-samples.js';
export { storageSamples } from './storage-samples.js';
export { STUDY_DAYS_KEPT, studyGapMinutes } from './study-time.js';
export type { CollectionName } from './table.js';
export { COLLECTION_NAMES, COLLECTIONS } from './table.js';
export type { User } from './users.js';
export { EDUCATION_LEVELS, email, preferences, profile, users } from './users.js';
export type { Watermark } from './watermarks.js';
export { watermarks } from './watermarks.js';
