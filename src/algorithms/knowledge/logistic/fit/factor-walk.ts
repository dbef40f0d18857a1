import { boundedFactor, FACTOR_DECAYS, FACTOR_SIZE } from '../logistic-factor.js';
import type { FactorRows, Stretch } from './factor-rows.js';

/**
 * By what a gain is scaled while it is learnt: √(1 − λ), so that each number of the factor spreads alike however slowly it fades, and little for
 * those that stay, which add up over a thousand answers.
 */
export const GAIN_SCALES: readonly number[] = FACTOR_DECAYS.map((decay) => (decay === 1 ? 0.02 : Math.sqrt(1 - decay)));

/** All vectors in one list: the gains of each skill and item, then their loads. */
export interface FactorVectors {
  readonly values: Float64Array;
  /** Where the loads begin. */
  readonly loads: number;
}

/** What a walk through a stretch leaves for the way back, row by row. */
export interface FactorTrace {
  /** The factor before each row. */
  readonly factors: Float64Array;
  readonly logits: Float64Array;
}

/** Predicts a stretch, row by row, on top of the logits of the other weights; `factor` goes on. */
export function walkForward(
  rows: FactorRows,
  base: Float64Array,
  { values, loads }: FactorVectors,
  { from, to }: Stretch,
  factor: Float64Array,
  trace: FactorTrace,
): void {
  for (let row = from; row < to; row += 1) {
    const skill = (rows.skill[row] as number) * FACTOR_SIZE;
    const item = (rows.item[row] as number) * FACTOR_SIZE;
    let logit = base[row] as number;
    for (let i = 0; i < FACTOR_SIZE; i += 1) {
      trace.factors[(row - from) * FACTOR_SIZE + i] = factor[i] as number;
      logit += (factor[i] as number) * sumAt(values, loads + skill + i, item < 0 ? -1 : loads + item + i);
    }
    trace.logits[row - from] = logit;
    const surprise = (rows.correct[row] as number) - 1 / (1 + Math.exp(-logit));
    for (let i = 0; i < FACTOR_SIZE; i += 1) {
      const gain = (GAIN_SCALES[i] as number) * sumAt(values, skill + i, item < 0 ? -1 : item + i);
      factor[i] = boundedFactor((FACTOR_DECAYS[i] as number) * (factor[i] as number) + surprise * gain);
    }
  }
}

/**
 * Adds the gradient of a stretch's log loss to `gradient`, back through the factor to where the stretch begins, and marks in `touched` the vectors
 * that took part.
 */
export function walkBack(
  rows: FactorRows,
  { values, loads }: FactorVectors,
  { from, to }: Stretch,
  { factors, logits }: FactorTrace,
  gradient: Float64Array,
  touched: Set<number>,
): void {
  const later = new Float64Array(FACTOR_SIZE);
  for (let row = to - 1; row >= from; row -= 1) {
    const chance = 1 / (1 + Math.exp(-(logits[row - from] as number)));
    const surprise = (rows.correct[row] as number) - chance;
    const skill = (rows.skill[row] as number) * FACTOR_SIZE;
    const item = (rows.item[row] as number) * FACTOR_SIZE;
    touched.add(skill);
    if (item >= 0) touched.add(item);
    // A higher logit would have surprised less, and so have moved the factor less.
    let slope = -surprise;
    for (let i = 0; i < FACTOR_SIZE; i += 1) {
      const gain = (GAIN_SCALES[i] as number) * sumAt(values, skill + i, item < 0 ? -1 : item + i);
      slope -= (later[i] as number) * gain * chance * (1 - chance);
    }
    for (let i = 0; i < FACTOR_SIZE; i += 1) {
      const ofGain = (later[i] as number) * (GAIN_SCALES[i] as number) * surprise;
      const ofLoad = slope * (factors[(row - from) * FACTOR_SIZE + i] as number);
      const load = sumAt(values, loads + skill + i, item < 0 ? -1 : loads + item + i);
      add(gradient, skill + i, ofGain);
      add(gradient, loads + skill + i, ofLoad);
      if (item >= 0) {
        add(gradient, item + i, ofGain);
        add(gradient, loads + item + i, ofLoad);
      }
      later[i] = (FACTOR_DECAYS[i] as number) * (later[i] as number) + slope * load;
    }
  }
}

function sumAt(values: Float64Array, first: number, second: number): number {
  return (values[first] as number) + (second < 0 ? 0 : (values[second] as number));
}

function add(to: Float64Array, place: number, value: number): void {
  to[place] = (to[place] as number) + value;
}
