import { match } from 'ts-pattern';
import { type LearningSession, learningSessions } from '../collections/index.js';
import { AdaptiveLearningError } from '../errors.js';
import { positionOf } from './event-order.js';
import type { IncomingEvent, IncomingOf } from './incoming-event.js';
import type { LearnerModels } from './models.js';
import { keepNewest } from './newest.js';
import { foldEmotion, forgetEmotion } from './session-emotion.js';
import { foldSessionEnd } from './session-end.js';
import { foldInteraction } from './session-interaction.js';

/** Events that a session goes on with, except answers: those need what the models made of them. */
export type SessionEvent = Exclude<
  Extract<IncomingEvent, { readonly session_id: string }>,
  { type: 'answer' | 'answer_undone' | 'session_started' }
>;

const INTERVENTIONS = learningSessions.capped['emotional_journey.interventions_applied'] as number;

/** What one event does to its session. */
export function foldSession(session: LearningSession | null, event: SessionEvent, models: LearnerModels): LearningSession {
  return advance(change(known(session, event), event, models), event);
}

/** Marks a session as having recorded an event. */
export function advance(session: LearningSession, event: IncomingEvent): LearningSession {
  return { ...session, last_event: positionOf(event), revision: session.revision + 1 };
}

/** The session of an event, which its `session_started` must have made. */
export function known(session: LearningSession | null, event: { readonly event_id: string }): LearningSession {
  if (session !== null) return session;
  throw new AdaptiveLearningError('corrupt_document', `learning_events ${event.event_id}: its session was never started`, {
    where: `learning_events ${event.event_id}`,
    document: { collection: 'learning_events', id: event.event_id },
  });
}

function change(session: LearningSession, event: SessionEvent, models: LearnerModels): LearningSession {
  return match(event)
    .with({ type: 'interaction' }, (interaction) => foldInteraction(session, interaction, models))
    .with({ type: 'emotion' }, ({ occurred_at, emotion }) => foldEmotion(session, occurred_at, emotion, models.emotionConfidence))
    .with({ type: 'intervention' }, (intervention) => intervened(session, intervention))
    .with({ type: 'intervention_rated' }, (rating) => rated(session, rating))
    .with({ type: 'consent_withdrawn' }, () => forgetEmotion(session))
    .with({ type: 'session_ended' }, (end) => foldSessionEnd(session, end, models))
    .exhaustive();
}

function intervened(session: LearningSession, { event_id, occurred_at, intervention }: IncomingOf<'intervention'>): LearningSession {
  const journey = session.emotional_journey;
  const entry = { intervention_id: event_id, timestamp: occurred_at, ...intervention };
  return {
    ...session,
    emotional_journey: { ...journey, interventions_applied: keepNewest(journey.interventions_applied, entry, INTERVENTIONS) },
  };
}

function rated(session: LearningSession, { rating }: IncomingOf<'intervention_rated'>): LearningSession {
  const journey = session.emotional_journey;
  const rate = (entry: (typeof journey.interventions_applied)[number]) =>
    entry.intervention_id === rating.intervention_id ? { ...entry, effectiveness_rating: rating.effectiveness_rating } : entry;
  return { ...session, emotional_journey: { ...journey, interventions_applied: journey.interventions_applied.map(rate) } };
}
