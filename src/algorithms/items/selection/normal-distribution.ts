/** Beyond it the series would lose its digits, and the tail is below 1e-15. */
const TAIL = 8;

/**
 * Φ(z): the share of a standard normal distribution below z, 0 to 1, by Marsaglia's series, right to 15 digits.
 *
 *     Φ(z) = ½ + φ(z)·(z + z³/3 + z⁵/(3·5) + …)
 *
 * Source: G. Marsaglia, Evaluating the normal distribution, Journal of Statistical Software 11(4), 2004.
 */
export function normalShareBelow(z: number): number {
  if (z > TAIL) return 1;
  if (z < -TAIL) return 0;
  let [sum, term] = [z, z];
  for (let odd = 3, before = Number.NaN; sum !== before; odd += 2) {
    before = sum;
    term *= (z * z) / odd;
    sum += term;
  }
  const share = 0.5 + sum * Math.exp(-0.5 * z * z - 0.5 * Math.log(2 * Math.PI));
  return Math.min(1, Math.max(0, share));
}
