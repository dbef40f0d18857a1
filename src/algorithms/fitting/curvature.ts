/** Powell's damping keeps the curvature positive (Nocedal and Wright 2006, procedure 18.2). */
const DAMPING = 0.2;

/** A first guess at the curvature, without any between two coordinates. */
export function diagonal(values: Float64Array): readonly Float64Array[] {
  return Array.from(values, (value, at) => new Float64Array(values.length).fill(value, at, at + 1));
}

/** −B⁻¹·g on the free coordinates, by Cholesky's decomposition; 0 elsewhere. */
export function newtonDirection(curvature: readonly Float64Array[], gradient: Float64Array, free: readonly number[]): Float64Array {
  const root = free.map(() => new Float64Array(free.length));
  const solved = new Float64Array(free.length);
  for (const [i, row] of free.entries()) {
    const of = root[i] as Float64Array;
    for (let j = 0; j <= i; j += 1) {
      const other = root[j] as Float64Array;
      let rest = (curvature[row] as Float64Array)[free[j] as number] as number;
      for (let k = 0; k < j; k += 1) rest -= (of[k] as number) * (other[k] as number);
      of[j] = i === j ? Math.sqrt(Math.max(rest, Number.MIN_VALUE)) : rest / (other[j] as number);
    }
    let rest = -(gradient[row] as number);
    for (let k = 0; k < i; k += 1) rest -= (of[k] as number) * (solved[k] as number);
    solved[i] = rest / (of[i] as number);
  }
  const direction = new Float64Array(gradient.length);
  for (let i = free.length - 1; i >= 0; i -= 1) {
    let rest = solved[i] as number;
    for (let k = i + 1; k < free.length; k += 1) rest -= ((root[k] as Float64Array)[i] as number) * (solved[k] as number);
    solved[i] = rest / ((root[i] as Float64Array)[i] as number);
    direction[free[i] as number] = solved[i] as number;
  }
  return direction;
}

/** The damped BFGS update of the matrix, in place. */
export function learnCurvature(
  curvature: readonly Float64Array[],
  from: Float64Array,
  to: Float64Array,
  slopeFrom: Float64Array,
  slopeTo: Float64Array,
): void {
  const step = sum(to, from, -1);
  const change = sum(slopeTo, slopeFrom, -1);
  const expected = Float64Array.from(curvature, (row) => dot(row, step));
  const bend = dot(step, expected);
  const seen = dot(step, change);
  if (!(bend > 0)) return;
  const share = seen >= DAMPING * bend ? 1 : ((1 - DAMPING) * bend) / (bend - seen);
  const learnt = change.map((each, index) => share * each + (1 - share) * (expected[index] as number));
  const scale = dot(step, learnt);
  for (let i = 0; i < from.length; i += 1) {
    const row = curvature[i] as Float64Array;
    for (let j = 0; j < from.length; j += 1) {
      const taken = ((expected[i] as number) * (expected[j] as number)) / bend;
      row[j] = (row[j] as number) - taken + ((learnt[i] as number) * (learnt[j] as number)) / scale;
    }
  }
}

/** a + share·b */
export function sum(a: Float64Array, b: Float64Array, share: number): Float64Array {
  return a.map((value, index) => value + share * (b[index] as number));
}

function dot(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let index = 0; index < a.length; index += 1) total += (a[index] as number) * (b[index] as number);
  return total;
}
