import { invalidInput } from '../../../errors.js';
import { checkKnownKeys, checkObject, checkUnit } from '../../argument-checks.js';
import { checkHead, freshHead, type LogisticHead } from '../../online-logistic/logistic-head.js';
import { LATER_ELAPSED, RESIDUAL_LATER_FEATURES, RESIDUAL_SAME_DAY_FEATURES, SAME_DAY_ELAPSED } from './residual-features.js';

/** The variance of a weight before any answer: on the logit scale, a feature of 1 moves a prediction by about 0.3 either way. */
const START_VARIANCE = 0.1;
/** Of the same-day constant: a scheduler that counts whole days says "certain" there, and may be off by two or three logits. */
const SAME_DAY_CONSTANT_VARIANCE = 4;
/** Faster drift than one part in ten would forget all within a sitting. */
const MOST_DRIFT = 0.1;

/**
 * The initial weights of a new learner: by default 0, which gives the scheduler's prediction, or the result of {@link residualPopulation}.
 */
export type ResidualStart = {
  /** For answers on a later day than the card's previous answer; see {@link RESIDUAL_LATER_FEATURES}. */
  readonly later: LogisticHead;
  /** For answers on the same day; see {@link RESIDUAL_SAME_DAY_FEATURES}. */
  readonly same_day: LogisticHead;
};

/** Parameters of the residual model. */
export type ResidualParams = {
  /** Decay factor per answer of the card's success rate on later days, 0 to 1. */
  readonly card_decay: number;
  /** Decay factor of the learner's fast rate; 0.95 has a half-life of 14 answers. */
  readonly fast_decay: number;
  /** Decay factor of the learner's slow rate; 0.995 has a half-life of 138 answers. */
  readonly slow_decay: number;
  /** Relative growth of the variance of a weight per answer, 0 to 0.1; 3e-4 forgets over about three thousand answers. */
  readonly drift: number;
  /** Probability per answer that the better one of scheduler and model changes, 0 to 1. */
  readonly switch_rate: number;
  readonly start: ResidualStart;
};

/** Chosen a priori and on the first half of one learner's log; nearby values do equally well there. */
export const residualDefaults: ResidualParams = Object.freeze({
  card_decay: 0.8,
  fast_decay: 0.95,
  slow_decay: 0.995,
  drift: 3e-4,
  switch_rate: 1e-3,
  start: Object.freeze({
    later: freshHead(RESIDUAL_LATER_FEATURES.map(() => START_VARIANCE)),
    same_day: freshHead(RESIDUAL_SAME_DAY_FEATURES.map((name) => (name === 'constant' ? SAME_DAY_CONSTANT_VARIANCE : START_VARIANCE))),
  }),
});

export function checkResidualParams(params: ResidualParams): void {
  // Frozen to its last number, and passed by nearly every call.
  if (params === residualDefaults) return;
  checkObject('residual.params', params);
  checkKnownKeys('residual.params', params, residualDefaults);
  checkUnit('residual.params.card_decay', params.card_decay);
  checkUnit('residual.params.fast_decay', params.fast_decay);
  checkUnit('residual.params.slow_decay', params.slow_decay);
  checkUnit('residual.params.switch_rate', params.switch_rate);
  if (!(Number.isFinite(params.drift) && params.drift >= 0 && params.drift <= MOST_DRIFT)) {
    throw invalidInput('residual.params.drift', 'a number from 0 to 0.1', params.drift);
  }
  checkObject('residual.params.start', params.start);
  checkKnownKeys('residual.params.start', params.start, residualDefaults.start);
  checkLaterHead('residual.params.start.later', params.start.later);
  checkSameDayHead('residual.params.start.same_day', params.start.same_day);
}

export function checkLaterHead(where: string, head: LogisticHead): void {
  checkHead(where, head, RESIDUAL_LATER_FEATURES.length, LATER_ELAPSED);
}

export function checkSameDayHead(where: string, head: LogisticHead): void {
  checkHead(where, head, RESIDUAL_SAME_DAY_FEATURES.length, SAME_DAY_ELAPSED);
}
