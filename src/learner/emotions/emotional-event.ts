import type { EventOf, LearningSession } from '../../collections/index.js';
import type { Placed } from '../event-order.js';

/** What an event must tell for a day of emotions to be summed; the log's own events tell more. */
export type EmotionalEvent = Placed & { readonly session_id: string } & (
    | {
        readonly type: 'answer';
        /** Set where it was taken back. */
        readonly undone_at?: Date | undefined;
        readonly answer: Pick<EventOf<'answer'>['answer'], 'score' | 'response_time_seconds' | 'activity_type' | 'emotional_state'>;
        readonly provenance: {
          readonly newly_mastered: boolean;
          /** Known of every concept but one that is met for the first time. */
          readonly before: { readonly next_review_date?: Date | undefined };
        };
      }
    | {
        readonly type: 'interaction';
        readonly interaction: {
          readonly emotional_context?:
            | Pick<
                NonNullable<EventOf<'interaction'>['interaction']['emotional_context']>,
                'detected_emotion' | 'confidence' | 'emotional_intensity'
              >
            | undefined;
        };
      }
    | Pick<EventOf<'emotion'>, 'type' | 'emotion'>
    | { readonly type: 'intervention'; readonly intervention: Pick<EventOf<'intervention'>['intervention'], 'intervention_type'> }
    | Pick<EventOf<'intervention_rated'>, 'type' | 'rating'>
    | { readonly type: 'session_started'; readonly session: Pick<EventOf<'session_started'>['session'], 'initial_emotional_state'> }
    | { readonly type: 'consent_withdrawn' }
    | { readonly type: 'session_ended' }
    | { readonly type: 'answer_undone' }
  );

/** What a session says of its events: where the learner's days turned, and what it was for. */
export type SessionContext = Pick<LearningSession, 'timezone' | 'day_rollover_hour'> & {
  readonly session_context: Pick<LearningSession['session_context'], 'session_type'>;
};
