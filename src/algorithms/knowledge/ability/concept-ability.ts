import { invalidInput } from '../../../errors.js';
import { checkCount, checkInstant, checkNotNegative, checkObject, checkUnit } from '../../argument-checks.js';
import { checkDay } from '../../days/check-day.js';
import { checkMean, checkVariance, type NormalEstimate } from './normal-estimate.js';

/** What is known about the learner from other concepts, as far as it matters for this concept. */
export type AbilityBearing = {
  /** The log-odds of a right answer to an average question, without the learner's deviation in the concept. */
  readonly ability: number;
  readonly variance: number;
  /** The learner's factor on the gain from practice, ≥ 0; 1 is average. */
  readonly learning: number;
  readonly learning_variance: number;
  /** The difference in log-odds between the hardest and the easiest question. */
  readonly hardness: number;
  readonly hardness_variance: number;
};

/** The state of {@link ability} for a learner and a concept. */
export type ConceptAbility = {
  /** The learner's deviation from their own ability in this concept. */
  readonly deviation: NormalEstimate;
  /** The total gain from right answers, without forgetting. */
  readonly practice: number;
  /** The concept's difficulty in the curriculum; 0.5 by default. */
  readonly difficulty: number;
  /** How much easier than average the concept is for all learners, from a fit; it replaces `difficulty`. Absent without a fit. */
  readonly ease?: number;
  readonly answers: number;
  /** Number of days with practice; more days slow forgetting. */
  readonly days: number;
  /** The instant of the last answer, ms since 1970, and its learner's day; 0 before the first answer. */
  readonly at: number;
  readonly day: number;
  /** What was known about the learner at the last answer. */
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
  if (typeof subject !== 'string') throw invalidInput(where, 'a string', subject);
}
