import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BktParams, type BktState, bkt, bktDefaults } from '../../src/algorithms/index.js';

const unit = fc.double({ min: 0, max: 1, noNaN: true });
const params: fc.Arbitrary<BktParams> = fc
  .record({ prior: unit, learn: unit, guess: unit, slip: unit, forget: unit })
  .filter(({ guess, slip }) => guess + slip < 1);
const answers = fc.array(fc.boolean(), { maxLength: 8 });

function learnt(correct: readonly boolean[], given: BktParams): BktState {
  return correct.reduce((state, each) => bkt.update(state, { at: 0, correct: each }, given), bkt.initial(given));
}

describe('Bayesian knowledge tracing', () => {
  it('multiplies the odds by each answer when nothing is learnt or forgotten', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        fc.double({ min: 0.05, max: 0.45, noNaN: true }),
        fc.double({ min: 0.05, max: 0.45, noNaN: true }),
        answers,
        (prior, guess, slip, given) => {
          const right = given.filter(Boolean).length;
          const odds = (prior / (1 - prior)) * ((1 - slip) / guess) ** right * (slip / (1 - guess)) ** (given.length - right);
          const { p_known } = learnt(given, { prior, learn: 0, guess, slip, forget: 0 });
          expect(Math.abs(p_known - odds / (1 + odds))).toBeLessThan(1e-12);
        },
      ),
    );
  });

  it('agrees with summing over every way in which the concept can have been learnt and forgotten', () => {
    fc.assert(
      fc.property(params, answers, (given, correct) => {
        const { known, unknown } = byEnumeration(correct, given);
        fc.pre(known + unknown > 1e-9);
        expect(Math.abs(learnt(correct, given).p_known - known / (known + unknown))).toBeLessThan(1e-9);
      }),
    );
  });

  it('gives the textbook step', () => {
    const state = learnt([true], { prior: 0.5, learn: 0.2, guess: 0.2, slip: 0.1, forget: 0 });
    expect(Math.abs(state.p_known - (0.45 / 0.55 + (0.1 / 0.55) * 0.2))).toBeLessThan(1e-12);
    const forgetful = learnt([false], { prior: 0.5, learn: 0.2, guess: 0.2, slip: 0.1, forget: 0.3 });
    expect(Math.abs(forgetful.p_known - ((0.05 / 0.45) * 0.7 + (0.4 / 0.45) * 0.2))).toBeLessThan(1e-12);
  });

  it('predicts by guess and slip', () => {
    const predict = (p_known: number): number => bkt.predict({ p_known, observations: 1 }, 0, bktDefaults);
    expect([predict(0), predict(1), predict(0.5)].map((p) => Math.round(p * 1e12) / 1e12)).toEqual([0.2, 0.9, 0.55]);
  });

  it('keeps what it thought after an answer that it held to be impossible', () => {
    const never: BktParams = { prior: 1, learn: 0, guess: 0, slip: 0, forget: 0 };
    expect(learnt([false], never)).toEqual({ p_known: 1, observations: 1 });
    expect(learnt([true], { ...never, prior: 0 })).toEqual({ p_known: 0, observations: 1 });
  });

  it('comes back from certainty: right answers, however many, do not outweigh wrong ones for good', () => {
    const answers = [...Array.from({ length: 2_000 }, () => true), ...Array.from({ length: 60 }, () => false)];
    const certain = learnt(answers.slice(0, 2_000), bktDefaults);
    expect(certain.p_known).toBeLessThan(1);
    expect(certain.p_known).toBeGreaterThan(1 - 1e-15);
    expect(learnt(answers, bktDefaults).p_known).toBeLessThan(0.2);
    const taught: BktParams = { ...bktDefaults, prior: 1 };
    expect(learnt(answers, taught).p_known).toBe(1);
  });

  it('thinks more of a learner after a right answer, whatever the parameters, when nothing is forgotten', () => {
    fc.assert(
      fc.property(params, answers, (given, correct) => {
        const lasting = { ...given, forget: 0 };
        const before = learnt(correct, lasting);
        const after = bkt.update(before, { at: 0, correct: true }, lasting);
        expect(after.p_known).toBeGreaterThanOrEqual(before.p_known - 1e-15);
      }),
    );
  });

  it('stays a probability under any parameters', () => {
    fc.assert(
      fc.property(params, fc.array(fc.boolean(), { maxLength: 60 }), (given, correct) => {
        const state = learnt(correct, given);
        expect(state.p_known >= 0 && state.p_known <= 1).toBe(true);
        expect(state.observations).toBe(correct.length);
        const confidence = bkt.confidence(state, given);
        expect(confidence >= 0 && confidence <= 1).toBe(true);
      }),
    );
  });

  it('is sure when it is decided and has evidence, and not by one of the two', () => {
    const confidence = (p_known: number, observations: number): number => bkt.confidence({ p_known, observations }, bktDefaults);
    expect([confidence(1, 0), confidence(0.5, 1e6), confidence(1, 5), confidence(0, 5)]).toEqual([0, 0, 0.5, 0.5]);
    expect(confidence(0.11, 5)).toBeCloseTo(0.25, 3);
    expect(confidence(0.99, 1_000)).toBeGreaterThan(0.9);
  });

  it('refuses guess and slip under which knowing would mean answering worse', () => {
    const wrong = { ...bktDefaults, guess: 0.6, slip: 0.4 };
    expect(() => bkt.initial(wrong)).toThrow('bkt.params.guess: expected guess + slip below 1, got 1');
  });
});

/** P(answers, known now) and P(answers, not known now), over all 2^(n+1) hidden paths. */
function byEnumeration(correct: readonly boolean[], given: BktParams): { known: number; unknown: number } {
  const sums = { known: 0, unknown: 0 };
  for (let path = 0; path < 2 ** (correct.length + 1); path += 1) {
    const knownAt = (step: number): boolean => Math.floor(path / 2 ** step) % 2 === 1;
    let probability = knownAt(0) ? given.prior : 1 - given.prior;
    for (const [step, right] of correct.entries()) {
      const rightIf = knownAt(step) ? 1 - given.slip : given.guess;
      const knownNext = knownAt(step) ? 1 - given.forget : given.learn;
      probability *= (right ? rightIf : 1 - rightIf) * (knownAt(step + 1) ? knownNext : 1 - knownNext);
    }
    sums[knownAt(correct.length) ? 'known' : 'unknown'] += probability;
  }
  return sums;
}
