import { activeSession } from './flows/active-session.js';
import { adoptCards } from './flows/adopt-cards.js';
import { resetConcept, resume, suspend } from './flows/change-concept.js';
import { dueReviews } from './flows/due-reviews.js';
import { endSession } from './flows/end-session.js';
import { exportData } from './flows/export-data.js';
import { applyIntervention, rateIntervention } from './flows/interventions.js';
import { previewRatings } from './flows/preview-ratings.js';
import { queryLearner } from './flows/query.js';
import { ability } from './flows/read-ability.js';
import { conceptAnswers } from './flows/read-concept-answers.js';
import { profile, recentSessions, sessionEvents } from './flows/read-learner.js';
import { mastery } from './flows/read-mastery.js';
import { progress } from './flows/read-progress.js';
import { recommend } from './flows/recommend.js';
import { recordAnswer } from './flows/record-answer.js';
import { recordAnswers } from './flows/record-answers.js';
import { recordEmotion } from './flows/record-emotion.js';
import { recordInteraction } from './flows/record-interaction.js';
import { replay } from './flows/replay.js';
import { reschedule } from './flows/reschedule.js';
import { startSession } from './flows/start-session.js';
import { undoAnswer } from './flows/undo-answer.js';
import { updatePreferences } from './flows/update-preferences.js';
import { updateProfile } from './flows/update-profile.js';
import { watchLearner } from './flows/watch.js';

/** The verbs of one learner, by their names: each stands in a file of its own. */
export const LEARNER_VERBS = {
  startSession,
  activeSession,
  recordAnswer,
  recordAnswers,
  endSession,
  undoAnswer,
  adoptCards,
  reschedule,
  resetConcept,
  suspend,
  resume,
  previewRatings,
  recordInteraction,
  recordEmotion,
  applyIntervention,
  rateIntervention,
  recommend,
  dueReviews,
  ability,
  profile,
  mastery,
  progress,
  recentSessions,
  sessionEvents,
  conceptAnswers,
  query: queryLearner,
  exportData,
  watch: watchLearner,
  updatePreferences,
  updateProfile,
  replay,
} as const;
