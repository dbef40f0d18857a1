import { checkKnownKeys, checkObject, checkPositive, checkSignedUnit, checkUnit } from '../argument-checks.js';

/** The share of right answers at which gradient learners of yes-or-no tasks learn fastest: 1 − Φ(−1) ≈ 0.85 (Wilson et al. 2019). */
export const WILSON_TARGET_SUCCESS = 0.85;

/** The share at which Maths Garden kept children both learning and playing (Klinkenberg et al. 2011). */
export const KLINKENBERG_TARGET_SUCCESS = 0.75;

/** The numbers by which {@link targetDifficulty} decides; difficulties and their changes on the scale 0 to 1. */
export type TargetDifficultyParams = {
  /** Change of difficulty per unit that the success rate is off, with full trust in the rate; 0 to 1. */
  readonly gain: number;
  /** Answers after which a success rate is trusted half; above 0. */
  readonly answers_for_half_trust: number;
  /** The most an emotion alone can change, 0 to 1. */
  readonly emotion_step: number;
  /** Emotions detected with less confidence change nothing, 0 to 1. */
  readonly confidence_threshold: number;
  /** At or below this valence calm displeasure is despair, never idleness; −1 to 1. */
  readonly despair_valence: number;
  /** The most that one call changes, 0 to 1. */
  readonly maximum_step: number;
};

/** All ours: a learner who fails half of many answers is eased by a whole step, 0.1. */
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
