import { type StateSum, stateSums } from './emotion-distribution.js';
import { bySession, type EmotionMoment, type EmotionSpell, spellsOf, type TimelineParams, timelineDefaults } from './emotion-timeline.js';

/** The widest swing there is: from valence −1 to 1. */
const WIDEST_SWING = 2;

/** Measures of how a learner's emotions change. Each is computed from valence times intensity, −1 to 1. */
export type AffectDynamics = {
  readonly readings: number;
  /** Time-weighted mean; null without readings. */
  readonly mean_valence: number | null;
  /** Standard deviation of the readings; null with fewer than two. */
  readonly variability: number | null;
  /** Root mean square of successive differences; null without two successive readings in a session. */
  readonly instability: number | null;
  /** Lag-1 autocorrelation, −1 to 1: how much an emotion persists; null with fewer than three successive readings or without variance. */
  readonly inertia: number | null;
  /** 1 − instability / 2, 0 to 1: higher is more stable; null if instability is null. */
  readonly emotional_stability_score: number | null;
  /** (1 + mean valence) / 2, 0 to 1: 0.5 is neutral; null without readings. */
  readonly overall_emotional_wellness: number | null;
};

/**
 * Stability and wellness from a timeline of emotions, with the three measures of affect dynamics that they are based on. v is the valence of each
 * reading times its intensity. Only successive readings within one session form a pair:
 *
 *     variability = √( Σ (v_i − v̄)² / (n − 1) )
 *     instability = √( Σ (v_{i+1} − v_i)² / pairs )          the root of the MSSD
 *     inertia     = Σ (v_i − v̄)(v_{i+1} − v̄) / pairs / (Σ (v_i − v̄)² / n)
 *     stability   = 1 − instability / 2
 *     wellness    = (1 + Σ minutes_i·v_i / Σ minutes_i) / 2
 *
 * Low well-being correlates with more variable, more unstable and more inert emotions. The variance alone cannot distinguish one long low from many
 * swings, but successive differences can, so stability is based on them. The scales of the two scores are our own choice.
 *
 * Sources: S. Jahng, P. K. Wood, T. J. Trull, Analysis of affective instability in ecological momentary assessment, Psychological Methods 13,
 * 2008; P. Kuppens, N. B. Allen, L. B. Sheeber, Emotional inertia and psychological maladjustment, Psychological Science 21, 2010; M. Houben, W. Van Den
 * Noortgate, P. Kuppens, The relation between short-term emotion dynamics and psychological well-being, Psychological Bulletin 141, 2015.
 *
 * @param timeline - readings in any order
 * @param params - see {@link TimelineParams}
 * @throws AdaptiveLearningError `invalid_input` when a reading or a number is out of range
 *
 * @example
 * const at = (minute) => 60000 * minute;
 * const swings = affectDynamics([
 *   { at: at(0), emotion: 'delight' },
 *   { at: at(5), emotion: 'frustration' },
 *   { at: at(10), emotion: 'delight' },
 * ]);
 * swings.emotional_stability_score //=> 0.25
 * swings.overall_emotional_wellness //=> 0.6091…
 */
export function affectDynamics(timeline: readonly EmotionMoment[], params: TimelineParams = timelineDefaults): AffectDynamics {
  const spells = spellsOf('affectDynamics', timeline, params);
  const readings = spells.length;
  const swings = swingSum(spells);
  const { mean_valence, ...scores } = affectOf(stateSums(spells), swings);
  const mean = spells.reduce((sum, { value }) => sum + value, 0) / Math.max(1, readings);
  const squares = spells.reduce((sum, { value }) => sum + (value - mean) ** 2, 0);
  const pairs = pairsOf(spells);
  const carried = pairs.reduce((sum, [now, next]) => sum + (now - mean) * (next - mean), 0);
  const moves = pairs.length >= 2 && squares / Math.max(1, readings) > 1e-12;
  return {
    readings,
    mean_valence,
    variability: readings < 2 ? null : Math.sqrt(squares / (readings - 1)),
    instability: instabilityOf(swings),
    inertia: moves ? clamp(carried / pairs.length / (squares / readings)) : null,
    ...scores,
  };
}

/** Sums over successive readings within a session. */
export type SwingSum = { readonly pairs: number; readonly squares: number };

export function swingSum(spells: readonly EmotionSpell[]): SwingSum {
  const pairs = pairsOf(spells);
  return { pairs: pairs.length, squares: pairs.reduce((sum, [now, next]) => sum + (next - now) ** 2, 0) };
}

/** Mean valence, stability and wellness of what was added up. */
export function affectOf(
  states: readonly StateSum[],
  swings: SwingSum,
): Pick<AffectDynamics, 'mean_valence' | 'emotional_stability_score' | 'overall_emotional_wellness'> {
  const time = states.reduce((sum, { minutes }) => sum + minutes, 0);
  const mean = time === 0 ? null : clamp(states.reduce((sum, state) => sum + state.value_minutes, 0) / time);
  const instability = instabilityOf(swings);
  return {
    mean_valence: mean,
    emotional_stability_score: instability === null ? null : Math.max(0, 1 - instability / WIDEST_SWING),
    overall_emotional_wellness: mean === null ? null : (1 + mean) / 2,
  };
}

function pairsOf(spells: readonly EmotionSpell[]): readonly (readonly [now: number, next: number])[] {
  return bySession(spells).flatMap((session) =>
    session.flatMap((spell, at) => (spell.continues ? [[spell.value, (session[at + 1] as EmotionSpell).value] as const] : [])),
  );
}

function instabilityOf({ pairs, squares }: SwingSum): number | null {
  return pairs === 0 ? null : Math.sqrt(squares / pairs);
}

function clamp(value: number): number {
  return Math.min(1, Math.max(-1, value)) + 0;
}
