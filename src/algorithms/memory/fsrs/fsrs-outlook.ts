import {
  difficultyAfter,
  type FsrsCore,
  growthAfterDays,
  recallAfter,
  stabilityAfterLapse,
  stabilityAfterPass,
  stabilityOnSameDay,
} from './fsrs-core.js';
import { fuzzedDays } from './fsrs-fuzz.js';
import type { FsrsParams } from './fsrs-params.js';
import { wholeDays } from './fsrs-retrievability.js';
import { DAY_MS, dayOf, elapsedDaysOf, type FsrsReviewedState, type FsrsState } from './fsrs-state.js';
import { stepMinutes } from './fsrs-steps.js';

const DAY_MINUTES = 1440;
const MINUTE_MS = 60_000;

/** What every grade of one review has in common. */
export type FsrsOutlook = {
  readonly core: FsrsCore;
  readonly params: FsrsParams;
  readonly state: FsrsState;
  readonly at: number;
  readonly day: number;
  readonly elapsedDays: number;
  /** Recall before the review, and the growth of stability by good; 0 where no formula needs them. */
  readonly recall: number;
  readonly growth: number;
  readonly draw: number;
  /** Days to the next review in the place of those that FSRS would wait, before fuzz and the spacing of grades. */
  readonly wanted?: WantedDays | undefined;
};

/** @param grade - from 0 (again) to 3 (easy); @param days - what FSRS would wait after it */
export type WantedDays = (grade: number, days: number) => number;

/** A review before the last one counts as one at the same time. */
export function outlookOf(
  core: FsrsCore,
  params: FsrsParams,
  state: FsrsState,
  at: number,
  day: number | undefined,
  draw: number,
): FsrsOutlook {
  if (state.phase === 'new') {
    return { core, params, state, at: at + 0, day: dayOf(at, day), elapsedDays: 0, recall: 0, growth: 0, draw };
  }
  const elapsedDays = elapsedDaysOf(state, at, day, params);
  const after = Math.max(at, state.last_review) + 0;
  const today = Math.max(dayOf(at, day), state.last_day) + 0;
  if (core.shortTerm && elapsedDays < 1) {
    return { core, params, state, at: after, day: today, elapsedDays, recall: 0, growth: 0, draw };
  }
  const recall = recallAfter(core, state.stability, elapsedDays);
  const growth = growthAfterDays(core, state.stability, state.difficulty, recall);
  return { core, params, state, at: after, day: today, elapsedDays, recall, growth, draw };
}

/** The state after a grade, from 0 (again) to 3 (easy). */
export function stateAfter(outlook: FsrsOutlook, grade: number): FsrsReviewedState {
  const { params, state } = outlook;
  const minutes = stepMinutes(params, state.phase, state.step, grade);
  return minutes > 0 ? onStep(outlook, grade, minutes) : inReview(outlook, grade, daysAfter(outlook, grade));
}

/**
 * Whole days to the next review after a grade that takes no step: never fewer than a lower grade would wait. Of an item in review hard,
 * good and easy are also a day apart when the parameters say so; without short term, all grades of any item.
 */
function daysAfter(outlook: FsrsOutlook, grade: number): number {
  const { core, params, state, wanted } = outlook;
  const own = ownDays(outlook, grade);
  // FSRS's own days grow with the grade there by themselves.
  const isLearning = core.shortTerm && wanted === undefined && (state.phase === 'learning' || state.phase === 'relearning');
  if (grade === 0 || isLearning) return own;
  if (stepMinutes(params, state.phase, state.step, grade - 1) > 0) return own;
  return Math.min(params.maximum_interval_days, Math.max(own, daysAfter(outlook, grade - 1) + spacing(outlook, grade)));
}

function spacing({ core, params, state }: FsrsOutlook, grade: number): number {
  if (params.grade_spacing === 'none') return 0;
  return !core.shortTerm || (state.phase === 'review' && grade > 1) ? 1 : 0;
}

function ownDays(outlook: FsrsOutlook, grade: number): number {
  const { core, params, state, elapsedDays, draw } = outlook;
  const maximum = params.maximum_interval_days;
  const typical = wholeDays(stabilityFor(outlook, grade) * core.intervalPerStability, maximum);
  const days = outlook.wanted === undefined ? typical : outlook.wanted(grade, typical);
  if (!params.fuzz) return days;
  return fuzzedDays(days, { elapsed: elapsedDays, kept: grade === 0 ? 0 : state.interval_days, maximum }, draw);
}

function stabilityFor({ core, state, elapsedDays, recall, growth }: FsrsOutlook, grade: number): number {
  if (state.phase === 'new') return core.firstStability[grade] ?? 0;
  if (core.shortTerm && elapsedDays < 1) return stabilityOnSameDay(core, state.stability, grade);
  if (grade === 0) return stabilityAfterLapse(core, state.stability, state.difficulty, recall);
  return stabilityAfterPass(core, state.stability, growth, grade);
}

function difficultyFor({ core, state }: FsrsOutlook, grade: number): number {
  return state.phase === 'new' ? (core.firstDifficulty[grade] ?? 0) : difficultyAfter(core, state.difficulty, grade);
}

function onStep(outlook: FsrsOutlook, grade: number, minutes: number): FsrsReviewedState {
  const { state, at, day } = outlook;
  return {
    phase: state.phase === 'review' || state.phase === 'relearning' ? 'relearning' : 'learning',
    step: grade === 0 ? 0 : state.step + grade - 1,
    stability: stabilityFor(outlook, grade),
    difficulty: difficultyFor(outlook, grade),
    interval_days: minutes / DAY_MINUTES,
    due: at + Math.round(minutes * MINUTE_MS),
    last_review: at,
    last_day: day,
  };
}

function inReview(outlook: FsrsOutlook, grade: number, days: number): FsrsReviewedState {
  const { at, day } = outlook;
  return {
    phase: 'review',
    step: 0,
    stability: stabilityFor(outlook, grade),
    difficulty: difficultyFor(outlook, grade),
    interval_days: days,
    due: at + days * DAY_MS,
    last_review: at,
    last_day: day,
  };
}
