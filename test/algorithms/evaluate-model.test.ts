import { describe, expect, it } from 'vitest';
import {
  ALGORITHMS,
  type AnswerColumns,
  type AnyModel,
  answerColumns,
  bkt,
  compareMeasures,
  evaluateModel,
  evaluateModelAsync,
  fsrsBin,
  type JsonObject,
  type LoggedAnswer,
  logLoss,
  type Model,
  predictLog,
  type Rating,
  rmseBins,
  seededRandom,
  sm2,
} from '../../src/algorithms/index.js';

const DAY_MS = 86_400_000;

/** A class that learns: each learner meets each concept a few times, mixed, on days that pass. */
function classLog(learners: number, seed: number): readonly LoggedAnswer[] {
  const random = seededRandom(seed);
  const answers: LoggedAnswer[] = [];
  for (let learner = 0; learner < learners; learner += 1) {
    for (let at = 0; at < 40; at += 1) {
      const concept = Math.floor(random() * 5);
      const correct = random() < 0.3 + 0.015 * at;
      const rating: Rating = correct ? (random() < 0.2 ? 2 : 3) : 1;
      const time = Math.floor(at / 3) * DAY_MS + (at % 3) * 60_000;
      answers.push({ learner: `l${learner}`, concept: `c${concept}`, at: time, day: Math.floor(time / DAY_MS), correct, rating });
    }
  }
  return answers;
}
const answers = classLog(25, 1);
const log = answerColumns(answers);

/** Anyone who sees the outcome before it predicts, predicts it. */
const states = (model: AnyModel) => {
  const known = new Map<string, unknown>();
  return answers.map((answer) => {
    const key = `${answer.learner} ${answer.concept}`;
    const state = known.get(key) ?? model.initial(model.defaults);
    const predicted = model.predict(state, answer.at, model.defaults, answer.day);
    const grade = answer.rating === 1 ? 1 : answer.rating === 2 ? 3 : 4;
    known.set(key, (model as Model<JsonObject, object, JsonObject>).update(state as JsonObject, { ...answer, grade }, model.defaults));
    return predicted as number;
  });
};

const models = ALGORITHMS.filter(({ kind }) => kind === 'scheduler' || kind === 'knowledge').map(
  (row) => [row.name, row.model as AnyModel] as const,
);

describe.each(models)('%s', (_, model) => {
  it('predicts each answer of a log before it sees it', () => {
    expect([...predictLog(model, model.defaults, log).predicted]).toEqual(states(model));
  });

  it('does not know of an answer what comes after it', () => {
    const turned = answers.map((answer, row) => {
      const correct = !answer.correct;
      return row < 500 ? answer : { ...answer, correct, rating: correct ? (3 as const) : (1 as const) };
    });
    const after = predictLog(model, model.defaults, answerColumns(turned)).predicted;
    expect([...after.slice(0, 501)]).toEqual([...predictLog(model, model.defaults, log).predicted.slice(0, 501)]);
  });

  it('is reported beside the base rate, in parts that add up', () => {
    const report = evaluateModel(model, model.defaults, log, { replicates: 20 });
    expect(report).toMatchObject({ model: model.name, version: model.version, learners: 25, drawn: 'learners' });
    expect(Object.values(report.slices).reduce((sum, part) => sum + part.n, 0)).toBe(report.n);
    const rate = report.baseRate as number;
    expect(report.baseline.logLoss).toBeCloseTo(-rate * Math.log(rate) - (1 - rate) * Math.log1p(-rate), 10);
    expect(report.baseline.auc).toBe(0.5);
    expect(report.calibration.reduce((sum, { count }) => sum + count, 0)).toBe(report.n);
    for (const { value, interval } of Object.values(report.measures)) {
      expect(interval!.low).toBeLessThan(interval!.high);
      expect(value).toBeGreaterThan(0);
    }
    expect(evaluateModel(model, model.defaults, log, { replicates: 20 })).toEqual(report);
  });

  it('says the same in steps, tells how far it is, and stops when it is told', async () => {
    const told: number[] = [];
    const onProgress = (share: number) => told.push(share);
    const report = await evaluateModelAsync(model, model.defaults, log, { replicates: 5, onProgress });
    expect(report).toEqual(evaluateModel(model, model.defaults, log, { replicates: 5 }));
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(Math.max(...told)).toBeLessThanOrEqual(1);
    const signal = AbortSignal.abort();
    await expect(evaluateModelAsync(model, model.defaults, log, { signal })).rejects.toThrow(expect.objectContaining({ code: 'aborted' }));
  });
});

describe('an evaluation', () => {
  it('of a scheduler counts reviews, and later days by the bins of the FSRS benchmark', () => {
    const report = evaluateModel(sm2, sm2.defaults, log, { replicates: 0 });
    const { predicted, actual, slice } = predictLog(sm2, sm2.defaults, log);
    const firsts = [...slice].filter((its) => its === 0).length;
    expect(report.n).toBe(answers.length - firsts);
    expect(report.slices.first).toBeUndefined();

    const seen = new Map<string, { day: number; reviews: number; lapses: number }>();
    const bins = answers.map(({ learner, concept, day = 0, rating }) => {
      const key = `${learner} ${concept}`;
      const last = seen.get(key) ?? { day, reviews: 0, lapses: 0 };
      const elapsedDays = day - last.day;
      const sameDay = last.reviews > 0 && elapsedDays === 0;
      seen.set(key, { day, reviews: last.reviews + 1, lapses: last.lapses + (rating === 1 && !sameDay ? 1 : 0) });
      return elapsedDays === 0 ? null : fsrsBin({ elapsedDays, review: last.reviews + 1, lapses: last.lapses });
    });
    const later = answers.flatMap((_, row) =>
      bins[row] === null ? [] : [{ predicted: predicted[row] as number, actual: actual[row] === 1, bin: bins[row] as string }],
    );
    expect(report.slices.later_day?.n).toBe(later.length);
    expect(report.slices.later_day?.measures.logLoss.value).toBeCloseTo(logLoss(later) as number, 10);
    const expected = rmseBins(
      later,
      later.map(({ bin }) => bin),
    );
    expect(report.slices.later_day?.measures.rmseBins.value).toBeCloseTo(expected as number, 10);
  });

  it('counts the rows that it is told to, and learns from the others', () => {
    const last = evaluateModel(bkt, bkt.defaults, log, { replicates: 0, scored: (row) => row >= 900 });
    const { predicted, actual } = predictLog(bkt, bkt.defaults, log);
    expect(last.n).toBe(100);
    const tail = { predicted: predicted.slice(900), actual: actual.slice(900) };
    expect(last.measures.logLoss.value).toBeCloseTo(logLoss(tail) as number, 12);
  });

  it('takes parameters by concept', () => {
    const asked: number[] = [];
    const byConcept = (concept: number) => {
      asked.push(concept);
      return concept === 0 ? { ...bkt.defaults, prior: 0.9 } : bkt.defaults;
    };
    const { predicted } = predictLog(bkt, byConcept, log);
    expect([...asked].sort()).toEqual([0, 1, 2, 3, 4]);
    expect(predicted[0]).toBeCloseTo(0.9 * 0.9 + 0.1 * 0.2, 12);
  });

  it('takes learners mixed or one after the other', () => {
    const mixed = [...answers].sort((a, b) => a.at - b.at);
    const loss = (list: readonly LoggedAnswer[]) =>
      evaluateModel(bkt, bkt.defaults, answerColumns(list), { replicates: 0 }).measures.logLoss.value;
    expect(loss(mixed)).toBeCloseTo(loss(answers) as number, 12);
  });

  it('reads right and wrong from ratings where it must, and needs ratings for a scheduler', () => {
    const { correct, ...rated } = log;
    expect(predictLog(bkt, bkt.defaults, rated).actual).toEqual(Uint8Array.from(log.rating!, (rating) => (rating > 1 ? 1 : 0)));
    const { rating, ...judged } = log;
    expect(() => predictLog(sm2, sm2.defaults, judged)).toThrow(expect.objectContaining({ where: 'predictLog.log.rating' }));
    const graded = { ...judged, grade: Uint8Array.from(log.rating!, (its) => [0, 1, 3, 4, 5][its] as number) };
    expect(predictLog(sm2, sm2.defaults, graded).predicted).toEqual(predictLog(sm2, sm2.defaults, log).predicted);
  });

  it('finds the better of two models on the same answers', () => {
    const good = predictLog(bkt, bkt.defaults, log);
    const bad = predictLog(bkt, { ...bkt.defaults, prior: 0.99, learn: 0 }, log);
    const { logLoss: loss } = compareMeasures(good, bad, { clusters: good.learner });
    expect(loss.difference).toBeLessThan(0);
    expect(loss.firstBetter).toBeGreaterThan(0.9);
  });

  it.each<[string, Partial<AnswerColumns>]>([
    ['evaluateModel.log.at', { at: Float64Array.from(log.at).reverse() }],
    ['evaluateModel.log.rating', { rating: new Uint8Array(answers.length) }],
    ['evaluateModel.log.concept', { concept: new Int32Array(3) }],
    ['evaluateModel.log.learner', { learner: new Int32Array(answers.length).fill(-1) }],
  ])('refuses a log with a wrong column, at %s', (where, column) => {
    expect(() => evaluateModel(bkt, bkt.defaults, { ...log, ...column })).toThrow(
      expect.objectContaining({ code: 'invalid_input', where }),
    );
  });

  it('refuses a model that predicts what is no probability', () => {
    const wild = { ...bkt, predict: () => 1.5 };
    expect(() => evaluateModel(wild, bkt.defaults, log)).toThrow(expect.objectContaining({ where: 'evaluateModel.model.predict' }));
  });

  it('of nothing has nothing to say', () => {
    const report = evaluateModel(bkt, bkt.defaults, answerColumns([]));
    expect(report).toMatchObject({ n: 0, baseRate: null, calibration: [], slices: {} });
    expect(report.measures.logLoss).toEqual({ value: null, interval: null });
  });

  it('needs a field of all answers that the first has', () => {
    const [first, second] = answers as [LoggedAnswer, LoggedAnswer];
    const missing = () => answerColumns([first, { ...second, correct: undefined }]);
    expect(missing).toThrow(expect.objectContaining({ where: 'answerColumns.answers.correct' }));
  });
});
