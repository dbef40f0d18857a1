import { retention } from '../../algorithms/index.js';
import { elapsedDays } from '../../engine/index.js';
import type { MemoryRow } from '../rows.js';

const DAY_MS = 86_400_000;

/**
 * The chance that a concept is remembered at an instant, 0 to 1: the value that the engine's models get for an answer at that time.
 *
 * @param time - ms since 1970
 * @param dayAt - the learner's day of an instant, `2026-11-21`
 */
export function retainedAt(row: MemoryRow, time: number, dayAt: (instant: Date) => string): number {
  const at = new Date(time);
  const day = Date.parse(dayAt(at)) / DAY_MS;
  return retention(row.forgetting_curve_parameters, elapsedDays(row, { at, day }), { shape: row.curve });
}
