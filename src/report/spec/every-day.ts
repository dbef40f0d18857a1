import { dayOf, dayTime } from './words.js';

const DAY_MS = 86_400_000;

/** Every day from the first row's to the last one's, with its row where it has one. */
export function everyDay<Row extends { readonly day: string }>(
  rows: readonly Row[],
): readonly { readonly day: string; readonly row: Row | undefined }[] {
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) return [];
  const byDay = new Map(rows.map((row) => [row.day, row]));
  const days = Math.round((dayTime(last.day) - dayTime(first.day)) / DAY_MS) + 1;
  return Array.from({ length: days }, (_, index) => {
    const day = dayOf(dayTime(first.day) + index * DAY_MS);
    return { day, row: byDay.get(day) };
  });
}
