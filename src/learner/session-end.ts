import type { LearningSession } from '../collections/index.js';
import { LIMITS } from '../schema/index.js';
import type { IncomingOf } from './incoming-event.js';
import type { LearnerModels } from './models.js';
import { studyMinutes } from './study-time.js';

/** Mastery below which a concept that was tried counts as a gap. */
const GAP_BELOW = 0.4;
/** Right answers, as a share, below which it does too. */
const GAP_ACCURACY = 0.5;
/** Tries before a gap is called one. */
const GAP_TRIES = 2;
const RECOMMENDATIONS = 5;

type ConceptProgress = LearningSession['evidence']['concepts'][number];

/** Closes a session: how long it took, which objectives were met, which gaps it showed, what the next one should do. */
export function foldSessionEnd(session: LearningSession, event: IncomingOf<'session_ended'>, models: LearnerModels): LearningSession {
  const { evidence, emotional_journey: journey, performance_metrics: metrics, session_context: context } = session;
  const unmastered = evidence.concepts
    .filter((entry) => entry.mastery_level <= models.masteredAbove)
    .sort((a, b) => a.mastery_level - b.mastery_level || (a.concept < b.concept ? -1 : 1));
  const feeling = evidence.current_emotion?.emotion;
  // What is left open ends with the last that happened in it.
  const endedAt = event.left_open === true ? session.last_event.occurred_at : event.occurred_at;
  return {
    ...session,
    ended_at: endedAt,
    duration_minutes: studyMinutes(session),
    learning_progress: {
      ...session.learning_progress,
      knowledge_gaps_identified: unmastered.filter(isGap).map((entry) => entry.concept),
    },
    emotional_journey: feeling === undefined ? journey : { ...journey, final_emotional_state: feeling },
    performance_metrics: {
      ...metrics,
      engagement_indicators: {
        ...metrics.engagement_indicators,
        // Without a plan, a session that was ended in order is complete.
        session_completion_rate: session.planned_questions === undefined ? 1 : metrics.engagement_indicators.session_completion_rate,
      },
    },
    // What resulted from each concept stands in the outcome; a late answer folds the session again from the log.
    evidence: { ...evidence, concepts: [] },
    session_outcome: {
      learning_objectives_met: context.learning_objectives.filter((objective) => isMet(objective, evidence.concepts, models)),
      areas_needing_more_work: unmastered.slice(0, LIMITS.shortList).map((entry) => entry.concept),
      ...event.end,
      next_session_recommendations: unmastered.slice(0, RECOMMENDATIONS).map(recommendation),
    },
  };
}

function isGap({ attempted, correct, mastery_level }: ConceptProgress): boolean {
  return attempted >= GAP_TRIES && (mastery_level < GAP_BELOW || correct / attempted < GAP_ACCURACY);
}

/** An objective is met when every practised concept that it names, itself or by its topic, is mastered, and there is one. */
function isMet(objective: string, concepts: readonly ConceptProgress[], { masteredAbove }: LearnerModels): boolean {
  const wanted = objective.toLowerCase();
  const named = concepts.filter(({ concept, topic }) => wanted.includes(concept.toLowerCase()) || wanted.includes(topic.toLowerCase()));
  return named.length > 0 && named.every((entry) => entry.mastery_level > masteredAbove);
}

function recommendation({ topic, concept, mastery_level }: ConceptProgress): string {
  return `Practise ${concept} (${topic}): mastery ${Math.round(mastery_level * 100)} %`;
}
