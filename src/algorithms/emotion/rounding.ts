/** Less than this is what rounding leaves of equal sums: two that are added up in another order must neither change places nor pass a threshold. */
export const ROUNDING = 1e-9;

/** A number to sort by: equal for equal sums. */
export function rounded(value: number): number {
  return Math.round(value / ROUNDING);
}
