import type { RecentSuccess } from '../../difficulty/recent-success.js';
import type { ResidualBase } from './residual-base.js';
import type { ResidualCard } from './residual-card.js';

/** What a learner recalls where nothing is known of them: near the 0.9 that schedulers aim at, less what is overdue. */
const TYPICAL_SUCCESS = 0.8;
/** How many answers at {@link TYPICAL_SUCCESS} a decayed rate starts from, so that the first answers do not make it 0 or 1. */
const CARD_PRIOR_ANSWERS = 2;
const FAST_PRIOR_ANSWERS = 5;
const SLOW_PRIOR_ANSWERS = 20;

const MINUTES_PER_DAY = 1_440;

/**
 * The features of {@link LogisticHead} `later`, in the order of its weights. Each is centred and scaled to about −1 … 1. Only `elapsed_log` and
 * `elapsed_share` change with time. Both increase, and their weights are never above 0, so the prediction never increases with time.
 */
export const RESIDUAL_LATER_FEATURES = [
  /** 1 */
  'constant',
  /** ln(1 + t) − 1, t the days since the last answer, fractions counted. */
  'elapsed_log',
  /** 2·t / (1 + t) − 1.5: what is lost in the first days. */
  'elapsed_share',
  /** ln S */
  'stability_log',
  /** (D − 5) / 2 */
  'difficulty',
  /** ln(1 + answers) − 2 */
  'reviews_log',
  /** ln(1 + wrong answers) − 1 */
  'lapses_log',
  /** (rating − 3) / 2 */
  'last_rating',
  /** ln(1 + right answers in a row) − 1 */
  'streak_log',
  /** 2·(r − 0.8), r the card's decayed success rate on later days. */
  'card_success',
  /** 4·(r − 0.8), r the learner's rate over the last answers. */
  'fast_success',
  /** The same over hundreds of answers. */
  'slow_success',
  /** ln(1 + answers that day so far) / 3 − 1 */
  'day_load',
  /** ln(1 + answers on a later day) − 1; those of the same day say less. */
  'later_reviews_log',
  /** ln(1 + wrong answers on a later day) − 0.5 */
  'later_lapses_log',
  /** ln(answers on the card's last day) − 0.5 */
  'last_day_reviews_log',
  /** ln(1 + wrong answers on the card's last day) − 0.5 */
  'last_day_lapses_log',
] as const;

/**
 * The same for answers on the same day as the previous one. Schedulers that count whole days predict these with near certainty, and are wrong one
 * time in four.
 */
export const RESIDUAL_SAME_DAY_FEATURES = [
  'constant',
  /** ln(1 + minutes since the last answer) / 2 − 1.5; its weight is never above 0. */
  'elapsed_log',
  'reviews_log',
  'lapses_log',
  'last_rating',
  'streak_log',
  'fast_success',
] as const;

/** Where in the features stand those that grow with time. */
export const LATER_ELAPSED: readonly number[] = [1, 2];
export const SAME_DAY_ELAPSED: readonly number[] = [1];

/** What a learner brings to an answer, whichever the card. */
export interface Moment {
  readonly fast: RecentSuccess | null;
  readonly slow: RecentSuccess | null;
  /** ln(1 + answers that day so far) */
  readonly dayLoadLog: number;
}

/** The features of an answer on a later day, in the order of {@link RESIDUAL_LATER_FEATURES}. */
export function laterFeatures(
  card: ResidualCard,
  base: Omit<ResidualBase, 'retrievability'>,
  moment: Moment,
  elapsedDays: number,
): number[] {
  return [
    1,
    Math.log1p(elapsedDays) - 1,
    // In this order, since 2·t may be more than a number can hold.
    2 * (elapsedDays / (1 + elapsedDays)) - 1.5,
    Math.log(base.stability),
    (base.difficulty - 5) / 2,
    Math.log1p(card.reviews) - 2,
    Math.log1p(card.lapses) - 1,
    ((card.last_rating ?? 3) - 3) / 2,
    Math.log1p(card.streak) - 1,
    2 * (smoothed(card.later_success, CARD_PRIOR_ANSWERS) - TYPICAL_SUCCESS),
    4 * (smoothed(moment.fast, FAST_PRIOR_ANSWERS) - TYPICAL_SUCCESS),
    4 * (smoothed(moment.slow, SLOW_PRIOR_ANSWERS) - TYPICAL_SUCCESS),
    moment.dayLoadLog / 3 - 1,
    Math.log1p(card.later_reviews) - 1,
    Math.log1p(card.later_lapses) - 0.5,
    Math.log(Math.max(1, card.day_reviews)) - 0.5,
    Math.log1p(card.day_lapses) - 0.5,
  ];
}

/** The features of an answer on the day of the one before, in the order of {@link RESIDUAL_SAME_DAY_FEATURES}. */
export function sameDayFeatures(card: ResidualCard, moment: Moment, elapsedDays: number): number[] {
  return [
    1,
    Math.log1p(elapsedDays * MINUTES_PER_DAY) / 2 - 1.5,
    Math.log1p(card.reviews) - 2,
    Math.log1p(card.lapses) - 1,
    ((card.last_rating ?? 3) - 3) / 2,
    Math.log1p(card.streak) - 1,
    4 * (smoothed(moment.fast, FAST_PRIOR_ANSWERS) - TYPICAL_SUCCESS),
  ];
}

function smoothed(recent: RecentSuccess | null, priorAnswers: number): number {
  if (recent === null) return TYPICAL_SUCCESS;
  // The share first: a weight near the largest double must not overflow.
  const share = recent.weight / (recent.weight + priorAnswers);
  return share * recent.rate + (1 - share) * TYPICAL_SUCCESS;
}
