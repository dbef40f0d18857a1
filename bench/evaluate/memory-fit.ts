import {
  type FsrsParams,
  fitFsrs,
  fsrsDefaults,
  fsrsDefaultWeights,
  fsrsParams,
  type LoggedReview,
  logLoss,
} from 'adaptive-learning-engine/algorithms';
import { drawnMemory, Random } from 'adaptive-learning-engine/simulator';
import { readReviewLog } from '../../examples/demo/review-log/read-review-log.js';
import type { Figure } from '../figure.js';
import { NATIVE_FIT, type NativeFit, nativeFit } from '../peers/native-fsrs-fit.js';
import { median } from '../quantile.js';
import { isKnownReviewLog } from './known-logs.js';
import { predictReviews, type ReviewPrediction } from './predict-reviews.js';
import { simulatedReviewLog } from './simulated-review-log.js';

const DAY_MS = 86_400_000;

/** Anki's next day begins at four in the morning; the log's times are UTC. */
const ROLLOVER_MS = 4 * 3_600_000;

/** What is fitted to lies before the last fifth of the predictions. */
const FITTED_SHARE = 0.8;

const ROUNDS = 5;
const SIMULATED_LEARNERS = 8;

/** `FSRS fit, 12,580 reviews`: log loss to reach on the last 20 %, and time. */
const LOSS_TO_REACH = 0.452;
const TIMES_NATIVE_TO_REACH = 2;

/**
 * The fit of FSRS against the native optimizer in the same run: how long it takes on the whole log, and, fitted on the first 80 %, how well it
 * predicts the last 20 % by time, each review with its card's full history, elapsed days above 0, plain log loss.
 *
 * @param file an Anki review log; without it, a simulated one of about as many reviews is timed, and only simulated learners are predicted
 */
export async function memoryFitFigures(file?: string): Promise<readonly Figure[]> {
  const reviews = file === undefined ? simulatedLog(1, 1200) : await ankiLog(file);
  const log = `${reviews.length.toLocaleString('en')} ${file === undefined ? 'simulated ' : ''}reviews`;
  return [await timeFigure(reviews, log), ...(file === undefined ? [] : await lossFigures(reviews, log)), await simulatedFigure()];
}

async function ankiLog(file: string): Promise<readonly LoggedReview[]> {
  const { rows } = await readReviewLog(file, { now: new Date() });
  return rows.map(({ cardId, rating, reviewedAt }) => {
    const at = reviewedAt.getTime();
    return { card: cardId, at, rating, day: Math.floor((at - ROLLOVER_MS) / DAY_MS) };
  });
}

/** A memory as people have them. */
function truthOf(seed: number): FsrsParams {
  return drawnMemory(fsrsDefaultWeights, new Random('memory', seed));
}

function simulatedLog(seed: number, cards: number): readonly LoggedReview[] {
  return simulatedReviewLog({ truth: truthOf(seed), cards, cardsPerDay: 8, days: 190, seed });
}

/** Medians of some rounds taken in turn, so that what the machine does meanwhile falls on both; the first of each is a warm-up. */
async function timeFigure(reviews: readonly LoggedReview[], log: string): Promise<Figure> {
  const runNative = nativeFit(reviews);
  const [ours, oursCpu, natives]: [number[], number[], NativeFit[]] = [[], [], []];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const cpuBefore = process.cpuUsage();
    const startedAt = performance.now();
    fitFsrs(reviews);
    ours.push(performance.now() - startedAt);
    const { user, system } = process.cpuUsage(cpuBefore);
    oursCpu.push((user + system) / 1000);
    natives.push(await runNative());
  }
  const [time, cpu] = [median(ours.slice(1)), median(oursCpu.slice(1))];
  const later = natives.slice(1);
  const [nativeTime, nativeCpu] = [median(later.map(({ wallMs }) => wallMs)), median(later.map(({ cpuMs }) => cpuMs))];
  return {
    what: `FSRS fit, ${log}: time`,
    ours: `${time.toFixed(0)} ms (${cpu.toFixed(0)} ms of CPU)`,
    reference: `${NATIVE_FIT}: ${nativeTime.toFixed(0)} ms (${nativeCpu.toFixed(0)} ms of CPU: it hands its result over on a timer)`,
    ratio: nativeTime / time,
    aim: `≤ ${TIMES_NATIVE_TO_REACH}× native`,
    reached: time <= TIMES_NATIVE_TO_REACH * nativeTime,
  };
}

async function lossFigures(reviews: readonly LoggedReview[], log: string): Promise<readonly Figure[]> {
  const known = isKnownReviewLog(reviews);
  const { past, lastOf } = split(reviews);
  const { weights } = await nativeFit(past)();
  const native = fsrsParams({ weights });
  const { params, report } = fitFsrs(past);
  const [ours, theirs, defaults] = [lossOf(lastOf(params)), lossOf(lastOf(native)), lossOf(lastOf(fsrsDefaults))];
  const [oursPast, theirsPast] = [report.logLossAfter ?? Number.NaN, lossOf(predictReviews(past, native))];
  return [
    {
      what: `FSRS fit on the first 80 % of ${log}: the last 20 %`,
      ours: `log loss ${ours.toFixed(4)}`,
      reference: `${NATIVE_FIT}: ${theirs.toFixed(4)}; default weights: ${defaults.toFixed(4)}`,
      aim: known ? `≤ ${LOSS_TO_REACH.toFixed(4)} and no worse than the native weights` : 'no worse than the native weights',
      reached: ours <= theirs && (!known || ours <= LOSS_TO_REACH),
    },
    {
      what: `FSRS fit on the first 80 % of ${log}: what it was fitted to`,
      ours: `log loss ${oursPast.toFixed(4)}`,
      reference: `${NATIVE_FIT}: ${theirsPast.toFixed(4)}; default weights: ${(report.logLossBefore ?? Number.NaN).toFixed(4)}`,
      aim: 'no worse than the native weights',
      reached: oursPast <= theirsPast,
    },
  ];
}

/** How far from the truth, which is known of simulated learners: the log loss of its probabilities, above that of the truth itself. */
async function simulatedFigure(): Promise<Figure> {
  const excess = { ours: 0, native: 0, defaults: 0 };
  let reviewed = 0;
  for (let seed = 1; seed <= SIMULATED_LEARNERS; seed += 1) {
    const reviews = simulatedLog(seed, 900);
    reviewed += reviews.length;
    const { past, lastOf } = split(reviews);
    const truth = lastOf(truthOf(seed));
    const { weights } = await nativeFit(past)();
    excess.ours += divergence(truth, lastOf(fitFsrs(past).params)) / SIMULATED_LEARNERS;
    excess.native += divergence(truth, lastOf(fsrsParams({ weights }))) / SIMULATED_LEARNERS;
    excess.defaults += divergence(truth, lastOf(fsrsDefaults)) / SIMULATED_LEARNERS;
  }
  return {
    what: `FSRS fit on the first 80 % of ${SIMULATED_LEARNERS} simulated learners (${reviewed.toLocaleString('en')} reviews): the last 20 %`,
    ours: `log loss ${excess.ours.toFixed(4)} above the truth's`,
    reference: `${NATIVE_FIT}: ${excess.native.toFixed(4)}; default weights: ${excess.defaults.toFixed(4)}`,
    ratio: excess.native / excess.ours,
    aim: 'no worse than the native weights',
    reached: excess.ours <= excess.native,
  };
}

function split(reviews: readonly LoggedReview[]) {
  const predictions = predictReviews(reviews, fsrsDefaults);
  const from = predictions[Math.floor(predictions.length * FITTED_SHARE)]?.at ?? 0;
  return {
    past: reviews.filter(({ at }) => at < from),
    lastOf: (params: FsrsParams): readonly ReviewPrediction[] => predictReviews(reviews, params).filter(({ at }) => at >= from),
  };
}

function lossOf(predictions: readonly ReviewPrediction[]): number {
  return logLoss(predictions) ?? Number.NaN;
}

/** The mean Kullback–Leibler divergence of the predicted probabilities from the true ones. */
function divergence(truth: readonly ReviewPrediction[], predictions: readonly ReviewPrediction[]): number {
  const sum = truth.reduce((total, { predicted: p }, index) => {
    const q = predictions[index]?.predicted ?? Number.NaN;
    return total + p * Math.log(p / q) + (1 - p) * Math.log((1 - p) / (1 - q));
  }, 0);
  return sum / truth.length;
}
