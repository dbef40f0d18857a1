import { checkObject, checkSignedUnit, checkUnit } from '../argument-checks.js';
import { checkRecentSuccess, type RecentSuccess } from './recent-success.js';
import {
  checkTargetDifficultyParams,
  type TargetDifficultyParams,
  targetDifficultyDefaults,
  WILSON_TARGET_SUCCESS,
} from './target-difficulty-params.js';

/** The closed list of reasons for a change of difficulty. */
export const DIFFICULTY_REASONS = [
  /** More of the recent answers were right than aimed at. */
  'success_above_target',
  /** Fewer were. */
  'success_below_target',
  /** Unpleasant and aroused: frustration, anxiety, shame, anger. */
  'strained',
  /** Unpleasant and calm while failing, or deeply so: boredom from being lost, hopelessness. */
  'discouraged',
  /** Mildly unpleasant and calm while succeeding: boredom from ease. */
  'underchallenged',
  /** The sum of the reasons above went past the largest step, or past 0 or 1, and was cut to it. */
  'bounded',
] as const;

export type DifficultyReason = (typeof DIFFICULTY_REASONS)[number];

/** A learner's current emotion, as detected. */
export type CurrentAffect = {
  /** −1 (unpleasant) to 1 (pleasant). */
  readonly valence: number;
  /** −1 (calm) to 1 (aroused). */
  readonly arousal: number;
  /** Confidence of the detection, 0 to 1; below the threshold, the emotion changes nothing. */
  readonly confidence: number;
};

export type TargetDifficultyInput = {
  /** The current difficulty, 0 to 1. */
  readonly difficulty: number;
  /** Null before the first answer. */
  readonly recentSuccess: RecentSuccess | null;
  readonly affect?: CurrentAffect | null | undefined;
  /** The target success rate, 0 to 1; 0.85 by default. */
  readonly targetSuccess?: number | undefined;
};

/** A reason and its contribution to the change. */
export type DifficultyChange = { readonly code: DifficultyReason; readonly delta: number };

export type TargetDifficulty = {
  /** The next target difficulty, 0 to 1. */
  readonly difficulty: number;
  /** The contributions; their deltas sum to the new difficulty minus the old one. Empty if nothing changed it. */
  readonly reasons: readonly DifficultyChange[];
};

const NO_CHANGE: DifficultyChange = { code: 'bounded', delta: 0 };

/**
 * The next target difficulty, chosen so that the success rate approaches the target, with the reasons for the change.
 *
 *     by success:  gain·(rate − target)·weight / (weight + 3)
 *     by emotion:  ±emotion_step·confidence·|valence|
 *
 * The first is a proportional controller; the fewer answers the rate is based on, the smaller its effect. The second depends on the quadrant of the
 * emotion. Unpleasant and aroused (strain) lowers the difficulty. Unpleasant and calm (boredom) lowers it if the learner is failing, raises it if
 * they are succeeding, and changes nothing before the first answer; if the valence is very low (despair), it always lowers the difficulty. Pleasant
 * states change nothing, so that flow is not disturbed. The total change is limited to `maximum_step`.
 *
 * Sources: target 0.85, at which gradient-based learners learn binary tasks fastest, Wilson, Shenhav, Straccia and Cohen 2019 (Nature Communications
 * 10:4646); 0.75, at which children kept playing, Klinkenberg, Straatemeier and van der Maas 2011 (Computers & Education 57). Boredom because a task
 * is too easy or too hard: D'Mello and Graesser 2012; Pekrun 2006. The gain and step sizes are our own choice.
 *
 * @throws AdaptiveLearningError `invalid_input` when a number is out of range
 *
 * @example
 * targetDifficulty({ difficulty: 0.5, recentSuccess: null }) //=> { difficulty: 0.5, reasons: [] }
 * const failing = { rate: 0.5, weight: 3 };
 * targetDifficulty({ difficulty: 0.5, recentSuccess: failing })
 * //=> { difficulty: 0.4125…, reasons: [{ code: 'success_below_target', delta: -0.0875… }] }
 * const frustrated = { valence: -0.6, arousal: 0.5, confidence: 1 };
 * targetDifficulty({ difficulty: 0.5, recentSuccess: failing, affect: frustrated }).difficulty //=> 0.4…
 */
export function targetDifficulty(
  input: TargetDifficultyInput,
  params: TargetDifficultyParams = targetDifficultyDefaults,
): TargetDifficulty {
  checkInput(input);
  checkTargetDifficultyParams(params);
  const reasons: DifficultyChange[] = [];
  const add = (code: DifficultyReason, delta: number): void => {
    if (delta !== 0) reasons.push({ code, delta });
  };
  const target = input.targetSuccess ?? WILSON_TARGET_SUCCESS;
  const bySuccess = input.recentSuccess === null ? 0 : deltaOfSuccess(input.recentSuccess, target, params);
  add(bySuccess > 0 ? 'success_above_target' : 'success_below_target', bySuccess);
  const byAffect = deltaOfAffect(input, target, params);
  add(byAffect.code, byAffect.delta);

  const wanted = bySuccess + byAffect.delta;
  const step = Math.min(params.maximum_step, Math.max(-params.maximum_step, wanted));
  const difficulty = Math.min(1, Math.max(0, input.difficulty + step));
  // Only a real cut is a reason; what binary addition rounds away is not.
  const cut = difficulty - input.difficulty - wanted;
  if (step !== wanted || difficulty !== input.difficulty + step) add('bounded', cut);
  return { difficulty, reasons };
}

function deltaOfSuccess({ rate, weight }: RecentSuccess, target: number, params: TargetDifficultyParams): number {
  return params.gain * (rate - target) * (weight / (weight + params.answers_for_half_trust));
}

function deltaOfAffect(
  { recentSuccess: success, affect }: TargetDifficultyInput,
  target: number,
  params: TargetDifficultyParams,
): DifficultyChange {
  if (!affect || affect.confidence < params.confidence_threshold || affect.valence >= 0) return NO_CHANGE;
  const size = params.emotion_step * affect.confidence * -affect.valence;
  if (affect.arousal >= 0) return { code: 'strained', delta: -size };
  if (affect.valence <= params.despair_valence) return { code: 'discouraged', delta: -size };
  if (success === null || success.weight === 0) return NO_CHANGE;
  return success.rate >= target ? { code: 'underchallenged', delta: size } : { code: 'discouraged', delta: -size };
}

function checkInput(input: TargetDifficultyInput): void {
  checkObject('targetDifficulty.input', input);
  checkUnit('targetDifficulty.difficulty', input.difficulty);
  if (input.recentSuccess !== null) checkRecentSuccess('targetDifficulty.recentSuccess', input.recentSuccess);
  if (input.targetSuccess !== undefined) checkUnit('targetDifficulty.targetSuccess', input.targetSuccess);
  const { affect } = input;
  if (affect === undefined || affect === null) return;
  checkObject('targetDifficulty.affect', affect);
  checkSignedUnit('targetDifficulty.affect.valence', affect.valence);
  checkSignedUnit('targetDifficulty.affect.arousal', affect.arousal);
  checkUnit('targetDifficulty.affect.confidence', affect.confidence);
}
