export { cardMemory } from './adopted-card.js';
export type { AnswerProvenance } from './answer-provenance.js';
export { CONCEPT_CHANGES } from './concept-change.js';
export type { Concept, ConceptDocument, ConceptId } from './concepts.js';
export { conceptId, concepts, prerequisite } from './concepts.js';
export type { ContentMastery, ContentMasteryDocument, ListedMastery, RankedMastery, ShownMastery } from './content-mastery.js';
export { ACTIVITY_TYPES, contentMastery, listedMastery, rankedMastery, shownMastery } from './content-mastery.js';
export type { EmailClaim, EmailClaimDocument } from './email-claims.js';
export { emailClaims } from './email-claims.js';
export type { EmotionalAnalytics, EmotionalAnalyticsDocument, EmotionalEvidence } from './emotional-analytics.js';
export { emotionalAnalytics, TRIGGERS_KEPT } from './emotional-analytics.js';
export type { EventPosition, EventType } from './event-position.js';
export { EVENT_TYPES } from './event-position.js';
export type { LearnerUsageDay, LearnerUsageDayDocument } from './learner-usage-days.js';
export { learnerUsageDays } from './learner-usage-days.js';
export type { LearningDna, LearningDnaDocument } from './learning-dna.js';
export { LEARNING_STYLES, learningDna, NO_EMOTIONAL_PATTERNS } from './learning-dna.js';
export type { AnswerEvent, EventOf, LearningEvent, LearningEventDocument } from './learning-events.js';
export { answerBody, initialDna, learningEvents } from './learning-events.js';
export type { LearningSession, LearningSessionDocument } from './learning-sessions.js';
export { INTERACTION_TYPES, learningSessions, SESSION_TYPES } from './learning-sessions.js';
export type { ModelFitConcept, ModelFitConceptDocument } from './model-fit-concepts.js';
export { modelFitConcepts } from './model-fit-concepts.js';
export type { ModelFit, ModelFitDocument } from './model-fits.js';
export { FIT_STATUSES, FIT_VERDICTS, modelFits } from './model-fits.js';
export type { ModelTuning, ModelTuningDocument } from './model-tunings.js';
export { modelTunings, TUNING_ENDS } from './model-tunings.js';
export type { PlatformUsageDay, PlatformUsageDayDocument } from './platform-usage-days.js';
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
export type { StorageSample, StorageSampleDocument } from './storage-samples.js';
export { storageSamples } from './storage-samples.js';
export { STUDY_DAYS_KEPT, studyGapMinutes } from './study-time.js';
export type { CollectionName } from './table.js';
export { COLLECTION_NAMES, COLLECTIONS } from './table.js';
export type { UsageFigures } from './usage-figures.js';
export { usageFigures } from './usage-figures.js';
export type { User, UserDocument } from './users.js';
export { EDUCATION_LEVELS, email, preferences, profile, users } from './users.js';
export type { Watermark, WatermarkDocument } from './watermarks.js';
export { watermarks } from './watermarks.js';
