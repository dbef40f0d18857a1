/** How far from 0 and 1 every prediction stays. A certain one that fails would cost an infinite loss; so it costs at most ln 1e9 = 20.7. */
const LEAST_PROBABILITY = 1e-9;

/** A probability that claims no certainty, above 0 and below 1: what models predict, whatever their formula has at its ends. */
export function openProbability(probability: number): number {
  return Math.min(1 - LEAST_PROBABILITY, Math.max(LEAST_PROBABILITY, probability));
}
