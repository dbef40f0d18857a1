import { checkCount, checkInstant, checkObject } from '../../argument-checks.js';

/** The state of {@link hlr} for an item. */
export type HlrState = {
  /** The numbers of right and wrong answers so far. */
  readonly right: number;
  readonly wrong: number;
  /** The instant of the last answer, ms since 1970; null before the first. */
  readonly last_review: number | null;
};

/** The features of the published code: √(1 + right), √(1 + wrong), 1. */
export function hlrFeatures({ right, wrong }: Pick<HlrState, 'right' | 'wrong'>): readonly [number, number, number] {
  return [Math.sqrt(1 + right), Math.sqrt(1 + wrong), 1];
}

export function checkHlrState(state: HlrState): void {
  checkObject('hlr.state', state);
  checkCount('hlr.state.right', state.right);
  checkCount('hlr.state.wrong', state.wrong);
  if (state.last_review !== null) checkInstant('hlr.state.last_review', state.last_review);
}
