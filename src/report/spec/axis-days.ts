/** A day of the calendar as an instant on the axis: its midnight, as if it were UTC's. */
export function dayTime(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

/** The day that an instant on the axis falls on. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
