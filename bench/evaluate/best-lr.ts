import type { LogisticLog, Prediction } from 'adaptive-learning-engine/algorithms';
import { limitedMemoryMinimum } from '../../src/algorithms/fitting/limited-memory-minimum.js';
import { runAtOnce } from '../../src/algorithms/fitting/run-in-slices.js';

/** Weights that every answer has: the constant, and right and wrong answers over all skills. */
const SHARED = 3;
/** Of a skill: how easy it is, and what right and wrong answers on it count. */
const OF_SKILL = 3;
/** scikit-learn's C of 1. */
const PRECISION = 1;
const TYPICAL_VARIANCE = 0.18;

/**
 * Best-LR: a logistic regression on items, skills, and right and wrong answers so far, as ln(1 + n), on the skill and over all; fitted to one log,
 * it predicts another, each answer before it is seen.
 *
 * Source: T. Gervet, K. Koedinger, J. Schneider, T. Mitchell, When is deep learning the best approach to knowledge tracing?, 2020.
 */
export function bestLr(train: LogisticLog, test: LogisticLog): readonly Prediction[] {
  const size = SHARED + OF_SKILL * train.skills.length + (train.items?.length ?? 0);
  const seen = designOf(train);
  const curvature = new Float64Array(size).fill(PRECISION);
  each(seen, (place, value) => {
    curvature[place] = (curvature[place] as number) + TYPICAL_VARIANCE * value * value;
  });
  function* objective(weights: Float64Array, gradient: Float64Array): Generator<number, number> {
    gradient.fill(0);
    let loss = 0;
    for (let row = 0; row < seen.rows; row += 1) {
      const logit = logitOf(seen, row, weights);
      const right = train.correct[row] as number;
      loss += Math.log1p(Math.exp(right === 1 ? -logit : logit));
      const error = 1 / (1 + Math.exp(-logit)) - right;
      eachOf(seen, row, (place, value) => {
        gradient[place] = (gradient[place] as number) + error * value;
      });
    }
    for (let i = 0; i < size; i += 1) {
      loss += 0.5 * PRECISION * (weights[i] as number) ** 2;
      gradient[i] = (gradient[i] as number) + PRECISION * (weights[i] as number);
    }
    yield seen.rows;
    return loss;
  }
  const { point } = runAtOnce(
    limitedMemoryMinimum(objective, {
      start: new Float64Array(size),
      divideByCurvature: (vector) => {
        for (let i = 0; i < size; i += 1) vector[i] = (vector[i] as number) / (curvature[i] as number);
      },
      tolerance: 1e-6,
      mostIterations: 200,
      onStep: () => undefined,
    }),
  );
  const asked = designOf(test);
  return Array.from(test.correct, (right, row) => ({ predicted: 1 / (1 + Math.exp(-logitOf(asked, row, point))), actual: right === 1 }));
}

const PLACES = 8;

/** The weights that take part in each answer and their features, {@link PLACES} a row; −1 where there is none. */
interface Design {
  readonly rows: number;
  readonly places: Int32Array;
  readonly values: Float64Array;
}

function designOf({ learner, skill, skills, item, correct }: LogisticLog): Design {
  const rows = correct.length;
  const places = new Int32Array(rows * PLACES).fill(-1);
  const values = new Float64Array(rows * PLACES);
  const counts = new Map<string, [wrong: number, right: number]>();
  for (let row = 0; row < rows; row += 1) {
    const who = learner[row] as number;
    const what = skill[row] as number;
    const all = counts.get(`${who}`) ?? [0, 0];
    const own = counts.get(`${who} ${what}`) ?? [0, 0];
    const from = SHARED + OF_SKILL * what;
    const number = item?.[row] ?? -1;
    const features: readonly (readonly [number, number])[] = [
      [0, 1],
      [1, Math.log1p(all[1])],
      [2, Math.log1p(all[0])],
      [from, 1],
      [from + 1, Math.log1p(own[1])],
      [from + 2, Math.log1p(own[0])],
      [number < 0 ? -1 : SHARED + OF_SKILL * skills.length + number, 1],
    ];
    for (const [i, [place, value]] of features.entries()) {
      places[row * PLACES + i] = place;
      values[row * PLACES + i] = value;
    }
    all[correct[row] as 0 | 1] += 1;
    own[correct[row] as 0 | 1] += 1;
    counts.set(`${who}`, all).set(`${who} ${what}`, own);
  }
  return { rows, places, values };
}

function each(design: Design, visit: (place: number, value: number) => void): void {
  for (let row = 0; row < design.rows; row += 1) eachOf(design, row, visit);
}

function eachOf({ places, values }: Design, row: number, visit: (place: number, value: number) => void): void {
  for (let i = row * PLACES; i < (row + 1) * PLACES; i += 1) {
    if ((places[i] as number) >= 0) visit(places[i] as number, values[i] as number);
  }
}

function logitOf(design: Design, row: number, weights: Float64Array): number {
  let logit = 0;
  eachOf(design, row, (place, value) => {
    logit += (weights[place] as number) * value;
  });
  return logit;
}
