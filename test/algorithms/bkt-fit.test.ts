import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BktClassParams,
  type BktFit,
  type BktFitOptions,
  type BktLog,
  type BktParams,
  bkt,
  bktDefaults,
  bktParamsFor,
  fitBkt,
  seededRandom,
} from '../../src/algorithms/index.js';

const TRUE: BktParams = { prior: 0.35, learn: 0.15, guess: 0.2, slip: 0.1, forget: 0 };
const FORGETFUL: BktParams = { prior: 0.35, learn: 0.2, guess: 0.15, slip: 0.1, forget: 0.12 };
/** Fits whatever there is. */
const ANY: BktFitOptions = { leastAnswers: 0, leastLearners: 0 };

type Row = { learner: number; concept: number; correct: boolean; learnerClass?: number; itemClass?: number; lessonClass?: number };

function logOf(rows: readonly Row[]): BktLog {
  const column = (name: 'learner' | 'concept' | 'learnerClass' | 'itemClass' | 'lessonClass'): Int32Array =>
    Int32Array.from(rows, (row) => row[name] as number);
  const [first] = rows;
  return {
    learner: column('learner'),
    concept: column('concept'),
    correct: Uint8Array.from(rows, ({ correct }) => Number(correct)),
    ...(first?.learnerClass !== undefined && { learnerClass: column('learnerClass') }),
    ...(first?.itemClass !== undefined && { itemClass: column('itemClass') }),
    ...(first?.lessonClass !== undefined && { lessonClass: column('lessonClass') }),
  };
}

type Classes = { readonly learnerClass?: number; readonly itemClass?: number; readonly lessonClass?: number };

/** Learners who answer as the model says; `classesOf` draws the classes of an answer. */
function simulate(
  params: BktClassParams,
  learners: number,
  answers: number,
  { concept = 0, seed = 1, classesOf = (_learner: number, _random: () => number): Classes => ({}) } = {},
): Row[] {
  const random = seededRandom(seed);
  const rows: Row[] = [];
  for (let learner = 0; learner < learners; learner += 1) {
    let known: boolean | undefined;
    for (let answer = 0; answer < answers; answer += 1) {
      const classes = classesOf(learner, random);
      const { prior, guess, slip, learn, forget } = bktParamsFor(params, classes);
      known ??= random() < prior;
      rows.push({ learner, concept, correct: random() < (known ? 1 - slip : guess), ...classes });
      known = random() < (known ? 1 - forget : learn);
    }
  }
  return rows;
}

/** The log-likelihood as the model itself predicts, answer by answer. */
function logLikelihood(rows: readonly Row[], params: BktClassParams): number {
  const states = new Map<number, ReturnType<typeof bkt.initial>>();
  return rows.reduce((sum, row) => {
    const own = bktParamsFor(params, row);
    const state = states.get(row.learner) ?? bkt.initial(own);
    const right = bkt.predict(state, 0, own);
    states.set(row.learner, bkt.update(state, { at: 0, correct: row.correct }, own));
    return sum + Math.log(row.correct ? right : 1 - right);
  }, 0);
}

function only(fit: BktFit): {
  readonly params: BktClassParams;
  readonly report: NonNullable<ReturnType<BktFit['byConcept']['get']>>['report'];
} {
  expect(fit.byConcept.size).toBe(1);
  return [...fit.byConcept.values()][0]!;
}

const rowsOf = (histories: readonly (readonly boolean[])[], concept = 0): Row[] =>
  histories.flatMap((history, learner) => history.map((correct) => ({ learner, concept, correct })));
const someHistories = fc
  .array(fc.array(fc.boolean(), { minLength: 1, maxLength: 7 }), { minLength: 4, maxLength: 25 })
  .filter((histories) => {
    const answers = histories.flat();
    return answers.includes(true) && answers.includes(false) && histories.some((history) => history.length > 1);
  });

describe('a fit of BKT', () => {
  it.each([
    ['without forgetting', TRUE, false],
    ['with forgetting', FORGETFUL, true],
  ])('finds the parameters that made the answers, %s', async (_, truth, forgetting) => {
    const { params, report } = only(await fitBkt(logOf(simulate(truth, 3_000, 12)), { forgetting }));
    for (const name of ['prior', 'learn', 'guess', 'slip', 'forget'] as const) {
      expect(Math.abs(params[name] - truth[name]), name).toBeLessThan(0.03);
    }
    expect(report).toMatchObject({ learners: 3_000, answers: 36_000, converged: true, boundsHit: [], oddities: [] });
    expect(report.logLikelihood).toBeGreaterThan(logLikelihood(simulate(truth, 3_000, 12), truth));
    expect(report.logLikelihood).toBeGreaterThan(report.baseRateLogLikelihood);
  });

  it('reports the log-likelihood that the model itself gives the answers', async () => {
    await fc.assert(
      fc.asyncProperty(someHistories, fc.boolean(), async (histories, forgetting) => {
        const rows = rowsOf(histories);
        const fit = await fitBkt(logOf(rows), { ...ANY, forgetting });
        for (const { params, report } of fit.byConcept.values()) {
          expect(Math.abs(report.logLikelihood - logLikelihood(rows, params))).toBeLessThan(1e-9 * rows.length);
        }
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    ['with forgetting the fitted model is served', true],
    ['without it certainty that is held back makes the served model another', false],
  ])('reports the log-likelihood of the predictions that are served after long runs of right answers: %s', async (_, forgetting) => {
    const fallen = Array.from({ length: 3 }, () => Array.from({ length: 100 }, (__, at) => at < 60));
    const rows = [...simulate(TRUE, 600, 12), ...rowsOf(fallen).map((row) => ({ ...row, learner: row.learner + 600 }))];
    const { params, report } = only(await fitBkt(logOf(rows), { forgetting }));
    expect(Math.abs(report.servedLogLikelihood - logLikelihood(rows, params))).toBeLessThan(1e-6);
    const apart = Math.abs(report.servedLogLikelihood - report.logLikelihood);
    if (forgetting) expect(apart).toBeLessThan(1e-6);
    else expect(apart).toBeGreaterThan(1);
  });

  it('never goes downhill from one step to the next', async () => {
    await fc.assert(
      fc.asyncProperty(someHistories, fc.boolean(), async (histories, forgetting) => {
        const log = logOf(rowsOf(histories));
        let last = Number.NEGATIVE_INFINITY;
        for (let mostIterations = 1; mostIterations <= 25; mostIterations += 1) {
          const fit = await fitBkt(log, { ...ANY, forgetting, starts: 1, mostIterations, tolerance: 1e-12 });
          for (const { report } of fit.byConcept.values()) {
            expect(report.logLikelihood).toBeGreaterThanOrEqual(last - 1e-9);
            last = report.logLikelihood;
          }
        }
      }),
      { numRuns: 25 },
    );
  });

  it('ends on a hilltop: no small change of a parameter does better', async () => {
    const rows = simulate(FORGETFUL, 60, 8);
    const { params, report } = only(await fitBkt(logOf(rows), { tolerance: 1e-9, mostIterations: 10_000 }));
    for (const name of ['prior', 'learn', 'guess', 'slip', 'forget'] as const) {
      for (const change of [-1e-3, 1e-3]) {
        const moved = Math.min(1 - 1e-6, Math.max(1e-6, params[name] + change));
        expect(logLikelihood(rows, { ...params, [name]: moved })).toBeLessThan(report.logLikelihood + 1e-5);
      }
    }
  });

  it('is as good as a search through a grid of all parameters', async () => {
    const rows = simulate(TRUE, 25, 5, { seed: 4 });
    const { report } = only(await fitBkt(logOf(rows), { ...ANY, forgetting: false }));
    const grid = [0.02, 0.14, 0.26, 0.38, 0.5, 0.62, 0.74, 0.86, 0.98];
    let best = Number.NEGATIVE_INFINITY;
    for (const prior of grid) {
      for (const learn of grid) {
        for (const guess of grid) {
          for (const slip of grid) {
            if (guess + slip < 1) best = Math.max(best, logLikelihood(rows, { prior, learn, guess, slip, forget: 0 }));
          }
        }
      }
    }
    expect(report.logLikelihood).toBeGreaterThan(best);
  });

  it('explains answers at least as well as the parameters that made them', async () => {
    const random = seededRandom(5);
    for (let trial = 0; trial < 60; trial += 1) {
      const forgetting = trial % 2 === 0;
      const truth = { prior: random(), learn: random(), guess: random() / 2, slip: random() / 2, forget: forgetting ? random() : 0 };
      const rows = simulate(truth, 40, 8, { seed: trial });
      for (const { report } of (await fitBkt(logOf(rows), { forgetting })).byConcept.values()) {
        expect(report.logLikelihood).toBeGreaterThan(logLikelihood(rows, truth) - 1e-3);
      }
    }
  });

  it('is the same to the bit in whatever order the learners come, and whatever they are called', async () => {
    await fc.assert(
      fc.asyncProperty(someHistories, fc.infiniteStream(fc.nat()), async (histories, draws) => {
        const log = logOf(rowsOf(histories));
        // One row after the other of any learner that still has some: each learner's own order stays.
        const left = histories.map((history, learner) => ({ learner: 1_000 - 7 * learner, answers: [...history] }));
        const mixed: Row[] = [];
        while (left.length > 0) {
          const at = (draws.next().value as number) % left.length;
          const { learner, answers } = left[at]!;
          mixed.push({ learner, concept: 0, correct: answers.shift()! });
          if (answers.length === 0) left.splice(at, 1);
        }
        expect(await fitBkt(logOf(mixed), ANY)).toStrictEqual(await fitBkt(log, ANY));
      }),
      { numRuns: 30 },
    );
  });

  it('fits each concept as if it were alone', async () => {
    const first = simulate(TRUE, 40, 6, { concept: 9 });
    const second = simulate(FORGETFUL, 40, 6, { concept: 4, seed: 2 });
    const mixed = first.flatMap((row, at) => [second[at]!, row]);
    const [together, alone] = [await fitBkt(logOf(mixed)), await fitBkt(logOf(first))];
    expect([...together.byConcept.keys()]).toEqual([4, 9]);
    expect(together.byConcept.get(9)).toStrictEqual(alone.byConcept.get(9));
    const [a, b] = [together.byConcept.get(4)!, together.byConcept.get(9)!];
    expect(together.report.logLikelihood).toBe(a.report.logLikelihood + b.report.logLikelihood);
    expect(together.params.prior).toBe((a.params.prior + b.params.prior) / 2);
    expect(together.report.fallback).toBe('median_of_fitted_concepts');
  });

  it('never does worse from more points, and takes further ones from the seed', async () => {
    const log = logOf(simulate(FORGETFUL, 30, 6, { seed: 3 }));
    const heights: number[] = [];
    for (const starts of [1, 5, 12]) heights.push(only(await fitBkt(log, { starts, tolerance: 1e-8 })).report.logLikelihood);
    expect(heights[1]).toBeGreaterThanOrEqual(heights[0]! - 1e-6);
    expect(heights[2]).toBeGreaterThanOrEqual(heights[1]! - 1e-6);
    const seeded = async (seed: number): Promise<BktFit> => fitBkt(log, { starts: 12, seed });
    expect(await seeded(1)).toStrictEqual(await seeded(1));
    const hasty = async (seed: number): Promise<BktFit> => fitBkt(log, { starts: 200, seed, mostIterations: 2 });
    expect((await hasty(1)).byConcept).not.toEqual((await hasty(2)).byConcept);
  });

  it('holds what those who know answer better for knowing, whichever way it climbed', async () => {
    await fc.assert(
      fc.asyncProperty(someHistories, async (histories) => {
        for (const { params } of (await fitBkt(logOf(rowsOf(histories)), ANY)).byConcept.values()) {
          expect(params.guess + params.slip).toBeLessThan(1);
          expect(() => bkt.initial(params)).not.toThrow();
        }
      }),
      { numRuns: 60 },
    );
  });

  it('stays within the bounds, and names those that it hit', async () => {
    const bounds = { guess: [0.01, 0.1], slip: [0.2, 0.3], learn: [0.05, 0.9] } as const;
    const { params, report } = only(await fitBkt(logOf(simulate(TRUE, 400, 8)), { forgetting: false, bounds }));
    expect(params).toMatchObject({ guess: 0.1, slip: 0.2, forget: 0 });
    expect(report.boundsHit).toEqual([
      { parameter: 'guess', class: null, bound: 'highest' },
      { parameter: 'slip', class: null, bound: 'lowest' },
    ]);
  });

  it('names parameters that should not be shown as truth', async () => {
    const guessers = simulate({ prior: 0.1, learn: 0.1, guess: 0.7, slip: 0.02, forget: 0 }, 2_000, 10);
    expect(only(await fitBkt(logOf(guessers), { forgetting: false })).report.oddities).toEqual(['guess_above_half']);
    const slippers = simulate({ prior: 0.5, learn: 0.3, guess: 0.02, slip: 0.7, forget: 0 }, 2_000, 10);
    expect(only(await fitBkt(logOf(slippers), { forgetting: false })).report.oddities).toEqual(['slip_above_half']);
    const forgetters = simulate({ prior: 0.9, learn: 0.1, guess: 0.1, slip: 0.1, forget: 0.3 }, 2_000, 10);
    expect(only(await fitBkt(logOf(forgetters))).report.oddities).toEqual(['forgets_more_than_learns']);
  });
});

describe('a concept that cannot be fitted', () => {
  const alternating = [true, false, true, false, true, false];
  it.each([
    ['too_few_learners', rowsOf([alternating, alternating, alternating, alternating, alternating].slice(1)), {}],
    ['too_few_answers', rowsOf(Array.from({ length: 5 }, () => [true, false])), {}],
    ['no_second_answers', rowsOf(Array.from({ length: 2 }, (_, learner) => [learner % 2 === 0])), {}],
    ['no_second_answers', rowsOf(Array.from({ length: 40 }, (_, learner) => [learner % 2 === 0])), {}],
    ['only_right_answers', rowsOf(Array.from({ length: 40 }, () => [true, true])), {}],
    ['only_wrong_answers', rowsOf(Array.from({ length: 40 }, () => [false, false])), {}],
    // First all right, then all wrong, for good: without forgetting only "those who know fail" would explain it.
    ['guess_and_slip_reach_one', rowsOf(Array.from({ length: 40 }, () => [true, true, false, false])), { forgetting: false }],
  ] as const)('says so: %s', async (reason, rows, options) => {
    const fit = await fitBkt(logOf(rows), options);
    expect(fit.report.unfitted).toEqual([
      { concept: 0, reason, learners: new Set(rows.map(({ learner }) => learner)).size, answers: rows.length },
    ]);
    expect(fit).toMatchObject({ params: bktDefaults, report: { fallback: 'given', fittedConcepts: 0, logLikelihood: 0 } });
  });

  it('takes the median of those that can', async () => {
    const rows = [1, 2, 3].flatMap((concept) => simulate(TRUE, 200, 8, { concept, seed: concept }));
    const fit = await fitBkt(logOf([...rows, { learner: 0, concept: 4, correct: true }]), { forgetting: false });
    const guesses = [...fit.byConcept.values()].map(({ params }) => params.guess).sort((a, b) => a - b);
    expect(fit.params.guess).toBe(guesses[1]);
    expect(fit.report.unfitted).toEqual([{ concept: 4, reason: 'no_second_answers', learners: 1, answers: 1 }]);
  });

  it('is none where there are no answers at all', async () => {
    const fit = await fitBkt(logOf([]), { params: TRUE });
    expect(fit.params).toEqual(TRUE);
    expect(fit.report).toEqual({ answers: 0, fittedConcepts: 0, logLikelihood: 0, fallback: 'given', unfitted: [] });
  });
});

describe('classes', () => {
  it('of items: each has its own guess and slip', async () => {
    const truth: BktClassParams = {
      ...TRUE,
      guess_slip_by_item_class: { 2: { guess: 0.45, slip: 0.03 }, 7: { guess: 0.05, slip: 0.25 } },
    };
    const rows = simulate(truth, 3_000, 12, { classesOf: (_, random) => ({ itemClass: random() < 0.5 ? 2 : 7 }) });
    const { params, report } = only(await fitBkt(logOf(rows), { forgetting: false }));
    for (const itemClass of [2, 7]) {
      const [found, made] = [bktParamsFor(params, { itemClass }), bktParamsFor(truth, { itemClass })];
      expect(Math.abs(found.guess - made.guess)).toBeLessThan(0.03);
      expect(Math.abs(found.slip - made.slip)).toBeLessThan(0.03);
    }
    expect(params.guess).toBeCloseTo(0.25, 1);
    expect(Math.abs(report.logLikelihood - logLikelihood(rows, params))).toBeLessThan(1e-6);
    expect(JSON.parse(JSON.stringify(params))).toStrictEqual(params);
  });

  it('of learners: each has its own prior', async () => {
    const truth: BktClassParams = { ...TRUE, prior_by_learner_class: { 0: 0.1, 1: 0.8 } };
    const rows = simulate(truth, 3_000, 8, { classesOf: (learner) => ({ learnerClass: learner % 2 }) });
    const { params, report } = only(await fitBkt(logOf(rows), { forgetting: false }));
    expect(Math.abs(bktParamsFor(params, { learnerClass: 0 }).prior - 0.1)).toBeLessThan(0.04);
    expect(Math.abs(bktParamsFor(params, { learnerClass: 1 }).prior - 0.8)).toBeLessThan(0.04);
    expect(Math.abs(report.logLikelihood - logLikelihood(rows, params))).toBeLessThan(1e-6);
  });

  it('of lessons: each has its own learn and forget', async () => {
    const truth: BktClassParams = {
      ...FORGETFUL,
      learn_forget_by_lesson_class: { 0: { learn: 0.05, forget: 0.15 }, 5: { learn: 0.5, forget: 0.02 } },
    };
    const rows = simulate(truth, 3_000, 12, { classesOf: (_, random) => ({ lessonClass: random() < 0.5 ? 0 : 5 }) });
    const { params, report } = only(await fitBkt(logOf(rows)));
    expect(Math.abs(bktParamsFor(params, { lessonClass: 0 }).learn - 0.05)).toBeLessThan(0.05);
    expect(Math.abs(bktParamsFor(params, { lessonClass: 5 }).learn - 0.5)).toBeLessThan(0.08);
    expect(Math.abs(report.logLikelihood - logLikelihood(rows, params))).toBeLessThan(1e-6);
  });

  it('of items whose answers tell nothing are named, and the others fitted', async () => {
    const truth: BktClassParams = { ...TRUE, guess_slip_by_item_class: { 0: { guess: 0.2, slip: 0.1 } } };
    const classesOf = (_: number, random: () => number): Classes => ({ itemClass: random() < 0.7 ? 0 : 1 });
    // Items of class 1 were scored the wrong way round.
    const rows = simulate(truth, 1_000, 10, { classesOf }).map((row) => (row.itemClass === 1 ? { ...row, correct: !row.correct } : row));
    const { params, report } = only(await fitBkt(logOf(rows), { forgetting: false }));
    expect(report.oddities).toContain('guess_and_slip_of_a_class_reach_one');
    expect(Math.abs(bktParamsFor(params, { itemClass: 0 }).guess - 0.2)).toBeLessThan(0.05);
    const { guess, slip } = bktParamsFor(params, { itemClass: 1 });
    expect(guess + slip).toBeCloseTo(1, 3);
    expect(guess + slip).toBeLessThan(1);
  });

  it('never go downhill either, nor depend on the order of learners', async () => {
    const classed = fc.array(
      fc.array(fc.record({ correct: fc.boolean(), itemClass: fc.nat(2), lessonClass: fc.nat(1), learnerClass: fc.nat(1) }), {
        minLength: 2,
        maxLength: 6,
      }),
      { minLength: 6, maxLength: 20 },
    );
    await fc.assert(
      fc.asyncProperty(classed, async (histories) => {
        const rows = histories.flatMap((history, learner) => history.map((row) => ({ ...row, learner, concept: 0 })));
        let last = Number.NEGATIVE_INFINITY;
        for (const mostIterations of [1, 2, 3, 5, 9, 20]) {
          const fit = await fitBkt(logOf(rows), { ...ANY, starts: 1, mostIterations, tolerance: 1e-12 });
          for (const { params, report } of fit.byConcept.values()) {
            // The prior of a learner whose class changes is read at the first answer.
            const firsts = new Map<number, number>();
            const read = rows.map((row) => {
              if (!firsts.has(row.learner)) firsts.set(row.learner, row.learnerClass);
              return { ...row, learnerClass: firsts.get(row.learner)! };
            });
            expect(Math.abs(report.logLikelihood - logLikelihood(read, params))).toBeLessThan(1e-8);
            if (mostIterations > 2) expect(report.logLikelihood).toBeGreaterThanOrEqual(last - 1e-9);
            last = report.logLikelihood;
          }
        }
        const reversed = histories.flatMap((_, at) => {
          const learner = histories.length - 1 - at;
          return histories[learner]!.map((row) => ({ ...row, learner, concept: 0 }));
        });
        expect(await fitBkt(logOf(reversed), ANY)).toStrictEqual(await fitBkt(logOf(rows), ANY));
      }),
      { numRuns: 25 },
    );
  });

  it('that are not listed have the parameters of all', () => {
    const params: BktClassParams = { ...TRUE, prior_by_learner_class: { 3: 0.9 } };
    expect(bktParamsFor(params, {})).toEqual(TRUE);
    expect(bktParamsFor(params, { learnerClass: 3, itemClass: 1, lessonClass: 1 })).toEqual({ ...TRUE, prior: 0.9 });
    expect(() => bktParamsFor(params, { itemClass: -1 })).toThrow('bktParamsFor.classes.itemClass');
  });
});

describe('while a fit runs', () => {
  const log = logOf([0, 1, 2].flatMap((concept) => simulate(FORGETFUL, 300, 12, { concept, seed: concept })));

  it('says how far it has come', async () => {
    const shares: number[] = [];
    await fitBkt(log, { onProgress: (share) => shares.push(share) });
    expect(shares).toEqual([1 / 3, 2 / 3, 1]);
  });

  it('stops when it is told to, before and while', async () => {
    await expect(fitBkt(log, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'aborted', where: 'fitBkt.options.signal' });
    const controller = new AbortController();
    const long = fitBkt(log, { starts: 300, signal: controller.signal, onProgress: () => controller.abort(new Error('enough')) });
    await expect(long).rejects.toMatchObject({ code: 'aborted', cause: new Error('enough') });
  });

  it('changes none of its arguments', async () => {
    const before = structuredClone(log);
    const options = Object.freeze({ bounds: Object.freeze({ guess: Object.freeze([0.1, 0.3] as const) }) });
    await fitBkt(log, options);
    expect(log).toEqual(before);
  });
});

describe('a fit refuses', () => {
  const log = logOf(rowsOf([[true, false]]));
  it.each<[string, BktLog, BktFitOptions, string]>([
    ['answers that are neither right nor wrong', { ...log, correct: new Uint8Array([1, 2]) }, {}, 'fitBkt.log.correct'],
    ['columns of other lengths', { ...log, learner: new Int32Array(3) }, {}, 'fitBkt.log.learner'],
    ['numbers below 0', { ...log, concept: new Int32Array([0, -1]) }, {}, 'fitBkt.log.concept'],
    ['classes of another length', { ...log, itemClass: new Int32Array(1) }, {}, 'fitBkt.log.itemClass'],
    ['no start', log, { starts: 0 }, 'fitBkt.options.starts'],
    ['no tolerance', log, { tolerance: 0 }, 'fitBkt.options.tolerance'],
    ['bounds the wrong way round', log, { bounds: { slip: [0.3, 0.2] } }, 'fitBkt.options.bounds.slip'],
    ['bounds that hold nothing certain', log, { bounds: { slip: [0, 0.2] } }, 'fitBkt.options.bounds.slip'],
    ['guess and slip that cannot stay below 1', log, { bounds: { guess: [0.6, 0.7], slip: [0.4, 0.5] } }, 'fitBkt.options.bounds.guess'],
  ])('%s', (_, given, options, where) => {
    expect(() => fitBkt(given, options)).toThrow(expect.objectContaining({ code: 'invalid_input', where }));
  });
});
