/** Written by `npm run docs` from the verbs: change the verb, not this file. */

/** Which roles may call each verb of a learner. */
export interface LearnerVerbRoles {
  readonly startSession: 'learner' | 'teacher' | 'system';
  readonly activeSession: 'learner' | 'guardian' | 'teacher' | 'admin' | 'system';
  readonly recordAnswer: 'learner' | 'teacher' | 'system';
  readonly recordAnswers: 'learner' | 'teacher' | 'system';
  readonly endSession: 'learner' | 'teacher' | 'system';
  readonly undoAnswer: 'learner' | 'teacher' | 'system';
  readonly adoptCards: 'learner' | 'teacher' | 'system';
  readonly reschedule: 'learner' | 'teacher' | 'system';
  readonly resetConcept: 'learner' | 'teacher' | 'system';
  readonly suspend: 'learner' | 'teacher' | 'system';
  readonly resume: 'learner' | 'teacher' | 'system';
  readonly previewRatings: 'learner' | 'guardian' | 'teacher' | 'admin' | 'system';
  readonly recordInteraction: 'learner' | 'teacher' | 'system';
  readonly recordEmotion: 'learner' | 'teacher' | 'system';
  readonly applyIntervention: 'learner' | 'teacher' | 'system';
  readonly rateIntervention: 'learner' | 'teacher' | 'system';
  readonly recommend: 'learner' | 'guardian' | 'teacher' | 'admin' | 'system';
  readonly dueReviews: 'learner' | 'guardian' | 'teacher' | 'admin' | 'system';
  readonly ability: 'learner' | 'guardian' | 'teacher' | 'admin' | 'system';
  readonly profile: 'learner' | 'guardian' | 'teacher' | 'admin' | 'system';
  readonly mastery: 'learner' | 'guardian' | 'teacher' | 'admin' | 'system';
  readonly progress: 'learner' | 'guardian' | 'teacher' | 'admin' | 'system';
  readonly recentSessions: 'learner' | 'guardian' | 'teacher' | 'admin' | 'system';
  readonly sessionEvents: 'learner' | 'guardian' | 'teacher' | 'admin' | 'system';
  readonly conceptAnswers: 'learner' | 'guardian' | 'teacher' | 'admin' | 'system';
  readonly query: 'learner' | 'guardian' | 'teacher' | 'admin' | 'system';
  readonly exportData: 'learner' | 'admin' | 'system';
  readonly watch: 'learner' | 'admin' | 'system';
  readonly updatePreferences: 'learner' | 'guardian' | 'system';
  readonly updateProfile: 'learner' | 'guardian' | 'admin' | 'system';
  readonly replay: 'admin' | 'system';
}

/** Which roles may call each verb of the engine. */
export interface EngineVerbRoles {
  readonly setup: 'system';
  readonly verifySchema: 'system';
  readonly migrate: 'system';
  readonly createLearner: 'admin' | 'system';
  readonly createLearners: 'admin' | 'system';
  readonly ensureLearner: 'admin' | 'system';
  readonly setEmail: 'admin' | 'system';
  readonly setAccountStatus: 'admin' | 'system';
  readonly upsertCurriculum: 'maintainer' | 'admin' | 'system';
  readonly listConcepts: 'learner' | 'guardian' | 'teacher' | 'maintainer' | 'admin' | 'system';
  readonly renameConcept: 'maintainer' | 'admin' | 'system';
  readonly mergeConcepts: 'maintainer' | 'admin' | 'system';
  readonly retireConcept: 'maintainer' | 'admin' | 'system';
  readonly importHistory: 'system';
  readonly recordAnswers: 'system';
  readonly query: 'teacher' | 'admin' | 'system';
  readonly watch: 'admin' | 'system';
  readonly fit: 'admin' | 'system';
  readonly activate: 'admin' | 'system';
  readonly fits: 'admin' | 'system';
  readonly tune: 'admin' | 'system';
  readonly aggregateEmotions: 'admin' | 'system';
  readonly closeIdleSessions: 'admin' | 'system';
  readonly rollUp: 'admin' | 'system';
  readonly replay: 'admin' | 'system';
  readonly health: 'admin' | 'system';
}
