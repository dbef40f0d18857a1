export const DAY_MS = 86_400_000;

/** The midnight at which the UTC day of an instant began. Days of UTC all have the same length, so division will do. */
export function utcDayOf(at: Date): Date {
  return new Date(Math.floor(at.getTime() / DAY_MS) * DAY_MS);
}
