import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AbilityMethod,
  abilityDefaults,
  estimateAbility,
  type ItemParameters,
  type ItemResponse,
  itemInformation,
  responsesLogLikelihood,
} from '../../../src/algorithms/index.js';
import { anItem } from './arbitraries.js';

const aResponse = fc.record({ item: anItem, correct: fc.boolean() });
const someResponses = fc.array(aResponse, { minLength: 1, maxLength: 40 });
const METHODS: readonly AbilityMethod[] = ['eap', 'map', 'mle', 'wle'];

/** The 2PL of LSAT section 6, as R's ltm estimates it (Rizopoulos 2006). */
const LSAT: readonly ItemParameters[] = [
  [0.8253715, -3.3597341],
  [0.7229499, -1.3696497],
  [0.8904748, -0.2798983],
  [0.6885502, -1.8659189],
  [0.6574516, -3.1235725],
].map(([discrimination, difficulty]) => ({ discrimination: discrimination!, difficulty: difficulty!, guessing: 0 }));

const lsatAnswers = (pattern: string): ItemResponse[] => LSAT.map((item, index) => ({ item, correct: pattern[index] === '1' }));

/** The mean and deviation of a posterior by plain summation over a fine grid. */
function bruteMoments(responses: readonly ItemResponse[], { mean, sd }: { mean: number; sd: number }): { mean: number; sd: number } {
  const points = Array.from({ length: 2401 }, (_, index) => mean + sd * (index / 120 - 10));
  const logs = points.map((theta) => responsesLogLikelihood(responses, theta) - ((theta - mean) / sd) ** 2 / 2);
  const highest = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - highest));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const center = points.reduce((sum, theta, index) => sum + theta * weights[index]!, 0) / whole;
  const variance = points.reduce((sum, theta, index) => sum + (theta - center) ** 2 * weights[index]!, 0) / whole;
  return { mean: center, sd: Math.sqrt(variance) };
}

/** The highest point of a function from −6 to 6: a fine grid, then golden section. */
function bruteMaximum(f: (theta: number) => number): number {
  let best = -6;
  for (let theta = -6; theta <= 6.0001; theta += 0.02) if (f(theta) > f(best)) best = Math.min(6, theta);
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [Math.max(-6, best - 0.02), Math.min(6, best + 0.02)];
  while (high - low > 1e-9) {
    const left = high - ratio * (high - low);
    const right = low + ratio * (high - low);
    if (f(left) > f(right)) high = right;
    else low = left;
  }
  return (low + high) / 2;
}

describe('EAP', () => {
  it('is the mean of the posterior, and its error the deviation, to 1e-9', () => {
    const prior = fc.record({ mean: fc.double({ min: -2, max: 2, noNaN: true }), sd: fc.double({ min: 0.3, max: 2, noNaN: true }) });
    fc.assert(
      fc.property(someResponses, prior, (responses, given) => {
        const exact = bruteMoments(responses, given);
        const { theta, standardError } = estimateAbility(responses, { prior: given });
        expect(Math.abs(theta - exact.mean)).toBeLessThan(1e-9);
        expect(Math.abs(standardError! - exact.sd)).toBeLessThan(1e-9);
      }),
      { numRuns: 25 },
    );
  });

  it('is exact where hundreds of steep items leave little doubt', () => {
    const responses = Array.from({ length: 400 }, (_, index) => ({
      item: { discrimination: 4, difficulty: (index % 81) / 20 - 2, guessing: index % 2 === 0 ? 0.2 : 0 },
      correct: index % 81 < 44,
    }));
    const exact = bruteMoments(responses, { mean: 0, sd: 1 });
    expect(exact.sd).toBeLessThan(0.06);
    expect(estimateAbility(responses).theta).toBeCloseTo(exact.mean, 9);
    expect(estimateAbility(responses).standardError).toBeCloseTo(exact.sd, 9);
  });

  it('shrinks: between the prior’s mean and the MLE, the nearer to the mean the narrower the prior', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 40 }), fc.nat(), (count, pick) => {
        const right = Math.floor(count / 2) + 1 + (pick % (count - Math.floor(count / 2)));
        const item = { discrimination: 1, difficulty: 0, guessing: 0 };
        const responses = Array.from({ length: count }, (_, index) => ({ item, correct: index < right }));
        const [narrow, wide, mle] = [
          estimateAbility(responses, { prior: { mean: 0, sd: 0.5 } }).theta,
          estimateAbility(responses, { prior: { mean: 0, sd: 1 } }).theta,
          estimateAbility(responses, { method: 'mle' }).theta,
        ];
        expect(narrow).toBeGreaterThan(0);
        expect(wide).toBeGreaterThan(narrow);
        expect(mle).toBeGreaterThan(wide);
      }),
    );
  });

  it('of the 2PL is never less certain than the prior', () => {
    const withoutGuessing = fc.array(
      anItem.chain((item) => fc.boolean().map((correct) => ({ item: { ...item, guessing: 0 }, correct }))),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(withoutGuessing, (responses) => {
        expect(estimateAbility(responses).standardError).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });
});

describe('the maxima', () => {
  it('MAP and MLE are where the posterior and the likelihood are highest, to 1e-6', () => {
    fc.assert(
      fc.property(someResponses, (responses) => {
        const likelihood = (theta: number): number => responsesLogLikelihood(responses, theta);
        const posterior = (theta: number): number => likelihood(theta) - (theta * theta) / 2;
        for (const [method, f] of [
          ['map', posterior],
          ['mle', likelihood],
        ] as const) {
          const { theta } = estimateAbility(responses, { method });
          const exact = bruteMaximum(f);
          // Two tops of the same height, to the last digits, are both right; and flat ends are flat.
          if (Math.abs(f(theta) - f(exact)) > 1e-12) expect(f(theta)).toBeGreaterThan(f(exact));
          else if (Math.abs(theta) < 5.9) expect(Math.abs(theta - exact)).toBeLessThan(1e-6);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('the slope of the likelihood is 0 at an MLE, and that of the posterior at a MAP', () => {
    fc.assert(
      fc.property(someResponses, (responses) => {
        const slopeAt = (theta: number): number =>
          (responsesLogLikelihood(responses, theta + 1e-4) - responsesLogLikelihood(responses, theta - 1e-4)) / 2e-4;
        const map = estimateAbility(responses, { method: 'map' });
        expect(slopeAt(map.theta)).toBeCloseTo(map.theta, 5);
        const mle = estimateAbility(responses, { method: 'mle' });
        if (mle.bound === null) expect(slopeAt(mle.theta)).toBeCloseTo(0, 5);
      }),
    );
  });

  it('the highest of two tops is taken', () => {
    // Right on five hard items that can be guessed, wrong on five easier ones: a low top for who guesses, a high one for who slips.
    const hard = { discrimination: 2.5, difficulty: 2, guessing: 0.35 };
    const easy = { discrimination: 2.5, difficulty: -1, guessing: 0 };
    const responses = [...Array<ItemResponse>(5).fill({ item: hard, correct: true }), { item: easy, correct: false }];
    const f = (theta: number): number => responsesLogLikelihood(responses, theta);
    const { theta } = estimateAbility(responses, { method: 'mle' });
    expect(theta).toBeCloseTo(bruteMaximum(f), 6);
    expect(f(theta)).toBeGreaterThan(f(-2));
    expect(f(theta)).toBeGreaterThan(f(2));
  });

  it('WLE of the 2PL is where the likelihood times √I is highest (Warm 1989)', () => {
    fc.assert(
      fc.property(someResponses, (given) => {
        const responses = given.map(({ item, correct }) => ({ item: { ...item, guessing: 0 }, correct }));
        const f = (theta: number): number =>
          responsesLogLikelihood(responses, theta) +
          Math.log(responses.reduce((sum, { item }) => sum + itemInformation(item, theta), 0)) / 2;
        const { theta } = estimateAbility(responses, { method: 'wle' });
        expect(Math.abs(theta - bruteMaximum(f))).toBeLessThan(1e-6);
      }),
      { numRuns: 15 },
    );
  });

  it('WLE is less biased than MLE: halfway to the middle for one-sided answers, unmoved for symmetric ones', () => {
    const item = { discrimination: 1, difficulty: 0, guessing: 0 };
    const rasch = Array.from({ length: 10 }, (_, index) => ({ item, correct: index < 8 }));
    // n equal Rasch items, r right: Warm's estimate is log((r + ½)/(n − r + ½)), the MLE log(r/(n − r)).
    expect(estimateAbility(rasch, { method: 'mle' }).theta).toBeCloseTo(Math.log(8 / 2), 12);
    expect(estimateAbility(rasch, { method: 'wle' }).theta).toBeCloseTo(Math.log(8.5 / 2.5), 12);
    const all = rasch.map((response) => ({ ...response, correct: true }));
    expect(estimateAbility(all, { method: 'wle' }).theta).toBeCloseTo(Math.log(10.5 / 0.5), 12);
  });
});

describe('the empirical Bayes scores of LSAT section 6', () => {
  // R's ltm, factor.scores(ltm(LSAT ~ z1)): the posterior's mode and its standard error.
  it.each([
    ['00000', -1.895, 0.795],
    ['00011', -1.041, 0.8],
    ['01111', 0.023, 0.828],
    ['10000', -1.373, 0.797],
    ['10101', -0.373, 0.815],
    ['11011', -0.022, 0.827],
    ['11111', 0.606, 0.855],
  ])('%s gives %f', (pattern, theta, error) => {
    const estimate = estimateAbility(lsatAnswers(pattern), { method: 'map' });
    expect(Math.abs(estimate.theta - theta)).toBeLessThan(0.0011);
    expect(estimate.standardError).toBeCloseTo(error, 3);
  });
});

describe('an ability', () => {
  it('does not depend on the order of the answers', () => {
    fc.assert(
      fc.property(someResponses, (responses) => {
        for (const method of METHODS) {
          const there = estimateAbility(responses, { method });
          const back = estimateAbility([...responses].reverse(), { method });
          expect(back.theta).toBeCloseTo(there.theta, 8);
        }
      }),
    );
  });

  it('never falls when a wrong answer becomes right', () => {
    fc.assert(
      fc.property(someResponses, fc.nat(), (responses, pick) => {
        const at = pick % responses.length;
        const better = responses.map((response, index) => (index === at ? { ...response, correct: true } : response));
        const worse = responses.map((response, index) => (index === at ? { ...response, correct: false } : response));
        for (const method of ['eap', 'map', 'mle'] as const) {
          expect(estimateAbility(better, { method }).theta).toBeGreaterThanOrEqual(estimateAbility(worse, { method }).theta - 1e-9);
        }
      }),
    );
  });

  it('moves with the scale: shifted items shift it, stretched ones stretch it', () => {
    fc.assert(
      fc.property(someResponses, (responses) => {
        const moved = responses.map(({ item, correct }) => ({
          item: { ...item, discrimination: item.discrimination / 2, difficulty: 2 * item.difficulty + 1 },
          correct,
        }));
        const plain = estimateAbility(responses);
        const there = estimateAbility(moved, { prior: { mean: 1, sd: 2 } });
        expect(there.theta).toBeCloseTo(2 * plain.theta + 1, 7);
        expect(there.standardError).toBeCloseTo(2 * plain.standardError!, 7);
      }),
    );
  });

  it('in the normal metric is that of items 1.702 times as steep', () => {
    const responses = lsatAnswers('10110');
    const steep = responses.map(({ item, correct }) => ({ item: { ...item, discrimination: 1.702 * item.discrimination }, correct }));
    for (const method of METHODS) {
      expect(estimateAbility(responses, { method, metric: 'normal' }).theta).toBeCloseTo(estimateAbility(steep, { method }).theta, 10);
    }
  });
});

describe('answers that are all right or all wrong', () => {
  it('send an MLE to the end of its range, and it says so', () => {
    for (const [pattern, oneSided, bound, theta] of [
      ['11111', 'all_right', 'upper', 5],
      ['00000', 'all_wrong', 'lower', -4],
    ] as const) {
      expect(estimateAbility(lsatAnswers(pattern), { method: 'mle', range: [-4, 5] })).toMatchObject({ theta, oneSided, bound });
    }
    expect(estimateAbility(lsatAnswers('11110'), { method: 'mle' })).toMatchObject({ oneSided: null, bound: null, right: 4, answered: 5 });
  });

  it('give finite estimates elsewhere, and are named', () => {
    for (const method of ['eap', 'map', 'wle'] as const) {
      const estimate = estimateAbility(lsatAnswers('11111'), { method });
      expect(estimate).toMatchObject({ oneSided: 'all_right', bound: null });
      expect(Math.abs(estimate.theta)).toBeLessThan(4);
    }
  });

  it('have no standard error where the items tell nothing', () => {
    const item = { discrimination: 100, difficulty: -100, guessing: 0 };
    expect(estimateAbility([{ item, correct: true }], { method: 'mle' })).toMatchObject({ theta: 6, bound: 'upper', standardError: null });
  });
});

describe('no answers at all', () => {
  it('leave the prior', () => {
    const prior = { mean: 0.5, sd: 0.7 };
    for (const method of ['eap', 'map'] as const) {
      const { theta, standardError } = estimateAbility([], { method, prior });
      expect(theta).toBeCloseTo(0.5, 12);
      expect(standardError).toBeCloseTo(0.7, 12);
    }
  });

  it.each(['mle', 'wle'] as const)('are refused by %s, which has none', (method) => {
    expect(() => estimateAbility([], { method })).toThrow(expect.objectContaining({ where: 'estimateAbility.responses' }));
  });
});

describe('an item without parameters among the answers', () => {
  it('is refused by its place, never passed over', () => {
    const responses = [...lsatAnswers('101'), { item: { difficulty: 0 } as ItemParameters, correct: true }];
    expect(() => estimateAbility(responses)).toThrow(
      expect.objectContaining({ code: 'invalid_input', where: 'estimateAbility.responses[5].item.discrimination' }),
    );
  });

  it('cannot come with defaults that a caller changed', () => {
    expect(Object.isFrozen(abilityDefaults) && Object.isFrozen(abilityDefaults.prior) && Object.isFrozen(abilityDefaults.range)).toBe(true);
  });
});
