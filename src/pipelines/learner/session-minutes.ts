import type { Ref } from '../define-pipeline.js';

const MINUTE_MS = 60_000;

/** An expression for the study time of a session so far, in minutes: the time between its events, of long gaps only a part. */
export function sessionMinutes(ref: Ref<'learning_sessions'>): object {
  return { $divide: [ref('study.milliseconds'), MINUTE_MS] };
}
