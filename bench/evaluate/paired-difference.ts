import { randomNumbers } from '../harness/random-numbers.js';

const RESAMPLES = 2_000;

/** One pair of losses and the group (a card, say) whose members are not independent of each other. */
export interface PairedLoss {
  readonly group: string;
  readonly ours: number;
  readonly theirs: number;
}

/** How much lower our mean loss is than theirs, with the interval that holds it 95 times in 100: bootstrap over whole groups, by a seed. */
export function pairedDifference(
  pairs: readonly PairedLoss[],
  seed = 1,
): { readonly mean: number; readonly low: number; readonly high: number } {
  const groups = new Map<string, { gain: number; count: number }>();
  for (const { group, ours, theirs } of pairs) {
    const sums = groups.get(group) ?? { gain: 0, count: 0 };
    groups.set(group, { gain: sums.gain + theirs - ours, count: sums.count + 1 });
  }
  const sums = [...groups.values()];
  const random = randomNumbers(seed);
  const means = Array.from({ length: RESAMPLES }, () => {
    let gain = 0;
    let count = 0;
    for (let draw = 0; draw < sums.length; draw += 1) {
      const drawn = sums[Math.floor(random() * sums.length)];
      gain += drawn?.gain ?? 0;
      count += drawn?.count ?? 0;
    }
    return gain / count;
  }).sort((a, b) => a - b);
  const at = (share: number): number => means[Math.floor(share * RESAMPLES)] ?? Number.NaN;
  const all = sums.reduce((total, { gain }) => total + gain, 0);
  return { mean: all / pairs.length, low: at(0.025), high: at(0.975) };
}
