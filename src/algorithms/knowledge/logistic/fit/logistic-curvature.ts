import { factorInPlace, solveInPlace } from '../../../fitting/cholesky.js';
import { SHARED_SIZE, SKILL_SIZE, SKILL_SLOPES, SLOPES } from '../logistic-layout.js';
import { itemPlace, type LogisticDesign, PLACES, skillPlace } from './logistic-design.js';

/** Answers looked at for the curvature: every so-manieth, so that there are about so many. More would cost more than they save. */
const SAMPLE = 40_000;
/** p·(1 − p) of a typical answer: what one answer adds to the curvature, for a feature of 1. */
const TYPICAL_VARIANCE = 0.18;

/** Divides a vector in place by an estimate of the curvature: the inverse of its blocks of shared weights, of each skill, of each item. */
export type LogisticCurvature = (vector: Float64Array) => void;

/** Work of an answer in the blocks, and of taking a skill's block apart, in rows of the objective. */
const WORK_OF_A_ROW = 4;
const WORK_OF_A_SKILL = 64;

/** Second derivatives of the loss at even odds, from a sample of the answers; those between blocks are left out. Yields its work in pieces. */
export function* curvatureOf(design: LogisticDesign, precision: Float64Array, skills: number): Generator<number, LogisticCurvature> {
  const stride = Math.max(1, Math.floor(design.rows / SAMPLE));
  const weight = TYPICAL_VARIANCE * stride;
  const shared = new Float64Array(SHARED_SIZE * SHARED_SIZE);
  const own = Array.from({ length: skills }, () => new Float64Array(SKILL_SIZE * SKILL_SIZE));
  const rest = precision.slice();
  for (let row = 0; row < design.rows; row += stride) {
    addShared(shared, design, row, weight);
    const skill = ((design.places[row * PLACES + 2] as number) - skillPlace(0)) / SKILL_SIZE;
    addSkill(own[skill] as Float64Array, design, row, weight);
    const item = design.places[row * PLACES + 5] as number;
    rest[item] = (rest[item] as number) + weight;
    yield WORK_OF_A_ROW;
  }
  const least = 1e-6;
  addDiagonal(shared, SHARED_SIZE, precision, 0);
  factorInPlace(shared, SHARED_SIZE, least);
  for (const [skill, block] of own.entries()) {
    addDiagonal(block, SKILL_SIZE, precision, skillPlace(skill));
    factorInPlace(block, SKILL_SIZE, least);
    yield WORK_OF_A_SKILL;
  }
  const items = itemPlace(skills, 0);
  return (vector) => {
    solveInPlace(shared, SHARED_SIZE, vector, 0);
    for (const [skill, block] of own.entries()) solveInPlace(block, SKILL_SIZE, vector, skillPlace(skill));
    for (let i = items; i < vector.length; i += 1) vector[i] = (vector[i] as number) / (rest[i] as number);
  };
}

/** Adds weight·x·xᵀ of a row's shared features, lower triangle. */
function addShared(block: Float64Array, { count, numbers, places }: LogisticDesign, row: number, weight: number): void {
  const streaks = [places[row * PLACES] as number, places[row * PLACES + 1] as number] as const;
  for (let i = 0; i < count; i += 1) {
    const x = weight * (numbers[row * count + i] as number);
    if (x === 0) continue;
    for (let j = 0; j <= i; j += 1) add(block, i * SHARED_SIZE + j, x * (numbers[row * count + j] as number));
    add(block, streaks[0] * SHARED_SIZE + i, x);
    add(block, streaks[1] * SHARED_SIZE + i, x);
  }
  add(block, streaks[0] * (SHARED_SIZE + 1), weight);
  add(block, streaks[1] * (SHARED_SIZE + 1), weight);
  add(block, streaks[1] * SHARED_SIZE + streaks[0], weight);
}

function addSkill(block: Float64Array, { count, numbers, places, weights }: LogisticDesign, row: number, weight: number): void {
  const from = places[row * PLACES + 2] as number;
  const previous = places[row * PLACES + 4] as number;
  // In rising order, so that every pair falls into the lower triangle.
  const at = [0, ...SLOPES.map((_, i) => SKILL_SLOPES + i), (places[row * PLACES + 3] as number) - from];
  const x = [1, ...SLOPES.map((place) => numbers[row * count + place] as number), 1];
  if (previous !== weights - 1) {
    at.push(previous - from);
    x.push(1);
  }
  for (let i = 0; i < at.length; i += 1) {
    for (let j = 0; j <= i; j += 1)
      add(block, (at[i] as number) * SKILL_SIZE + (at[j] as number), weight * (x[i] as number) * (x[j] as number));
  }
}

function addDiagonal(block: Float64Array, size: number, values: Float64Array, from: number): void {
  for (let i = 0; i < size; i += 1) add(block, i * (size + 1), values[from + i] as number);
}

function add(to: Float64Array, place: number, value: number): void {
  to[place] = (to[place] as number) + value;
}
