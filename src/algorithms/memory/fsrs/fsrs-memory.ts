import { invalidInput } from '../../../errors.js';
import { checkNotNegative, checkObject, checkRating } from '../../argument-checks.js';
import type { Rating } from '../../model.js';
import { LONGEST_INTERVAL_DAYS } from '../longest-interval.js';
import { difficultyAfter, type FsrsMemory, SHORTEST_STABILITY_DAYS, stabilityAfter } from './fsrs-core.js';
import { coreOf } from './fsrs-core-of.js';
import { type FsrsParams, fsrsDefaults } from './fsrs-params.js';

/**
 * The memory after a first answer.
 *
 *     S = w0, w1, w2 or w3, by the rating
 *     D = w4 − e^(w5·(G − 1)) + 1, from 1 to 10
 *
 * Source: FSRS-6 (github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm).
 *
 * @throws AdaptiveLearningError `invalid_input` when an argument is out of range
 *
 * @example
 * fsrsInitialMemory(1) //=> { stability: 0.212, difficulty: 6.4133 }
 * fsrsInitialMemory(3) //=> { stability: 2.3065, difficulty: 2.1181… }
 */
export function fsrsInitialMemory(rating: Rating, params: FsrsParams = fsrsDefaults): FsrsMemory {
  checkRating('fsrsInitialMemory.rating', rating);
  const { firstStability, firstDifficulty } = coreOf(params);
  return { stability: firstStability[rating - 1] ?? 0, difficulty: firstDifficulty[rating - 1] ?? 0 };
}

/**
 * The memory after a review. R is the recall just before it, by {@link fsrsRetrievability}:
 *
 *     good:      S' = S·(1 + e^w8·(11 − D)·S^−w9·(e^(w10·(1 − R)) − 1)); hard multiplies the growth by w15, easy by w16
 *     again:     S' = w11·D^−w12·((S + 1)^w13 − 1)·e^(w14·(1 − R)), at most S/e^(w17·w18)
 *     same day:  S' = S·e^(w17·(G − 3 + w18))·S^−w19, where a pass never lowers S
 *     D' = w7·D0(easy) + (1 − w7)·(D − w6·(G − 3)·(10 − D)/9), from 1 to 10
 *
 * Source: FSRS-6, as in {@link fsrsInitialMemory}; agrees with py-fsrs 6.3.2 up to rounding, and with ts-fsrs 5.4.2 to its eight decimals.
 *
 * @param elapsedDays - days since the previous review; below 1 is the same day
 * @returns `stability` from 0.001 to 36,500 days, `difficulty` from 1 to 10
 * @throws AdaptiveLearningError `invalid_input` when an argument is out of range
 *
 * @example
 * const memory = fsrsInitialMemory(3);
 * fsrsNextMemory(memory, 2, 3) //=> { stability: 10.96…, difficulty: 2.1112… }
 * fsrsNextMemory(memory, 2, 1) //=> { stability: 0.6076…, difficulty: 7.3945… }
 * fsrsNextMemory(memory, 0, 3) //=> { stability: 2.3065, difficulty: 2.1112… }
 */
export function fsrsNextMemory(memory: FsrsMemory, elapsedDays: number, rating: Rating, params: FsrsParams = fsrsDefaults): FsrsMemory {
  checkFsrsMemory('fsrsNextMemory.memory', memory);
  checkNotNegative('fsrsNextMemory.elapsedDays', elapsedDays);
  checkRating('fsrsNextMemory.rating', rating);
  const core = coreOf(params);
  const { stability, difficulty } = memory;
  return {
    stability: stabilityAfter(core, stability, difficulty, elapsedDays, rating - 1),
    difficulty: difficultyAfter(core, difficulty, rating - 1),
  };
}

export function checkFsrsMemory(where: string, memory: FsrsMemory): void {
  checkObject(where, memory);
  const { stability, difficulty } = memory;
  if (!(Number.isFinite(stability) && stability >= SHORTEST_STABILITY_DAYS && stability <= LONGEST_INTERVAL_DAYS)) {
    throw invalidInput(`${where}.stability`, 'days from 0.001 to 36500', stability);
  }
  if (!(Number.isFinite(difficulty) && difficulty >= 1 && difficulty <= 10)) {
    throw invalidInput(`${where}.difficulty`, 'a number from 1 to 10', difficulty);
  }
}
