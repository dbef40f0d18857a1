import { AdaptiveLearningError, invalidInput } from '../../errors.js';
import { checkObject } from '../argument-checks.js';
import type { AnswerColumns } from './answer-columns.js';
import type { AnyModel, ParamsChoice } from './any-model.js';
import { type Ranks, ranksOf } from './ascending-order.js';
import { drain, estimatesOf } from './bootstrap.js';
import { calibration } from './calibration.js';
import { type Measures, measure, measureBaseRate, sortPredictions } from './measures.js';
import type { AsyncEvaluationOptions, Evaluation, EvaluationOptions, ModelReport } from './model-report.js';
import { type LogPredictions, predictRows, SLICES, type Slice } from './predict-log.js';
import { type CheckedBootstrap, checkBootstrap, LEAST_LEARNERS_TO_DRAW, resample, unitsOf } from './resampling.js';

/**
 * Evaluates how well a model predicts the answers of a log. Each answer is predicted before the model learns from it, as in live use.
 *
 * Takes any model of {@link ALGORITHMS}, or a model of your own that implements {@link Scheduler} or {@link KnowledgeModel}, and keeps a state per
 * learner and concept. A knowledge model predicts whether the answer is right. A scheduler predicts whether the learner recalls; first answers are
 * not predicted, because no memory precedes them, so its report counts reviews only. The literature compares memory models by the slice `later_day`;
 * there, `rmseBins` uses the bins of the FSRS benchmark ({@link fsrsBin}).
 *
 * The report also contains the measures of predicting the base rate. Intervals are percentile bootstrap intervals, as in {@link estimateMeasures}.
 * Runs in O(n log n), and again for each replicate; `replicates: 0` leaves the intervals out.
 *
 * @param params - the model's parameters, or a function from a concept's number to its parameters
 * @param log - from {@link answerColumns}, or columns of your own
 * @throws AdaptiveLearningError `invalid_input` when a column or an option is out of range, when answers of a learner are not in chronological order,
 * or when the log lacks a column that the model needs
 *
 * @example
 * const answers = [1, 1, 0, 1, 1, 1].map((right, at) => ({ learner: 'ada', concept: 'brackets', at, correct: right === 1 }));
 * const report = evaluateModel(bkt, bkt.defaults, answerColumns(answers), { replicates: 0 });
 * [report.n, report.baseRate] //=> [6, 0.8333…]
 * report.measures.logLoss.value //=> 0.6079…
 * report.baseline.logLoss //=> 0.4506…
 */
export function evaluateModel<M extends AnyModel>(
  model: M,
  params: ParamsChoice<M>,
  log: AnswerColumns,
  options: EvaluationOptions = {},
): ModelReport {
  return drain(steps('evaluateModel', model, params, log, options));
}

/**
 * {@link evaluateModel} in steps of a few milliseconds that do not block the event loop, with progress and cancellation.
 *
 * @throws AdaptiveLearningError `aborted` when the signal is aborted; otherwise as for {@link evaluateModel}
 *
 * @example
 * const log = answerColumns([{ learner: 'ada', concept: 'brackets', at: 0, correct: true }]);
 * evaluateModelAsync(bkt, bkt.defaults, log, { onProgress: () => {} }) instanceof Promise //=> true
 */
export async function evaluateModelAsync<M extends AnyModel>(
  model: M,
  params: ParamsChoice<M>,
  log: AnswerColumns,
  options: AsyncEvaluationOptions = {},
): Promise<ModelReport> {
  checkObject('evaluateModelAsync.options', options);
  const { signal, onProgress } = options;
  const work = steps('evaluateModelAsync', model, params, log, options);
  for (;;) {
    if (signal?.aborted) throw new AdaptiveLearningError('aborted', 'evaluateModelAsync: stopped by its signal', { cause: signal.reason });
    const step = work.next();
    if (step.done) return step.value;
    onProgress?.(step.value);
    await new Promise((resolve) => setTimeout(resolve));
  }
}

function* steps<M extends AnyModel>(
  where: string,
  model: M,
  params: ParamsChoice<M>,
  log: AnswerColumns,
  options: EvaluationOptions,
): Generator<number, ModelReport> {
  checkObject(`${where}.options`, options);
  const { scored } = options;
  if (scored !== undefined && typeof scored !== 'function') throw invalidInput(`${where}.options.scored`, 'a function of the row', scored);
  const bootstrap = checkBootstrap(`${where}.options`, options);
  const predictions = yield* inShares(predictRows(where, model, params, log, scored), 0, 0.5);
  const all = { ...predictions, ranks: ranksOf(predictions.predicted) };
  const schedules = 'intervalDays' in model;
  const counted = schedules ? filter(all, (slice) => slice > 0) : all;
  const byLearner = new Set(counted.learner).size >= LEAST_LEARNERS_TO_DRAW;
  const overall = yield* inShares(evaluationOf(counted, byLearner, false, bootstrap), 0.5, 0.75);
  const slices: { [Name in Slice]?: Evaluation } = {};
  for (const [number, name] of SLICES.entries()) {
    const part = filter(counted, (slice) => slice === number);
    const begin = 0.75 + number / 12;
    const byReview = schedules && name === 'later_day';
    if (part.row.length > 0) slices[name] = yield* inShares(evaluationOf(part, byLearner, byReview, bootstrap), begin, begin + 1 / 12);
  }
  const { name, version } = model;
  return { model: name, version, learners: new Set(counted.learner).size, drawn: byLearner ? 'learners' : 'answers', ...overall, slices };
}

function* evaluationOf(
  part: RankedPredictions,
  byLearner: boolean,
  byReview: boolean,
  bootstrap: CheckedBootstrap,
): Generator<number, Evaluation> {
  const unit = byLearner ? unitsOf('log.learner', part.learner, part.row.length, 1) : null;
  const group = byReview ? part.reviewBin : null;
  const data = sortPredictions(part, unit, group, part.ranks);
  const replicates = resample([data], bootstrap);
  let step = replicates.next();
  for (let done = 1; !step.done; done += 1) {
    yield done / bootstrap.replicates;
    step = replicates.next();
  }
  const drawn = step.value.map(([first]) => first as Measures);
  const successes = part.actual.reduce((sum, outcome) => sum + outcome, 0);
  const n = part.row.length;
  const baseRate = n === 0 ? null : successes / n;
  return {
    n,
    baseRate,
    measures: estimatesOf(measure(data, null), drawn, bootstrap.level),
    baseline: measureBaseRate(data),
    calibration: calibration(part).bins,
  };
}

/** Ranked once, before they are parted. */
type RankedPredictions = LogPredictions & { readonly ranks: Ranks };

/** The steps of a part of the work, told as steps of the whole. */
function* inShares<T>(work: Generator<number, T>, from: number, to: number): Generator<number, T> {
  let step = work.next();
  while (!step.done) {
    yield from + (to - from) * step.value;
    step = work.next();
  }
  return step.value;
}

function filter(all: RankedPredictions, keep: (slice: number) => boolean): RankedPredictions {
  const kept = all.row.map((_, at) => at).filter((at) => keep(all.slice[at] as number));
  const picked = <Column extends Float64Array | Int32Array | Uint8Array>(from: Column, to: Column): Column => {
    for (let at = 0; at < kept.length; at += 1) to[at] = from[kept[at] as number] as number;
    return to;
  };
  const n = kept.length;
  return {
    predicted: picked(all.predicted, new Float64Array(n)),
    actual: picked(all.actual, new Uint8Array(n)),
    row: picked(all.row, new Int32Array(n)),
    learner: picked(all.learner, new Int32Array(n)),
    slice: picked(all.slice, new Uint8Array(n)),
    reviewBin: picked(all.reviewBin, new Int32Array(n)),
    ranks: { rank: picked(all.ranks.rank, new Int32Array(n)), distinct: all.ranks.distinct },
  };
}
