import { daysBetween } from '../algorithms/index.js';
import type { ContentMastery } from '../collections/index.js';

/** When a concept was practised last. */
export type LastPractice = Pick<ContentMastery['mastery_tracking'], 'last_practiced_date' | 'last_practiced_day'>;

/** Days since a concept was practised last: the models get this value for an answer, and every read shows retention by. */
export function elapsedDays(last: LastPractice, now: { readonly at: Date; readonly day: number }): number {
  return daysBetween({ at: last.last_practiced_date.getTime(), day: last.last_practiced_day }, { at: now.at.getTime(), day: now.day });
}
