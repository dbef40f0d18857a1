const DAY_MS = 86_400_000;

/** A pass up to so long before the due date is a repetition: people do not study at the same hour each day. */
const EARLY_DAYS = 0.5;

/**
 * Whether a pass came too early to say anything about the interval: practice, which a scheduler of SM-2's kind passes over. Where it is known
 * that the review was due, as on the morning of the learner's day that it is for, it never is.
 */
export function isEarly(
  { last_review, interval_days }: { readonly last_review: number | null; readonly interval_days: number },
  { at, due }: { readonly at: number; readonly due: boolean | undefined },
): boolean {
  return due !== true && last_review !== null && at < last_review + (interval_days - EARLY_DAYS) * DAY_MS;
}
