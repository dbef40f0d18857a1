import type { AnswerLog } from '../../fitting/answer-log.js';
import type { AnswerMoment, Rating } from '../../model.js';
import type { LogisticPredictorParams } from '../logistic-predictor.js';
import { logisticMemory } from './logistic-memory.js';
import { type LogisticMemoryParams, type Starts, startsOf } from './logistic-memory-params.js';
import type { LogisticMemoryConcept } from './logistic-memory-states.js';
import { opinionsOf, statesAfter } from './logistic-memory-step.js';

/** So many answers of whole learners tell; more would cost time and change little. */
const ENOUGH_ANSWERS = 20_000;
/** New learners may be others than those of the log: neither half is ever taken to be right. */
const LEAST_TRUST = 0.05;
/** Work of an answer, in rows of a fit's objective. */
const WORK_OF_AN_ANSWER = 64;
/** What the predictor does not read of a moment. */
const UNREAD = { elapsedDays: null, opinions: { knowledge: 0.5, session: 0.5 } } as const;
/** The difficulty of a question when the host does not say it. */
const MIDDLE_DIFFICULTY = 0.5;
const DIGITS = 3;

/** The part of a fit that tells how far the memory half is trusted at first. */
export interface EarnedTrust {
  readonly trust: number;
  /** Answers on a later day that tell of it. */
  readonly answers: number;
  readonly learners: number;
}

type Tracing = (concept: number) => LogisticPredictorParams;

/**
 * How far the memory half should be trusted at first: the mean of what it has earned with the log's learners, each weighing by the answers
 * on a later day; learners are taken at even distances until there are enough answers. Where nobody was asked again, that of the parameters.
 */
export function* earnedTrust(log: AnswerLog, params: LogisticMemoryParams, tracing: Tracing): Generator<number, EarnedTrust> {
  const starts = startsOf(params);
  const spans = spansOf(log);
  const stride = Math.max(1, Math.floor(log.learner.length / ENOUGH_ANSWERS));
  let [sum, answers, learners] = [0, 0, 0];
  for (let i = 0; i < spans.length && answers < ENOUGH_ANSWERS; i += stride) {
    const { trust, later } = yield* playedTrust(log, spans[i] as Span, params, starts, tracing);
    sum += trust * later;
    answers += later;
    learners += later > 0 ? 1 : 0;
  }
  const trust = answers === 0 ? params.memory.trust : Math.min(1 - LEAST_TRUST, Math.max(LEAST_TRUST, sum / answers));
  return { trust: Number(trust.toPrecision(DIGITS)), answers, learners };
}

interface Span {
  readonly from: number;
  readonly to: number;
}

function* playedTrust(
  log: AnswerLog,
  { from, to }: Span,
  params: LogisticMemoryParams,
  starts: Starts,
  tracing: Tracing,
): Generator<number, { readonly trust: number; readonly later: number }> {
  const concepts = new Map<number, LogisticMemoryConcept>();
  let learner = logisticMemory.initialLearner(params);
  let later = 0;
  for (let row = from; row < to; row += 1) {
    const number = log.concept[row] as number;
    const own = { ...params, logistic: tracing(number) };
    const states = { learner, concept: concepts.get(number) ?? logisticMemory.initialConcept(params) };
    const moment = momentOf(log, row);
    if (opinionsOf(states, moment, own, starts).memory !== null) later += 1;
    const observation = { correct: log.correct[row] === 1, rating: log.rating[row] as Rating };
    const after = statesAfter(states, moment, observation, own, starts);
    learner = after.learner;
    concepts.set(number, after.concept);
    yield WORK_OF_AN_ANSWER;
  }
  return { trust: learner.memory_trust, later };
}

function momentOf({ at, day, concept, names, item, items, difficulty }: AnswerLog, row: number): AnswerMoment {
  const said = difficulty?.[row] ?? Number.NaN;
  const id = items?.[item?.[row] ?? -1];
  return {
    ...UNREAD,
    concept: names[concept[row] as number] as string,
    at: at[row] as number,
    day: day[row] as number,
    difficulty: Number.isNaN(said) ? MIDDLE_DIFFICULTY : said,
    ...(Number.isNaN(said) ? {} : { itemDifficulty: said }),
    ...(id === undefined ? {} : { item: id }),
  };
}

function spansOf({ learner }: AnswerLog): readonly Span[] {
  const spans: Span[] = [];
  for (let from = 0, to = 0; from < learner.length; from = to) {
    while (to < learner.length && learner[to] === learner[from]) to += 1;
    spans.push({ from, to });
  }
  return spans;
}
