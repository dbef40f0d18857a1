/**
 * Somebody else's text inside a sentence: its own direction of writing does not turn what stands around it (Unicode's isolates,
 * UAX 9), and lines stay lines.
 */
export function quoted(text: string): string {
  return `\u2068${text.replaceAll(/\s+/g, ' ')}\u2069`;
}

/** A day of the calendar as an instant on the axis: its midnight, as if it were UTC's. */
export function dayTime(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

/** The day that an instant on the axis falls on. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
