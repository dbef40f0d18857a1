import type { RecentSuccess } from '../algorithms/index.js';

/** How strongly a concept's rate is drawn to what is believed of the concept, in answers. */
export const CONCEPT_DRAWN_BY = 1;

/** A rate of success drawn to an opinion, which counts as some answers: few answers say little by themselves. */
export function drawnRate({ rate, weight }: RecentSuccess, opinion: number, by: number): number {
  return (rate * weight + opinion * by) / (weight + by);
}
