/** The standard normal distribution holds all but 2e-9 of its mass within it. */
const REACH_SD = 6;
/** What Bock and Aitkin's successors settled on for short tests. */
const FEWEST_INTERVALS = 40;
const MOST_INTERVALS = 400;
/** Points may lie as far apart as the posterior is wide; it is about 2/√n for n answers to items of discrimination 1. */
const INTERVALS_PER_ROOT_ANSWER = 6;

/** The abilities at which the population is looked at, and the share of it that stands for each; a standard normal population. */
export interface Quadrature {
  readonly points: Float64Array;
  readonly logWeights: Float64Array;
}

/**
 * Evenly spaced points from −6 to 6, at least 41 and more for longer tests: for functions that vanish at both ends the
 * rectangle rule converges faster than any power of the spacing (Trefethen and Weideman 2014).
 */
export function normalQuadrature(longestPattern: number): Quadrature {
  const wanted = Math.ceil((INTERVALS_PER_ROOT_ANSWER * Math.sqrt(longestPattern)) / 2) * 2;
  const intervals = Math.min(MOST_INTERVALS, Math.max(FEWEST_INTERVALS, wanted));
  const points = Float64Array.from({ length: intervals + 1 }, (_, index) => ((2 * index) / intervals - 1) * REACH_SD);
  const mass = points.reduce((sum, point) => sum + Math.exp(-(point * point) / 2), 0);
  return { points, logWeights: points.map((point) => -(point * point) / 2 - Math.log(mass)) };
}
