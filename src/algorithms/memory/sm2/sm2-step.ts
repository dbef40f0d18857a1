import { invalidInput } from '../../../errors.js';
import { checkGrade, checkInstant } from '../../argument-checks.js';
import type { Grade } from '../../model.js';
import { easeAfterFailure, easeAfterPass, intervalAfterPass, isSm2Item, PASSING_GRADE, refuseSm2Item, type Sm2Item } from './sm2-item.js';
import { checkSm2Params, type Sm2Params, sm2Defaults } from './sm2-params.js';

/** The SM-2 state of an item. */
export type Sm2State = Sm2Item & {
  /** The instant of the last review, ms since 1970; null before the first. */
  readonly last_review: number | null;
};

/**
 * The state after a review by {@link sm2NextItem}, with its date. This step ignores whether the review was early or late: `at` is only stored.
 *
 * @param state - from `sm2.initial` or an earlier step
 * @param grade - quality of recall, an integer from 0 to 5
 * @param at - the instant of the review, ms since 1970
 * @param params - see {@link Sm2Params}
 * @returns a new state; `interval_days` is an integer from 1 to `maximum_interval_days`
 * @throws AdaptiveLearningError `invalid_input` when an argument is out of range
 *
 * @example
 * const twice = { repetitions: 2, ease_factor: 2.5, interval_days: 6, last_review: 0 };
 * sm2Step(twice, 4, 518400000) //=> { repetitions: 3, ease_factor: 2.5, interval_days: 15, last_review: 518400000 }
 * sm2Step(twice, 1, 518400000) //=> { repetitions: 0, ease_factor: 2.5, interval_days: 1, last_review: 518400000 }
 * sm2Step(twice, 7, 518400000) //=> throws invalid_input
 */
export function sm2Step(state: Sm2State, grade: Grade, at: number, params: Sm2Params = sm2Defaults): Sm2State {
  if (!isSm2Item(state) || (state.last_review === null && state.repetitions > 0)) checkSm2State('sm2.state', state);
  checkGrade('sm2.update.grade', grade);
  checkInstant('sm2.update.at', at);
  checkSm2Params(params);
  const { repetitions, ease_factor, interval_days } = state;
  if (grade < PASSING_GRADE) {
    const ease = easeAfterFailure(ease_factor, grade, params);
    return { repetitions: 0, ease_factor: ease, interval_days: params.first_interval_days, last_review: at };
  }
  const ease = easeAfterPass(ease_factor, grade, params);
  return {
    repetitions: repetitions + 1,
    ease_factor: ease,
    interval_days: intervalAfterPass(repetitions, interval_days, ease_factor, ease, params),
    last_review: at,
  };
}

export function checkSm2State(where: string, state: Sm2State): void {
  if (!isSm2Item(state)) refuseSm2Item(where, state);
  if (state.last_review === null) {
    if (state.repetitions > 0) throw invalidInput(`${where}.last_review`, 'an instant, since there were repetitions', null);
  } else {
    checkInstant(`${where}.last_review`, state.last_review);
  }
}
