import { describe, expect, it } from 'vitest';
import {
  AdaptiveLearningError,
  type FitItemsOptions,
  type FittedItem,
  fitItems,
  type ItemAnswers,
  type ItemParameters,
  itemPriorDefaults,
  itemProbability,
} from '../../../src/algorithms/index.js';
import { normalNumber, seeded } from './arbitraries.js';

/** How many of 1,000 people gave each of the 32 patterns 00000 … 11111 to LSAT section 6 (Bock and Lieberman 1970). */
const LSAT_COUNTS = [
  3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15, 10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61, 28, 298,
] as const;

function lsat(): ItemAnswers {
  const patterns = LSAT_COUNTS.flatMap((count, pattern) => Array<number>(count).fill(pattern));
  return fromRows(patterns.map((pattern) => [4, 3, 2, 1, 0].map((bit) => (pattern >> bit) & 1)));
}

/** Rows of 1, 0 and null (not answered), a row a learner. */
function fromRows(rows: readonly (readonly (number | null)[])[]): ItemAnswers {
  const cells = rows.flatMap((row, learner) => row.flatMap((correct, item) => (correct === null ? [] : [{ learner, item, correct }])));
  return {
    items: (rows[0] ?? []).map((_, item) => `item ${item + 1}`),
    learner: cells.map(({ learner }) => learner),
    item: cells.map(({ item }) => item),
    correct: cells.map(({ correct }) => correct),
  };
}

function simulated(items: readonly ItemParameters[], learners: number, seed: number, answered = 1): (number | null)[][] {
  const random = seeded(seed);
  return Array.from({ length: learners }, () => {
    const theta = normalNumber(random);
    return items.map((item) => {
      const right = random() < itemProbability(item, theta) ? 1 : 0;
      return random() < answered ? right : null;
    });
  });
}

/** The marginal log-likelihood by plain summation over 241 points, learner by learner. */
function naiveLogLikelihood(rows: readonly (readonly (number | null)[])[], items: readonly ItemParameters[]): number {
  const points = Array.from({ length: 241 }, (_, index) => (index - 120) / 15);
  const mass = points.reduce((sum, theta) => sum + Math.exp((-theta * theta) / 2), 0);
  const curves = items.map((item) => points.map((theta) => itemProbability(item, theta)));
  return rows.reduce((total, row) => {
    const probability = points.reduce((sum, theta, q) => {
      const ofRow = row.reduce<number>((product, cell, item) => {
        const p = curves[item]![q]!;
        return cell === null ? product : product * (cell === 1 ? p : 1 - p);
      }, 1);
      return sum + (ofRow * Math.exp((-theta * theta) / 2)) / mass;
    }, 0);
    return total + Math.log(probability);
  }, 0);
}

const MAXIMUM_LIKELIHOOD = { priors: { ...itemPriorDefaults, discrimination: null } } as const;

const parametersOf = (items: readonly FittedItem[]): ItemParameters[] => items.map(({ parameters }) => parameters!);
const rmse = (found: readonly number[], true_: readonly number[]): number =>
  Math.sqrt(found.reduce((sum, value, at) => sum + (value - true_[at]!) ** 2, 0) / found.length);

describe('LSAT section 6, as R’s ltm has it (Rizopoulos, Journal of Statistical Software 17(5), 2006)', () => {
  it('Rasch: log-likelihood, discrimination, difficulties and their standard errors', async () => {
    const { items, report } = await fitItems(lsat(), { model: 'rasch', tolerance: 1e-8 });
    expect(report).toMatchObject({
      learners: 1000,
      answers: 5000,
      patterns: 30,
      parameters: 6,
      converged: true,
      leftOut: [],
      boundsHit: [],
    });
    expect(report.logLikelihood).toBeCloseTo(-2466.938, 3);
    expect(report.aic).toBeCloseTo(4945.875, 3);
    expect(report.bic).toBeCloseTo(4975.322, 3);
    for (const { discrimination } of parametersOf(items)) expect(discrimination).toBeCloseTo(0.7551, 4);
    for (const [item, b] of [-3.6153, -1.3224, -0.3176, -1.7301, -2.7802].entries()) {
      expect(Math.abs(parametersOf(items)[item]!.difficulty - b)).toBeLessThan(2e-4);
    }
    // ltm's come from the Hessian, ours from the scores: the same except for the sample.
    const errors = items.map(({ standardErrors }) => standardErrors!);
    for (const [item, error] of [0.3266, 0.1422, 0.0977, 0.1691, 0.251].entries()) {
      expect(errors[item]!.difficulty / error).toBeCloseTo(1, 1);
    }
    expect(errors[0]!.discrimination / 0.0694).toBeCloseTo(1, 1);
  });

  it('2PL: log-likelihood, discriminations, difficulties and their standard errors', async () => {
    const { items, report } = await fitItems(lsat(), { model: '2pl', tolerance: 1e-8, ...MAXIMUM_LIKELIHOOD });
    expect(report.logLikelihood).toBeCloseTo(-2466.653, 3);
    expect(report.parameters).toBe(10);
    const [a, b] = [[0.8254, 0.7229, 0.8905, 0.6886, 0.6575] as const, [-3.3597, -1.3696, -0.2799, -1.8659, -3.1236] as const];
    for (const [item, { discrimination, difficulty, guessing }] of parametersOf(items).entries()) {
      // ltm stopped at a gradient of 0.024, a few thousandths from the maximum.
      expect(Math.abs(discrimination - a[item]!)).toBeLessThan(0.001);
      expect(Math.abs(difficulty - b[item]!)).toBeLessThan(0.003);
      expect(guessing).toBe(0);
    }
    for (const [item, error] of [0.2581, 0.1867, 0.2326, 0.1852, 0.21].entries()) {
      expect(Math.abs(items[item]!.standardErrors!.discrimination / error - 1)).toBeLessThan(0.05);
    }
  });

  it('is told with what was believed beforehand', async () => {
    expect((await fitItems(lsat(), MAXIMUM_LIKELIHOOD)).report.priors).toEqual({ guessing: null, discrimination: null });
    expect((await fitItems(lsat(), { model: 'rasch' })).report.priors).toEqual({ guessing: null, discrimination: null });
    expect((await fitItems(lsat(), { model: '3pl' })).report.priors).toEqual(itemPriorDefaults);
  });

  it('in the normal metric gives discriminations 1.702 times smaller, and the same difficulties', async () => {
    const plain = parametersOf((await fitItems(lsat())).items);
    const normal = await fitItems(lsat(), { metric: 'normal' });
    for (const [item, { discrimination, difficulty }] of parametersOf(normal.items).entries()) {
      expect(discrimination * 1.702).toBeCloseTo(plain[item]!.discrimination, 12);
      expect(difficulty).toBeCloseTo(plain[item]!.difficulty, 12);
    }
  });
});

describe.each(['rasch', '2pl', '3pl'] as const)('a %s fit', (model) => {
  const random = seeded(11);
  const truth = Array.from({ length: 8 }, (_, index) => ({
    discrimination: model === 'rasch' ? 1.2 : 0.7 + random(),
    difficulty: index / 2 - 2,
    guessing: model === '3pl' ? 0.2 : 0,
  }));
  const rows = simulated(truth, 400, 5, 0.8);

  it('tells the log-likelihood that plain summation gives, with answers missing', async () => {
    const { items, report } = await fitItems(fromRows(rows), { model });
    expect(report.logLikelihood).toBeCloseTo(naiveLogLikelihood(rows, parametersOf(items)), 5);
  });

  it('stands on a top: no parameter can be moved without falling', async () => {
    const { items } = await fitItems(fromRows(rows), { model, tolerance: 1e-7 });
    const found = parametersOf(items);
    const height = (parameters: readonly ItemParameters[]): number =>
      naiveLogLikelihood(rows, parameters) +
      parameters.reduce((sum, { discrimination: a, guessing: c }) => {
        const ofSlope = model === 'rasch' ? 0 : -((Math.log(a) / 0.5) ** 2) / 2;
        return sum + ofSlope + (model === '3pl' ? 4 * Math.log(c) + 16 * Math.log(1 - c) : 0);
      }, 0);
    const top = height(found);
    const keys = model === '3pl' ? (['discrimination', 'difficulty', 'guessing'] as const) : (['discrimination', 'difficulty'] as const);
    for (const key of keys) {
      for (const by of [-0.01, 0.01]) {
        // The one discrimination of the Rasch model moves for all items at once.
        const together = model === 'rasch' && key === 'discrimination';
        for (const item of together ? [0] : found.keys()) {
          const moved = found.map((each, at) => (together || at === item ? { ...each, [key]: each[key] + by } : each));
          expect(height(moved)).toBeLessThan(top);
        }
      }
    }
  });

  it('does not depend on the order of the learners, to the bit, and changes nothing it was given', async () => {
    const answers = fromRows(rows);
    const copy = structuredClone(answers);
    const there = await fitItems(answers, { model });
    expect(answers).toStrictEqual(copy);
    expect(await fitItems(fromRows([...rows].reverse()), { model })).toStrictEqual(there);
    expect(JSON.parse(JSON.stringify(there))).toStrictEqual(there);
  });
});

describe('a fit on simulated answers', () => {
  it('finds the 2PL parameters that made them, within their standard errors', async () => {
    const random = seeded(3);
    const truth = Array.from({ length: 20 }, (_, index) => ({
      discrimination: 0.6 + 1.2 * random(),
      difficulty: index / 5 - 2,
      guessing: 0,
    }));
    const { items, report } = await fitItems(fromRows(simulated(truth, 2000, 17)));
    expect(report.converged).toBe(true);
    const found = parametersOf(items);
    const bOf = (each: readonly ItemParameters[]): number[] => each.map(({ difficulty }) => difficulty);
    const aOf = (each: readonly ItemParameters[]): number[] => each.map(({ discrimination }) => discrimination);
    expect(rmse(bOf(found), bOf(truth))).toBeLessThan(0.15);
    expect(rmse(aOf(found), aOf(truth))).toBeLessThan(0.12);
    const off = items.map(
      ({ parameters, standardErrors }, at) => (parameters!.difficulty - truth[at]!.difficulty) / standardErrors!.difficulty,
    );
    // Chi-square with 20 degrees of freedom: below 45 in all but one of a thousand samples, above 6 in all but one.
    const chiSquare = off.reduce((sum, each) => sum + each * each, 0);
    expect(chiSquare).toBeGreaterThan(5.9);
    expect(chiSquare).toBeLessThan(45.3);
  });

  it('finds guessing where many low learners show it, and keeps hard items in reach', async () => {
    const truth = Array.from({ length: 12 }, (_, index) => ({ discrimination: 1.8, difficulty: index / 4 - 1.25, guessing: 0.2 }));
    const { items } = await fitItems(fromRows(simulated(truth, 2000, 8)), { model: '3pl' });
    for (const [at, { difficulty, guessing }] of parametersOf(items).entries()) {
      expect(Math.abs(difficulty - truth[at]!.difficulty)).toBeLessThan(0.3);
      expect(Math.abs(guessing - 0.2)).toBeLessThan(0.1);
    }
  });

  it('is drawn to a prior on the discrimination, the more so the narrower', async () => {
    const truth = Array.from({ length: 6 }, (_, index) => ({ discrimination: index < 3 ? 0.5 : 2, difficulty: 0, guessing: 0 }));
    const answers = fromRows(simulated(truth, 300, 4));
    const spread = async (log_sd: number | null): Promise<number> => {
      const discrimination = log_sd === null ? null : { log_mean: 0, log_sd };
      const { items } = await fitItems(answers, { priors: { guessing: { alpha: 5, beta: 17 }, discrimination } });
      const slopes = parametersOf(items).map((item) => Math.log(item.discrimination));
      return Math.max(...slopes) - Math.min(...slopes);
    };
    const [none, wide, narrow] = [await spread(null), await spread(0.5), await spread(0.1)];
    expect(wide).toBeLessThan(none);
    expect(narrow).toBeLessThan(wide);
  });
});

describe('items that cannot be fitted', () => {
  const rows = simulated(
    [-1, 0, 0.5, 1].map((difficulty) => ({ discrimination: 1, difficulty, guessing: 0 })),
    200,
    2,
  );

  it('are left out by name, and leave the others as they were', async () => {
    const with_ = rows.map((row) => [1, ...row, 0, null]);
    const { items, report } = await fitItems(fromRows(with_));
    expect(items.map(({ flags }) => flags)).toEqual([['all_right'], [], [], [], [], ['all_wrong'], ['no_answers']]);
    expect(items.filter(({ parameters }) => parameters === null).map(({ id }) => id)).toEqual(report.leftOut);
    expect(report.leftOut).toEqual(['item 1', 'item 6', 'item 7']);
    expect(items[0]).toMatchObject({ answered: 200, right: 200, standardErrors: null });
    const alone = await fitItems(fromRows(rows));
    expect(parametersOf(items.slice(1, 5))).toStrictEqual(parametersOf(alone.items));
    expect(report.logLikelihood).toBe(alone.report.logLikelihood);
  });

  it('stop the fit when too few others are left', () => {
    const two = fromRows([
      [1, 0, 1],
      [0, 1, 1],
      [1, 1, 1],
    ]);
    expect(() => fitItems(two)).toThrow(expect.objectContaining({ code: 'invalid_input', where: 'fitItems.answers' }));
    expect(() => fitItems(fromRows([[1, 1, 1]]), { model: 'rasch' })).toThrow(expect.objectContaining({ code: 'invalid_input' }));
  });

  it('are flagged when their key is wrong: the curve would have to fall', async () => {
    const answers = fromRows(rows.map(([first, ...rest]) => [...rest, 1 - first!]));
    const { items, report } = await fitItems(answers, MAXIMUM_LIKELIHOOD);
    expect(items[3]).toMatchObject({ flags: ['very_low_discrimination', 'discrimination_at_lower_bound'], standardErrors: null });
    expect(report.boundsHit).toEqual(['item 4']);
    const withPrior = await fitItems(answers);
    expect(withPrior.items.map(({ flags }) => flags)).toEqual([[], [], [], ['very_low_discrimination']]);
  });

  it('are flagged when few answered them', async () => {
    const { items } = await fitItems(fromRows(rows.map((row, at) => (at < 171 ? [...row.slice(0, 3), null] : row))), { model: 'rasch' });
    expect(items.map(({ flags }) => flags)).toEqual([[], [], [], ['few_answers']]);
    expect(items[3]!.answered).toBe(29);
  });
});

describe('the answers', () => {
  it('of a learner to an item count once: the first', async () => {
    const once = lsat();
    const again = {
      ...once,
      learner: [...once.learner, ...once.learner],
      item: [...once.item, ...once.item],
      correct: [...once.correct, ...[...once.correct].map((right) => 1 - right)],
    };
    const plain = await fitItems(once);
    const repeated = await fitItems(again);
    expect(repeated.report.repeatsIgnored).toBe(5000);
    expect(repeated.items).toStrictEqual(plain.items);
  });

  it('may come in typed arrays, from learners of any number, in any order of rows between learners', async () => {
    const { items, learner, item, correct } = lsat();
    const typed = {
      items,
      learner: Int32Array.from(learner, (each) => 2_147_483_647 - each),
      item: Int32Array.from(item),
      correct: Uint8Array.from(correct),
    };
    expect(await fitItems(typed)).toStrictEqual(await fitItems(lsat()));
  });

  it.each<[string, Partial<Record<keyof ItemAnswers, unknown>>]>([
    ['items', { items: [] }],
    ['items[1]', { items: ['a', 'a'] }],
    ['learner[0]', { learner: [-1, 0] }],
    ['item[1]', { item: [0, 2] }],
    ['item', { item: [0] }],
    ['correct[0]', { correct: [2, 0] }],
    ['correct[1]', { correct: [1, Number.NaN] }],
  ])('are refused where %s is wrong', (where, wrong) => {
    const answers = { items: ['a', 'b'], learner: [0, 0], item: [0, 1], correct: [1, 0], ...wrong } as ItemAnswers;
    expect(() => fitItems(answers)).toThrow(expect.objectContaining({ code: 'invalid_input', where: `fitItems.answers.${where}` }));
  });

  it.each<[string, unknown]>([
    ['model', '4pl'],
    ['metric', 'probit'],
    ['tolerance', 0],
    ['most_iterations', 0.5],
    ['priors', null],
    ['signal', {}],
    ['onProgress', 1],
  ])('are not looked at when the option %s is wrong', (where, value) => {
    expect(() => fitItems(lsat(), { [where]: value } as FitItemsOptions)).toThrow(
      expect.objectContaining({ code: 'invalid_input', where: `fitItems.${where}` }),
    );
  });
});

describe('a fit that takes its time', () => {
  it('takes far fewer steps than plain EM, which needs more than a hundred for this', async () => {
    const { report } = await fitItems(lsat(), { tolerance: 1e-8, ...MAXIMUM_LIKELIHOOD });
    expect(report.converged).toBe(true);
    expect(report.iterations).toBeLessThanOrEqual(40);
  });

  it('tells how far it is, rising to 1', async () => {
    const shares: number[] = [];
    await fitItems(lsat(), { onProgress: (share) => shares.push(share) });
    expect(shares.length).toBeGreaterThan(3);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
  });

  it('stops at its signal', async () => {
    const stop = new AbortController();
    const fit = fitItems(lsat(), { signal: stop.signal, onProgress: () => stop.abort('enough') });
    await expect(fit).rejects.toBeInstanceOf(AdaptiveLearningError);
    await expect(fit).rejects.toMatchObject({ code: 'aborted', where: 'fitItems.signal', cause: 'enough' });
  });

  it('says so when it ran out of steps', async () => {
    const { report } = await fitItems(lsat(), { most_iterations: 2 });
    expect(report).toMatchObject({ iterations: 2, converged: false });
  });

  it('lets timers have their turn', async () => {
    const items = Array.from({ length: 30 }, (_, index) => ({ discrimination: 1, difficulty: index / 10 - 1.5, guessing: 0 }));
    const answers = fromRows(simulated(items, 1500, 6));
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 0);
    await fitItems(answers, { tolerance: 1e-9 });
    clearInterval(timer);
    expect(turns).toBeGreaterThan(0);
  });
});
