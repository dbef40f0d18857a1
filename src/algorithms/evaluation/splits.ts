import { invalidInput } from '../../errors.js';
import { checkCount, checkInstant } from '../argument-checks.js';
import type { Clusters } from './resampling.js';

const DEFAULT_TEST_SHARE = 0.2;
const MOST_FOLDS = 1_000;

/** Row indices of a log; each part is in ascending order. */
export type Split = {
  /** Rows to fit on. */
  readonly train: Int32Array;
  /** Rows to measure on. */
  readonly test: Int32Array;
};

/**
 * Splits a log by learners: no learner is in both parts, so the model is tested on learners that it has not seen.
 *
 * Learners are sorted by a hash of their name and the seed. The first ⌊share · learners⌉ of them, at least one, are the test set. So the split
 * depends only on the names and the seed, not on the order of the log or the number of answers per learner.
 *
 * @param learners - the learner of each row, by name or number
 * @param testShare - the share of learners in the test set, above 0 and below 1; 0.2 by default
 * @param seed - an integer; 0 by default
 * @throws AdaptiveLearningError `invalid_input` when an argument is out of range, or there are fewer than two learners
 *
 * @example
 * const { train, test } = splitByLearner(['ada', 'bo', 'ada', 'cy', 'bo', 'di', 'ed'], 0.4);
 * [train.length, test.length] //=> [4, 3]
 */
export function splitByLearner(learners: Clusters, testShare: number = DEFAULT_TEST_SHARE, seed = 0): Split {
  checkLearners('splitByLearner.learners', learners);
  checkShare('splitByLearner.testShare', testShare);
  checkSeed('splitByLearner.seed', seed);
  const order = shuffledLearners(learners, seed);
  if (order.length < 2) throw invalidInput('splitByLearner.learners', 'two learners or more', order.length);
  const count = Math.min(order.length - 1, Math.max(1, Math.round(order.length * testShare)));
  const tested = new Set(order.slice(0, count));
  return partition(learners.length, (row) => tested.has(learners[row] as number | string));
}

/**
 * Several splits by learners, for cross-validation: each learner is tested in exactly one fold, and the folds differ by at most one learner.
 *
 * @param learners - the learner of each row, by name or number
 * @param folds - an integer from 2 to 1000, at most the number of learners; 5 by default
 * @param seed - an integer; 0 by default
 * @throws AdaptiveLearningError `invalid_input` when an argument is out of range
 *
 * @example
 * foldsByLearner(['ada', 'bo', 'ada', 'cy'], 3).map(({ test }) => test.length).sort() //=> [1, 1, 2]
 */
export function foldsByLearner(learners: Clusters, folds = 5, seed = 0): readonly Split[] {
  checkLearners('foldsByLearner.learners', learners);
  checkCount('foldsByLearner.folds', folds);
  checkSeed('foldsByLearner.seed', seed);
  const order = shuffledLearners(learners, seed);
  if (folds < 2 || folds > MOST_FOLDS || folds > order.length) {
    throw invalidInput('foldsByLearner.folds', 'a whole number from 2 to the number of learners, at most 1000', folds);
  }
  const foldOf = new Map(order.map((learner, place) => [learner, place % folds]));
  return Array.from({ length: folds }, (_, fold) =>
    partition(learners.length, (row) => foldOf.get(learners[row] as number | string) === fold),
  );
}

/**
 * Splits a log by time: the latest answers are the test set, so the model is tested on a future that it has not seen. Answers at the same instant
 * stay together, in the test set.
 *
 * @param at - the instant of each answer, ms since 1970, in any order
 * @param testShare - the share of answers in the test set, above 0 and below 1; 0.2 by default
 * @throws AdaptiveLearningError `invalid_input` when an argument is out of range
 *
 * @example
 * splitByTime([10, 50, 20, 40, 30], 0.4) //=> { train: Int32Array.of(0, 2, 4), test: Int32Array.of(1, 3) }
 */
export function splitByTime(at: readonly number[] | Float64Array, testShare: number = DEFAULT_TEST_SHARE): Split {
  if (!(Array.isArray(at) || at instanceof Float64Array)) throw invalidInput('splitByTime.at', 'a list of instants', at);
  for (const time of at) checkInstant('splitByTime.at', time);
  checkShare('splitByTime.testShare', testShare);
  const sorted = Float64Array.from(at).sort();
  const first = sorted[Math.min(sorted.length - 1, Math.round(sorted.length * (1 - testShare)))] as number;
  return partition(at.length, (row) => (at[row] as number) >= first);
}

function partition(rows: number, isTest: (row: number) => boolean): Split {
  const [train, test]: [number[], number[]] = [[], []];
  for (let row = 0; row < rows; row += 1) (isTest(row) ? test : train).push(row);
  return { train: Int32Array.from(train), test: Int32Array.from(test) };
}

function shuffledLearners(learners: Clusters, seed: number): readonly (number | string)[] {
  const distinct = [...new Set<number | string>(learners as readonly (number | string)[])];
  const hashed = distinct.map((learner) => ({ learner, name: `${typeof learner}:${learner}`, hash: 0 }));
  for (const each of hashed) each.hash = hashOf(each.name, seed);
  hashed.sort((a, b) => a.hash - b.hash || (a.name < b.name ? -1 : 1));
  return hashed.map(({ learner }) => learner);
}

/** FNV-1a over the characters, begun with the seed, and mixed at the end as in MurmurHash3, for FNV alone leaves similar names close together. */
function hashOf(text: string, seed: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function checkLearners(where: string, learners: Clusters): void {
  if (!(Array.isArray(learners) || learners instanceof Int32Array)) throw invalidInput(where, 'a list of learners', learners);
  for (const learner of learners) {
    if (typeof learner !== 'string' && !Number.isFinite(learner)) throw invalidInput(where, 'texts or numbers', learner);
  }
}

function checkShare(where: string, share: number): void {
  if (!(Number.isFinite(share) && share > 0 && share < 1)) throw invalidInput(where, 'a number > 0 and < 1', share);
}

function checkSeed(where: string, seed: number): void {
  if (!Number.isSafeInteger(seed)) throw invalidInput(where, 'a whole number', seed);
}
