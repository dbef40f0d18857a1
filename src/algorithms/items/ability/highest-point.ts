/** Every step halves the interval at worst; from 200 wide that is more than enough for the last digit. */
const MOST_STEPS = 200;
/** The tolerance of an ability: relative, and absolute around 0. */
const NEAR = 4 * Number.EPSILON;

/** Where a function is highest; `bound` says that it still rises there, towards an end of the range. */
export interface HighestPoint {
  readonly theta: number;
  readonly bound: 'lower' | 'upper' | null;
}

/**
 * The highest point of a function on a range, found by its slope: every change from rising to falling between neighbouring points of a
 * grid is a top, tops are found to the last digits, and the highest is taken; on a tie, the lowest ability.
 *
 * @param slopeAt the slope of the function
 * @param rise how much higher the function is at the second ability than at the first
 * @param step the width of the grid; functions with one top need none finer than the range
 */
export function highestPoint(
  slopeAt: (theta: number) => number,
  rise: (from: number, to: number) => number,
  [low, high]: readonly [number, number],
  step: number,
): HighestPoint {
  const steps = Math.max(1, Math.ceil((high - low) / step));
  let left = low;
  let leftSlope = slopeAt(low);
  let best: HighestPoint | null = leftSlope > 0 ? null : { theta: low, bound: leftSlope < 0 ? 'lower' : null };
  const offer = (top: HighestPoint): void => {
    if (best === null || rise(best.theta, top.theta) > 0) best = top;
  };
  for (let taken = 1; taken <= steps; taken += 1) {
    const right = taken === steps ? high : low + ((high - low) * taken) / steps;
    const rightSlope = slopeAt(right);
    if (leftSlope > 0 && rightSlope <= 0) offer({ theta: zeroBetween(slopeAt, left, leftSlope, right, rightSlope), bound: null });
    left = right;
    leftSlope = rightSlope;
  }
  if (leftSlope > 0) offer({ theta: high, bound: 'upper' });
  return best ?? { theta: high, bound: 'upper' };
}

/** Where a function changes its sign: inverse quadratic interpolation held in by halving (Chandrupatla, Advances in Engineering Software 28, 1997). */
function zeroBetween(f: (x: number) => number, left: number, atLeft: number, right: number, atRight: number): number {
  let [a, fa, b, fb] = [right, atRight, left, atLeft];
  let [c, fc] = [a, fa];
  let share = 0.5;
  for (let step = 0; step < MOST_STEPS && fb !== 0; step += 1) {
    const x = a + share * (b - a);
    const fx = f(x);
    if (Math.sign(fx) === Math.sign(fa)) [c, fc] = [a, fa];
    else [c, fc, b, fb] = [b, fb, a, fa];
    [a, fa] = [x, fx];
    if (fa === 0) return a;
    const closest = Math.abs(fa) < Math.abs(fb) ? a : b;
    const least = (NEAR * Math.max(1, Math.abs(closest))) / Math.abs(b - a);
    if (least > 0.5) return closest;
    share = Math.min(1 - least, Math.max(least, interpolated(a, fa, b, fb, c, fc)));
  }
  return fb === 0 ? b : a;
}

function interpolated(a: number, fa: number, b: number, fb: number, c: number, fc: number): number {
  const xi = (a - b) / (c - b);
  const phi = (fa - fb) / (fc - fb);
  if (!(phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi)) return 0.5;
  return (fa / (fb - fa)) * (fc / (fb - fc)) + ((c - a) / (b - a)) * (fa / (fc - fa)) * (fb / (fc - fb));
}
