import type { HistoryShape } from './history-shape.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Days over which a life is spread, about; who comes daily needs as many days as sessions. */
const SPREAD_DAYS = 100;
const LONGEST_GAP_DAYS = 12;
/** Local hours between which sessions begin: far from the hour at which the learner's day turns. */
const HOURS = { from: 7, until: 21 } as const;

/** When the sessions of a life begin, in milliseconds, earliest first: at most one a day, gaps by chance, the last one on the last day. */
export function sessionStarts({ sessions, utcOffsetHours, random }: HistoryShape, lastDay: number): number[] {
  const meanGap = Math.min(LONGEST_GAP_DAYS, SPREAD_DAYS / sessions);
  const starts: number[] = [];
  let day = 0;
  for (let n = 0; n < sessions; n += 1) {
    const hour = HOURS.from + random() * (HOURS.until - HOURS.from) - utcOffsetHours;
    starts.push(lastDay + day * DAY_MS + Math.floor((hour * HOUR_MS) / 1000) * 1000);
    day -= Math.max(1, Math.round(-Math.log(1 - random()) * meanGap));
  }
  return starts.reverse();
}
