import { invalidInput } from '../../../errors.js';
import { checkCount, checkInstant, checkNotNegative, checkObject } from '../../argument-checks.js';
import { checkFsrsMemory } from './fsrs-memory.js';
import type { FsrsParams } from './fsrs-params.js';

export const DAY_MS = 86_400_000;

/** An item without answers. */
export type FsrsNewState = {
  readonly phase: 'new';
  readonly step: 0;
  readonly stability: 0;
  readonly difficulty: 0;
  readonly interval_days: 0;
  readonly due: null;
  readonly last_review: null;
  readonly last_day: null;
};

/** An item with a memory and a due date. */
export type FsrsReviewedState = {
  /** `learning`: on the learning steps; `review`: at intervals of days; `relearning`: on the steps after a lapse. */
  readonly phase: 'learning' | 'review' | 'relearning';
  /** Index of the current step, from 0; 0 in review. */
  readonly step: number;
  /** Days until recall falls from 1 to 0.9. */
  readonly stability: number;
  /** 1 to 10. */
  readonly difficulty: number;
  /** Days from the last review to the next: an integer in review, a fraction on a step. */
  readonly interval_days: number;
  /** The instant at which the next review is due, ms since 1970. */
  readonly due: number;
  /** The instant of the last review, ms since 1970. */
  readonly last_review: number;
  /** The learner's day of the last review, counted from 1970-01-01. */
  readonly last_day: number;
};

/** The FSRS state of an item; `phase` discriminates the union. */
export type FsrsState = FsrsNewState | FsrsReviewedState;

/** An instant and, if known, its learner's day. */
export type FsrsMoment = {
  /** ms since 1970. */
  readonly at: number;
  /** The learner's day, an integer counted from 1970-01-01; the UTC day by default. */
  readonly day?: number | undefined;
};

export function newFsrsState(): FsrsNewState {
  return { phase: 'new', step: 0, stability: 0, difficulty: 0, interval_days: 0, due: null, last_review: null, last_day: null };
}

export function dayOf(at: number, day: number | undefined): number {
  return (day ?? Math.floor(at / DAY_MS)) + 0;
}

/** Days from the last review to a moment, as the parameters count them; a moment before the review counts as the review. */
export function elapsedDaysOf(state: FsrsReviewedState, at: number, day: number | undefined, params: FsrsParams): number {
  const days = params.day_count === 'calendar' ? dayOf(at, day) - state.last_day : Math.floor((at - state.last_review) / DAY_MS);
  return days > 0 ? days : 0;
}

export function checkMoment(whereAt: string, whereDay: string, at: number, day: number | undefined): void {
  checkInstant(whereAt, at);
  if (day !== undefined && !Number.isSafeInteger(day)) throw invalidInput(whereDay, 'a whole number of days since 1970', day);
}

export function checkFsrsState(state: FsrsState): void {
  checkObject('fsrs.state', state);
  const { phase } = state;
  if (phase === 'new') {
    const blank: boolean = state.step === 0 && state.stability === 0 && state.difficulty === 0 && state.interval_days === 0;
    if (!blank) throw invalidInput('fsrs.state.phase', "another than 'new', since there is a memory", phase);
    return;
  }
  if (phase !== 'learning' && phase !== 'review' && phase !== 'relearning') {
    throw invalidInput('fsrs.state.phase', "'new', 'learning', 'review' or 'relearning'", phase);
  }
  checkFsrsMemory('fsrs.state', state);
  checkCount('fsrs.state.step', state.step);
  checkNotNegative('fsrs.state.interval_days', state.interval_days);
  checkInstant('fsrs.state.last_review', state.last_review);
  if (!Number.isFinite(state.due)) throw invalidInput('fsrs.state.due', 'an instant in ms since 1970', state.due);
  if (!Number.isSafeInteger(state.last_day)) throw invalidInput('fsrs.state.last_day', 'a whole number of days since 1970', state.last_day);
}
