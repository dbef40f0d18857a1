import type { FsrsParams } from './fsrs-params.js';
import type { FsrsState } from './fsrs-state.js';

const DAY_MINUTES = 1440;
/** What hard waits at an only step, as a multiple of it. */
const HARD_AT_AN_ONLY_STEP = 1.5;

/**
 * Minutes that an answer makes an item wait, or 0 when its next review is days away: at once with easy, after the last step with good,
 * in review with anything but again.
 */
export function stepMinutes(params: FsrsParams, phase: FsrsState['phase'], step: number, grade: number): number {
  if (!params.short_term || grade === 3 || (phase === 'review' && grade > 0)) return 0;
  const steps = phase === 'review' || phase === 'relearning' ? params.relearning_steps : params.learning_steps;
  const first = steps[0];
  if (first === undefined) return 0;
  if (grade === 0) return first;
  // Of parameters that have fewer steps than those that the item came by.
  if (step >= steps.length) return 0;
  return grade === 1 ? hardMinutes(params, steps, first, step) : (steps[step + 1] ?? 0);
}

/** Neither shorter than again nor longer than good would wait. */
function hardMinutes(params: FsrsParams, steps: readonly number[], first: number, step: number): number {
  if (params.hard_step === 'current' && step > 0) return steps[step] ?? first;
  const second = steps[1];
  const between = second === undefined ? first * HARD_AT_AN_ONLY_STEP : (first + second) / 2;
  const minutes = params.hard_step === 'first' ? Math.round(between) : between;
  return Math.min(Math.max(first, minutes), second ?? DAY_MINUTES);
}
