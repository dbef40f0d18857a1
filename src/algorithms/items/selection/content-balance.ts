import { invalidInput } from '../../../errors.js';
import { checkObject } from '../../argument-checks.js';

/** The content blueprint of a test: the weight of each area. Weights are relative: 3, 2 and 1 are equivalent to 0.5, 0.333 and 0.167. */
export type AreaWeights = Readonly<Record<string, number>>;

/**
 * The area that is farthest behind its part of the blueprint, among those that still have items: the one with the largest
 * share·(n + 1) − n_area after n answers. On a tie, the one named first. Null when no area of the blueprint has items left.
 *
 * Source: G. G. Kingsbury and A. R. Zara, Procedures for selecting items for computerized adaptive tests, Applied Measurement in
 * Education 2, 1989: constrained adaptive testing.
 */
export function areaBehind(weights: AreaWeights, answered: ReadonlyMap<string, number>, available: ReadonlySet<string>): string | null {
  const entries = Object.entries(weights);
  const whole = entries.reduce((sum, [, weight]) => sum + weight, 0);
  let total = 0;
  for (const [area] of entries) total += answered.get(area) ?? 0;
  let behind: string | null = null;
  let farthest = Number.NEGATIVE_INFINITY;
  for (const [area, weight] of entries) {
    if (weight === 0 || !available.has(area)) continue;
    const distance = (weight / whole) * (total + 1) - (answered.get(area) ?? 0);
    if (distance > farthest) [behind, farthest] = [area, distance];
  }
  return behind;
}

/** No weight is so large that their sum would not be a number. */
const LARGEST_WEIGHT = 1e6;

export function checkAreaWeights(where: string, weights: AreaWeights): void {
  checkObject(where, weights);
  let sum = 0;
  for (const [area, weight] of Object.entries(weights)) {
    if (!(typeof weight === 'number' && weight >= 0 && weight <= LARGEST_WEIGHT)) {
      throw invalidInput(`${where}.${area}`, 'a number from 0 to 1000000', weight);
    }
    sum += weight;
  }
  if (!(sum > 0)) throw invalidInput(where, 'at least one area with a weight above 0', weights);
}
