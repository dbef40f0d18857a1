import type { CardMemory } from '../../card-memory.js';
import { fsrsFromCard } from '../../memory/fsrs/fsrs-from-card.js';
import { fsrsInitialMemory, fsrsNextMemory } from '../../memory/fsrs/fsrs-memory.js';
import { fsrsDefaults } from '../../memory/fsrs/fsrs-params.js';
import { fsrsRetrievability } from '../../memory/fsrs/fsrs-retrievability.js';
import { cardAfter, cardTime, residualInitialCard } from '../../memory/residual/residual-card.js';
import { momentOf, ratesAfter } from '../../memory/residual/residual-learner.js';
import { residualDefaults } from '../../memory/residual/residual-params.js';
import type { AnswerMoment, Rating } from '../../model.js';
import type { LogisticHead } from '../../online-logistic/logistic-head.js';
import { type HeadPredictions, learned, predictionsOf } from '../../online-logistic/online-logistic.js';
import type { LogisticMemoryParams } from './logistic-memory-params.js';
import type { LogisticMemoryConcept, LogisticMemoryLearner } from './logistic-memory-states.js';
import { MEMORY_ELAPSED, memoryFeatures } from './memory-features.js';
import { shortHead } from './short-head.js';

type When = Pick<AnswerMoment, 'at' | 'day'>;

/** What the memory half keeps of a learner, and of a concept. */
export type Recaller = Pick<LogisticMemoryLearner, 'memory' | 'rates'>;
export type Recalled = Pick<LogisticMemoryConcept, 'card' | 'memory'>;

/** What the memory half says of an answer on a later day, and by what. */
export interface MemoryOpinion {
  readonly head: LogisticHead;
  readonly features: readonly number[];
  readonly words: HeadPredictions;
  readonly said: number;
}

/** The recall by FSRS, corrected by what this learner's earlier answers have shown; null at first exposure and on the day of the last answer. */
export function memoryOpinion(
  { memory: own, rates }: Recaller,
  { card, memory }: Recalled,
  { at, day }: When,
  start: LogisticHead,
): MemoryOpinion | null {
  const time = cardTime(card, at, day);
  if (memory === null || time === null || !time.later) return null;
  const head = own ?? start;
  const features = memoryFeatures(card, memory, momentOf(rates, day), time.elapsedDays);
  const words = predictionsOf(head, features, fsrsRetrievability(memory, daysSince(card.last_day, day)));
  return { head, features, words, said: words.model };
}

/** The learner's own memory and rates after the answer. */
export function memoryStep(
  { memory, rates }: Recaller,
  opinion: MemoryOpinion | null,
  day: number,
  correct: boolean,
  start: LogisticHead,
  { drift, switch_rate: switchRate }: Pick<LogisticMemoryParams, 'drift' | 'switch_rate'>,
): Recaller {
  if (opinion === null) return { memory, rates: ratesAfter(rates, day, null, residualDefaults) };
  const how = { start, elapsed: MEMORY_ELAPSED, drift, switchRate };
  return {
    memory: shortHead(learned(opinion.head, opinion.features, opinion.words, correct, how)),
    rates: ratesAfter(rates, day, correct, residualDefaults),
  };
}

/** What is kept of the concept after the answer: its counts, and its memory by FSRS. */
export function recallMemory({ card, memory }: Recalled, { at, day }: When, rating: Rating): Recalled {
  return {
    card: cardAfter(card, at, day, rating, residualDefaults.card_decay),
    memory: memory === null ? fsrsInitialMemory(rating) : fsrsNextMemory(memory, daysSince(card.last_day, day), rating),
  };
}

/** What a card of another system tells: its memory, and a last answer that was right unless no success is in a row. */
export function adoptedMemory(card: CardMemory): Recalled {
  const { stability, difficulty, last_review, last_day } = fsrsFromCard(card, fsrsDefaults);
  const rating = card.repetitions === 0 ? 1 : 3;
  return {
    card: cardAfter(residualInitialCard(), last_review, last_day, rating, residualDefaults.card_decay),
    memory: { stability, difficulty },
  };
}

function daysSince(last: number | null, day: number): number {
  return Math.max(0, day - (last ?? day));
}
