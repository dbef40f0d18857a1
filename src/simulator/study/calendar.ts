import { Random } from '../chance/random.js';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const SCHOOL_DAYS = 5;
/** The first Monday, at midnight UTC. */
const FIRST_MONDAY = Date.UTC(2026, 8, 7);
/** How often a learner sits down on a school day; each has a diligence of their own. */
const DILIGENCE = { low: 0.6, high: 0.95 } as const;
/** How often they sit down a second time. */
const SECOND_SITTING = 0.15;
/** Afternoon and evening, by the hour. */
const HOURS = [
  { from: 15, to: 17 },
  { from: 19, to: 21 },
] as const;

/** One time at which a learner sits down to study. */
interface PlannedSitting {
  readonly at: number;
  /** How long, in parts of the typical sitting: 1 in the mean. */
  readonly length: number;
}

/** When a learner studies in a term, whatever they study: the same under each policy. */
export interface Calendar {
  readonly sittings: readonly PlannedSitting[];
  /** Before the first sitting. */
  readonly begins: number;
  /** The Monday morning after the last week. */
  readonly ends: number;
}

/** A learner's term of so many weeks. */
export function calendarOf(weeks: number, ...names: readonly (string | number)[]): Calendar {
  const random = new Random('calendar', ...names);
  const diligence = random.between(DILIGENCE.low, DILIGENCE.high);
  const sittings: PlannedSitting[] = [];
  for (let day = 0; day < weeks * 7; day += 1) {
    if (day % 7 >= SCHOOL_DAYS || !random.chance(diligence)) continue;
    const times = random.chance(SECOND_SITTING) ? HOURS : HOURS.slice(0, 1);
    for (const { from, to } of times) {
      sittings.push({
        at: FIRST_MONDAY + day * DAY_MS + Math.round(random.between(from, to) * HOUR_MS),
        length: random.between(0.7, 1.3),
      });
    }
  }
  return { sittings, begins: FIRST_MONDAY - HOUR_MS, ends: FIRST_MONDAY + weeks * 7 * DAY_MS + 8 * HOUR_MS };
}
