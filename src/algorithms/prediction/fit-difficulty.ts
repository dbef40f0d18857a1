import type { AnswerLog } from '../fitting/answer-log.js';
import { LARGEST_WEIGHT } from '../knowledge/logistic/logistic-weights.js';
import { DEFAULT_DIFFICULTY } from './logistic-items.js';

/** Pseudo-answers at the typical rate in the share of right answers of a learner and of a concept. */
const SHARE_PRIOR = 10;
/** Inverse variance of what the weight is expected to be before a log is seen. */
const PRECISION = 1;
const STEPS = 20;
const CLOSE_ENOUGH = 1e-9;
const ROWS_BETWEEN_PAUSES = 8_192;

/** What a log says of how far the host's difficulties can be believed. */
export interface FittedDifficulty {
  /** As of {@link LogisticDifficulty}: 0 where hard questions are answered right as often as easy ones. */
  readonly weight: number;
  /** Of each concept, by its number, the mean difficulty of its questions; undefined where the host never said one. */
  readonly typical: readonly (number | undefined)[];
}

/**
 * How much less often hard questions are answered right than easy ones of the same concept: the most probable slope of a logistic regression
 * on the host's difficulties, beside how often the learner and the concept are right; by Newton's steps, the problem being convex. Yields the
 * rows done since the last time.
 */
export function* fitDifficulty(log: AnswerLog): Generator<number, FittedDifficulty> {
  const { difficulty, concept, correct, learner, names, learners } = log;
  if (difficulty === undefined) return { weight: DEFAULT_DIFFICULTY.weight, typical: names.map(() => undefined) };
  const typical = meanDifficulties(log, difficulty);
  const right = correct.reduce((sum, each) => sum + each, 0);
  const rate = (right + 1) / (correct.length + 2);
  const ofConcepts = logitsOf(concept, correct, names.length, rate);
  const ofLearners = logitsOf(learner, correct, learners, rate);
  const baseLogit = logit(rate);
  let { weight } = DEFAULT_DIFFICULTY;
  for (let step = 0; step < STEPS; step += 1) {
    let slope = PRECISION * (weight - DEFAULT_DIFFICULTY.weight);
    let curvature = PRECISION;
    for (let row = 0; row < correct.length; row += 1) {
      if ((row + 1) % ROWS_BETWEEN_PAUSES === 0) yield ROWS_BETWEEN_PAUSES;
      const said = difficulty[row] as number;
      if (Number.isNaN(said)) continue;
      const easier = (typical[concept[row] as number] as number) - said;
      const base = (ofConcepts[concept[row] as number] as number) + (ofLearners[learner[row] as number] as number) - baseLogit;
      const p = 1 / (1 + Math.exp(-base - weight * easier));
      slope += (p - (correct[row] as number)) * easier;
      curvature += p * (1 - p) * easier * easier;
    }
    const next = Math.max(0, Math.min(LARGEST_WEIGHT, weight - slope / curvature));
    const moved = Math.abs(next - weight);
    weight = next;
    if (moved < CLOSE_ENOUGH) break;
  }
  return { weight, typical };
}

function meanDifficulties({ concept, names }: AnswerLog, difficulty: Float64Array): readonly (number | undefined)[] {
  const sums = new Float64Array(names.length);
  const counts = new Int32Array(names.length);
  for (const [row, said] of difficulty.entries()) {
    if (Number.isNaN(said)) continue;
    const number = concept[row] as number;
    sums[number] = (sums[number] as number) + said;
    counts[number] = (counts[number] as number) + 1;
  }
  return names.map((_, number) => (counts[number] === 0 ? undefined : (sums[number] as number) / (counts[number] as number)));
}

/** The logit of the share of right answers of each learner or concept, drawn towards what is typical. */
function logitsOf(column: Int32Array, correct: Uint8Array, size: number, rate: number): Float64Array {
  const right = new Float64Array(size).fill(SHARE_PRIOR * rate);
  const all = new Float64Array(size).fill(SHARE_PRIOR);
  for (const [row, number] of column.entries()) {
    right[number] = (right[number] as number) + (correct[row] as number);
    all[number] = (all[number] as number) + 1;
  }
  return right.map((sum, number) => logit(sum / (all[number] as number)));
}

function logit(share: number): number {
  return Math.log(share / (1 - share));
}
