import { SHARED_SIZE, SKILL_SLOPES, SLOPES } from '../logistic-layout.js';
import { PRIOR_PRECISION } from '../logistic-weights.js';
import { itemPlace, type LogisticDesign, PLACES } from './logistic-design.js';

const ROWS_BETWEEN_PAUSES = 4_096;
/** Predicting a row and learning from it goes over its features three times. */
const WORK_OF_A_ROW = 3;

/**
 * The logit of each answer by weights that learnt only from the rows before it in `order`, as {@link logisticLearn} moves them. What is left
 * to explain is then what it would be for answers that no weight has seen.
 */
export function* prequentialLogits(
  design: LogisticDesign,
  order: Int32Array,
  start: Float64Array,
  skills: number,
): Generator<number, Float64Array> {
  const weights = start.slice();
  const precisions = new Float64Array(design.weights)
    .fill(PRIOR_PRECISION.item)
    .fill(PRIOR_PRECISION.skill, 0, itemPlace(skills, 0))
    .fill(PRIOR_PRECISION.shared, 0, SHARED_SIZE);
  const logits = new Float64Array(design.rows);
  const most = design.count + PLACES + SLOPES.length;
  const active = { places: new Int32Array(most), values: new Float64Array(most), size: 0 };
  for (let i = 0; i < order.length; i += 1) {
    const row = order[i] as number;
    fill(active, design, row);
    logits[row] = learn(active, design.correct[row] as number, weights, precisions);
    if ((i + 1) % ROWS_BETWEEN_PAUSES === 0) yield ROWS_BETWEEN_PAUSES * WORK_OF_A_ROW;
  }
  return logits;
}

/** The weights that take part in a row, and their features. */
interface Active {
  readonly places: Int32Array;
  readonly values: Float64Array;
  size: number;
}

function fill(active: Active, { count, numbers, places, weights }: LogisticDesign, row: number): void {
  active.size = 0;
  for (let i = 0; i < count; i += 1) add(active, i, numbers[row * count + i] as number);
  for (let i = 0; i < PLACES; i += 1) {
    const place = places[row * PLACES + i] as number;
    // The last weight is nobody's.
    if (place !== weights - 1) add(active, place, 1);
  }
  const slopes = (places[row * PLACES + 2] as number) + SKILL_SLOPES;
  for (let i = 0; i < SLOPES.length; i += 1) add(active, slopes + i, numbers[row * count + (SLOPES[i] as number)] as number);
}

function add(active: Active, place: number, value: number): void {
  if (value === 0) return;
  active.places[active.size] = place;
  active.values[active.size] = value;
  active.size += 1;
}

/** Moves the weights by a row's outcome; returns the logit from before. */
function learn({ places, values, size }: Active, correct: number, weights: Float64Array, precisions: Float64Array): number {
  let logit = 0;
  let spread = 0;
  for (let i = 0; i < size; i += 1) {
    const place = places[i] as number;
    const value = values[i] as number;
    logit += (weights[place] as number) * value;
    spread += (value * value) / (precisions[place] as number);
  }
  const chance = 1 / (1 + Math.exp(-logit));
  const doubt = chance * (1 - chance);
  const push = (correct - chance) / (1 + doubt * spread);
  for (let i = 0; i < size; i += 1) {
    const place = places[i] as number;
    const value = values[i] as number;
    const precision = precisions[place] as number;
    weights[place] = (weights[place] as number) + (value * push) / precision;
    precisions[place] = precision + doubt * value * value;
  }
  return logit;
}
