import { invalidInput } from '../../errors.js';
import type { JsonObject } from '../model.js';
import { type AnswerColumns, checkAnswerColumns } from './answer-columns.js';
import { type AnyModel, checkModel, type ParamsChoice, paramsByConcept } from './any-model.js';
import { drain } from './bootstrap.js';
import { readerOf } from './logged-outcome.js';
import { fsrsBinNumber } from './rmse-bins.js';

const DAY_MS = 86_400_000;

/** Rows that are predicted in one step, a few milliseconds of work. */
const ROWS_A_STEP = 512;

/** Kinds of answers: a learner's first answer to a concept, an answer on the same day as the previous one, or on a later day. */
export const SLICES = ['first', 'same_day', 'later_day'] as const;
export type Slice = (typeof SLICES)[number];

/** A model's predictions, each made before the model saw the answer. */
export type LogPredictions = {
  readonly predicted: Float64Array;
  readonly actual: Uint8Array;
  /** The row of the log of each prediction. */
  readonly row: Int32Array;
  readonly learner: Int32Array;
  /** The slice of each prediction, as an index of {@link SLICES}. */
  readonly slice: Uint8Array;
  /** The number of each prediction's bin in the FSRS benchmark; −1 for first answers and answers on the same day, which have none. */
  readonly reviewBin: Int32Array;
};

/**
 * A model's prediction for each answer of a log, made before the model sees the answer. This is {@link evaluateModel} without the measures; use it to
 * compare two models with {@link compareMeasures} or to draw your own plots.
 *
 * @param scored - which rows are returned; the model learns from all rows
 * @throws AdaptiveLearningError `invalid_input` as for {@link evaluateModel}
 *
 * @example
 * const log = answerColumns([true, false].map((correct, at) => ({ learner: 'ada', concept: 'brackets', at, correct })));
 * [...predictLog(bkt, bkt.defaults, log).predicted] //=> [0.48…, 0.7425…]
 */
export function predictLog<M extends AnyModel>(
  model: M,
  params: ParamsChoice<M>,
  log: AnswerColumns,
  scored?: (row: number) => boolean,
): LogPredictions {
  if (scored !== undefined && typeof scored !== 'function') throw invalidInput('predictLog.scored', 'a function of the row', scored);
  return drain(predictRows('predictLog', model, params, log, scored));
}

/**
 * {@link predictLog} as a generator, for programs that must not block: yields the completed share of the work, 0 to 1, every few milliseconds, and
 * returns the predictions.
 *
 * @throws AdaptiveLearningError `invalid_input` as for {@link predictLog}, from the first `next()`
 *
 * @example
 * const log = answerColumns([true, false].map((correct, at) => ({ learner: 'ada', concept: 'brackets', at, correct })));
 * const steps = predictLogSteps(bkt, bkt.defaults, log);
 * steps.next() //=> { value: 0, done: false }
 * [...steps.next().value.predicted] //=> [0.48…, 0.7425…]
 */
export function predictLogSteps<M extends AnyModel>(
  model: M,
  params: ParamsChoice<M>,
  log: AnswerColumns,
  scored?: (row: number) => boolean,
): Generator<number, LogPredictions> {
  if (scored !== undefined && typeof scored !== 'function') throw invalidInput('predictLogSteps.scored', 'a function of the row', scored);
  return predictRows('predictLogSteps', model, params, log, scored);
}

/** What is known of one learner so far. */
type Learner = { lastAt: number; readonly tracks: Map<number, Track> };

/** What is known of one learner and one concept so far. */
type Track = { state: JsonObject; day: number; answers: number; lapses: number };

export function* predictRows<M extends AnyModel>(
  where: string,
  model: M,
  params: ParamsChoice<M>,
  log: AnswerColumns,
  scored: ((row: number) => boolean) | undefined,
): Generator<number, LogPredictions> {
  checkModel(`${where}.model`, model);
  checkAnswerColumns(`${where}.log`, log);
  const read = readerOf(where, model, log);
  const paramsOf = paramsByConcept(params);
  const { learner, concept, at } = log;
  const rows = at.length;
  const learners = new Map<number, Learner>();
  const bins = new Map<number, number>();
  let [lastWho, its]: [number, Learner] = [-1, { lastAt: Number.NEGATIVE_INFINITY, tracks: new Map() }];
  const found = columnsFor(rows);
  let n = 0;
  for (let row = 0; row < rows; row += 1) {
    if (row % ROWS_A_STEP === 0) yield row / rows;
    const who = learner[row] as number;
    const time = at[row] as number;
    if (who !== lastWho) {
      its = learners.get(who) ?? { lastAt: time, tracks: new Map() };
      learners.set(who, its);
      lastWho = who;
    }
    if (time < its.lastAt) throw invalidInput(`${where}.log.at`, "each learner's answers in chronological order", time);
    its.lastAt = time;
    const what = concept[row] as number;
    const chosen = paramsOf(what);
    const day = log.day === undefined ? Math.floor(time / DAY_MS) : (log.day[row] as number);
    let track = its.tracks.get(what);
    if (track === undefined) {
      track = { state: model.initial(chosen), day, answers: 0, lapses: 0 };
      its.tracks.set(what, track);
    }
    const { success, observation } = read(row, time);
    const days = day - track.day;
    const slice = track.answers === 0 ? 0 : days <= 0 ? 1 : 2;
    if (scored === undefined || scored(row)) {
      const predicted = model.predict(track.state, time, chosen, log.day === undefined ? undefined : day);
      if (!(predicted >= 0 && predicted <= 1)) throw invalidInput(`${where}.model.predict`, 'a model that returns 0 to 1', predicted);
      found.predicted[n] = predicted;
      found.actual[n] = success;
      found.row[n] = row;
      found.learner[n] = who;
      found.slice[n] = slice;
      found.reviewBin[n] = slice < 2 ? -1 : binNumber(bins, days, track);
      n += 1;
    }
    track.state = model.update(track.state, observation, chosen) as JsonObject;
    if (success === 0 && slice !== 1) track.lapses += 1;
    track.answers += 1;
    track.day = Math.max(track.day, day);
  }
  return cutTo(found, n);
}

function columnsFor(rows: number): LogPredictions {
  return {
    predicted: new Float64Array(rows),
    actual: new Uint8Array(rows),
    row: new Int32Array(rows),
    learner: new Int32Array(rows),
    slice: new Uint8Array(rows),
    reviewBin: new Int32Array(rows),
  };
}

function cutTo({ predicted, actual, row, learner, slice, reviewBin }: LogPredictions, n: number): LogPredictions {
  return {
    predicted: predicted.slice(0, n),
    actual: actual.slice(0, n),
    row: row.slice(0, n),
    learner: learner.slice(0, n),
    slice: slice.slice(0, n),
    reviewBin: reviewBin.slice(0, n),
  };
}

function binNumber(bins: Map<number, number>, elapsedDays: number, { answers, lapses }: Track): number {
  const bin = fsrsBinNumber(elapsedDays, answers + 1, lapses);
  const known = bins.get(bin) ?? bins.size;
  bins.set(bin, known);
  return known;
}
