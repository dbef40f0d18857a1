import { invalidInput } from '../../../errors.js';

/** One of the 21 weights of FSRS-6: the published default and the bounds for an optimizer. */
export type FsrsWeight = { readonly initial: number; readonly lowest: number; readonly highest: number };

/**
 * The weights of FSRS-6, w0 to w20: published defaults (fitted to several hundred million reviews of Anki users) and bounds.
 *
 * Source: defaults and bounds as in py-fsrs 6.3.2 and fsrs-rs; ts-fsrs 5.4.2 has the same, except for 0.01 as the lowest w19.
 *
 * @example
 * FSRS_WEIGHTS.length //=> 21
 * FSRS_WEIGHTS[20] //=> { initial: 0.1542, lowest: 0.1, highest: 0.8 }
 */
export const FSRS_WEIGHTS: readonly FsrsWeight[] = Object.freeze([
  weight(0.212, 0.001, 100), // w0: stability in days after a first answer of again
  weight(1.2931, 0.001, 100), // w1: … of hard
  weight(2.3065, 0.001, 100), // w2: … of good
  weight(8.2956, 0.001, 100), // w3: … of easy
  weight(6.4133, 1, 10), // w4: difficulty after a first answer of again
  weight(0.8334, 0.001, 4), // w5: how much less each better first answer makes it, as an exponent
  weight(3.0194, 0.001, 4), // w6: how far an answer moves difficulty
  weight(0.001, 0.001, 0.75), // w7: pull of difficulty back to that of an easy item, a share per answer
  weight(1.8722, 0, 4.5), // w8: growth of stability by a recall, as an exponent
  weight(0.1666, 0, 0.8), // w9: how much less a stable memory grows
  weight(0.796, 0.001, 3.5), // w10: how much more a memory grows that was nearly lost
  weight(1.4835, 0.001, 5), // w11: stability after a lapse, in days
  weight(0.0614, 0.001, 0.25), // w12: how much less of it a difficult item keeps
  weight(0.2629, 0.001, 0.9), // w13: how much more a stable memory keeps
  weight(1.6483, 0, 4), // w14: how much more a memory keeps that was nearly lost
  weight(0.6014, 0, 1), // w15: growth after hard, as a share of that after good
  weight(1.8729, 1, 6), // w16: growth after easy, as a multiple of that after good
  weight(0.5425, 0, 2), // w17: effect of the grade in a review on the same day, as an exponent
  weight(0.0912, 0, 2), // w18: grade from which such a review strengthens, below good
  weight(0.0658, 0, 0.8), // w19: how much less a stable memory gains by such a review
  weight(0.1542, 0.1, 0.8), // w20: decay of the forgetting curve
]);

/** The published weights of FSRS-6, in their order. */
export const fsrsDefaultWeights: readonly number[] = Object.freeze(FSRS_WEIGHTS.map(({ initial }) => initial));

function weight(initial: number, lowest: number, highest: number): FsrsWeight {
  return Object.freeze({ initial, lowest, highest });
}

export function checkFsrsWeights(where: string, weights: readonly number[]): void {
  if (!Array.isArray(weights) || weights.length !== FSRS_WEIGHTS.length) {
    throw invalidInput(where, 'the 21 weights of FSRS-6 (migrateFsrsWeights makes them from 17 or 19)', weights);
  }
  for (const [index, { lowest, highest }] of FSRS_WEIGHTS.entries()) {
    const value: number | undefined = weights[index];
    if (!(value !== undefined && Number.isFinite(value) && value >= lowest && value <= highest)) {
      throw invalidInput(`${where}[${index}]`, `a number from ${lowest} to ${highest}`, value);
    }
  }
}
