import type { ForgettingCurve, ForgettingCurveParams } from '../algorithms/index.js';
import { retention, updateForgettingCurve } from '../algorithms/index.js';

/** Days ahead that a gain is counted at when nobody names a horizon. Ours: about when a unit is tested that was taught this month. */
export const DEFAULT_HORIZON_DAYS = 30;
/** What a concept that waits for this one adds to the gain, as a share, where this is all that it waits for and it is not known at all. Ours. */
const UNLOCKED = 0.1;
/** The part of practice that does not depend on how much has been forgotten: an answer teaches also where the memory is fresh. Ours. */
const TAUGHT = 0.1;
/** A rating of 3 is a plain success. */
const RIGHT = 3;

/** The state of a concept before it is practised now. */
export interface Practice {
  /** The probability of solving an average question if nothing has been forgotten, 0 to 1. */
  readonly success: number;
  /** The same probability now, including forgetting. */
  readonly mastery: number;
  /** The weighted mean mastery of its prerequisites, 0 to 1. */
  readonly readiness: number;
  /** The sum over dependent concepts of its share of their prerequisites times what is not mastered of them. */
  readonly unlocks: number;
  /** Null for a concept that was never practised. */
  readonly memory: { readonly curve: ForgettingCurve; readonly elapsedDays: number } | null;
}

/** The expected benefit at the horizon of practising a concept now, with its parts. */
export interface ExpectedGain {
  /** The sum of `practised` and `unlocked`, 0 to 1. */
  readonly total: number;
  /** `missing` times (`kept` + 0.1 · `success`); for a new concept, times `readiness`. */
  readonly practised: number;
  /** The benefit for concepts that build on this one. */
  readonly unlocked: number;
  /** What the learner does not know of the concept now: 1 minus the retained mastery. */
  readonly missing: number;
  /** The gain in retention at the horizon, times `success`. */
  readonly kept: number;
  /** As in {@link Practice}. */
  readonly success: number;
  readonly readiness: number;
  readonly unlocks: number;
  /** Probability of recall at the horizon without practice now; 0 for a concept that was never practised. */
  readonly retention_at_horizon: number;
  /** Probability of recall at the horizon after a right answer now. */
  readonly retention_if_practised: number;
  readonly horizon_days: number;
}

/**
 * What practising a concept now is worth at a horizon of h days:
 *
 *     kept      = s·(R⁺(h) − R(h))           what can be known of it lasts longer
 *     practised = ρ·(1 − m)·(0.1·s + kept)   the more, the more of it is missing now; ρ for a new concept only
 *     unlocked  = 0.1·u·practised            and serves what waits for it
 *
 * with s the probability of a right answer while nothing is forgotten, m the same as it stands now, ρ the readiness, u what the concept unlocks,
 * R(h) the retention at the horizon when the concept rests and R⁺(h) when it is answered rightly now, both by its forgetting curve. What is known
 * well has little left to gain, and what is far too hard little to keep. The answers to a concept say themselves how far its prerequisites hold;
 * before the first, ρ says so. A concept that was practised just now gains little, for R⁺ ≈ R: the curve has the spacing effect. One that was
 * never practised has R(h) = 0, and s is what the learner brings.
 *
 * Sources: practice when the gain of recall per time is highest, P. I. Pavlik and J. R. Anderson, 2008 (Journal of Experimental Psychology:
 * Applied 14); what can be learnt is what the prerequisites allow, J.-C. Falmagne and J.-P. Doignon, 2011. The product is ours, chosen by what it
 * teaches simulated learners of three kinds.
 */
export function expectedGain(
  { success, mastery, readiness, unlocks, memory }: Practice,
  horizonDays: number,
  forgetting: ForgettingCurveParams,
): ExpectedGain {
  const elapsedDays = memory?.elapsedDays ?? 0;
  const rested = memory === null ? 0 : retention(memory.curve, elapsedDays + horizonDays, forgetting);
  const answered = updateForgettingCurve(memory?.curve ?? null, { elapsedDays, rating: RIGHT }, forgetting);
  const if_practised = retention(answered, horizonDays, forgetting);
  const kept = success * Math.max(0, if_practised - rested);
  const missing = 1 - mastery;
  const practised = (memory === null ? readiness : 1) * missing * Math.min(1, TAUGHT * success + kept);
  const unlocked = Math.min(1 - practised, UNLOCKED * unlocks * practised);
  return {
    ...{ total: practised + unlocked, practised, unlocked, missing, kept },
    ...{ success, readiness, unlocks },
    ...{ retention_at_horizon: rested, retention_if_practised: if_practised, horizon_days: horizonDays },
  };
}
