/**
 * A longer step in the direction that two steps of EM took: SQUAREM, scheme S3.
 *
 *     r = x₁ − x₀,  v = (x₂ − x₁) − r,  α = −max(1, |r|/|v|),  x = x₀ − 2α·r + α²·v
 *
 * Source: R. Varadhan and C. Roland, Simple and globally convergent methods for accelerating the convergence of any EM algorithm,
 * Scandinavian Journal of Statistics 35, 2008.
 *
 * @returns x; x₂ itself where the two steps give no longer one
 */
export function squarem(first: Float64Array, second: Float64Array, third: Float64Array): Float64Array {
  let [r2, v2] = [0, 0];
  for (let at = 0; at < first.length; at += 1) {
    const r = (second[at] as number) - (first[at] as number);
    const v = (third[at] as number) - (second[at] as number) - r;
    r2 += r * r;
    v2 += v * v;
  }
  if (!(v2 > 0 && r2 > v2)) return third.slice();
  const alpha = -Math.sqrt(r2 / v2);
  return first.map((x, at) => {
    const r = (second[at] as number) - x;
    const v = (third[at] as number) - (second[at] as number) - r;
    return x - 2 * alpha * r + alpha * alpha * v;
  });
}
