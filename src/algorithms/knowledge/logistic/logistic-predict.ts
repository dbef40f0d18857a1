import { checkedParts, type LogisticQuestion, logitOf, probabilityOf } from './logistic-question.js';
import { checkLogisticSkill, type LogisticSkill } from './logistic-states.js';
import { FRESH_ITEM_WEIGHTS } from './logistic-weights.js';

/** Answers after which `logisticConfidence` is half; a choice of ours, not a measurement. */
const ANSWERS_FOR_HALF_CONFIDENCE = 5;

/**
 * The probability that the next answer is right, by logistic tracing: a logistic regression on features of the learner's earlier answers.
 *
 *     logit P = w·x + w_skill·x' + w_item
 *
 * The features x are decayed success rates, the last five outcomes, the numbers of right and wrong answers (as ln(1 + n)), streaks, first tries, the
 * skills practised just before, and running Elo abilities; with times also the time since the last answers and decayed counts over an hour, a day, a
 * week and a month. Each exists for the skill and over all skills. A skill adds its easiness, slopes, and a weight for each pattern of its last three
 * outcomes (see {@link LOGISTIC_GROUPS}).
 *
 * Sources: P. I. Pavlik, H. Cen, K. R. Koedinger, Performance factors analysis, 2009; Y. Gong, J. E. Beck, N. T. Heffernan, 2011 (decay);
 * A. Galyardt, I. Goldin, Move your lamp post: recent data reflects learner knowledge better than older data, 2015; T. Gervet et al.,
 * When is deep learning the best approach to knowledge tracing?, 2020 (Best-LR); B. Choffin et al., DAS3H, 2019 (windows);
 * R. Pelánek, Applications of the Elo rating system in adaptive educational systems, 2016.
 *
 * @returns a probability from 1e-6 to 1 − 1e-6
 * @throws AdaptiveLearningError `invalid_input` when an argument is out of range
 *
 * @example
 * const learner = logisticInitialLearner();
 * const skill = logisticInitialSkill();
 * logisticPredict({ learner, skill, skillId: 'fractions' }) //=> 0.7…
 */
export function logisticPredict(question: LogisticQuestion): number {
  const parts = checkedParts(question);
  return probabilityOf(logitOf(question, parts));
}

/**
 * Mastery by logistic tracing: the probability that the learner answers a typical item of the skill right. This is {@link logisticPredict} without an
 * item.
 *
 * @returns a probability from 1e-6 to 1 − 1e-6
 * @throws AdaptiveLearningError `invalid_input` when an argument is out of range
 *
 * @example
 * const learner = logisticInitialLearner();
 * const skill = logisticInitialSkill();
 * logisticMastery({ learner, skill, skillId: 'fractions' }) //=> 0.7…
 */
export function logisticMastery(question: LogisticQuestion): number {
  const parts = checkedParts(question);
  return probabilityOf(logitOf(question, { ...parts, itemWeights: FRESH_ITEM_WEIGHTS }));
}

/**
 * The confidence of {@link logisticMastery}: n / (n + 5), with n the number of the learner's answers on the skill.
 *
 * @returns 0 before the first answer, approaching 1 with many answers
 * @throws AdaptiveLearningError `invalid_input` when the state is invalid
 *
 * @example
 * logisticConfidence(logisticInitialSkill()) //=> 0
 * logisticConfidence({ ...logisticInitialSkill(), answers: 5 }) //=> 0.5
 */
export function logisticConfidence(skill: LogisticSkill): number {
  checkLogisticSkill('logisticConfidence.skill', skill);
  return skill.answers / (skill.answers + ANSWERS_FOR_HALF_CONFIDENCE);
}
