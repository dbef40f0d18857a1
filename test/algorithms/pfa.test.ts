import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fitPfa,
  type KnowledgeLog,
  PFA_COUNTS,
  type PfaParams,
  type PfaState,
  pfa,
  pfaDefaults,
  pfaProbability,
} from '../../src/algorithms/index.js';

const weight = fc.double({ min: -5, max: 5, noNaN: true });
const counts = fc.constantFrom(...PFA_COUNTS);
const params: fc.Arbitrary<PfaParams> = fc.record(
  { easiness: weight, success_weight: weight, failure_weight: weight, counts },
  { requiredKeys: ['easiness', 'success_weight', 'failure_weight'] },
);
const state: fc.Arbitrary<PfaState> = fc.record({ successes: fc.nat(5_000), failures: fc.nat(5_000) });
const histories = fc
  .array(fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }), { minLength: 5, maxLength: 30 })
  .filter((all) => all.flat().includes(true) && all.flat().includes(false) && all.some((history) => history.length > 1));

function learnt(correct: readonly boolean[], given: PfaParams): PfaState {
  return correct.reduce((before, each) => pfa.update(before, { at: 0, correct: each }, given), pfa.initial(given));
}

type Row = readonly [learner: number, concept: number, correct: boolean];

function logOf(rows: readonly Row[]): KnowledgeLog {
  return {
    learner: Int32Array.from(rows, ([learner]) => learner),
    concept: Int32Array.from(rows, ([, concept]) => concept),
    correct: Uint8Array.from(rows, ([, , correct]) => Number(correct)),
  };
}

const rowsOf = (all: readonly (readonly boolean[])[], concept = 0): Row[] =>
  all.flatMap((history, learner) => history.map((correct): Row => [learner, concept, correct]));

/** A generator of Lehmer's: enough to draw answers with. */
function simulate(truth: PfaParams, learners: number, answers: number, concept = 0): Row[] {
  let seed = 48_271 + concept;
  return Array.from({ length: learners }, (_, learner) => {
    let now = pfa.initial(truth);
    return Array.from({ length: answers }, (): Row => {
      seed = (seed * 48_271) % 2_147_483_647;
      const correct = seed / 2_147_483_647 < pfa.predict(now, 0, truth);
      now = pfa.update(now, { at: 0, correct }, truth);
      return [learner, concept, correct];
    });
  }).flat();
}

function logLikelihood(all: readonly (readonly boolean[])[], given: PfaParams): number {
  let sum = 0;
  for (const history of all) {
    let now = pfa.initial(given);
    for (const [at, correct] of history.entries()) {
      const right = pfa.predict(now, 0, given);
      now = pfa.update(now, { at, correct }, given);
      sum += Math.log(correct ? right : 1 - right);
    }
  }
  return sum;
}

describe('performance factors analysis', () => {
  it('adds the weight of each answer to the log-odds', () => {
    const given = { easiness: -1, success_weight: 0.5, failure_weight: 0.25 };
    const odds = (p: number): number => Math.log(p / (1 - p));
    const now = learnt([true, false, true, true], given);
    expect(now).toEqual({ successes: 3, failures: 1 });
    expect(odds(pfa.predict(now, 0, given))).toBeCloseTo(-1 + 3 * 0.5 + 0.25, 12);
    expect(pfa.mastery(now, given)).toBe(pfa.predict(now, 0, given));
  });

  it('weighs ln(1 + n) where the parameters say so, and n itself where they say nothing', () => {
    const weights = { easiness: -0.4, success_weight: 0.7, failure_weight: -0.3 };
    const now = { successes: 6, failures: 2 };
    const odds = (p: number): number => Math.log(p / (1 - p));
    expect(odds(pfa.predict(now, 0, { ...weights, counts: 'log' }))).toBeCloseTo(-0.4 + 0.7 * Math.log(7) - 0.3 * Math.log(3), 12);
    expect(pfa.predict(now, 0, weights)).toBe(pfa.predict(now, 0, { ...weights, counts: 'raw' }));
    expect(pfaProbability([{ state: now, params: { ...weights, counts: 'log' } }])).toBe(pfa.mastery(now, { ...weights, counts: 'log' }));
  });

  it('refuses counts that it does not know, by their place', () => {
    for (const unknown of ['LOG', 'toString', null, 1]) {
      const given = { ...pfaDefaults, counts: unknown } as unknown as PfaParams;
      expect(() => pfa.checkParams!(given)).toThrow(expect.objectContaining({ code: 'invalid_input', where: 'pfa.params.counts' }));
    }
  });

  it('stays inside 0 and 1 under any weights', () => {
    fc.assert(
      fc.property(state, params, (now, given) => {
        for (const p of [pfa.predict(now, 0, given), pfaProbability([{ state: now, params: given }])]) {
          expect(p).toBeGreaterThan(0);
          expect(p).toBeLessThan(1);
        }
      }),
    );
  });

  it('thinks more of a learner after a right answer exactly when its weight is above 0', () => {
    fc.assert(
      fc.property(fc.nat(20), fc.nat(20), params, (successes, failures, given) => {
        const before = { successes, failures };
        const after = pfa.update(before, { at: 0, correct: true }, given);
        const change = pfa.mastery(after, given) - pfa.mastery(before, given);
        if (given.success_weight >= 0) expect(change).toBeGreaterThanOrEqual(0);
        else expect(change).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('gives the same for the same answers in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 20 }), (answers) => {
        expect(learnt([...answers].sort(), pfaDefaults)).toEqual(learnt(answers, pfaDefaults));
      }),
    );
  });

  it('adds up the log-odds of concepts that a question asks for together', () => {
    const one = { state: { successes: 2, failures: 0 }, params: { easiness: 0.3, success_weight: 0.1, failure_weight: 0 } };
    const other = { state: { successes: 0, failures: 4 }, params: { easiness: -0.3, success_weight: 0.1, failure_weight: -0.05 } };
    expect(pfaProbability([one, other])).toBe(0.5);
    expect(pfaProbability([one])).toBe(pfa.predict(one.state, 0, one.params));
    expect(() => pfaProbability([])).toThrow('pfaProbability.concepts');
  });
});

describe('a fit of performance factors analysis', () => {
  it.each([
    ['raw', 0.02, 0.3],
    ['log', 0.05, 0.8],
  ] as const)('finds the weights of %s counts that made the answers', async (weighed, near, success_weight) => {
    const truth = { easiness: -0.5, success_weight, failure_weight: -0.1, counts: weighed };
    const { byConcept } = await fitPfa(logOf(simulate(truth, 5_000, 10)), { counts: weighed });
    const { params: found, report } = byConcept.get(0)!;
    expect(found.counts).toBe(weighed);
    expect(Math.abs(found.easiness - truth.easiness)).toBeLessThan(0.05);
    expect(Math.abs(found.success_weight - truth.success_weight)).toBeLessThan(near);
    expect(Math.abs(found.failure_weight - truth.failure_weight)).toBeLessThan(near);
    expect(report).toMatchObject({ learners: 5_000, answers: 50_000, converged: true, oddities: [] });
  });

  it('ends where no weight can be changed for the better, and reports the log-likelihood there', async () => {
    await fc.assert(
      fc.asyncProperty(histories, fc.constantFrom(0.01, 0.1, 3), counts, async (all, ridge, weighed) => {
        const fit = await fitPfa(logOf(rowsOf(all)), { counts: weighed, ridge, leastAnswers: 0 });
        const { params: found, report } = fit.byConcept.get(0)!;
        const height = (at: PfaParams): number =>
          logLikelihood(all, at) - (ridge / 2) * (at.easiness ** 2 + at.success_weight ** 2 + at.failure_weight ** 2);
        expect(Math.abs(report.logLikelihood - logLikelihood(all, found))).toBeLessThan(1e-9 * all.flat().length);
        const top = height(found);
        for (const name of ['easiness', 'success_weight', 'failure_weight'] as const) {
          for (const change of [-1e-2, 1e-2, -1, 1]) {
            expect(height({ ...found, [name]: found[name] + change })).toBeLessThan(top + 1e-9);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('is the same to the bit in whatever order the learners come', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (all) => {
        const reversed = rowsOf(all).sort(([a], [b]) => b - a);
        const options = { leastAnswers: 0 };
        expect(await fitPfa(logOf(reversed), options)).toStrictEqual(await fitPfa(logOf(rowsOf(all)), options));
      }),
      { numRuns: 30 },
    );
  });

  it('draws weights to 0 the more, the greater the ridge', async () => {
    const log = logOf(simulate({ easiness: 1, success_weight: 0.4, failure_weight: -0.4 }, 50, 6));
    const sizes: number[] = [];
    for (const ridge of [0, 1, 10, 1e9]) {
      const { params: found } = (await fitPfa(log, { ridge })).byConcept.get(0)!;
      sizes.push(Math.hypot(found.easiness, found.success_weight, found.failure_weight));
    }
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect(sizes[3]).toBeLessThan(1e-3);
  });

  it('finds finite weights even where the answers would have infinite ones', async () => {
    // Right for ever after the first right answer: without a ridge, γ would have no end.
    const all = Array.from({ length: 40 }, (_, learner) => [false, learner % 2 === 0, learner % 2 === 0, learner % 2 === 0]);
    for (const ridge of [0, 0.1]) {
      const { params: found } = (await fitPfa(logOf(rowsOf(all)), { ridge })).byConcept.get(0)!;
      expect([found.easiness, found.success_weight, found.failure_weight].every(Number.isFinite)).toBe(true);
    }
  });

  it('finds its way where a whole step of Newton would lead away', async () => {
    const streaks = [true, false].flatMap((first) =>
      Array.from({ length: 10 }, (_, learner) => Array.from({ length: 60 + 40 * learner }, (__, at) => at < 30 + 20 * learner === first)),
    );
    const { params: found, report } = (await fitPfa(logOf(rowsOf(streaks)))).byConcept.get(0)!;
    expect(report.converged).toBe(true);
    expect(Math.abs(report.logLikelihood - logLikelihood(streaks, found))).toBeLessThan(1e-6);
    for (const name of ['easiness', 'success_weight', 'failure_weight'] as const) {
      for (const change of [-1e-3, 1e-3]) {
        const moved = { ...found, [name]: found[name] + change };
        const penalty = (0.1 / 2) * (moved[name] ** 2 - found[name] ** 2);
        expect(logLikelihood(streaks, moved) - penalty).toBeLessThan(report.logLikelihood);
      }
    }
  });

  it('names weights that contradict learning', async () => {
    const oddities = async (truth: PfaParams) => (await fitPfa(logOf(simulate(truth, 1_000, 10)))).byConcept.get(0)!.report.oddities;
    expect(await oddities({ easiness: 1, success_weight: -0.3, failure_weight: -0.6 })).toEqual(['success_lowers']);
    expect(await oddities({ easiness: -1, success_weight: 0.1, failure_weight: 0.4 })).toEqual(['failure_outweighs_success']);
  });

  it('falls back by name, to the medians of the concepts that could be fitted', async () => {
    const truth = { easiness: 0, success_weight: 0.2, failure_weight: 0 };
    const rows = [1, 2, 3].flatMap((concept) => simulate(truth, 100, 6, concept));
    const few: Row[] = [[0, 4, true]];
    const onlyRight = rowsOf(
      Array.from({ length: 20 }, () => [true, true]),
      5,
    );
    const fit = await fitPfa(logOf([...rows, ...few, ...onlyRight]));
    expect(fit.report.unfitted.map(({ concept, reason }) => [concept, reason])).toEqual([
      [4, 'no_second_answers'],
      [5, 'only_right_answers'],
    ]);
    const middles = [1, 2, 3].map((concept) => fit.byConcept.get(concept)!.params.easiness).sort((a, b) => a - b);
    expect(fit.params.easiness).toBe(middles[1]);
    expect(fit.params.counts).toBe('log');
    expect((await fitPfa(logOf(few))).params).toEqual(pfaDefaults);
  });

  it('stops when it is told to, and refuses what is no log', async () => {
    const log = logOf(simulate(pfaDefaults, 10, 5));
    await expect(fitPfa(log, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'aborted', where: 'fitPfa.options.signal' });
    expect(() => fitPfa({ ...log, learner: new Int32Array(2) })).toThrow(expect.objectContaining({ where: 'fitPfa.log.learner' }));
    expect(() => fitPfa(log, { counts: 'linear' as 'log' })).toThrow(expect.objectContaining({ where: 'fitPfa.options.counts' }));
    expect(() => fitPfa(log, { ridge: -1 })).toThrow(expect.objectContaining({ where: 'fitPfa.options.ridge' }));
  });
});
