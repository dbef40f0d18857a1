/**
 * The lower triangle L of A = L·Lᵀ, written over the lower triangle of A; row by row, size × size.
 * A pivot that rounding has brought to 0 or below is taken for `least`.
 *
 * Source: G. H. Golub, C. F. Van Loan, Matrix computations, 2013, section 4.2.
 */
export function factorInPlace(matrix: Float64Array, size: number, least: number): void {
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = matrix[row * size + column] as number;
      for (let i = 0; i < column; i += 1) sum -= (matrix[row * size + i] as number) * (matrix[column * size + i] as number);
      matrix[row * size + column] = row === column ? Math.sqrt(Math.max(least, sum)) : sum / (matrix[column * size + column] as number);
    }
  }
}

/** Replaces the part of `vector` from `from` on by A⁻¹ times it, L being the factor of A. */
export function solveInPlace(factor: Float64Array, size: number, vector: Float64Array, from: number): void {
  for (let row = 0; row < size; row += 1) {
    let sum = vector[from + row] as number;
    for (let i = 0; i < row; i += 1) sum -= (factor[row * size + i] as number) * (vector[from + i] as number);
    vector[from + row] = sum / (factor[row * size + row] as number);
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    let sum = vector[from + row] as number;
    for (let i = row + 1; i < size; i += 1) sum -= (factor[i * size + row] as number) * (vector[from + i] as number);
    vector[from + row] = sum / (factor[row * size + row] as number);
  }
}
