import { zoneOffsets } from '../algorithms/index.js';

const DAY_MS = 86_400_000;

/** What a zone's clock shows in a span of time, from Node's own zone rules: the server's may be years older. */
export interface ZoneClock {
  /** From when on the clock is how far ahead of UTC, in milliseconds; in chronological order. */
  readonly offsets: readonly { readonly from: number; readonly offset: number }[];
}

/** The clock of a zone from `since` to `until`, each widened by two days so that the days at the ends are whole. */
export function zoneClock(timezone: string, since: Date, until: Date): ZoneClock {
  return { offsets: zoneOffsets(timezone, since.getTime() - 2 * DAY_MS, until.getTime() + 2 * DAY_MS) };
}

/** An expression for how far the clock is ahead of UTC at an instant of its span, in milliseconds. */
export function clockOffsetOf(at: unknown, { offsets }: ZoneClock): unknown {
  const [first, ...later] = offsets;
  if (later.length === 0) return first?.offset ?? 0;
  const branches = later.toReversed().map(({ from, offset }) => ({ case: { $gte: [at, new Date(from)] }, then: offset }));
  return { $switch: { branches, default: first?.offset ?? 0 } };
}

/** The dates that the clock never showed, since the place crossed the date line: as numbers of days from 1970. */
export function datesLeftOut({ offsets }: ZoneClock): number[] {
  return offsets.slice(1).flatMap(({ from, offset }, place) => {
    const shownBefore = from + (offsets[place]?.offset ?? 0);
    const [first, end] = [Math.ceil(shownBefore / DAY_MS), Math.floor((from + offset) / DAY_MS)];
    return Array.from({ length: Math.max(0, end - first) }, (_, n) => first + n);
  });
}
