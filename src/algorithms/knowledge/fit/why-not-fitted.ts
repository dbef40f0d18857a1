/** Why a concept cannot be fitted, for any model. */
export const FIT_FALLBACKS = [
  /** No learner answered twice, however many they are: nothing tells learning from knowing. */
  'no_second_answers',
  /** Fewer learners or answers than the options ask for. */
  'too_few_learners',
  'too_few_answers',
  /** Only right, or only wrong answers: any knowledge would explain them. */
  'only_right_answers',
  'only_wrong_answers',
] as const;
export type FitFallback = (typeof FIT_FALLBACKS)[number];

/** What a fit looks at before it begins. */
export interface AnswerCounts {
  readonly learners: number;
  readonly answers: number;
  readonly right: number;
}

/** Undefined when the answers can be fitted, as far as counts can tell. */
export function whyNotFitted(
  { learners, answers, right }: AnswerCounts,
  leastLearners: number,
  leastAnswers: number,
): FitFallback | undefined {
  if (answers > 0 && answers === learners) return 'no_second_answers';
  if (learners < leastLearners) return 'too_few_learners';
  if (answers < leastAnswers) return 'too_few_answers';
  if (right === answers) return 'only_right_answers';
  return right === 0 ? 'only_wrong_answers' : undefined;
}

/** The log-likelihood of predicting the share of right answers every time; of answers of both kinds. */
export function baseRateLogLikelihood({ answers, right }: AnswerCounts): number {
  return right * Math.log(right / answers) + (answers - right) * Math.log(1 - right / answers);
}
