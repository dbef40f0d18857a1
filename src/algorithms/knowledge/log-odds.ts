/** Farther out, 1 minus the probability would round to 0: 1 − p is 2e-16 there. */
const FARTHEST_LOG_ODDS = 36;

/** 1 / (1 + e^−x), never quite 0 nor 1. */
export function probabilityAt(logOdds: number): number {
  const x = logOdds < -FARTHEST_LOG_ODDS ? -FARTHEST_LOG_ODDS : logOdds > FARTHEST_LOG_ODDS ? FARTHEST_LOG_ODDS : logOdds;
  return 1 / (1 + Math.exp(-x));
}
