import { seededRandom } from '../../algorithms/index.js';
import { invalidInput } from '../../errors.js';

const RESAMPLES = 2_000;

/** A relative difference over the same learners, with its interval. */
export interface PairedGain {
  /** The mean of the first divided by the mean of the second, minus 1. */
  readonly gain: number;
  /** The lower bound of the 95 % bootstrap interval. */
  readonly low: number;
  readonly high: number;
}

/**
 * The relative difference of two means over the same learners, with a percentile bootstrap interval over learners (B. Efron, R. J. Tibshirani, 1993).
 * Learners are resampled with both figures, so differences between learners cancel out.
 *
 * @param first - a figure of each learner
 * @param second - another figure of the same learners, in the same order
 * @param seed - the seed of the bootstrap; the same seed gives the same interval
 * @throws AdaptiveLearningError `invalid_input` for empty lists, lists of different length, figures that are not finite, and a second mean ≤ 0
 *
 * @example
 * pairedGain([2, 4, 6], [1, 2, 3]).gain //=> 1
 */
export function pairedGain(first: readonly number[], second: readonly number[], seed = 0): PairedGain {
  check(first, second);
  const random = seededRandom(seed);
  const ratioOf = (rows: ArrayLike<number>) => {
    let [ours, theirs] = [0, 0];
    for (let row = 0; row < rows.length; row += 1) {
      ours += first[rows[row] as number] as number;
      theirs += second[rows[row] as number] as number;
    }
    return ours / theirs - 1;
  };
  const all = first.map((_, row) => row);
  const drawn = Array.from({ length: RESAMPLES }, () => ratioOf(all.map(() => Math.floor(random() * all.length)))).sort((a, b) => a - b);
  const quantile = (share: number) => drawn[Math.min(RESAMPLES - 1, Math.floor(share * RESAMPLES))] as number;
  return { gain: ratioOf(all), low: quantile(0.025), high: quantile(0.975) };
}

function check(first: readonly number[], second: readonly number[]): void {
  if (first.length === 0) throw invalidInput('pairedGain.first', 'a figure of at least one learner', first);
  if (second.length !== first.length) throw invalidInput('pairedGain.second', `${first.length} figures, of the same learners`, second);
  for (const [name, figures] of Object.entries({ first, second })) {
    const odd = figures.find((figure) => !Number.isFinite(figure));
    if (odd !== undefined) throw invalidInput(`pairedGain.${name}`, 'finite numbers', odd);
  }
  const sum = second.reduce((total, figure) => total + figure, 0);
  if (sum <= 0) throw invalidInput('pairedGain.second', 'figures with a mean above 0', sum / second.length);
}
