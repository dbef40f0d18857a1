import { checkKnownKeys, checkObject, checkPositive, checkSignedUnit, checkUnit } from '../argument-checks.js';

/** The success rate at which gradient-based learners learn binary tasks fastest: 1 − Φ(−1) ≈ 0.85 (Wilson et al. 2019). */
export const WILSON_TARGET_SUCCESS = 0.85;

/** The success rate at which children both learnt and kept playing in Maths Garden (Klinkenberg et al. 2011). */
export const KLINKENBERG_TARGET_SUCCESS = 0.75;

/** Parameters of {@link targetDifficulty}; difficulties and their changes are on the scale 0 to 1. */
export type TargetDifficultyParams = {
  /** Change of difficulty per unit of deviation of the success rate from the target, at full trust in the rate; 0 to 1. */
  readonly gain: number;
  /** Number of answers at which the success rate has a trust of one half; above 0. */
  readonly answers_for_half_trust: number;
  /** Maximum change by an emotion, 0 to 1. */
  readonly emotion_step: number;
  /** Emotions with a lower confidence change nothing, 0 to 1. */
  readonly confidence_threshold: number;
  /** At or below this valence, a calm unpleasant emotion counts as despair rather than boredom; −1 to 1. */
  readonly despair_valence: number;
  /** Maximum change by one call, 0 to 1. */
  readonly maximum_step: number;
};

/** Our own choices: after many answers at a success rate of one half, the difficulty falls by the maximum step, 0.1. */
export const targetDifficultyDefaults: TargetDifficultyParams = Object.freeze({
  gain: 0.5,
  answers_for_half_trust: 3,
  emotion_step: 0.05,
  confidence_threshold: 0.6,
  despair_valence: -0.6,
  maximum_step: 0.1,
});

export function checkTargetDifficultyParams(params: TargetDifficultyParams): void {
  checkObject('targetDifficulty.params', params);
  checkKnownKeys('targetDifficulty.params', params, targetDifficultyDefaults);
  checkUnit('targetDifficulty.params.gain', params.gain);
  checkPositive('targetDifficulty.params.answers_for_half_trust', params.answers_for_half_trust);
  checkUnit('targetDifficulty.params.emotion_step', params.emotion_step);
  checkUnit('targetDifficulty.params.confidence_threshold', params.confidence_threshold);
  checkSignedUnit('targetDifficulty.params.despair_valence', params.despair_valence);
  checkUnit('targetDifficulty.params.maximum_step', params.maximum_step);
}
