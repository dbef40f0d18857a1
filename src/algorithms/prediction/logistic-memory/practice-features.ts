import type { LogisticLearner, LogisticSkill } from '../../knowledge/logistic/logistic-states.js';

/** Rates of success are taken as differences from what most learners show, and doubled, so that they spread over about −1 … 1. */
const TYPICAL_SUCCESS = 0.7;
const RATE_SCALE = 2;
/** ln(1 + answers) is 4.6 after a hundred; halved, it stays of the size of the other features. */
const PER_LOG_ANSWERS = 0.5;
/** Where the rates stand that are read: of a skill those that keep 0.7 and 0.9 of an answer once another follows, of the learner 0.8. */
const SKILL_MIDDLE = 1;
const SKILL_SLOW = 2;
const LEARNER_MIDDLE = 1;

/** The features of the practice part in addition to logistic tracing, in the order of its weights. */
export const PRACTICE_FEATURES = [
  /** 1 */
  'constant',
  /** 1 where the learner has never answered on the concept. */
  'first_exposure',
  /** 1 where the concept was last practised on an earlier day of the learner's. */
  'later_day',
  /** The logit of what logistic tracing says. */
  'tracing',
  /** The running abilities of logistic tracing: on the concept, over all. */
  'concept_ability',
  'learner_ability',
  /** 2·(r − 0.7), r the decayed success rate on the concept; 0 at first exposure. */
  'concept_rate',
  'concept_slow_rate',
  /** The same over all concepts. */
  'learner_rate',
  /** 1 when the last answer on the concept was right, −1 when it was wrong, 0 before the first. */
  'last_answer',
  /** ln(1 + answers on the concept) / 2 */
  'answers_log',
  'answers_log_later_day',
] as const;

/** The features of the next answer, in the order of {@link PRACTICE_FEATURES}. */
export function practiceFeatures(learner: LogisticLearner, skill: LogisticSkill, tracing: number, isLater: boolean): number[] {
  const isFirst = skill.answers === 0;
  const answers = PER_LOG_ANSWERS * Math.log1p(skill.answers);
  return [
    1,
    isFirst ? 1 : 0,
    isLater ? 1 : 0,
    Math.log(tracing / (1 - tracing)),
    skill.ability,
    learner.ability,
    isFirst ? 0 : aboveTypical(skill.rates[SKILL_MIDDLE]),
    isFirst ? 0 : aboveTypical(skill.rates[SKILL_SLOW]),
    aboveTypical(learner.rates[LEARNER_MIDDLE]),
    isFirst ? 0 : 2 * (skill.last_outcomes & 1) - 1,
    answers,
    isLater ? answers : 0,
  ];
}

function aboveTypical(rate: number): number {
  return RATE_SCALE * (rate - TYPICAL_SUCCESS);
}
