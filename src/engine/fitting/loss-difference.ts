import { logLoss, type PredictionColumns, seededRandom } from '../../algorithms/index.js';
import { yieldToEventLoop } from '../../repositories/index.js';

/** Samples that are drawn again. */
const SAMPLES = 1_000;
/** Fewer learners than this make a poor sample of learners (Cameron, Gelbach and Miller 2008 on few clusters): answers are drawn then. */
const LEAST_LEARNERS_TO_DRAW = 20;
/** Draws in one turn of the event loop, a few milliseconds. */
const DRAWS_A_TURN = 500_000;
const LEVEL = 0.95;

/** How much worse one model predicts than another, in log loss, and how sure that is. */
export interface LossDifference {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface Drawn {
  readonly difference: LossDifference;
  readonly drawn: 'learners' | 'answers';
}

/**
 * The mean log loss of the first less that of the second on the same answers, with its 95 % percentile interval of a paired bootstrap.
 *
 * @param learner - of each answer; the answers of one learner stand together
 * @param seed - decides the draws
 */
export async function lossDifference(
  first: PredictionColumns,
  second: PredictionColumns,
  learner: ArrayLike<number>,
  { seed, signal }: { readonly seed: number; readonly signal?: AbortSignal | undefined },
): Promise<Drawn> {
  const learners = new Set(Array.from(learner)).size;
  const drawn = learners < LEAST_LEARNERS_TO_DRAW ? 'answers' : 'learners';
  const units = unitsOf(first, second, drawn === 'answers' ? undefined : learner);
  const random = seededRandom(seed);
  const means: number[] = [];
  let draws = 0;
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    let [sum, answers] = [0, 0];
    for (let draw = 0; draw < units.length; draw += 1) {
      const unit = units[Math.floor(random() * units.length)] as Unit;
      sum += unit.sum;
      answers += unit.answers;
    }
    means.push(sum / answers);
    draws += units.length;
    if (draws < DRAWS_A_TURN) continue;
    draws = 0;
    await yieldToEventLoop('fit', signal);
  }
  means.sort((a, b) => a - b);
  const value = meanOf(units);
  return { difference: { value, low: quantile(means, (1 - LEVEL) / 2), high: quantile(means, (1 + LEVEL) / 2) }, drawn };
}

/** What is drawn as a whole: its answers, and the sum of their differences. */
interface Unit {
  readonly answers: number;
  readonly sum: number;
}

function unitsOf(first: PredictionColumns, second: PredictionColumns, learner: ArrayLike<number> | undefined): readonly Unit[] {
  const rows = first.predicted.length;
  const units: Unit[] = [];
  for (let start = 0, end = 0; start < rows; start = end) {
    end = start + 1;
    while (learner !== undefined && end < rows && learner[end] === learner[start]) end += 1;
    units.push({ answers: end - start, sum: (end - start) * (lossOf(first, start, end) - lossOf(second, start, end)) });
  }
  return units;
}

function lossOf({ predicted, actual }: PredictionColumns, start: number, end: number): number {
  return logLoss({ predicted: predicted.subarray(start, end), actual: actual.subarray(start, end) }) ?? 0;
}

function meanOf(units: readonly Unit[]): number {
  const answers = units.reduce((total, unit) => total + unit.answers, 0);
  return units.reduce((total, unit) => total + unit.sum, 0) / answers;
}

/** Linear between the two nearest order statistics. */
function quantile(ascending: readonly number[], share: number): number {
  const place = share * (ascending.length - 1);
  const below = ascending[Math.floor(place)] as number;
  const above = ascending[Math.ceil(place)] as number;
  return below + (above - below) * (place - Math.floor(place));
}
