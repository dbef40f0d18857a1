import type { AnswerLog } from '../../fitting/answer-log.js';
import { residualInitialCard } from '../../memory/residual/residual-card.js';
import { NO_RATES } from '../../memory/residual/residual-learner.js';
import type { Rating } from '../../model.js';
import { LARGEST_VARIANCE, LEAST_VARIANCE, type LogisticHead } from '../../online-logistic/logistic-head.js';
import { type LogisticMemoryParams, type MemoryStart, startsOf } from './logistic-memory-params.js';
import { MEMORY_ELAPSED, MEMORY_FEATURES } from './memory-features.js';
import { memoryOpinion, memoryStep, type Recalled, type Recaller, recallMemory } from './memory-half.js';

/** A learner with fewer answers on a later day has hardly left the start; fewer learners than this are no population. */
const LEAST_ANSWERS = 100;
const LEAST_LEARNERS = 5;
/** Work of an answer, in rows of a fit's objective. */
const WORK_OF_AN_ANSWER = 16;
const DIGITS = 5;

export interface MemoryPopulation {
  /** Null where the log has too few learners who were asked again on a later day. */
  readonly start: Pick<MemoryStart, 'weights' | 'variances'> | null;
  /** Answers on a later day, of learners who gave enough of them. */
  readonly answers: number;
  readonly learners: number;
}

/**
 * What new learners' memories should begin with, by what the log's learners have shown: of their weights the mean, and the variance about
 * it together with what is not known of each, as `residualPopulation` has it.
 */
export function* memoryPopulation(log: AnswerLog, params: LogisticMemoryParams): Generator<number, MemoryPopulation> {
  const heads: LogisticHead[] = [];
  const start = startsOf(params).memory;
  let answers = 0;
  for (let from = 0, to = 0; from < log.learner.length; from = to) {
    while (to < log.learner.length && log.learner[to] === log.learner[from]) to += 1;
    const { head, later } = yield* learnedMemory(log, from, to, start, params);
    if (head === null || later < LEAST_ANSWERS) continue;
    heads.push(head);
    answers += later;
  }
  return { start: heads.length < LEAST_LEARNERS ? null : startFrom(heads), answers, learners: heads.length };
}

function* learnedMemory(
  { at, day, concept, rating, correct }: AnswerLog,
  from: number,
  to: number,
  start: LogisticHead,
  params: LogisticMemoryParams,
): Generator<number, { readonly head: LogisticHead | null; readonly later: number }> {
  const cards = new Map<number, Recalled>();
  let learner: Recaller = { memory: null, rates: NO_RATES };
  let later = 0;
  for (let row = from; row < to; row += 1) {
    const number = concept[row] as number;
    const card = cards.get(number) ?? { card: residualInitialCard(), memory: null };
    const when = { at: at[row] as number, day: day[row] as number };
    const opinion = memoryOpinion(learner, card, when, start);
    if (opinion !== null) later += 1;
    learner = memoryStep(learner, opinion, when.day, correct[row] === 1, start, params);
    cards.set(number, recallMemory(card, when, rating[row] as Rating));
    yield WORK_OF_AN_ANSWER;
  }
  return { head: learner.memory, later };
}

function startFrom(heads: readonly LogisticHead[]): Pick<MemoryStart, 'weights' | 'variances'> {
  const size = MEMORY_FEATURES.length;
  const mean = (of: (head: LogisticHead) => number): number => heads.reduce((sum, head) => sum + of(head), 0) / heads.length;
  const weights: number[] = [];
  const variances: number[] = [];
  for (let place = 0, diagonal = 0; place < size; diagonal += size - place, place += 1) {
    const own = (head: LogisticHead): number => head.weights[place] as number;
    const weight = mean(own);
    const variance = mean((head) => (head.covariance[diagonal] as number) + (own(head) - weight) ** 2);
    weights.push(rounded(MEMORY_ELAPSED.includes(place) ? Math.min(0, weight) : weight));
    variances.push(Math.min(LARGEST_VARIANCE, Math.max(LEAST_VARIANCE, rounded(variance))));
  }
  return { weights, variances };
}

function rounded(value: number): number {
  return Number(value.toPrecision(DIGITS)) + 0;
}
