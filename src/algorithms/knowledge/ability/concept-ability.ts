import { invalidInput } from '../../../errors.js';
import { checkCount, checkInstant, checkNotNegative, checkObject, checkUnit } from '../../argument-checks.js';
import { checkDay } from '../../days/check-day.js';
import { checkMean, checkVariance, type NormalEstimate } from './normal-estimate.js';

/** What is known of the learner beside the concept, as it bears on the concept. */
export type AbilityBearing = {
  /** The log-odds of a right answer to a middling question, before anything is known of the concept itself. */
  readonly ability: number;
  readonly variance: number;
  /** Factor on what practice adds, 0 or more: 1 for the usual. */
  readonly learning: number;
  readonly learning_variance: number;
  /** How much harder the hardest question is than the easiest. */
  readonly hardness: number;
  readonly hardness_variance: number;
};

/** What {@link ability} keeps of a learner in one concept. */
export type ConceptAbility = {
  /** How far the learner is from their own ability in this concept. */
  readonly deviation: NormalEstimate;
  /** What the right answers have added, forgetting left out. */
  readonly practice: number;
  /** Of the concept, as the curriculum has it; 0.5 where it says nothing. */
  readonly difficulty: number;
  /** How much easier the concept is to everybody than a middling one, as a fit found it: it speaks in the place of `difficulty`. Absent where none did. */
  readonly ease?: number;
  readonly answers: number;
  /** Days of practice: a concept practised on many days is forgotten more slowly. */
  readonly days: number;
  /** When the last answer was, ms since 1970, and on which day of the learner's; 0 before the first. */
  readonly at: number;
  readonly day: number;
  /** As it was known at the last answer. */
  readonly learner: AbilityBearing;
};

export function checkConceptAbility(where: string, state: ConceptAbility): void {
  checkObject(where, state);
  checkObject(`${where}.deviation`, state.deviation);
  checkMean(`${where}.deviation.mean`, state.deviation.mean);
  checkVariance(`${where}.deviation.variance`, state.deviation.variance);
  checkNotNegative(`${where}.practice`, state.practice);
  checkMean(`${where}.practice`, state.practice);
  checkUnit(`${where}.difficulty`, state.difficulty);
  if (state.ease !== undefined) checkMean(`${where}.ease`, state.ease);
  checkCount(`${where}.answers`, state.answers);
  checkCount(`${where}.days`, state.days);
  checkInstant(`${where}.at`, state.at);
  checkDay(`${where}.day`, state.day);
  checkBearing(`${where}.learner`, state.learner);
}

function checkBearing(where: string, bearing: AbilityBearing): void {
  checkObject(where, bearing);
  checkMean(`${where}.ability`, bearing.ability);
  checkVariance(`${where}.variance`, bearing.variance);
  checkVariance(`${where}.learning`, bearing.learning);
  checkVariance(`${where}.learning_variance`, bearing.learning_variance);
  checkVariance(`${where}.hardness`, bearing.hardness);
  checkVariance(`${where}.hardness_variance`, bearing.hardness_variance);
}

export function checkSubject(where: string, subject: string): void {
  if (typeof subject !== 'string') throw invalidInput(where, 'a text', subject);
}
