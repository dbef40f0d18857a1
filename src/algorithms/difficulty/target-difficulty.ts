import { checkObject, checkSignedUnit, checkUnit } from '../argument-checks.js';
import { checkRecentSuccess, type RecentSuccess } from './recent-success.js';
import {
  checkTargetDifficultyParams,
  type TargetDifficultyParams,
  targetDifficultyDefaults,
  WILSON_TARGET_SUCCESS,
} from './target-difficulty-params.js';

/** Why a difficulty moved, as a closed list. */
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

/** What a learner feels, as far as it is known. */
export type CurrentAffect = {
  /** Unpleasant −1 to pleasant 1. */
  readonly valence: number;
  /** Calm −1 to aroused 1. */
  readonly arousal: number;
  /** How sure the detection is, 0 to 1; below the threshold the emotion changes nothing. */
  readonly confidence: number;
};

export type TargetDifficultyInput = {
  /** The difficulty of what the learner works at now, 0 to 1. */
  readonly difficulty: number;
  /** Null when there is no answer yet. */
  readonly recentSuccess: RecentSuccess | null;
  readonly affect?: CurrentAffect | null | undefined;
  /** The share of answers that should be right, 0 to 1; 0.85 unless told. */
  readonly targetSuccess?: number | undefined;
};

/** One reason and its share of the change. */
export type DifficultyChange = { readonly code: DifficultyReason; readonly delta: number };

export type TargetDifficulty = {
  /** What to aim at next, 0 to 1. */
  readonly difficulty: number;
  /** What moved it and by how much; the deltas add up to the new difficulty less the old. Empty when nothing did. */
  readonly reasons: readonly DifficultyChange[];
};

const NO_CHANGE: DifficultyChange = { code: 'bounded', delta: 0 };

/**
 * The difficulty to aim at next, so that about a target share of answers is right, and why.
 *
 *     by success:  gain·(rate − target)·weight / (weight + 3)
 *     by emotion:  ±emotion_step·confidence·|valence|
 *
 * The first is a proportional controller that trusts a rate the less, the fewer answers stand behind it. The second reads the
 * quadrant of affect: strain eases; calm displeasure eases while failing and raises while succeeding, and says nothing before the
 * first answer, unless valence is so low that it is despair, which eases; pleasant states change nothing, for flow is not to be
 * disturbed. The sum moves by at most `maximum_step`.
 *
 * Sources: target 0.85, at which gradient learners of yes-or-no tasks learn fastest, Wilson, Shenhav, Straccia and Cohen 2019 (Nature
 * Communications 10:4646); 0.75, at which children kept playing, Klinkenberg, Straatemeier and van der Maas 2011 (Computers & Education
 * 57). Boredom from ease or from being lost: D'Mello and Graesser 2012; Pekrun 2006. The gain and step sizes are ours.
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
