import type { ForgettingCurve, ForgettingCurveParams, MasteryAhead } from '../algorithms/index.js';
import { retention, updateForgettingCurve } from '../algorithms/index.js';

/** Days ahead that a gain is counted at when nobody names a horizon. Ours: about when a unit is tested that was taught this month. */
export const USUAL_HORIZON_DAYS = 30;
/** What a concept that waits for this one adds to the gain, as a share, where this is all that it waits for and it is not known at all. Ours. */
const UNLOCKED = 0.1;
/** A rating of 3 is a plain success. */
const RIGHT = 3;

/** What is known of a concept before it is practised now. */
export interface Practice {
  /** The probability that the learner solves an average question while nothing is forgotten, 0 to 1. */
  readonly success: number;
  /** How far its prerequisites hold: the mean of their mastery by weight, 0 to 1. */
  readonly readiness: number;
  /** What waits for it: over the concepts that need it, its share of what they need, times what is not mastered of them. */
  readonly unlocks: number;
  /** How well it is known at the horizon, by the ability in it. */
  readonly ahead: MasteryAhead;
  /** Null for a concept that was never practised. */
  readonly memory: { readonly curve: ForgettingCurve; readonly elapsedDays: number } | null;
}

/** The expected benefit at the horizon of practising a concept now, with its parts. The unit is concepts: 1 is one whole concept. */
export interface ExpectedGain {
  /** The sum of `kept`, `learnt` and `unlocked`, 0 to 1. */
  readonly total: number;
  /** Knowledge that would otherwise be forgotten by the horizon. */
  readonly kept: number;
  /** New knowledge that is kept until the horizon. */
  readonly learnt: number;
  /** The benefit for concepts that build on this one. */
  readonly unlocked: number;
  /** As in {@link Practice}. */
  readonly success: number;
  readonly readiness: number;
  readonly unlocks: number;
  /** Probability of recall at the horizon without practice now; 0 for a concept that was never practised. */
  readonly retention_at_horizon: number;
  /** Probability of recall at the horizon after a right answer now. */
  readonly retention_if_practised: number;
  /** Probability of solving an average question at the horizon without practice now. */
  readonly mastery_at_horizon: number;
  /** Probability of solving an average question at the horizon after practice now. */
  readonly mastery_if_practised: number;
  readonly horizon_days: number;
}

/**
 * What practising a concept now is worth at a horizon of h days:
 *
 *     kept     = s·(R⁺(h) − R(h))         what is known lasts longer
 *     learnt   = M⁺(h) − M(h)             practice adds to what is known; of a new concept times ρ, as far as the prerequisites hold
 *     unlocked = 0.1·u·(kept + learnt)    and serves what waits for it
 *
 * with s the probability of a right answer while nothing is forgotten, ρ the readiness, u what the concept unlocks, R(h) the retention at the
 * horizon when the concept rests and R⁺(h) when it is answered rightly now, both by its forgetting curve, M(h) and M⁺(h) its mastery at the
 * horizon without and with practice now, by the learner's ability in it. The answers to a concept say themselves how far its prerequisites hold;
 * before the first, ρ says so. A concept that was practised just now gains little, for R⁺ ≈ R: the curve has the spacing effect. One that was
 * never practised has R(h) = 0, and s is what the learner brings.
 *
 * Sources: practice when the gain of recall per time is highest, P. I. Pavlik and J. R. Anderson, 2008 (Journal of Experimental Psychology:
 * Applied 14); what can be learnt is what the prerequisites allow, J.-C. Falmagne and J.-P. Doignon, 2011. The sum of the parts is ours.
 */
export function expectedGain(
  { success, readiness, unlocks, ahead, memory }: Practice,
  horizonDays: number,
  forgetting: ForgettingCurveParams,
): ExpectedGain {
  const elapsedDays = memory?.elapsedDays ?? 0;
  const rested = memory === null ? 0 : retention(memory.curve, elapsedDays + horizonDays, forgetting);
  const answered = updateForgettingCurve(memory?.curve ?? null, { elapsedDays, rating: RIGHT }, forgetting);
  const practised = retention(answered, horizonDays, forgetting);
  const kept = success * Math.max(0, practised - rested);
  const learnt = Math.min(1 - kept, (memory === null ? readiness : 1) * Math.max(0, ahead.practised - ahead.rested));
  const unlocked = Math.min(1 - kept - learnt, UNLOCKED * unlocks * (kept + learnt));
  return {
    ...{ total: kept + learnt + unlocked, kept, learnt, unlocked },
    ...{ success, readiness, unlocks },
    ...{ retention_at_horizon: rested, retention_if_practised: practised },
    ...{ mastery_at_horizon: ahead.rested, mastery_if_practised: ahead.practised, horizon_days: horizonDays },
  };
}
