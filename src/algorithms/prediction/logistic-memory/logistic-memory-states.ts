import { invalidInput } from '../../../errors.js';
import { checkObject } from '../../argument-checks.js';
import type { LogisticLearner, LogisticSkill } from '../../knowledge/logistic/logistic-states.js';
import type { FsrsMemory } from '../../memory/fsrs/fsrs-core.js';
import { checkFsrsMemory } from '../../memory/fsrs/fsrs-memory.js';
import { checkCard, type ResidualCard } from '../../memory/residual/residual-card.js';
import { checkRates, type ResidualRates } from '../../memory/residual/residual-learner.js';
import { checkHead, type LogisticHead } from '../../online-logistic/logistic-head.js';
import { MEMORY_ELAPSED, MEMORY_FEATURES } from './memory-features.js';
import { PRACTICE_FEATURES } from './practice-features.js';

/** The state for a learner: about 130 numbers, and 78 more from the first answer on a later day on. */
export type LogisticMemoryLearner = {
  readonly logistic: LogisticLearner;
  /** Whether `practice` was learnt with fitted shared weights; if this changes, it restarts. */
  readonly fitted: boolean;
  /** The learner's deviation from the shared weights. */
  readonly practice: LogisticHead;
  /** The learner's recent success rates, and the number of answers on their days. */
  readonly rates: ResidualRates;
  /** The learner's correction to the predictions of FSRS; null before the first answer on a later day. */
  readonly memory: LogisticHead | null;
  /** The probability that the memory part predicts later days better than the practice part, above 0 and below 1. */
  readonly memory_trust: number;
};

/** The state for a learner and a concept. */
export type LogisticMemoryConcept = {
  readonly logistic: LogisticSkill;
  readonly card: ResidualCard;
  /** The FSRS-6 memory with default weights; null before the first answer. */
  readonly memory: FsrsMemory | null;
};

/** The part of logistic tracing is checked where it is used. */
export function checkLogisticMemoryLearner(where: string, learner: LogisticMemoryLearner): void {
  checkObject(where, learner);
  checkHead(`${where}.practice`, learner.practice, PRACTICE_FEATURES.length, []);
  checkObject(`${where}.rates`, learner.rates);
  checkRates(`${where}.rates`, learner.rates);
  if (learner.memory !== null) checkHead(`${where}.memory`, learner.memory, MEMORY_FEATURES.length, MEMORY_ELAPSED);
  if (typeof learner.fitted !== 'boolean') throw invalidInput(`${where}.fitted`, 'true or false', learner.fitted);
  const { memory_trust } = learner;
  if (!(Number.isFinite(memory_trust) && memory_trust > 0 && memory_trust < 1))
    throw invalidInput(`${where}.memory_trust`, 'a number > 0 and < 1', memory_trust);
}

export function checkLogisticMemoryConcept(where: string, concept: LogisticMemoryConcept): void {
  checkObject(where, concept);
  checkCard(`${where}.card`, concept.card);
  if (concept.memory !== null) checkFsrsMemory(`${where}.memory`, concept.memory);
  else if (concept.card.reviews > 0) throw invalidInput(`${where}.memory`, 'a memory, since there was an answer', null);
}
