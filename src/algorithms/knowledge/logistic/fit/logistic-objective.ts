import { SKILL_SLOPES, SLOPES } from '../logistic-layout.js';
import { type LogisticDesign, PLACES } from './logistic-design.js';

const ROWS_BETWEEN_PAUSES = 8_192;

/** What the fit makes small: log loss summed over the answers, and what the weights' distance from their centre costs. */
export interface LogisticObjective {
  readonly design: LogisticDesign;
  readonly centre: Float64Array;
  /** The precision of each weight's normal prior: an inverse variance. */
  readonly precision: Float64Array;
}

/** Value at `weights`, and its gradient into `gradient`; yields the rows done since the last time. */
export function* objectiveAt(
  { design, centre, precision }: LogisticObjective,
  weights: Float64Array,
  gradient: Float64Array,
): Generator<number, number> {
  for (let i = 0; i < weights.length; i += 1) gradient[i] = 0;
  let value = 0;
  for (let from = 0; from < design.rows; from += ROWS_BETWEEN_PAUSES) {
    const to = Math.min(design.rows, from + ROWS_BETWEEN_PAUSES);
    value += addRows(design, from, to, weights, gradient);
    yield to - from;
  }
  for (let i = 0; i < weights.length; i += 1) {
    const off = (weights[i] as number) - (centre[i] as number);
    const weight = precision[i] as number;
    value += 0.5 * weight * off * off;
    gradient[i] = (gradient[i] as number) + weight * off;
  }
  // The last weight is nobody's.
  gradient[weights.length - 1] = 0;
  return value;
}

/** Log loss of some rows, their gradient added to `gradient`. */
function addRows(design: LogisticDesign, from: number, to: number, weights: Float64Array, gradient: Float64Array): number {
  const { count, numbers, places, correct } = design;
  let loss = 0;
  for (let row = from; row < to; row += 1) {
    const at = row * count;
    const place = row * PLACES;
    const logit = logitOfRow(design, row, weights);
    const right = correct[row] as number;
    const signed = right === 1 ? logit : -logit;
    loss += signed > 0 ? Math.log1p(Math.exp(-signed)) : Math.log1p(Math.exp(signed)) - signed;
    const error = 1 / (1 + Math.exp(-logit)) - right;
    for (let i = 0; i < count; i += 1) gradient[i] = (gradient[i] as number) + error * (numbers[at + i] as number);
    for (let i = 0; i < PLACES; i += 1) {
      const own = places[place + i] as number;
      gradient[own] = (gradient[own] as number) + error;
    }
    const slopes = (places[place + 2] as number) + SKILL_SLOPES;
    for (let i = 0; i < SLOPES.length; i += 1) {
      gradient[slopes + i] = (gradient[slopes + i] as number) + error * (numbers[at + (SLOPES[i] as number)] as number);
    }
  }
  return loss;
}

function logitOfRow({ count, numbers, places }: LogisticDesign, row: number, weights: Float64Array): number {
  const at = row * count;
  const place = row * PLACES;
  let logit = 0;
  for (let i = 0; i < count; i += 1) logit += (weights[i] as number) * (numbers[at + i] as number);
  for (let i = 0; i < PLACES; i += 1) logit += weights[places[place + i] as number] as number;
  const slopes = (places[place + 2] as number) + SKILL_SLOPES;
  for (let i = 0; i < SLOPES.length; i += 1) {
    logit += (weights[slopes + i] as number) * (numbers[at + (SLOPES[i] as number)] as number);
  }
  return logit;
}

/** The logit of each row. */
export function* logitsAt(design: LogisticDesign, weights: Float64Array): Generator<number, Float64Array> {
  const logits = new Float64Array(design.rows);
  for (let row = 0; row < design.rows; row += 1) {
    logits[row] = logitOfRow(design, row, weights);
    if ((row + 1) % ROWS_BETWEEN_PAUSES === 0) yield ROWS_BETWEEN_PAUSES;
  }
  return logits;
}

/** Log loss summed over the answers, and of each weight what the answers tell of it, Σ p·(1 − p)·x². */
export function* lossAndSquares(
  design: LogisticDesign,
  weights: Float64Array,
): Generator<number, { readonly loss: number; readonly squares: Float64Array }> {
  const squares = new Float64Array(weights.length);
  let loss = 0;
  for (let row = 0; row < design.rows; row += 1) {
    const chance = 1 / (1 + Math.exp(-logitOfRow(design, row, weights)));
    loss -= Math.log(Math.max(Number.MIN_VALUE, design.correct[row] === 1 ? chance : 1 - chance));
    addSquares(squares, design, row, chance * (1 - chance));
    if ((row + 1) % ROWS_BETWEEN_PAUSES === 0) yield ROWS_BETWEEN_PAUSES;
  }
  return { loss, squares };
}

function addSquares(squares: Float64Array, { count, numbers, places }: LogisticDesign, row: number, factor: number): void {
  const at = row * count;
  for (let i = 0; i < count; i += 1) squares[i] = (squares[i] as number) + factor * (numbers[at + i] as number) ** 2;
  for (let i = 0; i < PLACES; i += 1) {
    const own = places[row * PLACES + i] as number;
    squares[own] = (squares[own] as number) + factor;
  }
  const slopes = (places[row * PLACES + 2] as number) + SKILL_SLOPES;
  for (let i = 0; i < SLOPES.length; i += 1) {
    squares[slopes + i] = (squares[slopes + i] as number) + factor * (numbers[at + (SLOPES[i] as number)] as number) ** 2;
  }
}
