import { seededRandom } from '../../../seeded-random.js';
import { FACTOR_SIZE } from '../logistic-factor.js';
import type { FactorRows } from './factor-rows.js';
import { type FactorTrace, type FactorVectors, walkBack, walkForward } from './factor-walk.js';

/** Chosen on learners held out of two public logs, where twice and half of each did no better by more than noise. */
const EPOCHS = 4;
const STEP = 0.15;
/** Squared gradients do not start from 0, so that the first step is no jump. */
const FIRST_SQUARE = 0.3;
/** What draws each gain and load of a skill to 0, in answers of the log that took part. */
const RIDGE = 3;
/**
 * Precision (inverse variance) of the normal prior of an item's gains and loads, however few answers it has. Without so firm a prior vectors of items
 * with a hundred answers each lost what those of skills gained, on 120,000 answers of simulated learners: of 3 to 30 this did best there.
 */
const ITEM_PRECISION = 10;
/** Gains to begin with: of each pair one that is alike for all skills, and one by chance, so that skills can part; loads begin at 0. */
const COMMON_GAIN = 0.5;
const SKILL_SPREAD = 0.3;
const ITEM_SPREAD = 0.2;
const SEED = 1;
/** A row back and forth through the factor, in rows of the objective of the other weights. */
const WORK_OF_A_ROW = 3;

/** Of some answers, the log loss without and with the factor, and the squares of what it gained; sums, natural logarithm. */
export interface FactorGain {
  readonly answers: number;
  readonly without: number;
  readonly with: number;
  readonly squares: number;
}

export interface FoundFactor {
  readonly vectors: FactorVectors;
  /** On the learners held out, whom the fit did not see. */
  readonly heldOut: FactorGain;
}

/**
 * Gains and loads of skills and items by AdaGrad, stretch by stretch, on top of the logits that the other weights give. The same rows give the
 * exactly the same vectors. The loss is not convex: the vectors are good ones, and not the best that there are.
 */
export function* fitFactor(rows: FactorRows, base: Float64Array, skills: number): Generator<number, FoundFactor> {
  const size = rows.vectors * FACTOR_SIZE;
  const vectors: FactorVectors = { values: firstVectors(rows.vectors, skills), loads: size };
  const trace = traceOf(rows);
  const factor = new Float64Array(FACTOR_SIZE);
  const gradient = new Float64Array(2 * size);
  const squares = new Float64Array(2 * size);
  const touched = new Set<number>();
  const stretchesOf = yield* stretchesOfItems(rows, skills);
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    const step = STEP * (1 - epoch / EPOCHS);
    for (const stretch of rows.stretches) {
      if (stretch.heldOut) continue;
      if (stretch.opens) factor.fill(0);
      walkForward(rows, base, vectors, stretch, factor, trace);
      walkBack(rows, vectors, stretch, trace, gradient, touched);
      const ofSkills = (RIDGE * (stretch.to - stretch.from)) / rows.order.length;
      for (const place of touched) {
        const item = place / FACTOR_SIZE - skills;
        const ridge = item < 0 ? ofSkills : ITEM_PRECISION / (stretchesOf[item] as number);
        move(vectors.values, squares, gradient, place, step, ridge);
        move(vectors.values, squares, gradient, size + place, step, ridge);
      }
      touched.clear();
      yield (stretch.to - stretch.from) * WORK_OF_A_ROW;
    }
  }
  return { vectors, heldOut: yield* factorGain(rows, base, vectors, true) };
}

/** In how many of the stretches that are fitted to each item with vectors of its own takes part. */
function* stretchesOfItems({ stretches, item, vectors }: FactorRows, skills: number): Generator<number, Int32Array> {
  const counts = new Int32Array(vectors - skills);
  const last = new Int32Array(counts.length).fill(-1);
  for (const [number, { from, to, heldOut }] of stretches.entries()) {
    if (heldOut) continue;
    for (let row = from; row < to; row += 1) {
      const place = (item[row] as number) - skills;
      if (place < 0 || last[place] === number) continue;
      last[place] = number;
      counts[place] = (counts[place] as number) + 1;
    }
    yield to - from;
  }
  return counts;
}

/** What the factor gains over the logits alone: on all learners, or on those held out. */
export function* factorGain(
  rows: FactorRows,
  base: Float64Array,
  vectors: FactorVectors,
  heldOutOnly: boolean,
): Generator<number, FactorGain> {
  const trace = traceOf(rows);
  const factor = new Float64Array(FACTOR_SIZE);
  const sums = { answers: 0, without: 0, with: 0, squares: 0 };
  for (const stretch of rows.stretches) {
    const { from, to, opens, heldOut } = stretch;
    if (heldOutOnly && !heldOut) continue;
    if (opens) factor.fill(0);
    walkForward(rows, base, vectors, stretch, factor, trace);
    for (let row = from; row < to; row += 1) {
      const right = rows.correct[row] as number;
      const [without, withFactor] = [lossOf(base[row] as number, right), lossOf(trace.logits[row - from] as number, right)];
      sums.without += without;
      sums.with += withFactor;
      sums.squares += (without - withFactor) ** 2;
    }
    sums.answers += to - from;
    yield to - from;
  }
  return sums;
}

function traceOf({ stretches }: FactorRows): FactorTrace {
  const longest = stretches.reduce((most, { from, to }) => Math.max(most, to - from), 0);
  return { factors: new Float64Array(longest * FACTOR_SIZE), logits: new Float64Array(longest) };
}

function firstVectors(vectors: number, skills: number): Float64Array {
  const random = seededRandom(SEED);
  const values = new Float64Array(2 * vectors * FACTOR_SIZE);
  for (let vector = 0; vector < vectors; vector += 1) {
    const ofSkill = vector < skills;
    for (let i = 0; i < FACTOR_SIZE; i += 1) {
      const spread = ofSkill ? SKILL_SPREAD : ITEM_SPREAD;
      const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
      const common = ofSkill ? COMMON_GAIN : 0;
      values[vector * FACTOR_SIZE + i] = i % 2 === 0 ? common : spread * normal;
    }
  }
  return values;
}

function move(values: Float64Array, squares: Float64Array, gradient: Float64Array, from: number, step: number, ridge: number): void {
  for (let place = from; place < from + FACTOR_SIZE; place += 1) {
    const value = values[place] as number;
    const slope = (gradient[place] as number) + ridge * value;
    const square = (squares[place] as number) + slope * slope;
    gradient[place] = 0;
    squares[place] = square;
    values[place] = value - (step * slope) / Math.sqrt(FIRST_SQUARE + square);
  }
}

function lossOf(logit: number, correct: number): number {
  const signed = correct === 1 ? logit : -logit;
  return signed > 0 ? Math.log1p(Math.exp(-signed)) : Math.log1p(Math.exp(signed)) - signed;
}
