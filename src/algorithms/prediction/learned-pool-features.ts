import type { AnswerMoment } from '../model.js';
import type { LearnedPoolConcept, LearnedPoolLearner } from './learned-pool-state.js';
import { meanOpinion } from './mean-opinion.js';

/** Opinions are cut to 0.02 … 0.98 before they enter as logits: a curve that counts whole days says 1 on the day itself. */
const LEAST_OPINION = 0.02;
/** Rates of success are taken as differences from what most learners show. */
const TYPICAL_SUCCESS = 0.7;
/** ln(1 + answers) is 4.6 after a hundred; halved, it stays of the size of the other features. */
const PER_LOG_ANSWERS = 0.5;

/** The features of the learned pool, in the order of its weights. */
export const LEARNED_POOL_FEATURES = [
  'constant',
  'first_exposure',
  'same_day',
  'knowledge',
  'session',
  'concept',
  'memory',
  'retention',
  'concept_same_day',
  'last_answer',
  'last_answer_same_day',
  'fast_over_slow',
  'slow_rate',
  'answers',
  'answers_on_later_days',
  'pool',
] as const;

/** The mean of the opinions that the plain pool takes, and the features beside it. */
export function featuresOf(
  { elapsedDays, opinions }: AnswerMoment,
  learner: LearnedPoolLearner,
  concept: LearnedPoolConcept,
): { readonly features: readonly number[]; readonly pool: number } {
  const pool = meanOpinion('learned_pool.moment.opinions', opinions);
  const base = logit(pool);
  const over = (opinion: number | undefined) => (opinion === undefined ? 0 : logit(opinion) - base);
  const first = elapsedDays === null;
  const sameDay = elapsedDays === 0;
  const answers = PER_LOG_ANSWERS * Math.log1p(concept.answers);
  const features = [
    1,
    first ? 1 : 0,
    sameDay ? 1 : 0,
    over(opinions.knowledge),
    over(opinions.session),
    first ? 0 : over(opinions.concept),
    first || sameDay ? 0 : over(opinions.memory),
    first ? 0 : over(opinions.retention),
    sameDay ? over(opinions.concept) : 0,
    concept.last,
    sameDay ? concept.last : 0,
    learner.fast - learner.slow,
    learner.slow - TYPICAL_SUCCESS,
    answers,
    sameDay ? 0 : answers,
    base,
  ];
  return { features, pool };
}

function logit(opinion: number): number {
  const cut = Math.min(1 - LEAST_OPINION, Math.max(LEAST_OPINION, opinion));
  return Math.log(cut / (1 - cut));
}
