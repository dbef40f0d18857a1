import { LONGEST_INTERVAL_DAYS } from '../longest-interval.js';
import { checkSm2Params, type Sm2Params, sm2Defaults } from '../sm2/sm2-params.js';
import { checkSm2State, type Sm2State } from '../sm2/sm2-step.js';
import { daysUntil, type FsrsCore, growthAfterDays, SHORTEST_STABILITY_DAYS } from './fsrs-core.js';
import { coreOf } from './fsrs-core-of.js';
import { checkRetention, type FsrsParams, fsrsDefaults } from './fsrs-params.js';
import { wholeDays } from './fsrs-retrievability.js';
import { checkFsrsState, DAY_MS, dayOf, type FsrsState, newFsrsState } from './fsrs-state.js';

/** What SM-2's intervals are commonly held to leave of recall on the due date. */
const RECALL_AT_SM2_DUE = 0.9;

/**
 * Converts an SM-2 state (of either variant) to an FSRS state. If you have the history, {@link fsrsFromHistory} is more accurate. r is the assumed
 * recall at the due date:
 *
 *     S = I·F / (r^(−1/w20) − 1): the stability at which recall is r after the interval
 *     D = 11 − (EF − 1) / (e^w8·S^−w9·(e^(w10·(1 − r)) − 1)), from 1 to 10: the difficulty at which a good rating would multiply S by EF
 *
 * The due date does not change. The count of successes is lost, and so is the part of an ease that a difficulty from 1 to 10 cannot express.
 *
 * Source: fsrs-rs, `memory_state_from_sm2`.
 *
 * @param retention - r, above 0 and below 1
 * @returns a state in review, or a new state for a card without reviews; `last_day` is in UTC
 * @throws AdaptiveLearningError `invalid_input` when an argument is out of range
 *
 * @example
 * const card = { repetitions: 3, ease_factor: 2.5, interval_days: 15, last_review: 0 };
 * const { phase, stability, difficulty, due } = fsrsFromSm2(card);
 * [phase, stability, difficulty, due] //=> ['review', 15, 6.6285…, 1296000000]
 */
export function fsrsFromSm2(state: Sm2State, params: FsrsParams = fsrsDefaults, retention: number = RECALL_AT_SM2_DUE): FsrsState {
  checkSm2State('fsrsFromSm2.state', state);
  const core = coreOf(params);
  checkRetention('fsrsFromSm2.retention', retention);
  const { ease_factor, interval_days, last_review } = state;
  if (last_review === null) return newFsrsState();
  const days = Math.min(LONGEST_INTERVAL_DAYS, interval_days);
  const stability = clamp(days / daysUntil(core, 1, retention), SHORTEST_STABILITY_DAYS, LONGEST_INTERVAL_DAYS);
  const difficulty = clamp(11 - (ease_factor - 1) / growthPerEase(core, stability, retention), 1, 10);
  const at = last_review + 0;
  return {
    phase: 'review',
    step: 0,
    stability,
    difficulty,
    interval_days: days + 0,
    due: at + days * DAY_MS,
    last_review: at,
    last_day: dayOf(at, undefined),
  };
}

/**
 * Converts an FSRS state to an SM-2 state: the inverse of {@link fsrsFromSm2}.
 *
 *     I  = the whole days until recall is r, by {@link fsrsTimeUntil}
 *     EF = 1 + e^w8·S^−w9·(11 − D)·(e^(w10·(1 − r)) − 1), from minimum_ease to initial_ease: the factor by which a good rating would multiply S
 *
 * The forgetting curve, steps of minutes, and eases above the initial one are lost. SM-2 keeps an ease forever, whereas in FSRS a memory grows more
 * slowly the more stable it is, so the growth of a young card must not become its ease. The number of consecutive successes is set as the next
 * interval needs it: 0 while learning, 1 below `second_interval_days`, otherwise 2.
 *
 * @param retention - r, above 0 and below 1
 * @returns a state for {@link sm2Step} or {@link sm2ButtonsStep}
 * @throws AdaptiveLearningError `invalid_input` when an argument is out of range
 *
 * @example
 * const card = { repetitions: 3, ease_factor: 2.3, interval_days: 15, last_review: 0 };
 * sm2FromFsrs(fsrsFromSm2(card)) //=> { repetitions: 2, ease_factor: 2.3…, interval_days: 15, last_review: 0 }
 */
export function sm2FromFsrs(
  state: FsrsState,
  params: FsrsParams = fsrsDefaults,
  sm2Params: Sm2Params = sm2Defaults,
  retention: number = RECALL_AT_SM2_DUE,
): Sm2State {
  checkFsrsState(state);
  const core = coreOf(params);
  checkSm2Params(sm2Params);
  checkRetention('sm2FromFsrs.retention', retention);
  const { initial_ease, minimum_ease, first_interval_days, second_interval_days, maximum_interval_days } = sm2Params;
  if (state.phase === 'new') return { repetitions: 0, ease_factor: initial_ease, interval_days: 0, last_review: null };
  const growth = growthPerEase(core, state.stability, retention) * (11 - state.difficulty);
  const days = wholeDays(daysUntil(core, state.stability, retention), maximum_interval_days);
  return {
    repetitions: state.phase !== 'review' ? 0 : days < second_interval_days ? 1 : 2,
    ease_factor: clamp(1 + growth, minimum_ease, initial_ease),
    interval_days: state.phase === 'review' ? days : first_interval_days,
    last_review: state.last_review + 0,
  };
}

/** What good adds to stability on a due date, as a share of it, for each point that difficulty lies below 11. */
function growthPerEase(core: FsrsCore, stability: number, retention: number): number {
  return growthAfterDays(core, stability, 10, retention);
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
