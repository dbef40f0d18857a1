import { LONGEST_INTERVAL_DAYS } from '../longest-interval.js';

/** No stability is shorter, in days: about a minute and a half. As in py-fsrs, fsrs-rs and ts-fsrs. */
export const SHORTEST_STABILITY_DAYS = 0.001;

/** What stability is defined by: the recall that is left after so many days. */
const RECALL_AT_STABILITY = 0.9;

/** The memory state of FSRS. */
export type FsrsMemory = {
  /** Days until recall falls from 1 to 0.9; 0.001 to 36,500. */
  readonly stability: number;
  /** Difficulty, 1 to 10; the higher it is, the less a recall increases stability. */
  readonly difficulty: number;
};

/** The constants that the formulas need of the weights, derived once. Grades are indices from 0 (again) to 3 (easy). */
export type FsrsCore = {
  readonly firstStability: readonly number[];
  readonly firstDifficulty: readonly number[];
  readonly decay: number;
  readonly factor: number;
  readonly growthExponent: number;
  readonly growthPower: number;
  readonly growthSteepness: number;
  readonly growthOfGrade: readonly number[];
  readonly lapseScale: number;
  readonly lapseDifficultyPower: number;
  readonly lapsePower: number;
  readonly lapseSteepness: number;
  readonly lapseShare: number;
  readonly sameDayOfGrade: readonly number[];
  readonly sameDayPower: number;
  readonly difficultyStep: number;
  readonly reversion: number;
  readonly easyDifficulty: number;
  readonly shortTerm: boolean;
  /** The interval to the desired retention, as a multiple of stability. */
  readonly intervalPerStability: number;
};

/** From the 21 weights of FSRS-6; without short term, a review on the same day is one after no time, and a lapse may keep all stability. */
export function deriveFsrsCore(weights: readonly number[], shortTerm: boolean, desiredRetention: number): FsrsCore {
  const w = (index: number): number => weights[index] ?? Number.NaN;
  const decay = -w(20);
  const factor = RECALL_AT_STABILITY ** (1 / decay) - 1;
  const difficultyOf = (grade: number): number => w(4) - Math.exp(w(5) * grade) + 1;
  return {
    firstStability: [w(0), w(1), w(2), w(3)],
    firstDifficulty: [0, 1, 2, 3].map((grade) => clampDifficulty(difficultyOf(grade))),
    decay,
    factor,
    growthExponent: w(8),
    growthPower: -w(9),
    growthSteepness: w(10),
    growthOfGrade: [0, w(15), 1, w(16)],
    lapseScale: w(11),
    lapseDifficultyPower: -w(12),
    lapsePower: w(13),
    lapseSteepness: w(14),
    lapseShare: shortTerm ? Math.exp(-w(17) * w(18)) : 1,
    sameDayOfGrade: [0, 1, 2, 3].map((grade) => Math.exp(w(17) * (grade - 2 + w(18)))),
    sameDayPower: -w(19),
    difficultyStep: w(6),
    reversion: w(7),
    easyDifficulty: difficultyOf(3),
    shortTerm,
    intervalPerStability: (desiredRetention ** (1 / decay) - 1) / factor,
  };
}

// The formulas as Math.exp of a sum of logarithms: half the time of Math.pow, and the same within a few units of the last place.

/** R(t) = (1 + F·t/S)^−w20 */
export function recallAfter(core: FsrsCore, stability: number, elapsedDays: number): number {
  return Math.exp(core.decay * Math.log(1 + (core.factor * elapsedDays) / stability));
}

/** The t of a given R: S·(R^(−1/w20) − 1)/F */
export function daysUntil(core: FsrsCore, stability: number, recall: number): number {
  return (stability * (recall ** (1 / core.decay) - 1)) / core.factor;
}

/** What a recall adds to stability, as a multiple of it, after good: e^w8·(11 − D)·S^−w9·(e^(w10·(1 − R)) − 1) */
export function growthAfterDays(core: FsrsCore, stability: number, difficulty: number, recall: number): number {
  const most = Math.exp(core.growthExponent + core.growthPower * Math.log(stability)) * (11 - difficulty);
  return most * (Math.exp(core.growthSteepness * (1 - recall)) - 1);
}

/** S' = S·(1 + growth), hard with w15 of the growth, easy with w16 times it. */
export function stabilityAfterPass(core: FsrsCore, stability: number, growth: number, grade: number): number {
  return clampStability(stability * (1 + growth * (core.growthOfGrade[grade] ?? 0)));
}

/** S' = min(w11·D^−w12·((S + 1)^w13 − 1)·e^(w14·(1 − R)), S/e^(w17·w18)) */
export function stabilityAfterLapse(core: FsrsCore, stability: number, difficulty: number, recall: number): number {
  const raised = Math.exp(core.lapsePower * Math.log(stability + 1)) - 1;
  const kept = core.lapseScale * raised * Math.exp(core.lapseDifficultyPower * Math.log(difficulty) + core.lapseSteepness * (1 - recall));
  return clampStability(Math.min(kept, stability * core.lapseShare));
}

/** S' = S·e^(w17·(G − 3 + w18))·S^−w19, where a pass never weakens. */
export function stabilityOnSameDay(core: FsrsCore, stability: number, grade: number): number {
  const change = (core.sameDayOfGrade[grade] ?? 1) * Math.exp(core.sameDayPower * Math.log(stability));
  return clampStability(stability * (grade > 0 && change < 1 ? 1 : change));
}

/** D' = w7·D0(easy) + (1 − w7)·(D − w6·(G − 3)·(10 − D)/9) */
export function difficultyAfter(core: FsrsCore, difficulty: number, grade: number): number {
  const moved = difficulty - (core.difficultyStep * (grade - 2) * (10 - difficulty)) / 9;
  return clampDifficulty(core.reversion * core.easyDifficulty + (1 - core.reversion) * moved);
}

/** Stability after any review, by which of the three formulas holds. */
export function stabilityAfter(core: FsrsCore, stability: number, difficulty: number, elapsedDays: number, grade: number): number {
  if (core.shortTerm && elapsedDays < 1) return stabilityOnSameDay(core, stability, grade);
  const recall = recallAfter(core, stability, elapsedDays);
  if (grade === 0) return stabilityAfterLapse(core, stability, difficulty, recall);
  return stabilityAfterPass(core, stability, growthAfterDays(core, stability, difficulty, recall), grade);
}

function clampStability(days: number): number {
  return days < SHORTEST_STABILITY_DAYS ? SHORTEST_STABILITY_DAYS : days > LONGEST_INTERVAL_DAYS ? LONGEST_INTERVAL_DAYS : days;
}

function clampDifficulty(difficulty: number): number {
  return difficulty < 1 ? 1 : difficulty > 10 ? 10 : difficulty;
}
