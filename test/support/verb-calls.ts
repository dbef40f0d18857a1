import { randomUUID } from 'node:crypto';
import type { CallControl, EngineMethods, EngineVerbName, LearnerMethods, LearnerVerbName } from 'adaptive-learning-engine';
import { answerIn, newAccount, nextEventId } from './tutor.js';

type Call = (control: CallControl) => Promise<unknown>;

/** The verbs of an engine, each with an input that goes as far as the database. */
export function callsOfEngine(
  scope: object,
  { userId, session_id }: { readonly userId: string; readonly session_id: string },
): { readonly [Verb in EngineVerbName]: Call } {
  const engine = scope as EngineMethods;
  return {
    setup: (control) => engine.setup(control),
    verifySchema: (control) => engine.verifySchema(control),
    migrate: (control) => engine.migrate({}, control),
    createLearner: (control) => engine.createLearner(newAccount(), control),
    createLearners: (control) => engine.createLearners([newAccount()], control),
    ensureLearner: (control) => engine.ensureLearner({ user_id: randomUUID() }, control),
    setEmail: (control) => engine.setEmail({ user_id: userId, email: `${randomUUID()}@example.org` }, control),
    setAccountStatus: (control) => engine.setAccountStatus({ user_id: userId, account_status: 'active' }, control),
    upsertCurriculum: (control) => engine.upsertCurriculum([{ subject: 's', topic: 't', concept: 'c' }], control),
    listConcepts: (control) => engine.listConcepts({}, control),
    renameConcept: (control) => engine.renameConcept({ from: namedNow(), to: namedNow() }, control),
    mergeConcepts: (control) => engine.mergeConcepts({ from: namedNow(), into: namedNow() }, control),
    retireConcept: (control) => engine.retireConcept(namedNow(), control),
    fit: (control) => engine.fit({ model: 'bkt' }, control),
    activate: (control) => engine.activate({ model: 'bkt', params_version: 'default' }, control),
    fits: (control) => engine.fits({ model: 'bkt' }, control),
    tune: (control) => engine.tune(control),
    recordAnswers: (control) => engine.recordAnswers([{ ...answerIn(session_id), user_id: userId }], control),
    importHistory: (control) => engine.importHistory([historyRow(userId)], control),
    closeIdleSessions: (control) => engine.closeIdleSessions({ idle_minutes: 500_000 }, control),
    query: (control) => engine.query('hardest_concepts', {}, control),
    aggregateEmotions: (control) => engine.aggregateEmotions({}, control),
    watch: (control) => engine.watch(control),
    replay: (control) => engine.replay(userId, control),
    rollUp: (control) => engine.rollUp({}, control),
    health: (control) => engine.health({}, control),
  };
}

const CARD = {
  subject: 's',
  topic: 't',
  concept: 'c',
  sm2: { ease_factor: 2.5, interval_days: 6, repetitions: 2 },
  due: new Date('2026-03-01T00:00:00Z'),
};

const historyRow = (user_id: string) => ({
  user_id,
  at: new Date('2026-03-01T09:00:00Z'),
  subject: 's',
  topic: 't',
  concept: 'c',
  correct: true,
});

function namedNow() {
  return { subject: 's', topic: 't', concept: randomUUID() };
}

/** The verbs of a learner, also those that the role of the scope has no types for: a program without types may call them. */
export function callsOfLearner(scope: object, session_id: string): { readonly [Verb in LearnerVerbName]: Call } {
  const learner = scope as LearnerMethods;
  const event = () => ({ event_id: nextEventId(), session_id });
  return {
    startSession: (control) => learner.startSession({ session_type: 'practice', subject: 'Algebra', session_id: randomUUID() }, control),
    activeSession: (control) => learner.activeSession(control),
    recordAnswer: (control) => learner.recordAnswer(answerIn(session_id), control),
    recordAnswers: (control) => learner.recordAnswers([answerIn(session_id)], control),
    adoptCards: (control) => learner.adoptCards([CARD], control),
    undoAnswer: (control) => learner.undoAnswer({ event_id: 'never-sent' }, control),
    reschedule: (control) => learner.reschedule({ subject: 's', topic: 't', concept: 'c', due: '2026-04-01' }, control),
    resetConcept: (control) => learner.resetConcept({ subject: 's', topic: 't', concept: 'c' }, control),
    suspend: (control) => learner.suspend({ subject: 's', topic: 't', concept: 'c' }, control),
    resume: (control) => learner.resume({ subject: 's', topic: 't', concept: 'c' }, control),
    previewRatings: (control) => learner.previewRatings({ subject: 's', topic: 't', concept: 'c' }, control),
    exportData: async (control) => {
      for await (const _ of await learner.exportData(control));
    },
    recordInteraction: (control) => learner.recordInteraction({ ...event(), interaction_type: 'question', user_input: 'Why?' }, control),
    recordEmotion: (control) => learner.recordEmotion({ ...event(), emotion: 'frustration', intensity: 0.8, confidence: 0.9 }, control),
    applyIntervention: (control) => learner.applyIntervention({ ...event(), intervention_type: 'encouragement', reason: 'r' }, control),
    rateIntervention: (control) => learner.rateIntervention({ ...event(), intervention_id: 'x', effectiveness_rating: 3 }, control),
    endSession: (control) => learner.endSession({ session_id }, control),
    recommend: (control) => learner.recommend({}, control),
    dueReviews: (control) => learner.dueReviews({}, control),
    ability: (control) => learner.ability({ subject: 'Algebra' }, control),
    profile: (control) => learner.profile(control),
    mastery: (control) => learner.mastery({}, control),
    progress: (control) => learner.progress({}, control),
    recentSessions: (control) => learner.recentSessions({}, control),
    sessionEvents: (control) => learner.sessionEvents({ session_id }, control),
    conceptAnswers: (control) => learner.conceptAnswers({ subject: 's', topic: 't', concept: 'c' }, control),
    query: (control) => learner.query('user_progress_dashboard', {}, control),
    watch: (control) => learner.watch(control),
    updatePreferences: (control) => learner.updatePreferences({ privacy_settings: { public_profile: true } }, control),
    updateProfile: (control) => learner.updateProfile({ age: 20 }, control),
    replay: (control) => learner.replay(control),
  };
}
