/** A pivot that elimination shrank below this share of itself is rounding, not information. */
const SMALLEST_PIVOT = 1e-10;

/** The inverse of a symmetric positive definite matrix, given by its lower triangle (Cholesky); null if it is not positive definite. */
export function symmetricInverse(lower: Float64Array, size: number): Float64Array | null {
  const at = (row: number, column: number): number => row * size + column;
  for (let column = 0; column < size; column += 1) {
    let pivot = lower[at(column, column)] as number;
    const whole = pivot;
    for (let k = 0; k < column; k += 1) pivot -= (lower[at(column, k)] as number) ** 2;
    if (!(pivot > SMALLEST_PIVOT * whole)) return null;
    lower[at(column, column)] = Math.sqrt(pivot);
    for (let row = column + 1; row < size; row += 1) {
      let sum = lower[at(row, column)] as number;
      for (let k = 0; k < column; k += 1) sum -= (lower[at(row, k)] as number) * (lower[at(column, k)] as number);
      lower[at(row, column)] = sum / Math.sqrt(pivot);
    }
  }
  const result = new Float64Array(size * size);
  const solution = new Float64Array(size);
  for (let unit = 0; unit < size; unit += 1) {
    for (let row = 0; row < size; row += 1) {
      let sum = row === unit ? 1 : 0;
      for (let k = unit; k < row; k += 1) sum -= (lower[at(row, k)] as number) * (solution[k] as number);
      solution[row] = row < unit ? 0 : sum / (lower[at(row, row)] as number);
    }
    for (let row = size - 1; row >= 0; row -= 1) {
      let sum = solution[row] as number;
      for (let k = row + 1; k < size; k += 1) sum -= (lower[at(k, row)] as number) * (solution[k] as number);
      solution[row] = sum / (lower[at(row, row)] as number);
      result[at(row, unit)] = solution[row] as number;
    }
  }
  return result;
}
