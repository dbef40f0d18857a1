import { beforeAll, describe, expect, it } from 'vitest';
import { predictedAnswers, rowsOf, type StoredWeights } from '../../bench/evaluate/learner-answers.js';
import { simulatedPractice } from '../../bench/evaluate/simulated-practice.js';
import { randomNumbers } from '../../bench/harness/random-numbers.js';
import {
  auc,
  fitLogistic,
  type LogisticFit,
  type LogisticFitProgress,
  type LogisticLog,
  type LogisticPopulation,
  logisticDefaults,
  logisticLearn,
  logisticUpdate,
  logLoss,
  type Prediction,
} from '../../src/algorithms/index.js';

const { items: _items, item: _item, at: _at, ...plain } = simulatedPractice({ seed: 11, learners: 200, skills: 8, runs: 10 });
const train = rowsOf(plain, (learner) => learner % 4 !== 0);
const test = rowsOf(plain, (learner) => learner % 4 === 0);

/** Predictions of a fit, by the functions that serve it. */
function predictions(log: LogisticLog, fit: LogisticFit): readonly Prediction[] {
  return predictedAnswers(log, storedOf(fit), logisticUpdate);
}
function storedOf({ population, skills, items: fitted }: LogisticFit): StoredWeights {
  return {
    population,
    skills: new Map(skills.map(({ id, weights }) => [id, weights])),
    items: new Map(fitted.map(({ id, weights }) => [id, weights])),
  };
}
function aucOf(log: LogisticLog, fit: LogisticFit): number {
  return auc(predictions(log, fit)) as number;
}

describe('a fit of logistic tracing', () => {
  let fit: LogisticFit;
  beforeAll(async () => {
    fit = await fitLogistic(train, { tolerance: 1e-10, factor: false });
  });

  it('reports what it was made from', () => {
    const share = train.correct.reduce((sum, each) => sum + each, 0) / train.correct.length;
    expect(fit.report).toMatchObject({ n: train.correct.length, learners: 150, skills: 8, items: 0, converged: true, fallback: null });
    expect(fit.report.baseRateLogLoss).toBeCloseTo(-share * Math.log(share) - (1 - share) * Math.log(1 - share), 12);
    expect(fit.report.weights).toBe(89 + 8 * 38);
    expect(fit.population.base_rate).toBeCloseTo(share, 12);
    expect(fit.skills.map(({ id }) => id)).toEqual(plain.skills);
    expect(fit.skills.reduce((sum, { weights }) => sum + weights.answers, 0)).toBe(train.correct.length);
    expect(JSON.parse(JSON.stringify(fit))).toStrictEqual(fit);
  });

  it('has the loss, served answer by answer, that its report says', () => {
    expect(logLoss(predictions(train, fit))).toBeCloseTo(fit.report.logLoss as number, 6);
  });

  it('cannot be bettered by moving a weight either way', () => {
    const centre = (place: number): number => {
      const typical = Math.log(0.7 / 0.3) - Math.log(fit.population.base_rate / (1 - fit.population.base_rate));
      return (logisticDefaults.weights[place] as number) - (place === 0 ? typical : 0);
    };
    const penalised = (changed: LogisticFit): number => {
      const shared = changed.population.weights.reduce((sum, weight, place) => sum + (weight - centre(place)) ** 2, 0);
      const own = changed.skills.flatMap(({ weights }) => weights.weights).reduce((sum, weight) => sum + weight ** 2, 0);
      return (logLoss(predictions(train, changed)) as number) * train.correct.length + 5 * shared + 4 * own;
    };
    const best = penalised(fit);
    for (const place of [0, 2, 18, 57]) {
      for (const by of [-0.05, 0.05]) {
        const weights = fit.population.weights.with(place, (fit.population.weights[place] as number) + by);
        expect(penalised({ ...fit, population: { ...fit.population, weights } })).toBeGreaterThan(best);
      }
    }
    for (const place of [0, 3, 22]) {
      for (const by of [-0.05, 0.05]) {
        const [first, ...others] = fit.skills as [LogisticFit['skills'][number], ...LogisticFit['skills']];
        const weights = first.weights.weights.with(place, (first.weights.weights[place] as number) + by);
        expect(penalised({ ...fit, skills: [{ ...first, weights: { ...first.weights, weights } }, ...others] })).toBeGreaterThan(best);
      }
    }
  });

  it('gives the same to the bit again, and the same weights for learners in another order', async () => {
    expect(await fitLogistic(train, { tolerance: 1e-10, factor: false })).toStrictEqual(fit);
    const turned = await fitLogistic(joined([rowsOf(train, (learner) => learner >= 100), rowsOf(train, (learner) => learner < 100)]), {
      tolerance: 1e-10,
      factor: false,
    });
    for (const [place, weight] of turned.population.weights.entries())
      expect(weight).toBeCloseTo(fit.population.weights[place] as number, 2);
    expect(turned.report.logLoss).toBeCloseTo(fit.report.logLoss as number, 6);
  });

  it('predicts learners it never saw better than the base rate and than the default weights, and learning online comes near', () => {
    const fitted = predictions(test, fit);
    const untaught: StoredWeights = { population: logisticDefaults, skills: new Map(), items: new Map() };
    const untaughtAuc = auc(predictedAnswers(test, untaught, logisticUpdate)) as number;
    const learning: StoredWeights = { population: logisticDefaults, skills: new Map(), items: new Map() };
    const learn = (log: LogisticLog) =>
      predictedAnswers(log, learning, (answer, skillId) => {
        const learned = logisticLearn(answer);
        learning.population = learned.population;
        learning.skills.set(skillId, learned.skillWeights);
        return learned;
      });
    learn(train);
    const fittedAuc = auc(fitted) as number;
    expect(logLoss(fitted)).toBeLessThan((fit.report.baseRateLogLoss as number) - 0.02);
    expect(fittedAuc).toBeGreaterThan(untaughtAuc + 0.01);
    expect(auc(learn(test))).toBeGreaterThan(fittedAuc - 0.01);
  });

  it('goes on learning from where it was left, the better for the items that it gets to know', async () => {
    const { at: _at, ...known } = simulatedPractice({ seed: 13, learners: 240, skills: 4, runs: 8 });
    const [taught, fresh] = [rowsOf(known, (learner) => learner < 40), rowsOf(known, (learner) => learner >= 40)];
    const weights = storedOf(await fitLogistic(taught));
    const still = predictedAnswers(fresh, storedOf(await fitLogistic(taught)), logisticUpdate);
    const going = predictedAnswers(fresh, weights, (answer, skillId, itemId) => {
      const learned = logisticLearn(answer);
      weights.population = learned.population;
      weights.skills.set(skillId, learned.skillWeights);
      if (itemId !== undefined && learned.itemWeights !== null) weights.items.set(itemId, learned.itemWeights);
      return learned;
    });
    expect(auc(going)).toBeGreaterThan((auc(still) as number) + 0.01);
    expect(logLoss(going)).toBeLessThan((logLoss(still) as number) - 0.01);
  });

  it('predicts better where items are known', async () => {
    const { at: _at, ...known } = simulatedPractice({ seed: 12, learners: 300, skills: 2, runs: 8 });
    const { items: _items, item: _item, ...unknown } = known;
    const [better, worse] = await Promise.all(
      [known, unknown].map(async (log: LogisticLog) =>
        aucOf(
          rowsOf(log, (learner) => learner % 4 === 0),
          await fitLogistic(rowsOf(log, (learner) => learner % 4 !== 0)),
        ),
      ),
    );
    expect(better).toBeGreaterThan((worse as number) + 0.01);
  });

  it('learns from times how fast is forgotten', async () => {
    const random = randomNumbers(4);
    const rows = Array.from({ length: 2_000 }, (_, row) => row);
    // Twenty answers a learner, a minute or ten days after the one before; right nine times in ten, or every other time.
    const waits = rows.map((row) => (row % 20 === 0 || random() < 0.5 ? 0 : 1));
    const log = {
      skills: ['a'],
      learner: Int32Array.from(rows, (row) => Math.floor(row / 20)),
      skill: new Int32Array(rows.length),
      correct: Uint8Array.from(waits, (waited) => (random() < (waited === 1 ? 0.5 : 0.9) ? 1 : 0)),
    };
    let clock = 0;
    const timed = { ...log, at: Float64Array.from(waits, (waited) => (clock += waited === 1 ? 864e6 : 6e4)) };
    expect(aucOf(timed, await fitLogistic(timed))).toBeGreaterThan(0.7);
    expect(aucOf(log, await fitLogistic(log))).toBeLessThan(0.65);
  });
});

describe('the factor of a fit', () => {
  /** Half of the skills go together, and so do the others; who is good at the first half is bad at the second. */
  const grouped = (): LogisticLog => {
    const random = randomNumbers(8);
    const rows = Array.from({ length: 300 * 30 }, (_, row) => ({ learner: Math.floor(row / 30), skill: Math.floor(random() * 40) }));
    const strong = Array.from({ length: 300 }, () => (random() < 0.5 ? 0 : 1));
    return {
      skills: Array.from({ length: 40 }, (_, skill) => `skill ${skill}`),
      learner: Int32Array.from(rows, ({ learner }) => learner),
      skill: Int32Array.from(rows, ({ skill }) => skill),
      correct: Uint8Array.from(rows, ({ learner, skill }) => (random() < (skill % 2 === strong[learner] ? 0.85 : 0.35) ? 1 : 0)),
    };
  };
  const log = grouped();
  const [seen, unseen] = [rowsOf(log, (learner) => learner < 240), rowsOf(log, (learner) => learner >= 240)];
  let fit: LogisticFit;
  beforeAll(async () => {
    fit = await fitLogistic(seen);
  });

  it('finds which skills go together, where no feature of one skill can', async () => {
    expect(fit.report.factor).toMatchObject({ kept: true });
    expect(fit.report.factor?.logLoss).toBeLessThan((fit.report.factor?.logLossWithout as number) - 0.02);
    const without = await fitLogistic(seen, { factor: false });
    expect(aucOf(unseen, fit)).toBeGreaterThan(aucOf(unseen, without) + 0.03);
    expect(fit.report.logLoss).toBeLessThan((without.report.logLoss as number) - 0.01);
  });

  it('is served answer by answer with the loss that the report says, and carried unchanged by JSON', () => {
    expect(logLoss(predictions(seen, fit))).toBeCloseTo(fit.report.logLoss as number, 6);
    expect(JSON.parse(JSON.stringify(fit))).toStrictEqual(fit);
  });

  it('is the same to the bit again, also for learners in another order', async () => {
    expect(await fitLogistic(seen)).toStrictEqual(fit);
    const turned = await fitLogistic(joined([rowsOf(seen, (learner) => learner >= 120), rowsOf(seen, (learner) => learner < 120)]));
    for (const [number, { weights }] of turned.skills.entries()) {
      const loads = fit.skills[number]?.weights.factor?.loads as readonly number[];
      expect(weights.factor?.loads).toEqual(loads.map((load) => expect.closeTo(load, 2)));
    }
  });

  it('is left out where the log cannot tell, and where it would predict worse', async () => {
    const few = rowsOf(log, (learner) => learner < 23);
    expect((await fitLogistic(few)).report.factor).toBeNull();
    const random = randomNumbers(9);
    const chance = { ...seen, correct: seen.correct.map(() => (random() < 0.5 ? 1 : 0)) };
    const { report, skills } = await fitLogistic(chance);
    expect(report.factor).toMatchObject({ kept: false });
    expect(skills.every(({ weights }) => weights.factor === null)).toBe(true);
  });
});

describe('the progress of a fit', () => {
  it('is told step by step, with a loss that falls', async () => {
    const told: LogisticFitProgress[] = [];
    const { report } = await fitLogistic(train, { mostIterations: 4, onProgress: (progress) => told.push(progress) });
    expect(told.map(({ iterations }) => iterations)).toEqual([1, 2, 3, 4]);
    for (const [i, { loss }] of told.entries()) if (i > 0) expect(loss).toBeLessThan(told[i - 1]?.loss as number);
    expect(report).toMatchObject({ iterations: 4, converged: false });
  });

  it('ends soon after its signal says so', async () => {
    const stop = new AbortController();
    const fit = fitLogistic(train, { tolerance: 1e-12, signal: stop.signal, onProgress: () => stop.abort('enough') });
    await expect(fit).rejects.toMatchObject({ code: 'aborted', cause: 'enough' });
    await expect(fitLogistic(train, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'aborted' });
  });
});

describe('a log that cannot tell', () => {
  const population: LogisticPopulation = { ...logisticDefaults, base_rate: 0.6 };
  const one = { skills: ['a'], learner: Int32Array.of(0, 1), skill: Int32Array.of(0, 0) };
  it.each([
    ['too_few_answers', { ...one, learner: Int32Array.of(), skill: Int32Array.of(), correct: Uint8Array.of() }, {}],
    ['too_few_answers', { ...one, correct: Uint8Array.of(1, 0) }, {}],
    ['too_few_learners', { ...one, correct: Uint8Array.of(1, 0) }, { leastAnswers: 2 }],
    ['only_right_answers', { ...one, correct: Uint8Array.of(1, 1) }, { leastAnswers: 2, leastLearners: 2 }],
    ['only_wrong_answers', { ...one, correct: Uint8Array.of(0, 0) }, { leastAnswers: 2, leastLearners: 2 }],
  ])('falls back by name: %s', async (fallback, log: LogisticLog, options) => {
    const fit = await fitLogistic(log, { ...options, population });
    expect(fit.report).toMatchObject({ fallback, converged: false, logLoss: null, iterations: 0, n: log.correct.length });
    expect(fit.population).toEqual(population);
    expect(fit.skills[0]?.weights.weights.every((weight) => weight === 0)).toBe(true);
  });

  it.each<[string, unknown, unknown]>([
    ['log', null, {}],
    ['log.correct', { ...one, correct: [1, 0] }, {}],
    ['log.correct', { ...one, correct: Uint8Array.of(1, 2) }, {}],
    ['log.learner', { ...one, correct: Uint8Array.of(1) }, {}],
    ['log.learner', { ...one, learner: Int32Array.of(0, -1), correct: Uint8Array.of(1, 0) }, {}],
    ['log.skill', { ...one, skill: Int32Array.of(0, 1), correct: Uint8Array.of(1, 0) }, {}],
    ['log.skills', { ...one, skills: ['a', 'a'], correct: Uint8Array.of(1, 0) }, {}],
    ['log.item', { ...one, items: ['i'], correct: Uint8Array.of(1, 0) }, {}],
    ['log.at', { ...one, at: Float64Array.of(0, Number.NaN), correct: Uint8Array.of(1, 0) }, {}],
    ['options.tolerance', { ...one, correct: Uint8Array.of(1, 0) }, { tolerance: 0 }],
    ['options.mostIterations', { ...one, correct: Uint8Array.of(1, 0) }, { mostIterations: 0 }],
    ['options.factor', { ...one, correct: Uint8Array.of(1, 0) }, { factor: 1 }],
    ['options.skillPrecision', { ...one, correct: Uint8Array.of(1, 0) }, { skillPrecision: 0 }],
    ['options.population.weights', { ...one, correct: Uint8Array.of(1, 0) }, { population: { ...logisticDefaults, weights: [1] } }],
  ])('is refused where %s is wrong', (where, log, options) => {
    expect(() => fitLogistic(log as LogisticLog, options as object)).toThrow(
      expect.objectContaining({ code: 'invalid_input', where: expect.stringContaining(where) as string }),
    );
  });
});

/** One log after another; learners keep their numbers. */
function joined(logs: readonly LogisticLog[]): LogisticLog {
  const [first] = logs as [LogisticLog];
  return {
    skills: first.skills,
    learner: Int32Array.from(logs.flatMap(({ learner }) => [...learner])),
    skill: Int32Array.from(logs.flatMap(({ skill }) => [...skill])),
    correct: Uint8Array.from(logs.flatMap(({ correct }) => [...correct])),
  };
}
