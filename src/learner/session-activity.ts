import type { ContentMastery, LearningSession } from '../collections/index.js';

/** What the learner does in a session, unless an answer says otherwise. */
export const ACTIVITY_OF_SESSION = {
  study: 'practice',
  practice: 'practice',
  assessment: 'assessment',
  revision: 'revision',
  exploration: 'practice',
} as const;

/** The same for an answer to a concept: the first one introduces it. */
export function activityOf(
  mastery: ContentMastery | null,
  session: LearningSession,
): ContentMastery['learning_history'][number]['activity_type'] {
  return mastery === null ? 'introduction' : ACTIVITY_OF_SESSION[session.session_context.session_type];
}
