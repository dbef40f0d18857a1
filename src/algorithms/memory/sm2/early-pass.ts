const DAY_MS = 86_400_000;

/** A pass up to so long before the due date is a repetition: people do not study at the same hour each day. */
const EARLY_DAYS = 0.5;

/** Whether a pass came too early to say anything about the interval: practice, which a scheduler of SM-2's kind passes over. */
export function isEarly(last_review: number | null, interval_days: number, at: number): boolean {
  return last_review !== null && at < last_review + (interval_days - EARLY_DAYS) * DAY_MS;
}
