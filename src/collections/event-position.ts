import { z } from 'zod';
import { fields as f } from '../schema/index.js';

/**
 * The types of events in the log, in the order in which simultaneous events are processed: a session starts before its answers and ends after them,
 * undo events precede answers, and changes of concepts follow answers.
 */
export const EVENT_TYPES = [
  'learner_created',
  'card_adopted',
  'session_started',
  'consent_withdrawn',
  'emotion',
  'interaction',
  'answer_undone',
  'answer',
  'review_rescheduled',
  'concept_reset',
  'concept_suspended',
  'concept_resumed',
  'intervention',
  'intervention_rated',
  'session_ended',
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

/** The place of an event in its learner's history; each derived document carries the place of the newest event in it. */
export const lastEvent = z.strictObject({ occurred_at: f.instant, type: z.enum(EVENT_TYPES), event_id: f.storedEventId });
