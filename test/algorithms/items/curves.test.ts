import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  abilityForScore,
  expectedScore,
  type ItemParameters,
  itemInformation,
  itemProbability,
  responsesLogLikelihood,
  testInformation,
} from '../../../src/algorithms/index.js';
import { anItem, aTheta } from './arbitraries.js';

const itemOf = (discrimination: number, difficulty: number, guessing = 0): ItemParameters => ({ discrimination, difficulty, guessing });

describe('the response curve', () => {
  it('is halfway between guessing and 1 at the difficulty, and the logistic curve elsewhere', () => {
    expect(itemProbability(itemOf(1.7, 0.4), 0.4)).toBe(0.5);
    expect(itemProbability(itemOf(1.7, 0.4, 0.3), 0.4)).toBeCloseTo(0.65, 15);
    expect(itemProbability(itemOf(1, 0), Math.log(3))).toBeCloseTo(0.75, 15);
    expect(itemProbability(itemOf(1, 0), -Math.log(3))).toBeCloseTo(0.25, 15);
  });

  it('keeps within 0.01 of the normal ogive in the normal metric', () => {
    // Φ(0.5), Φ(1), Φ(2) from tables.
    for (const [theta, share] of [
      [0.5, 0.6915],
      [1, 0.8413],
      [2, 0.9772],
    ] as const) {
      expect(Math.abs(itemProbability(itemOf(1, 0), theta, 'normal') - share)).toBeLessThan(0.01);
    }
  });

  it('rises with ability and falls with difficulty, between guessing and 1', () => {
    fc.assert(
      fc.property(anItem, aTheta, fc.double({ min: 0.01, max: 3, noNaN: true }), (item, theta, more) => {
        const probability = itemProbability(item, theta);
        expect(probability).toBeGreaterThan(0);
        expect(probability).toBeGreaterThanOrEqual(item.guessing);
        expect(probability).toBeLessThan(1);
        expect(itemProbability(item, theta + more)).toBeGreaterThan(probability);
        expect(itemProbability({ ...item, difficulty: item.difficulty + more }, theta)).toBeLessThan(probability);
      }),
    );
  });
});

describe('information', () => {
  it('is P′²/(P·Q), of the curve as it is drawn', () => {
    fc.assert(
      fc.property(anItem, aTheta, fc.constantFrom('logistic' as const, 'normal' as const), (item, theta, metric) => {
        const step = 1e-5;
        const p = itemProbability(item, theta, metric);
        const slope = (itemProbability(item, theta + step, metric) - itemProbability(item, theta - step, metric)) / (2 * step);
        const information = itemInformation(item, theta, metric);
        expect(information).toBeGreaterThan(0);
        expect(information).toBeCloseTo((slope * slope) / (p * (1 - p)), 5);
      }),
    );
  });

  it('of the 2PL is a²/4 at the difficulty and nowhere more; guessing takes away from it', () => {
    fc.assert(
      fc.property(anItem, aTheta, (item, theta) => {
        const sure = { ...item, guessing: 0 };
        expect(itemInformation(sure, item.difficulty)).toBeCloseTo(item.discrimination ** 2 / 4, 12);
        expect(itemInformation(sure, theta)).toBeLessThanOrEqual((item.discrimination ** 2 / 4) * (1 + 1e-12));
        expect(itemInformation(item, theta)).toBeLessThanOrEqual(itemInformation(sure, theta) * (1 + 1e-12));
      }),
    );
  });

  it('of several items is the sum of theirs', () => {
    const items = [itemOf(1, 0), itemOf(0.7, -1, 0.2), itemOf(2, 1.5, 0.1)];
    expect(testInformation(items, 0.3)).toBeCloseTo(
      items.reduce((sum, item) => sum + itemInformation(item, 0.3), 0),
      14,
    );
  });
});

describe('the test curve', () => {
  it('is turned round by abilityForScore', () => {
    fc.assert(
      fc.property(fc.array(anItem, { minLength: 1, maxLength: 20 }), aTheta, (items, theta) => {
        expect(abilityForScore(items, expectedScore(items, theta))).toBeCloseTo(theta, 6);
      }),
    );
  });

  it('gives the ends of the scale to shares that everybody or nobody reaches', () => {
    const items = [itemOf(1, 0, 0.2), itemOf(1, 1, 0.3)];
    expect(abilityForScore(items, 0.25)).toBe(-100);
    expect(abilityForScore(items, 1)).toBe(100);
  });
});

describe('the log-likelihood of answers', () => {
  it('is the sum of the logarithms of their probabilities, in any order', () => {
    const responses = fc.array(fc.record({ item: anItem, correct: fc.boolean() }), { maxLength: 30 });
    fc.assert(
      fc.property(responses, aTheta, (given, theta) => {
        const naive = given.reduce((sum, { item, correct }) => {
          const p = itemProbability(item, theta);
          return sum + Math.log(correct ? p : 1 - p);
        }, 0);
        const found = responsesLogLikelihood(given, theta);
        // 1 − p loses up to nine digits where an item is sure to be right.
        expect(found).toBeCloseTo(naive, 5);
        expect(responsesLogLikelihood([...given].reverse(), theta)).toBeCloseTo(found, 10);
      }),
    );
  });

  it('holds for more answers than one product can', () => {
    const many = Array.from({ length: 5000 }, (_, index) => ({ item: itemOf(1, 0), correct: index % 2 === 0 }));
    expect(responsesLogLikelihood(many, 0)).toBeCloseTo(5000 * Math.log(0.5), 6);
  });

  it('is a number where the probability is too small for one', () => {
    expect(responsesLogLikelihood([{ item: itemOf(100, 100), correct: true }], -100)).toBe(-20_000);
  });
});

describe('an item that is not calibrated', () => {
  it.each([
    ['discrimination', { difficulty: 0, guessing: 0 }],
    ['difficulty', { discrimination: 1, guessing: 0 }],
    ['guessing', { discrimination: 1, difficulty: 0 }],
    ['difficulty', { discrimination: 1, difficulty: null, guessing: 0 }],
    ['discrimination', { discrimination: 0, difficulty: 0, guessing: 0 }],
    ['guessing', { discrimination: 1, difficulty: 0, guessing: 1 }],
  ])('is refused by its %s', (where, item) => {
    expect(() => itemProbability(item as ItemParameters, 0)).toThrow(
      expect.objectContaining({ code: 'invalid_input', where: `itemProbability.item.${where}` }),
    );
  });
});
