import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CurrentAffect,
  type DifficultyReason,
  difficultyForSuccess,
  EMOTIONS,
  type EmotionalState,
  KLINKENBERG_TARGET_SUCCESS,
  type RecentSuccess,
  type TargetDifficultyInput,
  targetDifficulty,
  targetDifficultyDefaults,
  updateRecentSuccess,
} from '../../src/algorithms/index.js';

const unit = fc.double({ min: 0, max: 1, noNaN: true });
const signed = fc.double({ min: -1, max: 1, noNaN: true });
const input: fc.Arbitrary<TargetDifficultyInput> = fc.record({
  difficulty: unit,
  recentSuccess: fc.option(fc.record({ rate: unit, weight: fc.double({ min: 0, max: 1e6, noNaN: true }) })),
  affect: fc.option(fc.record({ valence: signed, arousal: signed, confidence: unit })),
  targetSuccess: unit,
});
const often = (rate: number): RecentSuccess => ({ rate, weight: 1e9 });
const feels = (state: EmotionalState, confidence = 1): CurrentAffect => ({ ...EMOTIONS[state], confidence });
const codes = (given: TargetDifficultyInput): DifficultyReason[] => targetDifficulty(given).reasons.map(({ code }) => code);

describe('the target difficulty', () => {
  it('is explained to the last digit: its reasons add up to the change', () => {
    fc.assert(
      fc.property(input, (given) => {
        const { difficulty, reasons } = targetDifficulty(given);
        const sum = reasons.reduce((total, { delta }) => total + delta, given.difficulty);
        expect(Math.abs(sum - difficulty)).toBeLessThan(1e-12);
        expect(reasons.every(({ delta }) => delta !== 0)).toBe(true);
      }),
    );
  });

  it('stays in 0 to 1 and within one step', () => {
    fc.assert(
      fc.property(input, (given) => {
        const { difficulty } = targetDifficulty(given);
        expect(difficulty >= 0 && difficulty <= 1).toBe(true);
        expect(Math.abs(difficulty - given.difficulty)).toBeLessThanOrEqual(0.1 + 1e-12);
      }),
    );
  });

  it('rises with success, falls with failure, and rests at the target', () => {
    const at = (rate: number): number => targetDifficulty({ difficulty: 0.5, recentSuccess: often(rate) }).difficulty;
    expect(at(0.95)).toBeCloseTo(0.55, 6);
    expect(at(0.75)).toBeCloseTo(0.45, 6);
    expect(at(0.85)).toBe(0.5);
    expect(codes({ difficulty: 0.5, recentSuccess: often(0.95) })).toEqual(['success_above_target']);
    expect(codes({ difficulty: 0.5, recentSuccess: often(0.75) })).toEqual(['success_below_target']);
    expect(targetDifficulty({ difficulty: 0.5, recentSuccess: often(0.75), targetSuccess: KLINKENBERG_TARGET_SUCCESS }).reasons).toEqual(
      [],
    );
  });

  it('trusts a rate the less, the fewer answers stand behind it', () => {
    const change = (weight: number): number => targetDifficulty({ difficulty: 0.5, recentSuccess: { rate: 1, weight } }).difficulty - 0.5;
    expect([change(0), change(3), change(1e9)].map((delta) => Math.round(delta * 1e4) / 1e4)).toEqual([0, 0.0375, 0.075]);
  });

  it('says when a step was cut short', () => {
    const { difficulty, reasons } = targetDifficulty({ difficulty: 0.5, recentSuccess: often(0) });
    expect(difficulty).toBe(0.4);
    expect(reasons.map(({ code, delta }) => [code, Math.round(delta * 1e3) / 1e3])).toEqual([
      ['success_below_target', -0.425],
      ['bounded', 0.325],
    ]);
    expect(codes({ difficulty: 1, recentSuccess: often(1) })).toEqual(['success_above_target', 'bounded']);
  });

  it('reads each emotion by its quadrant', () => {
    const struggling = { difficulty: 0.5, recentSuccess: often(0.7) };
    const coasting = { difficulty: 0.5, recentSuccess: often(1) };
    const byEmotion = (given: TargetDifficultyInput, state: EmotionalState): unknown =>
      codes({ ...given, affect: feels(state) }).filter((code) => !code.startsWith('success'))[0];
    for (const state of ['frustration', 'anxiety', 'shame', 'anger', 'confusion'] as const) {
      expect([byEmotion(struggling, state), byEmotion(coasting, state)]).toEqual(['strained', 'strained']);
    }
    expect([byEmotion(struggling, 'boredom'), byEmotion(coasting, 'boredom')]).toEqual(['discouraged', 'underchallenged']);
    expect([byEmotion(struggling, 'hopelessness'), byEmotion(coasting, 'hopelessness')]).toEqual(['discouraged', 'discouraged']);
    for (const state of ['engaged_concentration', 'delight', 'neutral', 'surprise', 'relief'] as const) {
      expect([byEmotion(struggling, state), byEmotion(coasting, state)]).toEqual([undefined, undefined]);
    }
  });

  it('moves by the strength of the emotion and the confidence in it', () => {
    const delta = (affect: CurrentAffect): number => targetDifficulty({ difficulty: 0.5, recentSuccess: null, affect }).difficulty - 0.5;
    expect(delta({ valence: -1, arousal: 1, confidence: 1 })).toBeCloseTo(-0.05, 12);
    expect(delta({ valence: -0.5, arousal: 1, confidence: 0.8 })).toBeCloseTo(-0.02, 12);
  });

  it('is not moved by an emotion that may not be one, nor by boredom that nothing explains', () => {
    expect(codes({ difficulty: 0.5, recentSuccess: null, affect: feels('anger', 0.59) })).toEqual([]);
    expect(codes({ difficulty: 0.5, recentSuccess: null, affect: feels('anger', 0.6) })).toEqual(['strained']);
    expect(codes({ difficulty: 0.5, recentSuccess: null, affect: feels('boredom') })).toEqual([]);
    expect(codes({ difficulty: 0.5, recentSuccess: { rate: 0, weight: 0 }, affect: feels('boredom') })).toEqual([]);
    expect(codes({ difficulty: 0.5, recentSuccess: null, affect: null })).toEqual([]);
  });

  it('takes its sizes from the parameters', () => {
    const params = { ...targetDifficultyDefaults, gain: 1, maximum_step: 0.3 };
    expect(targetDifficulty({ difficulty: 0.5, recentSuccess: often(0.65) }, params).difficulty).toBeCloseTo(0.3, 6);
  });
});

describe('the recent success rate', () => {
  const rateOf = (scores: readonly number[], decay?: number): RecentSuccess | null =>
    scores.reduce<RecentSuccess | null>((rate, score) => updateRecentSuccess(rate, score, decay), null);

  it('is the mean weighted by age', () => {
    fc.assert(
      fc.property(fc.array(unit, { minLength: 1, maxLength: 50 }), fc.double({ min: 0, max: 1, noNaN: true }), (scores, decay) => {
        const weights = scores.map((_, at) => decay ** (scores.length - 1 - at));
        const weight = weights.reduce((sum, each) => sum + each, 0);
        const rate = scores.reduce((sum, score, at) => sum + score * (weights[at] ?? 0), 0) / weight;
        expect(rateOf(scores, decay)?.rate).toBeCloseTo(rate, 10);
        expect(rateOf(scores, decay)?.weight).toBeCloseTo(weight, 10);
      }),
    );
  });

  it('is the plain mean without decay, the last answer with all of it, and by default stands for ten answers at most', () => {
    expect(rateOf([1, 0, 0, 1], 1)).toEqual({ rate: 0.5, weight: 4 });
    expect(rateOf([0, 0, 1], 0)).toEqual({ rate: 1, weight: 1 });
    expect(rateOf(Array.from({ length: 500 }, () => 1))?.weight).toBeCloseTo(10, 9);
  });
});

describe('the difficulty for a success', () => {
  it('is the one at which the logistic curve gives that success', () => {
    const inside = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });
    fc.assert(
      fc.property(
        fc.double({ min: -6, max: 6, noNaN: true }),
        inside,
        fc.double({ min: 0.2, max: 4, noNaN: true }),
        (ability, success, a) => {
          const difficulty = difficultyForSuccess(ability, success, a);
          expect(1 / (1 + Math.exp(-a * (ability - difficulty)))).toBeCloseTo(success, 9);
        },
      ),
    );
  });

  it('has no negative zero', () => {
    expect(Object.is(difficultyForSuccess(-0, 0.5), 0)).toBe(true);
  });
});
