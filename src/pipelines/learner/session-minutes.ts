import type { Ref } from '../define-pipeline.js';

const MINUTE_MS = 60_000;

/** An expression for how long a session lasted, in minutes; one that is still open, or never was ended, up to its last event. */
export function sessionMinutes(ref: Ref<'learning_sessions'>): object {
  const soFar = { $divide: [{ $subtract: [ref('last_event.occurred_at'), ref('started_at')] }, MINUTE_MS] };
  return { $ifNull: [ref('duration_minutes'), { $max: [0, soFar] }] };
}
